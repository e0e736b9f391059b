"""Capturing notes by keyboard alone: added, held back, moved, changed, taken back."""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from tests.desk import opened
from workshop_app.kinds.board.editor import Editor
from workshop_app.session.notes import LONGEST, NewNote, Note, add_notes, read_notes
from workshop_app.ui.note_capture import PlaceChip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.ui.note_list import NoteList
    from workshop_app.ui.notes_pane import NotesPane

pytestmark = pytest.mark.gui

BOARD = "see-customer-story"
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def pane_of(qtbot: QtBot, desk: DeskDouble) -> NotesPane:
    return opened(qtbot, desk, Editor(desk, BOARD)).pane


def notes_of(desk: DeskDouble) -> list[Note]:
    return read_notes(desk.workshop.file, BOARD)


def type_in(
    pane: NotesPane, desk: DeskDouble, text: str, modifier: Qt.KeyboardModifier = NONE
) -> None:
    QTest.keyClicks(pane.capture.field, text)
    QTest.keyClick(pane.capture.field, Key.Key_Return, modifier)
    desk.turn()


def to_list(pane: NotesPane) -> NoteList:
    QTest.keyClick(pane.capture.field, Key.Key_Down)
    assert pane.list.hasFocus()
    return pane.list


def test_enter_adds_and_focus_and_column_stay(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    pane.choose_place(1)
    type_in(pane, desk, "Cheated")
    type_in(pane, desk, "Heard")
    assert [(note.text, note.place) for note in notes_of(desk)] == [
        ("Cheated", "customer_felt"),
        ("Heard", "customer_felt"),
    ]
    assert pane.capture.field.text() == ""
    assert pane.capture.field.hasFocus()
    assert not pane.capture.field.isUndoAvailable(), "Ctrl+Z takes the note back"
    assert [note.text for note in pane.list.notes] == ["Heard", "Cheated"]
    assert desk.said[-1] == "Note added"


def test_ctrl_enter_holds_back(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    type_in(pane, desk, "Legal says no", CTRL)
    assert notes_of(desk)[0].held
    assert pane.list.notes == []
    assert "1" in pane.tabs.tabText(1)
    pane.open_tab("held")
    assert [note.text for note in pane.list.notes] == ["Legal says no"]


def test_pasted_lines_become_a_note_each_and_one_step_back(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    pane = pane_of(qtbot, desk)
    QGuiApplication.clipboard().setText("one\r\n\n  two  \nthree — “ë”\n")
    QTest.keyClick(pane.capture.field, Key.Key_V, CTRL)
    desk.turn()
    assert [note.text for note in notes_of(desk)] == ["one", "two", "three — “ë”"]
    assert pane.capture.field.text() == ""
    assert desk.toasts == ["3 notes added"]
    assert desk.undoable == [True]
    desk.undo()
    assert notes_of(desk) == []
    assert pane.list.notes == []


def test_letters_from_an_input_method_are_kept(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    event = QInputMethodEvent()
    event.setCommitString("Größe, 中, ё")
    QApplication.sendEvent(pane.capture.field, event)
    QTest.keyClick(pane.capture.field, Key.Key_Enter)
    assert notes_of(desk)[0].text == "Größe, 中, ё"


def test_a_full_disk_leaves_the_text_in_the_field(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    connection = desk.workshop.file.connection
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    for _ in range(400):
        pane.capture.field.setText(secrets.token_hex(200))
        QTest.keyClick(pane.capture.field, Key.Key_Return)
        if desk.failures:
            break
    assert len(pane.capture.field.text()) == 400
    connection.execute("PRAGMA max_page_count = 100000").fetchall()
    kept = pane.capture.field.text()
    QTest.keyClick(pane.capture.field, Key.Key_Return)
    assert notes_of(desk)[-1].text == kept
    assert pane.capture.field.text() == ""


def test_a_text_that_would_be_cut_is_not_saved(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    pane.capture.field.setText("x" * (LONGEST + 1))
    QTest.keyClick(pane.capture.field, Key.Key_Return)
    assert notes_of(desk) == []
    assert len(pane.capture.field.text()) == LONGEST + 1
    assert str(LONGEST) in desk.failures[0].sentence


def test_the_list_by_keyboard(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    for text in ("one", "two", "three"):
        type_in(pane, desk, text)
    list_ = to_list(pane)
    assert list_.current is not None
    assert list_.current.text == "three"
    QTest.keyClick(list_, Key.Key_Down)
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        QTest.keyClick(list_, key)
    QTest.keyClick(list_, Key.Key_M)
    pane.choose_place(3)
    desk.turn()
    note = next(note for note in notes_of(desk) if note.text == "two")
    assert (note.votes, note.flagged, note.place) == (2, True, "we_did")
    QTest.keyClick(list_, Key.Key_Minus)
    QTest.keyClick(list_, Key.Key_Minus)
    desk.turn()
    assert next(note for note in notes_of(desk) if note.text == "two").votes is None
    QTest.keyClick(list_, Key.Key_Return, CTRL)
    desk.turn()
    assert [note.text for note in pane.list.notes] == ["three", "one"]
    QTest.keyClick(list_, Key.Key_Up)
    QTest.keyClick(list_, Key.Key_Up)
    assert pane.capture.field.hasFocus()


def test_editing_in_place(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    for text in ("one", "two"):
        type_in(pane, desk, text)
    list_ = to_list(pane)
    QTest.keyClick(list_, Key.Key_F2)
    field = list_.viewport().findChild(QLineEdit)
    assert field is not None
    assert pane.is_typing()
    QTest.keyClicks(field, "TWO")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    assert [note.text for note in list_.notes] == ["TWO", "one"]
    QTest.keyClick(list_, Key.Key_Return)
    field = [one for one in list_.viewport().findChildren(QLineEdit) if one.isVisible()][-1]
    QTest.keyClicks(field, "gone")
    QTest.keyClick(field, Key.Key_Escape)
    assert [note.text for note in notes_of(desk)] == ["one", "TWO"]


def test_what_is_being_edited_survives_a_note_from_elsewhere(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    pane = pane_of(qtbot, desk)
    for text in ("one", "two"):
        type_in(pane, desk, text)
    list_ = to_list(pane)
    QTest.keyClick(list_, Key.Key_Down)
    QTest.keyClick(list_, Key.Key_F2)
    field = list_.viewport().findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "half a thought")
    add_notes(desk.workshop.file, "phone", BOARD, [NewNote("happened", "three")])
    desk.turn()
    assert field.text() == "half a thought"
    QTest.keyClick(field, Key.Key_Return)
    assert {note.text for note in notes_of(desk)} == {"half a thought", "two", "three"}


def test_a_failure_keeps_the_editor_open(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    type_in(pane, desk, "one")
    list_ = to_list(pane)
    QTest.keyClick(list_, Key.Key_F2)
    field = list_.viewport().findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, "y" * (LONGEST + 1))
    QTest.keyClick(field, Key.Key_Return)
    assert list_.is_editing
    assert len(field.text()) == LONGEST + 1
    assert desk.failures


def test_delete_and_the_toast_that_brings_it_back(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    for text in ("one", "two"):
        type_in(pane, desk, text)
    list_ = to_list(pane)
    QTest.keyClick(list_, Key.Key_Delete)
    desk.turn()
    assert [note.text for note in list_.notes] == ["one"]
    assert desk.toasts == ["Note deleted: “two”"]
    assert desk.undo() == "“two” deleted"
    assert [note.text for note in list_.notes] == ["two", "one"]


def test_the_mouse_has_every_action_too(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    type_in(pane, desk, "one")
    list_ = pane.list
    row = list_.visualRect(list_.model().index(0, 0))
    buttons = list_.delegate.buttons(row)
    assert set(buttons) == {"delete", "edit", "hold", "flag"}
    click = QTest.mouseClick
    click(list_.viewport(), Qt.MouseButton.LeftButton, NONE, buttons["flag"].center())
    assert notes_of(desk)[0].flagged
    desk.turn()
    click(list_.viewport(), Qt.MouseButton.LeftButton, NONE, buttons["hold"].center())
    assert notes_of(desk)[0].held
    QTest.keyClick(pane.capture.field, Key.Key_Tab)
    assert all(button.width() >= 36 for button in buttons.values())


def test_the_menu_names_everything_with_its_key(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    type_in(pane, desk, "one")
    list_ = to_list(pane)
    list_.show_menu(QPoint(10, 10))
    menu = next(child for child in list_.findChildren(QMenu) if child.isVisible())
    lines = [action.text() for action in menu.actions() if action.text()]
    assert "Delete\tDel" in lines
    assert "Mark as “Mismatch”\tM" in lines
    assert any(line.startswith("Move to") and line.endswith("Ctrl+4") for line in lines)
    menu.close()


def test_a_note_among_ten_thousand_is_one_row_more(qtbot: QtBot, desk: DeskDouble) -> None:
    notes = [NewNote("happened", f"Note number {n} says something") for n in range(10_000)]
    add_notes(desk.workshop.file, "", BOARD, notes)
    pane = pane_of(qtbot, desk)
    assert len(pane.list.notes) == 10_000
    model = pane.list.model()
    told: list[str] = []
    model.modelReset.connect(partial(told.append, "reset"))
    model.rowsInserted.connect(lambda *_: told.append("inserted"))
    type_in(pane, desk, "new")
    assert pane.list.notes[0].text == "new"
    assert told == ["inserted"]
    assert pane.list.uniformItemSizes()


def test_a_screen_reader_hears_text_place_and_state(qtbot: QtBot, desk: DeskDouble) -> None:
    pane = pane_of(qtbot, desk)
    type_in(pane, desk, "one")
    list_ = to_list(pane)
    QTest.keyClick(list_, Key.Key_Plus)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert list_.model().index(0, 0).data(role) == "one, What happened, on stage, 1 dot"
    field = QAccessible.queryAccessibleInterface(pane.capture.field)
    assert "What happened" in field.text(QAccessible.Text.Name)
    pane.choose_place(0)
    pane.focus_capture()
    pane.choose_place(2)
    chips = [chip.accessibleName() for chip in pane.capture.chips.findChildren(PlaceChip)]
    assert chips[2] == "Column 3 of 4: We felt and thought, chosen"
    assert chips[0] == "Column 1 of 4: What happened"
