"""A whole session that lies inside another one, as the bytes of a session file, packed.

It is made anew from the tables and columns that were chosen, so no page of it ever held anything
else.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

from workshop_app.storage import opening, schema
from workshop_app.storage.session_file import SessionFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_MOST: Final = 256 * 1024 * 1024
"""Bytes that an enclosed session may have once it is unpacked."""


class Taken(NamedTuple):
    """What is taken of a table: which rows, columns left empty, and texts that are cleaned."""

    where: str = "1"
    emptied: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def enclose(
    file: SessionFile,
    tables: Mapping[str, Taken],
    clean: Callable[[str], str],
    settings: str,
) -> bytes:
    """The session in ``file`` with these tables, and with ``settings`` instead of its own."""
    connection = apsw.Connection(":memory:")
    try:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("BEGIN")
        for statement in schema.SCHEMAS[schema.VERSION]:
            connection.execute(statement)
        with file.alone():
            for table, taken in tables.items():
                _take(file, connection, table, taken, clean)
        connection.execute("UPDATE session SET settings = ?", (settings,))
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")
        connection.execute("COMMIT")
        return zlib.compress(connection.serialize("main"))
    finally:
        connection.close()


def _take(
    file: SessionFile,
    into: apsw.Connection,
    table: str,
    taken: Taken,
    clean: Callable[[str], str],
) -> None:
    columns = [str(row[1]) for row in into.execute(f"PRAGMA table_info({table})")]
    wanted = ", ".join("''" if name in taken.emptied else name for name in columns)
    rows: Iterable[tuple[Any, ...]] = file.rows(f"SELECT {wanted} FROM {table} WHERE {taken.where}")
    said = {columns.index(name) for name in taken.said}
    if said:
        rows = [
            tuple(clean(value) if place in said else value for place, value in enumerate(row))
            for row in rows
        ]
    marks = ", ".join("?" * len(columns))
    into.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def disclose(data: bytes, path: Path) -> SessionFile:
    """The session in ``data``, in memory and for reading only, brought to the newest version.

    ``path`` is that of the file it lies in. Raises `UserError` for anything that is none.
    """
    connection = apsw.Connection(":memory:")
    try:
        inflater = zlib.decompressobj()
        content = inflater.decompress(data, _MOST)
        if not inflater.eof:
            raise opening.damaged(path)
        connection.deserialize("main", content)
        opening.check_content(connection, path)
    except BaseException as error:
        connection.close()
        if isinstance(error, apsw.Error | zlib.error | TypeError | ValueError):
            raise opening.damaged(path) from error
        raise
    return SessionFile(path, connection, writable=False)


def with_settings(data: bytes, settings: str) -> bytes:
    """The session in ``data`` with other settings, and nothing left of those it had.

    ``data`` is one that `disclose` could read.
    """
    connection = apsw.Connection(":memory:")
    try:
        connection.deserialize("main", zlib.decompress(data))
        connection.execute("UPDATE session SET settings = ?", (settings,))
        connection.execute("VACUUM")
        return zlib.compress(connection.serialize("main"))
    finally:
        connection.close()
