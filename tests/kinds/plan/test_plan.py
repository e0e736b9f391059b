"""Actions: kept, seen by horizon and along the time, and named with consent only."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.complaints import complaints
from tests.kinds.taster import CANVAS, columns_in, columns_of, in_dutch, make, texts, told
from workshop_app.errors import UserError
from workshop_app.figures.figure import Path, Rect
from workshop_app.kinds.contract import Footer
from workshop_app.kinds.plan import KIND
from workshop_app.kinds.plan.hints import hints_of, plan_hints
from workshop_app.kinds.plan.model import (
    FIELDS,
    Action,
    add_actions,
    change_action,
    read_actions,
    read_results,
    remove_action,
)
from workshop_app.method.model import Activity, Part
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.storage.tables import ActionRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from workshop_app.session.context import Context

ACTIVITY = "act-plan"
PEOPLE = (
    Person("Sofia Rossi", department="Service", level=1, named=True),
    Person("Jonas Berg", department="Sales", level=3),
    Person("Lea Sommer", department="Sales", level=5, role="sponsor"),
    Person("Nobody Known"),
)


@pytest.fixture
def plan(tmp_path: FilePath) -> Iterator[Context]:
    workshop = make(tmp_path, PEOPLE)
    yield workshop.context(ACTIVITY)
    workshop.file.close()


def add(context: Context, *actions: Action) -> list[str]:
    return add_actions(context.file, "Add actions", ACTIVITY, actions)


def person(context: Context, place: int) -> str:
    return read_people(context.file)[place].key


def in_days(context: Context, days: int) -> str:
    return (context.info.date + timedelta(days=days)).isoformat()


def test_boxes_are_ticked_where_something_is_done_and_gone_where_it_was_stopped(
    plan: Context,
) -> None:
    carried = [
        Action(title, owner=person(plan, 0), status=status)
        for title, status in (("A", "open"), ("B", "done"), ("C", "stopped"))
    ]
    add(plan, *carried)
    results = KIND.results(plan)
    assert KIND.tables(results, plan)[0].boxes == (False, True, None)
    own = KIND.for_person(results, plan, read_people(plan.file)[0])
    assert [(one.title, one.box) for one in own] == [("A", False), ("B", True), ("C", None)]


# -- keeping -----------------------------------------------------------------------------


def test_the_model_has_the_columns_of_the_table(plan: Context) -> None:
    assert columns_of(ActionRow) == columns_in(plan.file, "action")


def test_an_action_comes_back_as_it_was(plan: Context) -> None:
    full = Action(
        "Call", "No waiting", "Monday", "Anna", "Ben", "2026-03-04", "2026-04-01", "days30",
        "30 calls", "Time", "Granted", "busy", "n1",
    )  # fmt: skip
    (key,) = add(plan, full)
    assert read_actions(plan.file, ACTIVITY) == [replace(full, key=key)]
    assert read_actions(plan.file, "act-other") == []


def test_actions_are_changed_removed_and_brought_back(plan: Context) -> None:
    first, second = add(plan, Action("one"), Action("two"))
    stored = read_actions(plan.file, ACTIVITY)[1]
    change_action(plan.file, "Change", replace(stored, status="done", owner="Anna"))
    assert [action.status for action in read_actions(plan.file, ACTIVITY)] == ["open", "done"]
    remove_action(plan.file, "Remove", first)
    assert [action.key for action in read_actions(plan.file, ACTIVITY)] == [second]
    assert plan.file.undo() == "Remove"
    assert plan.file.undo() == "Change"
    assert read_actions(plan.file, ACTIVITY)[1] == stored
    assert plan.file.undo() == "Add actions"
    assert read_actions(plan.file, ACTIVITY) == []


def test_an_action_has_words_and_its_dates_are_dates(plan: Context) -> None:
    assert add(plan, Action("  \n")) == []
    for wrong, said in (
        (Action("Call", due="tomorrow"), "is not a date"),
        (Action("Call", start="2026-02-30"), "is not a date"),
        (Action("Call", status="late"), "is not a status"),
    ):
        with pytest.raises(UserError, match=said):
            add(plan, Action("fine"), wrong)
    assert read_actions(plan.file, ACTIVITY) == [], "all or none"
    (key,) = add(plan, Action("<b>Call</b>\n\x07daily", outcome="x" * 600))
    (stored,) = read_actions(plan.file, ACTIVITY)
    assert stored.title == "<b>Call</b> daily"
    assert len(stored.outcome) == 500
    with pytest.raises(UserError, match="no words"):
        change_action(plan.file, "Change", Action("", key=key))


def test_notes_are_actions_of_their_horizon(plan: Context, tmp_path: FilePath) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("place,text\n30 days,Call\n3–5 jaar,Build\nyear1,Hire\n", encoding="utf-8")
    notes = KIND.read_notes(path, plan)
    KIND.add_notes(notes, "Add", plan)
    stored = [(action.title, action.horizon) for action in read_actions(plan.file, ACTIVITY)]
    assert stored == [("Call", "days30"), ("Build", "years3to5"), ("Hire", "year1")]
    path.write_text("place,text\n60 days,Call\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 2"):
        KIND.read_notes(path, plan)


# -- who carries it ----------------------------------------------------------------------


def test_names_need_consent(plan: Context) -> None:
    add(
        plan,
        Action("a", owner=person(plan, 0), partner=person(plan, 1)),
        Action("b", owner=person(plan, 2)),
        Action("c", owner=person(plan, 3)),
        Action("d", owner="SECRET Outsider", partner="sales"),
        Action("e"),
    )
    results = KIND.results(plan)
    everything = " ".join([
        repr(results), texts(plan), told(plan), json.dumps(KIND.numbers(results, plan)),
        repr(KIND.footer(results, "content", plan)),
    ])
    for secret in ("Jonas", "Lea", "Nobody Known", "SECRET"):
        assert secret not in everything
    drawn = texts(plan)
    assert "Sofia Rossi, with Sales" in drawn
    assert "Sponsor" in drawn
    assert "A participant" in drawn
    assert "Somebody off the list, with Sales" in drawn
    assert drawn.count("Needs an owner") == 1
    listed = KIND.figures(results, "collect", CANVAS, plan)
    seen = " ".join(text for page in listed for text in page.texts())
    assert "Sofia Rossi, with Sales" in seen
    assert not any(secret in seen for secret in ("Jonas", "Lea", "Nobody Known", "SECRET"))
    entries = KIND.numbers(results, plan)["items"].values()
    owners = [entry["owner"] for entry in entries]
    assert owners[0] == {
        "name": "Sofia Rossi", "role": "", "department": "Service", "listed": True,
    }
    assert owners[1] == {"role": "sponsor", "department": "Sales", "listed": True}
    assert owners[3] == {"role": "", "department": "", "listed": False}
    assert owners[4] is None


def test_owners_are_counted_by_band(plan: Context) -> None:
    add(
        plan,
        *(Action(f"{n}", owner=person(plan, 0)) for n in range(3)),
        Action("x", owner=person(plan, 2)), Action("y", owner="Anna"), Action("z"),
    )  # fmt: skip
    assert KIND.results(plan).owners_by_band == {"floor": 1, "top": 1}
    footer = KIND.footer(KIND.results(plan), "content", plan)
    assert footer == Footer("6 actions · 5 have an owner", "Owners: Floor 1 · Top 1")
    assert KIND.footer(KIND.results(plan), "content", in_dutch(plan)).context.startswith("6 acties")


def test_an_empty_plan_invites(plan: Context) -> None:
    results = KIND.results(plan)
    assert KIND.is_empty(results)
    assert KIND.tables(results, plan) == ()
    assert KIND.footer(results, "content", plan) == Footer()
    assert "Who does what?" in texts(plan)
    assert KIND.numbers(results, plan) == {"n": 0, "owned": 0, "owners": {}, "items": {}}


# -- pictures and tables -----------------------------------------------------------------


def test_a_list_while_it_grows_then_the_time(plan: Context) -> None:
    add(plan, Action("Call", horizon="days30", due=in_days(plan, 10), owner=person(plan, 0)))
    results = KIND.results(plan)
    (listed,) = KIND.figures(results, "collect", CANVAS, plan)
    (time,) = KIND.figures(results, "content", CANVAS, plan)
    assert "Open" in time.texts()
    assert "Open" not in listed.texts()


def test_a_missing_owner_is_dashed(plan: Context) -> None:
    add(plan, Action("Call", horizon="days30"))
    (listed,) = KIND.figures(KIND.results(plan), "collect", CANVAS, plan)
    (card,) = [item for item in listed.items if isinstance(item, Rect) and item.key]
    assert card.stroke is not None
    assert card.stroke.dash
    assert card.stroke.token == "danger"
    assert any(isinstance(item, Path) and item.stroke and item.stroke.token == "danger"
               for item in listed.items)  # fmt: skip


def test_bars_stand_where_their_days_are(plan: Context) -> None:
    ends = {"a": 30, "b": 90, "c": 365, "d": 5000, "e": -5}
    add(plan, *(Action(name, due=in_days(plan, days)) for name, days in ends.items()))
    keys = {action.title: action.key for action in read_actions(plan.file, ACTIVITY)}
    time = KIND.figures(KIND.results(plan), "content", CANVAS, plan)[0]
    bars = {item.key: item for item in time.items if isinstance(item, Rect) and item.key}
    ends_at = {name: bars[f"bar:{key}"].x + bars[f"bar:{key}"].width for name, key in keys.items()}
    left = bars[f"bar:{keys['a']}"].x
    part = ends_at["a"] - left
    assert ends_at["b"] == pytest.approx(left + 2 * part)
    assert ends_at["c"] == pytest.approx(left + 3 * part)
    assert ends_at["d"] == pytest.approx(left + 4 * part)
    assert ends_at["e"] < ends_at["a"]


def test_twelve_actions_are_all_drawn_once(plan: Context) -> None:
    horizons = ("days30", "days30", "days90", "")
    add(plan, *(Action(f"Action {n}.", horizon=horizons[n % 4]) for n in range(16)))
    drawn = [
        text for page in KIND.figures(KIND.results(plan), "collect", CANVAS, plan)
        for text in page.texts()
    ]
    for number in range(16):
        assert drawn.count(f"Action {number}.") == 1
    assert "No horizon yet" in drawn


def test_tables_hold_every_field(plan: Context) -> None:
    add(
        plan,
        Action("Call", "No waiting", "Monday", person(plan, 0), person(plan, 1), "2026-03-04",
               "2026-04-01", "days30", "30 calls", "Time", "Granted", "busy"),
        Action("Write"),
    )  # fmt: skip
    said = told(plan)
    for part in ("Call", "No waiting", "Monday", "Sofia Rossi", "Sales", "4 March 2026",
                 "1 April 2026", "30 days", "30 calls", "Time", "Granted", "Busy", "Open"):
        assert part in said
    first, further, helped = KIND.tables(KIND.results(plan), plan)
    assert [len(table.rows) for table in (first, further, helped)] == [2, 1, 1]
    assert first.note == "Owners: Floor 1"
    assert further.caption == "How we will know"
    assert "uiterlijk" not in told(in_dutch(plan))
    assert "Bezig" in told(in_dutch(plan))


def test_a_table_without_measures_does_not_promise_them(plan: Context) -> None:
    add(plan, Action("Call", start="2026-03-04"))
    _, further = KIND.tables(KIND.results(plan), plan)
    assert further.caption == "More about each action"


# -- hints and the method ----------------------------------------------------------------


def says(context: Context, place: int = 0) -> set[str]:
    results = read_results(context)
    people = {one.key: one for one in read_people(context.file)}
    return {hint.says for hint in hints_of(results.actions[place], results, people)}


def test_hints_are_quiet_and_right(plan: Context) -> None:
    add(
        plan,
        Action("a"),
        Action("b", owner=person(plan, 1), partner=person(plan, 2), horizon="days30",
               due=in_days(plan, 31), start=in_days(plan, 40)),
        Action("c", owner="Anna", partner=person(plan, 0), horizon="days30",
               due=in_days(plan, 30), help="Money"),
        Action("d", owner=person(plan, 0), partner=person(plan, 1), horizon="year1"),
        Action("e", owner=person(plan, 0), partner="Xander", horizon="year1",
               due=in_days(plan, -1)),
    )  # fmt: skip
    assert says(plan, 0) == {"no_owner", "no_horizon"}
    assert says(plan, 1) == {"unnamed", "same_department", "beyond", "before_start"}
    assert says(plan, 2) == {"unlisted", "no_answer"}
    assert says(plan, 3) == set()
    assert says(plan, 4) == {"unlisted", "past"}


def test_what_was_typed_before_the_list_is_theirs(plan: Context) -> None:
    add(plan, Action("one", owner="mo ali"), Action("two", partner="Mo Ali"), Action("three"))
    (mo,) = add_people(plan.file, "Add", [Person("Mo Ali", department="IT")])
    found = KIND.for_person(read_results(plan), plan, mo)
    assert [passage.title for passage in found] == ["one", "two"]
    add_people(plan.file, "Add", [Person("Mo Ali")])
    assert KIND.for_person(read_results(plan), plan, mo) == (), "two people are called so"


def test_ten_actions_are_many(plan: Context) -> None:
    add(plan, *(Action(str(n)) for n in range(9)))
    assert plan_hints(read_results(plan)) == ()
    add(plan, Action("ten"))
    (hint,) = plan_hints(read_results(plan))
    assert (hint.says, hint.amount) == ("many", 10)


def test_the_method_is_checked() -> None:
    fields = tuple(Part(one) for one in FIELDS)
    horizons = (Part("a", {"days": 30}), Part("b", {"days": 90}))

    def activity(fields: tuple[Part, ...], horizons: tuple[Part, ...]) -> Activity:
        return Activity("act-x", "plan", "act", 5, 5, "open",
                        lists={"fields": fields, "horizons": horizons})  # fmt: skip

    assert complaints(KIND.shape, activity(fields, horizons)) == []
    ((path, said),) = complaints(KIND.shape, activity((*fields, Part("colour")), horizons))
    assert path == ("fields", len(FIELDS))
    assert "colour" in said
    assert complaints(KIND.shape, activity(fields[1:], horizons))
    assert complaints(KIND.shape, activity(fields, horizons[::-1]))
    assert complaints(KIND.shape, activity(fields, (Part("a", {"days": 0}),)))


def test_the_session_day_counts(plan: Context) -> None:
    ends = [horizon.end for horizon in read_results(plan).horizons]
    begin = plan.info.date
    assert isinstance(begin, date)
    assert [(end - begin).days for end in ends] == [30, 90, 365, 1826]
