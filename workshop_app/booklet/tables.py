"""Tables: the numbers behind a picture as rows that may run over many pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, paragraph, rule_at, stack, tick_box
from workshop_app.booklet.columns import grids
from workshop_app.booklet.paper import CAPTION, HEADING, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Fill, Rect
from workshop_app.figures.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.columns import Grid, Measured
    from workshop_app.figures.figure import Text
    from workshop_app.figures.table import Table

SHORT = 8
"""A table of so many rows is not torn."""

LONGEST_ROW = 24
"""A row of more lines is continued in a row below it, so that every row fits on a page."""

ANCHOR = "row "
"""How the key of a row begins to which other rows may lead."""

TICK = 10.5
BAND_PADDING = 3.0


def table_blocks(
    wanted: Measured,
    room: float,
    *,
    accent: str = "ink",
    ticks: bool = False,
    tight: bool = False,
    narrow: float = 0.0,
) -> list[Block]:
    """Caption, column titles, rows and note; nothing for a table without rows.

    A table that fits the width of a paragraph, ``narrow``, is set in it, so that no row runs
    across empty paper; one with more columns than fit ``room`` goes on below itself with the
    others. ``accent`` is the phase whose colour the bands wear; ``ticks`` puts a box
    before every row, ticked as the table says; ``tight`` saves room.
    """
    table = wanted.table
    if not table.rows or not table.columns:
        return []
    blocks = paragraph(table.caption, HEADING, room, before=22.0, keep=True, role="H2")
    note = paragraph(table.note, CAPTION, narrow or room, before=8.0)
    parts = grids(wanted, room, narrow, ticks=ticks, tight=tight)
    for grid in parts:
        head = _head(grid, grid.tag)._replace(before=6.0 if grid is parts[0] and blocks else 14.0)
        last = grid is parts[-1]
        blocks += [head, *_rows(grid, table, accent, tied=bool(note) and last)]
        table = replace(table, anchors=())
    return [*blocks, *(one._replace(keep=True) for one in note[:-1]), *note[-1:]]


def _rows(grid: Grid, table: Table, accent: str, *, tied: bool) -> list[Block]:
    """All rows; a short table stays whole, of a long one two rows at least stay together."""
    head = _head(grid, None)
    repeat: tuple[Block, ...] = (head,)
    rows: list[Block] = []
    for index, texts in enumerate(grid.texts):
        if grid.bands and (index == 0 or grid.bands[index] != grid.bands[index - 1]):
            named = _band(grid, grid.bands[index], accent, grid.tag)
            rows.append(named._replace(before=6.0 if index else 0.0, repeat=(head,)))
            repeat = (head, _band(grid, grid.bands[index], accent, None))
        lead = grid.leads[index] if grid.leads else ""
        ticked = table.boxes[index] if table.boxes else False
        row = _row(
            grid, texts, lead, strong=index in table.strong, repeat=repeat, ticked=ticked
        )
        anchor = ANCHOR + table.anchors[index] if table.anchors else ""
        rows += [row[0]._replace(key=anchor), *row[1:]]
    last = len(rows) - 1
    kept = set(range(last)) if last < SHORT else {0, 1, last - 1}
    kept |= {last} if tied else set()
    return [row._replace(keep=True) if i in kept else row for i, row in enumerate(rows)]


def _band(grid: Grid, text: str, accent: str, tag: Tag | None) -> Block:
    """The name of a part of the table, across all columns."""
    style = grid.row._replace(weight="semibold", token=accent)
    lines = wrap(text, grid.room - 16, style.size, style.weight)
    height = len(lines) * style.leading + 2 * BAND_PADDING
    cell = Tag("TD", Tag("TR", tag)) if tag else None

    def paint(brush: Brush, x: float, y: float) -> None:
        fill = Fill("sunken" if accent == "ink" else f"{accent}_tint")
        brush.items((Rect(x, y, grid.room, height, fill),))
        brush.items(stack(lines, style, x + 8, y + BAND_PADDING), cell)

    return Block(height, paint, keep=True)


def _head(grid: Grid, tag: Tag | None) -> Block:
    """The column titles; without a tag they are a repetition that nobody reads out."""
    style = grid.head
    titles = [
        wrap(column.title, one, style.size, style.weight)
        for column, one in zip(grid.columns, grid.widths, strict=True)
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
    grid: Grid,
    texts: Sequence[str],
    lead: str,
    *,
    strong: bool,
    repeat: tuple[Block, ...],
    ticked: bool | None,
) -> list[Block]:
    style = grid.row.strong() if strong else grid.row
    styles = [style] * len(texts)
    if grid.ticks:
        # What is to be done stands out beside its tick box.
        styles[:1] = [style.strong()]
    cells = [
        wrap(text, one, style.size, style.weight)
        for text, one, style in zip(texts, grid.widths, styles, strict=False)
    ]
    deepest = max(map(len, cells), default=1)
    if deepest <= LONGEST_ROW:
        return [_part(grid, cells, styles, lead, repeat, ticked=ticked)]
    starts = range(0, deepest, LONGEST_ROW)
    return [
        _part(
            grid,
            [cell[start : start + LONGEST_ROW] for cell in cells],
            styles,
            lead if start == 0 else "",
            repeat,
            first=start == 0,
            last=start == starts[-1],
            ticked=ticked,
        )
        for start in starts
    ]


def _part(
    grid: Grid,
    cells: Sequence[tuple[str, ...]],
    styles: Sequence[Style],
    lead: str,
    repeat: tuple[Block, ...],
    *,
    first: bool = True,
    last: bool = True,
    ticked: bool | None,
) -> Block:
    above, below = grid.padding if first else 0.0, grid.padding if last else 0.0
    leading = grid.row.leading
    height = max(map(len, cells), default=1) * leading + above + below
    tag = Tag("TR", grid.tag)

    def paint(brush: Brush, x: float, y: float) -> None:
        said = [*cells[:-1], _page(brush, lead)] if grid.leads else cells
        for index, (cell, style) in enumerate(zip(said, styles, strict=False)):
            brush.items(_lines(grid, index, cell, style, x, y + above), Tag("TD", tag))
        if grid.ticks and first:
            middle = y + above + leading / 2
            brush.items(tick_box(x + 4, middle - TICK / 2, TICK, ticked))
        if lead and brush.page_of(lead):
            brush.link(x, y, grid.room, height, lead)
        if last:
            brush.items((rule_at(x, y + height, grid.room),))

    return Block(height, paint, repeat=repeat)


def _page(brush: Brush, lead: str) -> tuple[str, ...]:
    """The page that a row leads to, if it is printed."""
    page = brush.page_of(lead) if lead else 0
    return (str(page),) if page else ()


def _lines(
    grid: Grid, index: int, lines: Sequence[str], style: Style, x: float, y: float
) -> tuple[Text, ...]:
    right = grid.columns[index].ends_right
    left = x + grid.xs[index]
    at, anchor = (left + grid.widths[index], "end") if right else (left, "start")
    return stack(lines, style, at, y, anchor)
