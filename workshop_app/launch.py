"""The way to the windows: what only a start pays for is arranged here, in one place."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

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

    Raises `UserError` when the file cannot be opened, or there is no screen to open it on.
    """
    _check_screen()
    return begin(path).app.exec()


def _check_screen() -> None:
    """Qt ends the whole process where it finds no display: say it before."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    drawn = platform.partition(":")[0] in ("", "xcb", "wayland")
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and drawn and not named:
        raise UserError(
            "There is no screen to open a window on.",
            "Every session is as it was.",
            "Start the app on a desktop; the commands work without a screen.",
        )


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
