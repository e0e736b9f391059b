"""A session as it is at one moment, in memory: long work reads it while the day goes on."""

from __future__ import annotations

import apsw

from workshop_app.storage.session_file import SessionFile


def snapshot(file: SessionFile) -> SessionFile:
    """A copy of all that is stored, for reading only; nothing of it touches the disk.

    The file is kept from others only while its pages are copied.
    """
    memory = apsw.Connection(":memory:")
    with file.alone(), memory.backup("main", file.connection, "main") as backup:
        backup.step()
    return SessionFile(file.path, memory, writable=False)
