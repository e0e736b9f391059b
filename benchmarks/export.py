"""A session of 10,000 notes as a workbook, against bare openpyxl writing the same cells."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import median, paired, paired_ratio, report
from workshop_app.assembly.export import export, wanted
from workshop_app.assembly.methods import built_in_method
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTES, PEOPLE = 10_000, 500


def large_session(path: Path) -> Workshop:
    """A board of 10,000 notes with dots, and 500 people."""
    people = [
        Person(f"Person {n}", department=f"Department {n % 9}", level=1 + n % 5, named=bool(n % 2))
        for n in range(PEOPLE)
    ]
    made = create_workshop(path, built_in_method(), Plan("taster-90", "Large", people=people))
    columns = [part.id for part in made.method.activities["see-customer-story"].list("columns")]
    notes = [
        NewNote(columns[n % len(columns)], f"Note {n}, as people say it in a room", votes=n % 7)
        for n in range(NOTES)
    ]
    add_notes(made.file, "Add", "see-customer-story", notes)
    return made


def workbook() -> None:
    """The whole export as xlsx, and a write-only workbook that is given the same cells."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = large_session(Path(folder) / "large.workshop")
        path, bare_path = Path(folder) / "ours.xlsx", Path(folder) / "bare.xlsx"
        files = wanted(workshop.file.path, path)

        def ours() -> None:
            export(workshop, files)

        ours()
        sheets = _cells(path)

        def bare() -> None:
            _write(sheets, bare_path)

        times, floor = paired(ours, bare, 5)
        workshop.file.close()
    cells = sum(sum(cell is not None for cell in row) for rows in sheets for row in rows)
    report(
        "export_10000_notes",
        median(times),
        "ms",
        median(floor),
        "value <= 2000 ms, ratio <= 1.7",
        f"a session of {NOTES} notes and {PEOPLE} people read and written as a workbook, against "
        f"bare openpyxl writing its {cells} cells",
        paired_ratio(times, floor),
    )


def _cells(path: Path) -> list[list[Sequence[Any]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    found = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    book.close()
    return found


def _write(sheets: list[list[Sequence[Any]]], path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
