"""Photos of paper walls, behind a button of the capture."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from workshop_app.session.photos import MOST, read_image, read_photos

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.console.room import Room
    from workshop_app.console.photo_panel import PhotoPanel

pytestmark = pytest.mark.gui
STORY = "see-customer-story"


def panel(room: Room) -> PhotoPanel:
    return room.window.body.capture.photos


def picture(folder: Path, name: str = "wall.jpg") -> Path:
    Image.new("RGB", (120, 80), "teal").save(folder / name)
    return folder / name


def photos(room: Room) -> int:
    return len(read_photos(room.window.workshop.file, STORY))


@pytest.fixture
def story(room: Room) -> Room:
    room.go(STORY)
    return room


def test_several_are_added_in_one_step_and_named(
    story: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room = story
    assert panel(room).button.text() == "Photos"
    paths = [picture(tmp_path, "one.jpg"), picture(tmp_path, "two.png")]
    panel(room).choose = paths.copy
    panel(room).open()
    panel(room).add.click()
    qtbot.waitUntil(lambda: photos(room) == 2)
    room.settle()
    assert panel(room).is_open
    first, second = panel(room).captions
    assert QApplication.focusWidget() is first
    first.setText("The wall of table 2")
    first.editingFinished.emit()
    second.setText("Later")
    second.editingFinished.emit()
    file = room.window.workshop.file
    assert [one.caption for one in read_photos(file, STORY)] == ["The wall of table 2", "Later"]
    for _ in range(3):
        file.undo()
    room.settle()
    assert photos(room) == 0
    assert panel(room).captions == []


def test_a_photo_is_taken_out_and_comes_back(story: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room = story
    panel(room).take([picture(tmp_path)])
    qtbot.waitUntil(lambda: photos(room) == 1)
    room.settle()
    (out,) = [
        one for one in panel(room).findChildren(QPushButton)
        if one.accessibleName() == "Take out photo 1" and not one.isHidden()
    ]
    out.click()
    room.settle()
    assert photos(room) == 0
    room.window.workshop.file.undo()
    room.settle()
    assert photos(room) == 1
    assert len(panel(room).captions) == 1


def test_what_is_no_picture_is_said_and_the_others_come(
    story: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room = story
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    panel(room).take([tmp_path / "bad.jpg", picture(tmp_path)])
    qtbot.waitUntil(lambda: photos(room) == 1)
    assert "bad.jpg is no picture that can be read" in room.window.message.text
    panel(room).take([picture(tmp_path)] * MOST)
    qtbot.waitUntil(lambda: f"room for {MOST} photos" in room.window.message.text)
    assert photos(room) == 1


def drop(room: Room, *paths: Path) -> None:
    about = QMimeData()
    about.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        about,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    room.window.body.capture.dropEvent(event)


def test_pictures_are_dropped_on_the_capture(story: Room, qtbot: QtBot, tmp_path: Path) -> None:
    room = story
    assert room.window.body.capture.acceptDrops()
    drop(room, picture(tmp_path, "a.jpg"), picture(tmp_path, "b.jpg"))
    qtbot.waitUntil(lambda: photos(room) == 2)
    (tmp_path / "people.csv").write_text("Name", encoding="utf-8")
    drop(room, tmp_path / "people.csv")
    room.settle()
    assert photos(room) == 2


def test_while_they_are_read_the_button_says_how_far_and_stops_it(
    story: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room = story
    panel(room).open()
    panel(room).take([picture(tmp_path)] * 3)
    assert panel(room).add.text() == "Stop reading photos (0 %)"
    panel(room).set_open(False)
    assert panel(room).button.text() == "Photos: 0 % read"
    panel(room).add.click()
    qtbot.waitUntil(lambda: "No photo was added" in room.window.notice.text)
    assert photos(room) == 0
    assert panel(room).add.text() == "Add photos…"
    panel(room).take([picture(tmp_path)])
    qtbot.waitUntil(lambda: photos(room) == 1)


def test_they_belong_to_where_they_were_dropped_wherever_one_has_gone_since(
    story: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    room = story
    other = next(s for s in room.window.workshop.slots() if s.activity != STORY).activity
    panel(room).take([picture(tmp_path)])
    room.go(other)
    panel(room).take([picture(tmp_path)] * 2)
    file = room.window.workshop.file
    qtbot.waitUntil(lambda: len(read_photos(file, other)) == 2)
    assert photos(room) == 1


def test_the_windows_go_on_while_a_large_picture_is_read(
    story: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    """Their thread spends less on it than reading it takes."""
    room = story
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(tmp_path / "large.jpg")
    begun = time.thread_time()
    read_image(tmp_path / "large.jpg")
    alone = time.thread_time() - begun
    begun = time.thread_time()
    panel(room).take([tmp_path / "large.jpg"])
    qtbot.waitUntil(lambda: photos(room) == 1, timeout=30_000)
    assert time.thread_time() - begun < alone
