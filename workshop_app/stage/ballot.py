"""One person's ballot while it is being filled in at the booth; it forgets when it is dropped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop_app.method.question import LONGEST_WORD, Question
from workshop_app.storage.rounds import new_ballot_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Sheet:
    """One screen of the ballot: a question, or all options of one ranking."""

    prompt: str
    hint: str
    lines: tuple[Question, ...]

    @property
    def form(self) -> str:
        """The form of its question."""
        return self.lines[0].form

    @property
    def places(self) -> tuple[str, ...]:
        """The places of a ranking, best first."""
        return tuple(answer.value for answer in self.lines[0].answers)


def sheets(
    questions: Sequence[Question], prompts: Mapping[str, str], hint: str
) -> tuple[Sheet, ...]:
    """The screens of a ballot in order.

    ``prompts`` says what each ranking asks, by the id its options are part of; ``hint`` is
    the activity's question and stands below every other one.
    """
    found: list[Sheet] = []
    for question in questions:
        ranked = question.form == "rank"
        if ranked and found and found[-1].lines[0].part_of == question.part_of:
            found[-1] = Sheet(found[-1].prompt, "", (*found[-1].lines, question))
            continue
        prompt = prompts.get(question.part_of, hint) if ranked else question.prompt
        found.append(Sheet(prompt, "" if prompt == hint else hint, (question,)))
    return tuple(found)


@dataclass
class Ballot:
    """What one person has chosen so far.

    ``key`` stays the same when casting is tried again, so that nothing counts twice. In a named
    round ``group`` is the key of the person, who is in one.
    """

    sheets: tuple[Sheet, ...]
    group: str | None = None
    key: str = field(default_factory=new_ballot_key)
    answers: dict[str, str] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    def value(self, sheet: Sheet) -> str:
        """The answer to a question that is no ranking; empty without one."""
        return self.answers.get(sheet.lines[0].id, "")

    def is_passed(self, sheet: Sheet) -> bool:
        """Whether “I can’t say” was chosen."""
        return sheet.lines[0].id in self.passed

    def is_complete(self, sheet: Sheet) -> bool:
        """Whether one may go on: something was chosen, or passed over."""
        if self.is_passed(sheet):
            return True
        return any(
            self.answers.get(line.id, "").strip() and line.accepts(self.answers[line.id].strip())
            for line in sheet.lines
        )

    def choose(self, sheet: Sheet, value: str) -> None:
        """Answer a question; an empty value takes the answer back."""
        line = sheet.lines[0]
        self.passed.discard(line.id)
        self.answers[line.id] = value[:LONGEST_WORD]

    def pass_over(self, sheet: Sheet) -> None:
        """Say “I can’t say”: the scale's own zero where it has one, else a blank."""
        for line in sheet.lines:
            self.answers.pop(line.id, None)
        first = sheet.lines[0]
        if first.zero is not None:
            self.answers[first.id] = first.zero.value
        self.passed.add(first.id)

    def rank(self, sheet: Sheet, option: str) -> bool:
        """Give an option the first free place, or take its place back.

        Returns whether that was possible: not when every place is taken.
        """
        self.passed.discard(sheet.lines[0].id)
        if self.answers.pop(option, ""):
            return True
        taken = {self.answers.get(line.id) for line in sheet.lines}
        free = [place for place in sheet.places if place not in taken]
        if free:
            self.answers[option] = free[0]
        return bool(free)

    def ranked(self, sheet: Sheet) -> int:
        """How many places are taken."""
        return sum(1 for line in sheet.lines if self.answers.get(line.id))

    def forget(self) -> None:
        """Drop everything that was chosen; the next person gets a ballot of their own."""
        self.answers.clear()
        self.passed.clear()
        self.group = None
        self.key = ""
