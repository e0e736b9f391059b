"""A session of the built-in method, for the kinds that keep notes, people and pledges."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from workshop_app.assembly.methods import built_in_method
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.kinds import registry
from workshop_app.session.notes import NewNote, read_notes
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from peewee import Model

    from workshop_app.method.model import Method
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

CANVAS = Canvas(STAGE_WIDTH - 10, 71.0, "see")


@lru_cache(maxsize=1)
def method() -> Method:
    return built_in_method()


def make(folder: Path, people: Sequence[Person] = ()) -> Workshop:
    """The taster with the journey, and these people."""
    plan = Plan("taster-90", "A day", people=people, extra=["see-journey"])
    return create_workshop(folder / "day.workshop", method(), plan)


def say(context: Context, *notes: tuple[str, str] | tuple[str, str, int]) -> list[str]:
    """Add notes through their kind, as place, text and votes; their keys."""
    registry.kind(context.activity.kind).add_notes(
        [NewNote(*note) for note in notes], "Add notes", context
    )
    return [note.key for note in read_notes(context.file, context.activity.id)]


def texts(context: Context) -> str:
    """Everything that the picture of an activity says, page after page."""
    kind = registry.kind(context.activity.kind)
    pages = kind.figures(kind.results(context), kind.picture_views[-1], CANVAS, context)
    return " ".join(text for page in pages for text in page.texts())


def told(context: Context) -> str:
    """Everything that its tables say."""
    kind = registry.kind(context.activity.kind)
    cells: list[Any] = []
    for table in kind.tables(kind.results(context), context):
        cells += [table.caption, table.note, *(column.title for column in table.columns)]
        cells += [cell for row in table.rows for cell in row]
    return " ".join(map(str, cells))


def in_dutch(context: Context) -> Context:
    return context.in_language(Words.load("nl"))


def columns_of(model: type[Model]) -> list[tuple[str, bool]]:
    """The columns a model asks for, and whether each may be empty."""
    fields = model._meta.sorted_fields  # noqa: SLF001
    return sorted((field.column_name, bool(field.null)) for field in fields)


def columns_in(file: SessionFile, table: str) -> list[tuple[str, bool]]:
    """The columns the session file really has, and whether each may be empty."""
    query = "SELECT name, \"notnull\" FROM pragma_table_info(?)"
    return sorted((name, not strict) for name, strict in file.connection.execute(query, (table,)))
