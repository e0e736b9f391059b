"""A journey filled by keyboard: the line, the cells, the numbers, the dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.desk import opened
from workshop_app.kinds.journey import KIND, model
from workshop_app.kinds.journey.editor import Editor
from workshop_app.kinds.journey.shorthand import spelled_out
from workshop_app.session.notes import LONGEST, NewNote, put_notes, read_notes

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.kinds.journey.typed import StepValues

pytestmark = pytest.mark.gui

JOURNEY = "see-journey"
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, JOURNEY))


def add(editor: Editor, desk: DeskDouble, text: str, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClicks(editor.capture.field, text)
    QTest.keyClick(editor.capture.field, Key.Key_Return, modifier)
    desk.turn()


def cards(desk: DeskDouble, place: str) -> list[str]:
    notes = read_notes(desk.workshop.file, JOURNEY)
    return [note.text for note in notes if note.place == place]


def steps(desk: DeskDouble) -> dict[str, StepValues]:
    return model.read_steps(desk.workshop.file, JOURNEY)


def field_of(editor: Editor) -> QPlainTextEdit:
    found = [one for one in editor.grid.viewport().findChildren(QPlainTextEdit) if one.isVisible()]
    assert found
    return found[-1]


def test_the_line_fills_the_cell_that_stage_and_lane_name(
    editor: Editor, desk: DeskDouble
) -> None:
    add(editor, desk, "sees a poster")
    editor.choose_place(2)
    QTest.keyClick(editor.capture.field, Key.Key_Down, ALT)
    assert editor.place == ("purchase", "touchpoint")
    add(editor, desk, "the app")
    add(editor, desk, "a call", CTRL)
    assert cards(desk, "awareness/does") == ["sees a poster"]
    assert cards(desk, "purchase/touchpoint") == ["the app", "a call"]
    assert editor.capture.field.hasFocus()
    notes = read_notes(desk.workshop.file, JOURNEY)
    assert [note.held for note in notes] == [False, False, True]


def test_numbers_in_a_few_keys(editor: Editor, desk: DeskDouble) -> None:
    lanes = [lane.id for lane in editor.context.activity.list("lanes")]
    for _ in range(lanes.index("emotion")):
        QTest.keyClick(editor.capture.field, Key.Key_Down, ALT)
    add(editor, desk, "-1 -2 1")
    QTest.keyClick(editor.capture.field, Key.Key_Down, ALT)
    add(editor, desk, "32")
    QTest.keyClick(editor.capture.field, Key.Key_Down, ALT)
    add(editor, desk, "sal, it")
    assert steps(desk)["awareness"] == {
        "emotion": -1, "low": -2, "high": 1, "severity": 3, "frequency": 2,
    }
    assert cards(desk, "awareness/involved") == ["Sales", "IT"]


def test_a_number_that_cannot_be_stays_in_the_line(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.go(3, 0)
    add(editor, desk, "7")
    assert "−2" in desk.failures[0].sentence
    assert editor.capture.field.text() == "7"
    assert steps(desk) == {}


def test_typing_in_a_cell_adds_a_card_and_enter_stays(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.setFocus()
    for text in ("waits", "calls"):
        QTest.keyClicks(editor.grid, text[0])
        QTest.keyClicks(field_of(editor), text[1:])
        QTest.keyClick(field_of(editor), Key.Key_Return)
        desk.turn()
    assert cards(desk, "awareness/does") == ["waits", "calls"]
    assert editor.grid.hasFocus()


def test_one_cell_several_cards_and_tab_goes_on(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.setFocus()
    QTest.keyClick(editor.grid, Key.Key_Return)
    field = field_of(editor)
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Key.Key_Return, ALT)
    QTest.keyClicks(field, "two")
    QTest.keyClick(field, Key.Key_Tab)
    desk.turn()
    assert cards(desk, "awareness/does") == ["one", "two"]
    assert editor.place == ("consideration", "does")
    assert desk.undo() == "Awareness, Customer does changed"
    assert cards(desk, "awareness/does") == []


def test_editing_a_cell_keeps_the_dots_of_what_stays(editor: Editor, desk: DeskDouble) -> None:
    for text in ("one", "two"):
        add(editor, desk, text)
    editor.grid.setFocus()
    QTest.keyClick(editor.grid, Key.Key_Plus)
    QTest.keyClick(editor.grid, Key.Key_Plus)
    desk.turn()
    QTest.keyClick(editor.grid, Key.Key_F2)
    field_of(editor).setPlainText("one, but better")
    field_of(editor).document().setModified(True)
    QTest.keyClick(field_of(editor), Key.Key_Return)
    desk.turn()
    (note,) = read_notes(desk.workshop.file, JOURNEY)
    assert (note.text, note.votes) == ("one, but better", 2)
    results = KIND.results(editor.context)
    assert results.chosen == ("awareness",)


def test_numbers_are_edited_in_their_cell(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.go(3, 1)
    add(editor, desk, "1 0 2")
    add(editor, desk, "they hope")
    editor.grid.setFocus()
    QTest.keyClick(editor.grid, Key.Key_Return)
    assert field_of(editor).toPlainText() == "1; 0; 2\nthey hope"
    field_of(editor).setPlainText("they hope")
    field_of(editor).document().setModified(True)
    QTest.keyClick(field_of(editor), Key.Key_Return)
    assert "consideration" not in steps(desk)
    assert cards(desk, "consideration/emotion") == ["they hope"]
    QTest.keyClicks(editor.grid, "-")
    QTest.keyClicks(field_of(editor), "2")
    QTest.keyClick(field_of(editor), Key.Key_Return)
    assert steps(desk)["consideration"]["emotion"] == -2


def test_delete_empties_a_cell_and_the_toast_brings_it_back(
    editor: Editor, desk: DeskDouble
) -> None:
    add(editor, desk, "one")
    editor.grid.setFocus()
    QTest.keyClick(editor.grid, Key.Key_Delete)
    desk.turn()
    assert cards(desk, "awareness/does") == []
    assert desk.undoable == [True]
    desk.undo()
    assert cards(desk, "awareness/does") == ["one"]


def test_a_failure_keeps_the_cell_open(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.setFocus()
    QTest.keyClicks(editor.grid, "x")
    field_of(editor).setPlainText("y" * (LONGEST + 1))
    field_of(editor).document().setModified(True)
    QTest.keyClick(field_of(editor), Key.Key_Return)
    assert desk.failures
    assert len(field_of(editor).toPlainText()) == LONGEST + 1


def test_what_is_typed_in_a_cell_survives_a_card_from_elsewhere(
    editor: Editor, desk: DeskDouble
) -> None:
    editor.grid.setFocus()
    QTest.keyClicks(editor.grid, "h")
    QTest.keyClicks(field_of(editor), "alf")
    with desk.workshop.file.edit("phone") as edit:
        put_notes(
            edit, desk.workshop.file, JOURNEY, [NewNote("purchase/does", "pays")]
        )
    desk.turn()
    assert field_of(editor).toPlainText() == "half"
    assert editor.is_typing()


def test_a_screen_reader_hears_stage_lane_and_cards(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "sees a poster")
    role = Qt.ItemDataRole.AccessibleTextRole
    index = editor.grid.model().index(0, 0)
    assert index.data(role) == "Awareness, Customer does, sees a poster"
    assert "empty" in editor.grid.model().index(1, 1).data(role)
    assert "Awareness, Customer does" in editor.capture.field.accessibleName()


def test_what_is_short_to_type() -> None:
    known = ["Sales", "Service", "IT"]
    assert spelled_out("departments", "sal; it, Legal", known) == ["Sales", "IT", "Legal"]
    assert spelled_out("departments", "s", known) == ["s"]
    assert spelled_out("friction", "3 2") == ["3x2"]
    assert spelled_out("friction", "32 forms") == ["32 forms"]
    assert spelled_out("emotion", "1,5 0 2 hopeful") == ["1,5; 0; 2 hopeful"]
    assert spelled_out("text", "32") == ["32"]


def test_an_open_cell_stays_open_in_another_language(editor: Editor, desk: DeskDouble) -> None:
    editor.grid.setFocus()
    QTest.keyClicks(editor.grid, "h")
    QTest.keyClicks(field_of(editor), "alf")
    editor.refresh(frozenset())
    assert editor.grid.is_editing
    assert field_of(editor).toPlainText() == "half"
