"""The agenda editor: driven by keys, buttons and drops as a facilitator would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workshop_app.console.plan_list import ACTIVITY_MIME, SLOT_MIME
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes, read_notes

if TYPE_CHECKING:
    from tests.console.room import Room

pytestmark = pytest.mark.gui


class Editing:
    """The editor over a console, opened by its key."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.workshop = room.workshop
        room.settle()
        QTest.keyClick(room.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        room.settle()
        editor = room.window.overlays.agenda
        assert editor is not None
        self.editor = editor

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.editor.plan, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def settle(self) -> None:
        self.room.settle()

    def choose(self, activity: str) -> None:
        rows = self.editor.plan.rows
        at = next(i for i, row in enumerate(rows) if row.slot and row.slot.activity == activity)
        self.editor.plan.setCurrentIndex(self.editor.plan.table.index(at))

    def activities(self) -> list[str]:
        return [slot.activity for slot in self.workshop.slots()]

    def minutes(self, activity: str) -> int:
        slot = self.workshop.slot_of(activity)
        assert slot is not None
        return slot.minutes

    def drop(self, mime: str, what: str, row: int) -> None:
        data = QMimeData()
        data.setData(mime, QByteArray(what.encode()))
        action = Qt.DropAction.MoveAction
        self.editor.plan.table.dropMimeData(data, action, row, 0, QModelIndex())
        self.settle()


@pytest.fixture
def editing(room: Room) -> Editing:
    return Editing(room)


def test_it_takes_the_keyboard_and_gives_it_back(editing: Editing) -> None:
    assert QApplication.focusWidget() is editing.editor.plan
    with editing.room.qtbot.waitSignal(editing.editor.closed):
        editing.press(Qt.Key.Key_Escape)
    assert editing.room.window.overlays.agenda is None
    assert QApplication.focusWidget() is editing.room.window.body.controls.next


def test_the_keyboard_stays_within(editing: Editing) -> None:
    seen = set()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _ in range(20):
            focus = QApplication.focusWidget()
            assert focus is not None
            assert editing.editor.isAncestorOf(focus)
            seen.add(focus)
            QTest.keyClick(focus, key)
    assert {editing.editor.search, editing.editor.library, editing.editor.plan} <= seen
    editing.editor.plan.setFocus()
    QTest.keyClick(editing.editor.plan, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is editing.editor.search


def test_a_slot_moves_by_keyboard_and_stays_chosen(editing: Editing) -> None:
    before = editing.activities()
    editing.choose(before[3])
    editing.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert editing.activities()[2] == before[3]
    current = editing.editor.plan.current
    assert current is not None
    assert current.activity == before[3]
    editing.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert editing.activities() == before


@pytest.mark.parametrize(("key", "by"), [(Qt.Key.Key_Plus, 5), (Qt.Key.Key_Minus, -5)])
def test_minutes_change_by_five(editing: Editing, key: Qt.Key, by: int) -> None:
    before = editing.minutes("see-checklist")
    editing.choose("see-checklist")
    editing.press(key)
    assert editing.minutes("see-checklist") == before + by


def test_what_is_taken_out_stands_first_in_the_library_and_comes_back(editing: Editing) -> None:
    add_notes(editing.workshop.file, "", "see-customer-story", [NewNote("happened", "Late")])
    editing.choose("see-customer-story")
    editing.press(Qt.Key.Key_Delete)
    assert "see-customer-story" not in editing.activities()
    library = editing.editor.library
    first = next(row for row in library.rows if row.activity)
    assert (first.activity, first.out) == ("see-customer-story", True)
    editing.editor.search.setText(first.title)
    library.setCurrentIndex(library.table.index(1))
    QTest.keyClick(editing.editor.search, Qt.Key.Key_Return)
    editing.settle()
    assert "see-customer-story" in editing.activities()
    notes = read_notes(editing.workshop.file, "see-customer-story")
    assert [note.text for note in notes] == ["Late"]


def test_a_slot_is_skipped_and_a_day_begins(editing: Editing) -> None:
    editing.choose("act-rituals")
    editing.press(Qt.Key.Key_S)
    slot = editing.workshop.slot_of("act-rituals")
    assert slot is not None
    assert slot.state == "skipped"
    editing.choose("be-pledge")
    editing.press(Qt.Key.Key_D)
    headings = [row.title for row in editing.editor.plan.rows if row.slot is None]
    assert headings == ["Day 1", "Day 2"]
    assert editing.workshop.slots()[-1].day == 2


def test_what_is_on_stage_cannot_be_taken_out(editing: Editing) -> None:
    editing.room.window.go(Moment(editing.workshop.slots()[0].key))
    editing.settle()
    editing.choose("see-roster")
    editing.settle()
    assert not editing.editor.tools["out"].isEnabled()
    editing.press(Qt.Key.Key_Delete)
    assert "is on stage now" in editing.room.window.message.text
    assert editing.activities()[0] == "see-roster"


def test_dragging_puts_it_where_it_is_dropped(editing: Editing) -> None:
    before = editing.activities()
    key = editing.workshop.slots()[0].key
    editing.drop(SLOT_MIME, key, 3)
    assert editing.activities()[:3] == [before[1], before[2], before[0]]
    editing.drop(SLOT_MIME, key, 0)
    assert editing.activities() == before
    editing.drop(ACTIVITY_MIME, "break", 2)
    assert editing.activities()[2] == "break"
    editing.drop(SLOT_MIME, key, -1)
    assert editing.activities()[-1] == before[0]


def test_what_could_give_is_offered_when_the_day_runs_late(editing: Editing) -> None:
    room = editing.room
    assert editing.editor.rooms == []
    checklist = editing.workshop.slot_of("see-checklist")
    assert checklist is not None
    room.window.go(Moment(editing.workshop.slots()[0].key))
    room.clock.forward(14)
    planning.set_minutes(editing.workshop, "", checklist, 40)
    editing.settle()
    editing.settle()
    assert "Customer centricity checklist can give 20 min" in [
        button.text() for button in editing.editor.rooms
    ]
    editing.editor.rooms[0].click()
    editing.settle()
    assert editing.minutes("see-checklist") == 31, "no more than it is late"


def test_another_agenda_is_one_step_back(editing: Editing) -> None:
    before = editing.activities()
    editing.editor.start("taster-90")
    editing.settle()
    assert editing.activities() == [slot for slot in before if slot != "see-journey"]
    editing.workshop.file.undo()
    assert editing.activities() == before


def test_every_control_says_what_it_is(editing: Editing) -> None:
    editor = editing.editor
    controls = [*editor.tools.values(), editor.plan, editor.library, editor.search]
    assert all(control.accessibleName() for control in controls)
    editing.room.window.resize(900, 600)
    editing.settle()
    assert editor.tools["out"].text() == ""
    assert all(button.accessibleName() for button in editor.tools.values())
