"""Creating and opening session files, and saying plainly why one cannot be opened."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import apsw

from workshop_app.atomic import name_of
from workshop_app.errors import UserError
from workshop_app.storage import checksums, migrations, schema
from workshop_app.storage.migrations import RELEASED, Versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX: Final = ".workshop"
_LONGEST_NAME: Final = 200
"""Bytes of a name: what systems allow, less what a journal's or a copy's name adds."""

_HEADER: Final = b"SQLite format 3\x00"

PRAGMAS: Final[dict[str, str | int]] = {
    "locking_mode": "exclusive",
    "journal_mode": "truncate",
    "synchronous": 2,
    "fullfsync": 1,
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,
}
"""Set at opening and read back; the values are those that reading back returns."""

_READING: Final = ("foreign_keys", "trusted_schema", "cell_size_check", "mmap_size")


class InUseError(UserError):
    """Another process holds the file."""


class DiskFullError(UserError):
    """Nothing can be saved until there is room again; what was saved before is safe."""


def create(path: Path) -> apsw.Connection:
    """Make a new session file at ``path`` with the newest schema.

    Raises `UserError` when ``path`` exists or cannot be written.
    """
    with creating(path):
        pass
    return open_checked(path, writable=True)


@contextmanager
def creating(path: Path, version: int = schema.VERSION) -> Iterator[Path]:
    """Give the path of a new session file to fill; it gets its own name at the end.

    If anything fails nothing is left behind. Raises `UserError` when ``path`` exists or
    cannot be written.
    """
    _check_new(path)
    partial = path.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        connection = apsw.Connection(str(partial))
        try:
            connection.reserve_bytes(reserve=checksums.RESERVED)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.execute("BEGIN")
            for statement in schema.SCHEMAS[version]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        finally:
            connection.close()
        yield partial
        partial.rename(path)
    except (apsw.Error, OSError) as error:
        fault = storage_fault(error, path) or UserError(
            "{name} could not be made: {reason}.",
            "Nothing was written.",
            "Choose a folder you can write to.",
            name=path.name,
            reason=error,
        )
        if isinstance(fault, DiskFullError):
            fault.safe = "Nothing was written."
        raise fault from error
    finally:
        for left in (partial, _journal(partial)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _check_new(path: Path) -> None:
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise UserError(
            "The name {name}… is too long for a file.",
            "Nothing was written.",
            "Choose a shorter name.",
            name=path.name[:30],
        )
    if path.exists():
        raise UserError(
            "{name} already exists.",
            "It was not touched.",
            "Choose another name.",
            name=name_of(path),
        )
    if not path.parent.is_dir():
        raise UserError(
            "The folder {folder} does not exist.",
            "Nothing was written.",
            "Make the folder first or choose another one.",
            folder=path.parent,
        )


def open_checked(
    path: Path, *, writable: bool, versions: Versions = RELEASED
) -> apsw.Connection:
    """Open and check a session file; raises `UserError` for anything that is not one.

    One of an older version is brought to the newest after a copy was kept. Without
    ``writable`` that happens in memory only, and the file stays as it is.
    """
    _check_bytes(path)
    recovering = _journal(path).exists() and _journal(path).stat().st_size > 0
    flags = apsw.SQLITE_OPEN_READWRITE if writable or recovering else apsw.SQLITE_OPEN_READONLY
    connection: apsw.Connection | None = None
    try:
        connection = apsw.Connection(str(path), flags=flags)
        _check_identity(connection, path, versions)
        _set_pragmas(connection, writable=writable)
        if writable:
            connection.execute("BEGIN EXCLUSIVE; COMMIT")
        _check_schema(connection, path, versions)
        if migrations.version_of(connection) < versions.newest:
            connection = _migrated(connection, path, versions, writable=writable)
    except BaseException as error:
        if connection is not None:
            connection.close()
        if isinstance(error, apsw.Error | OSError):
            raise storage_fault(error, path) or damaged(path) from error
        raise
    return connection


def _migrated(
    connection: apsw.Connection, path: Path, versions: Versions, *, writable: bool
) -> apsw.Connection:
    if writable:
        migrations.keep_older(connection, path)
    else:
        memory = apsw.Connection(":memory:")
        with memory.backup("main", connection, "main") as backup:
            backup.step()
        connection.close()
        connection = memory
        _set_pragmas(connection, writable=False)
    try:
        migrations.migrate(connection, versions)
    except apsw.ConstraintError as error:
        connection.close()
        raise UserError(
            "{name} could not be brought to the newest version: {reason}.",
            "Nothing in it is lost.",
            "Ask for help with this file.",
            name=path.name,
            reason=error,
        ) from error
    return connection


def check_content(connection: apsw.Connection, path: Path) -> None:
    """Check a session that is no file of its own; an older one is brought to the newest version.

    Raises `UserError`, with ``path`` for its name, or `apsw.Error`.
    """
    _check_identity(connection, path, RELEASED)
    _set_pragmas(connection, writable=False)
    _check_schema(connection, path, RELEASED)
    migrations.migrate(connection, RELEASED)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def remove_empty_journal(path: Path) -> None:
    """Remove the zero-length rollback journal that TRUNCATE mode leaves behind."""
    journal = _journal(path)
    try:
        if journal.exists() and journal.stat().st_size == 0:
            journal.unlink()
    except OSError:
        return


def _check_bytes(path: Path) -> None:
    try:
        found = path.stat()
        if stat.S_ISREG(found.st_mode):
            with path.open("rb") as stream:
                head = stream.read(100)
    except FileNotFoundError as error:
        raise UserError(
            "There is no file {path}.",
            "Nothing was changed.",
            "Check the name, or make a session with “workshop-app new”.",
            path=path,
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not stat.S_ISREG(found.st_mode):
        raise UserError(
            "{name} is a folder, not a session file."
            if stat.S_ISDIR(found.st_mode)
            else "{name} is a device, not a session file.",
            "Nothing was changed.",
            "Choose a file that ends in {suffix}.",
            name=name_of(path),
            suffix=SUFFIX,
        )
    if not head.startswith(_HEADER):
        what = (
            "{name} is a PDF, not a session file."
            if head.startswith(b"%PDF")
            else "{name} is another kind of file, not a session file."
            if head
            else "{name} is empty, not a session file."
        )
        raise UserError(
            what,
            "It was not touched.",
            "Choose a file that ends in {suffix}.",
            name=path.name,
            suffix=SUFFIX,
        )
    pages = int.from_bytes(head[28:32], "big")
    page_size = int.from_bytes(head[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if len(head) < 100 or (not _journal(path).exists() and found.st_size < pages * page_size):
        raise damaged(path)


def unreadable(path: Path, error: OSError) -> UserError:
    """The system does not let the file be read, and says why."""
    return UserError(
        "{name} cannot be read: {reason}.",
        "Nothing was changed.",
        "Check that the drive is connected and that you may read the file.",
        name=path.name,
        reason=error.strerror,
    )


def damaged(path: Path) -> UserError:
    """The sentence for a session file that is not whole, wherever that is noticed."""
    return UserError(
        "{name} is damaged: part of it is missing or unreadable.",
        "It was not changed.",
        "Open the newest copy of it, or rescue what can be read.",
        name=path.name,
        damaged=True,
    )


def _check_identity(connection: apsw.Connection, path: Path, versions: Versions) -> None:
    if connection.pragma("application_id") != schema.APPLICATION_ID:
        raise UserError(
            "{name} is a database of another program, not a session file.",
            "It was not touched.",
            "Choose a file that ends in {suffix}.",
            name=path.name,
            suffix=SUFFIX,
        )
    version = migrations.version_of(connection)
    if version < 1:
        raise UserError(
            "{name} holds no session.",
            "It was not changed.",
            "Open another file.",
            name=path.name,
        )
    if version > versions.newest:
        raise UserError(
            "{name} was made by a newer version of this app.",
            "It was not touched.",
            "Install the newest version and open it again.",
            name=path.name,
        )


def _set_pragmas(connection: apsw.Connection, *, writable: bool) -> None:
    for name, wanted in PRAGMAS.items():
        if not writable and name not in _READING:
            continue
        connection.pragma(name, wanted)
        found = connection.pragma(name)
        if name == "mmap_size" and found is None:
            continue
        if found != wanted:
            raise UserError(
                "The setting {setting} is {found} instead of {wanted} on this drive.",
                "The session was not opened and not changed.",
                "Copy it to a local folder and open the copy.",
                setting=name,
                found=found,
                wanted=wanted,
            )


def _check_schema(connection: apsw.Connection, path: Path, versions: Versions) -> None:
    if not migrations.fits(connection, versions.schemas[migrations.version_of(connection)]):
        raise UserError(
            "{name} holds something that a session file does not have.",
            "It was not touched.",
            "Ask whoever sent it for the original.",
            name=path.name,
        )
    fault = connection.execute("PRAGMA quick_check(1)").fetchone()
    if fault is None or fault[0] != "ok":
        raise damaged(path)


def _is_limited(error: BaseException) -> bool:
    """Whether a write was refused because of the limit that the system sets for a file's size."""
    if getattr(error, "errno", None) == errno.EFBIG:
        return True
    if getattr(error, "extendedresult", 0) != apsw.SQLITE_IOERR_WRITE or os.name == "nt":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY


