"""The history of a session file: what undo and redo would do, and what each edit changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.storage import labels, touched

if TYPE_CHECKING:
    from threading import RLock

    import apsw

_UNDONE: Final = 1

SET_ASIDE: Final = 2
"""The edit could not be taken back or repeated; the next Ctrl+Z passes it by."""


class HistoryEntry(NamedTuple):
    """One line of the undo history."""

    number: int
    label: str
    undone: bool


class History:
    """Reads the journal of one file; only the file itself writes it."""

    def __init__(self, connection: apsw.Connection, lock: RLock) -> None:
        """``lock`` is held by the thread that reads or changes the file."""
        self._connection = connection
        self._lock = lock

    def entries(self, limit: int = 50) -> list[HistoryEntry]:
        """The newest edits first, undone ones included."""
        return self._read("ORDER BY number DESC LIMIT ?", limit)

    def undoable(self, limit: int) -> list[HistoryEntry]:
        """What `undo` would take back one after the other: neither undone nor set aside."""
        return self._read("WHERE undone = 0 ORDER BY number DESC LIMIT ?", limit)

    def redoable(self) -> HistoryEntry | None:
        """What `redo` would do once more."""
        return next(iter(self._read("WHERE undone = 1 ORDER BY number LIMIT ?", 1)), None)

    def activities_of(self, entry: HistoryEntry) -> frozenset[str]:
        """The activities whose content an edit changed; none for agenda, people and facts."""
        with self._lock:
            found = self._rows("SELECT changeset FROM journal WHERE number = ?", entry.number)
            return touched.activities_in(self._connection, found[0][0]) if found else frozenset()

    def _read(self, rest: str, limit: int) -> list[HistoryEntry]:
        found = self._rows(f"SELECT number, label, undone FROM journal {rest}", limit)
        return [
            HistoryEntry(number, labels.read(label), undone == _UNDONE)
            for number, label, undone in found
        ]

    def _rows(self, sql: str, value: int) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(sql, (value,)).fetchall()
