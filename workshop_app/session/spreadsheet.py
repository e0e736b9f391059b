"""Rows of an xlsx file as texts, read as data: no formulas, no macros, no outside entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE: Final = b"PK\x03\x04"
"""How every xlsx file begins."""

_MOST_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes inside: a list of people unpacks to a thousandth of it."""

_MOST_ROWS, _MOST_COLUMNS = 50_000, 400

_BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError, IndexError,
    SyntaxError, EOFError, NotImplementedError, RuntimeError,
)
"""What openpyxl lets through of a file that is no workbook, or a broken one."""


def read_rows(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the sheet that was open when the workbook was saved, with their numbers.

    Rows are as people see them: whole numbers without a decimal point, dates as ISO. Raises
    `UserError` for what is no workbook, or unpacks to more than any list needs.
    """
    # Read whole before anything is given out, so that a file is imported whole or not.
    yield from read_sheets(data, name, every=False)[0].rows


class SheetRows(NamedTuple):
    """A sheet's name, and its rows that have something in them, with their numbers."""

    name: str
    rows: list[tuple[int, list[str]]]


def read_sheets(data: bytes, name: str, *, every: bool = True) -> list[SheetRows]:
    """The same of every sheet; the one that was open when the workbook was saved comes first."""
    try:
        _check_size(data, name)
        return _sheets(data, name, every=every)
    except _BROKEN as error:
        raise UserError(
            "{name} is not a spreadsheet that can be read.",
            "Nothing was imported.",
            "Open it in a spreadsheet program, save it as .xlsx or CSV, and import that.",
            name=name,
        ) from error


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if "xl/workbook.xml" not in archive.namelist():
            raise ValueError(name)
    if unpacked > _MOST_UNPACKED:
        raise UserError(
            "{name} unpacks to more than any list needs.",
            "Nothing was imported.",
            "Copy only the rows you need into a new spreadsheet.",
            name=name,
        )


def _sheets(data: bytes, name: str, *, every: bool) -> list[SheetRows]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        first = book.active
        if first is None or not hasattr(first, "iter_rows"):
            raise ValueError(name)
        others = [sheet for sheet in book.worksheets if every and sheet is not first]
        return [SheetRows(sheet.title, list(_rows(sheet))) for sheet in (first, *others)]
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, max_row=_MOST_ROWS, values_only=True)
    for number, row in enumerate(rows, 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
