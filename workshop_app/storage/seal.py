"""What tells that the counts of a closed round are still those that closing wrote.

Sums notice a number that cannot be; a vote that was moved from one answer to another leaves every
sum as it was. No secret is in it: somebody who knows this program can seal counts of their own.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = Callable[[str, str], list[tuple[Any, ...]]]
    """What a `SELECT` about the round with this key finds."""

_SEALED: Final = (
    "SELECT key, activity, number, mode, attribute, expected, returned, minimum, merged, named, "
    "live FROM round WHERE key = ?",
    "SELECT question, position, form, answers, zero FROM round_question WHERE round = ? ORDER BY 1",
    "SELECT name, position, ballots FROM tally_group WHERE round = ? ORDER BY 1",
    "SELECT question, name, answer, votes FROM tally WHERE round = ? ORDER BY 1, 2, 3",
)
"""All of a round but whether it was revealed, and the names of those who gave theirs."""


def seal_of(rows: Rows, round_key: str) -> str:
    """The seal for what the file holds of a closed round now."""
    return seal_on(held_of(rows, round_key))


def held_of(rows: Rows, round_key: str) -> list[list[tuple[Any, ...]]]:
    """All that a seal is for: a round, its questions, its groups with their ballots, its counts."""
    return [rows(asked, round_key) for asked in _SEALED]


def seal_on(held: list[list[tuple[Any, ...]]]) -> str:
    """The seal for what `held_of` gave."""
    return blake2b(json.dumps(held).encode(), digest_size=16).hexdigest()
