"""Short work in a thread: in its turn, told once, and never waited for when it hangs."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from workshop_app.desktop.aside import Aside
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui


def test_each_is_done_in_its_turn_and_told(qtbot: QtBot) -> None:
    parent, free = QObject(), threading.Event()
    told: list[object] = []
    done: list[str] = []
    aside = Aside(parent)

    def wait() -> str:
        free.wait(30)
        done.append("first")
        return "one"

    def refuse() -> None:
        done.append("second")
        raise UserError("No.")

    aside.run(wait, told.append)
    aside.run(refuse, told.append)
    assert done == []
    free.set()
    qtbot.waitUntil(lambda: len(told) == 2, timeout=30_000)
    assert done == ["first", "second"]
    assert told[0] == "one"
    assert isinstance(told[1], UserError)


def test_what_hangs_is_forgotten_and_nothing_waits_for_it(qtbot: QtBot) -> None:
    parent, free = QObject(), threading.Event()
    told: list[object] = []
    aside = Aside(parent)
    hanging = aside.run(partial(free.wait, 30), told.append)
    aside.forget(hanging)
    aside.run(partial(str, "on time"), told.append)
    qtbot.waitUntil(lambda: told == ["on time"], timeout=10_000)
    free.set()
    aside.close()
