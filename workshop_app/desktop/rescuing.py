"""A damaged session rescued beside itself, and the console saying what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from workshop_app.assembly.rescue import rescue_session
from workshop_app.session.file_names import free_path
from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.rescue import Report
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.words import Words


def rescue_beside(path: Path, words: Words) -> tuple[Path, Report]:
    """Bring what can be read of ``path`` into a new file of a free name beside it.

    Raises `UserError` when nothing can be read, or the folder cannot be written.
    """
    target = free_path(path.parent, f"{path.stem} {words('rescue.name')}{SUFFIX}")
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return target, rescue_session(path, target)
    finally:
        QGuiApplication.restoreOverrideCursor()


def say_rescued(console: ConsoleWindow, report: Report) -> None:
    """What came and what did not, in a sentence; all of it where that is asked for."""
    words = console.workshop.words
    known = ("known", words("start.location.known"))

    def tell_all(key: str) -> None:
        if key == "details":
            console.ask("\n".join(report.lines), (known,), _ignore)

    console.ask(report.sentence, (("details", words("rescue.details")), known), tell_all)


def _ignore(_key: str) -> None:
    """Reading it is all there is to do."""
