"""What the scribe typed: sentences under their headings, large enough to read together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.figures.board import Column, board
from workshop_app.figures.note_cards import Note, NoteWords
from workshop_app.figures.table import Column as TableColumn
from workshop_app.figures.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences of one place; ``title`` may be empty when there is only one."""

    key: str
    title: str
    texts: tuple[str, ...]


def sayings(
    places: Sequence[Sayings], canvas: Canvas, *, invitation: str = "", title: str = ""
) -> tuple[Figure, ...]:
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


def sayings_tables(places: Sequence[Sayings], caption: str, heading: str) -> tuple[Table, ...]:
    """A table per place that has something, with its own title as caption if it has one."""
    column = TableColumn(heading)
    return tuple(
        Table(place.title or caption, (column,), tuple((text,) for text in place.texts))
        for place in places
        if place.texts
    )
