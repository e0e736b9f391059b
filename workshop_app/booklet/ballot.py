"""What a pile of paper ballots is made from: plain, frozen data, in one language or several."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.method.question import Question
    from workshop_app.words import Words

MOST_DIGITS: Final = 12
"""A question with more answers than this is answered by writing a number into a box."""

BLANK: Final = "–"
"""Stands for "I can’t say" where a scale has no point of its own for it, as in the keying grid."""


class BallotText(NamedTuple):
    """Everything a ballot says in one language.

    ``axes`` and ``rankings`` are ids with words: the name of an axis, what a ranking asks.
    ``groups`` are the labels a sheet may carry, in the order in which they are keyed.
    ``promise`` says what happens to the ballot.
    """

    words: Words
    title: str
    question: str
    questions: tuple[Question, ...]
    axes: tuple[tuple[str, str], ...] = ()
    rankings: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    promise: tuple[str, ...] = ()


class Ballot(NamedTuple):
    """What is printed on every sheet: the same in each language, the first one larger."""

    texts: tuple[BallotText, ...]
    named: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """The lines in the first language."""
        return self.texts[0].questions


class Sheet(NamedTuple):
    """One copy: its number, and which group is printed on it, counted from 1; 0 for none."""

    number: int
    group: int = 0


class Part(NamedTuple):
    """Lines of a ballot that are set together.

    ``form`` is ``grid`` (a line each, with digits beside it), ``list`` (one question, an answer
    a line), ``rank``, ``number`` or ``word``; ``lines`` are places among the questions.
    """

    form: str
    lines: tuple[int, ...]


def parts(questions: Sequence[Question]) -> Iterator[Part]:
    """The parts of a ballot in the order in which it is keyed."""
    numbered = enumerate(questions)
    for (form, *_), run in groupby(numbered, key=lambda one: _likeness(one[1])):
        places = tuple(place for place, _ in run)
        first = questions[places[0]]
        if form == "grid" and len(places) == 1 and all(is_worded(one) for one in first.answers):
            form = "list"
        if form in ("number", "word"):
            yield from (Part(form, (place,)) for place in places)
        else:
            yield Part(form, places)


def is_worded(answer: tuple[str, str, str]) -> bool:
    """Whether an answer says more than its value."""
    value, label, _ = answer
    return label != value


def _likeness(question: Question) -> tuple[str, object, object]:
    if question.form == "rank":
        return "rank", question.part_of, None
    if question.form == "word":
        return "word", None, None
    if len(question.answers) > MOST_DIGITS:
        return "number", None, None
    return "grid", question.answers, question.zero


def sections(ballot: Ballot, lines: Sequence[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Neighbouring lines by their axis, where that makes headings; else all without one.

    A heading for every line, or one axis in several places, would explain nothing.
    """
    questions = ballot.questions
    runs = [
        (axis, tuple(run)) for axis, run in groupby(lines, key=lambda line: questions[line].axis)
    ]
    named = {id_ for id_, _ in ballot.texts[0].axes}
    useful = 1 < len(runs) <= len(lines) / 2 and len({axis for axis, _ in runs}) == len(runs)
    if useful and all(axis in named for axis, _ in runs):
        return runs
    return [("", tuple(lines))]
