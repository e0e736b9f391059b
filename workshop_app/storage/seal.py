"""What tells that the counts of a closed round are still those that closing wrote.

Sums notice a number that cannot be; a vote that was moved from one answer to another leaves every
sum as it was. No secret is in it: somebody who knows this program can seal counts of their own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Rows = Callable[[str, str], list[tuple[Any, ...]]]
    """What a `SELECT` about the round with this key finds."""

Held = list[list[tuple[Any, ...]]]
"""All that a seal is for: a round, its questions, its groups with their ballots, its counts."""

_SEALED: Final = (
    ("round", "key", "key, activity, number, mode, attribute, expected, returned, minimum, "
     "merged, named, live"),
    ("round_question", "round", "question, position, form, answers, zero"),
    ("tally_group", "round", "name, position, ballots"),
    ("tally", "round", "question, name, answer, votes"),
)  # fmt: skip
"""All of a round but whether it was revealed, and the names of those who gave theirs."""


def seal_of(rows: Rows, round_key: str) -> str:
    """The seal for what the file holds of a closed round now."""
    return seal_on([
        rows(f"SELECT {columns} FROM {table} WHERE {of} = ? ORDER BY 1, 2, 3", round_key)
        for table, of, columns in _SEALED
    ])


def held_of_all(
    rows: Callable[[str], list[tuple[Any, ...]]], counts: Iterable[tuple[Any, ...]]
) -> Mapping[str, Held]:
    """What the seals of all rounds are for, by the rounds' keys; ``counts`` is all of ``tally``."""
    found: dict[str, Held] = defaultdict(_nothing)
    for place, (table, of, columns) in enumerate(_SEALED[:-1]):
        for row in rows(f"SELECT {of}, {columns} FROM {table} ORDER BY 1, 2"):
            found[row[0]][place].append(row[1:])
    for row in sorted(counts):
        found[row[0]][-1].append(row[1:])
    return found


def _nothing() -> Held:
    return [[] for _ in _SEALED]


def seal_on(held: Held) -> str:
    """The seal for all that it is for."""
    return blake2b(json.dumps(held).encode(), digest_size=16).hexdigest()
