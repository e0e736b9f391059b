"""One workshop = one file: reading, `edit()`, undo, redo and the change signal.

Every change goes through `SessionFile.edit`, one transaction recorded by SQLite's session
extension. Its changeset is the undo step, the redo step and the signal at once.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import labels, opening, position
from workshop_app.storage.history import SET_ASIDE, History
from workshop_app.storage.migrations import RELEASED, Versions
from workshop_app.storage.schema import UNRECORDED_TABLES
from workshop_app.storage.transactions import Change, Transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from peewee import Query

_AT_ONCE: Final = 100
"""Rows that one statement inserts: few enough for its text to be prepared only once."""


_REMEMBER: Final = "INSERT INTO journal (label, made_at, undone, changeset) VALUES (?, ?, 0, ?)"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_key() -> str:
    """A random key for a row: text, so that session files can be merged."""
    return os.urandom(8).hex()


class Edit:
    """The open transaction: runs queries, nothing else."""

    __slots__ = ("_connection",)

    def __init__(self, connection: apsw.Connection) -> None:
        """Bind to the session's connection for the length of one change."""
        self._connection = connection

    def run(self, query: Query) -> None:
        """Execute an insert, update or delete."""
        from workshop_app.storage.row import compiled

        self._connection.execute(*compiled(query))

    def run_each(self, query: Query | str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Execute a query, or its SQL, once for each of ``rows``: values for its question marks.

        ``query`` is made for any one of them; it becomes SQL only once.
        """
        from workshop_app.storage.row import compiled

        sql = query if isinstance(query, str) else compiled(query)[0]
        self._connection.executemany(sql, rows)

    def insert(self, into: str, rows: Sequence[tuple[str, ...]], then: str = "") -> None:
        """Insert rows of one length, many with each statement: ``into VALUES (…), (…) then``.

        Every statement lets other threads have the interpreter, and waits for it: a thousand rows
        by themselves took four times as long while phones were answered.
        """
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            line = f"({', '.join('?' * len(some[0]))})"
            sql = f"{into} VALUES {', '.join([line] * len(some))} {then}"
            self._connection.execute(sql, [value for row in some for value in row])


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
        try:
            self._recorder = recorder = apsw.Session(self._connection, "main")
            recorder.table_filter(self._records)
            recorder.attach()
        except BaseException as error:
            self._change.roll_back(error)
            raise
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
        self._connection.execute(_REMEMBER, (labels.stored(self._label), _now(), changeset))


class SessionFile:
    """An open ``*.workshop`` file; this process alone has it while it is writable.

    Made by `create` and `open`. Any thread may read and change it, one at a time: the others wait.
    What belongs together, such as a change that follows from what was read, stands in an `alone`.
    """

    def __init__(self, path: Path, connection: apsw.Connection, *, writable: bool) -> None:
        """Use `create` or `open` instead."""
        self.path = path
        self.connection = connection
        """The raw connection, for pragmas, copies and checks, within `alone`."""
        self._changes = Transactions(connection, path, writable=writable)
        self._lock = self._changes.lock
        self.history = History(connection, self._lock)
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
            if self.writable:
                with suppress(UserError):
                    position.store(self)
            with self._lock:
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
        with self._lock:
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: str | int) -> tuple[Any, ...] | None:
        """The first row of a ``SELECT``, or ``None``."""
        with self._lock:
            found: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return found

    def gathered(self, columns: str, where: str, *values: str | int) -> list[tuple[Any, ...]]:
        """Rows of texts and numbers that SQLite gathers to one, as `Edit.insert` writes them."""
        found = self.row(f"SELECT json_group_array(json_array({columns})) {where}", *values)
        return [tuple(row) for row in json.loads(found[0] if found else "[]")]

    def alone(self) -> AbstractContextManager[None]:
        """Let no other thread read or change the file until the end of the block.

        No transaction: each edit of the block is saved by itself. All are told of after it.
        """
        return self._changes.alone()

    # -- telling -------------------------------------------------------------------------

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every committed change; returns what ends the subscription.

        It is called in the thread that opened the file. What another thread changed waits for
        `tell_waiting`.
        """
        return self._changes.subscribe(listener)

    def call_when_waiting(self, wake: Callable[[], None] | None) -> None:
        """Call ``wake``, in the other thread, when a change made there begins to wait.

        It has to return at once and to see that `tell_waiting` is called in the thread that
        opened the file, such as by emitting a signal to it. ``None`` ends that.
        """
        self._changes.on_waiting = wake

    def tell_waiting(self) -> None:
        """Tell every listener, once, of all that other threads have changed since."""
        self._changes.tell_waiting()

    def announce(self, change: Change) -> None:
        """Tell every listener of a change that is committed."""
        self._changes.announce(change)

    # -- changing ------------------------------------------------------------------------

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

        The signal names only ``tables``; without any there is none.
        """
        with self._changes.change():
            yield Edit(self.connection)
        if tables:
            self.announce(Change("", frozenset(tables)))

    def together(self) -> AbstractContextManager[None]:
        """Save every edit of the block in one transaction, all or none, and tell of it once."""
        return self._changes.together()

    @contextmanager
    def one_step(self, label: str) -> Iterator[None]:
        """The same, and what is undone of it is undone as one edit that ``label`` names."""
        with self.together():
            found = self.row("SELECT MAX(number) FROM journal WHERE undone <> 1")
            before = int(found[0]) if found and found[0] is not None else 0
            yield
            new = "FROM journal WHERE undone = 0 AND number > ?"
            parts = self.rows(f"SELECT changeset {new} ORDER BY number", before)
            if len(parts) > 1:
                with self._changes.change():
                    self.connection.execute(f"DELETE {new}", (before,))
                    self.connection.execute(_REMEMBER, (labels.stored(label), _now(), _one(parts)))

    # -- undo ----------------------------------------------------------------------------

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
        with self.alone():
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
                    connection.execute(mark, (SET_ASIDE, number))
                raise UserError(
                    "“{label}” cannot be taken back or repeated: the same thing was changed since.",
                    "Nothing was changed.",
                    "Change it by hand.",
                    label=label,
                ) from error
            self.announce(Change(label, frozenset(_tables_in(changeset))))
        return label


def _one(parts: Sequence[tuple[bytes]]) -> bytes:
    """The changes of several changesets in one."""
    whole: Any = apsw.ChangesetBuilder()  # type: ignore[no-untyped-call]
    try:
        for (changeset,) in parts:
            whole.add(changeset)
        return bytes(whole.output())
    finally:
        whole.close()


def _tables_in(changeset: bytes) -> set[str]:
    return {change.name for change in apsw.Changeset.iter(changeset)}
