"""Looks for garbage in the thread of the windows alone.

By itself Python looks in whatever thread makes the next object, and a widget that is freed in
another thread than that of the windows ends the app.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 1_000
"""Milliseconds between two looks whether it is time."""


class Garbage(QObject):
    """Does what Python did by itself, as often as it would, as long as there are windows."""

    def __init__(self, parent: QObject) -> None:
        """Take over from now on."""
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is due by Python's own thresholds."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return


def keep_all() -> None:
    """Throw away what is garbage, and never look again among what is left."""
    gc.collect()
    gc.freeze()
