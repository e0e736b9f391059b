"""One workshop = one file: reading, `edit()`, undo, redo and the change signal.

Every change goes through `SessionFile.edit`, one transaction recorded by SQLite's session
extension. Its changeset is the undo step, the redo step and the signal at once.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import labels, opening, position, touched
from workshop_app.storage.migrations import RELEASED, Versions
from workshop_app.storage.schema import UNRECORDED_TABLES
from workshop_app.storage.transactions import Change, Transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from peewee import Query


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_key() -> str:
    """A random key for a row: text, so that session files can be merged."""
    return os.urandom(8).hex()


_UNDONE: Final = 1
_SET_ASIDE: Final = 2
"""The edit could not be taken back or repeated; the next Ctrl+Z passes it by."""


class HistoryEntry(NamedTuple):
    """One line of the undo history."""

    number: int
    label: str
    undone: bool


class Edit:
    """The open transaction: runs queries, nothing else."""

    __slots__ = ("_connection",)

    def __init__(self, connection: apsw.Connection) -> None:
        """Bind to the session's connection for the length of one change."""
        self._connection = connection

    def run(self, query: Query) -> None:
        """Execute an insert, update or delete."""
        from workshop_app.storage.tables import compiled

        self._connection.execute(*compiled(query))


class _Recorded(Edit):
    """An edit that the session extension records, for its undo step and its signal."""

    __slots__ = ("_change", "_label", "_recorder", "_undoable", "_written")

    def __init__(
        self, connection: apsw.Connection, change: Transactions, label: str, *, undoable: bool
    ) -> None:
        self._connection = connection
        self._change = change
        self._label = label
        self._undoable = undoable

    def __enter__(self) -> Edit:
        self._change.begin()
        self._written: set[str] = set()
        self._recorder = recorder = apsw.Session(self._connection, "main")
        recorder.table_filter(self._records)
        recorder.attach()
        return self

    def _records(self, table: str) -> bool:
        """Asked when a table is first written to."""
        if table in UNRECORDED_TABLES:
            return False
        self._written.add(table)
        return True

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Save and tell, or take back."""
        if error is not None:
            self._recorder.close()
            self._change.roll_back(error)
            return
        try:
            changeset = self._recorder.changeset()
            self._recorder.close()
            if changeset and self._undoable:
                self._remember(changeset)
        except BaseException as fault:
            self._change.roll_back(fault)
            raise
        self._change.commit()
        if changeset:
            self._change.announce(Change(self._label, frozenset(self._written)))

    def _remember(self, changeset: bytes) -> None:
        self._connection.execute("DELETE FROM journal WHERE undone = 1")
        self._connection.execute(
            "INSERT INTO journal (label, made_at, undone, changeset) VALUES (?, ?, 0, ?)",
            (labels.stored(self._label), _now(), changeset),
        )


class SessionFile:
    """An open ``*.workshop`` file; this process alone has it while it is writable.

    Made by `create` and `open`. Not thread-safe: one writer, in one thread.
    """

    def __init__(self, path: Path, connection: apsw.Connection, *, writable: bool) -> None:
        """Use `create` or `open` instead."""
        self.path = path
        self.connection = connection
        """The raw connection, for pragmas, copies and checks."""
        self._changes = Transactions(connection, path, writable=writable)
        self._is_open = True

    @property
    def writable(self) -> bool:
        """Whether anything may be changed."""
        return self._changes.writable

    @writable.setter
    def writable(self, writable: bool) -> None:
        self._changes.writable = writable

    @classmethod
    def create(cls, path: Path) -> SessionFile:
        """Make a new, empty session file.

        Raises `UserError` when the path exists or its folder cannot be written.
        """
        return cls(path, opening.create(path), writable=True)

    @classmethod
    def open(
        cls, path: Path, *, writable: bool = True, versions: Versions = RELEASED
    ) -> SessionFile:
        """Open an existing session file, after checking that it is one.

        One of an older version is migrated; ``versions`` are those there are. Raises
        `UserError` with one clear sentence for anything else, and leaves the file's bytes as
        they were.
        """
        connection = opening.open_checked(path, writable=writable, versions=versions)
        return cls(path, connection, writable=writable)

    def close(self) -> None:
        """Close; an empty rollback journal left beside the file is removed."""
        if self._is_open:
            self._is_open = False
            with suppress(UserError):
                position.store(self)
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
        return self._changes.subscribe(listener)

    def announce(self, change: Change) -> None:
        """Tell every listener of a change that is committed."""
        self._changes.announce(change)

    def edit(self, label: str, *, undoable: bool = True) -> AbstractContextManager[Edit]:
        """One transaction: everything inside is saved together or not at all.

        ``label`` names the change in the undo menu. ``undoable=False`` is for what Ctrl+Z
        must never touch, such as moving on to the next step. Raises `UserError` when the
        disk is full or the file cannot be written; then nothing has changed.
        """
        return _Recorded(self.connection, self._changes, label, undoable=undoable)

    @contextmanager
    def secret_edit(self, *tables: str) -> Iterator[Edit]:
        """A transaction that no changeset records: ballots, and their destruction.

        The signal names only ``tables``.
        """
        with self._changes.change():
            yield Edit(self.connection)
        self.announce(Change("", frozenset(tables)))

    def together(self) -> AbstractContextManager[None]:
        """Save every edit of the block in one transaction, all or none, and tell of it once."""
        return self._changes.together()

    # -- undo ----------------------------------------------------------------------------

    def history(self, limit: int = 50) -> list[HistoryEntry]:
        """The newest edits first, undone ones included."""
        newest = self.rows(
            "SELECT number, label, undone FROM journal ORDER BY number DESC LIMIT ?", limit
        )
        return [
            HistoryEntry(number, labels.read(label), undone == _UNDONE)
            for number, label, undone in newest
        ]

    def undoable(self, limit: int) -> list[HistoryEntry]:
        """What `undo` would take back one after the other: neither undone nor set aside."""
        newest = self.rows(
            "SELECT number, label FROM journal WHERE undone = 0 ORDER BY number DESC LIMIT ?", limit
        )
        return [HistoryEntry(number, labels.read(label), undone=False) for number, label in newest]

    def redoable(self) -> HistoryEntry | None:
        """What `redo` would do once more."""
        last = self.row(
            "SELECT number, label FROM journal WHERE undone = 1 ORDER BY number LIMIT 1"
        )
        return HistoryEntry(last[0], labels.read(last[1]), undone=True) if last else None

    def activities_of(self, entry: HistoryEntry) -> frozenset[str]:
        """The activities whose content an edit changed; none for agenda, people and facts."""
        found = self.row("SELECT changeset FROM journal WHERE number = ?", entry.number)
        return touched.activities_in(self.connection, found[0]) if found else frozenset()

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
        connection = self.connection
        found = connection.execute(sql).fetchone()
        if found is None:
            return None
        number, kept, changeset = found
        label = labels.read(kept)
        if undo:
            changeset = apsw.Changeset.invert(changeset)
        mark = "UPDATE journal SET undone = ? WHERE number = ?"
        try:
            with self._changes.change():
                apsw.Changeset.apply(changeset, connection)
                connection.execute(mark, (int(undo), number))
        except apsw.AbortError as error:
            with self._changes.change():
                connection.execute(mark, (_SET_ASIDE, number))
            raise UserError(
                "“{label}” cannot be taken back or repeated: the same thing was changed since.",
                "Nothing was changed.",
                "Change it by hand.",
                label=label,
            ) from error
        self.announce(Change(label, frozenset(_tables_in(changeset))))
        return label


def _tables_in(changeset: bytes) -> set[str]:
    return {change.name for change in apsw.Changeset.iter(changeset)}
