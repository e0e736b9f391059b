"""Long work beside the windows: in a thread, on a copy of the session, and it can be stopped."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_app.errors import UserError
from workshop_app.session.workshop import Workshop
from workshop_app.storage.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor
    from pathlib import Path

    from workshop_app.storage import SessionFile

    Work = Callable[[Workshop, Callable[[float], None]], list[Path]]
    """Does it with a workshop of its own; tells how much is done, and what that raises ends it."""

_STEPS: Final = 20
"""How often the windows hear of progress."""


class _StoppedError(Exception):
    """Ends the work from within: what writes files leaves none half-written."""


class Errand(QObject):
    """One piece of work at a time; the windows go on meanwhile."""

    progressed = Signal(int)
    """How much is done, in percent."""
    done = Signal(list)
    """The paths that were written."""
    failed = Signal(UserError)
    stopped = Signal()
    _ended = Signal()
    _told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[list[Path]] | None = None
        self._stop = threading.Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._running is not None

    def start(self, workshop: Workshop, work: Work) -> None:
        """Begin, with the session as it is now; busy already: nothing."""
        if self._running is not None:
            return
        from concurrent.futures import ThreadPoolExecutor

        self._pool = self._pool or ThreadPoolExecutor(1, "errand")
        self._stop.clear()
        file = snapshot(workshop.file)
        self._running = self._pool.submit(self._do, file, work)
        self._running.add_done_callback(self._tell_ended)

    def stop(self) -> None:
        """End what is being done; `stopped` says when it has."""
        self._stop.set()

    def close(self) -> None:
        """End what is being done, and wait for it; nobody is told of it any more."""
        self._stop.set()
        self._running = None
        if self._pool is not None:
            self._pool.shutdown()

    def _do(self, file: SessionFile, work: Work) -> list[Path]:
        """The work, in the thread."""
        with file:
            return work(Workshop(file), partial(self._on_progress, [-1]))

    def _on_progress(self, last: list[int], done: float) -> None:
        if self._stop.is_set():
            raise _StoppedError
        step = int(done * _STEPS)
        if step != last[0]:
            last[0] = step
            self._told.emit(100 * step // _STEPS)

    def _tell_ended(self, _done: Future[list[Path]]) -> None:
        self._ended.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._running is None:
            return
        ended, self._running = self._running, None
        error = ended.exception()
        if error is None:
            self.done.emit(ended.result())
        elif isinstance(error, UserError):
            self.failed.emit(error)
        elif isinstance(error, _StoppedError):
            self.stopped.emit()
        else:
            raise error  # a bug: told where bugs are told
