"""What a board is made of: columns, heaps of notes, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workshop_app.figures.note_cards import Note


class Heap(NamedTuple):
    """Notes that belong together, with the name the room gave them.

    ``dots`` are those of all its notes, ``None`` while there are none; ``top`` outlines it.
    """

    key: str
    name: str
    notes: tuple[Note, ...]
    dots: int | None = None
    top: bool = False


class Bar(NamedTuple):
    """How many of a column's notes are of one sort."""

    label: str
    number: int


class Line(NamedTuple):
    """A line between two notes; ``broken`` is dashed, with a mark."""

    source: str
    target: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its notes in order, their colour (1 to 6), and what is counted ("12 dots").

    ``short`` is the count where there is little room. A line break parts a title in two.
    ``heaps`` stand above the notes that are in none. ``bars`` stand under its head, and so does
    ``warning``: what is missing here.
    """

    key: str
    title: str
    notes: tuple[Note, ...]
    colour: int = 1
    count: str = ""
    heaps: tuple[Heap, ...] = ()
    bars: tuple[Bar, ...] = ()
    warning: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands above the columns: a sentence the room wrote, or a share from 0 to 1."""

    text: str
    label: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What a board has besides its columns.

    ``together`` keeps five or six columns on one page, ``pairs`` keeps every two, ``timeline``
    makes them points in time. ``prompts`` are offered while nothing is said yet.
    """

    together: bool = False
    pairs: bool = False
    timeline: bool = False
    lines: tuple[Line, ...] = ()
    banner: Banner | None = None
    prompts: tuple[str, ...] = ()


PLAIN = Around()
