"""Being ended from outside closes the session as closing its window does."""

from __future__ import annotations

import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Slot

if TYPE_CHECKING:
    from types import FrameType

    from PySide6.QtWidgets import QApplication

_SIGNALS = ("SIGTERM", "SIGHUP")


class Ending(QObject):
    """Lets the app end at a signal.

    Python hears of it when it next runs; an app at rest runs nothing, so the signal writes a byte
    that wakes the event loop.
    """

    def __init__(self, app: QApplication) -> None:
        """Listen from now on, as long as ``app`` lives."""
        super().__init__(app)
        self._app = app
        self._number = 0
        self._woken, self._wakes = socket.socketpair()
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_woken)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)

    @Slot()
    def _on_woken(self) -> None:
        """The handlers have run by now; what one asked for while no loop ran is asked again."""
        self._woken.recv(64)
        if self._number:
            self._app.exit(128 + self._number)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._number = number
        self._app.exit(128 + number)
