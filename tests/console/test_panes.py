"""Agenda, steps, script and people: what they show and what a press does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from tests.console.room import Room, make_workshop, open_room
from workshop_app.console.agenda_rows import agenda_rows
from workshop_app.console.countdown import console_time
from workshop_app.console.people_rows import read_person
from workshop_app.console.snapshot import Snapshot
from workshop_app.console.step_strip import begun
from workshop_app.errors import UserError
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QListView
    from pytestqt.qtbot import QtBot

    from workshop_app.session.workshop import Workshop

LEVELS = (1, 2, 3, 4, 5)


def press(view: QListView, index: QModelIndex, room: Room) -> None:
    """A click in the middle of a row."""
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    room.settle()


# Agenda


def test_phases_carry_their_sums(workshop: Workshop) -> None:
    from tests.console.room import Clock

    rows = agenda_rows(Snapshot(workshop, Clock()()))
    headings = [(row.title, row.minutes) for row in rows if not row.slot]
    assert headings == [
        ("SEE differently", "100 min"),
        ("THINK differently", "10 min"),
        ("ACT differently", "15 min"),
        ("BE different", "15 min"),
    ]
    assert [row.time for row in rows if row.slot][:3] == ["09:00", "09:05", "09:15"]


def test_a_phase_that_is_over_says_what_it_took(room: Room) -> None:
    for slot in room.workshop.slots():
        room.workshop.go(Moment(slot.key), room.clock())
        room.clock.forward(slot.minutes + 2)
    room.settle()
    heading = room.window.body.agenda.model.rows[0]
    assert heading.time == "110 min, planned 100"


def test_a_click_goes_to_a_slot(room: Room) -> None:
    pane = room.window.body.agenda
    number = [row.title for row in pane.model.rows].index("A customer’s story")
    press(pane.list, pane.model.index(number), room)
    activity = room.workshop.activity_at(room.workshop.live().moment)
    assert activity is not None
    assert activity.id == "see-customer-story"


def test_enter_goes_to_a_slot(room: Room) -> None:
    pane = room.window.body.agenda
    pane.focus_first()
    pane.list.setCurrentIndex(pane.model.index(3))
    QTest.keyClick(pane.list, Qt.Key.Key_Return)
    room.settle()
    assert room.workshop.live().moment.slot == pane.model.rows[3].slot


def test_a_click_on_what_is_on_changes_nothing(room: Room) -> None:
    room.go("see-checklist", "guess")
    pane = room.window.body.agenda
    now = pane.model.row_of_now()
    assert now is not None
    press(pane.list, pane.model.index(now), room)
    assert room.workshop.live().moment.step > 0


def test_headings_are_not_chosen(room: Room) -> None:
    pane = room.window.body.agenda
    press(pane.list, pane.model.index(0), room)
    assert room.workshop.live().moment.slot is None


def test_a_screen_reader_hears_the_state(room: Room) -> None:
    room.go("see-customer-story")
    room.go("see-five-answers")
    role = Qt.ItemDataRole.AccessibleTextRole
    model = room.window.body.agenda.model
    said = [model.data(model.index(n), role) for n in range(model.rowCount())]
    assert "09:00 A customer’s story, done, 10 min" in said
    assert "09:00 Five-colleague test, on now, 15 min left of 15 min" in said


# Steps


def test_the_steps_of_the_activity_stand_in_a_row(room: Room) -> None:
    room.go("see-customer-story")
    view = room.window.body.steps.list
    model = view.model()
    names = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert names == [
        "Question", "Collect", "Result", "Ask: what leaked…", "Ask: what did this…",
        "Customer advocate…",
    ]
    press(view, model.index(2, 0), room)
    assert room.workshop.live().moment.step == 2
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(2, 0).data(role).startswith("Step 3, Result, on now: Flag every mismatch")


def test_where_names_do_not_fit_there_are_icons(room: Room) -> None:
    strip = room.window.body.steps
    room.go("see-customer-story")
    assert strip.has_names
    room.go("see-five-answers")
    assert not strip.has_names
    room.window.resize(1920, 1080)
    room.settle()
    assert strip.has_names


# Script


def test_the_script_says_this_step_first_then_the_others(room: Room) -> None:
    room.go("see-checklist", "question")
    text = room.window.body.script.text
    lines = text.split("\n")
    assert lines[0] == "Ask for an ordinary Tuesday, not the brochure."
    assert "A low score is information." in text
    assert text.index("Tips") < text.index("Then")
    room.window.next_step()
    room.settle()
    text = room.window.body.script.text
    assert text.startswith("On paper, silent filling")
    assert "Ballot, 1 of 2" in text
    assert "1\tAsk for an ordinary Tuesday, not the brochure." in text


def test_what_the_script_adds_to_a_routine_is_said_once(room: Room) -> None:
    """Whole group only; then what the room does at each step, to be read ahead."""
    planning.add(room.workshop, "Safe or brave", "see-safe-brave")
    room.go("see-safe-brave", "question")
    later = room.window.body.script.text.partition("Then\n")[2].split("\n")
    assert later[2:5] == [
        "4\tWhole group only. Room guesses the shape.", "5\tShow total.", "6\tShow agreement.",
    ]
    assert "".join(later).count("Whole group only.") == 1
    room.go("see-safe-brave", "total")
    text = room.window.body.script.text
    assert text.startswith("Whole group only.\nShow total. (Reveal, 2 of")
    earlier = text.partition("Before\n")[2].split("\n")
    assert earlier[-1] == "4\tWhole group only. Room guesses the shape."
    assert text.partition("Before\n")[0].count("Whole group only.") == 1


def test_a_step_that_shows_the_same_once_more_is_called_by_its_words(room: Room) -> None:
    planning.add(room.workshop, "Safe or brave", "see-safe-brave")
    room.go("see-safe-brave", "question")
    model = room.window.body.steps.list.model()
    names = [model.index(n, 0).data() for n in range(model.rowCount())]
    assert names[4:8] == ["Total", "Agreement", "Ask “what strikes…", "Tables draft two…"]
    assert len(set(names)) == len(names)
    marks = room.window.body.steps.list.rows
    assert not room.window.body.steps.has_names
    assert [mark.number for mark in marks] == ["", "", "", "", "", "", "7", "8", "9", "10"]
    assert begun("Show total.") == "Show total"
    assert begun("Donaudampfschifffahrtsgesellschaft") == "Donaudampfschifffa…"
    assert begun("Ask “what strikes you?”; speak") == "Ask “what strikes…"


def test_the_script_is_read_from_its_top(room: Room) -> None:
    for view in ("question", "card", "collect", "guess"):
        room.go("see-checklist", view)
        sheet = room.window.body.script.findChild(QTextEdit)
        assert isinstance(sheet, QTextEdit)
        assert sheet.verticalScrollBar().value() == 0
        assert sheet.textCursor().position() == 0


def test_every_step_of_the_agenda_has_something_to_say(room: Room) -> None:
    for slot in room.workshop.slots():
        steps = room.workshop.method.activities[slot.activity].steps
        for number in range(len(steps)):
            room.window.go(Moment(slot.key, number))
            room.settle()
            first = room.window.body.script.text.split("\n")[0]
            assert first.strip(), (slot.activity, number)


# People


def open_people(room: Room) -> None:
    room.window.body.show_pane(room.window.body.people)
    room.settle()


def test_people_stand_by_band_with_their_number(room: Room) -> None:
    open_people(room)
    rows = room.window.body.people.model.rows
    headings = [(row.name, row.detail) for row in rows if not row.key]
    assert headings == [
        ("Floor", "4 of 4 here"),
        ("Middle", "2 of 2 here"),
        ("Top", "1 of 1 here"),
        ("No level given", "1 of 1 here"),
    ]


def test_presence_turns_by_click_and_by_key(room: Room) -> None:
    open_people(room)
    pane = room.window.body.people
    press(pane.list, pane.model.index(1), room)
    assert not room.workshop.people()[0].present
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(1))
    QTest.keyClick(pane.list, Qt.Key.Key_Space)
    room.settle()
    assert room.workshop.people()[0].present
    assert pane.model.rows[1].spoken == "Sofia Lindqvist, Service, here"


def test_a_person_is_added_in_one_line(room: Room) -> None:
    open_people(room)
    field = room.window.body.people.field
    field.setText("Åsa Ólafsdóttir, Marketing, L4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.settle()
    added = room.workshop.people()[-1]
    assert (added.name, added.department, added.level) == ("Åsa Ólafsdóttir", "Marketing", 4)
    assert field.text() == ""
    assert room.window.body.people.model.rows


def test_a_level_that_does_not_exist_is_said_and_nothing_is_lost(room: Room) -> None:
    open_people(room)
    field = room.window.body.people.field
    field.setText("Ada, IT, boss")
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.settle()
    assert room.window.message.text.startswith("There is no level “boss”.")
    assert field.text() == "Ada, IT, boss"
    assert "Ada" not in [person.name for person in room.workshop.people()]


def test_a_person_taken_off_comes_back_by_undo(room: Room) -> None:
    open_people(room)
    pane = room.window.body.people
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(1))
    QTest.keyClick(pane.list, Qt.Key.Key_Delete)
    room.settle()
    assert "Sofia Lindqvist" not in [person.name for person in room.workshop.people()]
    assert "Sofia Lindqvist" in room.window.notice.text
    room.window.actions_.undo()
    room.settle()
    assert "Sofia Lindqvist" in [person.name for person in room.workshop.people()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", ("Ada", "", None)),
        ("  Ada   Lovelace ,  IT ", ("Ada Lovelace", "IT", None)),
        ("Ada, IT, 3", ("Ada", "IT", 3)),
        ("Ada, , l5", ("Ada", "", 5)),
    ],
)
def test_one_line_is_read(text: str, expected: tuple[str, str, int | None]) -> None:
    person = read_person(text, LEVELS)
    assert person is not None
    assert (person.name, person.department, person.level) == expected


@pytest.mark.parametrize("text", ["", "   ", " , IT"])
def test_a_line_without_a_name_is_nobody(text: str) -> None:
    assert read_person(text, LEVELS) is None


def test_the_level_error_is_dutch_in_dutch() -> None:
    with pytest.raises(UserError) as raised:
        read_person("Ada, IT, 9", LEVELS)
    said = Words.load("nl").sentence(raised.value)
    assert said.startswith("Er is geen niveau “9”.")


# Small things


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (185, "3:05"),
        (184.2, "3:05"),
        (0, "0:00"),
        (0.4, "0:01"),
        (-42.0, "+0:42"),
        (-0.4, "0:00"),
        (3600, "60:00"),
        (-125.9, "+2:05"),
    ],
)
def test_the_countdown_in_digits(seconds: float, text: str) -> None:
    assert console_time(seconds) == text


def test_a_pause_stands_in_its_phase(qtbot: QtBot, tmp_path: Path) -> None:
    """A day with pauses shows them without a heading of their own."""

    from workshop_app.assembly.methods import built_in_method
    from workshop_app.method.model import Slot
    from workshop_app.session.workshop import Plan, create_workshop

    method = built_in_method()
    pauses = [activity.id for activity in method.activities.values() if activity.pause]
    if not pauses:
        pytest.skip("the method has no pause yet")
    agenda = method.agendas["taster-90"]
    slots = (*agenda.slots[:2], Slot(pauses[0], 10), *agenda.slots[2:])
    broken = method._replace(agendas={"day": agenda._replace(id="day", slots=slots)})
    workshop = create_workshop(tmp_path / "pause.workshop", broken, Plan("day", "A day"))
    room = open_room(qtbot, workshop)
    rows = room.window.body.agenda.model.rows
    place = next(n for n, row in enumerate(rows) if row.icon == "coffee")
    assert rows[place].phase == "see"
    assert sum(not row.slot for row in rows) == 4
    room.window.go(Moment(rows[place].slot))
    room.settle()
    assert room.window.bar.isVisible()
    workshop.file.close()


def test_making_a_session_is_not_undone(qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+Z on a fresh session must not take its people away."""
    workshop = make_workshop(tmp_path, name="fresh")
    assert [entry.label for entry in workshop.file.history.entries()] == []
    workshop.file.close()
