"""What the session gives the phones, and what comes back: plain data, in every language."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from workshop_app.method.question import LONGEST_WORD, Answer, BallotRules, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop_app.method.ways import Outcome

    Said: TypeAlias = Mapping[str, str]
    """Language → text."""

    Store: TypeAlias = Callable[[list["Vote"]], list[Outcome]]
    """Saves votes, in a thread of its own, and returns when they are on disk: an outcome each."""

State = Literal["lobby", "open", "closed", "ended"]

_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""What no keyboard types: control characters, and half a character."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot as it came in. ``seat`` stands for a phone in this round and in no other."""

    round: str
    key: str
    seat: str
    group: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """A value as it is stored, its mark on a ballot, and the words for it."""

    value: str
    mark: str
    label: Said

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"value": self.value, "mark": self.mark, "label": dict(self.label)}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One line of a ballot (`method.question.Question`) in every language.

    ``places`` is how many options of a ranking are to be ranked.
    """

    id: str
    form: str
    prompt: Said
    answers: tuple[AskedAnswer, ...] = ()
    zero: AskedAnswer | None = None
    part_of: str = ""
    places: int = 0

    @property
    def line(self) -> Question:
        """The question as every other way to vote has it, without words."""
        answers = tuple(Answer(answer.value, "") for answer in self.answers)
        zero = Answer(self.zero.value, "") if self.zero else None
        return Question(self.id, "", self.form, answers, zero, self.part_of)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "id": self.id,
            "form": self.form,
            "prompt": dict(self.prompt),
            "answers": [answer.plain() for answer in self.answers],
            "zero": self.zero.plain() if self.zero else None,
            "part_of": self.part_of,
            "places": self.places,
            "max_length": LONGEST_WORD,
        }


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """A group that somebody may say they belong to; in a named round, a person.

    ``voted`` takes a person off the list of every phone but the one that voted so.
    """

    id: str
    label: Said
    voted: bool = False

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"id": self.id, "label": dict(self.label), "voted": self.voted}


@dataclass(frozen=True)
class Asked:
    """Everything a phone shows.

    ``round`` is a random token of the round that everybody may know, never the key under which
    the session keeps it; empty without one. In a ``named`` round ``groups`` are the people
    present, and everybody says who they are. ``mode_note`` says what a shared network can and
    cannot hide, ``words`` are further texts by their keys. ``rounds`` are the tokens of all that
    are open for phones: what a phone keeps of any other, it forgets. ``others`` are the open ones
    that are not shown: a ballot that waited on a phone, or was on its way, is taken there too.
    """

    round: str
    state: State
    title: Said
    activity: Said
    question: Said
    questions: tuple[AskedQuestion, ...] = ()
    groups: tuple[AskedGroup, ...] = ()
    named: bool = False
    mode_note: Said | None = None
    words: Mapping[str, Said] | None = None
    rounds: tuple[str, ...] = ()
    others: tuple[Asked, ...] = ()

    def of(self, round_: object) -> Asked | None:
        """What is asked in a round, shown or not, by its token; nothing where it is over."""
        known = (one for one in (self, *self.others) if one.round)
        return next((one for one in known if one.round == round_), None)

    @cached_property
    def json(self) -> str:
        """What all phones are told alike: a JSON object without its closing brace."""
        plain = {
            "state": self.state,
            "title": dict(self.title),
            "activity": dict(self.activity),
            "question": dict(self.question),
            "round": self.round,
            "rounds": list(self.rounds),
            "named": self.named,
            "note": dict(self.mode_note or {}),
            "words": {key: dict(said) for key, said in (self.words or {}).items()},
            "groups": [group.plain() for group in self.groups],
            "questions": [question.plain() for question in self.questions],
        }
        return json.dumps(plain, ensure_ascii=False)[:-1]

    @cached_property
    def _rules(self) -> BallotRules:
        return BallotRules([question.line for question in self.questions])

    @cached_property
    def _groups(self) -> frozenset[str]:
        nobody = () if self.named else ("",)
        return frozenset((*nobody, *(group.id for group in self.groups)))

    def faults(self, group: str, answers: Mapping[str, str]) -> list[dict[str, str]]:
        """Everything that a ballot may not say, each with its question and a reason.

        Reasons are those of `method.question.BallotRules`; ``unknown_group`` has no question.
        """
        found = [
            {"question": fault.question, "reason": fault.reason}
            for fault in self._rules.faults(answers)
        ]
        for id_, value in answers.items():
            if _NO_TEXT.search(value):
                found.append({"question": id_, "reason": "not_an_answer"})
        if group not in self._groups:
            found.append({"question": "", "reason": "unknown_group"})
        return found


NOTHING = Asked("", "lobby", {}, {}, {})
"""What phones see before the session has shown them anything."""
