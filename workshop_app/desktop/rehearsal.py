"""A rehearsal on the console: a session of its own whose invented room speaks by itself."""

from __future__ import annotations

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

from workshop_app.assembly.rehearsal import Room, rehearsal_of, rehearsal_of_file
from workshop_app.desktop.session import Desktop
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QMenu

    from workshop_app.console.talking import Asked
    from workshop_app.session.preferences import Preferences
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.words import Words

_ASKS = frozenset({"live", "round"})
"""The tables that change when the room is asked for something."""


def rehearsal_in_passing(of: Workshop | Path) -> Workshop:
    """An empty rehearsal in a temporary folder that is its own; raises `UserError`."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="workshop-rehearsal-"))
    except OSError as error:
        raise UserError(
            "There is no room for a rehearsal: {reason}.",
            "The session was not changed.",
            "Free 50 MB, then begin again.",
            reason=error.strerror,
        ) from error
    try:
        if isinstance(of, Path):
            return rehearsal_of_file(of, folder / of.name)
        return rehearsal_of(of, folder / of.file.path.name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


class Rehearsal(Desktop):
    """Leaving it, and the end of the app, delete its folder; the real session is not touched."""

    def __init__(
        self, app: QApplication, workshop: Workshop, preferences: Preferences, size: int
    ) -> None:
        """Let ``size`` invented people into a session made by `rehearsal_in_passing`."""
        super().__init__(app, workshop, preferences)
        self._room = Room(workshop, size)
        self._room.come_in()
        self._asked = QTimer(self, singleShot=True, interval=0)
        self._asked.timeout.connect(self._on_asked)

    def start(self) -> None:
        """Show the console and say what this is."""
        super().start()
        people = len(self._room.crowd.people)
        self.console.toast(self.workshop.words("rehearse.begun", n=people))

    def close(self) -> None:
        """Close the windows and delete what was made."""
        super().close()
        self._delete()

    @Slot()
    def copy_if_due(self) -> None:
        """Nothing of a rehearsal is kept."""

    @Slot()
    def _on_about_to_quit(self) -> None:
        super()._on_about_to_quit()
        self._delete()

    def _delete(self) -> None:
        shutil.rmtree(self.workshop.file.path.parent, ignore_errors=True)

    def _remember(self) -> None:
        """It is on no list."""

    def _on_change(self, change: Change) -> None:
        super()._on_change(change)
        if change.tables & _ASKS:
            self._asked.start()

    @Slot()
    def _on_asked(self) -> None:
        """In a turn of its own, after the console heard of the step."""
        self.console.attempt(self._room.attend)

    def _offer_rehearsal(self, menu: QMenu) -> None:
        """One is enough."""

    def _unless_busy(self, go: Callable[[], None]) -> None:
        """Say what goes with it, always."""
        self.console.ask(_ends, partial(self._on_answered, go), takes_keys=True)


def _ends(words: Words) -> Asked:
    answers = (("go", words("rehearse.end")), ("stay", words("rehearse.stay")))
    return words("rehearse.ends"), "warn", answers
