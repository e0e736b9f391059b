"""A complete, checked copy of an open session file, or none."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import apsw

from workshop_app.storage import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def duplicate(connection: apsw.Connection, target: Path, *, ballots: bool = True) -> None:
    """Write what the file holds to ``target``: under a temporary name, synced, then checked.

    Without ``ballots`` it holds none. Raises `apsw.Error` or `OSError`; nothing half-made is
    left behind.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        partial.unlink(missing_ok=True)
        with _room_for_all(connection):
            connection.execute("VACUUM INTO ?", (str(partial),))
        if not ballots:
            _strip(partial)
        _sync(partial)
        _check(partial)
        partial.replace(target)
        _sync(target.parent)
    except (apsw.Error, OSError):
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def shrink(connection: apsw.Connection) -> None:
    """Write the whole file anew, so that nothing is left in it of what was deleted.

    Whole or as it was, also where the process ends. Raises `apsw.Error`.
    """
    with _room_for_all(connection):
        connection.execute("VACUUM")


@contextmanager
def _room_for_all(connection: apsw.Connection) -> Iterator[None]:
    """Let the cache hold the whole file while it is vacuumed.

    Pages that leave the cache early are written without their checksum, and then the copy is
    taken for damaged: with SQLite's usual 2 MB that were all files above it.
    """
    usual = connection.pragma("cache_size")
    pages = int(str(connection.pragma("page_count")))
    connection.pragma("cache_size", max(pages * 2 + 1000, 2000))
    try:
        yield
    finally:
        connection.pragma("cache_size", usual)


def _strip(path: Path) -> None:
    """Destroy the ballots in a copy that is being made."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.pragma("journal_mode", "memory")
        connection.pragma("secure_delete", 1)
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        for table in {name for (name,) in tables}.intersection(schema.SECRET_TABLES):
            connection.execute(f"DELETE FROM {table}")
        shrink(connection)
    finally:
        connection.close()


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(path: Path) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        if connection.pragma("application_id") != schema.APPLICATION_ID:
            raise apsw.CorruptError("the copy has lost its application id")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise apsw.CorruptError(f"the copy is damaged: {found}")
    finally:
        connection.close()
