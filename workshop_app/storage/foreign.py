"""Another session's file, read as data: checked, copied into memory, and left as it is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from shutil import copyfile

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening
from workshop_app.storage.session_file import SessionFile
from workshop_app.storage.snapshot import snapshot
from workshop_app.storage.tally import TOTAL


def read_foreign(path: Path, beside: Path) -> SessionFile:
    """All that ``path`` holds, in memory and for reading only.

    Raises `UserError`: it is ``beside`` itself, open elsewhere, newer, damaged, or no session.
    What an interrupted change left in it is taken back in a copy.
    """
    if _is_same(path, beside):
        # Even reading its bytes here would end the lock that this process holds on it.
        raise UserError(
            "{name} is this session itself.",
            "Nothing was changed.",
            "Choose the file of the other laptop.",
            name=path.name,
        )
    journal = path.with_name(f"{path.name}-journal")
    if not (journal.is_file() and journal.stat().st_size):
        return _copied(path, path)
    _check_free(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        try:
            copyfile(path, copy)
            copyfile(journal, copy.with_name(journal.name))
        except OSError as error:
            raise opening.unreadable(path, error) from error
        return _copied(copy, path)


def forget_groups(file: SessionFile) -> None:
    """Leave only what all of us said in a file that `read_foreign` gave: a copy in memory."""
    with file.alone():
        file.connection.execute("DELETE FROM tally WHERE name <> ?", (TOTAL,))
        file.connection.execute("DELETE FROM tally_group")


def _copied(path: Path, named: Path) -> SessionFile:
    with SessionFile.open(path, writable=False) as file:
        found = snapshot(file)
    found.path = named
    return found


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _check_free(path: Path) -> None:
    """Raise `UserError` where another program is in the middle of a change."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema")
    except (apsw.BusyError, apsw.LockedError) as error:
        raise opening.storage_fault(error, path) or opening.damaged(path) from error
    except apsw.Error:
        return  # Reading only, SQLite takes no change back; what it is, the copy says.
    finally:
        connection.close()
