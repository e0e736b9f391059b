"""Reading rounds and what closed ones leave: counts, never ballots."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.storage.session_file import SessionFile

HIDDEN = ""
"""The answer under which only the number of valid answers is stored."""

TOTAL = "\n"
"""The name under which the counts of all are stored: no group has it, for `group_key` leaves no
line break in a name. The group of those who named none is called ``""``."""

PAIRS = ">"
"""The question under which a ranking keeps its order by pairs, read two options at a time: with
the option as answer, and as votes how many others beat it. No question has it as its id."""

COUNT_BALLOTS = "SELECT round, COUNT(*) FROM ballot WHERE question = '' GROUP BY round"


def group_key(name: str) -> str:
    """A group's name as ballots carry it: words with single spaces between them."""
    return " ".join(name.split())


class Round(NamedTuple):
    """A voting round; ``returned`` is the turnout, ``expected`` the people present.

    ``mode`` are the ways it takes, or took (`method.ways`).
    """

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
    named: bool = False
    live: bool = False

    @property
    def has_surplus(self) -> bool:
        """Whether there are more ballots than people who were present."""
        return 0 < self.expected < self.returned


class Asked(NamedTuple):
    """A question as it was asked in a round."""

    id: str
    form: str
    answers: tuple[str, ...]
    zero: bool


class Count(NamedTuple):
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


class GroupTally(NamedTuple):
    """The counts of one group, or of all under the name `TOTAL`."""

    name: str
    ballots: int
    counts: Mapping[str, Count]


class Tally(NamedTuple):
    """What a closed round leaves: counts for all and for the groups that may show.

    ``by_pairs`` has the place of each option of a ranking by the Schulze method, 1 = first; it is
    empty where there is none, or where it might tell of groups that are hidden.
    """

    round: Round
    questions: tuple[Asked, ...]
    total: GroupTally
    groups: tuple[GroupTally, ...]
    by_pairs: Mapping[str, int]


def rounds(file: SessionFile, activity: str) -> list[Round]:
    """Every round of an activity, oldest first, with its turnout."""
    stored = file.rows(
        "SELECT key, activity, number, mode, attribute, state, expected, returned, minimum, "
        "merged, named, live FROM round WHERE activity = ? ORDER BY number",
        activity,
    )
    found = []
    for round_ in starmap(Round, stored):
        open_ = round_.state == "open"
        found.append(
            round_._replace(
                returned=ballots_in(file, round_.key) if open_ else round_.returned,
                merged=tuple(json.loads(str(round_.merged))),
                named=bool(round_.named),
                live=bool(round_.live),
            )
        )
    return found


def latest(file: SessionFile, activity: str) -> Round | None:
    """The newest round of an activity, or ``None``."""
    found = rounds(file, activity)
    return found[-1] if found else None


def activities_open(file: SessionFile) -> frozenset[str]:
    """The activities of which a round is open, wherever the day is."""
    return frozenset(id_ for (id_,) in file.rows("SELECT activity FROM round WHERE state = 'open'"))


def activities_named(file: SessionFile) -> frozenset[str]:
    """The activities of which a round was held with names: its answers are kept with them."""
    found = file.rows("SELECT activity FROM round WHERE named AND state <> 'open'")
    return frozenset(id_ for (id_,) in found)


def joined_before(file: SessionFile, round_: Round) -> frozenset[str]:
    """The groups that an earlier round of the same activity showed as one.

    They stay together: otherwise whoever kept to the same answers could be found by
    subtracting the groups of one round from those of another. Those who named no group
    count as joined, because that nobody said so is no name to list.
    """
    stored = file.rows(
        "SELECT merged FROM round WHERE activity = ? AND number < ? AND merged <> '[]' "
        "AND key IN (SELECT round FROM tally_group)",
        round_.activity,
        round_.number,
    )
    return frozenset(name for (merged,) in stored for name in ("", *json.loads(merged)))


def ballots_in(file: SessionFile, round_key: str) -> int:
    """How many ballots an open round holds: the one thing that shows before closing."""
    found = file.row("SELECT COUNT(*) FROM ballot WHERE round = ? AND question = ''", round_key)
    return int(found[0]) if found else 0


def ballots_open(file: SessionFile) -> dict[str, int]:
    """How many ballots lie in each open round that has any, for deciding when to copy."""
    return dict(file.rows(COUNT_BALLOTS))


@lru_cache(maxsize=256)
def _answers(stored: str) -> tuple[str, ...]:
    """The answers that a question offers: those of a few scales, over and over."""
    return tuple(json.loads(stored))


def asked_in(file: SessionFile, round_key: str) -> tuple[Asked, ...]:
    """The questions of a round in the order they were asked."""
    stored = file.rows(
        "SELECT question, form, answers, zero FROM round_question WHERE round = ? "
        "ORDER BY position",
        round_key,
    )
    return tuple(
        Asked(question, form, _answers(answers), bool(zero))
        for question, form, answers, zero in stored
    )


def tally(file: SessionFile, activity: str, number: int | None = None) -> Tally | None:
    """The counts of the newest closed round, or of round ``number``; ``None`` without one."""
    closed = [
        round_
        for round_ in rounds(file, activity)
        if round_.state != "open" and number in (None, round_.number)
    ]
    return tally_of(file, closed[-1]) if closed else None


def tally_of(file: SessionFile, round_: Round) -> Tally:
    """The counts of a closed round."""
    questions = asked_in(file, round_.key)
    votes: dict[str, dict[str, dict[str, int]]] = {}
    for name, question, answer, of_answer in file.rows(
        "SELECT name, question, answer, votes FROM tally WHERE round = ?", round_.key
    ):
        votes.setdefault(name, {}).setdefault(question, {})[answer] = of_answer
    groups = file.rows(
        "SELECT name, ballots FROM tally_group WHERE round = ? ORDER BY position", round_.key
    )
    return Tally(
        round_,
        questions,
        GroupTally(TOTAL, round_.returned, _counts(TOTAL, questions, votes)),
        tuple(
            GroupTally(name, ballots, _counts(name, questions, votes)) for name, ballots in groups
        ),
        {option: 1 + ahead for option, ahead in votes.get(TOTAL, {}).get(PAIRS, {}).items()},
    )


DRAWN_FORMS = ("scale", "choice")
"""Questions whose totals may be drawn while people vote: words and orders are too much one's own.
"""


def drawn(file: SessionFile, round_: Round) -> Tally | None:
    """What `storage.drawn` lets be seen of an open round; ``None`` while that is nothing."""
    if not round_.live or round_.state != "open":
        return None
    shown: dict[str, dict[str, int]] = {}
    for question, answer, votes in file.rows(
        "SELECT question, answer, shown FROM live_tally WHERE round = ? AND shown > 0", round_.key
    ):
        shown.setdefault(question, {})[answer] = votes
    if not shown:
        return None
    questions = asked_in(file, round_.key)
    total = GroupTally(TOTAL, round_.returned, _counts(TOTAL, questions, {TOTAL: shown}))
    return Tally(round_, questions, total, (), {})


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
            if name == TOTAL:
                counts[question.id] = Count(0, {} if question.form == "rank" else None)
        elif HIDDEN in given:
            counts[question.id] = Count(given[HIDDEN], None)
        else:
            zeros = given.get("0", 0) if question.zero else 0
            shown = {a: n for a, n in given.items() if not (question.zero and a == "0")}
            counts[question.id] = Count(sum(shown.values()), shown, zeros)
    return counts
