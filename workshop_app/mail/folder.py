"""Files into a folder: whole, under names of their own, never over what lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app import atomic
from workshop_app.errors import UserError
from workshop_app.mail.naming import alike, another_name, file_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def save_each(folder: Path, files: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Write each of ``files``, given by name with its ending and content; returns where.

    A name that is taken, in whatever case or spelling, gets a number. The folder is made. Raises
    `UserError` when it cannot be written; what was written before stays, and is whole.
    """
    taken = _names_in(folder)
    saved = []
    for name, data in files:
        path = folder / another_name(file_name(name), taken)
        atomic.write_bytes(path, data)
        taken.add(alike(path.name))
        saved.append(path)
    return saved


def _names_in(folder: Path) -> set[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {alike(path.name) for path in folder.iterdir()}
    except OSError as error:
        raise UserError(
            "The folder {folder} cannot be used: {reason}.",
            "Nothing was written.",
            "Choose a folder you can write to.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
