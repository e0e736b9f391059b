"""Reading rounds and what closed ones leave: counts, never ballots."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.storage.tables import (
    BallotRow,
    RoundQuestionRow,
    RoundRow,
    TallyGroupRow,
    TallyRow,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.storage.session_file import SessionFile

HIDDEN = ""
"""The answer under which only the number of valid answers is stored."""


@dataclass(frozen=True, slots=True)
class Round:
    """A voting round; ``returned`` is the turnout, ``expected`` the people present."""

    key: str
    activity: str
    number: int
    mode: str
    attribute: str
    state: str
    expected: int
    returned: int
    minimum: int
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked in a round."""

    id: str
    form: str
    answers: tuple[str, ...]
    zero: bool


@dataclass(frozen=True, slots=True)
class Count:
    """The answers to one question: how many are valid, and the votes per answer.

    ``votes`` is ``None`` where the number is too small to show. "Cannot judge" is counted
    in ``cannot_judge`` and never in ``valid``.
    """

    valid: int
    votes: Mapping[str, int] | None
    cannot_judge: int = 0

    def vector(self, answers: Sequence[str]) -> tuple[int, ...] | None:
        """The votes in the order of ``answers``, or ``None``."""
        if self.votes is None:
            return None
        return tuple(self.votes.get(answer, 0) for answer in answers)


@dataclass(frozen=True, slots=True)
class GroupTally:
    """The counts of one group, or of all under the name ``""``."""

    name: str
    ballots: int
    counts: Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a closed round leaves: counts for all and for the groups that may show."""

    round: Round
    questions: tuple[Asked, ...]
    total: GroupTally
    groups: tuple[GroupTally, ...]


def rounds(file: SessionFile, activity: str) -> list[Round]:
    """Every round of an activity, oldest first, with its turnout."""
    query = (
        RoundRow.select(
            RoundRow.key,
            RoundRow.activity,
            RoundRow.number,
            RoundRow.mode,
            RoundRow.attribute,
            RoundRow.state,
            RoundRow.expected,
            RoundRow.returned,
            RoundRow.minimum,
            RoundRow.merged,
        )
        .where(RoundRow.activity == activity)
        .order_by(RoundRow.number)
    )
    found = []
    for key, of, number, mode, attribute, state, expected, returned, *rest in file.rows(query):
        turnout = ballots_in(file, key) if state == "open" else returned
        minimum, merged = rest
        found.append(
            Round(
                key,
                of,
                number,
                mode,
                attribute,
                state,
                expected,
                turnout,
                minimum,
                tuple(json.loads(merged)),
            )
        )
    return found


def latest(file: SessionFile, activity: str) -> Round | None:
    """The newest round of an activity, or ``None``."""
    found = rounds(file, activity)
    return found[-1] if found else None


def ballots_in(file: SessionFile, round_key: str) -> int:
    """How many ballots an open round holds: the one thing that shows before closing."""
    marker = BallotRow.select(BallotRow.key).where(
        (BallotRow.round == round_key) & (BallotRow.question == "")
    )
    return len(file.rows(marker))


def ballots_open(file: SessionFile) -> int:
    """How many ballots lie in open rounds, for deciding when to copy."""
    return len(file.rows(BallotRow.select(BallotRow.key).where(BallotRow.question == "")))


def asked_in(file: SessionFile, round_key: str) -> tuple[Asked, ...]:
    """The questions of a round in the order they were asked."""
    query = (
        RoundQuestionRow.select(
            RoundQuestionRow.question,
            RoundQuestionRow.form,
            RoundQuestionRow.answers,
            RoundQuestionRow.zero,
        )
        .where(RoundQuestionRow.round == round_key)
        .order_by(RoundQuestionRow.position)
    )
    return tuple(
        Asked(question, form, tuple(json.loads(answers)), bool(zero))
        for question, form, answers, zero in file.rows(query)
    )


def tally(file: SessionFile, activity: str, number: int | None = None) -> Tally | None:
    """The counts of the newest closed round, or of round ``number``; ``None`` without one."""
    closed = [
        round_
        for round_ in rounds(file, activity)
        if round_.state != "open" and number in (None, round_.number)
    ]
    if not closed:
        return None
    round_ = closed[-1]
    questions = asked_in(file, round_.key)
    query = TallyRow.select(
        TallyRow.name, TallyRow.question, TallyRow.answer, TallyRow.votes
    ).where(TallyRow.round == round_.key)
    votes: dict[str, dict[str, dict[str, int]]] = {}
    for name, question, answer, of_answer in file.rows(query):
        votes.setdefault(name, {}).setdefault(question, {})[answer] = of_answer
    groups = (
        TallyGroupRow.select(TallyGroupRow.name, TallyGroupRow.ballots)
        .where(TallyGroupRow.round == round_.key)
        .order_by(TallyGroupRow.position)
    )
    return Tally(
        round_,
        questions,
        GroupTally("", round_.returned, _counts("", questions, votes)),
        tuple(
            GroupTally(name, ballots, _counts(name, questions, votes))
            for name, ballots in file.rows(groups)
        ),
    )


def _counts(
    name: str,
    questions: tuple[Asked, ...],
    votes: Mapping[str, Mapping[str, Mapping[str, int]]],
) -> dict[str, Count]:
    """The counts per question; for a group only those that may be compared."""
    counts: dict[str, Count] = {}
    of_group = votes.get(name, {})
    for question in questions:
        given = of_group.get(question.id)
        if given is None:
            if not name:
                counts[question.id] = Count(0, {} if question.form == "rank" else None)
        elif HIDDEN in given:
            counts[question.id] = Count(given[HIDDEN], None)
        else:
            zeros = given.get("0", 0) if question.zero else 0
            shown = {a: n for a, n in given.items() if not (question.zero and a == "0")}
            counts[question.id] = Count(sum(shown.values()), shown, zeros)
    return counts
