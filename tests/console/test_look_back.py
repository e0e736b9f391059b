"""Rituals and loops of earlier sessions, looked at again behind a button of the capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.console.room import open_room
from tests.looked_back import HEARD, LOOPS, PLAN, RITUALS, first_session, pulse_of
from workshop_app.session.review import Review, read_reviews

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.console.room import Room
    from workshop_app.console.look_back_panel import LookBackPanel

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def pulse(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    workshop = pulse_of(first_session(tmp_path))
    with workshop.file:
        yield open_room(qtbot, workshop)


def panel(room: Room) -> LookBackPanel:
    return room.window.body.capture.look_back


def write(room: Room, text: str) -> None:
    QTest.keyClicks(panel(room).list, text[0])
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, text[1:])
    QTest.keyClick(line, Key.Key_Return)
    room.settle()


def test_there_is_nothing_to_look_back_on_in_a_first_session(room: Room) -> None:
    room.go("see-customer-story")
    assert "look_back" not in room.window.body.capture.__dict__


def test_rituals_are_counted_and_loops_are_closed_by_a_key(pulse: Room) -> None:
    room = pulse
    room.go("see-customer-story")
    assert panel(room).button.isHidden()
    room.go(PLAN)
    assert panel(room).button.text() == "Look back (5)"
    panel(room).open()
    room.settle()
    assert panel(room).list.current == (f"{RITUALS}/ri1", "held")
    write(room, "8/10")
    assert panel(room).list.current == (f"{RITUALS}/ri4", "held"), "on to the next row"
    write(room, "3 of 5")
    found = read_reviews(room.workshop.file, RITUALS)
    assert found[f"{RITUALS}/ri1"][2:4] == (8, 10)
    assert found[f"{RITUALS}/ri4"][2:4] == (3, 5)
    write(room, "0/12")
    assert panel(room).list.current[1] == "became"
    QTest.keyClick(panel(room).list, Key.Key_1)
    QTest.keyClick(panel(room).list, Key.Key_2)
    room.settle()
    closed = [one.verdict for one in read_reviews(room.workshop.file, LOOPS).values()]
    assert sorted(closed) == ["done", "not_yet"]
    assert panel(room).is_open
    panel(room).set_open(False)
    assert panel(room).button.text() == "Look back (0)"
    assert room.workshop.file.undo() == f"“{HEARD[2]}”: Not yet"


def test_what_cannot_be_is_said_and_stays_to_be_corrected(pulse: Room) -> None:
    room = pulse
    room.go(PLAN)
    panel(room).open()
    room.settle()
    for text in ("often", "12/10"):
        write(room, text)
        assert panel(room).list.is_editing
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        assert line.text() == text
        QTest.keyClick(line, Key.Key_Escape)
        panel(room).list.setFocus()
    assert read_reviews(room.workshop.file, RITUALS) == {}


def test_a_count_is_taken_back(pulse: Room) -> None:
    room = pulse
    room.go(PLAN)
    panel(room).open()
    room.settle()
    write(room, "8/10")
    panel(room).list.go(f"{RITUALS}/ri1", "held")
    QTest.keyClick(panel(room).list, Key.Key_Delete)
    assert read_reviews(room.workshop.file, RITUALS) == {
        f"{RITUALS}/ri1": Review(f"{RITUALS}/ri1")
    }
    panel(room).list.go(f"{RITUALS}/ri1", "what")
    QTest.keyClicks(panel(room).list, "x")
    assert not panel(room).list.is_editing, "what was chosen then is only read"
