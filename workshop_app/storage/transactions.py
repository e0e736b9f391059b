"""Beginning, ending and telling of changes: one at a time, whole, and told after COMMIT.

Several threads may change a file, in turn: one lock is held from the beginning of a change to its
end. Listeners hear of every change in one thread, that which opened the file.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import RLock, get_ident
from typing import TYPE_CHECKING, NamedTuple

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Change(NamedTuple):
    """What one committed edit touched; sent once, after COMMIT."""

    label: str
    tables: frozenset[str]


class Transactions:
    """The changes of one file. Each is a transaction, or a part of one within `together`."""

    def __init__(self, connection: apsw.Connection, path: Path, *, writable: bool) -> None:
        """Begin nothing yet."""
        self._connection = connection
        self._path = path
        self.writable = writable
        self._busy = False
        self._parts: list[Change] | None = None
        self._listeners: list[Callable[[Change], None]] = []
        self._untold: deque[Change] = deque()
        self._telling = False
        self.lock = RLock()
        """Held while a thread reads or changes the file; `alone` also holds back the telling."""
        self._alone = 0
        self._thread = get_ident()
        self._waiting: deque[Change] = deque()
        self.on_waiting: Callable[[], None] | None = None
        """Called in another thread when a change made there begins to wait for `tell_waiting`."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other thread read or change until the end of the block; told of after it.

        Whoever hears of a change may so wait for another thread that wants the file.
        """
        try:
            with self.lock:
                self._alone += 1
                try:
                    yield
                finally:
                    self._alone -= 1
        finally:
            self._tell_if_free()

    # -- one change ----------------------------------------------------------------------

    def begin(self) -> None:
        """Begin a change; raises `UserError` when the file cannot be written now.

        Waits while another thread makes one.
        """
        self.lock.acquire()
        try:
            self._begin()
        except BaseException:
            self.lock.release()
            raise

    def _begin(self) -> None:
        if self._busy or (self._parts is None and self._connection.in_transaction):
            raise RuntimeError("a change within a change: make one edit of the two")
        if not self.writable:
            raise UserError(
                "{name} is open for reading only.",
                "Nothing was changed.",
                "Copy it to a folder you can write to and open the copy.",
                name=self._path.name,
            )
        self._busy = True
        try:
            self._connection.execute("BEGIN IMMEDIATE" if self._parts is None else "SAVEPOINT part")
        except BaseException as error:
            self._busy = False
            if self._parts is None:
                self._take_back(error)
            raise

    def commit(self) -> None:
        """Save the change; raises `UserError`, and then nothing has changed."""
        try:
            self._connection.execute("COMMIT" if self._parts is None else "RELEASE part")
        except BaseException as error:
            self.roll_back(error)
            raise
        self._busy = False
        self.lock.release()

    def roll_back(self, error: BaseException) -> None:
        """Take the change back; raises `UserError` where ``error`` is a fault of the disk."""
        try:
            self._take_back(error)
        finally:
            self.lock.release()

    def _take_back(self, error: BaseException) -> None:
        self._busy = False
        if self._connection.in_transaction:
            part = self._parts is not None
            self._connection.execute("ROLLBACK TO part; RELEASE part" if part else "ROLLBACK")
        fault = opening.storage_fault(error, self._path) if isinstance(error, apsw.Error) else None
        if fault is not None:
            raise fault from error

    @contextmanager
    def change(self) -> Iterator[None]:
        """Begin, and commit or take back at the end of the block."""
        self.begin()
        try:
            yield
        except BaseException as error:
            self.roll_back(error)
            raise
        self.commit()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Save every change of the block in one transaction, and tell of them as one.

        Within another such block it is a part of that one.
        """
        with self.lock:
            if self._parts is not None:
                yield
                return
            with self.change():
                self._busy, self._parts = False, []
                try:
                    yield
                finally:
                    parts, self._parts = self._parts, None
        if parts:
            self.announce(_as_one(parts))

    # -- telling -------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every committed change; returns what ends the subscription."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def announce(self, change: Change) -> None:
        """Tell every listener, even if one raises; called after COMMIT only.

        What a listener changes itself is told when everybody has heard of this change.
        """
        with self.lock:
            if self._parts is not None:
                self._parts.append(change)
                return
        if get_ident() == self._thread:
            self._untold.append(change)
            self._tell_if_free()
            return
        with self.lock:
            self._waiting.append(change)
            is_first = len(self._waiting) == 1
        if is_first and self.on_waiting is not None:
            self.on_waiting()

    def tell_waiting(self) -> None:
        """Tell, as one, of what other threads changed; only in the thread that opened the file."""
        waiting = []
        while self._waiting:
            waiting.append(self._waiting.popleft())
        if waiting:
            self.announce(_as_one(waiting))

    def _tell_if_free(self) -> None:
        with self.lock:
            free = not self._alone and not self._telling and get_ident() == self._thread
        if free and self._untold:
            self._tell()

    def _tell(self) -> None:
        self._telling = True
        try:
            change = self._untold.popleft()
            self._tell_each(change, iter(tuple(self._listeners)))
        finally:
            self._telling = False
            if self._untold:
                self._tell()

    def _tell_each(self, change: Change, listeners: Iterator[Callable[[Change], None]]) -> None:
        try:
            for listener in listeners:
                listener(change)
        except BaseException:
            self._tell_each(change, listeners)
            raise


def _as_one(changes: list[Change]) -> Change:
    label = next((change.label for change in changes if change.label), "")
    return Change(label, frozenset().union(*(change.tables for change in changes)))
