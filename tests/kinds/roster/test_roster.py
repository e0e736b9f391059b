"""Rosters: counts, mix, roles, tables and missing voices; names with consent only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import in_dutch, make, method, say, texts, told
from workshop_app.kinds.contract import Footer, Place
from workshop_app.kinds.roster import KIND
from workshop_app.kinds.roster.model import table_rules
from workshop_app.method.model import Activity, Part
from workshop_app.session.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.kinds.roster.model import RosterResults
    from workshop_app.session.context import Context

ACTIVITY = "see-roster"
BANDS = {1: "floor", 2: "floor", 3: "middle", 4: "top", 5: "top"}


def room(people: int = 16) -> list[Person]:
    """A room that meets every rule."""
    return [
        Person(
            f"Person {n}", department=f"Department {n % 4}", level=n % 5 + 1, contact=n % 3 == 0
        )
        for n in range(people)
    ]


class Rooms:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.contexts: list[Context] = []

    def __call__(self, people: Sequence[Person]) -> Context:
        folder = self.folder / str(len(self.contexts))
        folder.mkdir()
        self.contexts.append(make(folder, people).context(ACTIVITY))
        return self.contexts[-1]


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    made = Rooms(tmp_path)
    yield made
    for context in made.contexts:
        context.file.close()


def results(context: Context) -> RosterResults:
    return KIND.results(context)


def test_people_are_counted_by_department_and_level(rooms: Rooms) -> None:
    found = results(rooms([
        Person("A", department="Sales", level=1), Person("B", department="Care", level=1),
        Person("C", department="Sales", level=5), Person("D"),
        Person("E", department="Sales", level=3, present=False),
    ]))
    assert found.people == 4
    assert found.departments == (("Sales", 2), ("Care", 1), ("", 1))
    assert found.levels == ((1, 2), (2, 0), (3, 0), (4, 0), (5, 1), (None, 1))
    assert found.known_departments == 2


def test_a_rich_room_is_green(rooms: Rooms) -> None:
    found = results(rooms(room()))
    assert found.rules.light == "green"
    assert found.mix is not None
    assert found.mix.word == "rich"


def test_departments_of_those_who_are_absent_are_in_use(rooms: Rooms) -> None:
    both = [Person("A", department="Sales", level=1), Person("B", department="Care", level=2)]
    mix = results(rooms(both)).mix
    thinner = results(rooms([*both, Person("C", department="Post", level=1, present=False)])).mix
    assert mix is not None
    assert thinner is not None
    assert mix.departments == thinner.departments == 1.0, "two people cannot be of three"
    more = [Person(f"X{n}", department="Sales", level=1) for n in range(4)]
    one = results(rooms([*both, *more])).mix
    two = results(
        rooms([*both, *more, Person("C", department="Post", level=1, present=False)])
    ).mix
    assert one is not None
    assert two is not None
    assert two.departments < one.departments


@pytest.mark.parametrize(
    "people",
    [[], [Person("A")], [Person("A", department="Sales")], [Person("A", level=2)]],
)
def test_a_mix_needs_a_department_and_a_level(rooms: Rooms, people: list[Person]) -> None:
    context = rooms(people)
    assert results(context).mix is None
    assert results(context).rules.light == "red"
    assert "Departments" in texts(context)
    assert "Mix rule" in told(context)


def test_the_picture_says_what_is_missing(rooms: Rooms) -> None:
    context = rooms([Person(f"P{n}", department="Sales", level=1) for n in range(16)])
    assert "mix rules missed" in texts(context)
    assert "Sales" in texts(context)
    assert "4 departments or more" in texts(context)
    assert "mixregels niet gehaald" in texts(in_dutch(context))


# -- names -------------------------------------------------------------------------------


def test_names_need_consent(rooms: Rooms) -> None:
    people = [
        Person("Sofia Rossi", "sofia@example.org", role="scribe", manager="Otto Boss", named=True),
        Person("Jonas Berg", "jonas@example.org", role="table_host", named=False),
        Person("Amara Diop", role="table_host", named=True, seating="1"),
        Person("Li Wei", seating="1", named=True),
    ]
    context = rooms(people)
    numbers = json.dumps(KIND.numbers(results(context), context))
    everything = " ".join([repr(results(context)), texts(context), told(context), numbers])
    for secret in ("Jonas", "Berg", "example.org", "Otto", "Li Wei"):
        assert secret not in everything
    assert "Sofia" not in texts(context) + numbers
    roles = next(
        table for table in KIND.tables(results(context), context) if table.caption == "Roles"
    )
    assert roles.rows == (("Scribe", "Sofia Rossi"), ("Table host", "Amara Diop and 1 other"))


def test_a_role_without_a_name_is_a_number(rooms: Rooms) -> None:
    context = rooms([Person("A", role="sponsor"), Person("B", role="scribe", present=False)])
    found = {role.id: role.holders for role in results(context).roles}
    assert (found["sponsor"], found["scribe"]) == (1, 0)
    assert "Sponsor 1 person" in told(context)
    assert "Scribe" not in told(context)


# -- tables ------------------------------------------------------------------------------


def test_a_table_has_its_own_rules() -> None:
    good = [
        Person("A", department="Sales", level=1), Person("B", department="Care", level=3),
        Person("C", department="Post", level=1), Person("D", department="Post", level=2),
    ]
    assert all(table_rules(good, BANDS).values())
    assert table_rules(good[:3], BANDS)["people"] is False
    assert table_rules(good[2:], BANDS)["departments"] is False
    assert table_rules([good[0], good[2]], BANDS)["bands"] is False
    boss = Person("E", department="Post", level=2, manager="a")
    assert table_rules([*good, boss], BANDS)["manager"] is False


def test_tables_are_lit_in_their_order(rooms: Rooms) -> None:
    people = room(17)
    seated = [
        Person(p.name, department=p.department, level=p.level, seating=table)
        for p, table in zip(people, ["10"] * 6 + ["2"] * 5 + ["Garden"] * 4 + [""] * 2, strict=True)
    ]
    context = rooms([*seated, Person("Alone", seating="3", manager="Person 1")])
    tables = results(context).tables
    assert [(table.name, table.people) for table in tables] == [
        ("2", 5), ("3", 1), ("10", 6), ("Garden", 4),
    ]
    assert [table.light for table in tables] == ["green", "red", "green", "green"]
    assert "Table 3: not 4 to 6 people" in texts(context)
    assert "Garden" in texts(context)
    assert "Tafel 10" in texts(in_dutch(context))


# -- missing voices, footer, numbers -----------------------------------------------------


def test_missing_voices_are_notes(rooms: Rooms) -> None:
    context = rooms(room())
    assert KIND.places(context) == (Place("missing", "Missing voices"),)
    assert "Missing voices" not in told(context)
    say(context, ("missing", "Night shift; Ana asks them"))
    assert results(context).missing == ("Night shift; Ana asks them",)
    assert "Night shift; Ana asks them" in told(context)
    assert "Wie we nog missen" in told(in_dutch(context))


def test_the_footer_counts_people_and_customer_contact(rooms: Rooms) -> None:
    context = rooms(room(12))
    assert KIND.footer(results(context), "content", context) == Footer(
        "12 people · 4 departments", "4 of 12 meet customers every week"
    )
    unknown = rooms([Person("A")])
    assert KIND.footer(results(unknown), "content", unknown) == Footer("1 person")
    nobody = rooms([])
    assert KIND.footer(results(nobody), "content", nobody) == Footer()
    assert KIND.is_empty(results(nobody))


def test_the_numbers_of_a_room(rooms: Rooms) -> None:
    context = rooms([
        Person("A", department="Sales", level=1, contact=True),
        Person("B", department="Care", level=2, contact=False), Person("C"),
    ])
    numbers = KIND.numbers(results(context), context)
    assert numbers["n"] == 3
    assert numbers["items"]["department"] == {"n": 2, "counts": {"Care": 1, "Sales": 1}}
    assert numbers["items"]["level"]["counts"] == {"1": 1, "2": 1, "3": 0, "4": 0, "5": 0}
    assert numbers["items"]["contact"] == {"n": 2, "counts": {"yes": 1, "no": 1}}
    assert numbers["axes"]["mix"]["score"] == pytest.approx(100.0)
    assert numbers["light"] == "red"


def test_a_method_with_a_field_that_cannot_be_saved_is_refused() -> None:
    assert not complaints(KIND.shape, method().activity(ACTIVITY))
    fields = {"fields": (Part("name"), Part("shoe_size"))}
    found = Activity("see-x", "roster", "see", 1, 1, "open", lists=fields)
    (complaint,) = complaints(KIND.shape, found)
    assert complaint[0] == ("fields", 1)
