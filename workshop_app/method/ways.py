"""The ways in which one round takes its answers, as one text: ``booth+paper``.

A way is one of `MODES`; a round may take several at once, and keeps those that were used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from workshop_app.method.model import MODES

if TYPE_CHECKING:
    from collections.abc import Iterable

_AND: Final = "+"

OPEN_WAYS: Final = ("cards", "touch")
"""Ways in which everybody sees what is answered: for harmless topics, or where it is wanted."""

Outcome = Literal["saved", "closed", "voted", "faulty"]
"""What became of one ballot: on disk; too late; its seat has another one; not an answer."""


def ways_of(mode: str) -> tuple[str, ...]:
    """The ways that a mode is made of."""
    return tuple(filter(None, mode.split(_AND)))


def mode_of(ways: Iterable[str]) -> str:
    """Several ways as one mode, always in the same order."""
    wanted = set(ways)
    return _AND.join(way for way in MODES if way in wanted)


def is_mode(mode: str) -> bool:
    """Whether it is what `mode_of` makes: at least one way, all known, each once, in order."""
    return bool(mode) and set(ways_of(mode)) <= set(MODES) and mode_of(ways_of(mode)) == mode
