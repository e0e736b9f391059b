"""What the console says while the day runs: ends alike everywhere, and what happened where."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.console.room import DAY, make_workshop, open_room
from workshop_app.assembly import conduct
from workshop_app.console.phase_strip import PhaseStrip
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.console.room import Room
    from workshop_app.console.agenda_editor import AgendaEditor
    from workshop_app.console.agenda_rows import AgendaRow

pytestmark = pytest.mark.gui
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=["en", "nl"])
def room(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Room:
    return open_room(qtbot, make_workshop(tmp_path, language=request.param))


def _editor(room: Room) -> AgendaEditor:
    QTest.keyClick(room.window, Qt.Key.Key_E, CTRL)
    room.settle()
    editor = room.window.overlays.agenda
    assert editor is not None
    return editor


def _times(editor: AgendaEditor) -> dict[str, str]:
    return {row.slot.activity: row.time for row in editor.plan.rows if row.slot}


def _said(room: Room) -> list[str]:
    return [label.text() for label in room.window.body.agenda.findChildren(QLabel)]


def _sums(editor: AgendaEditor) -> str:
    return " ".join(label.text() for label in editor.findChildren(QLabel))


def _tick(room: Room, minutes: float) -> None:
    room.clock.forward(minutes)
    room.window._on_tick()  # noqa: SLF001
    room.settle()


def test_the_editor_shows_what_is_expected_and_goes_with_the_clock(room: Room) -> None:
    words, slots = room.workshop.words, room.workshop.slots()
    room.clock.forward(7)
    room.window.go(Moment(slots[0].key))
    room.clock.forward(8)
    room.window.go(Moment(slots[1].key))
    room.settle()
    editor = _editor(room)
    times = _times(editor)
    assert times[slots[0].activity] == "09:07"
    assert times[slots[1].activity] == "09:15"
    assert times[slots[2].activity] == "09:25"
    planned = words("agenda.end_planned", end="11:30", planned="11:20")
    assert planned in _sums(editor)
    assert words("console.agenda.ends", end="11:30") in _said(room)
    editor.plan.setCurrentIndex(editor.plan.table.index(3))
    _tick(room, 20)
    assert _times(editor)[slots[2].activity] == "09:35"
    assert editor.plan.currentIndex().row() == 3
    assert "11:40" in _sums(editor)
    assert words("console.agenda.ends", end="11:40") in _said(room)
    planning.set_minutes(room.workshop, "", room.workshop.slots()[3], slots[3].minutes + 10)
    room.settle()
    assert "11:50" in _sums(editor)


def test_a_late_minute_keeps_the_keyboard_on_what_could_give(room: Room) -> None:
    planning.set_minutes(room.workshop, "", room.workshop.slots()[3], 40)
    room.window.go(Moment(room.workshop.slots()[0].key))
    room.clock.forward(14)
    room.settle()
    editor = _editor(room)
    button = editor.rooms[0]
    button.setFocus()
    _tick(room, 3)
    assert editor.rooms[0] is button
    assert button.hasFocus()
    button.click()
    room.settle()
    assert room.workshop.slots()[3].minutes == 40 - 12


@pytest.mark.parametrize("days", [-30, 3])
def test_on_another_date_the_plan_shows_until_it_begins(room: Room, days: int) -> None:
    words = room.workshop.words
    room.clock.time += timedelta(days=days, hours=5, minutes=39)
    _tick(room, 0)
    room.window.body.agenda.changed(frozenset({"slot"}))
    room.settle()
    assert words("console.agenda.planned", start="09:00", end="11:20") in _said(room)
    assert words("console.agenda.ends", end="11:20") in _said(room)
    editor = _editor(room)
    assert _times(editor)["see-roster"] == "09:00"
    assert "11:20" in _sums(editor)
    room.window.go(Moment(room.workshop.slots()[0].key))
    room.settle()
    assert _times(editor)["see-roster"] == "14:39"
    assert words("console.agenda.ends", end="16:59") in _said(room)
    assert "16:59" in _sums(editor)
    assert room.window.snapshot().schedule.drift == 0
    assert room.workshop.info.date == DAY


def test_what_is_taken_out_says_how_much_it_holds(room: Room) -> None:
    workshop, words = room.workshop, room.workshop.words
    notes = [NewNote("happened", text) for text in ("a", "b", "c")]
    add_notes(workshop.file, "", "see-customer-story", notes)
    for activity in ("see-customer-story", "act-rituals"):
        slot = workshop.slot_of(activity)
        assert slot is not None
        planning.take_out(workshop, "", slot)
    editor = _editor(room)
    rows = {row.activity: row for row in editor.library.rows if row.out}
    kept = words("agenda.kept.notes", n=3)
    assert "3" in kept
    assert rows["see-customer-story"].kept == kept
    assert kept in rows["see-customer-story"].spoken
    assert rows["act-rituals"].kept == ""
    assert rows["act-rituals"].spoken.endswith(words("agenda.is_out"))


def test_a_phase_without_activities_is_never_done(room: Room) -> None:
    workshop, words = room.workshop, room.workshop.words
    for slot in workshop.slots():
        if slot.activity.startswith("see-"):
            planning.take_out(workshop, "", slot)
    room.settle()
    strip = room.window.bar.findChild(PhaseStrip)
    assert isinstance(strip, PhaseStrip)
    name = workshop.method.text("phases.see.name", words.language)
    room.window.go(Moment(workshop.slots()[-1].key))
    room.settle()
    assert words("console.phase.absent", name=name) in strip.accessibleName()
    room.window.go(Moment(None))
    room.settle()
    assert words("console.phase.absent", name=name) in strip.accessibleName()
    assert room.window.snapshot().phase != "see"


def test_undoing_says_what_and_where_when_it_is_not_on_stage(room: Room) -> None:
    workshop, words = room.workshop, room.workshop.words
    add_notes(workshop.file, "“Late” added", "see-customer-story", [NewNote("happened", "Late")])
    room.go("see-checklist", "collect")
    story = workshop.method.text("see-customer-story.title", words.language)
    act, notice = room.window.actions_, room.window.notice
    act.undo()
    assert notice.text == words("console.undone_at", place=story, label="“Late” added")
    assert story in notice.text
    act.redo()
    assert notice.text == words("console.redone_at", place=story, label="“Late” added")
    room.go("see-customer-story")
    act.undo()
    assert notice.text == words("console.undone", label="“Late” added")
    act.redo()
    add_notes(workshop.file, "“x” added", "act-rituals", [NewNote("", "x")])
    act.undo(2)
    rituals = workshop.method.text("act-rituals.title", words.language)
    assert notice.text == words("console.undone.many_at", n=2, place=rituals)


def _row(room: Room, activity: str) -> AgendaRow:
    slot = room.workshop.slot_of(activity)
    assert slot is not None
    return next(row for row in room.window.body.agenda.model.rows if row.slot == slot.key)


OPEN = {"en": "the vote is still open", "nl": "de stemming is nog open"}


@pytest.mark.parametrize("leave", ["agenda", "back", "on stage"])
def test_a_vote_that_is_left_open_is_said_and_stays_marked(room: Room, leave: str) -> None:
    activity, words = "see-checklist", room.workshop.words
    said = words("console.vote.open", activity=room.window.snapshot().title(activity))
    room.go(activity)
    conduct.open_round(room.workshop)
    room.settle()
    assert _row(room, activity).state == "now"
    assert not room.window.notice.isVisible()
    if leave == "agenda":
        room.go("see-customer-story")
    elif leave == "back":
        QTest.keyClick(room.window, Qt.Key.Key_PageUp)
        room.settle()
    else:  # a remote's key on the stage's window moves the session, not the console
        slot = room.workshop.slot_of("see-customer-story")
        assert slot is not None
        room.workshop.go(Moment(slot.key), room.clock())
        room.settle()
    assert room.window.snapshot().activity is not None
    assert room.window.snapshot().activity.id != activity  # type: ignore[union-attr]
    assert room.window.notice.isVisible()
    assert room.window.notice.text == said
    row = _row(room, activity)
    assert (row.state, row.icon) == ("open", "vote")
    assert OPEN[words.language] in row.spoken
    round_ = latest(room.workshop.file, activity)
    assert round_ is not None
    rounds.discard_round(room.workshop.file, round_)
    room.settle()
    assert _row(room, activity).state == "done"
    assert OPEN[words.language] not in _row(room, activity).spoken


def test_leaving_a_closed_vote_says_nothing(room: Room) -> None:
    room.go("see-checklist")
    room.go("see-customer-story")
    assert not room.window.notice.isVisible()
    assert _row(room, "see-checklist").icon == "circle-check"
