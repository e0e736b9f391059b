"""People typed in a line, in fields and in the list; tables dealt; voices missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.desk import DeskDouble, opened, session, sixteen_people
from workshop_app.errors import UserError
from workshop_app.kinds.roster.editor import Editor
from workshop_app.kinds.roster.typed import Reader
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.kinds.roster.people_table import PeopleTable

pytestmark = pytest.mark.gui

Key = Qt.Key


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return shown(qtbot, desk)


def shown(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, "see-roster"))


def add(editor: Editor, desk: DeskDouble, text: str) -> None:
    editor.page.name.setText(text)
    QTest.keyClick(editor.page.name, Key.Key_Return)
    desk.turn()


def at(editor: Editor, row: int, column: str) -> PeopleTable:
    table = editor.page.list
    table.setFocus()
    table.setCurrentIndex(table.table.index(row, table.table.columns.index(column)))
    return table


def field_of(table: PeopleTable) -> QLineEdit:
    return [one for one in table.viewport().findChildren(QLineEdit) if one.isVisible()][-1]


def test_a_line_with_commas_is_a_person(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Li Wei, sales, L4, yes")
    person = desk.workshop.people()[-1]
    assert (person.name, person.department, person.level, person.contact) == (
        "Li Wei", "Sales", 4, True,
    )
    assert editor.page.name.text() == ""
    assert editor.page.name.hasFocus()
    assert "17" in editor.notes.tabs.tabText(0)
    desk.undo()
    assert len(desk.workshop.people()) == 16


def test_fields_beside_the_line(editor: Editor, desk: DeskDouble) -> None:
    QTest.keyClicks(editor.page.name, "Ann")
    QTest.keyClick(editor.page.name, Key.Key_Tab)
    assert editor.page.fields["department"].hasFocus()
    QTest.keyClicks(editor.page.fields["department"], "Legal")
    QTest.keyClicks(editor.page.fields["level"], "2")
    QTest.keyClick(editor.page.fields["level"], Key.Key_Return)
    person = desk.workshop.people()[-1]
    assert (person.name, person.department, person.level, person.contact) == (
        "Ann", "Legal", 2, None,
    )
    assert not editor.is_typing()


def test_a_fault_is_said_and_the_text_stays(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Ann, Sales, 9")
    assert "9" in desk.failures[0].sentence
    assert editor.page.name.text() == "Ann, Sales, 9"
    add(editor, desk, "Person 03")
    assert "on the list already" in desk.failures[1].sentence


def test_a_pasted_list_is_one_person_a_line(editor: Editor, desk: DeskDouble) -> None:
    QGuiApplication.clipboard().setText("Ann\tLegal\t2\nBob;IT;L3;no\nZoë van Dam\n")
    QTest.keyClick(editor.page.name, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.turn()
    added = desk.workshop.people()[16:]
    assert [(p.name, p.department, p.level, p.contact) for p in added] == [
        ("Ann", "Legal", 2, None), ("Bob", "IT", 3, False), ("Zoë van Dam", "", None, None),
    ]
    assert desk.toasts == ["3 people added"]
    desk.undo()
    assert len(desk.workshop.people()) == 16


def test_a_value_is_changed_in_place(editor: Editor, desk: DeskDouble) -> None:
    table = at(editor, 2, "department")
    QTest.keyClicks(table, "L")
    QTest.keyClicks(field_of(table), "egal")
    QTest.keyClick(field_of(table), Key.Key_Tab)
    QTest.keyClicks(table, "5")
    QTest.keyClick(field_of(table), Key.Key_Return)
    desk.turn()
    person = desk.workshop.people()[2]
    assert (person.department, person.level) == ("Legal", 5)
    assert table.currentIndex().row() == 3


def test_a_level_that_cannot_be_keeps_the_cell_open(editor: Editor, desk: DeskDouble) -> None:
    table = at(editor, 2, "level")
    QTest.keyClicks(table, "8")
    QTest.keyClick(field_of(table), Key.Key_Return)
    assert desk.failures
    assert table.is_editing
    QTest.keyClick(field_of(table), Key.Key_Escape)
    assert desk.workshop.people()[2].level == 1


def test_roles_by_the_beginning_of_their_name(editor: Editor, desk: DeskDouble) -> None:
    table = at(editor, 1, "role")
    QTest.keyClicks(table, "t")
    QTest.keyClicks(field_of(table), "ime")
    QTest.keyClick(field_of(table), Key.Key_Return)
    desk.turn()
    assert desk.workshop.people()[1].role == "time_keeper"
    assert table.table.text(table.table.people[1], "role") == "Time keeper"


def test_space_ticks(editor: Editor, desk: DeskDouble) -> None:
    for column in ("present", "named", "contact"):
        QTest.keyClick(at(editor, 0, column), Key.Key_Space)
    desk.turn()
    person = desk.workshop.people()[0]
    assert (person.present, person.named, person.contact) == (False, True, True)
    assert "Person 00, not here" in desk.said
    QTest.keyClick(at(editor, 0, "contact"), Key.Key_Space)
    QTest.keyClick(at(editor, 0, "contact"), Key.Key_Space)
    desk.turn()
    assert desk.workshop.people()[0].contact is None


def test_delete_takes_a_value_and_on_the_name_the_person(
    editor: Editor, desk: DeskDouble
) -> None:
    QTest.keyClick(at(editor, 0, "department"), Key.Key_Delete)
    desk.turn()
    assert desk.workshop.people()[0].department == ""
    QTest.keyClick(at(editor, 0, "name"), Key.Key_Delete)
    desk.turn()
    assert desk.workshop.people()[0].name == "Person 01"
    assert desk.toasts == ["Person 00 taken off the list"]
    desk.undo()
    assert desk.workshop.people()[0].name == "Person 00"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Li still sits with their own manager: there are too few tables."),
        ("nl", "Li zit nog bij de eigen leidinggevende: er zijn te weinig tafels."),
    ],
)
def test_who_still_sits_with_their_manager_is_named(
    qtbot: QtBot, tmp_path: Path, language: str, said: str
) -> None:
    people = [Person("Ann"), Person("Bo"), Person("Li", manager="ann")]
    workshop = session(tmp_path, language=language, people=people)
    desk = DeskDouble(workshop)
    editor = shown(qtbot, desk)
    editor.page.tables.show_count(1)
    editor.page.deal.click()
    desk.turn()
    assert said in desk.toasts[-1]
    editor.page.tables.show_count(2)
    editor.page.deal.click()
    desk.turn()
    assert "Li" not in desk.toasts[-1]
    workshop.file.close()


def test_tables_are_dealt_in_one_step(editor: Editor, desk: DeskDouble) -> None:
    editor.page.tables.step(1)
    editor.page.tables.setText("4")
    editor.page.deal.click()
    desk.turn()
    tables = [person.seating for person in desk.workshop.people()]
    assert set(tables) == {"1", "2", "3", "4"}
    assert all(tables.count(one) == 4 for one in set(tables))
    desk.undo()
    assert {person.seating for person in desk.workshop.people()} == {""}


def test_the_mix_is_said_in_words(editor: Editor, desk: DeskDouble) -> None:
    assert "A quarter meets customers" in editor.page.mix.text()
    for row in range(4):
        QTest.keyClick(at(editor, row, "contact"), Key.Key_Space)
    desk.turn()
    assert "All mix rules met" in editor.page.mix.text()


def test_missing_voices_are_notes(editor: Editor, desk: DeskDouble) -> None:
    editor.notes.open_tab("notes")
    editor.focus_capture()
    QTest.keyClicks(editor.notes.capture.field, "Night shift; Ann asks")
    QTest.keyClick(editor.notes.capture.field, Key.Key_Return)
    desk.turn()
    assert "1" in editor.notes.tabs.tabText(1)
    assert [note.text for note in editor.notes.list.notes] == ["Night shift; Ann asks"]


def test_an_empty_list_invites(qtbot: QtBot, tmp_path: Path) -> None:
    desk = DeskDouble(session(tmp_path))
    with desk.workshop.file:
        editor = shown(qtbot, desk)
        assert editor.page.empty.isVisible()
        assert not editor.page.deal.isVisible()
        add(editor, desk, "Ann")
        assert not editor.page.empty.isVisible()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann", ("Ann", "", None, None)),
        ("Ann, 3", ("Ann", "", 3, None)),
        ("Ann, ja, it, l2", ("Ann", "IT", 2, True)),
        ("  Ann \t Legal\t\tnee", ("Ann", "Legal", None, False)),
    ],
)
def test_lines(desk: DeskDouble, text: str, expected: tuple[object, ...]) -> None:
    reader = Reader(desk.workshop.method, sixteen_people(), "nl")
    person = reader.line(text)
    assert (person.name, person.department, person.level, person.contact) == expected


@pytest.mark.parametrize("text", ["", "Ann, IT, Sales", "Ann, IT, 7", "x" * 200, "person 01"])
def test_lines_that_are_none(desk: DeskDouble, text: str) -> None:
    reader = Reader(desk.workshop.method, [Person("Person 01")], "en")
    with pytest.raises(UserError):
        reader.line(text)


@pytest.mark.parametrize(
    ("said", "contact"),
    [("weekly", True), ("Daily", True), ("wekelijks", True), ("dagelijks", True),
     ("never", False), ("nooit", False)],
)
def test_how_often_says_whether(desk: DeskDouble, said: str, contact: bool) -> None:
    reader = Reader(desk.workshop.method, (), "en")
    person = reader.line(f"Ada, Sales, 2, {said}")
    assert (person.department, person.contact) == ("Sales", contact)


def test_a_refused_line_says_which_one(editor: Editor, desk: DeskDouble) -> None:
    field = editor.page.name
    field.setText("Ada, Sales, 2, weekly\nBo, Sales, often, 9, more")
    field.submitted.emit(False)
    said = desk.failures[-1].sentence
    assert said.startswith("Line 2: ")
    assert "weekly, daily or never" in said


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_list_fits_beside_agenda_and_script(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    desk = DeskDouble(session(tmp_path, language=language, people=sixteen_people()))
    editor = shown(qtbot, desk)
    table = editor.page.list
    assert table.horizontalScrollBar().maximum() == 0
    desk.workshop.file.close()