def storage_fault(error: BaseException, path: Path) -> UserError | None:
    """The sentence for a fault of disk or lock; ``None`` for anything else."""
    name = path.name
    if isinstance(error, apsw.FullError) or getattr(error, "errno", None) == errno.ENOSPC:
        return DiskFullError(
            "The disk is full.",
            "What was saved before is safe; the last change is not saved.",
            "Free 50 MB, then save again.",
        )
    if _is_limited(error):
        return DiskFullError(
            "{name} may not become any larger here.",
            "What was saved before is safe; the last change is not saved.",
            "Raise the limit for the size of files (“ulimit -f”), then save again.",
            name=name,
        )
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return InUseError(
            "{name} is already open in another window or on another computer.",
            "It was not touched.",
            "Close it there first.",
            name=name,
        )
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | PermissionError):
        return UserError(
            "{name} cannot be written here.",
            "Nothing was changed.",
            "Copy it to a folder you can write to and open the copy.",
            name=name,
        )
    wrong_sum = getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_DATA
    if wrong_sum or isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return damaged(path)
    if isinstance(error, apsw.IOError):
        return UserError(
            "The drive with {name} does not answer.",
            "What was saved before is safe; the last change is not saved.",
            "Connect the drive again, then save again.",
            name=name,
        )
    return None
