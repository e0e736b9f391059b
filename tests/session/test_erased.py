"""Whom a session has erased, no other laptop's file brings back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.session.laptops import PLAN, PLEDGES, another, prepared, reopened, rows, two
from workshop_app.assembly.merging import shown
from workshop_app.assembly.pulses import make_pulse, read_source
from workshop_app.kinds.plan.model import Action, add_actions, read_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge, read_pledges
from workshop_app.session.erasing import erase
from workshop_app.session.holding import settings_of
from workshop_app.session.merge import plan_merge
from workshop_app.session.merge_apply import merge_in
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LI, BO = Person("Li Chen", "li@x.nl"), Person("Bo Vos")


def erase_li(workshop: Workshop) -> None:
    li = next(one for one in read_people(workshop.file) if one.name == LI.name)
    erase(workshop.file, [li], [], NOW)


def names(workshop: Workshop) -> list[str]:
    return [one.name for one in read_people(workshop.file)]


def test_who_was_erased_stays_away_with_all_that_is_theirs(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path, [LI, BO])
    li, bo = read_people(theirs.file)
    for action in (
        Action("by key", owner=li.key, partner=bo.key), Action("typed", owner="Li Chen"),
    ):
        add_actions(theirs.file, "a", PLAN, [action])
    pledge = add_pledge(theirs.file, "p", PLEDGES, Pledge(person=li.key, start="Listen"))
    add_pledge(theirs.file, "p", PLEDGES, Pledge(person=bo.key, buddy=li.key, start="Ask"))
    with theirs.file.edit("r") as edit:
        columns = "subject, activity, verdict"
        edit.run_each(f"INSERT INTO review ({columns}) VALUES (?, ?, ?)",
                      [(pledge, PLEDGES, "kept")])
        edit.run_each("UPDATE person SET manager = ? WHERE key = ?", [(LI.name, bo.key)])
    erase_li(ours)
    plan = plan_merge(ours, theirs)
    assert plan.erased == (LI.name,)
    merge_in(ours, theirs, "Merged")
    assert names(ours) == [BO.name]
    actions = {one.title: (one.owner, one.partner) for one in read_actions(ours.file, PLAN)}
    assert actions == {"by key": ("", bo.key), "typed": ("", "")}
    assert [(one.start, one.buddy) for one in read_pledges(ours.file, PLEDGES)] == [("Ask", "")]
    assert not ours.file.rows("SELECT * FROM review")
    assert not any(mark in repr(rows(ours)) for mark in (LI.name, LI.email, li.key))


def test_what_was_changed_there_comes_in_without_a_conflict(tmp_path: Path) -> None:
    first = prepared(tmp_path, [LI])
    (li,) = read_people(first.file)
    add_actions(first.file, "a", PLAN, [Action("draft", owner=li.key)])
    path = first.file.path
    theirs = another(first, "other")
    ours = reopened(path)
    erase_li(ours)
    with theirs.file.edit("c") as edit:
        edit.run_each("UPDATE action SET title = ?", [("clear",)])
    merge_in(ours, theirs, "Merged")
    assert [(one.title, one.owner) for one in read_actions(ours.file, PLAN)] == [("clear", "")]


def test_it_is_said_with_the_file_that_still_holds_them(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path, [LI])
    assert shown(plan_merge(ours, theirs), ours, theirs).left == ()
    erase_li(ours)
    for language in LANGUAGES:
        ours.words = Words.load(language)
        (line,) = shown(plan_merge(ours, theirs), ours, theirs).left
        assert LI.name in line
        assert theirs.file.path.name in line


def test_a_key_of_another_laptop_for_the_same_person_is_known_too(tmp_path: Path) -> None:
    ours, theirs = prepared(tmp_path / "a", [LI]), prepared(tmp_path / "b", [LI, BO])
    there = read_people(theirs.file)[0].key
    merge_in(ours, theirs, "Merged")
    erase_li(ours)
    assert there not in repr(settings_of(ours.file))
    merge_in(ours, theirs, "again")
    assert names(ours) == [BO.name]


def test_whom_the_other_laptop_erased_no_third_one_brings(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    path = first.file.path
    second = another(first, "second")
    ours = reopened(path)
    add_people(second.file, "p", [LI, BO])
    third = another(second, "third")
    second = reopened(second.file.path)
    erase_li(second)
    merge_in(ours, second, "Merged")
    merge_in(ours, third, "Merged")
    assert names(ours) == [BO.name]


def test_a_pulse_keeps_them_away_too(tmp_path: Path) -> None:
    workshop, theirs = two(tmp_path, [LI, BO])
    erase_li(workshop)
    path = workshop.file.path
    workshop.file.close()
    source = read_source(path)
    day = source.past.last + timedelta(days=180)
    plan = source.plan(day, source.theme_on(day))
    pulse = make_pulse(source, tmp_path / "pulse.workshop", plan)
    merge_in(pulse, theirs, "Merged")
    assert names(pulse) == [BO.name]
    pulse.file.close()


def test_somebody_new_of_the_same_name_may_come(tmp_path: Path) -> None:
    ours, theirs = two(tmp_path, [LI])
    erase_li(ours)
    add_people(ours.file, "p", [LI])
    merge_in(ours, theirs, "Merged")
    assert names(ours) == [LI.name]
