"""A damaged session rescued from the start window: opened, said in a sentence, told in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from tests.console.room import make_workshop
from workshop_app.assembly.rehearsal import Room
from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app import desktop
    from workshop_app.ui.bar import Bar

pytestmark = pytest.mark.gui
PAGE = 4096
BOARD = "see-customer-story"


@pytest.fixture(params=["en", "nl"])
def damaged(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A day that was held, with one page of its notes destroyed."""
    workshop = make_workshop(tmp_path, language=request.param, people=())
    with workshop.file:
        for _ in Room(workshop, 12).play():
            pass
        said = read_notes(workshop.file, BOARD)[0].text
    path = workshop.file.path
    data = bytearray(path.read_bytes())
    page = data.index(said.encode()) // PAGE
    data[page * PAGE : page * PAGE + PAGE] = bytes(range(256)) * (PAGE // 256)
    path.write_bytes(data)
    return path


def _press(bar: Bar, key: str) -> None:
    button = bar.findChild(QPushButton, key)
    assert button is not None, bar.text
    button.click()


def test_what_can_be_read_opens_and_the_bar_says_what_came(
    front: desktop.Front, damaged: Path
) -> None:
    before = damaged.read_bytes()
    front.receive()
    start = front.start
    assert start is not None
    start.open(damaged)
    assert "rescue what can be read" in start.message.text
    _press(start.message, "rescue")
    opened = front.desktop
    assert opened is not None
    workshop, words = opened.workshop, opened.workshop.words
    assert workshop.file.path == damaged.with_name("day rescued.workshop")
    assert damaged.read_bytes() == before
    assert len(workshop.people()) == 12
    bar = opened.console.message
    assert words("rescue.person", n=12) in bar.text
    assert words("rescue.lost.note") in bar.text
    assert "\n" not in bar.text
    _press(bar, "details")
    assert words("rescue.original", path=damaged) in bar.text
    assert words("rescue.journal") in bar.text
    _press(bar, "known")
    assert bar.text == ""


def test_a_second_rescue_gets_a_name_of_its_own(front: desktop.Front, damaged: Path) -> None:
    taken = damaged.with_name("day rescued.workshop")
    taken.write_bytes(b"something else")
    front.receive()
    assert front.start is not None
    front.start.rescue_wanted.emit(damaged)
    assert front.desktop is not None
    assert front.desktop.workshop.file.path == damaged.with_name("day rescued 2.workshop")
    assert taken.read_bytes() == b"something else"


def test_where_nothing_can_be_read_the_start_window_says_so(
    front: desktop.Front, damaged: Path
) -> None:
    damaged.write_bytes(damaged.read_bytes()[:100] + bytes(5 * PAGE))
    front.receive()
    start = front.start
    assert start is not None
    start.open(damaged)
    _press(start.message, "rescue")
    assert "Nothing of a session could be read" in start.message.text
    assert start.isVisible()
    assert front.desktop is None
    assert [one.name for one in damaged.parent.glob("*.workshop")] == ["day.workshop"]
