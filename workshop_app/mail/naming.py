"""Names of files that leave this laptop: safe on every system, wherever they are opened."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from workshop_app.directions import unsigned
from workshop_app.file_names import is_taken, plain_name

if TYPE_CHECKING:
    from collections.abc import Container

_LONGEST: Final = 120
"""Bytes of a name without its ending: what systems allow, less numbers and temporary endings."""

_LONGEST_SUFFIX: Final = 8
_NAMELESS: Final = "file"


def file_name(about: str) -> str:
    """What every system takes of ``about``, which ends like ``.pdf``, as the name of a file.

    Its letters are put together (NFC) as mail programs and most systems have them.
    """
    about = unsigned(about)
    suffix = PurePath(about).suffix if about.isprintable() else ""
    if not suffix[1:].isalnum() or not suffix.isascii() or len(suffix) > _LONGEST_SUFFIX:
        suffix = ""
    whole = about[: len(about) - len(suffix)] if suffix else about
    whole = "".join(c for c in whole if unicodedata.category(c) not in ("Cf", "Cs"))
    stem = plain_name(unicodedata.normalize("NFC", whole), _LONGEST)
    while len(stem.encode("utf-8")) > _LONGEST:
        stem = stem[:-1]
    stem = stem.strip(". ") or _NAMELESS
    return f"{'_' if is_taken(stem) else ''}{stem}{suffix.lower()}"


def another_name(name: str, taken: Container[str]) -> str:
    """``name``, with a number if it is among the ``taken`` ones, which `alike` has made."""
    path, number, free = PurePath(name), 1, name
    while alike(free) in taken:
        number += 1
        free = f"{path.stem} {number}{path.suffix}"
    return free


def alike(name: str) -> str:
    """What two names have in common that some system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
