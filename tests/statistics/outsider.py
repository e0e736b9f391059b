"""An outsider who knows the rules, the sizes of all groups and everything published.

They look for possible worlds: other answers that would have been published in the very same
way. A row is what one group answered: valid answers per point, and last those who gave none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workshop_app.statistics import (
    Candidate,
    comparable_item,
    compared_items,
    tells_by_hiding,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator, Sequence

Row = tuple[int, ...]
Table = tuple[Row, ...]
"""A row per group."""
Published = tuple[tuple[Row, Table | None], ...]
"""Per question the total, and the groups where they show."""


def published(tables: Sequence[Table], minimum: int) -> Published:
    """What a round shows."""
    return _published(tables, minimum, protected=True)


def unprotected(tables: Sequence[Table], minimum: int) -> Published:
    """The control: a question is hidden where a group agrees, and nothing else is done."""
    return _published(tables, minimum, protected=False)


def _published(tables: Sequence[Table], minimum: int, *, protected: bool) -> Published:
    candidates = {}
    for index, table in enumerate(tables):
        total, sizes = total_of(table), sizes_of(table)
        if sum(total[:-1]) >= minimum:
            rows = {str(group): row[:-1] for group, row in enumerate(table)}
            telling = protected and tells_by_hiding([total[:-1]], sizes, minimum)
            candidates[str(index)] = Candidate(comparable_item(rows, minimum), telling)
    compared = compared_items(candidates, minimum)
    return tuple(
        (total_of(table), table if str(index) in compared else None)
        for index, table in enumerate(tables)
    )


def total_of(table: Table) -> Row:
    return tuple(map(sum, zip(*table, strict=True)))


def sizes_of(table: Table) -> Row:
    return tuple(map(sum, table))


@cache
def rows_within(total: Row, size: int) -> tuple[Row, ...]:
    """Every way to take ``size`` answers out of a total."""
    if len(total) == 1:
        return ((size,),) if size <= total[0] else ()
    return tuple(
        (count, *rest)
        for count in range(min(total[0], size) + 1)
        for rest in rows_within(total[1:], size - count)
    )


def tables_of(total: Row, sizes: Row) -> Iterator[Table]:
    """Every table with this total and these groups."""
    if len(sizes) == 1:
        yield (total,)
        return
    for row in rows_within(total, sizes[0]):
        left = tuple(of_all - own for of_all, own in zip(total, row, strict=True))
        for rest in tables_of(left, sizes[1:]):
            yield (row, *rest)


class Knowledge:
    """What stays possible for each group of one question."""

    def __init__(self, groups: int) -> None:
        self.rows: list[set[Row]] = [set() for _ in range(groups)]
        self.points: list[set[int]] = [set() for _ in range(groups)]

    def add(self, table: Table) -> None:
        for group, row in enumerate(table):
            self.rows[group].add(row)
            self.points[group].update(point for point, n in enumerate(row[:-1]) if n)

    @property
    def is_open(self) -> bool:
        """No group's counts are fixed, and nobody's answer is."""
        return all(len(rows) > 1 for rows in self.rows) and all(
            len(points) > 1 for points in self.points
        )


def fixed_by_totals(table: Table) -> bool:
    """Whether the total alone says it: then there is nothing to hide."""
    known = Knowledge(len(table))
    for other in tables_of(total_of(table), sizes_of(table)):
        known.add(other)
        if known.is_open:
            return False
    return True


def exposed(
    tables: Sequence[Table], minimum: int, publish: Callable[[Sequence[Table], int], Published]
) -> list[int]:
    """The hidden questions in which the outsider knows a group's counts or somebody's answer.

    Each is varied while the others stay, and once more while another hidden one is made the
    reason for hiding. The worlds found are true ones, so nothing that is fixed is missed.
    """
    seen = publish(tables, minimum)
    hidden = [
        index
        for index, (total, shown) in enumerate(seen)
        if shown is None and sum(total[:-1]) >= minimum and not fixed_by_totals(tables[index])
    ]
    return [
        index for index in hidden if not _is_open(tables, index, hidden, minimum, publish, seen)
    ]


def _is_open(
    tables: Sequence[Table],
    index: int,
    hidden: Sequence[int],
    minimum: int,
    publish: Callable[[Sequence[Table], int], Published],
    seen: Published,
) -> bool:
    known = Knowledge(len(tables[index]))
    for reason in (index, *(other for other in hidden if other != index)):
        world = list(tables)
        if reason != index:
            world[reason] = next(_hiding(tables[reason], minimum), tables[reason])
        for table in tables_of(total_of(tables[index]), sizes_of(tables[index])):
            world[index] = table
            if publish(world, minimum) == seen:
                known.add(table)
                if known.is_open:
                    return True
    return False


def _hiding(table: Table, minimum: int) -> Iterator[Table]:
    for other in tables_of(total_of(table), sizes_of(table)):
        if not comparable_item({str(g): row[:-1] for g, row in enumerate(other)}, minimum):
            yield other


def small_room(rng: random.Random) -> tuple[list[Table], int]:
    """Two or three small groups, which often agree, and one to nine questions."""
    minimum = rng.choice((3, 4))
    sizes = [rng.randint(minimum, minimum + 3) for _ in range(rng.choice((2, 2, 2, 3)))]
    points, silent = rng.choice((2, 3, 5)), rng.choice((0, 0, 0.06))
    tables = []
    for _ in range(rng.randint(1, 9)):
        likely = [rng.randrange(points) for _ in sizes]
        table = []
        for size, point in zip(sizes, likely, strict=True):
            row = [0] * (points + 1)
            for _ in range(size):
                chosen = point if rng.random() < 0.75 else rng.randrange(points)
                row[points if rng.random() < silent else chosen] += 1
            table.append(tuple(row))
        tables.append(tuple(table))
    return tables, minimum
