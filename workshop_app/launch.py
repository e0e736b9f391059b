"""The way to the windows: what only a start pays for is arranged here, in one place."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.desktop import Front

_WITHOUT_QT = (
    "excepthook",
    "session.workshop",
    "method.stored",
    "console.snapshot",
    "figures.icons",
)
"""Rooms of a start that need no Qt, and that fetch everything below them."""


def run(path: Path | None) -> int:
    """Open the app on a session file, or on its start window; returns the exit code.

    Raises `UserError` when the file cannot be opened.
    """
    return begin(path).app.exec()


def begin(path: Path | None) -> Front:
    """Everything up to the first turn of the event loop, in which the window is painted."""
    # A start makes objects that stay: looking for garbage among them took a tenth of it.
    # `desktop.Front` lets the collector go on once its window stands.
    gc.disable()
    # Once PySide6 is there it reads the source of every module imported: these come before it.
    for name in _WITHOUT_QT:
        import_module(f"workshop_app.{name}")
    from workshop_app import desktop

    return desktop.begin(path)
