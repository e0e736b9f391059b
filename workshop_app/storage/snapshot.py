"""A session as it is at one moment, in memory: long work reads it while the day goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import apsw

from workshop_app.storage.session_file import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


def snapshot(file: SessionFile) -> SessionFile:
    """A copy of all that is stored, for reading only; nothing of it touches the disk.

    The file is kept from others only while its pages are copied.
    """
    memory = apsw.Connection(":memory:")
    with file.alone(), memory.backup("main", file.connection, "main") as backup:
        backup.step()
    return SessionFile(file.path, memory, writable=False)


def packed(copy: SessionFile) -> bytes:
    """A snapshot as bytes, for another process."""
    return copy.connection.serialize("main")


def unpacked(data: bytes, path: Path) -> SessionFile:
    """The snapshot that was `packed`; ``path`` is that of its session."""
    memory = apsw.Connection(":memory:")
    memory.deserialize("main", data)
    return SessionFile(path, memory, writable=False)
