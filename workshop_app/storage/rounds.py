"""Voting rounds: ballots kept apart while a round is open, counts when it is closed.

While a round is open nothing but the number of ballots leaves this module. Closing turns
the ballots into counts per question × answer × group, after merging small groups, and
destroys them; what may not show is not stored either.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.method.question import Question, cleaned, faults
from workshop_app.statistics import merge_groups
from workshop_app.storage.counting import Ballot, counted
from workshop_app.storage.tables import (
    BallotRow,
    RoundQuestionRow,
    RoundRow,
    TallyGroupRow,
    TallyRow,
    VotedRow,
)
from workshop_app.storage.tally import (
    Round,
    asked_in,
    ballots_in,
    group_key,
    joined_before,
    rounds,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.storage.session_file import SessionFile


def open_round(
    file: SessionFile,
    activity: str,
    questions: Sequence[Question],
    *,
    mode: str,
    attribute: str = "",
    expected: int = 0,
    minimum: int = 4,
) -> Round:
    """Open the next round of an activity.

    Raises `UserError` when one is still open, and when an earlier one was compared by another
    attribute: two ways to split the same people allow subtraction (METHOD §7).
    """
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


def new_ballot_key() -> str:
    """A random 128-bit key, made by the voter's side; a retry with it is harmless."""
    return secrets.token_hex(16)


def cast(
    file: SessionFile,
    round_: Round,
    questions: Sequence[Question],
    answers: Mapping[str, str],
    *,
    key: str,
    group: str = "",
    seat: str = "",
) -> None:
    """Save one ballot under its key; the same key again replaces it.

    Returns after COMMIT. Raises `UserError` when the round is closed, or when ``seat`` has
    voted under another key; `ValueError` for an answer its question does not accept.
    """
    if not _is_open(file, round_.key):
        raise UserError(
            "This round is closed.",
            "The result stays as it is.",
            "Open a second round to vote again.",
        )
    voted = file.row("SELECT seat FROM voted WHERE round = ? AND seat = ?", round_.key, seat)
    known = file.row("SELECT key FROM ballot WHERE round = ? AND key = ?", round_.key, key)
    if seat and voted is not None and known is None:
        raise UserError(
            "This seat has voted already.", "Its first ballot counts.", "Nothing to do."
        )
    lines = _lines(questions, answers)
    with file.secret_edit("ballot") as edit:
        edit.run(BallotRow.delete().where((BallotRow.round == round_.key) & (BallotRow.key == key)))
        edit.run(
            BallotRow.insert_many(
                [
                    {
                        "round": round_.key,
                        "key": key,
                        "question": question,
                        "answer": answer,
                        "name": group_key(group),
                    }
                    for question, answer in lines
                ]
            )
        )
        if seat:
            edit.run(VotedRow.insert(round=round_.key, seat=seat).on_conflict_ignore())


def cast_all(
    file: SessionFile,
    round_: Round,
    questions: Sequence[Question],
    ballots: Sequence[tuple[str, Mapping[str, str]]],
) -> None:
    """Save a pile of ballots, each a group and its answers, in one transaction: all or none.

    Raises `UserError` when the round is closed, `ValueError` for an answer that its question
    does not accept.
    """
    if not _is_open(file, round_.key):
        raise UserError(
            "This round is closed.",
            "The result stays as it is.",
            "Open a second round to vote again.",
        )
    lines = []
    for group, answers in ballots:
        key = new_ballot_key()
        for question, answer in _lines(questions, answers):
            lines.append((round_.key, key, question, answer, group_key(group)))
    columns = [BallotRow.round, BallotRow.key, BallotRow.question, BallotRow.answer, BallotRow.name]
    with file.secret_edit("ballot") as edit:
        for start in range(0, len(lines), 100):
            edit.run(BallotRow.insert_many(lines[start : start + 100], columns))


def _lines(questions: Sequence[Question], answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """A ballot's rows: one for itself, so that a blank one counts, and one an answer."""
    given = cleaned(questions, answers)
    wrong = faults(questions, {**answers, **given})
    if wrong:
        found = ", ".join(f"{fault.question}={fault.value!r}: {fault.reason}" for fault in wrong)
        raise ValueError(f"a ballot may not hold {found}")
    return [("", ""), *given.items()]


def withdraw(file: SessionFile, round_: Round, key: str) -> None:
    """Destroy one ballot of an open round, for a row keyed by mistake."""
    if _is_open(file, round_.key):
        with file.secret_edit("ballot") as edit:
            edit.run(
                BallotRow.delete().where((BallotRow.round == round_.key) & (BallotRow.key == key))
            )


def _is_open(file: SessionFile, round_key: str) -> bool:
    state = file.row("SELECT state FROM round WHERE key = ?", round_key)
    return state is not None and state[0] == "open"


def discard_round(file: SessionFile, round_: Round) -> None:
    """Take back a round that was opened by mistake. Only an open one without ballots goes."""
    if not _is_open(file, round_.key):
        raise UserError(
            "This round is closed.", "Its result is safe.", "Open a second round to vote again."
        )
    if ballots_in(file, round_.key):
        raise UserError("This round has ballots.", "They are safe.", "Close the round instead.")
    with file.secret_edit("round") as edit:
        for table in (BallotRow, VotedRow, RoundQuestionRow):
            edit.run(table.delete().where(table.round == round_.key))
        edit.run(RoundRow.delete().where(RoundRow.key == round_.key))


def close_round(file: SessionFile, round_: Round, *, expected: int | None = None) -> None:
    """Turn the ballots into counts and destroy them, in one transaction.

    Small groups are merged by the ballots returned, before anything is saved (METHOD §7.1);
    those that an earlier round showed as one stay one. A closed round is never recomputed;
    closing twice changes nothing.
    """
    if not _is_open(file, round_.key):
        return
    ballots = _read_ballots(file, round_.key)
    sizes = Counter(ballot.group for ballot in ballots)
    merge = merge_groups(
        sizes if round_.attribute else {}, round_.minimum, joined_before(file, round_)
    )
    merged = sorted(name for name in merge.merged if name)
    lines = counted(asked_in(file, round_.key), ballots, merge.groups, round_.minimum)
    with file.secret_edit("round") as edit:
        edit.run(
            RoundRow.update(
                state="closed",
                returned=len(ballots),
                merged=json.dumps(merged),
                expected=round_.expected if expected is None else expected,
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
        edit.run(BallotRow.delete().where(BallotRow.round == round_.key))
        edit.run(VotedRow.delete().where(VotedRow.round == round_.key))


def _read_ballots(file: SessionFile, round_key: str) -> list[Ballot]:
    stored = file.rows("SELECT key, name, question, answer FROM ballot WHERE round = ?", round_key)
    ballots: dict[str, Ballot] = {}
    for key, group, question, answer in stored:
        ballot = ballots.setdefault(key, Ballot(group, {}))
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
