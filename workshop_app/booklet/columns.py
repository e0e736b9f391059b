"""Columns of tables: how wide each is, and which go together where not all fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from workshop_app.booklet.paper import HEAD, ROW, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.table import Cell, Column, Table
    from workshop_app.words import Words

GAP = 12.0
"""Between two columns."""

PADDING, BROKEN_PADDING = 2.3, 3.6
"""Above and below the lines of a row; more in a table whose rows run over several lines."""

TICK_PADDING = 7.0
TICK_COLUMN = 26.0

NUMBER_WIDTH = 42.0
"""A column of numbers is this wide where there is room, so that it stands clear of the next."""

LONGEST_WORD = 90.0
"""A longer word is broken with a hyphen rather than widening its column."""

SIZES = (1.0, 0.9, 0.8)
"""A table with many columns is set smaller, never below 0.8."""

Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of one table stand, and how it is set."""

    columns: tuple[Column, ...]
    texts: Texts
    room: float
    scale: float
    xs: tuple[float, ...]
    widths: tuple[float, ...]
    padding: float
    ticks: bool
    tag: Tag

    @property
    def row(self) -> Style:
        """The type of a cell."""
        return replace(ROW, size=ROW.size * self.scale, leading=ROW.leading * self.scale)

    @property
    def head(self) -> Style:
        """The type of the column titles."""
        return replace(HEAD, size=HEAD.size * self.scale, leading=HEAD.leading * self.scale)


def texts_of(table: Table, words: Words) -> Texts:
    """Every cell as it is printed; what may not show is a dash."""
    return tuple(
        tuple(_cell(cell, column, words) for cell, column in zip(row, table.columns, strict=False))
        for row in table.rows
    )


def _cell(cell: Cell, column: Column, words: Words) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return words.number(cell, column.decimals or 0)


def grids(table: Table, words: Words, room: float, *, ticks: bool) -> list[Grid]:
    """The table as one grid, or as several below one another that share the first column."""
    texts = texts_of(table, words)
    indent = TICK_COLUMN if ticks else 0.0
    least, _ = _measured(table.columns, texts, SIZES[-1])
    return [
        _grid(
            tuple(table.columns[i] for i in part),
            tuple(tuple(row[i] for i in part if i < len(row)) for row in texts),
            room,
            indent,
        )
        for part in _parts(least, room - indent)
    ]


def _parts(least: Sequence[float], room: float) -> list[list[int]]:
    """Which columns stand side by side; the first says in every part what a row is about."""
    parts = [[0]]
    used = least[0]
    for index in range(1, len(least)):
        if used + GAP + least[index] > room and parts[-1] != [0]:
            parts.append([0])
            used = least[0]
        parts[-1].append(index)
        used += GAP + least[index]
    return parts


def _grid(columns: tuple[Column, ...], texts: Texts, room: float, indent: float) -> Grid:
    free = room - indent - GAP * (len(columns) - 1)
    for scale in SIZES:
        least, whole = _measured(columns, texts, scale)
        if sum(least) <= free:
            break
    clear = [
        one if column.decimals is None else max(one, NUMBER_WIDTH)
        for one, column in zip(whole, columns, strict=True)
    ]
    whole = clear if sum(clear) <= free else whole
    worded = [column.decimals is None for column in columns]
    widths = shared_width(least, whole, [column.width for column in columns], worded, free)
    padding = PADDING
    if any(one < wide - 0.01 for one, wide in zip(widths, whole, strict=True)):
        padding = BROKEN_PADDING
    padding = TICK_PADDING if indent else padding * scale
    ends = accumulate((one + GAP for one in widths), initial=indent)
    xs = tuple(ends)[:-1]
    return Grid(columns, texts, room, scale, xs, widths, padding, bool(indent), Tag("Table"))


def _measured(
    columns: Sequence[Column], texts: Texts, scale: float
) -> tuple[list[float], list[float]]:
    """Per column the width of its longest word, and of its longest text; numbers are words."""
    least: list[float] = []
    whole: list[float] = []
    for index, column in enumerate(columns):
        title, size = column.title, ROW.size * scale
        cells = {row[index] for row in texts if index < len(row)}
        parts = cells if column.decimals is not None else _words(cells)
        narrow = max((width(part, size, "semibold") for part in parts), default=0.0)
        head = [width(word, HEAD.size * scale, HEAD.weight) for word in title.split()]
        narrow = narrow if column.decimals is not None else min(narrow, LONGEST_WORD)
        narrow = max(narrow, min(max(head, default=0.0), LONGEST_WORD), 12.0)
        lines = [line for cell in cells for line in cell.split("\n")]
        wide = max((width(line, size, "semibold") for line in lines), default=0.0)
        titled = width(title, HEAD.size * scale, HEAD.weight)
        whole.append(max(wide, narrow, titled) + 0.5)
        least.append(narrow + 0.5)
    return least, whole


def _words(cells: set[str]) -> set[str]:
    return {word for cell in cells for word in cell.split()}


def shared_width(
    least: Sequence[float],
    whole: Sequence[float],
    shares: Sequence[float],
    texts: Sequence[bool],
    room: float,
) -> tuple[float, ...]:
    """Give every column at least its longest word, then the rest by its share.

    No column gets more than its longest text while another is still broken into lines. What
    is left over goes to the columns of text, so that the table fills the room. Where even the
    longest words do not fit, all shrink alike and words break.
    """
    total = sum(least)
    if total >= room:
        return tuple(one * room / total for one in least)
    widths = list(least)
    spare = room - total
    while spare > 0.5:
        wanting = [i for i in range(len(widths)) if widths[i] < whole[i] - 0.01]
        takers = wanting or [i for i, text in enumerate(texts) if text] or [0]
        parts = sum(max(shares[i], 0.01) for i in takers)
        given = 0.0
        for i in takers:
            more = spare * max(shares[i], 0.01) / parts
            more = min(more, whole[i] - widths[i]) if wanting else more
            widths[i] += more
            given += more
        spare -= given
    return tuple(widths)
