"""Files that are whole or absent: written beside their place, synced, then renamed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DATABASE: Final = b"SQLite format 3\x00"
_SESSIONS: Final = (".workshop", ".workshop-journal")
_LONGEST_NAME: Final = 200
"""Bytes of a name: what systems allow, less what the temporary name adds."""


def check_output(path: Path) -> None:
    """Refuse a place where no file may be written, before the work of making it.

    Raises `UserError` for a folder, a device or a pipe, a session (by its name or by what it
    holds), an empty name and one that is too long.
    """
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise UserError(
            "The name {name}… is too long for a file.",
            "Nothing was written.",
            "Choose a shorter name.",
            name=path.name[:30],
        )
    mode = _mode(path)
    if not path.name or stat.S_ISDIR(mode):
        raise UserError(
            "{name} is a folder, not a file to write.",
            "Nothing was written.",
            "Give a file name as well.",
            name=name_of(path),
        )
    if mode and not stat.S_ISREG(mode):
        raise UserError(
            "{name} is a device, not a file to write.",
            "It was not touched.",
            "Choose another name.",
            name=path.name,
        )
    if path.suffix.lower() in _SESSIONS or _holds_session(path):
        raise UserError(
            "{name} is the name of a session, and nothing may be written over one.",
            "It was not touched.",
            "Choose another name.",
            name=path.name,
        )


def name_of(path: Path) -> str:
    """What a file or folder is called, also where it was given as “.” or “..”."""
    if path.name not in ("", ".."):
        return path.name
    try:
        whole = path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        whole = path
    return whole.name or str(whole)


def _mode(path: Path) -> int:
    """What kind of thing lies there; 0 where nothing does, or nothing can be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _holds_session(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it takes its place at the end.

    If anything fails the temporary file goes and ``path`` stays as it was. Raises
    `UserError` when the place cannot be written.
    """
    path = _linked(path)  # what it points to is written, and the link stays
    partial = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield partial
        if mode := _mode(path):
            partial.chmod(mode & 0o777)
        handle = os.open(partial, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        partial.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        # A read-only or vanished drive must not hide why the file could not be written.
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _linked(path: Path) -> Path:
    """Where a link leads to; raises `UserError` for links that lead to one another."""
    try:
        found = path.resolve() if path.is_symlink() else path
        if found.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    except RuntimeError:  # what Python 3.12 and before say of a loop
        raise _unwritten(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from None
    except OSError as error:
        raise _unwritten(path, error) from error
    return found


def _unwritten(path: Path, error: OSError) -> UserError:
    return UserError(
        "{name} could not be written: {reason}.",
        "What was there before is unchanged.",
        "Choose a folder you can write to, with room on the disk.",
        name=path.name,
        reason=error.strerror or error,
    )


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one; raises `UserError` when that fails.

    Never over a session, whatever it is called.
    """
    check_output(path)
    with replacing(path) as partial:
        partial.write_bytes(data)
