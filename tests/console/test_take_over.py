"""What one activity made is offered where the next needs it: as choices, with their origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import read_actions
from workshop_app.session import planning
from workshop_app.session.flow import came_from, trace
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.outcomes import add_outcome

if TYPE_CHECKING:
    from tests.console.room import Room
    from workshop_app.console.take_over_panel import TakeOverPanel

pytestmark = pytest.mark.gui


@pytest.fixture
def frictions(room: Room) -> Room:
    """A journey with two frictions, and the activities that go on with them."""
    for activity in ("act-choose-moments", "act-plan"):
        planning.add(room.workshop, "", activity)
    stages = [part.id for part in room.workshop.method.activities["see-journey"].list("stages")]
    notes = [NewNote(f"{stages[2]}/friction", "Told three times"),
             NewNote(f"{stages[0]}/friction", "No answer"),
             NewNote(f"{stages[0]}/thinks", "Who are they?")]
    add_notes(room.workshop.file, "", "see-journey", notes)
    room.settle()
    return room


def panel(room: Room) -> TakeOverPanel:
    return room.window.body.capture.take_over


def take(room: Room, *texts: str) -> None:
    panel(room).open()
    for box, (_, offer) in panel(room).boxes.items():
        box.setChecked(offer.text in texts)
    panel(room).take.click()
    room.settle()


def texts(room: Room, activity: str) -> list[str]:
    return [note.text for note in read_notes(room.workshop.file, activity)]


def test_frictions_are_offered_and_only_what_is_ticked_is_taken(frictions: Room) -> None:
    room = frictions
    room.go("act-choose-moments")
    assert texts(room, "act-choose-moments") == [], "nothing comes by itself"
    offered = [offer.text for _, offer in panel(room).boxes.values()]
    assert sorted(offered) == ["No answer", "Told three times"]
    assert panel(room).button.text() == "From earlier (2)"
    assert not panel(room).take.isEnabled()
    take(room, "Told three times")
    assert texts(room, "act-choose-moments") == ["Told three times"]
    assert [offer.text for _, offer in panel(room).boxes.values()] == ["No answer"]
    assert room.workshop.file.undo() is not None
    assert texts(room, "act-choose-moments") == []


def test_a_friction_is_followed_to_its_action(frictions: Room) -> None:
    room = frictions
    room.go("act-choose-moments")
    take(room, "Told three times")
    room.go("act-plan")
    take(room, "Told three times")
    (action,) = read_actions(room.workshop.file, "act-plan")
    assert action.title == "Told three times"
    kind = registry.kind("plan")
    context = room.workshop.context("act-plan")
    told = [row for table in kind.tables(kind.results(context), context) for row in table.rows]
    assert ("Told three times", "The customer journey → Choose our moments") in told
    stops = trace(room.workshop.file, action.origin)
    assert [stop.activity for stop in stops] == ["act-choose-moments", "see-journey"]
    assert came_from(room.workshop.context("act-plan"), action.origin) == (
        "The customer journey",
        "Choose our moments",
    )


def test_an_outcome_without_a_place_is_shown_to_be_read(room: Room) -> None:
    workshop = room.workshop
    planning.add(workshop, "", "think-rater")
    valuable = workshop.method.activities["see-most-valuable"]
    add_outcome(workshop.file, "", valuable, "portrait", "A baker who plans weeks ahead")
    room.go("think-rater")
    panel(room).open()
    assert panel(room).boxes == {}
    said = [label.text() for label in panel(room).findChildren(QLabel) if label.isVisible()]
    assert "A baker who plans weeks ahead" in said


def test_where_nothing_is_offered_there_is_no_button(room: Room) -> None:
    room.go("see-customer-story")
    assert not panel(room).button.isVisible()


def test_a_chosen_moment_becomes_the_blueprints_and_a_friction_a_step(frictions: Room) -> None:
    room = frictions
    planning.add(room.workshop, "", "act-blueprint")
    room.go("act-choose-moments")
    take(room, "Told three times")
    room.go("act-blueprint")
    take(room, "Told three times", "No answer")
    notes = read_notes(room.workshop.file, "act-blueprint", closing=True)
    assert ("outcome/moment", "Told three times") in [(note.place, note.text) for note in notes]
    steps = [note.text for note in notes if note.place.endswith("/customer")]
    assert sorted(steps) == ["No answer", "Told three times"]
    assert all(note.origin for note in notes)
