"""One sheet of a workbook: a title, and tables with filters below one another."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.export.safe_text import is_risky, writable
from workshop_app.figures.table import PERCENT, Valued

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.table import Cell, Column, Table
    from workshop_app.words import Words

HIDDEN: Final = "–"
"""Stands where nothing may be shown: an empty cell would count as zero."""

_LONGEST: Final = 32_767
_LONGEST_HEAD: Final = 255
_NARROWEST, _WIDEST = 9, 60
_LARGE: Final = 10_000
_EVERY: Final = 200
"""Rows between two looks whether the work goes on."""

_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_BREAK: Final = re.compile("\r\n?")
_DAY: Final = "yyyy-mm-dd"
_GREY, _BLUE, _SUNKEN = "FF555E6B", "FF1F5FA8", "FFEEF0F3"


class Look(NamedTuple):
    """How a cell looks; ``shown`` is a number format, ``link`` the sheet that a click leads to.

    A ``risky`` text is marked as Excel marks what was typed after an apostrophe.
    """

    shown: str = "General"
    bold: bool = False
    wrapped: bool = False
    risky: bool = False
    size: int = 11
    colour: str = ""
    fill: str = ""
    link: str = ""

    def cell(self, sheet: Any) -> Any:
        """A cell of openpyxl's that looks like this, without a value."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell = WriteOnlyCell(sheet)
        cell.number_format = self.shown
        underline = "single" if self.link else None
        colour = _BLUE if self.link else self.colour or None
        cell.font = Font(size=self.size, bold=self.bold, color=colour, underline=underline)
        cell.alignment = Alignment(vertical="top", wrap_text=self.wrapped)
        cell.quotePrefix = self.risky
        if self.fill:
            cell.fill = PatternFill("solid", fgColor=self.fill)
        if self.link:
            quoted = self.link.replace("'", "''")
            cell.hyperlink = Hyperlink(ref="A1", location=f"'{quoted}'!A1")
        return cell


_PLAIN, _HEAD = Look(), Look(bold=True, wrapped=True, fill=_SUNKEN)

_Shown = tuple[object, Look | None]
"""What a cell holds and how it looks; ``None`` where it needs no look of its own."""


