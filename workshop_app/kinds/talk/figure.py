"""Talk drawn: the question as large as the room allows, or what the scribe noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure
from workshop_app.figures.layout import line_height, lines_at
from workshop_app.figures.sayings import Sayings, sayings, sayings_tables
from workshop_app.figures.text import fitted
from workshop_app.kinds.talk.model import PLACE, TalkResults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context

LARGE = 8.4
LEAST = 5.6


def figures(results: TalkResults, canvas: Canvas, context: Context) -> Sequence[Figure]:
    """The notes; while there is none, what to talk about."""
    question = context.text("question")
    if results.notes:
        return sayings((Sayings(PLACE, "", results.notes),), canvas, title=question)
    lines, size = fitted(
        context.text("aim"), canvas.width * 0.86, canvas.size(LARGE), "semibold", 4,
        canvas.size(LEAST),
    )  # fmt: skip
    top = (canvas.height - line_height(size, len(lines))) * 0.42
    items = lines_at(lines, 0, top, size, "semibold")
    return (Figure(canvas.width, canvas.height, items, question),)


def tables(results: TalkResults, context: Context) -> tuple[Table, ...]:
    """The notes as a list."""
    note = context.words("talk.note")
    return sayings_tables((Sayings(PLACE, "", results.notes),), context.text("title"), note)
