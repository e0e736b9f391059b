"""Reads a folder of sessions in a thread; the windows go on, and it can be stopped."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.programme import Programme


class _StoppedError(Exception):
    """Ends the reading from within."""


class ProgrammeReader(QObject):
    """One folder at a time."""

    progressed = Signal(int, int)
    """How many files are done, and of how many."""
    done = Signal(object)
    """The programme."""
    failed = Signal(UserError)
    stopped = Signal()
    _told = Signal(int, int, int)
    _ended = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        """Nothing is read yet."""
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._number = 0
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a folder is being read."""
        return self._thread is not None

    def start(self, folder: Path) -> None:
        """Read a folder; what was being read is forgotten."""
        self.close()
        self._stop = threading.Event()
        self._number += 1
        work = partial(self._do, folder, self._number, self._stop)
        self._thread = threading.Thread(target=work, name="programme", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the reading; `stopped` says when it has."""
        self._stop.set()

    def close(self) -> None:
        """End the reading and wait for it; nobody is told any more."""
        self._stop.set()
        self._number += 1
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _do(self, folder: Path, number: int, stop: threading.Event) -> None:
        """The reading, in the thread."""
        from workshop_app.assembly.programme_folder import read_programme

        try:
            came: Programme | Exception | None = read_programme(
                folder, partial(self._on_progress, number, stop)
            )
        except UserError as error:
            came = error
        except _StoppedError:
            came = None
        self._ended.emit(number, came)

    def _on_progress(self, number: int, stop: threading.Event, done: int, total: int) -> None:
        if stop.is_set():
            raise _StoppedError
        if done == total or done % max(total // 50, 1) == 0:
            self._told.emit(number, done, total)

    @Slot(int, int, int)
    def _on_told(self, number: int, done: int, total: int) -> None:
        if number == self._number and not self._stop.is_set():
            self.progressed.emit(done, total)

    @Slot(int, object)
    def _on_ended(self, number: int, came: object) -> None:
        if number != self._number:
            return
        self._thread = None
        if isinstance(came, UserError):
            self.failed.emit(came)
        elif came is None:
            self.stopped.emit()
        else:
            self.done.emit(came)
