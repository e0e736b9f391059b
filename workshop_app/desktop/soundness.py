"""The whole file is checked once the window stands, a little in each turn of the event loop.

The check needs every kind of activity, which takes longer to load than the console may take to
be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from workshop_app.errors import UserError
from workshop_app.kinds import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.storage import SessionFile


class SoundnessCheck(QObject):
    """Checks a file from `start` on, and tells what is wrong with it."""

    def __init__(
        self, parent: QObject, file: SessionFile, tell: Callable[[UserError], None]
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._tell = tell
        self._unread = sorted(registry.keys())
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin in the next turn."""
        self._turn.start()

    @Slot()
    def _on_turn(self) -> None:
        if self._unread:
            registry.kind(self._unread.pop())
            return
        self._turn.stop()
        from workshop_app.assembly.sound_counts import check_earlier, check_whole

        try:
            check_whole(self._file)
            check_earlier(self._file)
        except UserError as error:
            self._tell(error)
