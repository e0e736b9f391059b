"""The numbers behind a figure: booklet prints them, screen readers read them, tests assert."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, decimals for its numbers (``None`` = text), relative width."""

    title: str
    decimals: int | None = None
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; ``None`` prints as a dash because nothing may be shown there.

    ``strong`` holds the indexes of rows to emphasise; ``note`` is printed below. ``anchors`` are
    names of the rows, by which other rows lead to them; ``leads`` are for each row the anchor or
    the activity it leads to, whose page the booklet prints beside it.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    strong: frozenset[int] = frozenset()
    anchors: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
