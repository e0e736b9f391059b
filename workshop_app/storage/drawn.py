"""Totals of a round that may be drawn while it is open: in batches, and one batch behind.

What the stage draws of a question moves only when the minimum of new answers came. It then shows
the totals as they were at the time before: so that not only the difference between two pictures,
but also that between the last picture and the result, is always made by that many people. Whatever
they answered, the picture moves at the same ballots: if it waited for a batch that does not agree,
its waiting would tell.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop_app.storage.counting import Line
from workshop_app.storage.seen import SEEN_KEYS
from workshop_app.storage.tally import HIDDEN, TOTAL
from workshop_app.storage.voting_tables import LiveTallyRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.storage.session_file import Edit, SessionFile
    from workshop_app.storage.tally import Round

def advance(file: SessionFile, edit: Edit, round_: Round) -> None:
    """Go a batch on where enough has come, within the transaction that brought it."""
    waiting, _ = _kept(file, round_.key)
    for question, now in _counts(file, round_.key).items():
        before = waiting.get(question, Counter())
        if not _is_batch(now, before, round_.minimum):
            continue
        row = LiveTallyRow
        edit.run(row.delete().where((row.round == round_.key) & (row.question == question)))
        edit.run(
            row.insert_many(
                [
                    {
                        "round": round_.key,
                        "question": question,
                        "answer": answer,
                        "waiting": now[answer],
                        "shown": before[answer],
                    }
                    for answer in sorted({*now, *before})
                ]
            )
        )


def end(edit: Edit, round_: Round) -> None:
    """Destroy what was drawn: the round is closed."""
    edit.run(LiveTallyRow.delete().where(LiveTallyRow.round == round_.key))


def masked(file: SessionFile, round_: Round, lines: Sequence[Line]) -> list[Line]:
    """What closing may keep: not a question of which too few answers are new since its picture.

    That happens only where people changed or withdrew what they had answered.
    """
    _, shown = _kept(file, round_.key)
    final = _counts(file, round_.key)
    told = {
        question: sum(one.votes for one in lines if (one.question, one.name) == (question, TOTAL))
        for question, before in shown.items()
        if not _is_batch(final.get(question, Counter()), before, round_.minimum)
    }
    kept = [line for line in lines if line.question not in told]
    return [*kept, *(Line(question, TOTAL, HIDDEN, n) for question, n in told.items())]


def _is_batch(now: Mapping[str, int], before: Mapping[str, int], minimum: int) -> bool:
    """Whether enough answers are new."""
    return sum(now.values()) - sum(before.values()) >= minimum


def _kept(
    file: SessionFile, round_key: str
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """The totals that wait for the next batch, and those that are drawn, by question."""
    waiting: dict[str, Counter[str]] = {}
    shown: dict[str, Counter[str]] = {}
    for question, answer, next_, now in file.rows(
        "SELECT question, answer, waiting, shown FROM live_tally WHERE round = ?", round_key
    ):
        waiting.setdefault(question, Counter())[answer] = next_
        if now:
            shown.setdefault(question, Counter())[answer] = now
    return waiting, shown


def _counts(file: SessionFile, round_key: str) -> dict[str, Counter[str]]:
    """The secret answers by question: what everybody saw makes no batch for them to hide in."""
    counts: dict[str, Counter[str]] = {}
    for question, answer, votes in file.rows(
        "SELECT question, answer, COUNT(*) FROM ballot WHERE round = ? AND question IN "
        "(SELECT question FROM round_question WHERE round = ? AND form IN ('scale', 'choice')) "
        "AND key NOT LIKE ? GROUP BY question, answer",
        round_key,
        round_key,
        SEEN_KEYS,
    ):
        counts.setdefault(question, Counter())[answer] = votes
    return counts
