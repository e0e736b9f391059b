"""What compares between sessions, by vectors worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workshop_app.figures.table import Valued
from workshop_app.session.over_time import (
    Change,
    Dated,
    Measure,
    Measures,
    OverTime,
    change,
    over_time,
    steady_of,
)
from workshop_app.session.over_time_told import (
    change_table,
    change_words,
    entry,
    returning_words,
    season_words,
)
from workshop_app.words import Words

EN, NL = Words.load("en"), Words.load("nl")
FIRST, PREVIOUS, NOW = date(2026, 3, 16), date(2026, 9, 21), date(2027, 1, 18)


def axis(id_: str, value: float | None, **parts: float | None) -> Measure:
    return Measure(id_, id_.title(), value, parts)


def scores(*found: Measure) -> Measures:
    return Measures("axes", "Axis", "Axis", found)


def laid(now: Measures, *before: Measures) -> OverTime:
    days = (FIRST, PREVIOUS)[: len(before)]
    found = over_time(now, NOW, list(zip(days, before, strict=True)))
    assert found is not None
    return found


def test_a_number_moves_by_the_difference() -> None:
    assert change(axis("care", 41.0), axis("care", 62.5)) == Change(21.5)
    assert change(axis("care", 62.5), axis("care", 41.0)) == Change(-21.5)


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (None, axis("care", 50.0), "new"),
        (axis("care", 50.0), None, "gone"),
        (axis("care", None), axis("care", 50.0), "few"),
        (axis("care", 50.0), axis("care", None), "few"),
        (axis("care", 50.0, a=50.0), axis("care", 70.0, b=70.0, c=70.0), "half"),
    ],
)
def test_what_does_not_compare_says_why(
    then: Measure | None, now: Measure | None, why: str
) -> None:
    found = change(then, now)
    assert (found.points, found.why) == (None, why)


def test_an_axis_compares_over_the_items_that_were_asked_both_times() -> None:
    """Then (40 + 60) / 2 = 50; of the same two now (50 + 80) / 2 = 65; the new 0 counts nowhere."""
    then = axis("care", 50.0, a=40.0, b=60.0)
    now = axis("care", 43.3, a=50.0, b=80.0, c=0.0)
    assert change(then, now) == Change(15.0, "", 2, 3)


def test_less_than_five_points_is_steady_and_five_are_not() -> None:
    found = laid(scores(axis("care", 54.9), axis("space", 45.0)),
                 scores(axis("care", 50.0), axis("space", 50.0)))
    care, space = found.rows
    assert [change_words(found, one, EN) for one in (care.first, space.first)] == ["steady", "−5"]
    assert change_words(found, care.first, NL) == "stabiel"
    assert [steady_of(1, 5), steady_of(-3, 3)] == pytest.approx([0.2, 0.3])


def test_right_after_the_first_session_first_is_the_previous_one() -> None:
    found = laid(scores(axis("care", 60.0)), scores(axis("care", 50.0)))
    assert [time.line for time in found.times] == ["first", "now"]
    assert not found.several
    assert found.rows[0].first == found.rows[0].previous == Change(10.0)
    titles = [column.title for column in change_table(found, "", 4, EN).columns]
    assert titles == ["Axis", "First, March 2026", "Now", "Since the first"]


@pytest.mark.parametrize(
    ("then", "now", "is_said"), [(16, 8, True), (16, 15, False), (6, 6, True), (40, 29, True)]
)
def test_the_table_says_how_many_answered(then: int, now: int, is_said: bool) -> None:
    found = laid(
        replace(scores(axis("care", 60.0)), n=now), replace(scores(axis("care", 50.0)), n=then)
    )
    for words, first in ((EN, "First, March 2026"), (NL, "Eerste, maart 2026")):
        table = change_table(found, "", 4, words)
        assert table.columns[1].title == f"{first} (n = {then})"
        assert table.columns[2].title.endswith(f"(n = {now})")
        said = words("over_time.note.counts", first=then, now=now)
        assert (said in table.note) == is_said


def test_a_session_without_these_numbers_is_none_of_the_sessions() -> None:
    found = laid(scores(axis("care", 60.0)), scores(axis("care", None)), scores(axis("care", 40.0)))
    assert [(time.day, time.line) for time in found.times] == [(PREVIOUS, "first"), (NOW, "now")]
    assert over_time(scores(axis("care", None)), NOW, [(FIRST, scores(axis("care", 1.0)))]) is None
    assert over_time(scores(axis("care", 60.0)), NOW, []) is None


def test_between_first_and_previous_others_are_kept_for_trends() -> None:
    one = scores(axis("care", 50.0))
    middle = date(2026, 6, 1)
    found = over_time(one, NOW, [(FIRST, one), (middle, one), (PREVIOUS, one)])
    assert found is not None
    assert [time.line for time in found.times] == ["first", "between", "previous", "now"]
    assert len(found.rows[0].values) == 4
    assert len(change_table(found, "", 4, EN).columns) == 6


def test_the_table_says_new_gone_and_too_few() -> None:
    first = scores(axis("care", 40.0), axis("old", 70.0), axis("space", 50.0))
    previous = scores(axis("care", 58.0), axis("space", None), axis("dream", 20.0))
    now = scores(axis("care", 60.0), axis("space", 65.0), axis("dream", 80.0))
    table = change_table(laid(now, first, previous), "Sowing.", 5, EN)
    assert table.rows == (
        ("Care", 40.0, 58.0, 60.0, "+20", "steady"),
        ("Space", 50.0, None, 65.0, "+15", "– too few answers"),
        ("Dream", None, 20.0, 80.0, "– new", "+60"),
        ("Old", 70.0, None, None, "– not asked now", "– not asked now"),
    )
    moved = table.rows[0][4]
    assert isinstance(moved, Valued)
    assert moved.value == 20.0
    for said in ("less than 5 points", "not asked then", "this one did not", "from 5 answers on"):
        assert said in table.note
    assert table.note.endswith("Sowing.")


def test_the_table_names_an_axis_that_is_compared_in_part() -> None:
    then, now = axis("care", 50.0, a=50.0), axis("care", 60.0, a=70.0, b=50.0)
    note = change_table(laid(scores(now), scores(then)), "", 4, EN).note
    assert "Care: compared over the 1 of 2 statements" in note


def test_days_of_a_figure_come_from_every_session_and_the_later_one_is_right() -> None:
    def card(*dated: Dated) -> Measures:
        row = Measure("sc-nps", "NPS", 0.0, dated=dated, baseline=-30.0, target=30.0)
        return Measures("rows", "Progress", "Row", (row,), "trend", late=True)

    found = laid(card(Dated(PREVIOUS, -8.0), Dated(NOW, 9.0)), card(), card(Dated(PREVIOUS, -9.0)))
    assert found.dated["sc-nps"] == (
        Dated(FIRST, -30.0), Dated(PREVIOUS, -8.0), Dated(NOW, 9.0)
    )


def test_the_results_file_keeps_full_precision() -> None:
    found = laid(scores(axis("care", 200 / 3)), scores(axis("care", 50.0)))
    assert entry(found) == {
        "sessions": ["2026-03-16", "2027-01-18"],
        "items": {
            "care": {
                "values": [50.0, 200 / 3],
                "since_first": {"points": 16.666666667, "steady": False},
                "since_previous": {"points": 16.666666667, "steady": False},
            }
        },
    }


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 4, 15), "Sowing time: less than a month since the first session."),
        (date(2026, 4, 16), "Sowing time: 1 month since the first session."),
        (date(2027, 3, 15), "Sowing time: 11 months since the first session."),
        (date(2027, 3, 16), "Harvest window: 12 months since the first session."),
        (date(2029, 3, 16), "Harvest window: 36 months since the first session."),
        (date(2029, 4, 16), "37 months since the first session."),
        (date(2025, 1, 1), "Sowing time: less than a month since the first session."),
    ],
)
def test_the_season(today: date, said: str) -> None:
    assert season_words(FIRST, today, EN) == said


def test_who_returned_is_said_in_shares_of_those_who_are_here() -> None:
    here, first, previous = {"a", "b", "c", "d"}, {"a", "x"}, {"a", "b", "c"}
    assert returning_words(here, first, previous, EN) == (
        "25% of us were there the first time, 75% the previous time. "
        "1 of 2 of the first group is back."
    )
    everybody = {f"p{n}" for n in range(16)}
    assert returning_words({f"p{n}" for n in range(8)}, everybody, None, EN) == (
        "100% of us were there the first time. 8 of 16 of the first group are back."
    )
    assert returning_words(here, first, None, NL) == (
        "25% van ons was er de eerste keer bij. 1 van de 2 uit de eerste groep is er weer."
    )
    assert returning_words(set(), first, previous, EN) == ""
    assert returning_words(here, set(), None, EN) == ""
