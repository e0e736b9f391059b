"""Work that would hold up the windows, cut in steps."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Steps(QObject):
    """Does one step after the other, each in a turn of the event loop of its own."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)

    def begin(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do ``steps``; one that returns ``False`` is the last. Begun already: nothing."""
        if not self._next.isActive():
            self._steps = deque(steps)
            self._next.start()

    def stop(self) -> None:
        """Do no more of them."""
        self._next.stop()

    @Slot()
    def _on_next(self) -> None:
        step = self._steps.popleft()
        if step() is not False and self._steps:
            self._next.start()
