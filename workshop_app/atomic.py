"""Files that are whole or absent: written beside their place, synced, then renamed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it takes its place at the end.

    If anything fails the temporary file goes and ``path`` stays as it was. Raises
    `UserError` when the place cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield partial
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
        if path.parent.is_dir():
            partial.unlink(missing_ok=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one; raises `UserError` when that fails."""
    with replacing(path) as partial:
        partial.write_bytes(data)
