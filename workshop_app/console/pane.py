"""A part of the console that reads the session again when it is seen and something changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from workshop_app.ui.desk import Desk

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QShowEvent

    from workshop_app.console.outside import PhoneControl, StageControl
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.session.live import Moment

EVERYTHING: frozenset[str] = frozenset()
"""As a set of changed tables: read all of it again, the words too."""


class ConsoleDesk(Desk, Protocol):
    """The console as its own panes see it."""

    stage: StageControl | None
    phones: PhoneControl | None

    def snapshot(self) -> Snapshot:
        """The session as it is in this turn."""

    def now(self) -> datetime:
        """The time, in local time."""

    def go(self, moment: Moment) -> None:
        """Show a moment and put the keyboard on the capture."""

    def preference(self, name: str) -> str:
        """A preference of this user, or what it is without a choice."""


class Pane(QFrame):
    """Refreshed when one of its `tables` changed and it is visible; else when it is shown.

    A pane whose `tables` are `EVERYTHING` follows every change.
    """

    tables: ClassVar[frozenset[str]] = frozenset({"live"})
    late: ClassVar[int] = 0
    """After how many turns of the event loop since its first painting it reads for the first time.

    The window stands at once; then pane after pane fills, each painted before the next reads.
    """

    grew = Signal()
    """Controls were added, which the Tab key should find in their place."""

    def __init__(self, desk: ConsoleDesk, parent: QWidget | None = None) -> None:
        """Build what costs little; `refresh` follows before the first painting."""
        super().__init__(parent)
        self.desk = desk
        self._waiting: frozenset[str] | None = EVERYTHING
        self._painted = False
        self._outlined = False

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be read before the pane shows the session."""
        return self._waiting is not None

    def changed(self, tables: frozenset[str]) -> None:
        """Some tables changed; `EVERYTHING` for a change of language or theme."""
        if tables and self.tables and not tables & self.tables:
            return
        if self.is_waiting or not self.isVisible():
            everything = not tables or self._waiting == EVERYTHING
            self._waiting = EVERYTHING if everything else tables | (self._waiting or tables)
            return
        self.refresh(self.desk.snapshot(), tables)

    def prepare(self) -> None:
        """Say all that can be said before the first showing, which then lays out once."""
        if self.late:
            self._outlined = True
            self.outline(self.desk.snapshot())
        else:
            self._waiting = None
            self.refresh(self.desk.snapshot(), EVERYTHING)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        if not self.late or self._painted:
            self._catch_up()
        elif not self._outlined:
            self.outline(self.desk.snapshot())
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame; a `late` pane reads for the first time after its first painting."""
        super().paintEvent(event)
        if self.late and not self._painted:
            self._painted = True
            self._wait(self.late)

    def _wait(self, turns: int) -> None:
        if turns:
            QTimer.singleShot(0, self, partial(self._wait, turns - 1))
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        if self._waiting is not None and self.isVisible():
            tables, self._waiting = self._waiting, None
            self.refresh(self.desk.snapshot(), tables)

    def outline(self, snapshot: Snapshot) -> None:
        """What a `late` pane shows until it has read: as much as costs nothing."""

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Show the session as it is; ``tables`` empty = everything."""
        raise NotImplementedError

    def tick(self, snapshot: Snapshot) -> None:
        """A second went by."""

    def focus_first(self) -> None:
        """Where F6 puts the keyboard."""
        self.setFocus()
