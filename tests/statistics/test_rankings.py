"""Ranked ballots, frictions and dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import (
    borda,
    dots_per_person,
    first_places,
    friction,
    friction_ranking,
)

ballots = st.lists(st.permutations(["a", "b", "c", "d"]), max_size=20)


def test_borda_gives_three_two_one() -> None:
    counts = {"Speed": {1: 4, 3: 2}, "Price": {1: 1, 2: 5}, "Style": {}, "Colour": {2: 1, 3: 0}}
    assert borda(counts) == {"Speed": 14, "Price": 13, "Style": 0, "Colour": 2}
    assert list(borda(counts)) == list(counts)


def test_borda_with_other_places() -> None:
    assert borda({"a": {1: 2, 5: 1}, "b": {4: 3}}, places=5) == {"a": 11, "b": 6}
    assert borda({"a": {1: 2}}, places=1) == {"a": 2}


@given(ballots, st.integers(1, 4))
def test_borda_is_the_sum_over_ballots(ballots: list[list[str]], places: int) -> None:
    counts: dict[str, dict[int, int]] = {option: {} for option in "abcd"}
    expected = dict.fromkeys("abcd", 0)
    for ballot in ballots:
        for rank, option in enumerate(ballot[:places], 1):
            counts[option][rank] = counts[option].get(rank, 0) + 1
            expected[option] += range(places, 0, -1)[rank - 1]
    assert borda(counts, places) == expected
    assert sum(expected.values()) == len(ballots) * places * (places + 1) // 2


@pytest.mark.parametrize("counts", [{"a": {0: 1}}, {"a": {4: 1}}, {"a": {1: -1}}])
def test_borda_refuses_bad_ballots(counts: dict[str, dict[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        borda(counts)


def test_borda_needs_a_place() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        borda({"a": {}}, places=0)


def test_friction() -> None:
    assert [friction(1, 1), friction(2, 3), friction(3, 3)] == [1, 6, 9]


@pytest.mark.parametrize("pair", [(0, 1), (4, 1), (1, 0), (1, 4)])
def test_friction_refuses_what_is_off_the_scale(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="from 1 to 3"):
        friction(*pair)
    with pytest.raises(ValueError, match="from 1 to 3"):
        friction_ranking({"queue": pair})


def test_friction_ranking() -> None:
    ranking = friction_ranking(
        {"form": (1, 3), "queue": (3, 2), "refund": (3, 1), "call": (2, 3), "login": (1, 3)}
    )
    assert ranking == [("queue", 6), ("call", 6), ("refund", 3), ("form", 3), ("login", 3)]
    assert friction_ranking({}) == []


@pytest.mark.parametrize(
    ("options", "dots"),
    [(1, 3), (10, 3), (13, 3), (14, 4), (16, 4), (17, 4), (18, 5), (20, 5), (400, 5)],
)
def test_dots_per_person(options: int, dots: int) -> None:
    assert dots_per_person(options) == dots


@pytest.mark.parametrize("options", [0, -3])
def test_dots_need_an_option(options: int) -> None:
    with pytest.raises(ValueError, match="at least one option"):
        dots_per_person(options)


@pytest.mark.parametrize(
    ("votes", "ranks"),
    [
        ([9, 8, 7, 6], [1, 2, 3, None]),
        ([6, 7, 8, 9], [None, 3, 2, 1]),
        ([9, 9, 8, 1], [1, 1, 3, None]),
        ([9, 8, 8, 8], [1, None, None, None]),
        ([4, 4, 4, 4], [None] * 4),
        ([4, 4, 4, 0], [1, 1, 1, None]),
        ([0, 0, 0, 0], [None] * 4),
    ],
)
def test_first_places_do_not_choose_between_equals(
    votes: list[int], ranks: list[int | None]
) -> None:
    found = first_places({str(option): number for option, number in enumerate(votes)})
    assert [found.get(str(option)) for option in range(4)] == ranks


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 5))
def test_there_are_never_more_first_places_than_places(votes: list[int], places: int) -> None:
    options = dict(enumerate(votes))
    first = first_places({str(option): number for option, number in options.items()}, places)
    assert len(first) <= places
    least = min((options[int(option)] for option in first), default=7)
    assert all(str(option) in first for option, number in options.items() if number > least)
