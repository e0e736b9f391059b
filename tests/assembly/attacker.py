"""Somebody who holds everything that is left of a vote, and knows when each person voted.

Each voter says a word that nobody else says. The attacker looks for the words in every place where
they could lie in some order: bytes, page by page, rows, numbers of rows, what one copy has and
those before it have not, exports. In which order did these people vote? Shuffled people tell how
well one guesses who knows nothing.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import apsw
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SHUFFLES = 999
FEWEST = 5
"""Words in a place below which their order says nothing."""

PAGE = 4096

Order = tuple[int, ...]
"""The voters, each by the place in the queue, as their words lie somewhere."""

Orders = tuple[Order, ...]
"""Pieces that say something together, such as the pages of a file."""


def words(number: int, chance: random.Random) -> list[str]:
    """One for each voter: of one length, and in no order of the alphabet."""
    letters = "bcdfghjklmnpqrstvwz"
    made = {"".join(chance.choices(letters, k=9)): None for _ in range(number * 2)}
    return list(made)[:number]


def orders(folder: Path, said: Sequence[str]) -> set[Orders]:
    """Every order in which the words lie in the files below a folder."""
    found: set[Orders] = set()
    copies: list[bytes] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if data.startswith(b"%PDF"):
            data = "\n".join(page.extract_text() for page in PdfReader(path).pages).encode()
        found |= {(order,) for order in _in(data, said)}
        if data.startswith(b"SQLite format 3"):
            new = [one for one in said if not any(one.encode() in copy for copy in copies)]
            for order in _in(data, new):
                found.add((tuple(said.index(new[n]) for n in order),))
            copies.append(data)
            found |= set(_page_by_page(data, said))
            for rows in _tables(path):
                found |= {(order,) for order in _in(rows, said)}
    return found


def _page_by_page(data: bytes, said: Sequence[str]) -> Iterator[Orders]:
    """What is new in a page of SQLite's lies before what was there."""
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    found = tuple(order for page in pages for order in list(_in(page, said))[:1])
    if found:
        yield found


def _in(data: bytes, said: Sequence[str]) -> Iterator[Order]:
    """By the first place of each word, and by the last."""
    for places in (
        {data.find(word.encode()): n for n, word in enumerate(said)},
        {data.rfind(word.encode()): n for n, word in enumerate(said)},
    ):
        places.pop(-1, None)
        if len(places) >= FEWEST:
            yield tuple(n for _, n in sorted(places.items()))


def _tables(path: Path) -> Iterator[bytes]:
    """The rows of each table as they come, and by their numbers where they have some."""
    connection = apsw.Connection(f"file:{path}?immutable=1",
                                 flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    try:
        for name, bare in connection.execute(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall():
            for sort in ("", *([] if bare else ["ORDER BY rowid"])):
                rows = connection.execute(f"SELECT * FROM {name} {sort}").fetchall()
                yield b"\n".join(_plain(row) for row in rows)
    finally:
        connection.close()


def _plain(row: tuple[object, ...]) -> bytes:
    return b"|".join(one if isinstance(one, bytes) else str(one).encode() for one in row)


def chance_of(found: set[Orders], voters: int) -> float:
    """How often shuffled people fit the best of these orders as well as the real ones do (p)."""
    places = list(range(voters))
    real = _best(found, places)
    chance = random.Random(18)
    as_good = 0
    for _ in range(SHUFFLES):
        chance.shuffle(places)
        as_good += _best(found, places) >= real
    return (1 + as_good) / (1 + SHUFFLES)


def _best(found: set[Orders], places: Sequence[int]) -> float:
    return max((_fit(pieces, places) for pieces in found), default=0.0)


def _fit(pieces: Orders, places: Sequence[int]) -> float:
    """Spearman's rank correlation of all pieces, either way round, by how surprising it is."""
    weights = [len(piece) - 1 for piece in pieces]
    alike = sum(
        weight * _correlation([places[n] for n in piece])
        for weight, piece in zip(weights, pieces, strict=True)
    )
    surprise: float = abs(alike) / sum(weights) ** 0.5
    return surprise


def _correlation(queue: Sequence[int]) -> float:
    n = len(queue)
    ranks = {place: rank for rank, place in enumerate(sorted(queue))}
    apart = sum((at - ranks[place]) ** 2 for at, place in enumerate(queue))
    return 1 - 6 * apart / (n * (n * n - 1))
