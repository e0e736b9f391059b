"""A list of people from a spreadsheet: shown as it was understood, then taken over whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from PySide6.QtGui import QGuiApplication

from workshop_app.kinds.roster.editor import Editor

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.kinds.roster.people_import import PeopleImport

pytestmark = pytest.mark.gui

PASTED = "Naam\tAfdeling\tNiveau\tKlantcontact\nZoë\tInkoop\t3\tja\nŞirin\tIT\t1\tnee\n"


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    made = Editor(desk, "see-roster")
    qtbot.addWidget(made)
    made.resize(808, 353)
    desk.show(made)
    made.show()
    return made


def incoming(editor: Editor) -> PeopleImport:
    return editor.page.incoming


def paste(editor: Editor, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    editor.page.name.paste()


def cells(editor: Editor) -> list[list[str]]:
    rows = incoming(editor).rows
    found = []
    for row in range(rows.rowCount()):
        items = [rows.item(row, column) for column in range(rows.columnCount())]
        found.append([item.text() for item in items if item is not None])
    return found


def names(desk: DeskDouble) -> list[str]:
    """Who came to the sixteen that are there."""
    return [person.name for person in desk.workshop.people()[16:]]


def test_a_pasted_list_is_shown_before_it_is_taken_over(
    editor: Editor, desk: DeskDouble
) -> None:
    paste(editor, PASTED)
    assert incoming(editor).isVisible()
    assert cells(editor) == [["Zoë", "Inkoop", "3", "yes"], ["Şirin", "IT", "1", "no"]]
    assert names(desk) == []
    incoming(editor).add.click()
    desk.turn()
    assert names(desk) == ["Zoë", "Şirin"]
    assert not incoming(editor).isVisible()
    assert desk.workshop.file.undo() is not None
    assert names(desk) == []


def test_lines_without_names_of_columns_are_people_as_before(
    editor: Editor, desk: DeskDouble
) -> None:
    paste(editor, "Ana, IT, 3\nBo, HR, 2\n")
    desk.turn()
    assert names(desk) == ["Ana", "Bo"]


def test_a_spreadsheet_shows_what_was_understood(
    editor: Editor, desk: DeskDouble, tmp_path: Path
) -> None:
    book = Workbook()
    for row in (["name", "level", "role"], ["Ana", 5, "Sponsor"], ["Bo", 2, None]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    editor.page.open.setFocus()
    incoming(editor).show_file(tmp_path / "list.xlsx")
    assert cells(editor) == [["Ana", "5", "Sponsor"], ["Bo", "2", ""]]
    assert incoming(editor).add.text() == "Add 2 people"


def test_every_fault_is_said_and_nothing_is_taken_over(
    editor: Editor, desk: DeskDouble, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,level\nAna,9\n,2\n", encoding="utf-8")
    incoming(editor).show_file(path)
    assert "2 faults" in incoming(editor).said.text()
    shown = incoming(editor).faults.toPlainText()
    assert "line 2: “9” is not a level" in shown
    assert "line 3: there is no name" in shown
    assert not incoming(editor).add.isEnabled()
    path.write_text("name,level\nAna,4\n", encoding="utf-8")
    incoming(editor).again.click()
    assert incoming(editor).add.isEnabled()
    incoming(editor).cancel.click()
    assert names(desk) == []
