"""Every key of the table, pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from tests.console.room import Room, vote
from workshop_app.console.shortcuts import SHORTCUTS, is_text_field
from workshop_app.session import people
from workshop_app.storage.tally import latest
from workshop_app.ui.vote_editor import VoteEditor
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.ui.round_panel import RoundPanel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def press(
    room: Room, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, at: QWidget | None = None
) -> None:
    target = at or QApplication.focusWidget() or room.window
    QTest.keyClick(target, key, modifier)
    room.settle()


def button(room: Room) -> QWidget:
    """Somewhere that is no text field."""
    room.window.body.controls.next.setFocus()
    return room.window.body.controls.next


def field(room: Room) -> QLineEdit:
    """A text field."""
    room.window.body.show_pane(room.window.body.people)
    room.settle()
    found = room.window.body.people.field
    found.setFocus()
    return found


def panel(room: Room) -> RoundPanel:
    """The voting of the activity that is on."""
    editor = room.window.body.capture.editor
    assert isinstance(editor, VoteEditor)
    return editor.panel


# What each key does, told from the session.


def step(room: Room) -> int:
    return room.workshop.live().moment.step


def surface(room: Room) -> str:
    return room.workshop.live().surface


def test_page_down_and_up_move_even_while_typing(room: Room) -> None:
    room.go("see-checklist")
    line = field(room)
    line.setText("Ada")
    press(room, Key.Key_PageDown, at=line)
    assert step(room) == 1
    line = field(room)
    press(room, Key.Key_PageUp, at=line)
    assert step(room) == 0
    assert line.text() == "Ada"


def test_page_up_before_the_start_does_nothing(room: Room) -> None:
    press(room, Key.Key_PageUp)
    assert room.workshop.live().moment.slot is None


def test_blank_and_hold_come_and_go(room: Room) -> None:
    room.go("see-checklist")
    for key, name in ((Key.Key_B, "blank"), (Key.Key_Period, "blank"), (Key.Key_Escape, "hold")):
        press(room, key, at=button(room))
        assert surface(room) == name
        press(room, key, at=button(room))
        assert surface(room) == "step"


def test_single_letters_are_text_in_a_text_field(room: Room) -> None:
    room.go("see-checklist")
    line = field(room)
    for key in (
        Key.Key_B,
        Key.Key_F,
        Key.Key_T,
        Key.Key_R,
        Key.Key_E,
        Key.Key_Plus,
        Key.Key_Minus,
        Key.Key_Period,
    ):
        QTest.keyClick(line, key)
    room.settle()
    assert len(line.text()) == 8
    state = room.workshop.live()
    assert (state.surface, state.frozen) == ("step", None)
    assert state.timer.started_at is not None


def test_a_dot_blanks_in_an_empty_capture_field_only(room: Room) -> None:
    room.go("see-customer-story", "collect")
    focus = QApplication.focusWidget()
    assert is_text_field(focus), "the capture field should have the keyboard after a step change"
    assert focus is not None
    press(room, Key.Key_Period, at=focus)
    assert surface(room) == "blank"
    room.go("see-customer-story", "content")
    room.go("see-customer-story", "collect")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "end")
    press(room, Key.Key_Period, at=focus)
    assert surface(room) == "step"


def test_f5_turns_the_stage_on_and_resumes(room: Room) -> None:
    room.go("see-checklist")
    press(room, Key.Key_B, at=button(room))
    press(room, Key.Key_F5)
    assert room.stage.kind == "on"
    assert surface(room) == "step"
    press(room, Key.Key_F5)
    assert room.stage.told == ["on"], "a stage that is on must stay on"


def test_freeze_keeps_the_stage_and_lets_go(room: Room) -> None:
    room.go("see-checklist")
    press(room, Key.Key_F, at=button(room))
    press(room, Key.Key_PageDown)
    state = room.workshop.live()
    assert (state.shown.step, state.moment.step) == (0, 1)
    press(room, Key.Key_F, at=button(room))
    assert room.workshop.live().frozen is None


def test_pause_and_minutes(room: Room) -> None:
    room.go("see-checklist")
    left = room.workshop.live().timer.remaining(room.clock())
    press(room, Key.Key_Plus, at=button(room))
    assert room.workshop.live().timer.remaining(room.clock()) == pytest.approx(left + 60)
    press(room, Key.Key_Minus, at=button(room))
    assert room.workshop.live().timer.remaining(room.clock()) == pytest.approx(left)
    press(room, Key.Key_T, at=button(room))
    assert room.workshop.live().timer.started_at is None
    press(room, Key.Key_T, at=button(room))
    assert room.workshop.live().timer.started_at is not None


def test_reveal_waits_for_a_closed_round(room: Room) -> None:
    room.go("see-five-answers", "collect")
    press(room, Key.Key_R, at=button(room))
    assert "no closed round" in room.window.notice.text
    room.window.next_step()
    vote(room.workshop, "see-five-answers", 8)
    room.settle()
    room.window.next_step()
    press(room, Key.Key_R, at=button(room))
    round_ = latest(room.workshop.file, "see-five-answers")
    assert round_ is not None
    assert round_.state == "revealed"


def test_swap_and_explore_go_to_the_stage(room: Room) -> None:
    press(room, Key.Key_S, CTRL | SHIFT)
    press(room, Key.Key_E, at=button(room))
    assert room.stage.told == ["swap", "explore"]


def test_ctrl_n_leads_to_the_capture(room: Room) -> None:
    room.go("see-customer-story", "collect")
    button(room)
    press(room, Key.Key_N, CTRL)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert room.window.body.capture.isAncestorOf(focus)


def test_ctrl_digits_choose_the_place(room: Room) -> None:
    """The note goes to the column whose number was pressed."""
    room.go("see-customer-story", "collect")
    press(room, Key.Key_3, CTRL)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "We knew")
    press(room, Key.Key_Return, at=focus)
    from workshop_app.session.notes import read_notes

    notes = read_notes(room.workshop.file, "see-customer-story")
    assert [(note.place, note.text) for note in notes] == [("we_felt", "We knew")]


def test_undo_and_redo(room: Room) -> None:
    file = room.workshop.file
    people.add_people(file, "Ada added", [people.Person("Ada")])
    press(room, Key.Key_Z, CTRL, at=button(room))
    assert "Ada" not in [person.name for person in room.workshop.people()]
    assert room.window.notice.text == "Undone: Ada added"
    press(room, Key.Key_Z, CTRL | SHIFT, at=button(room))
    assert "Ada" in [person.name for person in room.workshop.people()]
    press(room, Key.Key_Z, CTRL, at=button(room))
    press(room, Key.Key_Y, CTRL, at=button(room))
    assert "Ada" in [person.name for person in room.workshop.people()]


def test_ctrl_z_takes_back_typing_first(room: Room) -> None:
    people.add_people(room.workshop.file, "Ada added", [people.Person("Ada")])
    line = field(room)
    QTest.keyClicks(line, "Bo")
    press(room, Key.Key_Z, CTRL, at=line)
    assert line.text() != "Bo"
    assert "Ada" in [person.name for person in room.workshop.people()]
    line.clear()
    while line.isUndoAvailable():
        line.undo()
    press(room, Key.Key_Z, CTRL, at=line)
    assert "Ada" not in [person.name for person in room.workshop.people()]


def test_f6_visits_every_part_in_order(room: Room) -> None:
    room.go("see-customer-story", "collect")
    room.window.bar.focus_first()
    body = room.window.body
    for pane in (
        body.agenda,
        body.controls,
        body.capture,
        body.script,
        body.people,
        room.window.bar,
    ):
        press(room, Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert pane.isAncestorOf(focus), f"F6 should have reached {type(pane).__name__}"
    press(room, Key.Key_F6, SHIFT)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert body.people.isAncestorOf(focus)


def test_f1_opens_the_sheet_and_any_key_closes_it(room: Room) -> None:
    room.go("see-checklist")
    press(room, Key.Key_F1)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Shortcuts"
    press(room, Key.Key_Escape, at=focus)
    assert surface(room) == "step", "Esc belongs to the sheet first"
    assert not focus.isVisible()
    press(room, Key.Key_F1)
    sheet = QApplication.focusWidget()
    assert sheet is not None
    press(room, Key.Key_F1, at=sheet)
    assert not sheet.isVisible()


def test_pages_of_a_picture_turn(room: Room) -> None:
    from workshop_app.session.notes import NewNote, add_notes

    words = "A long note that takes several lines of the board because it says so much " * 2
    notes = [NewNote("happened", f"{n} {words}") for n in range(40)]
    add_notes(room.workshop.file, "Notes", "see-customer-story", notes)
    room.go("see-customer-story", "content")
    press(room, Key.Key_PageDown, CTRL)
    assert room.workshop.live().moment.page == 1
    press(room, Key.Key_PageUp, CTRL)
    assert room.workshop.live().moment.page == 0
    press(room, Key.Key_PageUp, CTRL)
    assert room.workshop.live().moment.page == 0


def test_every_shortcut_does_something(room: Room) -> None:
    own = {shortcut.action for shortcut in SHORTCUTS if shortcut.own}
    table = set(room.window.actions_.table) | {"place"}
    assert {shortcut.action for shortcut in SHORTCUTS} == table | own


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shortcut_has_words(language: str) -> None:
    words = Words.load(language)
    for shortcut in SHORTCUTS:
        assert words(f"console.key.{shortcut.action}")


def test_no_key_stands_for_two_things() -> None:
    keys = [key for shortcut in SHORTCUTS for key in shortcut.keys]
    assert len(keys) == len(set(keys))


def test_reading_is_not_typing(room: Room) -> None:
    room.go("see-checklist")
    sheet = room.window.body.script.findChild(QTextEdit)
    assert isinstance(sheet, QTextEdit)
    assert not is_text_field(sheet)
    press(room, Key.Key_B, at=sheet)
    assert surface(room) == "blank"


def test_a_key_that_is_nobodys_goes_by(room: Room) -> None:
    before: Callable[[], object] = room.workshop.live
    state = before()
    press(room, Key.Key_Q, at=button(room))
    assert room.workshop.live() == state


def test_explore_takes_its_keys_before_timer_and_hold(room: Room) -> None:
    room.go("see-checklist")
    left = room.workshop.live().timer.total
    room.stage.exploring = True
    keys = (Key.Key_Plus, Key.Key_Minus, Key.Key_0, Key.Key_Left, Key.Key_Down, Key.Key_Escape)
    for key in keys:
        press(room, key, at=button(room))
    assert room.stage.told == [f"key {key.value}" for key in keys]
    assert room.workshop.live().timer.total == left
    assert surface(room) == "step"


def test_explore_leaves_text_alone(room: Room) -> None:
    room.stage.exploring = True
    line = field(room)
    press(room, Key.Key_Plus, at=line)
    press(room, Key.Key_0, at=line)
    assert line.text() == "+0"


def test_ctrl_b_opens_the_booth_of_the_open_round(room: Room) -> None:
    room.go("see-five-answers", "collect")
    press(room, Key.Key_B, CTRL, at=button(room))
    assert room.stage.told == []
    assert "No round is open" in room.window.notice.text
    room.window.next_step()
    press(room, Key.Key_B, CTRL, at=button(room))
    assert room.stage.told == ["booth see-five-answers"]


def test_undo_after_adding_a_person_takes_the_person_back(room: Room) -> None:
    line = field(room)
    QTest.keyClicks(line, "Ada")
    press(room, Key.Key_Return, at=line)
    assert "Ada" in [person.name for person in room.workshop.people()]
    press(room, Key.Key_Z, CTRL, at=line)
    assert line.text() == ""
    assert "Ada" not in [person.name for person in room.workshop.people()]


def test_undo_in_the_grid_takes_back_a_digit_and_no_note(room: Room) -> None:
    line = field(room)
    QTest.keyClicks(line, "Ada")
    press(room, Key.Key_Return, at=line)
    room.go("see-checklist", "collect")
    room.window.next_step()
    room.settle()
    grid = panel(room).keying.grid
    assert grid.keying is not None
    grid.setFocus()
    press(room, Key.Key_4, at=grid)
    assert grid.keying.column == 1
    press(room, Key.Key_Z, CTRL, at=grid)
    assert grid.keying.column == 0
    assert "Ada" in [person.name for person in room.workshop.people()]


def test_undo_in_a_count_puts_the_number_back(room: Room) -> None:
    line = field(room)
    QTest.keyClicks(line, "Ada")
    press(room, Key.Key_Return, at=line)
    room.go("see-checklist", "collect")
    room.window.next_step()
    room.settle()
    panel(room).mode.chosen.emit("cards")
    room.settle()
    count = panel(room).counts.fields[0]
    count.setFocus()
    press(room, Key.Key_Plus, at=count)
    press(room, Key.Key_Plus, at=count)
    assert count.text() == "2"
    press(room, Key.Key_Z, CTRL, at=count)
    assert count.text() == "1"
    assert "Ada" in [person.name for person in room.workshop.people()]
