"""Garbage is collected in the thread of the windows, whoever makes it."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from workshop_app.ui.garbage import Garbage, collect_due

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui


class Ring:
    """Goes only when garbage is looked for; notes in which thread."""

    def __init__(self, gone: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))


def busy(kept: list[list[int]]) -> None:
    """Make so many objects that Python by itself would look for garbage."""
    kept += [[number] for number in range(50_000)]


@pytest.mark.parametrize("taken_over", [True, False])
def test_no_other_thread_looks_for_garbage(qtbot: QtBot, taken_over: bool) -> None:
    """With its control: what Python does by itself."""
    parent, gone = QObject(), list[int]()
    if taken_over:
        Garbage(parent)
    else:
        gc.enable()
    gc.collect()
    gc.disable()
    Ring(gone)
    if not taken_over:
        gc.enable()
    kept: list[list[int]] = []
    thread = threading.Thread(target=busy, args=(kept,))
    thread.start()
    thread.join()
    assert (gone == []) is taken_over
    if taken_over:
        qtbot.waitUntil(lambda: bool(gone), timeout=10_000)
        assert gone == [threading.get_ident()]


def test_what_is_not_due_is_left() -> None:
    gc.collect()
    gone: list[int] = []
    Ring(gone)
    collect_due()
    assert gone == []