class Tab:
    """Writes one sheet row by row, from the top; ``told`` hears of rows that were written."""

    def __init__(self, sheet: Any, told: Callable[[int], None], colour: str = "") -> None:
        """``sheet`` is openpyxl's, of a workbook that is only written."""
        self._sheet = sheet
        self._told = told
        self._row = 0
        self._looks: dict[Look, Any] = {}
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        if colour:
            sheet.sheet_properties.tabColor = colour.lstrip("#")

    # -- what a sheet holds --------------------------------------------------------------

    def contents(
        self,
        title: str,
        facts: Sequence[tuple[str, Cell]],
        listed: Sequence[tuple[str, str, str]],
        words: Words,
    ) -> None:
        """The first sheet: what the session is, and every other sheet with a link to it."""
        heads = [words(f"export.column.{name}") for name in ("part", "sheet", "about")]
        left = (*(part for part, _, _ in listed), *(name for name, _ in facts), heads[0])
        middle = (*(name for _, name, _ in listed), heads[1])
        self._widths([max(map(len, left)), max(map(len, middle)) + 4, _WIDEST])
        self._append([_text(title, Look(size=16, bold=True))])
        self._append([])
        for name, fact in facts:
            self._append([_text(name, Look(colour=_GREY)), _value(fact, None)])
        self._append([])
        self._append([_text(head, _HEAD) for head in heads])
        for part, name, about in listed:
            self._append([_text(part), _text(name, Look(link=name)), _text(about)])

    def tables(
        self, title: str, back: tuple[str, str], tables: Sequence[Table], numbered: int
    ) -> int:
        """The title, the way ``back`` (its words and its sheet), and every table.

        Tables are numbered through the workbook from ``numbered`` on; returns the last number.
        The columns' names stay in sight: those of a single table because the rows above them are
        frozen, those of several because each is a table of Excel's own.
        """
        self._widths(_wide(tables))
        self._sheet.freeze_panes = "A5" if len(tables) == 1 else "A3"
        self._append([_text(title, Look(size=14, bold=True))])
        self._append([_text(back[0], Look(link=back[1]))])
        for table in tables:
            numbered += 1
            self._table(table, numbered)
        return numbered

    def _table(self, table: Table, number: int) -> None:
        self._append([_text(table.caption, Look(bold=True))])
        heads = _heads(table.columns)
        self._append([_text(head, _HEAD) for head in heads])
        top = self._row
        for at, row in enumerate(table.rows):
            bold = at in table.strong
            self._append([
                _value(cell, column, bold=bold)
                for cell, column in zip(row, table.columns, strict=True)
            ])
            if at % _EVERY == _EVERY - 1:
                self._told(_EVERY)
        self._told(len(table.rows) % _EVERY)
        if table.rows:
            self._filter(heads, top, number)
        if table.note:
            self._append([_text(table.note, Look(colour=_GREY))])
        self._append([])

    def _filter(self, heads: Sequence[str], top: int, number: int) -> None:
        """Make a table of Excel's own of the rows, with a filter in each column."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.filters import AutoFilter
        from openpyxl.worksheet.table import Table as Listed
        from openpyxl.worksheet.table import TableColumn, TableStyleInfo

        ref = f"A{top}:{get_column_letter(len(heads))}{self._row}"
        name = f"Table_{number}"
        listed = Listed(
            id=number, displayName=name, name=name, ref=ref, autoFilter=AutoFilter(ref=ref),
            tableColumns=[TableColumn(id=at, name=head) for at, head in enumerate(heads, 1)],
            tableStyleInfo=TableStyleInfo(name="TableStyleLight1", showRowStripes=True),
        )
        self._sheet.tables.add(listed)  # add_table would warn of columns that are here

    # -- rows ----------------------------------------------------------------------------

    def _append(self, cells: Sequence[_Shown]) -> None:
        """Write a row; each cell is used before the next is made, so looks are made once."""
        self._sheet.append(
            value if look is None else self._styled(value, look) for value, look in cells
        )
        self._row += 1

    def _styled(self, value: object, look: Look) -> Any:
        cell = self._looks.get(look)
        if cell is None:
            cell = self._looks[look] = look.cell(self._sheet)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return cell

    def _widths(self, wide: Sequence[int]) -> None:
        from openpyxl.utils import get_column_letter

        for at, characters in enumerate(wide, 1):
            width = min(max(characters + 2, _NARROWEST), _WIDEST)
            self._sheet.column_dimensions[get_column_letter(at)].width = width


def _value(cell: Cell | date, column: Column | None, *, bold: bool = False) -> _Shown:
    """A number as a number, a day as a day; a dash where nothing may be shown."""
    if isinstance(cell, Valued):
        if not isinstance(cell.value, date):
            return _number(cell.value, _format(cell.value, cell), cell.unit, bold=bold)
        cell = cell.value
    if isinstance(cell, date):
        return cell, Look(_DAY, bold)
    if cell is None:
        return HIDDEN, Look(bold=bold)
    if isinstance(cell, str):
        wrapped = len(cell) > _WIDEST
        return _text(cell, Look(bold=bold, wrapped=wrapped) if bold or wrapped else _PLAIN)
    decimals = column.decimals or 0 if column else 0
    unit = column.unit if column else ""
    return _number(cell, _decimal(decimals, unit), unit, bold=bold)


def _number(number: float, shown: str, unit: str, *, bold: bool) -> _Shown:
    if unit == PERCENT:
        return number / 100, Look(shown, bold)
    is_bare = shown == "0" and isinstance(number, int) and not bold
    return number, None if is_bare else Look(shown, bold)


def _text(text: str, look: Look = _PLAIN) -> _Shown:
    """A text, which is never taken for anything else."""
    if not text:
        return None, None
    text = _legal(text)
    if is_risky(text):
        return text, look._replace(risky=True)
    return text, None if look is _PLAIN and not text.startswith("#") else look


def _legal(text: str) -> str:
    """The text as a cell may hold it; what looks like Excel's own escapes is escaped."""
    text = _ESCAPE.sub("_x005F_", _BREAK.sub("\n", writable(text)))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _heads(columns: Sequence[Column]) -> list[str]:
    """The names of the columns as a table of Excel's own takes them: none empty, each once."""
    found: list[str] = []
    taken: set[str] = set()
    for at, column in enumerate(columns, 1):
        plain = " ".join(_legal(column.title).split())[:_LONGEST_HEAD] or str(at)
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = plain[: _LONGEST_HEAD - len(ending)] + ending
        taken.add(name.casefold())
        found.append(name)
    return found


def _wide(tables: Sequence[Table]) -> list[int]:
    """Characters of the widest cell of every column; the longest word of its name at least."""
    found: dict[int, int] = {}
    for table in tables:
        for at, column in enumerate(table.columns):
            head = max(map(len, column.title.split()), default=0) + 4
            cells = (len(row[at]) for row in table.rows if isinstance(row[at], str))  # type: ignore[arg-type]
            found[at] = max(found.get(at, 0), head, max(cells, default=0))
    return [found[at] for at in sorted(found)]


def _decimal(decimals: int, unit: str = "") -> str:
    shown = f"0.{'0' * decimals}" if decimals else "0"
    return f"{shown}%" if unit == PERCENT else shown


def _format(number: float, valued: Valued) -> str:
    """How a number with a unit is shown: with no more decimals than it has, large ones without."""
    whole = abs(number) >= _LARGE
    decimals = next((n for n in (0, 1) if whole or abs(number - round(number, n)) < 1e-9), 2)
    if valued.unit == PERCENT:
        shown = _decimal(decimals, PERCENT)
    else:
        shown = f"#,##{_decimal(decimals)}"
        sign = "".join(c for c in valued.unit if c.isprintable() and c not in '"\\')
        shown = f'"{sign} "{shown}' if sign else shown
    return f'"~ "{shown}' if valued.estimate else shown
