"""The workbook itself: numbers are numbers, text is text, and nothing of this machine is in it."""

from __future__ import annotations

import getpass
import re
import tempfile
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from workshop_app.errors import UserError
from workshop_app.export.workbook import Book, Sheet, write_workbook
from workshop_app.figures.table import PERCENT, Cell, Column, Table, Valued
from workshop_app.words import Words

WORDS = Words.load("en")
DAY = date(2026, 3, 3)
MIDNIGHT = datetime.combine(DAY, time())
HOSTILE = [
    *(f"{start}1+1" for start in "=+-@＝＋－＠"), "\t=1", " =1", "#REF!", "#N/A", "'=1", "TRUE",
    "1e5", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","y")', "{=1}", "<b>&amp;</b>",
    "a\nb", "]]>", "00123", "2026-03-03", "é😀ع", "x" * 300, "",
]


def silent(_done: int, _rows: int) -> None:
    """Nobody follows it."""


def book(*tables: Table, name: str = "Sheet") -> Book:
    return Book("The day", DAY, WORDS, [("Client", "=Northlight")], [Sheet(name, "Why?", tables)])


def table(*rows: tuple[Cell, ...], columns: tuple[Column, ...] = ()) -> Table:
    heads = columns or tuple(Column(f"c{n}", 0) for n in range(len(rows[0])))
    return Table("Numbers", heads, rows, "A note.")


def written(tmp_path: Path, made: Book) -> Any:
    path = tmp_path / "out.xlsx"
    write_workbook(made, path, silent)
    return load_workbook(path)


def test_hostile_texts_stay_what_they_are(tmp_path: Path) -> None:
    made = book(table(*((text, 1) for text in HOSTILE)), name="=cmd")
    found = written(tmp_path, made)
    sheet = found.worksheets[1]
    assert [sheet.cell(5 + at, 1).value or "" for at in range(len(HOSTILE))] == HOSTILE
    for one in found.worksheets:
        for row in one.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.value
    assert found.worksheets[0]["B3"].value == "=Northlight"
    xml = _parts(tmp_path / "out.xlsx")
    assert not any("<f>" in text or "<f " in text for text in xml.values())
    risky = sheet.cell(5, 1)
    assert risky.quotePrefix, "or editing the cell would make a formula of it"
    assert not sheet.cell(5 + HOSTILE.index("TRUE"), 1).quotePrefix


def test_the_check_sees_a_formula(tmp_path: Path) -> None:
    bare = Workbook()
    bare.active.append(["=1+1", "#N/A"])
    bare.save(tmp_path / "bare.xlsx")
    assert any("<f>" in text for text in _parts(tmp_path / "bare.xlsx").values())
    (row,) = load_workbook(tmp_path / "bare.xlsx").active.iter_rows()
    assert [cell.data_type for cell in row] == ["f", "e"]


def test_numbers_are_numbers_shares_are_percentages_and_days_are_days(tmp_path: Path) -> None:
    columns = (Column("n", 0), Column("mean", 1), Column("share", 0, unit=PERCENT), Column("x"))
    rows: tuple[tuple[Cell, ...], ...] = (
        (7, 3.25, 40.5, Valued("3 March 2026", DAY)),
        (None, None, None, Valued("€ 1,234.50", 1234.5, "€")),
        (0, 2.0, 100, Valued("~ 12.5%", 12.5, PERCENT, estimate=True)),
    )
    sheet = written(tmp_path, book(table(*rows, columns=columns))).worksheets[1]
    cells = [[(cell.value, cell.number_format) for cell in row] for row in sheet["A5:D7"]]
    assert cells[0] == [
        (7, "General"), (3.25, "0.0"), (0.405, "0%"), (MIDNIGHT, "yyyy-mm-dd"),
    ]
    assert cells[1] == [("–", "General")] * 3 + [(1234.5, '"€ "#,##0.0')]
    assert cells[2] == [(0, "General"), (2, "0.0"), (1, "0%"), (0.125, '"~ "0.0%')]


def test_heads_are_frozen_and_every_table_has_filters(tmp_path: Path) -> None:
    one = table(("a", 1), ("b", 2), columns=(Column("Same"), Column("same")))
    found = written(tmp_path, book(one))
    sheet = found.worksheets[1]
    assert sheet.freeze_panes == "A5"
    (listed,) = sheet.tables.values()
    assert (listed.ref, listed.autoFilter.ref) == ("A4:B6", "A4:B6")
    heads = [sheet["A4"].value, sheet["B4"].value]
    assert heads == [column.name for column in listed.tableColumns] == ["Same", "same (2)"]
    assert sheet.column_dimensions["A"].width > 8
    several = written(tmp_path, book(one, one, Table("Empty", (Column("x"),), ())))
    tables = several.worksheets[1].tables
    assert len(tables) == 2
    assert len({one.displayName for one in tables.values()}) == 2


def test_the_first_sheet_leads_to_every_other_and_back(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    sheets = [Sheet(name, "Why?", [table(("a", 1))]) for name in ("Bob’s", "Bob's", "Bob's")]
    write_workbook(Book("T", DAY, WORDS, [], sheets), path, silent)
    found = load_workbook(path)
    links = [cell.hyperlink.location for cell in found.worksheets[0]["B"] if cell.hyperlink]
    assert links == [f"'{name.replace(chr(39), chr(39) * 2)}'!A1" for name in found.sheetnames[1:]]
    for sheet in found.worksheets[1:]:
        assert sheet["A2"].hyperlink.location == "'Contents'!A1"


def test_the_same_gives_the_same_bytes_and_nothing_of_this_machine(tmp_path: Path) -> None:
    made = book(table(("a", 1)))
    for name in ("one", "two"):
        write_workbook(made, tmp_path / f"{name}.xlsx", silent)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    about = load_workbook(tmp_path / "one.xlsx").properties
    assert (about.title, about.created, about.modified) == ("The day", MIDNIGHT, MIDNIGHT)
    text = " ".join(_parts(tmp_path / "one.xlsx").values()).casefold()
    for secret in (getpass.getuser(), str(tmp_path), str(Path.home()), tempfile.gettempdir()):
        assert not re.search(rf"\b{re.escape(secret.casefold())}\b", text), secret
    assert "the day" in text, "the check reads what is there"


def test_stopped_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "out.xlsx"
    path.write_text("before")

    def stop(done: int, _rows: int) -> None:
        if done >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(book(table(*((f"n{n}", n) for n in range(1000)))), path, stop)
    assert path.read_text() == "before"
    assert sorted(tmp_path.rglob("*")) == [path, tmp_path / "temporary"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        write_workbook(book(table(("a", 1))), tmp_path, silent)


def _parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
