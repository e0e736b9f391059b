"""Names for session files: suggested, and checked when they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.file_names import FORBIDDEN, LONGEST, is_taken, plain_name
from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from datetime import date


def suggested_name(about: str, day: date) -> str:
    """A name such as “Northlight 2026-03-03.workshop”; ``about`` may hold anything."""
    return f"{plain_name(about, LONGEST - 11)} {day.isoformat()}{SUFFIX}".strip()


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
    wrong = sorted({c for c in stem if c in FORBIDDEN or not c.isprintable()})
    if wrong:
        raise UserError(
            "The name of a file cannot hold these characters: {characters}.",
            safe,
            "Leave them out; “Change…” chooses another folder.",
            characters=" ".join(c if c.isprintable() else "¶" for c in wrong),
        )
    if stem.startswith(".") or is_taken(stem):
        raise UserError("No file can be called “{name}”.", safe, "Type another name.", name=stem)
    if len(stem) > LONGEST:
        raise UserError(
            "The name of the file is longer than {most} characters.",
            safe,
            "Type a shorter one.",
            most=LONGEST,
        )
    return stem + SUFFIX
