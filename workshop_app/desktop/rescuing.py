"""A damaged session rescued beside itself, and the console saying what came."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from workshop_app.assembly.rescue import rescue_session
from workshop_app.file_names import free_path
from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.rescue import Report
    from workshop_app.console.talking import Asked
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

    def tell_all(key: str) -> None:
        if key == "details":
            console.ask(partial(_in_full, report), _ignore)

    console.ask(partial(_in_short, report), tell_all)


def _in_short(report: Report, words: Words) -> Asked:
    known = ("known", words("start.location.known"))
    return report.sentence(words), "warn", (("details", words("rescue.details")), known)


def _in_full(report: Report, words: Words) -> Asked:
    text = "\n".join(report.lines(words))
    return text, "warn", (("known", words("start.location.known")),)


def _ignore(_key: str) -> None:
    """Reading it is all there is to do."""
