"""From ballots to the counts that may be kept: whole groups, and nobody given away.

No file here: `rounds` reads the ballots before, and afterwards keeps the lines only.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.statistics import (
    Candidate,
    comparable_item,
    compared_items,
    pairwise_preferences,
    schulze,
    tells_by_hiding,
)
from workshop_app.storage.tally import HIDDEN, PAIRS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.storage.tally import Asked

RANK, WORD = "rank", "word"


class Ballot(NamedTuple):
    """The group that a ballot names, its answers by question, and whether everybody saw it."""

    group: str
    answers: dict[str, str]
    seen: bool = False


class Line(NamedTuple):
    """One stored count: ``name`` is a group or `TOTAL`, ``answer`` may be `HIDDEN`."""

    question: str
    name: str
    answer: str
    votes: int


Unit = tuple["Asked", ...]
"""What shows as a whole or not at all: a question, or all options of the ranking.

The options that show would give the others away.
"""


class _Side:
    """The ballots of one group, or of all."""

    def __init__(self, ballots: Sequence[Ballot], asked: Sequence[Asked]) -> None:
        self.ballots = ballots
        self.votes = {
            question.id: _votes(question, [
                ballot.answers[question.id] for ballot in ballots if question.id in ballot.answers
            ])
            for question in asked
        }

    def voices(self, unit: Unit) -> int:
        """How many gave a valid answer; to a ranking, how many placed any option."""
        first = unit[0]
        if first.form == RANK:
            options = {option.id for option in unit}
            return sum(not options.isdisjoint(ballot.answers) for ballot in self.ballots)
        zeros = self.votes[first.id]["0"] if first.zero else 0
        return self.votes[first.id].total() - zeros

    def has_answers(self, unit: Unit) -> bool:
        """Whether anybody answered, if only that they cannot judge."""
        return any(self.votes[question.id] for question in unit)

    def rows(self, unit: Unit) -> list[list[int]]:
        """Valid answers per point; of a ranking a row per place, with the options as points."""
        rows = [[self.votes[one.id][answer] for answer in one.answers] for one in unit]
        return [list(row) for row in zip(*rows, strict=True)] if unit[0].form == RANK else rows


def counted(
    asked: Sequence[Asked],
    ballots: Sequence[Ballot],
    shown: Mapping[str, Sequence[str]],
    minimum: int,
) -> list[Line]:
    """The lines that a closed round keeps; ``shown`` has the names in every group that may show.

    A question keeps its groups where nobody is given away (`statistics.compared_items`). A ranking
    keeps its order by pairs where no group of it is hidden because of what was answered.

    Whoever saw a part of the ballots subtracts it. So what may be told is decided as if the
    others were all there are: groups are made of them, and where they are too few to be told
    on their own, their question keeps its number only.
    """
    total = _Side(ballots, asked)
    secret = _Side([ballot for ballot in ballots if not ballot.seen], asked)
    groups = {
        name: _Side([ballot for ballot in secret.ballots if ballot.group in members], asked)
        for name, members in shown.items()
    }
    kept = {
        unit[0].id: unit
        for unit in _units(asked)
        if total.voices(unit) >= minimum
        and (secret.voices(unit) >= minimum or not secret.has_answers(unit))
    }
    candidates = {
        id_: _candidate(unit, secret, groups, minimum)
        for id_, unit in kept.items()
        if groups and unit[0].form != WORD
    }
    compared = compared_items(candidates, minimum)
    lines: list[Line] = []
    for unit in _units(asked):
        id_ = unit[0].id
        if id_ not in kept:
            valid = 0 if unit[0].form == RANK else total.voices(unit)
            lines += [Line(one.id, TOTAL, HIDDEN, valid) for one in unit]
            continue
        sides = {TOTAL: total, **(groups if id_ in compared else {})}
        for one in unit:
            for name, side in sides.items():
                lines += _lines(one, name, side.votes[one.id])
        if unit[0].form == RANK and (id_ in compared or not _may_compare(id_, candidates, minimum)):
            lines += _by_pairs(unit, ballots)
    return lines


def _may_compare(id_: str, candidates: Mapping[str, Candidate], minimum: int) -> bool:
    """Whether a question would show its groups if none of them had to be hidden.

    Then hidden groups say something about the answers. Where there are no groups, or it is
    hidden whatever was answered, they do not.
    """
    open_ = {key: one._replace(comparable=True) for key, one in candidates.items()}
    return id_ in compared_items(open_, minimum)


def _by_pairs(unit: Unit, ballots: Sequence[Ballot]) -> list[Line]:
    """How many options beat each one: the order alone.

    Who was put above whom how often would say which options were chosen together, so that whoever
    knows one choice of a person could find the others.
    """
    options = [one.id for one in unit]
    ranks = [
        {option: int(ballot.answers[option]) for option in options if option in ballot.answers}
        for ballot in ballots
    ]
    places = schulze(pairwise_preferences(ranks, options), options)
    return [Line(PAIRS, TOTAL, option, place - 1) for option, place in places.items()]


def _units(asked: Sequence[Asked]) -> Iterator[Unit]:
    ranked = tuple(question for question in asked if question.form == RANK)
    for question in asked:
        if question.form != RANK:
            yield (question,)
        elif question is ranked[0]:
            yield ranked


def _candidate(
    unit: Unit, total: _Side, groups: Mapping[str, _Side], minimum: int
) -> Candidate:
    """Whether a question may be compared.

    In a ranking it counts how many people ranked: an option that few of them chose may show,
    one that a whole group gave the same place may not.
    """
    rows = {name: side.rows(unit) for name, side in groups.items()}
    sizes = [len(side.ballots) for side in groups.values()]
    telling = tells_by_hiding(total.rows(unit), sizes, minimum)
    if unit[0].form != RANK:
        return Candidate(
            comparable_item({name: row for name, (row,) in rows.items()}, minimum), telling
        )
    voices = {name: side.voices(unit) for name, side in groups.items()}
    agrees = any(voices[name] in row for name in rows for row in rows[name])
    return Candidate(min(voices.values()) >= minimum and not agrees, telling)


def _lines(question: Asked, name: str, votes: Counter[str]) -> list[Line]:
    """A group that gave no answer of a ranking keeps a zero, so that it is seen to be shown."""
    if name != TOTAL and not votes:
        return [Line(question.id, name, question.answers[0], 0)]
    return [Line(question.id, name, answer, number) for answer, number in votes.items()]


def _votes(question: Asked, answers: Sequence[str]) -> Counter[str]:
    """Votes per answer; words whatever their capitals."""
    votes = Counter(answers)
    if question.form != WORD:
        return votes
    spelled: dict[str, str] = {}
    folded: Counter[str] = Counter()
    for answer, number in sorted(votes.items()):
        folded[spelled.setdefault(answer.casefold(), answer)] += number
    return folded
