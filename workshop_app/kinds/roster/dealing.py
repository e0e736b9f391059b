"""Dealing people over tables so that each table is as mixed as it can be (METHOD §3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop_app.statistics import mix_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.session.people import Person

PREFERRED = 5
"""People at a table when nobody says how many tables there are."""

MOST_TRIALS = 20_000
"""Swaps that are tried at most: a second's work, far more than a room of forty needs."""

_Tables = list[list["Person"]]


def table_count(people: int) -> int:
    """How many tables seat so many people best, four to six at each."""
    return max(round(people / PREFERRED), 1)


def deal(people: Sequence[Person], tables: int, bands: Mapping[int, str]) -> dict[str, str]:
    """The table, "1" and up, of every person who is present, by the person's key.

    Sorted by band, then department, people are dealt round; then pairs are swapped while
    the tables' summed mix index rises, and nobody moves to a table with their own manager.
    Save the result with `workshop_app.session.people.seat_people`.

    Raises:
        ValueError: there is no table.
    """
    if tables < 1:
        raise ValueError(f"People sit at one table at least, not at {tables}.")
    order = list(dict.fromkeys(bands.values()))

    def place(person: Person) -> tuple[int, str, int]:
        band = bands.get(person.level or 0)
        rank = order.index(band) if band else len(order)
        return rank, person.department.casefold(), person.level or 0

    present = sorted((person for person in people if person.present), key=place)
    dealt: _Tables = [present[table::tables] for table in range(tables)]
    _swap(dealt, _Worth(present))
    return {person.key: str(number) for number, table in enumerate(dealt, 1) for person in table}


class _Worth:
    """How good a table is: its mix index, less for everybody who sits with their manager."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._departments = len({person.department for person in people})
        self._levels = len({person.level for person in people})

    def __call__(self, people: Sequence[Person]) -> float:
        if not people:
            return 0.0
        departments = Counter(person.department for person in people)
        levels = Counter(person.level for person in people)
        names = {person.name.casefold() for person in people}
        managed = sum(person.manager.casefold() in names for person in people if person.manager)
        mix = mix_index(
            list(departments.values()), list(levels.values()), self._departments, self._levels
        )
        return mix.index - 100 * managed


def _swap(tables: _Tables, worth: _Worth) -> None:
    """Swap pairs while that is worth it."""
    trials = 0
    better = True
    while better:
        better = False
        for one, i, other, j in _pairs(tables):
            trials += 1
            if trials > MOST_TRIALS:
                return
            before = worth(one) + worth(other)
            one[i], other[j] = other[j], one[i]
            if worth(one) + worth(other) > before + 1e-9:
                better = True
            else:
                one[i], other[j] = other[j], one[i]


def _pairs(tables: _Tables) -> Iterator[tuple[list[Person], int, list[Person], int]]:
    for number, one in enumerate(tables):
        for other in tables[number + 1 :]:
            for i in range(len(one)):
                for j in range(len(other)):
                    yield one, i, other, j
