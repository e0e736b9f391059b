"""Tables: the numbers behind a picture as rows that may run over many pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, paragraph, rule_at, stack, tick_box
from workshop_app.booklet.paper import CAPTION, HEAD, HEADING, ROW, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.figures.figure import Text
    from workshop_app.figures.table import Cell, Column, Table
    from workshop_app.words import Words

GAP = 12.0
"""Between two columns."""

PADDING, BROKEN_PADDING = 2.3, 3.6
"""Above and below the lines of a row; more in a table whose rows run over several lines."""

NUMBER_WIDTH = 42.0
"""A column of numbers is this wide where there is room, so that it stands clear of the next."""

SIZES = (1.0, 0.9, 0.8)
"""A table with many columns is set smaller, never below 0.8."""

LONGEST_ROW = 24
"""A row of more lines is continued in a row below it, so that every row fits on a page."""

TICK = 10.5
TICK_COLUMN = 26.0
TICK_PADDING = 7.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of one table stand, and how it is set."""

    table: Table
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


def table_blocks(
    table: Table, room: float, words: Words, *, ticks: bool = False, note_width: float = 0.0
) -> list[Block]:
    """Caption, column titles, rows and note; nothing for a table without rows.

    ``ticks`` puts an empty box before every row. Numbers are set in the words' language.
    """
    if not table.rows or not table.columns:
        return []
    texts = [
        tuple(_cell(cell, column, words) for cell, column in zip(row, table.columns, strict=False))
        for row in table.rows
    ]
    grid = _grid(table, texts, room, ticks=ticks)
    caption = paragraph(table.caption, HEADING, room, before=22.0, keep=True, role="H2")
    head = replace(_head(grid, grid.tag), before=6.0 if caption else 14.0)
    again = (_head(grid, None),)
    blocks = [*caption, head]
    rows: list[Block] = []
    for index, row in enumerate(texts):
        strong = index in table.strong
        rows += _row(grid, row, strong=strong, repeat=again)
    note = paragraph(table.note, CAPTION, note_width or room, before=8.0)
    tied = {len(rows) - 2} | ({len(rows) - 1} if note else set())
    blocks += [replace(b, keep=True) if i in tied else b for i, b in enumerate(rows)]
    return blocks + note


def _cell(cell: Cell, column: Column, words: Words) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return words.number(cell, column.decimals or 0)


def _grid(table: Table, texts: Sequence[Sequence[str]], room: float, *, ticks: bool) -> _Grid:
    indent = TICK_COLUMN if ticks else 0.0
    free = room - indent - GAP * (len(table.columns) - 1)
    for scale in SIZES:
        least, whole = _measured(table, texts, scale)
        if sum(least) <= free:
            break
    clear = [
        one if column.decimals is None else max(one, NUMBER_WIDTH)
        for one, column in zip(whole, table.columns, strict=True)
    ]
    whole = clear if sum(clear) <= free else whole
    texts_only = [column.decimals is None for column in table.columns]
    shares = [column.width for column in table.columns]
    widths = shared_width(least, whole, shares, texts_only, free)
    padding = PADDING
    if any(one < wide - 0.01 for one, wide in zip(widths, whole, strict=True)):
        padding = BROKEN_PADDING
    padding = TICK_PADDING if ticks else padding * scale
    ends = accumulate((one + GAP for one in widths), initial=indent)
    return _Grid(table, room, scale, tuple(ends)[:-1], widths, padding, ticks, Tag("Table"))


def _measured(
    table: Table, texts: Sequence[Sequence[str]], scale: float
) -> tuple[list[float], list[float]]:
    """Per column the width of its longest word, and of its longest text; numbers are words."""
    least: list[float] = []
    whole: list[float] = []
    for index, column in enumerate(table.columns):
        title, size = column.title, ROW.size * scale
        cells = {row[index] for row in texts if index < len(row)}
        parts = cells if column.decimals is not None else _words(cells)
        narrow = max((width(part, size, "semibold") for part in parts), default=0.0)
        head = [width(word, HEAD.size * scale, HEAD.weight) for word in title.split()]
        narrow = max(narrow if column.decimals is not None else min(narrow, 110.0), *head, 12.0)
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


def _head(grid: _Grid, tag: Tag | None) -> Block:
    """The column titles; without a tag they are a repetition that nobody reads out."""
    style = grid.head
    titles = [
        wrap(column.title, one, style.size, style.weight)
        for column, one in zip(grid.table.columns, grid.widths, strict=True)
    ]
    deepest = max(len(title) for title in titles)
    height = deepest * style.leading + 5.0

    row = Tag("TR", tag) if tag else None

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, title in enumerate(titles):
            top = y + (deepest - len(title)) * style.leading
            cell = Tag("TH", row) if row else None
            brush.items(_lines(grid, index, title, style, x, top), cell)
        brush.items((rule_at(x, y + height, grid.room, "border", 0.75),))

    return Block(height, paint, keep=True)


def _row(
    grid: _Grid, texts: Sequence[str], *, strong: bool, repeat: tuple[Block, ...]
) -> list[Block]:
    style = grid.row.strong() if strong else grid.row
    cells = [
        wrap(text, one, style.size, _weight(grid, index, style))
        for index, (text, one) in enumerate(zip(texts, grid.widths, strict=False))
    ]
    parts = range(0, max((len(cell) for cell in cells), default=1), LONGEST_ROW)
    return [
        _part(
            grid,
            [cell[start : start + LONGEST_ROW] for cell in cells],
            style,
            repeat,
            first=start == 0,
            last=start == parts[-1],
        )
        for start in parts
    ]


def _part(
    grid: _Grid,
    cells: Sequence[tuple[str, ...]],
    style: Style,
    repeat: tuple[Block, ...],
    *,
    first: bool,
    last: bool,
) -> Block:
    above, below = grid.padding if first else 0.0, grid.padding if last else 0.0
    height = max(map(len, cells), default=1) * style.leading + above + below

    tag = Tag("TR", grid.tag)

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, cell in enumerate(cells):
            own = replace(style, weight=_weight(grid, index, style))
            brush.items(_lines(grid, index, cell, own, x, y + above), Tag("TD", tag))
        if grid.ticks and first:
            middle = y + above + style.leading / 2
            brush.items((tick_box(x + 4, middle - TICK / 2, TICK),))
        if last:
            brush.items((rule_at(x, y + height, grid.room),))

    return Block(height, paint, repeat=repeat)


def _weight(grid: _Grid, index: int, style: Style) -> str:
    """What is to be done stands out beside its tick box."""
    return "semibold" if grid.ticks and index == 0 else style.weight


def _lines(
    grid: _Grid, index: int, lines: Sequence[str], style: Style, x: float, y: float
) -> tuple[Text, ...]:
    right = grid.table.columns[index].decimals is not None
    left = x + grid.xs[index]
    at, anchor = (left + grid.widths[index], "end") if right else (left, "start")
    return stack(lines, style, at, y, anchor)
