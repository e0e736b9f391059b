"""Names for session files that every system takes, and that never meet an existing file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

LONGEST: Final = 80
"""Characters of a name without its ending: room is left for what copies add."""

_FORBIDDEN: Final = '<>:"/\\|?*'
_TAKEN_BY_WINDOWS: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def suggested_name(about: str, day: date) -> str:
    """A name such as “Northlight 2026-03-03.workshop”; ``about`` may hold anything."""
    return f"{plain_name(about, LONGEST - 11)} {day.isoformat()}{SUFFIX}".strip()


def plain_name(about: str, longest: int = LONGEST) -> str:
    """What every system takes of a text as the name of a file, without an ending."""
    plain = "".join(c if c.isprintable() and c not in _FORBIDDEN else " " for c in about)
    return " ".join(plain.split())[:longest].strip(". ")


def checked_name(text: str) -> str:
    """What was typed as the name of a file, with its ending.

    Raises `UserError` for a name that some system would not take.
    """
    name = text.strip()
    stem = name[: -len(SUFFIX)] if name.casefold().endswith(SUFFIX) else name
    stem = stem.rstrip(". ")
    safe = "Nothing was made, and everything you typed is still here."
    if not stem:
        raise UserError("The file has no name yet.", safe, "Type a name for it.")
    wrong = sorted({c for c in stem if c in _FORBIDDEN or not c.isprintable()})
    if wrong:
        raise UserError(
            "The name of a file cannot hold these characters: {characters}.",
            safe,
            "Leave them out; “Change…” chooses another folder.",
            characters=" ".join(c if c.isprintable() else "¶" for c in wrong),
        )
    if stem.startswith(".") or _TAKEN_BY_WINDOWS.fullmatch(stem):
        raise UserError("No file can be called “{name}”.", safe, "Type another name.", name=stem)
    if len(stem) > LONGEST:
        raise UserError(
            "The name of the file is longer than {most} characters.",
            safe,
            "Type a shorter one.",
            most=LONGEST,
        )
    return stem + SUFFIX


def free_path(folder: Path, name: str) -> Path:
    """``name`` in ``folder``, with a number where there is a file of that name already."""
    path = first = folder / name
    number = 1
    while path.exists():
        number += 1
        path = first.with_name(f"{first.stem} {number}{first.suffix}")
    return path
