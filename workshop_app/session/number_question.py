"""Questions that are answered with a whole number: a poll's, and one asked beside a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.method.question import Answer, Question

if TYPE_CHECKING:
    from workshop_app.method.model import Complaint, Part

MOST_NUMBERS: Final = 201
"""A number question may run from −100 to 100."""


def number_complaints(part: Part, place: int) -> list[Complaint]:
    """What is wrong with the range of entry ``place`` in the list of questions."""
    least, most = part.setting("min"), part.setting("max")
    if least is None or most is None or least >= most:
        return [(("questions", place), "the form “number” needs a “min” below its “max”")]
    if most - least >= MOST_NUMBERS:
        room = f"the form “number” has room for {MOST_NUMBERS} values"
        return [(("questions", place), room)]
    return []


def number_line(part: Part, prompt: str) -> Question:
    """The ballot's line of a number question: every whole number from ``min`` to ``max``."""
    values = range(part.setting("min"), part.setting("max") + 1)
    answers = tuple(Answer(str(value), str(value)) for value in values)
    return Question(part.id, prompt, "number", answers)
