"""Notes in named columns: what the room wrote, and what its dots chose."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.method.model import KindShape, ListShape, SettingShape
from workshop_app.session.notes import read_notes
from workshop_app.session.people import read_people
from workshop_app.statistics import dots_per_person, first_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note

SHAPE = KindShape(
    "board",
    lists={
        "columns": ListShape(
            required=True,
            attributes={"side": SettingShape(allowed=("inside", "outside"))},
        ),
        "tags": ListShape(),
    },
    texts={"case": False},
    lines={"prompts": False},
    views=("title", "question", "card", "collect", "content"),
)


class BoardNote(NamedTuple):
    """A note as the room sees it; ``rank`` is its place among the first three, if it has one."""

    key: str
    text: str
    votes: int | None
    flagged: bool
    rank: int | None = None


@dataclass(frozen=True)
class BoardColumn:
    """A column's notes in order; ``held`` counts those that the room does not see."""

    id: str
    notes: tuple[BoardNote, ...]
    held: int = 0

    @cached_property
    def dots(self) -> int:
        """The votes of all its notes."""
        return sum(note.votes or 0 for note in self.notes)

    @cached_property
    def flagged(self) -> int:
        """How many of its notes are flagged."""
        return sum(note.flagged for note in self.notes)


@dataclass(frozen=True)
class BoardResults:
    """The columns in the method's order, and how many people are present."""

    columns: tuple[BoardColumn, ...]
    people: int = 0

    @cached_property
    def notes(self) -> tuple[BoardNote, ...]:
        """Every note the room sees, column by column."""
        return tuple(note for column in self.columns for note in column.notes)

    @cached_property
    def voted(self) -> bool:
        """Whether dots were counted on any note."""
        return any(note.votes is not None for note in self.notes)

    @cached_property
    def dots(self) -> int:
        """All dots that were placed."""
        return sum(column.dots for column in self.columns)

    @cached_property
    def dots_given(self) -> int | None:
        """All dots that people had; ``None`` when it is not known how many there were.

        That is without a list of people, or when more were placed than METHOD §7.9 gives.
        """
        given = self.people * dots_per_person(len(self.notes)) if self.notes else 0
        return given if given and given >= self.dots else None

    @cached_property
    def outlined(self) -> int:
        """How many notes stand out as first."""
        return sum(note.rank is not None for note in self.notes)


def read_results(context: Context) -> BoardResults:
    """Read the notes of a board; those held back are only counted."""
    notes = read_notes(context.file, context.activity.id)
    ranks = first_places({note.key: note.votes or 0 for note in notes if not note.held})
    return BoardResults(
        tuple(
            _column(part.id, [note for note in notes if note.place == part.id], ranks)
            for part in context.activity.list("columns")
        ),
        sum(person.present for person in read_people(context.file)),
    )


def _column(id_: str, notes: Sequence[Note], ranks: Mapping[str, int]) -> BoardColumn:
    shown = [
        BoardNote(note.key, note.text, note.votes, note.flagged, ranks.get(note.key))
        for note in notes
        if not note.held
    ]
    return BoardColumn(id_, tuple(shown), len(notes) - len(shown))
