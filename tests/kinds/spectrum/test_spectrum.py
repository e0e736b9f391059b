"""Pairs of poles through real ballots: means, shifts, and no more than may be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.complaints import complaints
from tests.kinds.voting import (
    activity,
    beside,
    check_growth,
    make,
    pages_of,
    parts,
    readouts,
    small_method,
    vote,
)
from workshop_app.figures.figure import Circle, Text
from workshop_app.kinds.spectrum import KIND
from workshop_app.method.model import Scale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.kinds.voting import Ballot
    from workshop_app.figures.figure import Figure
    from workshop_app.session.workshop import Workshop

ID = "see-spectrum"
POINTS = range(-3, 4)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """Three pairs, today and wanted."""
    lists = {"items": parts("p1", "p2", "p3"), "passes": parts("today", "wanted")}
    small = small_method(activity("spectrum", lists, scale="bipolar7"))
    words = {f"scales.bipolar7.{point}": f"Word {point}" for point in POINTS}
    for item in ("p1", "p2", "p3"):
        words[f"{ID}.items.{item}.left"] = f"{item} left"
        words[f"{ID}.items.{item}.right"] = f"{item} right"
    return make(
        tmp_path,
        small._replace(
            scales={**small.scales, "bipolar7": Scale("bipolar7", tuple(POINTS))},
            words={"en": {**small.words["en"], **words}},
        ),
    )


def _ballots(line: str, values: Mapping[int, int], group: str = "") -> list[Ballot]:
    """So many ballots for each value."""
    return [(group, {line: str(value)}) for value, n in values.items() for _ in range(n)]


def _numbers(workshop: Workshop) -> Any:
    context = workshop.context(ID)
    return KIND.numbers(KIND.results(context), context)


def _pages(workshop: Workshop, view: str) -> tuple[Figure, ...]:
    return pages_of(workshop.context(ID), view)


def _readouts(workshop: Workshop, view: str) -> list[str]:
    return readouts(_pages(workshop, view))


@pytest.fixture
def shifted(workshop: Workshop) -> Workshop:
    """p1 moves by one, p2 by four the other way, p3 has too few answers."""
    vote(
        workshop,
        ID,
        beside(
            _ballots("p1.today", {-1: 2, 0: 2}),
            _ballots("p1.wanted", {0: 2, 1: 2}),
            _ballots("p2.today", {2: 4}),
            _ballots("p2.wanted", {-2: 4}),
            _ballots("p3.today", {0: 3}),
            _ballots("p3.wanted", {3: 4}),
        ),
    )
    return workshop


def test_a_line_for_each_pair_and_pass_keyed_in_digits(workshop: Workshop) -> None:
    asked = KIND.questions(workshop.context(ID))
    assert [question.id for question in asked][:3] == ["p1.today", "p1.wanted", "p2.today"]
    assert asked[0].prompt == "p1 left ↔ p1 right – TODAY"
    assert asked[0].values == ("-3", "-2", "-1", "0", "1", "2", "3")
    assert asked[0].marks == ("1", "2", "3", "4", "5", "6", "7")
    assert asked[0].zero is None


def test_a_shift_is_wanted_minus_today(shifted: Workshop) -> None:
    found = _numbers(shifted)
    assert found["items"]["p1.today"]["mean"] == -0.5
    assert found["items"]["p1.today"]["counts"] == [0, 0, 2, 2, 0, 0, 0]
    assert found["items"]["p2.wanted"]["agreement"] == 1
    assert found["shifts"] == {"p1": 1.0, "p2": -4.0, "p3": None}


def test_the_longest_shift_is_on_top_whichever_way_it_goes(shifted: Workshop) -> None:
    (page,) = _pages(shifted, "total")
    places = {item.text: item.y for item in page.items if isinstance(item, Text)}
    assert places["p2 left"] < places["p1 left"] < places["p3 left"]
    assert {"−4.0", "+1.0"} <= set(page.texts())
    context = shifted.context(ID)
    table = KIND.tables(KIND.results(context), context)[0]
    assert table.rows[0] == ("p2 left ↔ p2 right", 2.0, -2.0, -4.0)


def test_today_and_wanted_say_where_they_stand(shifted: Workshop) -> None:
    said = _readouts(shifted, "total")
    assert "p1 left – p1 right · TODAY: −0.5" in said
    assert "p1 left – p1 right · WANTED: +0.5" in said
    assert not [text for text in said if text.startswith("p3") and "TODAY" in text]


def test_agreement_stands_beside_the_votes_of_each_pass(shifted: Workshop) -> None:
    (page,) = _pages(shifted, "agreement")
    assert {"TODAY", "WANTED", "Shared", "Not shown: answers stay private"} <= set(page.texts())
    assert "p2 left ↔ p2 right · +2: 4" in _readouts(shifted, "agreement")


def test_groups_have_their_own_marks(workshop: Workshop) -> None:
    lines = [f"{item}.{turn}" for item in ("p1", "p2", "p3") for turn in ("today", "wanted")]
    floor = beside(*(_ballots(line, {-2: 2, -1: 2}, "floor") for line in lines))
    top = beside(*(_ballots(line, {1: 2, 2: 2}, "top") for line in lines))
    vote(workshop, ID, [*floor, *top], attribute="band")
    said = _readouts(workshop, "groups")
    assert "p1 left – p1 right · Floor · TODAY: −1.5" in said
    assert "p1 left – p1 right · Top · WANTED: +1.5" in said
    assert not [text for text in _readouts(workshop, "total") if "Floor" in text]
    context = workshop.context(ID)
    groups = KIND.tables(KIND.results(context), context)[1]
    assert groups.rows[0][1:] == ("Floor", -1.5, -1.5, 0.0)
    assert _numbers(workshop)["groups"]["Floor"]["shifts"]["p1"] == 0


def test_the_guess_is_the_same_whatever_was_voted(workshop: Workshop) -> None:
    before = _pages(workshop, "guess")
    vote(workshop, ID, _ballots("p1.today", {3: 5}))
    assert _pages(workshop, "guess") == before


def test_the_picture_grows_from_the_middle(shifted: Workshop) -> None:
    check_growth(shifted.context(ID), *KIND.picture_views)


@pytest.fixture
def again(shifted: Workshop) -> Workshop:
    """Once more: p1 has moved further, of p2 too few say what they want; p3 still has too few."""
    vote(
        shifted,
        ID,
        beside(
            _ballots("p1.today", {-1: 4}),
            _ballots("p1.wanted", {2: 4}),
            _ballots("p2.today", {1: 4}),
            _ballots("p2.wanted", {3: 3}),
            _ballots("p3.today", {0: 4}),
            _ballots("p3.wanted", {3: 3}),
        ),
    )
    return shifted


def test_the_first_vote_is_a_fine_trace_below_the_second(again: Workshop) -> None:
    for view in ("total", "groups"):
        (page,) = _pages(again, view)
        assert {"First vote", "+1.0 →", "+3.0"} <= set(page.texts())
        said = readouts([page])
        assert "p1 left – p1 right · First vote · TODAY: −0.5" in said
        assert "p1 left – p1 right · First vote · WANTED: +0.5" in said
        marks = {item.key: item for item in page.items if isinstance(item, Circle)}
        now, before = marks["p1:today"], marks["p1:before:today"]
        assert before.radius < now.radius
        assert before.y - before.radius > now.y + now.radius, "not on top of one another"


def test_what_is_hidden_once_has_no_trace(again: Workshop) -> None:
    said = [text for text in _readouts(again, "total") if "First vote" in text]
    assert "p2 left – p2 right · First vote · TODAY: +2.0" in said
    assert not [text for text in said if text.startswith("p2") and "WANTED" in text]
    assert not [text for text in said if text.startswith("p3")]
    (page,) = _pages(again, "total")
    assert "−4.0 →" not in page.texts(), "a shift without its end"


def test_the_tables_have_both_votes(again: Workshop) -> None:
    context = again.context(ID)
    shifts, answers, first = KIND.tables(KIND.results(context), context)
    assert [column.title for column in shifts.columns[1:4]] == [
        "TODAY, first vote", "WANTED, first vote", "Shift, first vote"
    ]  # fmt: skip
    rows = {row[0]: row[1:] for row in shifts.rows}
    assert rows["p1 left ↔ p1 right"] == (-0.5, 0.5, 1.0, -1.0, 2.0, 3.0)
    assert rows["p2 left ↔ p2 right"] == (2.0, None, None, 1.0, None, None)
    assert first.caption == f"{answers.caption}: first vote"
    assert [row[0] for row in first.rows] == [
        f"p1 left ↔ p1 right – {turn}" for turn in ("TODAY", "WANTED")
    ] + ["p2 left ↔ p2 right – TODAY"]
    assert first.columns == answers.columns


def test_agreement_has_the_first_votes_outline(again: Workshop) -> None:
    (page,) = _pages(again, "agreement")
    assert {"First vote", "Latest vote"} <= set(page.texts())
    assert "p1 left ↔ p1 right · −1: 2 → 4" in readouts([page])
    outlined = [item for item in page.items if item.key.endswith(":before")]
    assert len(outlined) == 2 + 2 + 1, "a point for each that somebody had chosen"


def test_a_single_vote_says_nothing_of_a_first_one(shifted: Workshop) -> None:
    for view in KIND.picture_views:
        (page,) = _pages(shifted, view)
        assert "First vote" not in page.texts()
        assert not [item for item in page.items if "before" in item.key]


def test_a_shift_needs_two_passes() -> None:
    lists = {"items": parts("p1"), "passes": parts("today")}
    ((path, _),) = complaints(KIND.shape, activity("spectrum", lists))
    assert path == ("passes",)
    lists["passes"] = parts("today", "wanted")
    assert complaints(KIND.shape, activity("spectrum", lists)) == []
