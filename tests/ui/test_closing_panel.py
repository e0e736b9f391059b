"""What an activity comes to: written, changed and taken back in the console's capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.console.room import Room, make_workshop, open_room
from workshop_app.assembly.scene import scene
from workshop_app.figures.figure import Text
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.outcomes import read_insights, read_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.ui.closing_panel import ClosingPanel

pytestmark = pytest.mark.gui


@pytest.fixture
def story(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    workshop = make_workshop(tmp_path)
    room = open_room(qtbot, workshop)
    room.go("see-customer-story")
    yield room
    workshop.file.close()


def panel(room: Room) -> ClosingPanel:
    return room.window.body.capture.closing


def write(room: Room, text: str, at: int = -1) -> None:
    field = panel(room).fields[at]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.settle()


def sentences(room: Room, activity: str = "see-customer-story") -> list[str]:
    found = read_outcomes(room.workshop.file, room.workshop.method.activities[activity])
    return [note.text for one in found for note in one.notes]


def shown(room: Room) -> list[str]:
    """The texts on stage at the activity's last step, on all pages."""
    slot = room.workshop.slot_of("see-customer-story")
    assert slot is not None
    last = len(room.workshop.method.activities["see-customer-story"].steps) - 1
    pages = scene(room.workshop, Moment(slot.key, last)).pages
    figures = [scene(room.workshop, Moment(slot.key, last, page)).figure for page in range(pages)]
    return [item.text for figure in figures for item in figure.items if isinstance(item, Text)]


def test_a_lesson_is_written_shown_changed_and_taken_back(story: Room) -> None:
    panel(story).open()
    write(story, "Say sorry first")
    assert sentences(story) == ["Say sorry first"]
    assert "Say sorry first" in " ".join(shown(story))
    write(story, "Say sorry soon", at=0)
    assert sentences(story) == ["Say sorry soon"]
    story.window.actions_.undo(2)
    story.settle()
    assert sentences(story) == []


def test_there_is_one_line_more_until_all_are_there(story: Room) -> None:
    panel(story).open()
    assert len(panel(story).fields) == 1
    write(story, "Say sorry first")
    assert len(panel(story).fields) == 1, "one lesson is asked for"
    panel(story).button.click()
    assert panel(story).button.text() == "What it came to (1)"


def test_an_emptied_sentence_is_deleted_with_a_way_back(story: Room) -> None:
    panel(story).open()
    write(story, "Say sorry first")
    field = panel(story).fields[0]
    field.setFocus()
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    story.settle()
    assert sentences(story) == []
    assert story.workshop.file.undo() is not None
    assert sentences(story) == ["Say sorry first"]


def test_the_last_activity_of_a_phase_asks_for_its_insights(story: Room) -> None:
    titles = {field.accessibleName() for field in panel(story).fields}
    assert not any("Insight" in title for title in titles)
    for slot in story.workshop.slots()[2:]:
        if slot.activity.startswith("see-"):
            planning.take_out(story.workshop, "", slot)
    story.settle()
    panel(story).open()
    for text in ("We see late", "We hear little", "We care much"):
        write(story, text)
    assert [note.text for note in read_insights(story.workshop.file, "see")] == [
        "We see late",
        "We hear little",
        "We care much",
    ]
    assert "We hear little" in " ".join(shown(story))


def test_what_is_being_typed_stays_while_the_session_changes(story: Room) -> None:
    panel(story).open()
    field = panel(story).fields[0]
    QTest.keyClicks(field, "Half a sen")
    story.window.go(Moment(story.workshop.live().moment.slot, 1))
    story.settle()
    assert panel(story).fields[0].text() == "Half a sen"
    assert panel(story).is_typing() or sentences(story) == ["Half a sen"]


def test_where_nothing_is_asked_nothing_stands(story: Room) -> None:
    activity = next(
        one.id
        for one in story.workshop.method.activities.values()
        if not one.list("outcomes") and story.workshop.slot_of(one.id) and one.phase == "see"
    )
    story.go(activity)
    assert not panel(story).isVisible()
