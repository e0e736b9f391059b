"""The blueprint by keyboard: steps from the line, cells by arrows, marks by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.desk import opened
from workshop_app.kinds.blueprint import KIND
from workshop_app.kinds.blueprint.editor import Editor
from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.kinds.blueprint.model import Step

pytestmark = pytest.mark.gui

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CUSTOMER, FRONT, BACK = 1, 2, 3


@pytest.fixture
def extra() -> tuple[str, ...]:
    return ("act-blueprint",)


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, "act-blueprint"), 420)


def typed(editor: Editor, desk: DeskDouble, *texts: str) -> None:
    for text in texts:
        QTest.keyClicks(editor.capture.field, text)
        QTest.keyClick(editor.capture.field, Key.Key_Return)
        desk.turn()


def steps(editor: Editor) -> tuple[Step, ...]:
    return KIND.results(editor.context).steps


def at(editor: Editor, row: int, column: int) -> None:
    editor.grid.setFocus()
    editor.grid.go(row, column)


def open_cell() -> QPlainTextEdit:
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    return field


def test_customer_actions_make_steps(editor: Editor, desk: DeskDouble) -> None:
    assert editor.capture.field.placeholderText() == (
        "Type what the customer does: it makes step 1"
    )
    typed(editor, desk, "Calls us", "Waits", "Gets an answer")
    assert [step.cells["customer"][0].text for step in steps(editor)] == [
        "Calls us", "Waits", "Gets an answer",
    ]
    assert editor.capture.field.hasFocus()
    desk.undo()
    assert len(steps(editor)) == 2


def test_lanes_by_number_and_by_alt(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    QTest.keyClick(editor.capture.field, Key.Key_Left, ALT)
    editor.choose_place(BACK)
    assert editor.lane.text() == "Backstage"
    typed(editor, desk, "! Looks her up @IT")
    (step,) = steps(editor)
    assert step.cells["back"][0].tags == ("fail",)
    QTest.keyClick(editor.capture.field, Key.Key_Up, ALT)
    assert editor.lane.text() == "Frontstage"
    assert desk.said[-1] == "step 1, Frontstage"


def test_typing_in_an_empty_cell_begins_a_card(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    at(editor, FRONT, 0)
    QTest.keyClick(editor.grid, Key.Key_F)
    field = open_cell()
    QTest.keyClicks(field, "ront desk answers")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    assert steps(editor)[0].cells["front"][0].text.lower() == "front desk answers"


def test_letters_mark_a_filled_cell(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    at(editor, CUSTOMER, 0)
    for letter in (Key.Key_F, Key.Key_W, Key.Key_N, Key.Key_X):
        QTest.keyClick(editor.grid, letter)
        desk.turn()
    assert steps(editor)[0].cells["customer"][0].tags == ("fail", "wait", "changed", "removed")
    assert not editor.grid.is_editing
    QTest.keyClick(editor.grid, Key.Key_F)
    desk.turn()
    assert "fail" not in steps(editor)[0].cells["customer"][0].tags
    assert desk.said[-1] == "No longer Fail point: step 1, Customer actions"
    desk.undo()
    assert "fail" in steps(editor)[0].cells["customer"][0].tags


def test_a_cell_opens_with_its_signs(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "! Calls us")
    at(editor, CUSTOMER, 0)
    QTest.keyClick(editor.grid, Key.Key_Return)
    field = open_cell()
    assert field.toPlainText() == "! Calls us"
    QTest.keyClicks(field, " twice")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    card = steps(editor)[0].cells["customer"][0]
    assert (card.text, card.tags) == ("Calls us twice", ("fail",))


def test_the_last_column_makes_a_step(editor: Editor, desk: DeskDouble) -> None:
    at(editor, BACK, 0)
    QTest.keyClick(editor.grid, Key.Key_Return)
    field = open_cell()
    QTest.keyClicks(field, "Sorts")
    QTest.keyClick(field, Key.Key_Return, ALT)
    QTest.keyClicks(field, "Files")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    (step,) = steps(editor)
    assert [card.text for card in step.cells["back"]] == ["Sorts", "Files"]
    desk.undo()
    assert steps(editor) == ()


def test_steps_move_go_and_come_back(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "One", "Two")
    at(editor, CUSTOMER, 1)
    QTest.keyClick(editor.grid, Key.Key_Left, ALT | SHIFT)
    desk.turn()
    assert [step.cells["customer"][0].text for step in steps(editor)] == ["Two", "One"]
    assert editor.grid.currentIndex().column() == 0
    QTest.keyClick(editor.grid, Key.Key_Insert)
    desk.turn()
    assert len(steps(editor)) == 3
    at(editor, CUSTOMER, 1)
    QTest.keyClick(editor.grid, Key.Key_Delete, SHIFT)
    desk.turn()
    assert len(steps(editor)) == 2
    assert desk.toasts[-1] == "Step 2 removed with its cards"
    assert desk.undoable[-1]
    desk.undo()
    assert [len(step.cards) for step in steps(editor)] == [0, 1, 1]


def test_what_is_typed_as_new_is_new(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    editor.version.chosen.emit("future")
    typed(editor, desk, "Sends a picture")
    assert [step.future for step in steps(editor)] == [False, True]
    editor.grid.go(FRONT, 0)
    typed(editor, desk, "Answers at once")
    assert steps(editor)[0].cells["front"][0].tags == ("changed",)


def test_l_draws_a_dependency_and_takes_it_away(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us", "Waits")
    for _ in range(2):
        for column in (1, 0):
            at(editor, CUSTOMER, column)
            QTest.keyClick(editor.grid, Key.Key_L)
            desk.turn()
        if _ == 0:
            assert len(KIND.results(editor.context).links) == 1
    assert KIND.results(editor.context).links == ()
    at(editor, CUSTOMER, 0)
    QTest.keyClick(editor.grid, Key.Key_L)
    QTest.keyClick(editor.grid, Key.Key_Escape)
    assert desk.toasts[-1] == "No dependency drawn"


def test_delete_empties_a_cell_and_undo_fills_it(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    at(editor, CUSTOMER, 0)
    QTest.keyClick(editor.grid, Key.Key_Delete)
    desk.turn()
    assert steps(editor)[0].cells["customer"] == ()
    assert len(steps(editor)) == 1
    desk.undo()
    assert steps(editor)[0].cells["customer"][0].text == "Calls us"


def test_a_text_too_long_stays_in_the_line(editor: Editor, desk: DeskDouble) -> None:
    editor.capture.field.setText("x" * 501)
    QTest.keyClick(editor.capture.field, Key.Key_Return)
    assert desk.failures
    assert editor.capture.field.text()
    assert not read_notes(editor.context.file, "act-blueprint")


def test_a_screen_reader_hears_marks(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "! Calls us")
    index = editor.grid.cells.index(CUSTOMER, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Calls us, Customer actions, Calls us (Fail point)"
    assert editor.menu.accessibleName().startswith("Step")


def test_the_menu_offers_what_the_keys_do(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Calls us")
    at(editor, CUSTOMER, 0)
    menu = editor.menu.menu()
    menu.aboutToShow.emit()
    entries = [entry.text().split("\t")[0] for entry in menu.actions()]
    assert entries == [
        "Insert a step before", "Insert a step after", "Move to the left", "Move to the right",
        "Is new", "Remove with its cards",
    ]
    menu.actions()[4].trigger()
    desk.turn()
    assert steps(editor)[0].future
