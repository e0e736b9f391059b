"""Pledges: private stays private, shared ones carry a first name with consent only."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import columns_in, columns_of, in_dutch, make, method, texts, told
from workshop_app.errors import UserError
from workshop_app.kinds.contract import Footer
from workshop_app.kinds.pledge import KIND
from workshop_app.kinds.pledge.model import (
    Pledge,
    PledgeRow,
    add_pledge,
    change_pledge,
    read_pledges,
    remove_pledge,
)
from workshop_app.method.model import Activity, Part
from workshop_app.session.crowd import Crowd
from workshop_app.session.people import Person, add_people, read_people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context

ACTIVITY = "be-pledge"


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Context]:
    people = [Person("Sofia Rossi", named=True), Person("Jonas Berg"), Person("Vries, Jan de")]
    workshop = make(tmp_path, people)
    yield workshop.context(ACTIVITY)
    workshop.file.close()


def pledge(context: Context, pledge: Pledge, person: int | None = None) -> str:
    if person is not None:
        pledge = replace(pledge, person=read_people(context.file)[person].key)
    return add_pledge(context.file, "Add pledge", ACTIVITY, pledge)


def test_the_model_has_the_columns_of_the_table(wall: Context) -> None:
    assert columns_of(PledgeRow) == columns_in(wall.file, "pledge")


def test_a_pledge_comes_back_as_it_was(wall: Context) -> None:
    full = Pledge(
        "calling", "waiting", "listening", "agenda", "care", "Jonas", "2026-09-30", True, "p1"
    )
    key = add_pledge(wall.file, "Add", ACTIVITY, full)
    assert read_pledges(wall.file, ACTIVITY) == [replace(full, key=key)]
    assert read_pledges(wall.file, "be-other") == []


def test_an_invented_room_fills_what_is_asked_and_no_more(wall: Context) -> None:
    fields = (Part("stop", {"form": "text"}), Part("practise", {"form": "choice"}))
    lists = {**wall.activity.lists, "fields": fields}
    context = wall._replace(activity=wall.activity._replace(lists=lists))
    KIND.rehearse(context, Crowd(wall.method, wall.words, 8, 1))
    pledges = read_pledges(wall.file, ACTIVITY)
    assert len(pledges) == 8
    assert all(pledge.practise for pledge in pledges)
    assert {bool(pledge.stop) for pledge in pledges} == {True, False}
    for pledge in pledges:
        assert (pledge.start, pledge.keep, pledge.first_step, pledge.shared) == ("", "", "", False)


def test_pledges_are_changed_removed_and_brought_back(wall: Context) -> None:
    pledge(wall, Pledge(start="one"))
    second = pledge(wall, Pledge(start="two"))
    stored = read_pledges(wall.file, ACTIVITY)[1]
    change_pledge(wall.file, "Change", replace(stored, stop="three", shared=True))
    assert [p.stop for p in read_pledges(wall.file, ACTIVITY)] == ["", "three"]
    remove_pledge(wall.file, "Remove", second)
    assert [p.start for p in read_pledges(wall.file, ACTIVITY)] == ["one"]
    assert wall.file.undo() == "Remove"
    assert wall.file.undo() == "Change"
    assert read_pledges(wall.file, ACTIVITY)[1] == stored


def test_an_empty_pledge_is_none(wall: Context) -> None:
    with pytest.raises(UserError, match="still empty"):
        pledge(wall, Pledge(start="  \n ", buddy="Jonas", shared=True))
    key = pledge(wall, Pledge(start="calling"))
    with pytest.raises(UserError, match="still empty"):
        change_pledge(wall.file, "Change", Pledge(key=key))
    assert [p.start for p in read_pledges(wall.file, ACTIVITY)] == ["calling"]


@pytest.mark.parametrize("day", ["tomorrow", "30-09-2026", "2026-02-30", "2026"])
def test_a_check_date_is_a_date(wall: Context, day: str) -> None:
    with pytest.raises(UserError, match="is not a date"):
        pledge(wall, Pledge(start="calling", check_date=day))
    assert read_pledges(wall.file, ACTIVITY) == []


def test_texts_are_plain_lines(wall: Context) -> None:
    pledge(wall, Pledge(start="<b>call</b>\n\x07every\tday", stop="x" * 600))
    (stored,) = read_pledges(wall.file, ACTIVITY)
    assert stored.start == "<b>call</b> every day"
    assert len(stored.stop) == 500


# -- privacy -----------------------------------------------------------------------------


def test_nothing_of_a_private_pledge_gets_out(wall: Context) -> None:
    secret = Pledge(
        "SECRETSTART", "SECRETSTOP", "SECRETKEEP", "recognition", "courage", "SECRETBUDDY",
        "2027-01-02",
    )
    pledge(wall, secret, person=0)
    pledge(wall, Pledge(start="calling", buddy="SECRETBUDDY", shared=True), person=1)
    results = KIND.results(wall)
    everything = " ".join([
        repr(results), texts(wall), told(wall), json.dumps(KIND.numbers(results, wall)),
        repr(KIND.footer(results, "content", wall)),
    ])
    for word in ("SECRET", "Recognition", "Courage", "2027", "Sofia"):
        assert word not in everything
    assert "1 pledge stays private" in texts(wall)
    assert "1 pledge stays private" in told(wall)


def test_a_name_is_a_first_name_and_needs_consent(wall: Context) -> None:
    for person in range(3):
        pledge(wall, Pledge(start=f"calling {person}", shared=True), person)
    pledge(wall, Pledge(start="calling", shared=True, person="somebody who left"))
    assert [one.name for one in KIND.results(wall).shared] == ["Sofia", "", "", ""]
    for everything in (texts(wall), told(wall)):
        assert "Sofia" in everything
        assert not {"Rossi", "Jonas", "Berg", "Vries", "Jan"} & set(everything.split())


def test_a_pledge_under_a_typed_name_is_of_who_alone_is_called_so(wall: Context) -> None:
    pledge(wall, Pledge(start="calling", person="mo ali", shared=True))
    pledge(wall, Pledge(start="asking", person="sofia rossi", shared=True))
    mo, same, other = add_people(
        wall.file, "Add", [Person("Mo Ali"), Person("Ed Ito"), Person("Ed Ito")]
    )
    pledge(wall, Pledge(start="waiting", person="Ed Ito"))
    results = KIND.results(wall)
    (own,) = KIND.for_person(results, wall, mo)
    assert "calling" in str(own)
    assert KIND.for_person(results, wall, same) == KIND.for_person(results, wall, other) == ()
    assert [one.name for one in results.shared] == ["", "Sofia"], "with consent only"


# -- what is shown -----------------------------------------------------------------------


def test_a_pledge_is_read_as_sentences(wall: Context) -> None:
    pledge(wall, Pledge(start="calling a customer", stop="saying “the system”", shared=True))
    pledge(wall, Pledge(keep="asking “and then?”", shared=True))
    pledge(wall, Pledge(first_step="recognition", practise="courage", shared=True))
    said = told(wall)
    assert "I start calling a customer. I stop saying “the system”." in said
    assert "I keep asking “and then?” " in f"{said} "
    assert "First small step: Recognition. I practise: Courage." in said


def test_the_table_has_the_columns_that_say_something(wall: Context) -> None:
    pledge(wall, Pledge(start="calling", shared=True), person=1)
    (table,) = KIND.tables(KIND.results(wall), wall)
    assert [column.title for column in table.columns] == ["Pledge"]
    pledge(
        wall,
        Pledge(start="asking", first_step="agenda", check_date="2026-09-30", shared=True),
        person=0,
    )
    (table,) = KIND.tables(KIND.results(wall), wall)
    assert [column.title for column in table.columns] == [
        "Name", "Pledge", "First small step", "Check date",
    ]
    assert table.rows == (
        ("", "I start calling.", "", ""),
        ("Sofia", "I start asking.", "Agenda", "30 September 2026"),
    )
    dutch = in_dutch(wall)
    assert "30 september 2026" in told(dutch)
    assert "Ik begin met asking." in told(dutch)


def test_a_wall_of_many_pledges_has_pages(wall: Context) -> None:
    for number in range(14):
        pledge(wall, Pledge(start=f"calling number {number}", shared=True))
    assert all(f"number {number}." in texts(wall) for number in range(14))
    assert KIND.footer(KIND.results(wall), "content", wall) == Footer(
        "14 pledges · read yours aloud if you like"
    )


def test_an_empty_wall_invites(wall: Context) -> None:
    assert KIND.is_empty(KIND.results(wall))
    assert "Share it only if you want to." in texts(wall)
    assert KIND.footer(KIND.results(wall), "content", wall) == Footer()
    pledge(wall, Pledge(start="calling"))
    assert not KIND.is_empty(KIND.results(wall))
    assert KIND.footer(KIND.results(wall), "content", wall) == Footer("1 pledge")


def test_the_numbers_are_numbers(wall: Context) -> None:
    pledge(wall, Pledge(start="calling"))
    pledge(wall, Pledge(start="calling", shared=True))
    pledge(wall, Pledge(start="calling"))
    assert KIND.numbers(KIND.results(wall), wall) == {
        "n": 3, "items": {"shared": {"n": 1}, "private": {"n": 2}},
    }


def test_a_method_with_a_field_that_cannot_be_saved_is_refused() -> None:
    assert not complaints(KIND.shape, method().activity(ACTIVITY))
    fields = {"fields": (Part("start"), Part("dream"))}
    found = Activity("be-x", "pledge", "be", 1, 1, "personal", lists=fields)
    (complaint,) = complaints(KIND.shape, found)
    assert complaint[0] == ("fields", 1)
    assert "dream" in complaint[1]
