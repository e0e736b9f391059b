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
    from collections.abc import Callable, Iterator

    from workshop_app.storage import SessionFile


class SoundnessCheck(QObject):
    """Checks a file from `start` on, and tells what is wrong with it."""

    def __init__(
        self, parent: QObject, file: SessionFile, tell: Callable[[UserError], None]
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._tell = tell
        self._steps = self._checked()
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin in the next turn."""
        self._turn.start()

    @Slot()
    def _on_turn(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            self._turn.stop()
        except UserError as error:
            self._turn.stop()
            self._tell(error)

    def _checked(self) -> Iterator[None]:
        for key in sorted(registry.keys()):
            registry.kind(key)
            yield
        from workshop_app.assembly.sound_counts import check_whole, earlier_checked

        check_whole(self._file)
        yield
        yield from earlier_checked(self._file)
