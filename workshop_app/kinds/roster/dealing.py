"""Dealing people over tables so that each table is as mixed as it can be (METHOD §3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop_app.kinds.roster.model import beside_manager
from workshop_app.session.csv_file import folded
from workshop_app.statistics import mix_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workshop_app.session.people import Person

PREFERRED = 5
"""People at a table when nobody says how many tables there are."""

MOST_TRIALS = 20_000
"""Swaps that are tried at most: a second's work, far more than a room of forty needs."""

MOST_SEATS = 50_000
"""Seats that are tried at most to keep everybody from their manager."""

_BESIDE = 1000.0
"""What a seat beside the own manager costs: more than any mix is worth."""

_Tables = list[list["Person"]]
_Bound = list[tuple["Person", set[str]]]


def table_count(people: int) -> int:
    """How many tables seat so many people best, four to six at each."""
    return max(round(people / PREFERRED), 1)


def deal(people: Sequence[Person], tables: int, bands: Mapping[int, str]) -> dict[str, str]:
    """The table, "1" and up, of every person who is present, by the person's key.

    Sorted by band, then department, people are dealt round; then pairs are swapped while
    the tables' summed mix index rises. Nobody sits with their own manager where so many even
    tables allow it; `beside_manager` names those of whom they do not. Save the result with
    `workshop_app.session.people.seat_people`.

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
    teams = _managers(present)
    worth = _Worth(present, teams)
    _swap(dealt, worth)
    if any(beside_manager(table) for table in dealt):
        apart = _apart(present, [len(table) for table in dealt], teams)
        if apart is not None:
            dealt = apart
            _swap(dealt, worth)
    return {person.key: str(number) for number, table in enumerate(dealt, 1) for person in table}


class _Worth:
    """How good a table is: its mix index, less for everybody who sits with their manager."""

    def __init__(self, people: Sequence[Person], managers: Mapping[str, set[str]]) -> None:
        self._managers = managers
        self._departments = len({person.department for person in people})
        self._levels = len({person.level for person in people})

    def __call__(self, people: Sequence[Person]) -> float:
        if not people:
            return 0.0
        departments = Counter(person.department for person in people)
        levels = Counter(person.level for person in people)
        keys = {person.key for person in people}
        managed = sum(not self._managers[key].isdisjoint(keys) for key in keys)
        mix = mix_index(
            list(departments.values()), list(levels.values()), self._departments, self._levels
        )
        return mix.index - _BESIDE * managed


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


def _apart(
    people: Sequence[Person], sizes: Sequence[int], managers: Mapping[str, set[str]]
) -> _Tables | None:
    """Tables of these sizes at which nobody sits with their manager.

    ``None`` where there are none, or none was found in a room so large that not every seating
    could be tried.
    """
    bound, free = _chains(people, managers)
    search = _Search(bound, sizes)
    if not search.seat(0):
        return None
    while free:
        for table, size in zip(search.tables, sizes, strict=True):
            if free and len(table) < size:
                table.append(free.pop(0))
    return search.tables


class _Search:
    """Seats one after the other, and goes back where somebody finds no table."""

    def __init__(self, bound: _Bound, sizes: Sequence[int]) -> None:
        self.tables: _Tables = [[] for _ in sizes]
        self._bound = bound
        self._sizes = sizes
        self._tried = 0

    def seat(self, number: int) -> bool:
        """Seat everybody from ``number`` on; whether that was possible."""
        if number == len(self._bound):
            return True
        person, others = self._bound[number]
        for table in self._open():
            self._tried += 1
            if self._tried > MOST_SEATS:
                return False
            if others.isdisjoint(one.key for one in table):
                table.append(person)
                if self.seat(number + 1):
                    return True
                table.pop()
        return False

    def _open(self) -> _Tables:
        """Tables with room, the emptiest first; of empty ones of a size one is enough."""
        room = [
            (size - len(table), table) for size, table in zip(self._sizes, self.tables, strict=True)
        ]
        found: _Tables = []
        empty = set()
        for left, table in sorted(room, key=lambda one: -one[0]):
            if left and (table or left not in empty):
                found.append(table)
                empty |= set() if table else {left}
        return found


def _managers(people: Sequence[Person]) -> dict[str, set[str]]:
    """The keys of whoever has the name of somebody's manager; nobody is their own."""
    named: dict[str, set[str]] = {}
    for person in people:
        named.setdefault(folded(person.name), set()).add(person.key)
    return {
        person.key: named.get(folded(person.manager), set()) - named[folded(person.name)]
        for person in people
    }


def _chains(
    people: Sequence[Person], managers: Mapping[str, set[str]]
) -> tuple[_Bound, list[Person]]:
    """Who has a manager or a team here with the keys of those, most first; and everybody else."""
    others = {key: set(of) for key, of in managers.items()}
    for key, of in managers.items():
        for manager in of:
            others[manager].add(key)
    bound = [(person, others[person.key]) for person in people if others[person.key]]
    bound.sort(key=lambda one: -len(one[1]))
    return bound, [person for person in people if not others[person.key]]
