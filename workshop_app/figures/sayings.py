"""What the scribe typed: sentences under their headings, large enough to read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.figures.board import Column, board
from workshop_app.figures.figure import Stroke
from workshop_app.figures.layout import line_height, lines_at, paged, rule
from workshop_app.figures.note_cards import Note, NoteWords
from workshop_app.figures.table import Column as TableColumn
from workshop_app.figures.table import Table
from workshop_app.figures.text import fitted, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Item
    from workshop_app.figures.layout import Box
    from workshop_app.figures.pages import Pages

MOST_LINES = 6
LEAD = 1.22
PAD = 1.8


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences of one place; ``title`` may be empty when there is only one."""

    key: str
    title: str
    texts: tuple[str, ...]


def sayings(
    places: Sequence[Sayings], canvas: Canvas, *, invitation: str = "", title: str = ""
) -> Pages:
    """A column of cards per place; ``invitation`` asks for the first while there is none.

    Places with a title have a colour each, the others share one.
    """
    columns = tuple(
        Column(
            place.key,
            place.title,
            tuple(Note(f"{place.key}:{index}", text) for index, text in enumerate(place.texts)),
            number if place.title else 1,
        )
        for number, place in enumerate(places, 1)
    )
    return board(columns, canvas, NoteWords(), invitation=invitation, title=title)


def beside(places: Sequence[Sayings], box: Box, canvas: Canvas) -> tuple[tuple[Item, ...], ...]:
    """The sentences in a narrow column next to a picture: a block of items for each page."""
    size, small = canvas.size(3.2), canvas.size(2.8)
    title = " · ".join(place.title for place in places if place.title and place.texts)
    head, size_of_head = fitted(title, box.width, canvas.size(3.5), "semibold", 2, small)
    used = line_height(size_of_head, len(head)) + 0.9 if title else 0.0
    blocks = [wrap(text, box.width, size, "regular", MOST_LINES)
              for place in places for text in place.texts]
    heights = [line_height(size, len(lines), LEAD) + PAD for lines in blocks]
    pages: list[tuple[Item, ...]] = []
    for page in paged(blocks, heights, box.height - used):
        items: list[Item] = list(lines_at(head, box.x, box.y, size_of_head, "semibold"))
        y = box.y + used
        for lines in page:
            items.append(rule(box.x, y, box.right, y, Stroke("line", 0.2)))
            items += lines_at(lines, box.x, y + PAD / 2, size, leading=LEAD)
            y += line_height(size, len(lines), LEAD) + PAD
        pages.append(tuple(items))
    return tuple(pages)


def sayings_tables(places: Sequence[Sayings], caption: str, heading: str) -> tuple[Table, ...]:
    """A table per place that has something, with its own title as caption if it has one."""
    column = TableColumn(heading)
    return tuple(
        Table(place.title or caption, (column,), tuple((text,) for text in place.texts))
        for place in places
        if place.texts
    )
