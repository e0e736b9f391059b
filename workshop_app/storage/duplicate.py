"""A complete, checked copy of an open session file, or none."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

import apsw

from workshop_app.storage import schema

if TYPE_CHECKING:
    from pathlib import Path


def duplicate(connection: apsw.Connection, target: Path, *, ballots: bool = True) -> None:
    """Write what the file holds to ``target``: under a temporary name, synced, then checked.

    Without ``ballots`` it holds none. Raises `apsw.Error` or `OSError`; nothing half-made is
    left behind.
    """
    partial = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        partial.unlink(missing_ok=True)
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


def _strip(path: Path) -> None:
    """Destroy the ballots in a copy that is being made."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.pragma("journal_mode", "memory")
        connection.pragma("secure_delete", 1)
        for table in schema.SECRET_TABLES:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("VACUUM")
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
