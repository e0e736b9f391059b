"""One run of booklets beside an open console, in a fresh process; prints what it measured.

``python -m benchmarks.stalls SESSION``: the first booklets of the process, then later ones, with
the longest time in each that the event loop did not get round, and while nothing was done.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Slot

from workshop_app import desktop, paths

SETTLING = 3_000
"""Milliseconds until the console stands and has done what could wait."""

QUIET = 2_000


class Heart(QObject):
    """Beats every millisecond while `beat` lasts."""

    def __init__(self) -> None:
        """Begin with `beat`."""
        super().__init__()
        self._last = self._longest = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)
        self._loop = QEventLoop()

    def begin(self) -> None:
        """Listen from now on."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start()

    def wait(self, milliseconds: int) -> None:
        """Go round for so long."""
        QTimer.singleShot(milliseconds, self._loop.quit)
        self._loop.exec()

    def longest(self) -> float:
        """The longest time between two beats in milliseconds; ends it."""
        self._timer.stop()
        return self._longest * 1000

    @Slot()
    def _on_beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now


def _booklets(opened: desktop.Desktop, heart: Heart) -> tuple[float, float]:
    """Everybody's, as the menu prints them; the longest stall, and all seconds."""
    begun = time.perf_counter()
    heart.begin()
    opened.booklets.print_edition("personal")
    while opened.booklets.is_busy:
        heart.wait(10)
    return heart.longest(), time.perf_counter() - begun


def _run(session: Path, home: Path) -> dict[str, float]:
    path = home / session.name
    shutil.copy(session, path)
    front = desktop.begin(path)
    opened = front.desktop
    assert opened is not None
    heart = Heart()
    heart.wait(SETTLING)
    heart.begin()
    heart.wait(QUIET)
    quiet = heart.longest()
    first, taken = _booklets(opened, heart)
    later, _ = _booklets(opened, heart)
    opened.close()
    peaks = [resource.getrusage(who).ru_maxrss
             for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return {"quiet": quiet, "first": first, "later": later, "seconds": taken,
            "memory": sum(peaks) / unit}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", paths.HOME_VARIABLE: folder}
        sys.stdout.write(json.dumps(_run(Path(sys.argv[1]), Path(folder))))
        sys.stdout.flush()
        os._exit(0)  # its windows have no screen to be taken from
