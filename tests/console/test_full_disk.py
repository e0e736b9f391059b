"""A full disk on the console: what was typed stays in the field until it can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.console.room import Room, make_workshop, open_room
from workshop_app.session.notes import read_notes
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.full_disk import FullDisk
    from workshop_app.session.workshop import Workshop

pytestmark = pytest.mark.gui
BOARD = "see-customer-story"
TYPED = "They rang twice and heard nothing. " * 8
ALMOST = 40
"""Notes after which the last page of the file has no room left for one more."""


@pytest.fixture(params=["en", "nl"])
def workshop(
    disk: FullDisk, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Workshop]:
    made = make_workshop(tmp_path, language=request.param)
    yield made
    made.file.close()


def _field(room: Room) -> QLineEdit:
    room.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    found = QApplication.focusWidget()
    assert isinstance(found, QLineEdit)
    return found


def _enter(room: Room, text: str) -> None:
    field = _field(room)
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.settle()


def test_what_was_typed_stays_until_there_is_room(
    qtbot: QtBot, workshop: Workshop, disk: FullDisk
) -> None:
    room = open_room(qtbot, workshop)
    room.go(BOARD, "collect")
    disk.fill()
    saved = 0
    for _ in range(ALMOST):
        _enter(room, TYPED)
        if room.window.message.text:
            break
        saved += 1
    words, bar = workshop.words, room.window.message
    full = {"en": "The disk is full.", "nl": "De schijf is vol."}[words.language]
    assert full in bar.text
    assert _field(room).text() == TYPED
    assert len(read_notes(workshop.file, BOARD)) == saved
    disk.free()
    QTest.keyClick(_field(room), Qt.Key.Key_Return)
    room.settle()
    assert bar.text == ""
    assert _field(room).text() == ""
    assert len(read_notes(workshop.file, BOARD)) == saved + 1
    copy = workshop.file.path.with_name("copy.workshop")
    copy.write_bytes(workshop.file.path.read_bytes())
    with SessionFile.open(copy) as file:
        assert read_notes(file, BOARD)[-1].text == TYPED.strip()


def test_going_on_with_a_full_disk_keeps_what_was_typed(
    qtbot: QtBot, workshop: Workshop, disk: FullDisk
) -> None:
    """The stage goes on; coming back to the step the text can be entered again."""
    room = open_room(qtbot, workshop)
    room.go(BOARD, "collect")
    disk.fill()
    for _ in range(ALMOST):
        _enter(room, TYPED)
        if room.window.message.text:
            break
    assert _field(room).text() == TYPED
    room.window.next_step()
    room.settle()
    assert workshop.live().moment.step == 2
    assert _field(room).text() == TYPED
