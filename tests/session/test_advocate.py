"""The customer's advocate changes every half-day, and nobody has it twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.session import advocate, planning
from workshop_app.session.live import Moment
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PEOPLE = (
    Person("Ana", level=1, contact=True),
    Person("Bo", level=1),
    Person("Cas", level=3),
    Person("Dirk", level=5, role="sponsor"),
    Person("Els", level=4, present=False),
)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "Test", people=PEOPLE)
    made = create_workshop(tmp_path / "test.workshop", METHOD, plan)
    yield made
    made.file.close()


def numbers(workshop: Workshop) -> list[int]:
    found = advocate.halves(workshop.slots(), METHOD)
    return [found[slot.key] for slot in workshop.slots()]


def roles(workshop: Workshop) -> dict[str, str]:
    return {person.name: person.role for person in workshop.people() if person.role}


def test_a_short_day_is_one_half(workshop: Workshop) -> None:
    assert set(numbers(workshop)) == {1}


def test_a_day_is_divided_after_its_longest_pause(workshop: Workshop) -> None:
    planning.add(workshop, "", "break", 2, 15)
    planning.add(workshop, "", "break", 5, 45)
    assert numbers(workshop) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2]


def test_a_long_day_without_a_pause_is_divided_in_its_middle(workshop: Workshop) -> None:
    for slot in workshop.slots():
        planning.set_minutes(workshop, "", slot, 45)
    assert numbers(workshop) == [1, 1, 1, 1, 2, 2, 2, 2]


def test_every_day_counts_on(workshop: Workshop) -> None:
    planning.split_before(workshop, "", workshop.slots()[4])
    assert numbers(workshop) == [1, 1, 1, 1, 2, 2, 2, 2]


def test_the_role_goes_round(workshop: Workshop) -> None:
    planning.split_before(workshop, "", workshop.slots()[4])
    assert advocate.due(workshop) is None, "nothing has begun"
    workshop.go(Moment(workshop.slots()[0].key), NOW)
    assert advocate.due(workshop) == 1
    first = advocate.suggested(workshop)
    assert first is not None
    assert first.name == "Bo", "without weekly contact first, never the sponsor or who is away"
    advocate.appoint(workshop, "Appoint", 1, first)
    assert advocate.due(workshop) is None
    workshop.go(Moment(workshop.slots()[5].key), NOW)
    assert advocate.due(workshop) == 2
    second = advocate.suggested(workshop)
    assert second is not None
    assert second.name == "Cas", "of another band than Bo"
    advocate.appoint(workshop, "Appoint", 2, second)
    assert roles(workshop) == {"Cas": "customer_advocate", "Dirk": "sponsor"}
    assert workshop.file.undo() == "Appoint"
    assert roles(workshop) == {"Bo": "customer_advocate", "Dirk": "sponsor"}
    assert advocate.due(workshop) == 2


def test_who_has_the_role_already_keeps_it_for_the_first_half(workshop: Workshop) -> None:
    add_people(workshop.file, "", [Person("Fay", level=2, role="customer_advocate")])
    found = advocate.suggested(workshop)
    assert found is not None
    assert found.name == "Fay"
