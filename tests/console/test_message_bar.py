"""A message comes without moving what somebody is about to press, and hides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.console.room import make_workshop, open_room
from tests.desk import sixteen_people
from workshop_app.assembly import conduct
from workshop_app.console.body import USUAL_FROM
from workshop_app.console.window import ConsoleWindow
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.console.room import Room
    from workshop_app.console.talking import Asked
    from workshop_app.words import Words

pytestmark = pytest.mark.gui

CHECK = "see-checklist"
SIZES = [(1320, 800), (1366, 768), (1920, 1080), (900, 600)]
UPPER = 0.6
"""Of the window's height: whatever lies above has to stay where it is."""

KEYED_FROM = 810
"""Pixels of height; in a lower window the row of steps gives way to the ballots that are keyed."""

CLOSE = 2
"""Pixels that rows in a low window move closer together; nobody misses a button by that."""


def question(words: Words) -> Asked:
    return words("phones.again"), "warn", (("open", words("phones.again.open")),)


def ignore(_answer: str) -> None:
    """Whatever is answered."""


def at(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def places(room: Room) -> dict[int, tuple[int, int]]:
    """Where every control is that begins in the upper part of the window."""
    window = room.window
    found = [
        one
        for kind in (QAbstractButton, QLineEdit)
        for one in window.findChildren(kind)
        if one.isVisible() and not window.message.isAncestorOf(one)
    ]
    high = window.height() * UPPER
    return {id(one): at(one).topLeft().toTuple() for one in found if at(one).top() < high}


def moved(before: dict[int, tuple[int, int]], after: dict[int, tuple[int, int]]) -> int:
    """The pixels by which the one that moved farthest did."""
    return max(
        abs(one - other)
        for key in before.keys() & after.keys()
        for one, other in zip(before[key], after[key], strict=True)
    )


def opened(qtbot: QtBot, tmp_path: Path, size: tuple[int, int], language: str = "en") -> Room:
    """A console with a round that is keyed, or about to be where keying takes all the height."""
    room = open_room(qtbot, make_workshop(tmp_path, language=language, people=sixteen_people()))
    room.window.resize(*size)
    room.go(CHECK, "collect")
    if size[1] >= KEYED_FROM or size[0] < USUAL_FROM:
        conduct.open_round(room.workshop)
    room.settle()
    room.window.message.dismiss()
    room.settle()
    return room


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_and_nothing_is_hidden(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    room = opened(qtbot, tmp_path, size, language)
    window = room.window
    before = places(room)
    assert id(window.body.controls.next) in before
    window.ask(question, ignore)
    room.settle()
    assert window.message.isVisible()
    assert places(room).keys() == before.keys()
    assert moved(before, places(room)) <= CLOSE
    bar = at(window.message)
    assert not bar.intersects(at(window.body))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not bar.intersects(at(focus))
    window.toast("Ada")
    room.settle()
    assert not bar.intersects(at(window.notice))
    window.message.dismiss()
    room.settle()
    assert moved(before, places(room)) == 0
    assert at(window.notice).bottom() > bar.top(), "the toast comes down again"


def test_a_bar_below_the_top_would_be_seen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConsoleWindow, "bar_at", 1)
    room = opened(qtbot, tmp_path, SIZES[0])
    before = places(room)
    room.window.ask(question, ignore)
    room.settle()
    assert moved(before, places(room)) > CLOSE
