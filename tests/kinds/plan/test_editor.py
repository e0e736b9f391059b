"""Actions typed on the console: a line each, then field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.desk import opened, type_into
from workshop_app.kinds.plan.editor import Editor
from workshop_app.kinds.plan.model import Action, read_actions
from workshop_app.session.people import change_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

Key = Qt.Key
ACTIVITY = "act-plan"


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, ACTIVITY))


def stored(desk: DeskDouble) -> list[Action]:
    return read_actions(desk.workshop.file, ACTIVITY)


def add(editor: Editor, desk: DeskDouble, text: str) -> None:
    QTest.keyClicks(editor.capture.field, text)
    QTest.keyClick(editor.capture.field, Key.Key_Return)
    desk.turn()


def into(editor: Editor, desk: DeskDouble, field: str, text: str, row: int = 0) -> None:
    type_into(desk, editor, stored(desk)[row].key, field, text)


def test_a_line_is_an_action_of_the_chosen_horizon(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call everybody")
    editor.choose_place(2)
    add(editor, desk, "Build a team")
    assert [(one.title, one.horizon) for one in stored(desk)] == [
        ("Call everybody", "days30"), ("Build a team", "year1"),
    ]
    assert editor.capture.field.hasFocus()
    assert editor.capture.field.text() == ""
    assert not editor.is_typing()
    assert desk.undo() == "Action “Build a team” added"
    assert len(stored(desk)) == 1
    assert len(editor.list.table.rows) == 1


def test_fields_are_typed_one_after_the_other(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call")
    into(editor, desk, "outcome", "No waiting")
    assert editor.list.current[1] == "moment", "Enter goes on to the next field"
    into(editor, desk, "owner", "Person 03")
    into(editor, desk, "partner", "Xander")
    into(editor, desk, "due", "+14")
    into(editor, desk, "status", "bu")
    into(editor, desk, "horizon", "90")
    (action,) = stored(desk)
    people = desk.workshop.people()
    assert action.outcome == "No waiting"
    assert action.owner == people[3].key
    assert action.partner == "Xander"
    assert action.status == "busy"
    assert action.horizon == "days90"
    assert desk.failures == []
    desk.undo()
    assert stored(desk)[0].horizon == "days30"


def test_after_the_last_field_comes_the_next_row(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "One")
    add(editor, desk, "Two")
    into(editor, desk, "status", "done")
    assert editor.list.current == (stored(desk)[1].key, "action")
    editor.list.step(0, -1)
    assert editor.list.current == (stored(desk)[0].key, "status")


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("due", "tomorrow", "is not a date"),
        ("horizon", "soon", "not one of the choices"),
        ("status", "late", "not one of the choices"),
    ],
)
def test_what_cannot_be_stays_open_and_is_said(
    editor: Editor, desk: DeskDouble, field: str, text: str, said: str
) -> None:
    add(editor, desk, "Call")
    before = stored(desk)
    into(editor, desk, field, text)
    assert said in str(desk.failures[-1])
    assert editor.is_typing()
    assert stored(desk) == before
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Key.Key_Escape)
    assert not editor.is_typing()


def test_del_empties_a_field_and_on_the_words_takes_the_action(
    editor: Editor, desk: DeskDouble
) -> None:
    add(editor, desk, "Call")
    into(editor, desk, "outcome", "No waiting")
    editor.list.go(stored(desk)[0].key, "outcome")
    QTest.keyClick(editor.list, Key.Key_Delete)
    assert stored(desk)[0].outcome == ""
    editor.list.go(stored(desk)[0].key, "action")
    QTest.keyClick(editor.list, Key.Key_Delete)
    assert stored(desk) == []
    assert desk.toasts == ["Action “Call” taken away"]
    assert desk.undoable == [True]
    desk.undo()
    assert len(stored(desk)) == 1


def test_an_action_cannot_lose_its_words(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call")
    editor.go_below()
    editor.list.go(stored(desk)[0].key, "action")
    QTest.keyClick(editor.list, Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClick(field, Key.Key_Backspace)
    QTest.keyClick(field, Key.Key_Return)
    assert "no words yet" in str(desk.failures[-1])
    assert stored(desk)[0].title == "Call"


def test_what_is_missing_is_said_quietly(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call")
    editor.go_below()
    editor.list.go(stored(desk)[0].key, "owner")
    assert "Who in this room owns it?" in editor.notice.text()
    cell = editor.list.table.rows[0].cells[3]
    assert (cell.mark, cell.hint) == ("triangle-alert", "Who in this room owns it?")
    said = editor.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Call, Owner: –, Who in this room owns it?"
    into(editor, desk, "owner", "Person 00")
    assert editor.list.table.rows[0].cells[3].mark == ""
    person = desk.workshop.people()[0]
    change_person(desk.workshop.file, "Change", person.key, present=False)
    desk.turn()
    assert "not here today" in editor.list.table.rows[0].cells[3].hint
    assert desk.failures == [], "never a block"


def test_ctrl_and_a_number_is_the_horizon_of_the_row(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call")
    editor.go_below()
    editor.choose_place(3)
    assert stored(desk)[0].horizon == "years3to5"
    assert editor.list.hasFocus()
    editor.choose_place(8)
    assert stored(desk)[0].horizon == "years3to5"


def test_up_in_the_first_row_goes_back_to_the_line(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Call")
    QTest.keyClick(editor.capture.field, Key.Key_Down)
    assert editor.list.hasFocus()
    QTest.keyClick(editor.list, Key.Key_Up)
    assert editor.capture.field.hasFocus()


def test_undo_elsewhere_keeps_the_keyboard_on_its_row(editor: Editor, desk: DeskDouble) -> None:
    for text in ("One", "Two", "Three"):
        add(editor, desk, text)
    editor.go_below()
    editor.list.go(stored(desk)[1].key, "owner")
    desk.undo()
    assert editor.list.current == (stored(desk)[1].key, "owner")
