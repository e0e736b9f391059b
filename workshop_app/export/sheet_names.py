"""Names of sheets as Excel takes them: short, without its own signs, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 31
"""Characters, as UTF-16 counts them."""

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RESERVED: Final = ("history",)


def sheet_names(wanted: Iterable[str], nameless: str) -> list[str]:
    """A legal name for each, the same but for what Excel does not take; doubles are numbered."""
    found: list[str] = []
    taken = set(_RESERVED)
    for text in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", text).split()).strip("' ") or nameless
        name, number = _cut(plain, LONGEST), 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = _cut(plain, LONGEST - len(ending)) + ending
        taken.add(name.casefold())
        found.append(name)
    return found


def _cut(text: str, longest: int) -> str:
    if len(text.encode("utf-16-le")) <= 2 * longest:
        return text
    cut = text.encode("utf-16-le")[: 2 * (longest - 1)].decode("utf-16-le", "ignore")
    return cut.rstrip("' ") + "…"
