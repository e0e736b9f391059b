"""Texts that run to the left, such as Hebrew and Arabic names, in sentences that run to the right.

Without a sign, such a name turns round what stands beside it: a comma, a number, the next name. So
each is isolated where a sentence or a list is put together: signs that nobody sees say that it runs
as it likes and that nothing around it changes. A text without such letters never gets any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN: Final = "\u2068"
"""What follows runs as its own first letter says (first strong isolate)."""

END: Final = "\u2069"
"""Where that ends (pop directional isolate)."""

TO_RIGHT: Final = "\u200e"
TO_LEFT: Final = "\u200f"
"""A letter that nobody sees: at the beginning of a line it says which way the line runs."""

KEPT: Final = frozenset(f"{TO_RIGHT}{TO_LEFT}\u2066\u2067{BEGIN}{END}")
"""Signs that change the order of nothing around them but a line's own: those may be typed too."""

SIGNS: Final = KEPT | frozenset("\u061c\u202a\u202b\u202c\u202d\u202e")
"""Every sign that says how others run, and shows nothing itself."""

_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES: Final = re.compile(f"[{BEGIN}{END}]")


def runs_left(text: str) -> bool:
    """Whether some letter of the text is of a script that runs to the left."""
    return not text.isascii() and _LEFT.search(text) is not None


def isolated(text: str) -> str:
    """A text as a part of another one; as it is where nothing in it runs to the left."""
    return f"{BEGIN}{text}{END}" if runs_left(text) else text


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """Parts in a row, none of which changes the order of the others."""
    return between.join(map(isolated, parts))


def unsigned(text: str) -> str:
    """The text without those signs: for files that other programs read."""
    return text if text.isascii() else _ISOLATES.sub("", text)
