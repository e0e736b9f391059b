"""Every number and text of a session as one long list: a line for each count and each cell.

The first seven columns say what was counted: how many (``count``) of a group (all of us where it is
empty) gave an answer (``value``) to an item. Where ``table`` is filled the line is a cell of that
table instead: ``item`` is what its row begins with, ``axis`` the name of its column.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import atomic
from workshop_app.export.safe_text import guarded
from workshop_app.figures.table import Valued

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from workshop_app.figures.table import Cell, Table

COLUMNS: Final = (
    *("session", "activity", "item", "axis", "group", "value", "count"),
    *("round", "date", "words", "table", "row"),
)
"""The first line of the file; new columns come at the end."""

_EVERY: Final = 500
"""Lines between two looks whether the work goes on."""


class Line(NamedTuple):
    """A line of the list, in the order of `COLUMNS`.

    ``activity``, ``item`` and ``axis`` of a count are the method's ids, and ``words`` what was
    asked, so that sessions of different days compare.
    """

    session: str
    activity: str
    item: str = ""
    axis: str = ""
    group: str = ""
    value: Cell | date = ""
    times: int | None = None
    round: int | None = None
    held_on: str = ""
    words: str = ""
    table: str = ""
    row: int | None = None


def lines_of(table: Table, beside: Line) -> Iterator[Line]:
    """A line for each cell of a table that says something; ``beside`` is the same in each."""
    for number, row in enumerate(table.rows, 1):
        first = "" if row[0] is None else str(row[0])
        cells = list(zip(table.columns, row, strict=True))
        for column, cell in cells[1:] or cells:
            if cell is not None and cell != "":
                value = cell.value if isinstance(cell, Valued) else cell
                yield beside._replace(
                    item=first, axis=column.title, value=value, table=table.caption, row=number
                )


def write_lines(lines: Iterable[Line], path: Path, tick: Callable[[], None]) -> None:
    """Write the list as CSV (RFC 4180, UTF-8 with the mark by which Excel knows it).

    Whole or not at all. Raises `UserError`, and whatever ``tick`` raises, which is called now and
    then.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for number, line in enumerate(lines):
        rows.writerow(_cell(value) for value in line)
        if number % _EVERY == 0:
            tick()
    tick()
    atomic.write_bytes(path, text.getvalue().encode("utf-8-sig"))


def _cell(value: Cell | date) -> str | float:
    """Numbers and dates as they are; whatever is text might come from people."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return guarded(value) if isinstance(value, str) else value
