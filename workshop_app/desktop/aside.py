"""Short work that may have to wait, such as for a keyring or a server: in a thread, one at a time.

Longer work on a copy of the session is an `Errand`.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE: Final = 3.0
"""Seconds that the end of the app waits for it."""


class Aside(QObject):
    """Does one thing at a time, and tells in the windows' thread what came of it."""

    _ended = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._then: Callable[[object], None] | None = None
        self._number = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._then is not None

    def run(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do ``work``; ``then`` gets what it returned, or the `UserError` it raised.

        Busy already: nothing.
        """
        if self._then is not None:
            return
        self._then = then
        self._number += 1
        self._thread = threading.Thread(
            target=self._do, args=(work, self._number), name="aside", daemon=True
        )
        self._thread.start()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._then = None

    def close(self) -> None:
        """Forget it, and wait a little for its end."""
        self.forget()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _do(self, work: Callable[[], object], number: int) -> None:
        """The work, in the thread."""
        try:
            came: object = work()
        except UserError as error:
            came = error
        self._ended.emit(number, came)

    @Slot(int, object)
    def _on_ended(self, number: int, came: object) -> None:
        if self._then is None or number != self._number:
            return  # forgotten meanwhile
        then, self._then = self._then, None
        then(came)
