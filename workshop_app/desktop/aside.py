"""Short work that may have to wait, such as for a keyring or a server: in a thread, in its turn.

Longer work on a copy of the session is an `Errand`.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE: Final = 3.0
"""Seconds that the end of the app waits for it."""


class Aside(QObject):
    """Does one thing after the other, and tells in the windows' thread what came of each."""

    _ended = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._thens: dict[int, Callable[[object], None]] = {}
        self._number = 0
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], object], then: Callable[[object], None]) -> int:
        """Do ``work``; ``then`` gets what it returned, or the `UserError` it raised.

        Returns by which number to `forget` it.
        """
        self._number += 1
        self._thens[self._number] = then
        self._thread = threading.Thread(
            target=self._do, args=(work, self._number, self._thread), name="aside", daemon=True
        )
        self._thread.start()
        return self._number

    def forget(self, number: int) -> None:
        """Nobody wants to know any more; what comes next does not wait for what hangs."""
        self._thens.pop(number, None)
        if number == self._number:
            self._thread = None

    def close(self) -> None:
        """Forget all, and wait a little for their end."""
        self._thens.clear()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _do(
        self, work: Callable[[], object], number: int, before: threading.Thread | None
    ) -> None:
        """The work, in a thread of its own."""
        if before is not None:
            before.join()
        try:
            came: object = work()
        except UserError as error:
            came = error
        with suppress(RuntimeError):  # whoever wanted to know is gone, and their windows too
            self._ended.emit(number, came)

    @Slot(int, object)
    def _on_ended(self, number: int, came: object) -> None:
        then = self._thens.pop(number, None)
        if then is not None:
            then(came)
