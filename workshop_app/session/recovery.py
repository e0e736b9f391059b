"""The way back from a lost or damaged session file: its newest sound copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app import atomic
from workshop_app.errors import UserError
from workshop_app.file_names import free_path
from workshop_app.session.info import Info, read_info
from workshop_app.storage import SessionFile
from workshop_app.storage.copies import copies_called, copies_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that opens: when it was made, and what the session in it says about itself.

    A copy may be found by the file's name alone, so show title and client before one is used.
    """

    path: Path
    made: datetime
    info: Info


def is_lost(path: Path, error: UserError) -> bool:
    """Whether ``path`` did not open because its content is gone, so that a copy would help."""
    if error.fields.get("damaged"):
        return True
    try:
        return not path.exists() or (path.is_file() and path.stat().st_size == 0)
    except OSError:
        return False


def newest_copy(lost: Path, folders: Iterable[Path]) -> Copy | None:
    """The newest sound copy of the session that was in ``lost``; ``None`` without any.

    Where that place has none, those of another session file of the same name: it was moved.
    """
    places = tuple(folders)
    for of in (copies_of, copies_called):
        found = [entry for folder in places for entry in of(folder, lost)]
        copy = _newest_sound(found)
        if copy is not None:
            return copy
    return None


def _newest_sound(found: list[tuple[datetime, Path]]) -> Copy | None:
    for made, path in sorted(found, reverse=True):
        try:
            with SessionFile.open(path, writable=False) as file:
                return Copy(path, made, read_info(file))
        except UserError:
            continue
    return None


def restore(copy: Copy, lost: Path) -> Path:
    """Put the copy beside ``lost`` under its own name, and return where it is now.

    ``lost`` is not touched, nor the copy. Raises `UserError` when the folder cannot be
    written.
    """
    target = free_path(lost.parent, copy.path.name)
    with atomic.replacing(target) as partial:
        shutil.copyfile(copy.path, partial)
    return target
