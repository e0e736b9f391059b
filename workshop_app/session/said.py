"""What the scribe typed in an activity's columns, for kinds whose main matter is something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.sayings import Sayings, sayings, sayings_tables
from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context


def columns(context: Context) -> tuple[str, ...]:
    """The ids of the activity's columns."""
    return tuple(part.id for part in context.activity.list("columns"))


def read_said(context: Context, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What stands in each place and is not held back from the stage; empty ones left out."""
    if not places:
        return {}
    notes = [note for note in read_notes(context.file, context.activity.id) if not note.held]
    texts = {
        place: tuple(note.text for note in notes if note.place == place) for place in places
    }
    return {place: lines for place, lines in texts.items() if lines}


def in_columns(context: Context, said: Mapping[str, tuple[str, ...]]) -> tuple[Sayings, ...]:
    """Every column with its title, for drawing and for tables."""
    return tuple(
        Sayings(id_, context.text(f"columns.{id_}"), said.get(id_, ())) for id_ in columns(context)
    )


def said_pages(
    said: Mapping[str, tuple[str, ...]], canvas: Canvas, context: Context
) -> Sequence[Figure]:
    """Every column as cards; an invitation where nothing was said yet."""
    invitation, title = context.words("votes.first_note"), context.text("question")
    return sayings(in_columns(context, said), canvas, invitation=invitation, title=title)


def said_tables(said: Mapping[str, tuple[str, ...]], context: Context) -> tuple[Table, ...]:
    """A list for every column in which something was said."""
    heading = context.words("votes.column.said")
    return sayings_tables(in_columns(context, said), context.text("title"), heading)
