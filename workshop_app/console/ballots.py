"""Printing ballots from the console: asks where to, writes the PDF and says what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.paper import Printed
    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.console.talking import TalkingWindow

_SUFFIX = ".pdf"


def print_pile(window: TalkingWindow, chooser: FileChooser, activity: str, language: str) -> None:
    """Write the ballots of an activity where the user wants them; as many to a sheet as fit."""
    workshop = window.workshop
    words = workshop.words
    idea = first_idea(window, activity)
    path = chooser.new(words("paper.print.title"), idea, words("paper.pdf"))
    if path is None:
        return
    if path.suffix.lower() != _SUFFIX:
        path = path.with_name(f"{path.name}{_SUFFIX}")
    made: list[Printed] = []
    if window.attempt(lambda: made.append(_written(window, path, activity, language))):
        done = made[0]
        window.toast(words("paper.made", n=done.ballots, per=done.per_sheet, pages=done.pages,
                           path=done.path))


def _written(window: TalkingWindow, path: Path, activity: str, language: str) -> Printed:
    from workshop_app.assembly.paper import print_ballots

    if path.exists():
        raise UserError("{name} already exists.", "It was not touched.", "Choose another name.",
                        name=path.name)
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        return print_ballots(window.workshop, activity, path, _paper(), language=language)
    finally:
        QApplication.restoreOverrideCursor()


def first_idea(window: TalkingWindow, activity: str) -> Path:
    """A name beside the session that nothing has yet."""
    from workshop_app.file_names import free_path, plain_name

    session, words = window.workshop.file.path, window.workshop.words
    title = window.workshop.context(activity).text("title")
    name = plain_name(f"{session.stem} {words('paper.name_of_file')} {title}")
    return free_path(session.parent, f"{name}{_SUFFIX}")


def _paper() -> str:
    """The paper that lies in printers here."""
    us = QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if QLocale.system().measurementSystem() == us else "a4"
