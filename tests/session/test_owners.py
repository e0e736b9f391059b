"""Who carries something: found by name, shown with consent only."""

from __future__ import annotations

import pytest

from workshop_app.errors import UserError
from workshop_app.session.owners import (
    Owner,
    called,
    key_of,
    owner_of,
    stored_owner,
    typed_owner,
)
from workshop_app.session.people import Person

PEOPLE = (
    Person("Jan de Vries", department="Sales", level=3, key="k1"),
    Person("Janneke Smit", department="Service", level=1, named=True, key="k2"),
    Person("Jan Bakker", department="Service", role="sponsor", key="k3"),
    Person("Mo Ali", key="k4"),
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Janneke Smit", "k2"),
        ("janneke", "k2"),
        ("JAN DE VRIES", "k1"),
        ("Mo", "k4"),
        ("Jan", "Jan"),  # two people are called so
        ("Jann", "Jann"),
        ("service", "service"),
        ("  Somebody   else ", "Somebody else"),
        ("", ""),
    ],
)
def test_a_name_is_found(typed: str, kept: str) -> None:
    assert stored_owner(typed, PEOPLE) == kept


NAMESAKES = (
    Person("Jan de Vries", department="Sales", key="k1"),
    Person("jan  de vries", department="Service", key="k2"),
    Person("Mo Ali", email="mo@example.org", key="k3"),
    Person("Mo Ali", email="ali@example.org", key="k4"),
    Person("Ada", department="Sales", key="k5"),
    Person("Ada", department="Sales", key="k6"),
    Person("Bo", key="k7"),
)


def test_namesakes_are_told_apart() -> None:
    assert list(called(NAMESAKES).values()) == [
        "Jan de Vries (Sales)", "jan  de vries (Service)", "Mo Ali (mo@example.org)",
        "Mo Ali (ali@example.org)", "Ada (1)", "Ada (2)", "Bo",
    ]
    for person in NAMESAKES:
        said = typed_owner(person.key, NAMESAKES)
        assert stored_owner(said, NAMESAKES) == person.key
        assert key_of(said, NAMESAKES) == person.key


def test_a_name_that_several_have_is_asked_about() -> None:
    with pytest.raises(UserError) as error:
        stored_owner("JAN DE VRIES", NAMESAKES)
    assert "2 people on the list are called “JAN DE VRIES”" in str(error.value)
    assert "Jan de Vries (Sales), jan  de vries (Service)" in str(error.value)
    assert key_of("Jan de Vries", NAMESAKES) == "", "what was typed before is nobody’s"


def test_a_name_comes_back_as_it_is_typed() -> None:
    assert typed_owner("k2", PEOPLE) == "Janneke Smit"
    assert typed_owner("Somebody", PEOPLE) == "Somebody"
    assert typed_owner("0123456789abcdef", PEOPLE) == "", "somebody who was taken off the list"


def test_only_who_agreed_is_named() -> None:
    bands = {1: "floor", 3: "middle"}
    assert owner_of("", PEOPLE) is None
    assert owner_of("k1", PEOPLE, bands) == Owner("", "", "Sales", "middle", key="k1")
    assert owner_of("k2", PEOPLE, bands) == Owner("Janneke Smit", "", "Service", "floor", key="k2")
    assert owner_of("SERVICE", PEOPLE) == Owner(department="Service")
    assert owner_of("Somebody", PEOPLE) == Owner(listed=False)


def test_what_leaves_the_session_has_no_name_without_consent() -> None:
    for person in PEOPLE:
        owner = owner_of(person.key, PEOPLE)
        assert owner is not None
        assert (person.name in owner.public().values()) is person.named
        assert "key" not in owner.public()


@pytest.mark.parametrize(
    ("stored", "key"),
    [
        ("k1", "k1"),
        ("JANNEKE SMIT", "k2"),
        ("jan@sales.example", "k5"),
        ("Janneke", ""),  # a first name was not typed for somebody of the list
        ("Jan Bakker", ""),  # two people are called so
        ("Service", ""),
        ("", ""),
    ],
)
def test_a_row_is_of_whose_key_or_only_name_it_has(stored: str, key: str) -> None:
    namesake = Person("jan bakker", "jan@sales.example", key="k5")
    assert key_of(stored, (*PEOPLE, namesake)) == key


def test_a_name_that_was_typed_before_the_list_is_somebody_on_it() -> None:
    assert owner_of("Jan de Vries", PEOPLE) == owner_of("k1", PEOPLE)
    assert owner_of("Jan Bakker", (*PEOPLE, Person("Jan Bakker", key="k5"))) == Owner(listed=False)
