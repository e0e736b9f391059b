"""A list of people from a spreadsheet: shown as it was understood, then taken over whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.console.room import make_workshop, open_room
from workshop_app.kinds.roster.editor import Editor
from workshop_app.kinds.roster.people_page import PeoplePage
from workshop_app.session import planning

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


def test_what_was_not_understood_for_certain_is_said(editor: Editor, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Naam;Schoenmaat;Klantcontact;Toestemming\nZoë;38;x;ja\n".encode("cp1252"))
    editor.page.open.setFocus()
    incoming(editor).show_file(path)
    assert cells(editor) == [["Zoë", "yes"]]
    assert "Columns left out: Schoenmaat" in incoming(editor).more.text()
    assert "Toestemming could mean name in print or mail" in incoming(editor).more.text()
    assert "look whether “Zoë” is right" in incoming(editor).more.text()


def test_odd_values_are_asked_about_and_the_others_come_in(
    qtbot: QtBot, editor: Editor, desk: DeskDouble
) -> None:
    paste(editor, "name,level,shoes\nAna,9,43\n,2,\nBo,teamleider,\n")
    shown = cells(editor)
    assert shown[0][:2] == ["Ana", "9"]
    assert "Line 2: “9” is not a level" in shown[0][2]
    assert shown[1][2] == "Line 3: there is no name"
    assert shown[2] == ["Bo", "3", ""]
    assert "2 lines ask" in incoming(editor).more.text()
    assert "shoes" in incoming(editor).more.text()
    assert incoming(editor).add.text() == "Add 1 person"
    item = incoming(editor).rows.item(0, 1)
    assert item is not None
    item.setText("L4")
    qtbot.waitUntil(lambda: cells(editor)[1] == ["Ana", "4", ""])
    incoming(editor).add.click()
    desk.turn()
    assert names(desk) == ["Ana", "Bo"]
    assert incoming(editor).isVisible(), "a line still asks for its name"
    assert "Ana and Bo" in incoming(editor).more.text()
    assert not incoming(editor).add.isEnabled()
    incoming(editor).cancel.click()
    assert names(desk) == ["Ana", "Bo"]


def test_only_lines_that_ask_can_be_changed(editor: Editor) -> None:
    paste(editor, "Naam\tNiveau\nAna\tbaas\nBo\t2\n")
    items = [incoming(editor).rows.item(row, 1) for row in (0, 1)]
    assert [bool(item.flags() & Qt.ItemFlag.ItemIsEditable) for item in items if item] == [
        True, False]


def test_a_file_that_cannot_be_read_says_so_and_can_be_read_again(
    editor: Editor, desk: DeskDouble, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Ana,9\n", encoding="utf-8")
    incoming(editor).show_file(path)
    assert "does not name its columns" in incoming(editor).said.text()
    assert not incoming(editor).add.isEnabled()
    path.write_text("name,level\nAna,4\n", encoding="utf-8")
    incoming(editor).again.click()
    assert incoming(editor).add.isEnabled()


def test_a_paste_with_an_unknown_header_is_told_about_headers(
    editor: Editor, desk: DeskDouble
) -> None:
    paste(editor, "Mdw\tAfdl\tFie\tX\nAna\tIT\t3\tja\n")
    assert incoming(editor).isVisible()
    assert "does not name its columns" in incoming(editor).said.text()
    assert desk.failures == []


def test_what_was_refused_is_forgotten_once_another_list_is_read(
    qtbot: QtBot, tmp_path: Path
) -> None:
    workshop = make_workshop(tmp_path)
    if workshop.slot_of("see-roster") is None:
        planning.add(workshop, "", "see-roster")
    room = open_room(qtbot, workshop)
    room.go("see-roster")
    page = room.window.findChildren(PeoplePage)[0]
    QGuiApplication.clipboard().setText("Ana, IT, 33\nBo, HR, 2\n")
    page.name.paste()
    assert not room.window.message.isHidden()
    QGuiApplication.clipboard().setText(PASTED)
    page.name.setText("")
    page.name.paste()
    assert page.incoming.found is not None
    assert room.window.message.isHidden()
    workshop.file.close()
