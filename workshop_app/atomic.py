"""Files that are whole or absent: written beside their place, synced, then renamed."""

from __future__ import annotations

import os
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

    Raises `UserError` for a folder, a session (by its name or by what it holds), an empty
    name and one that is too long.
    """
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise UserError(
            "The name {name}… is too long for a file.",
            "Nothing was written.",
            "Choose a shorter name.",
            name=path.name[:30],
        )
    if not path.name or _is_folder(path):
        raise UserError(
            "{name} is a folder, not a file to write.",
            "Nothing was written.",
            "Give a file name as well.",
            name=path.name or path,
        )
    if path.exists() and not path.is_file():
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


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


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
    if path.is_symlink():
        path = path.resolve()  # what it points to is written, and the link stays
    partial = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield partial
        if path.exists():
            partial.chmod(path.stat().st_mode & 0o777)
        handle = os.open(partial, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        partial.replace(path)
    except OSError as error:
        raise UserError(
            "{name} could not be written: {reason}.",
            "What was there before is unchanged.",
            "Choose a folder you can write to, with room on the disk.",
            name=path.name,
            reason=error.strerror or error,
        ) from error
    finally:
        # A read-only or vanished drive must not hide why the file could not be written.
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one; raises `UserError` when that fails.

    Never over a session, whatever it is called.
    """
    check_output(path)
    with replacing(path) as partial:
        partial.write_bytes(data)
