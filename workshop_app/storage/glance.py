"""A session file that was checked before and is unchanged since: a look at a few of its rows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from workshop_app.storage import opening
from workshop_app.storage.session_file import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def glanced(path: Path) -> Iterator[SessionFile]:
    """The file for reading only, not checked again; nothing beside it is touched either.

    Raises `UserError`: it is open elsewhere, or cannot be read after all.
    """
    connection: apsw.Connection | None = None
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.pragma("trusted_schema", 0)
        connection.pragma("mmap_size", 0)
        yield SessionFile(path, connection, writable=False)
    except apsw.Error as error:
        raise opening.storage_fault(error, path) or opening.damaged(path) from error
    finally:
        if connection is not None:
            connection.close()
