"""One workshop = one file: reading, `edit()`, undo, redo and the change signal.

Every change goes through `SessionFile.edit`, one transaction recorded by SQLite's session
extension. Its changeset is the undo step, the redo step and the signal at once.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening
from workshop_app.storage.schema import UNRECORDED_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from peewee import Query


def new_key() -> str:
    """A random key for a row: text, so that session files can be merged."""
    return os.urandom(8).hex()


_UNDONE: Final = 1
_SET_ASIDE: Final = 2
"""The edit could not be taken back or repeated; the next Ctrl+Z passes it by."""


class Change(NamedTuple):
    """What one committed edit touched; sent once, after COMMIT."""

    label: str
    tables: frozenset[str]


class HistoryEntry(NamedTuple):
    """One line of the undo history."""

    number: int
    label: str
    undone: bool


class Edit:
    """The open transaction: runs queries, nothing else."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Bind to the session's connection for the length of one `SessionFile.edit`."""
        self._connection = connection

    def run(self, query: Query) -> None:
        """Execute an insert, update or delete."""
        from workshop_app.storage.tables import compiled

        self._connection.execute(*compiled(query))


class SessionFile:
    """An open ``*.workshop`` file; this process alone has it while it is writable.

    Made by `create` and `open`. Not thread-safe: one writer, in one thread.
    """

    def __init__(self, path: Path, connection: apsw.Connection, *, writable: bool) -> None:
        """Use `create` or `open` instead."""
        self.path = path
        self.writable = writable
        self.connection = connection
        """The raw connection, for pragmas, copies and checks."""
        self._listeners: list[Callable[[Change], None]] = []
        self._untold: deque[Change] = deque()
        self._telling = False
        self._is_open = True
        self._tables = tuple(
            name
            for (name,) in self.connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            )
            if name not in UNRECORDED_TABLES and not name.startswith("sqlite_")
        )

    @classmethod
    def create(cls, path: Path) -> SessionFile:
        """Make a new, empty session file.

        Raises `UserError` when the path exists or its folder cannot be written.
        """
        return cls(path, opening.create(path), writable=True)

    @classmethod
    def open(cls, path: Path, *, writable: bool = True) -> SessionFile:
        """Open an existing session file, after checking that it is one.

        Raises `UserError` with one clear sentence for anything else, and leaves the
        file's bytes as they were.
        """
        return cls(path, opening.open_checked(path, writable=writable), writable=writable)

    def close(self) -> None:
        """Close; an empty rollback journal left beside the file is removed."""
        if self._is_open:
            self._is_open = False
            self.connection.close()
            opening.remove_empty_journal(self.path)

    def __enter__(self) -> SessionFile:
        """Close at the end of a ``with`` block."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close whatever happened."""
        self.close()

    # -- reading -------------------------------------------------------------------------

    def rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Every row of a ``SELECT`` with its ``values`` for the question marks."""
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: str | int) -> tuple[Any, ...] | None:
        """The first row of a ``SELECT``, or ``None``."""
        found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return found

    # -- changing ------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every committed change; returns what ends the subscription."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    @contextmanager
    def edit(self, label: str, *, undoable: bool = True) -> Iterator[Edit]:
        """One transaction: everything inside is saved together or not at all.

        ``label`` names the change in the undo menu. ``undoable=False`` is for what Ctrl+Z
        must never touch, such as moving on to the next step. Raises `UserError` when the
        disk is full or the file cannot be written; then nothing has changed.
        """
        with self._recorded(label, undoable=undoable) as changed:
            yield Edit(self.connection)
        if changed:
            self.announce(Change(label, frozenset(changed)))

    @contextmanager
    def _recorded(self, label: str, *, undoable: bool) -> Iterator[set[str]]:
        changed: set[str] = set()
        with self._transaction():
            recorder = apsw.Session(self.connection, "main")
            try:
                for table in self._tables:
                    recorder.attach(table)
                yield changed
                changeset = recorder.changeset()
            finally:
                recorder.close()
            if changeset:
                changed |= _tables_in(changeset)
                if undoable:
                    self._remember(label, changeset)

    @contextmanager
    def secret_edit(self, table: str) -> Iterator[Edit]:
        """A transaction that no changeset records: ballots, and their destruction.

        The signal names only ``table``.
        """
        with self._transaction():
            yield Edit(self.connection)
        self.announce(Change("", frozenset({table})))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._require_ready()
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, apsw.Error):
                fault = opening.storage_fault(error, self.path)
                if fault is not None:
                    raise fault from error
            raise

    def _remember(self, label: str, changeset: bytes) -> None:
        connection = self.connection
        connection.execute("DELETE FROM journal WHERE undone = 1")
        connection.execute(
            "INSERT INTO journal (label, made_at, undone, changeset) VALUES (?, ?, 0, ?)",
            (label, datetime.now(UTC).isoformat(timespec="seconds"), changeset),
        )

    # -- undo ----------------------------------------------------------------------------

    def history(self, limit: int = 50) -> list[HistoryEntry]:
        """The newest edits first, undone ones included."""
        newest = self.rows(
            "SELECT number, label, undone FROM journal ORDER BY number DESC LIMIT ?", limit
        )
        return [HistoryEntry(number, label, undone == _UNDONE) for number, label, undone in newest]

    def undo(self) -> str | None:
        """Take the newest edit back and return its label; ``None`` when there is none.

        Raises `UserError`, and changes nothing, when something else changed since; that edit
        is set aside, and the next undo goes on with the one before it.
        """
        return self._step(
            "SELECT number, label, changeset FROM journal WHERE undone = 0 "
            "ORDER BY number DESC LIMIT 1",
            undo=True,
        )

    def redo(self) -> str | None:
        """Do the edit that was undone last once more; returns its label or ``None``."""
        return self._step(
            "SELECT number, label, changeset FROM journal WHERE undone = 1 ORDER BY number LIMIT 1",
            undo=False,
        )

    def _step(self, sql: str, *, undo: bool) -> str | None:
        self._require_ready()
        connection = self.connection
        found = connection.execute(sql).fetchone()
        if found is None:
            return None
        number, label, changeset = found
        if undo:
            changeset = apsw.Changeset.invert(changeset)
        mark = "UPDATE journal SET undone = ? WHERE number = ?"
        try:
            with self._transaction():
                apsw.Changeset.apply(changeset, connection)
                connection.execute(mark, (int(undo), number))
        except apsw.AbortError as error:
            with self._transaction():
                connection.execute(mark, (_SET_ASIDE, number))
            raise UserError(
                "“{label}” cannot be taken back or repeated: the same thing was changed since.",
                "Nothing was changed.",
                "Change it by hand.",
                label=label,
            ) from error
        self.announce(Change(label, frozenset(_tables_in(changeset))))
        return str(label)

    # -- helpers -------------------------------------------------------------------------

    def announce(self, change: Change) -> None:
        """Tell every listener, even if one raises; called after COMMIT only.

        What a listener changes itself is told when everybody has heard of this change.
        """
        self._untold.append(change)
        if not self._telling:
            self._tell()

    def _tell(self) -> None:
        self._telling = True
        try:
            with ExitStack() as calls:
                change = self._untold.popleft()
                for listener in reversed(self._listeners):
                    calls.callback(listener, change)
        finally:
            self._telling = False
            if self._untold:
                self._tell()

    def _require_ready(self) -> None:
        if self.connection.in_transaction:
            raise RuntimeError("a change within a change: make one edit of the two")
        if not self.writable:
            raise UserError(
                "{name} is open for reading only.",
                "Nothing was changed.",
                "Copy it to a folder you can write to and open the copy.",
                name=self.path.name,
            )


def _tables_in(changeset: bytes) -> set[str]:
    return {change.name for change in apsw.Changeset.iter(changeset)}
