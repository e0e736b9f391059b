"""A session as a workbook: a sheet for each part, its tables below one another, numbers as numbers.

The rows go to the file as they are made, so that ten thousand notes take little memory. The same
session gives the same bytes: no time of writing, no name of a user, no path.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workshop_app import __version__, atomic
from workshop_app.export.safe_text import writable
from workshop_app.export.sheet import Tab
from workshop_app.export.sheet_names import sheet_names

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from workshop_app.figures.table import Cell, Table
    from workshop_app.words import Words

Tick = Callable[[int, int], None]
"""Told how much is done, and of how much; what it raises ends the work."""

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


class Sheet(NamedTuple):
    """A sheet: its tab, the line above it, its tables, and what the contents say of it.

    ``colour`` is that of its tab, as #rrggbb.
    """

    name: str
    title: str
    tables: Sequence[Table]
    part: str = ""
    colour: str = ""


class Book(NamedTuple):
    """A whole workbook; ``facts`` stand above the contents on the first sheet."""

    title: str
    day: date
    words: Words
    facts: Sequence[tuple[str, Cell]]
    sheets: Sequence[Sheet]
    author: str = ""
    subject: str = ""


def write_workbook(book: Book, path: Path, tick: Tick) -> None:
    """Write the workbook; whole or not at all. Raises `UserError`, and whatever ``tick`` raises."""
    from openpyxl import Workbook

    atomic.check_output(path)
    made = Workbook(write_only=True)
    with atomic.replacing(path) as partial:
        try:
            _fill(made, book, tick)
            _save(made, partial)
        except BaseException:
            _discard(made)
            raise


def _fill(made: Any, book: Book, tick: Tick) -> None:
    _describe(made, book)
    nameless = book.words("export.nameless")
    wanted = [book.words("export.contents"), *(sheet.name for sheet in book.sheets)]
    first, *names = sheet_names(wanted, nameless)
    rows = sum(len(table.rows) for sheet in book.sheets for table in sheet.tables)
    done, numbered = 0, 0

    def tell(written: int) -> None:
        nonlocal done
        done += written
        tick(done, rows)

    contents = Tab(made.create_sheet(first), tell)
    contents.contents(book.title, book.facts, _listed(book, names), book.words)
    for name, sheet in zip(names, book.sheets, strict=True):
        tab = Tab(made.create_sheet(name), tell, sheet.colour)
        back = book.words("export.back", contents=first)
        numbered = tab.tables(sheet.title, (back, first), sheet.tables, numbered)


def _listed(book: Book, names: Sequence[str]) -> list[tuple[str, str, str]]:
    """What the contents list: the part of the day, the sheet, the line above it."""
    return [
        (sheet.part, name, sheet.title) for name, sheet in zip(names, book.sheets, strict=True)
    ]


def _describe(made: Any, book: Book) -> None:
    """What the file says about itself: nothing of this machine, and no time but the session's."""
    about, day = made.properties, datetime.combine(book.day, time())
    about.title, about.subject = writable(book.title), writable(book.subject)
    about.creator = about.lastModifiedBy = writable(book.author) or f"Workshop app {__version__}"
    about.language = book.words.language
    about.created = about.modified = day


def _save(made: Any, path: Path) -> None:
    from openpyxl.writer.excel import ExcelWriter

    with _Timeless(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(made, archive).save()


def _discard(made: Any) -> None:
    """Let openpyxl finish into nothing, which takes its temporary files away."""
    from openpyxl.utils.exceptions import WorkbookAlreadySaved

    with suppress(OSError, ValueError, WorkbookAlreadySaved):
        made.save(io.BytesIO())


class _Timeless(ZipFile):
    """An archive whose members have no time, so that the same content gives the same bytes."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Put one member in."""
        super().writestr(_member(str(zinfo_or_arcname)), data, ZIP_DEFLATED, compresslevel)

    def write(
        self,
        filename: str | os.PathLike[str],
        arcname: str | os.PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Put a file in, under its own name or another."""
        member = _member(str(arcname or filename))
        with Path(filename).open("rb") as source, self.open(member, "w") as target:
            shutil.copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _NO_TIME)
    member.compress_type = ZIP_DEFLATED
    return member
