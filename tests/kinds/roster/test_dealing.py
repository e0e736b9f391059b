"""Dealing tables: everybody sits, evenly, mixed, and not with their own manager."""

from __future__ import annotations

import time
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workshop_app.kinds.roster.dealing import deal, table_count
from workshop_app.kinds.roster.model import beside_manager, table_rules
from workshop_app.session.people import Person

BANDS = {1: "floor", 2: "floor", 3: "middle", 4: "top", 5: "top"}


def room(people: int, departments: int = 4) -> list[Person]:
    return [
        Person(
            f"Person {n}", department=f"Department {n % departments}", level=n % 5 + 1, key=f"p{n}"
        )
        for n in range(people)
    ]


def seated(people: list[Person], tables: int) -> dict[str, list[Person]]:
    seats = deal(people, tables, BANDS)
    found: dict[str, list[Person]] = {}
    for person in people:
        if person.key in seats:
            found.setdefault(seats[person.key], []).append(person)
    return found


@pytest.mark.parametrize(("people", "tables"), [(4, 1), (5, 1), (8, 2), (17, 3), (24, 5), (40, 8)])
def test_tables_seat_four_to_six(people: int, tables: int) -> None:
    assert table_count(people) == tables
    assert all(4 <= len(table) <= 6 for table in seated(room(people), tables).values())


@pytest.mark.parametrize("people", range(1, 41))
def test_everybody_sits_once_and_evenly(people: int) -> None:
    sizes = Counter(deal(room(people), table_count(people), BANDS).values())
    assert sum(sizes.values()) == people
    assert max(sizes.values()) - min(sizes.values()) <= 1


def test_who_is_absent_has_no_seat() -> None:
    people = [*room(8), Person("Absent", present=False, key="gone")]
    assert "gone" not in deal(people, 2, BANDS)


@pytest.mark.parametrize("people", [12, 17, 20, 24, 36])
def test_every_table_of_a_mixed_room_is_mixed(people: int) -> None:
    for table in seated(room(people), table_count(people)).values():
        assert all(table_rules(table, BANDS).values())


def test_nobody_sits_with_their_manager_where_that_can_be_helped() -> None:
    people = [
        Person(p.name, department=p.department, level=p.level, key=p.key,
               manager="PERSON 0" if 0 < n < 6 else "")
        for n, p in enumerate(room(12))
    ]
    for table in seated(people, 2).values():
        assert table_rules(table, BANDS)["manager"]


def managed(managers: list[int]) -> list[Person]:
    """As many people as managers; each has the place of theirs, or −1, or their own."""
    return [
        Person(
            f"Person {n}",
            department=f"D{n % 3}",
            level=n % 5 + 1,
            key=f"p{n}",
            manager=f" person  {manager}" if 0 <= manager < len(managers) else "",
        )
        for n, manager in enumerate(managers)
    ]


def best(people: list[Person], tables: int) -> int:
    """How few sit with their manager at the best seating with tables this even."""
    sizes = [len(people[table::tables]) for table in range(tables)]

    def count(order: tuple[Person, ...]) -> int:
        begun, beside = 0, 0
        for size in sizes:
            beside += len(beside_manager(order[begun : begun + size]))
            begun += size
        return beside

    return min(count(order) for order in permutations(people))


@settings(max_examples=120, deadline=None)
@given(
    managers=st.lists(st.integers(-1, 6), min_size=2, max_size=7),
    tables=st.integers(1, 3),
)
@example(managers=[-1, 0, 0, 0, -1, -1], tables=2)
@example(managers=[-1, 0, 1, 2, 3, 4], tables=2)
def test_nobody_sits_with_their_manager_if_any_seating_avoids_it(
    managers: list[int], tables: int
) -> None:
    """Against every seating there is: chains, stars, circles, and people who manage themselves."""
    people = managed(managers)
    beside = sum(len(beside_manager(table)) for table in seated(people, tables).values())
    assert (beside == 0) == (best(people, tables) == 0)


def test_large_teams_are_parted_too() -> None:
    """Eight teams of five with their managers, at eight tables: each team over other tables."""
    people = managed([-1 if n < 8 else n % 8 for n in range(48)])
    assert all(not beside_manager(table) for table in seated(people, 8).values())


def test_a_room_that_cannot_be_parted_is_dealt_all_the_same() -> None:
    people = managed([-1, *[0] * 39])
    begun = time.process_time()
    tables = seated(people, 8)
    assert time.process_time() - begun < 5
    assert sum(len(beside_manager(table)) for table in tables.values()) == 4


def test_unknown_departments_and_levels_are_dealt_too() -> None:
    people = [Person(f"P{n}", key=f"p{n}") for n in range(10)]
    assert Counter(deal(people, 2, BANDS).values()) == {"1": 5, "2": 5}
    assert deal([], 2, BANDS) == {}


def test_dealing_is_the_same_every_time() -> None:
    assert deal(room(23), 5, BANDS) == deal(room(23), 5, BANDS)


def test_a_crowd_is_dealt_in_time() -> None:
    begun = time.process_time()
    deal(room(500, departments=23), 100, BANDS)
    assert time.process_time() - begun < 10


def test_there_is_a_table_at_least() -> None:
    with pytest.raises(ValueError, match="one table at least"):
        deal(room(4), 0, BANDS)
