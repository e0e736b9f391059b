"""An errand that the console tells of: how far it is in its bar, with Stop, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from workshop_app.desktop.errand import Errand
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.console.talking import Asked
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.desktop.errand import Work
    from workshop_app.words import Words


class SaidErrand(QObject):
    """One piece of work at a time; whoever offers it in a menu says what is done."""

    def __init__(self, console: ConsoleWindow, about: str, parent: QObject) -> None:
        """Its words are ``about`` with ``busy``, ``stop``, ``stopped`` and ``made`` behind it."""
        super().__init__(parent)
        self._console, self._about = console, about
        self._percent = 0
        self._errand = Errand(self)
        self._errand.progressed.connect(self._on_progressed)
        self._errand.done.connect(self._on_done)
        self._errand.failed.connect(self._on_failed)
        self._errand.stopped.connect(self._on_stopped)

    @property
    def is_busy(self) -> bool:
        """Whether it is being done."""
        return self._errand.is_busy

    def start(self, work: Work) -> None:
        """Begin, with the session as it is now, and say so; busy already: only say so."""
        if not self.is_busy:
            self._percent = 0
            self._errand.start(self._console.workshop, work)
        self.say_busy()

    def say_busy(self) -> None:
        """Say how far it is."""
        self._console.ask(self._busy, self._on_answered)

    def close(self) -> None:
        """End it; nothing half-written stays."""
        self._errand.close()

    def _busy(self, words: Words) -> Asked:
        text = words(f"{self._about}.busy", percent=self._percent)
        return text, "ok", (("stop", words(f"{self._about}.stop")),)

    def _on_answered(self, key: str) -> None:
        if key == "stop":
            self._errand.stop()

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        is_said, self._percent = self._is_said(), percent
        if is_said:
            self._console.reword()

    @Slot(list)
    def _on_done(self, paths: list[Path]) -> None:
        self._unsay()
        place = paths[0] if len(paths) == 1 else paths[0].parent
        words = self._console.workshop.words
        self._console.toast(words(f"{self._about}.made", n=len(paths), path=place))

    @Slot(UserError)
    def _on_failed(self, error: UserError) -> None:
        self._unsay()
        self._console.fail(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._unsay()
        self._console.toast(self._console.workshop.words(f"{self._about}.stopped"))

    def _is_said(self) -> bool:
        """Whether the bar still says how far it is."""
        return self._console.message.text == self._busy(self._console.workshop.words)[0]

    def _unsay(self) -> None:
        if self._is_said():
            self._console.message.dismiss()
