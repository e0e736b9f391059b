"""Questions that are answered with a whole number: a poll's, and one asked beside a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.method.model import ListShape, SettingShape
from workshop_app.method.question import Answer, Question
from workshop_app.session.votes import Numbers, drawn_rounds, of_scale

if TYPE_CHECKING:
    from workshop_app.method.model import Complain, Part
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round

MOST_NUMBERS: Final = 201
"""A number question may run from −100 to 100."""

NUMBERS: Final = ListShape(
    attributes={
        "form": SettingShape(required=True, allowed=("number",)),
        "min": SettingShape("whole"),
        "max": SettingShape("whole"),
    },
    unique=True,
)
"""A list of questions that are all answered with a number."""


def check_range(part: Part, place: int, complain: Complain) -> None:
    """Say what is wrong with the range of entry ``place`` in the list of questions."""
    least, most = part.setting("min"), part.setting("max")
    at = ("questions", place)
    if least is None or most is None or least >= most:
        complain("the form “number” needs a “min” below its “max”", *at)
    elif most - least >= MOST_NUMBERS:
        complain("the form “number” has room for {room} values", *at, room=MOST_NUMBERS)


def number_line(part: Part, prompt: str) -> Question:
    """The ballot's line of a number question: every whole number from ``min`` to ``max``."""
    values = range(part.setting("min"), part.setting("max") + 1)
    answers = tuple(Answer(str(value), str(value)) for value in values)
    return Question(part.id, prompt, "number", answers)


def revealed_number(context: Context) -> tuple[Round | None, Numbers | None]:
    """The newest revealed round about the activity's one number, and what it came to."""
    parts = context.activity.list("questions")
    found = drawn_rounds(context) if parts else []
    if not found:
        return None, None
    newest, line = found[-1], number_line(parts[0], "")
    count = newest.total.counts.get(line.id)
    return newest.round, of_scale(count, line.values, newest.round.minimum)
