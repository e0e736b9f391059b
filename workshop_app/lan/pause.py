"""The windows go first: while they are drawn, the server's threads stand still.

Python lets one thread run at a time. A picture is drawn in thousands of short calls, each of which
lets another thread in and then waits to get in again: a repaint of 15 ms took 100 ms while a room
voted. Standing aside for it costs the phones those 15 ms.
"""

from __future__ import annotations

import threading
import time
from typing import Final

MOST: Final = 0.05
"""Seconds that phones wait at most, however long the windows take."""


class Pause:
    """Begun and ended by the thread of the windows; sat out by the others."""

    def __init__(self, most: float = MOST) -> None:
        """``most`` is in seconds."""
        self._most = most
        self._until = 0.0
        self._over = threading.Event()
        self._over.set()

    def begin(self) -> None:
        """Hold the others up, for ``most`` seconds from now unless it ends before."""
        self._until = time.monotonic() + self._most
        self._over.clear()

    def end(self) -> None:
        """Let them go on."""
        self._over.set()

    def sit_out(self) -> None:
        """Return when it is over, at once where there is none."""
        if not self._over.is_set():
            self._over.wait(max(self._until - time.monotonic(), 0.0))
