"""Names for files that every system takes, and that never meet an existing file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop_app.directions import unsigned

if TYPE_CHECKING:
    from pathlib import Path

LONGEST: Final = 80
"""Characters of a name without its ending: room is left for what copies add."""

FORBIDDEN: Final = '<>:"/\\|?*'
"""What some system does not take anywhere in a name."""

_TAKEN_BY_WINDOWS: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\..*)?", re.IGNORECASE
)


def is_taken(stem: str) -> bool:
    """Whether Windows keeps this name for itself, with whatever ending."""
    return bool(_TAKEN_BY_WINDOWS.fullmatch(stem))


def plain_name(about: str, longest: int = LONGEST) -> str:
    """What every system takes of a text as the name of a file, without an ending."""
    plain = "".join(c if c.isprintable() and c not in FORBIDDEN else " " for c in unsigned(about))
    return " ".join(plain.split())[:longest].strip(". ")


def free_path(folder: Path, name: str) -> Path:
    """``name`` in ``folder``, with a number where there is a file of that name already."""
    path = first = folder / name
    number = 1
    while path.exists():
        number += 1
        path = first.with_name(f"{first.stem} {number}{first.suffix}")
    return path
