"""A question as plain data: booth, keying grid, phone form and paper ballot all render it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Answer(NamedTuple):
    """A value as it is stored, and the words for it.

    ``digits`` is what paper and keypad say instead of a value that has a sign: 1 to 7 for −3
    to +3, so that ballots are keyed in digits only.
    """

    value: str
    label: str
    digits: str = ""

    @property
    def mark(self) -> str:
        """What stands on the ballot and is keyed."""
        return self.digits or self.value


class Question(NamedTuple):
    """One line of a ballot.

    ``form`` is ``scale``, ``choice``, ``rank``, ``number`` or ``word``. ``answers`` are in
    the scale's order and empty for a word. ``zero`` is "cannot judge", if the scale has it.
    ``part_of`` names the question several lines belong to: the options of one ranking.
    ``axis`` is the id of the axis an item counts towards.
    """

    id: str
    prompt: str
    form: str
    answers: tuple[Answer, ...]
    zero: Answer | None = None
    part_of: str = ""
    axis: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """Every value a ballot may hold, "cannot judge" first."""
        zero = (self.zero.value,) if self.zero else ()
        return zero + tuple(answer.value for answer in self.answers)

    @property
    def marks(self) -> tuple[str, ...]:
        """What can be keyed for each of `values`."""
        zero = (self.zero.mark,) if self.zero else ()
        return zero + tuple(answer.mark for answer in self.answers)

    def value_of(self, mark: str) -> str:
        """The value that was meant by what was keyed; what has no mark stands for itself."""
        return dict(zip(self.marks, self.values, strict=True)).get(mark, mark)

    def mark_of(self, value: str) -> str:
        """What is keyed for a value."""
        return dict(zip(self.values, self.marks, strict=True)).get(value, value)

    def accepts(self, value: str) -> bool:
        """Whether a ballot may hold ``value`` here; a blank is no answer and always fine."""
        return not value or self.form == "word" or value in self.values


LONGEST_WORD = 40
"""A word is cut at this many characters, so that a wall of words stays one."""


class AnswerFault(NamedTuple):
    """What is wrong with one answer: the question, the value and a word key for the reason."""

    question: str
    value: str
    reason: str


class BallotRules:
    """What the answers of a ballot may be, laid out once to judge any number of ballots."""

    def __init__(self, questions: Sequence[Question]) -> None:
        """For ballots with these questions."""
        self._lines = [(question.id, question.form == "word") for question in questions]
        self._allowed = {
            question.id: None if question.form == "word" else {"", *question.values}
            for question in questions
        }
        self._ranked = {
            question.id: question.part_of for question in questions if question.form == "rank"
        }

    def cleaned(self, answers: Mapping[str, str]) -> dict[str, str]:
        """The answers that were given, trimmed, in the questions' order; blanks left out."""
        kept: dict[str, str] = {}
        for id_, is_word in self._lines:
            value = " ".join(answers.get(id_, "").split())
            if value:
                kept[id_] = value[:LONGEST_WORD] if is_word else value
        return kept

    def faults(self, answers: Mapping[str, str]) -> list[AnswerFault]:
        """Every answer that its question does not allow, and every rank given twice.

        Reasons: ``unknown_question``, ``not_an_answer``, ``rank_twice``.
        """
        found: list[AnswerFault] = []
        ranks: set[tuple[str, str]] = set()
        for id_, value in answers.items():
            if id_ not in self._allowed:
                found.append(AnswerFault(id_, value, "unknown_question"))
                continue
            allowed = self._allowed[id_]
            if allowed is not None and value not in allowed:
                found.append(AnswerFault(id_, value, "not_an_answer"))
            elif value and id_ in self._ranked:
                place = (self._ranked[id_], value)
                if place in ranks:
                    found.append(AnswerFault(id_, value, "rank_twice"))
                ranks.add(place)
        return found
