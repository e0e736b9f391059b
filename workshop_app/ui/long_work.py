"""Long work beside the windows: in a thread, with word of how far it is, and it can be stopped."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_app.errors import UserError
from workshop_app.turns import short_turns

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

    Work = Callable[[Callable[[float], None]], list[Any]]
    """Tells how much is done, and what that raises ends it."""

_STEPS: Final = 20
"""How often the windows hear of progress."""

_AFTER: Final = 0.05
"""Seconds: a thread that loads what it needs would hold up what is painted meanwhile."""


class _StoppedError(Exception):
    """Ends the work from within: what writes files leaves none half-written."""


class LongWork(QObject):
    """One piece of work at a time; the windows go on meanwhile."""

    progressed = Signal(int)
    """How much is done, in percent."""
    done = Signal(list)
    """What came of it."""
    failed = Signal(UserError)
    stopped = Signal()
    _ended = Signal()
    _told = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[list[Any]] | None = None
        self._stop = threading.Event()
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self._stop.set)
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._running is not None

    def begin(self, work: Work) -> None:
        """Begin; busy already: nothing."""
        if self._running is not None:
            return
        from concurrent.futures import ThreadPoolExecutor

        self._stop.clear()
        self._pool = ThreadPoolExecutor(1, "work")
        self._running = self._pool.submit(self._do, work)
        self._pool.shutdown(wait=False)  # the thread ends with the work
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
        self.ended()

    def ended(self) -> None:
        """Called when nothing is being done any more, before anybody is told."""

    def _do(self, work: Work) -> list[Any]:
        """The work, in the thread, once the windows have said that it begins."""
        self._stop.wait(_AFTER)
        with short_turns():
            return work(partial(self._on_progress, [-1]))

    def _on_progress(self, last: list[int], done: float) -> None:
        if self._stop.is_set():
            raise _StoppedError
        step = int(done * _STEPS)
        if step != last[0]:
            last[0] = step
            with suppress(RuntimeError):  # the windows have just gone
                self._told.emit(100 * step // _STEPS)

    def _tell_ended(self, _done: Future[list[Any]]) -> None:
        with suppress(RuntimeError):  # as have the windows
            self._ended.emit()

    @Slot()
    def _on_ended(self) -> None:
        if self._running is None:
            return
        ended, self._running = self._running, None
        self.ended()
        error = ended.exception()
        if error is None:
            self.done.emit(ended.result())
        elif isinstance(error, UserError):
            self.failed.emit(error)
        elif isinstance(error, _StoppedError):
            self.stopped.emit()
        else:
            raise error  # a bug: told where bugs are told
