"""Lists in xlsx files: read as people see them, and hostile ones refused whole."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from workshop_app.errors import UserError
from workshop_app.session.csv_file import CsvFile, read_csv, read_pasted

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = {"name": ("name", "naam"), "town": ("town", "plaats")}


def saved(path: Path, rows: list[list[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def cells(file: CsvFile) -> list[tuple[int, str, str]]:
    file.faults.check()
    return [(line.number, line.cell("name"), line.cell("town")) for line in file.lines]


def test_it_reads_what_people_see(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Naam", "Plaats", None],
        ["Zoë ş ğ ő →", 3.0],
        [None, None],
        [True, date(2026, 3, 2)],
        [2.5, datetime.combine(date(2026, 3, 2), time(9, 30))],
        ["=HYPERLINK(1)", "x"],
    ]
    file = read_csv(saved(tmp_path / "list.xlsx", rows), COLUMNS, ("name",))
    assert cells(file)[:3] == [
        (2, "Zoë ş ğ ő →", "3"),
        (4, "yes", "2026-03-02"),
        (5, "2.5", "2026-03-02T09:30:00"),
    ]
    assert "HYPERLINK" not in str(cells(file)), "a formula is its last value, here none"


def test_a_fault_names_its_row(tmp_path: Path) -> None:
    path = saved(tmp_path / "list.xlsx", [["name", "twon"], ["Ana", "Delft"]])
    with pytest.raises(UserError, match=r"line 1: the column “twon” is not known"):
        read_csv(path, COLUMNS).faults.check()


def test_what_was_copied_from_a_spreadsheet_reads_the_same() -> None:
    file = read_pasted("naam\tplaats\nAna\tDelft\nBo\t\n", "pasted", COLUMNS, ("name",))
    assert cells(file) == [(2, "Ana", "Delft"), (3, "Bo", "")]


def _archive(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _entity_bomb(tmp_path: Path) -> bytes:
    """A workbook whose sheet is nothing but entities that unfold a billionfold."""
    good = saved(tmp_path / "good.xlsx", [["name"], ["Ana"]])
    lines = ['<!DOCTYPE w [<!ENTITY a0 "x">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    lines.append("]><worksheet><sheetData><row><c><v>&a9;</v></c></row></sheetData></worksheet>")
    with zipfile.ZipFile(good) as archive:
        entries = {entry: archive.read(entry) for entry in archive.namelist()}
    entries["xl/worksheets/sheet1.xml"] = "".join(lines).encode()
    return _archive(entries)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(_entity_bomb(tmp_path))
    with pytest.raises(UserError, match="is not a spreadsheet that can be read"):
        read_csv(path, COLUMNS)


def test_an_archive_that_unpacks_enormously_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    huge = b"\0" * (201 * 1024 * 1024)
    path.write_bytes(_archive({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": huge}))
    with pytest.raises(UserError, match="unpacks to more than any list needs"):
        read_csv(path, COLUMNS)


@pytest.mark.parametrize("cut", [30, 300, 3000])
def test_a_cut_off_file_is_refused_whole(tmp_path: Path, cut: int) -> None:
    path = saved(tmp_path / "list.xlsx", [["name"], *([f"Person {n}"] for n in range(500))])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(UserError, match="is not a spreadsheet that can be read"):
        read_csv(path, COLUMNS)


def test_another_archive_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(_archive({"word/document.xml": b"<w/>"}))
    with pytest.raises(UserError, match="is not a spreadsheet that can be read"):
        read_csv(path, COLUMNS)
