"""Voting rounds: ballots kept apart while a round is open, counts when it is closed.

While a round is open nothing but the number of ballots leaves this module. Closing turns
the ballots into counts per question × answer × group, after merging small groups, and
destroys them; what may not show is not stored either.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.method.question import BallotRules, Question
from workshop_app.method.ways import mode_of, ways_of
from workshop_app.statistics import merge_groups
from workshop_app.storage import drawn
from workshop_app.storage.casting import (
    Kept,
    VotedError,
    ballot_of,
    free,
    ways_used,
    whose,
)
from workshop_app.storage.counting import Ballot, counted
from workshop_app.storage.seal import seal_of
from workshop_app.storage.seen import beginning, is_seen
from workshop_app.storage.tally import (
    Round,
    asked_in,
    ballots_in,
    joined_before,
    rounds,
)
from workshop_app.storage.voting_tables import (
    BallotRow,
    LiveTallyRow,
    NamedAnswerRow,
    RoundQuestionRow,
    RoundRow,
    TallyGroupRow,
    TallyRow,
    VotedRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.method.ways import Outcome
    from workshop_app.storage.session_file import SessionFile
_NAMED: Final = (
    NamedAnswerRow.round, NamedAnswerRow.person, NamedAnswerRow.question, NamedAnswerRow.answer
)


def open_round(
    file: SessionFile,
    activity: str,
    questions: Sequence[Question],
    *,
    mode: str,
    attribute: str = "",
    expected: int = 0,
    minimum: int = 4,
    named: bool = False,
    live: bool = False,
) -> Round:
    """Open the next round of an activity; ``mode`` may be several ways (`method.ways`).

    A ``named`` round keeps who answered what, and nothing makes it anonymous any more, nor the
    other way round. A ``live`` one may be drawn while it is open, and then compares nobody: who saw
    who voted between two pictures could find, with the counts of groups, what some of them said.

    Raises `UserError` when one is still open, and when an earlier one was compared by another
    attribute: two ways to split the same people allow subtraction (METHOD §7).
    """
    attribute = "" if live else attribute
    earlier = rounds(file, activity)
    if any(round_.state == "open" for round_ in earlier):
        raise UserError(
            "A round of this activity is still open.",
            "Its ballots are safe.",
            "Close it before you open another one.",
        )
    if attribute and {round_.attribute for round_ in earlier} - {"", attribute}:
        raise UserError(
            "An earlier round of this activity compared other groups; both together could show "
            "what one person said.",
            "Its result is safe, and no round was opened.",
            "Compare the same groups as before, or nobody.",
        )
    key = secrets.token_hex(16)
    number = max((round_.number for round_ in earlier), default=0) + 1
    with file.secret_edit("round") as edit:
        edit.run(
            RoundRow.insert(
                key=key,
                activity=activity,
                number=number,
                mode=mode,
                attribute=attribute,
                state="open",
                expected=expected,
                returned=0,
                minimum=minimum,
                merged="[]",
                named=named,
                live=live,
            )
        )
        edit.run(
            RoundQuestionRow.insert_many(
                [
                    {
                        "round": key,
                        "question": question.id,
                        "position": position,
                        "form": question.form,
                        "zero": question.zero is not None,
                        "answers": json.dumps([answer.value for answer in question.answers]),
                    }
                    for position, question in enumerate(questions)
                ]
            )
        )
    return rounds(file, activity)[-1]


def add_way(file: SessionFile, round_: Round, way: str) -> None:
    """Take ballots in one more way, as long as the round is open."""
    with file.alone():
        found = file.row("SELECT mode FROM round WHERE key = ? AND state = 'open'", round_.key)
        if found is None:
            raise _closed()
        mode = mode_of((*ways_of(found[0]), way))
        with file.secret_edit("round") as edit:
            edit.run(RoundRow.update(mode=mode).where(RoundRow.key == round_.key))


def new_ballot_key(way: str = "") -> str:
    """A random 128-bit key, made by the voter's side; a retry with it is harmless.

    It tells the ``way`` only where everybody sees the ballot being given (`storage.seen`).
    """
    return beginning(way) + secrets.token_hex(16)


def cast(
    file: SessionFile,
    round_: Round,
    questions: Sequence[Question],
    answers: Mapping[str, str],
    *,
    key: str,
    group: str = "",
    seat: str = "",
    way: str = "",
    sheet: str = "",
) -> None:
    """Save one ballot under its key; the same key again replaces it.

    In a named round ``seat`` is the person's key, and ``sheet`` the paper it stood on. ``way`` is
    how it came in. Returns after COMMIT. Raises `UserError` when the round is closed, its kind
    `VotedError` when ``seat`` has voted under another key; `ValueError` for an answer its
    question does not accept.
    """
    ballots = [(key, seat, group, answers)]
    outcome = cast_many(file, round_, questions, ballots, way=way, sheet=sheet)[0]
    if outcome == "closed":
        raise _closed()
    if outcome == "voted":
        raise VotedError
    if outcome == "faulty":
        raise _unfit(BallotRules(questions), answers)


@contextmanager
def replacing(file: SessionFile, round_: Round, person: str, key: str) -> Iterator[None]:
    """Destroy what a person of a named round gave under another key than this.

    That and what is cast in the block are one transaction: whatever fails, one ballot is there.
    """
    with file.alone(), file.together():
        other = ballot_of(file, round_.key, person) if round_.named else ""
        if other not in ("", key):
            withdraw(file, round_, other)
        yield


def cast_many(
    file: SessionFile,
    round_: Round,
    questions: Sequence[Question],
    ballots: Sequence[tuple[str, str, str, Mapping[str, str]]],
    *,
    way: str = "",
    sheet: str = "",
) -> list[Outcome]:
    """Save ballots as they come, each a key, a seat, a group and answers, in one transaction.

    Each is judged by itself, as one `cast` after the other would: the same key replaces its
    ballot, a seat votes once, and one that cannot be saved never stops the others. Returns after
    COMMIT. Raises `UserError` when nothing could be saved at all, such as on a full disk.
    """
    with file.alone():
        if not _is_open(file, round_.key):
            return ["closed"] * len(ballots)
        keys, seats = {one[0] for one in ballots}, {one[1] for one in ballots}
        kept = Kept(file, round_, way, keys=keys, seats=seats, sheet=sheet)
        rules = BallotRules(questions)
        outcomes = [kept.take(rules, *ballot) for ballot in ballots]
        if kept.lines:
            _write(file, round_, kept)
    return outcomes


def _write(file: SessionFile, round_: Round, kept: Kept) -> None:
    """Nobody is told of answers that changed where nobody sees them."""
    with file.secret_edit(*(("ballot",) if round_.live or kept.is_seen else ())) as edit:
        kept.write(edit)
        if round_.live:
            drawn.advance(file, edit, round_)


def cast_all(
    file: SessionFile,
    round_: Round,
    questions: Sequence[Question],
    ballots: Sequence[tuple[str, Mapping[str, str]]],
    *,
    way: str = "",
) -> None:
    """Save a pile of ballots, each a group and its answers, in one transaction: all or none.

    Raises `UserError` when the round is closed, `ValueError` for an answer that its question does
    not accept.
    """
    with file.alone():
        if not _is_open(file, round_.key):
            raise _closed()
        kept, rules = Kept(file, round_, way), BallotRules(questions)
        for group, answers in ballots:
            if kept.take(rules, new_ballot_key(way), "", group, answers) == "faulty":
                raise _unfit(rules, answers)
        if ballots:
            _write(file, round_, kept)


def _closed() -> UserError:
    return UserError(
        "This round is closed.",
        "The result stays as it is.",
        "Open a second round to vote again.",
    )


def _unfit(rules: BallotRules, answers: Mapping[str, str]) -> ValueError:
    wrong = rules.faults({**answers, **rules.cleaned(answers)})
    found = ", ".join(f"{fault.question}={fault.value!r}: {fault.reason}" for fault in wrong)
    return ValueError(f"a ballot may not hold {found or 'half a character'}")


def withdraw(file: SessionFile, round_: Round, key: str, seat: str = "") -> None:
    """Destroy one ballot of an open round, for a row keyed by mistake; its seat may vote again."""
    with file.alone():
        if not _is_open(file, round_.key):
            return
        freed = {seat, whose(file, round_.key, key)} - {""}
        with file.secret_edit("ballot") as edit:
            edit.run(
                BallotRow.delete().where((BallotRow.round == round_.key) & (BallotRow.key == key))
            )
            free(edit, round_.key, freed)


def _is_open(file: SessionFile, round_key: str) -> bool:
    state = file.row("SELECT state FROM round WHERE key = ?", round_key)
    return state is not None and state[0] == "open"


def discard_round(file: SessionFile, round_: Round) -> None:
    """Take back a round that was opened by mistake. Only an open one without ballots goes."""
    with file.alone():
        if not _is_open(file, round_.key):
            raise UserError(
                "This round is closed.", "Its result is safe.", "Open a second round to vote again."
            )
        if ballots_in(file, round_.key):
            raise UserError("This round has ballots.", "They are safe.", "Close the round instead.")
        with file.secret_edit("round") as edit:
            for table in (BallotRow, VotedRow, LiveTallyRow, RoundQuestionRow):
                edit.run(table.delete().where(table.round == round_.key))
            edit.run(RoundRow.delete().where(RoundRow.key == round_.key))


def close_round(file: SessionFile, round_: Round, *, expected: int | None = None) -> None:
    """Turn the ballots into counts and destroy them, in one transaction.

    Small groups are merged by the ballots returned, before anything is saved (METHOD §7.1);
    those that an earlier round showed as one stay one. Ballots that everybody saw belong to no
    group. A closed round is never recomputed;
    closing twice changes nothing. A ballot that another thread brings meanwhile is counted or
    refused, never lost.
    """
    with file.alone():
        if _is_open(file, round_.key):
            _close(file, round_, round_.expected if expected is None else expected)


def _close(file: SessionFile, round_: Round, expected: int) -> None:
    ballots = _read_ballots(file, round_.key)
    sizes = Counter(ballot.group for ballot in ballots if not ballot.seen)
    merge = merge_groups(
        sizes if round_.attribute else {}, round_.minimum, joined_before(file, round_)
    )
    merged = sorted(name for name in merge.merged if name)
    lines = counted(asked_in(file, round_.key), ballots, merge.groups, round_.minimum)
    if round_.live:
        lines = drawn.masked(file, round_, lines)
    lines.sort()  # Else where they lie in the file would tell the first ballot's answers.
    named = _named(file, round_.key) if round_.named else []
    with file.secret_edit("round") as edit:
        edit.run(
            RoundRow.update(
                state="closed",
                returned=len(ballots),
                merged=json.dumps(merged),
                expected=expected,
                mode=mode_of(ways_used(file, round_.key)) or round_.mode,
            ).where(RoundRow.key == round_.key)
        )
        if merge.groups:
            edit.run(
                TallyGroupRow.insert_many(
                    [
                        {
                            "round": round_.key,
                            "name": name,
                            "position": position,
                            "ballots": sum(sizes[member] for member in members),
                        }
                        for position, (name, members) in enumerate(merge.groups.items())
                    ]
                )
            )
        for start in range(0, len(lines), 100):
            edit.run(
                TallyRow.insert_many(
                    [
                        {"round": round_.key, **line._asdict()}
                        for line in lines[start : start + 100]
                    ]
                )
            )
        if named:
            edit.run_each(NamedAnswerRow.insert_many(named[:1], _NAMED), named)
        seal = seal_of(file.rows, round_.key)
        edit.run(RoundRow.update(seal=seal).where(RoundRow.key == round_.key))
        drawn.end(edit, round_)
        edit.run(BallotRow.delete().where(BallotRow.round == round_.key))
        edit.run(VotedRow.delete().where(VotedRow.round == round_.key))


def _named(file: SessionFile, round_key: str) -> list[tuple[str, ...]]:
    """Who answered what, a row for each answer and one for each ballot, as a blank one has only."""
    person = ""
    found: list[tuple[str, ...]] = []
    for question, answer in file.rows(
        "SELECT question, answer FROM ballot WHERE round = ? ORDER BY key, question", round_key
    ):
        person = person if question else answer
        found.append((round_key, person, question, answer if question else ""))
    return found


def _read_ballots(file: SessionFile, round_key: str) -> list[Ballot]:
    stored = file.rows("SELECT key, name, question, answer FROM ballot WHERE round = ?", round_key)
    ballots: dict[str, Ballot] = {}
    for key, group, question, answer in stored:
        ballot = ballots.setdefault(key, Ballot(group, {}, is_seen(key)))
        if question:
            ballot.answers[question] = answer
    return list(ballots.values())


def reveal_round(file: SessionFile, round_: Round) -> None:
    """Mark a closed round as shown to the room; from then on its picture may be drawn."""
    with file.secret_edit("round") as edit:
        edit.run(
            RoundRow.update(state="revealed").where(
                (RoundRow.key == round_.key) & (RoundRow.state == "closed")
            )
        )
