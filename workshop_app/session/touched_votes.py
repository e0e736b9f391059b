"""Dots on the answers of an open round: tapped on the stage or counted on the console.

Each is saved at once, as an answer of a ballot that everybody sees, and read back from there: what
is in the file is all there is, whoever places the next one and whatever restarts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.method.ways import ways_of
from workshop_app.session.counting import Counting, counted, is_touchable
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.question import Answer, Question
    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile
    from workshop_app.storage.tally import Round

TOUCH = "touch"
"""The way to vote."""


def takes_dots(round_: Round) -> bool:
    """Whether dots may be placed in a round now."""
    return round_.state == "open" and TOUCH in ways_of(round_.mode)


def answers_of(question: Question) -> tuple[Answer, ...]:
    """What a dot can be placed on, "cannot judge" last."""
    return (*question.answers, *((question.zero,) if question.zero else ()))


def spot(question: Question, answer: Answer) -> str:
    """The key under which the stage draws an answer."""
    return f"{question.id}/{answer.value}"


def move_vote(
    context: Context, questions: Sequence[Question], source: str, target: str
) -> bool:
    """Take a dot from an answer and place it on another, each by its `spot`.

    Empty, and whatever is no answer, is beside them. Pressing an answer and letting it go there,
    which both name, places one; so does a drag from one that has none. No dot leaves its question.
    Returns whether a dot was moved. Raises `UserError` when that cannot be saved.
    """
    round_ = latest(context.file, context.activity.id)
    if round_ is None or not takes_dots(round_):
        return False
    spots = {
        spot(question, answer): (question.id, answer.value)
        for question in filter(is_touchable, questions)
        for answer in answers_of(question)
    }
    start, end = spots.get(source), spots.get(target)
    if start and end and start[0] != end[0]:
        return False
    dots = counted_dots(context.file, round_, questions)
    if start == end or (start and not dots.counts(start[0])[start[1]]):
        start = None
    with context.file.together():
        if start:
            dots.take(*start)
        if end:
            dots.add(*end)
    return bool(start or end)


def change_dots(
    file: SessionFile, round_: Round, questions: Sequence[Question], at: tuple[str, str], by: int
) -> None:
    """Some dots more or fewer on an answer: ``at`` has its question and its value.

    All of them or none. Raises `UserError` when that cannot be saved.
    """
    dots = counted_dots(file, round_, questions)
    with file.together():
        dots.set_count(*at, max(dots.counts(at[0])[at[1]] + by, 0))


def counted_dots(file: SessionFile, round_: Round, questions: Sequence[Question]) -> Counting:
    """The dots of an open round as they are kept; what changes them raises `UserError`."""
    return counted(file, round_, questions, TOUCH)
