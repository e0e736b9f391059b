"""Sessions laid over one another, and what became of what was meant (METHOD §7.10)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import (
    STEADY_BELOW,
    axis_change,
    axis_progress,
    axis_score,
    may_count,
    rate,
    returning_share,
    season,
)

scores = st.dictionaries(
    st.sampled_from("abcdef"), st.none() | st.floats(0, 100).map(lambda score: round(score, 2))
)


@pytest.mark.parametrize(
    ("before", "now", "points", "word"),
    [
        ({"a": 40.0, "b": 60.0}, {"a": 50.0, "b": 60.0}, 5, "up"),
        ({"a": 40.0, "b": 60.0}, {"a": 49.8, "b": 60.0}, 4.9, "steady"),
        ({"a": 50.0}, {"a": 45.0}, -5, "down"),
        ({"a": 50.0}, {"a": 45.1}, -4.9, "steady"),
        ({"a": 50.3}, {"a": 55.3}, 5, "up"),
        ({"a": 50.0, "b": 10.0}, {"a": 60.0, "b": None}, 10, "up"),
        ({"a": 50.0, "gone": 0.0}, {"a": 60.0}, 10, "up"),
    ],
)
def test_an_axis_moves_from_five_points_on(
    before: dict[str, float | None], now: dict[str, float | None], points: float, word: str
) -> None:
    change = axis_change(before, now)
    assert change is not None
    assert change.points == pytest.approx(points)
    assert change.word == word


def test_too_few_items_in_common_are_no_change() -> None:
    assert axis_change({"a": 50.0, "b": 50.0}, {"a": 60.0, "c": 1.0}) is None
    assert axis_change({"a": None}, {"a": 60.0}) is None
    assert axis_change({}, {}) is None


def test_the_newest_session_is_laid_over_the_first_and_the_previous_one() -> None:
    found = axis_progress([{"a": 40.0}, {"a": 70.0}, {"a": 60.0}])
    assert found.first is not None
    assert found.previous is not None
    assert (found.first.points, found.first.word) == (20, "up")
    assert (found.previous.points, found.previous.word) == (-10, "down")
    second = axis_progress([{"a": 40.0}, {"a": 70.0}])
    assert second.first == second.previous
    assert axis_progress([{"a": 40.0}]) == axis_progress([]) == (None, None)


@given(scores, scores)
def test_there_and_back_are_opposite(
    before: dict[str, float | None], now: dict[str, float | None]
) -> None:
    there, back = axis_change(before, now), axis_change(now, before)
    if there is None or back is None:
        assert there == back
        return
    assert there.points == -back.points
    assert (there.word == "steady") == (abs(there.points) < STEADY_BELOW)
    assert {there.word, back.word} in ({"steady"}, {"up", "down"})


@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 100), min_size=1))
def test_where_every_item_shows_it_is_the_difference_of_the_axes(items: dict[str, float]) -> None:
    lower = {id_: score / 2 for id_, score in items.items()}
    change = axis_change(lower, items)
    now, before = axis_score(list(items.values())), axis_score(list(lower.values()))
    assert change is not None
    assert now is not None
    assert before is not None
    assert change.points == pytest.approx(now - before, abs=1e-6)


def test_a_rate_is_a_share_of_what_was_meant() -> None:
    assert rate(3, 4) == 75
    assert rate(0, 4) == 0
    assert rate(0, 0) is None


@pytest.mark.parametrize(("done", "of"), [(-1, 2), (3, 2), (0, -1)])
def test_no_more_is_done_than_was_meant(done: int, of: int) -> None:
    with pytest.raises(ValueError, match="can be done"):
        rate(done, of)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_rate_is_a_percentage(done: int, open_: int) -> None:
    found = rate(done, done + open_)
    assert found is None or 0 <= found <= 100


@pytest.mark.parametrize(
    ("private", "expected"),
    [
        ([1, 0.5, 0, 0], True),
        ([0, 0, 0, 0.5], True),
        ([1, 1, 1, 0.5], True),
        ([1, 0.5, 0], False),
        ([0, 0, 0, 0], False),
        ([1, 1, 1, 1], False),
        ([], False),
    ],
)
def test_private_answers_count_from_enough_that_differ(
    private: list[float], expected: bool
) -> None:
    """All of them at one end would be known of each."""
    assert may_count(private, len(private), 4) is expected
    assert not may_count(private, 3, 4), "answers of three people"


def test_who_comes_back_is_counted_among_those_present() -> None:
    assert returning_share(["ann", "bo", "cy", "di"], ["ann", "cy", "ed"]) == 50
    assert returning_share(["ann", "ann"], ["ann"]) == 100
    assert returning_share([], ["ann"]) is None
    assert returning_share(["ann"], []) == 0


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 1, 31), "sowing"),
        (date(2025, 1, 30), "sowing"),
        (date(2025, 1, 31), "harvest"),
        (date(2027, 1, 30), "harvest"),
        (date(2027, 1, 31), "harvest"),
        (date(2027, 2, 1), None),
        (date(2030, 1, 1), None),
    ],
)
def test_the_season(today: date, expected: str | None) -> None:
    assert season(date(2024, 1, 31), today) == expected


def test_no_season_comes_before_the_first_session() -> None:
    with pytest.raises(ValueError, match="before"):
        season(date(2024, 1, 2), date(2024, 1, 1))


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 2000), st.integers(0, 2000))
def test_seasons_come_in_their_order(first: date, some: int, more: int) -> None:
    order = ["sowing", "harvest", None]
    earlier = date.fromordinal(first.toordinal() + some)
    later = date.fromordinal(earlier.toordinal() + more)
    assert order.index(season(first, earlier)) <= order.index(season(first, later))
