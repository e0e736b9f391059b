"""Columns of tables: how wide each is, and which go together where not all fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from workshop_app.booklet.paper import HEAD, ROW, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.table import Cell, Column, Table
    from workshop_app.words import Words

PADDING, BROKEN_PADDING = 2.3, 3.6
"""Above and below the lines of a row; more in a table whose rows run over several lines."""

TICK_PADDING = 7.0
TICK_COLUMN = 26.0

NUMBER_WIDTH = 42.0
"""A column of numbers is this wide where there is room, so that it stands clear of the next."""

LONGEST_WORD = 90.0
"""A longer word is broken with a hyphen rather than widening its column."""

SETTINGS = ((1.0, 12.0), (1.0, 8.0), (0.9, 8.0), (0.8, 7.0))
"""Size and space between columns: a table with many columns is set closer, then smaller."""

TIGHT = 2
"""From this setting on, where a table should take less room."""

COMFORT = 130.0
"""Text should not be squeezed into less than this while a closer setting would help."""

FEWEST_BANDED = 4

Texts = tuple[tuple[str, ...], ...]
Settings = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of one table stand, and how it is set.

    ``bands`` names for every row the part of the table it belongs to; empty = no parts.
    """

    columns: tuple[Column, ...]
    texts: Texts
    room: float
    scale: float
    xs: tuple[float, ...]
    widths: tuple[float, ...]
    padding: float
    ticks: bool
    tag: Tag
    bands: tuple[str, ...] = ()

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


def grids(
    table: Table,
    words: Words,
    room: float,
    narrow: float,
    *,
    ticks: bool = False,
    tight: bool = False,
) -> list[Grid]:
    """The table as one grid, or as several below one another that share the first column.

    A first column that repeats itself row after row becomes the bands. Where nothing needs to
    be broken in ``narrow``, the table takes no more room than that. ``tight`` sets it smaller.
    """
    settings = SETTINGS[TIGHT:] if tight else SETTINGS
    bands: tuple[str, ...] = ()
    columns, texts = table.columns, texts_of(table, words)
    if _repeats(columns, texts):
        bands = tuple(row[0] for row in texts)
        columns, texts = columns[1:], tuple(row[1:] for row in texts)
    indent = TICK_COLUMN if ticks else 0.0
    scale, gap = settings[0]
    _, whole = _measured(columns, texts, scale)
    if sum(_clear(columns, whole, scale)) + gap * (len(whole) - 1) + indent <= narrow:
        room = narrow
    scale, gap = SETTINGS[-1]
    least, _ = _measured(columns, texts, scale)
    return [
        _grid(
            tuple(columns[i] for i in part),
            tuple(tuple(row[i] for i in part if i < len(row)) for row in texts),
            room,
            indent,
            bands,
            settings,
        )
        for part in _parts(least, gap, room - indent)
    ]


def _repeats(columns: Sequence[Column], texts: Texts) -> bool:
    """Whether the first column only says which part of the table a row belongs to."""
    if len(columns) < 2 or columns[0].decimals is not None or len(texts) < FEWEST_BANDED:
        return False
    runs = [row[0] for row in texts[:1]]
    runs += [row[0] for before, row in pairwise(texts) if row[0] != before[0]]
    return len(runs) == len(set(runs)) and 2 * len(runs) <= len(texts)


def _parts(least: Sequence[float], gap: float, room: float) -> list[list[int]]:
    """Which columns stand side by side; the first says in every part what a row is about."""
    parts = [[0]]
    used = least[0]
    for index in range(1, len(least)):
        if used + gap + least[index] > room and parts[-1] != [0]:
            parts.append([0])
            used = least[0]
        parts[-1].append(index)
        used += gap + least[index]
    return parts


def _grid(
    columns: tuple[Column, ...],
    texts: Texts,
    room: float,
    indent: float,
    bands: tuple[str, ...],
    settings: Settings,
) -> Grid:
    scale, gap = _setting(columns, texts, room - indent, settings)
    least, whole = _measured(columns, texts, scale)
    free = room - indent - gap * (len(columns) - 1)
    for clear in (_clear(columns, whole, scale), _titled(columns, whole, scale)):
        if sum(clear) <= free:
            whole = clear
            break
    worded = [column.decimals is None for column in columns]
    widths = shared_width(least, whole, [column.width for column in columns], worded, free)
    broken = any(one < wide - 0.01 for one, wide in zip(widths, whole, strict=True))
    padding = TICK_PADDING if indent else BROKEN_PADDING if broken else PADDING
    ends = accumulate((one + gap for one in widths), initial=indent)
    return Grid(
        columns,
        texts,
        room,
        scale,
        tuple(ends)[:-1],
        widths,
        padding * scale,
        bool(indent),
        Tag("Table"),
        bands,
    )


def _setting(
    columns: Sequence[Column], texts: Texts, room: float, settings: Settings
) -> tuple[float, float]:
    """The largest setting in which no text is squeezed; else in which no word is broken."""
    whole_words: list[tuple[float, float]] = []
    for scale, gap in settings:
        least, whole = _measured(columns, texts, scale)
        gaps = gap * (len(columns) - 1)
        easy = [max(one, min(wide, COMFORT)) for one, wide in zip(least, whole, strict=True)]
        if sum(easy) + gaps <= room:
            return scale, gap
        if sum(least) + gaps <= room:
            whole_words.append((scale, gap))
    return (whole_words or settings)[-1]


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
        whole.append((narrow if column.decimals is not None else max(wide, narrow)) + 0.5)
        least.append(narrow + 0.5)
    return least, whole


def _titled(columns: Sequence[Column], whole: Sequence[float], scale: float) -> list[float]:
    """Widths in which no title is broken."""
    size = HEAD.size * scale
    titles = [width(column.title, size, HEAD.weight) + 0.5 for column in columns]
    return [max(one, title) for one, title in zip(whole, titles, strict=True)]


def _clear(columns: Sequence[Column], whole: Sequence[float], scale: float) -> list[float]:
    """Widths in which, besides, columns of numbers stand clear of one another."""
    return [
        one if column.decimals is None else max(one, NUMBER_WIDTH)
        for one, column in zip(_titled(columns, whole, scale), columns, strict=True)
    ]


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
