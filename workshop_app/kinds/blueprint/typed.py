"""What people type into a cell: its marks, its words, and the department at the end.

``! Card is refused @IT`` is a fail point of the department IT; ``...`` marks a wait, ``+`` what
is new in the future, ``x`` what goes. Console, CSV files and tests share this reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

FAIL, WAIT, CHANGED, REMOVED = "fail", "wait", "changed", "removed"
TAGS: Final = (FAIL, WAIT, CHANGED, REMOVED)

SIGNS: Final = {FAIL: "!", WAIT: "...", CHANGED: "+", REMOVED: "x"}
"""What stands before a text for each mark."""

_SIGN: Final = re.compile(r"(!|\.\.\.|…|\+|[xX×])(?:\s+|(?<=[!…]))(?=\S)")
_TAG_OF: Final = {"!": FAIL, "...": WAIT, "…": WAIT, "+": CHANGED, "x": REMOVED, "X": REMOVED,
                  "×": REMOVED}
_DEPARTMENT: Final = re.compile(r"(?:^|\s)@\s?([^@]+)$")


class Typed(NamedTuple):
    """The marks of a text in their usual order, and the text without them."""

    text: str
    tags: tuple[str, ...] = ()


def read_typed(text: str) -> Typed:
    """A text with the signs before it taken off; a sign alone is a text."""
    text, found = text.strip(), set()
    while match := _SIGN.match(text):
        found.add(_TAG_OF[match[1]])
        text = text[match.end():]
    return Typed(text, tuple(tag for tag in TAGS if tag in found))


def to_type(text: str, tags: Iterable[str]) -> str:
    """The text with its signs, as one would type it."""
    given = set(tags)
    return " ".join([*(SIGNS[tag] for tag in TAGS if tag in given), text])


def department_of(text: str) -> tuple[str, str]:
    """The words of a text, and the department after the last @; empty without."""
    match = _DEPARTMENT.search(text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), match[1].strip()
