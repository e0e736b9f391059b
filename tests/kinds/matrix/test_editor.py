"""Placing by keyboard and mouse: what is typed, sent, moved and dragged is what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk import opened
from tests.kinds.voting import vote
from workshop_app.kinds.matrix import KIND
from workshop_app.kinds.matrix.editor import Editor
from workshop_app.kinds.matrix.map_view import EDGE, UNIT
from workshop_app.kinds.matrix.placing import read_share
from workshop_app.session.notes import NewNote, read_notes
from workshop_app.session.touching import choose_touch, is_touched

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.session.notes import Note

pytestmark = pytest.mark.gui

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def matrix(qtbot: QtBot, desk: DeskDouble, activity: str) -> Editor:
    return opened(qtbot, desk, Editor(desk, activity), 400)


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return matrix(qtbot, desk, "act-choose-moments")


def note(editor: Editor, text: str) -> Note:
    file = editor.desk.workshop.file
    return next(one for one in read_notes(file, editor.activity) if one.text == text)


def typed(editor: Editor, desk: DeskDouble, *texts: str) -> None:
    for text in texts:
        QTest.keyClicks(editor.pane.capture.field, text)
        QTest.keyClick(editor.pane.capture.field, Key.Key_Return)
        desk.turn()


def test_a_note_is_typed_then_sent_to_a_quadrant(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Call back")
    assert note(editor, "Call back").x is None
    QTest.keyClick(editor.pane.capture.field, Key.Key_Down)
    assert editor.pane.map.hasFocus()
    QTest.keyClick(editor.pane.map, Key.Key_2)
    desk.turn()
    found = note(editor, "Call back")
    assert (found.x, found.y) == (75.0, 75.0)
    assert desk.said[-1] == "“Call back” placed: Big step, 75 across, 75 up"
    QTest.keyClick(editor.pane.map, Key.Key_Escape)
    assert editor.pane.capture.field.hasFocus()


def test_control_and_a_digit_add_what_is_typed_there(editor: Editor, desk: DeskDouble) -> None:
    QTest.keyClicks(editor.pane.capture.field, "Straight away")
    editor.choose_place(2)
    desk.turn()
    found = note(editor, "Straight away")
    assert (found.x, found.y) == (25.0, 25.0)
    assert not editor.is_typing()
    editor.choose_place(0)
    desk.turn()
    assert note(editor, "Straight away").y == 75.0, "nothing typed: the chosen note moves"
    editor.choose_place(9)
    assert not desk.failures


def test_arrows_move_and_a_pause_saves_them_as_one_step(
    qtbot: QtBot, editor: Editor, desk: DeskDouble
) -> None:
    typed(editor, desk, "Move me")
    matrix = editor.pane.map
    matrix.setFocus()
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Up):
        QTest.keyClick(matrix, key)
    QTest.keyClick(matrix, Key.Key_Down, SHIFT)
    assert note(editor, "Move me").x is None, "not at rest yet"
    assert editor.pane.now.text() == "Move me, Big step, 60 across, 54 up"
    qtbot.waitUntil(lambda: note(editor, "Move me").x is not None)
    desk.turn()
    found = note(editor, "Move me")
    assert (found.x, found.y) == (60.0, 54.0)
    assert desk.undo() == "Place “Move me”"
    assert note(editor, "Move me").x is None
    assert matrix.accessibleName() == "Matrix with 1 note. Chosen: Move me, Waiting for a place"


def test_leaving_saves_a_move_and_nothing_leaves_the_matrix(
    editor: Editor, desk: DeskDouble
) -> None:
    typed(editor, desk, "Far right")
    editor.pane.map.setFocus()
    for _ in range(15):
        QTest.keyClick(editor.pane.map, Key.Key_Right)
    QTest.keyClick(editor.pane.map, Key.Key_Return)
    desk.turn()
    assert note(editor, "Far right").x == 100.0


def test_undo_takes_back_a_move_that_was_just_made(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Quick")
    matrix = editor.pane.map
    matrix.setFocus()
    QTest.keyClick(matrix, Key.Key_Up)
    QTest.keyClick(matrix, Key.Key_Z, CTRL)
    desk.turn()
    assert note(editor, "Quick").y == 55.0, "saved before the console undoes it"
    assert desk.undo() == "Place “Quick”"


def test_zero_takes_a_note_off_and_n_goes_to_the_next(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "Old", "New")
    matrix = editor.pane.map
    matrix.setFocus()
    QTest.keyClick(matrix, Key.Key_1)
    QTest.keyClick(matrix, Key.Key_N)
    QTest.keyClick(matrix, Key.Key_4)
    desk.turn()
    assert (note(editor, "New").x, note(editor, "Old").x) == (25.0, 75.0)
    QTest.keyClick(matrix, Key.Key_0)
    desk.turn()
    assert note(editor, "Old").x is None
    assert desk.toasts[-1] == "“Old” waits beside the matrix"


def test_dots_are_counted_where_dots_are_cast(
    qtbot: QtBot, editor: Editor, desk: DeskDouble
) -> None:
    typed(editor, desk, "Worth it")
    editor.pane.map.setFocus()
    for _ in range(3):
        QTest.keyClick(editor.pane.map, Key.Key_Plus)
        desk.turn()
    QTest.keyClick(editor.pane.map, Key.Key_Minus)
    desk.turn()
    assert note(editor, "Worth it").votes == 2
    other = matrix(qtbot, desk, "see-care-energy")
    typed(other, desk, "No dots here")
    QTest.keyClick(other.pane.map, Key.Key_Plus)
    assert note(other, "No dots here").votes is None


def test_digits_place_in_the_list_too(editor: Editor, desk: DeskDouble) -> None:
    typed(editor, desk, "First", "Second")
    rows = editor.pane.list
    rows.setFocus()
    QTest.keyClick(rows, Key.Key_Down)
    QTest.keyClick(rows, Key.Key_3)
    desk.turn()
    assert (note(editor, "First").x, note(editor, "First").y) == (25.0, 25.0)
    said = rows.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "First, Fill-in, 25 across, 25 up, on stage"
    QTest.keyClick(rows, Key.Key_Right)
    assert editor.pane.map.hasFocus()


def _pixel(editor: Editor, x: float, y: float) -> QPoint:
    plot = editor.pane.map.plot
    assert plot is not None
    at_x, at_y = plot.at(x, y)
    return QPoint(round((at_x + EDGE) * UNIT), round((at_y + EDGE) * UNIT))


def test_the_mouse_drags_a_dot_and_puts_down_what_waits(
    editor: Editor, desk: DeskDouble
) -> None:
    typed(editor, desk, "Dragged")
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(editor.pane.map, left, pos=_pixel(editor, 20, 80))
    desk.turn()
    found = note(editor, "Dragged")
    assert found.x == pytest.approx(20, abs=1)
    assert found.y == pytest.approx(80, abs=2)
    typed(editor, desk, "Another")
    QTest.mousePress(editor.pane.map, left, pos=_pixel(editor, 20, 80))
    QTest.mouseMove(editor.pane.map, _pixel(editor, 50, 50))
    QTest.mouseMove(editor.pane.map, _pixel(editor, 80, 30))
    QTest.mouseRelease(editor.pane.map, left, pos=_pixel(editor, 80, 30))
    desk.turn()
    assert note(editor, "Dragged").x == pytest.approx(80, abs=1)
    assert note(editor, "Another").x is None
    assert desk.undo() == "Place “Dragged”"
    assert note(editor, "Dragged").x == pytest.approx(20, abs=1), "one drag is one step"


def test_a_share_is_typed_and_nonsense_is_said(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = matrix(qtbot, desk, "see-most-valuable")
    typed(editor, desk, "Schools")
    field = editor.pane.details.size_field
    field.setFocus()
    QTest.keyClicks(field, "12,5 %")
    QTest.keyClick(field, Key.Key_Return)
    desk.turn()
    assert note(editor, "Schools").size == 12.5
    field.selectAll()
    QTest.keyClicks(field, "a lot")
    QTest.keyClick(field, Key.Key_Return)
    assert note(editor, "Schools").size == 12.5
    assert desk.failures[0].sentence.startswith("“a lot” is not a share in percent.")
    assert field.text() == "a lot"
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClick(field, Key.Key_Return)
    assert note(editor, "Schools").size is None
    assert desk.undo() == "Size of “Schools”"


@pytest.mark.parametrize(("text", "share"), [("0", 0.0), ("100%", 100.0), (" ", None)])
def test_shares(text: str, share: float | None) -> None:
    assert read_share(text) == share


def test_tags_are_buttons_of_the_chosen_note(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = matrix(qtbot, desk, "think-kpi-balance")
    typed(editor, desk, "Revenue")
    retired = editor.pane.details.tags["retired"]
    retired.click()
    desk.turn()
    assert note(editor, "Revenue").tags == ("retired",)
    assert retired.isChecked()
    assert retired.accessibleName() == "Retired: “Revenue”, chosen"
    editor.pane.map.setFocus()
    QTest.keyClick(editor.pane.map, Key.Key_M)
    desk.turn()
    assert set(note(editor, "Revenue").tags) == {"bonus", "retired"}
    retired.click()
    desk.turn()
    assert note(editor, "Revenue").tags == ("bonus",)
    assert desk.undo() == "Mark taken off “Revenue”"


def test_a_number_is_asked_in_a_tab_of_its_own(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = matrix(qtbot, desk, "act-basics-first")
    assert editor.tabs is not None
    editor.tabs.setCurrentIndex(0)
    assert editor.panel.isVisible()
    editor.panel.open.click()
    desk.turn()
    assert not editor.pane.isVisible()
    editor.tabs.setCurrentIndex(1)
    assert editor.pane.isVisible()
    typed(editor, desk, "Password")
    editor.choose_place(1)
    assert note(editor, "Password").x == 75.0


def test_what_the_stage_shows_is_what_was_placed(editor: Editor, desk: DeskDouble) -> None:
    KIND.add_notes([NewNote("10/90", "Elsewhere")], "Add", editor.context)
    desk.turn()
    assert [one.text for one in editor.pane.list.notes] == ["Elsewhere"]
    assert QApplication.focusWidget() is editor.pane.capture.field
    vote_free = KIND.results(editor.context)
    assert [one.text for one in vote_free.quadrants[0].notes] == ["Elsewhere"]


def test_the_stage_takes_dots_where_the_matrix_has_them(qtbot: QtBot, desk: DeskDouble) -> None:
    moments = matrix(qtbot, desk, "act-choose-moments")
    button = moments.pane.touch
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert is_touched(moments.context)
    desk.turn()
    assert button.isChecked()
    choose_touch(desk.workshop.file, "")
    desk.turn()
    assert not button.isChecked()
    assert matrix(qtbot, desk, "think-kpi-balance").pane.touch is None


def test_another_way_to_vote_opens_the_tab_of_the_vote(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = matrix(qtbot, desk, "act-basics-first")
    assert editor.tabs is not None
    editor.tabs.setCurrentIndex(1)
    assert editor.take_way("paper")
    assert editor.at_vote
    assert not matrix(qtbot, desk, "act-choose-moments").take_way("paper")


def test_a_vote_does_not_disturb_what_is_placed(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = matrix(qtbot, desk, "act-basics-first")
    KIND.add_notes([NewNote("automate", "Password")], "Add", editor.context)
    desk.turn()
    vote(desk.workshop, "act-basics-first", [("", {"bf1": "20"})] * 5)
    desk.turn()
    assert [one.text for one in editor.pane.list.notes] == ["Password"]
    assert editor.unfinished() is None
