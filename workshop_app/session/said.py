"""What the scribe typed in an activity's columns, for kinds whose main matter is something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.sayings import Sayings
from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context


def columns(context: Context) -> tuple[str, ...]:
    """The ids of the activity's columns."""
    return tuple(part.id for part in context.activity.list("columns"))


def read_said(context: Context, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What stands in each place and is not held back from the stage; empty ones left out."""
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
