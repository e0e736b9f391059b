"""Ranked ballots by pairs: Schulze's own example, and what his method promises."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import (
    borda,
    chosen_instead,
    chosen_otherwise,
    pairwise_preferences,
    schulze,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

VOTERS = {
    "ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3,
    "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8,
}
"""45 voters: Schulze (2011), example 1."""

rankings = st.lists(st.permutations("abcd").flatmap(
    lambda order: st.integers(0, 4).map(lambda length: "".join(order)[:length])
), max_size=25)
"""Ballots that rank none to all of four options."""


def _ballot(order: str) -> dict[str, int]:
    return {option: rank for rank, option in enumerate(order, 1)}


def _places(orders: Sequence[str], options: str) -> dict[str, int]:
    return schulze(pairwise_preferences(map(_ballot, orders), options), options)


def _points(orders: Sequence[str], options: str) -> dict[str, int]:
    """As Borda counted: nothing for the last of all places."""
    places = len(options) - 1
    counts = {
        option: {rank: sum(order[rank - 1] == option for order in orders)
                 for rank in range(1, places + 1)}
        for option in options
    }
    return borda(counts, places)


@pytest.fixture
def orders() -> list[str]:
    return [order for order, voters in VOTERS.items() for _ in range(voters)]


def test_the_published_pairs(orders: list[str]) -> None:
    pairs = pairwise_preferences(map(_ballot, orders), "ABCDE")
    found = [[pairs[a, b] for b in "ABCDE" if b != a] for a in "ABCDE"]
    assert found == [
        [20, 26, 30, 22], [25, 16, 33, 18], [19, 29, 17, 24], [15, 12, 28, 14], [23, 27, 21, 31],
    ]


def test_the_published_order_and_the_points_beside_it(orders: list[str]) -> None:
    assert len(orders) == 45
    assert _places(orders, "ABCDE") == {"E": 1, "A": 2, "C": 3, "B": 4, "D": 5}
    points = _points(orders, "ABCDE")
    assert points == {"A": 98, "B": 92, "C": 89, "D": 69, "E": 102}


def test_the_points_agree_with_it_and_first_places_would_not(orders: list[str]) -> None:
    places = _places(orders, "ABCDE")
    assert not chosen_otherwise(_points(orders, "ABCDE"), places)
    firsts = {option: sum(order[0] == option for order in orders) for option in "ABCDE"}
    assert max(firsts, key=firsts.__getitem__) == "C"
    assert chosen_otherwise(firsts, places)


def test_what_a_ballot_leaves_out_is_equal_below_the_rest() -> None:
    pairs = pairwise_preferences([{"b": 1, "c": 3}, {}], "abcd")
    assert {pair for pair, votes in pairs.items() if votes} == {
        ("b", "a"), ("b", "c"), ("b", "d"), ("c", "a"), ("c", "d"),
    }
    assert len(pairs) == 12


def test_the_points_may_choose_otherwise() -> None:
    orders = [*["ABC"] * 3, *["BCA"] * 2]
    points, places = _points(orders, "ABC"), _places(orders, "ABC")
    assert places == {"A": 1, "B": 2, "C": 3}, "three of five put A above everything"
    assert points == {"A": 6, "B": 7, "C": 2}
    assert chosen_otherwise(points, places)


def test_equals_are_no_other_choice() -> None:
    assert chosen_otherwise({"a": 3, "b": 5}, {"a": 1, "b": 2})
    assert not chosen_otherwise({"a": 5, "b": 3}, {"a": 1, "b": 1})
    assert not chosen_otherwise({"a": 5, "b": 5}, {"a": 1, "b": 2})
    assert not chosen_otherwise({"a": 0, "b": 0}, {"a": 1, "b": 2})
    assert not chosen_otherwise({}, {})


def test_another_count_may_choose_others_among_several(orders: list[str]) -> None:
    """Of the published example the three best by points and by pairs differ in the third."""
    points = _points(orders, "ABCDE")
    paired = {option: -place for option, place in _places(orders, "ABCDE").items()}
    assert chosen_instead(points, paired, 3) == (("C",), ("B",))
    assert chosen_instead(paired, points, 3) == (("B",), ("C",))
    for most in (1, 2, 4, 5):
        assert chosen_instead(points, paired, most) == ((), ())


def test_equals_round_the_last_place_are_neither_in_nor_out() -> None:
    assert chosen_instead({"a": 3, "b": 1, "c": 1}, {"a": 3, "b": 2, "c": 1}, 2) == ((), ())
    assert chosen_instead({"a": 1, "b": 1, "c": 0}, {"a": 0, "b": 0, "c": 1}, 1) == (("c",), ())
    assert chosen_instead({"a": 0, "b": 0, "c": 1}, {"a": 1, "b": 1, "c": 0}, 1) == ((), ("c",))
    assert chosen_instead({"a": 0, "b": 0}, {"a": 0, "b": 1}, 1) == ((), ())
    assert chosen_instead({}, {}, 3) == ((), ())


def test_bad_input_is_refused() -> None:
    with pytest.raises(ValueError, match="once"):
        pairwise_preferences([], "aa")
    with pytest.raises(ValueError, match="options only"):
        pairwise_preferences([{"z": 1}], "ab")
    with pytest.raises(ValueError, match="Every pair"):
        schulze({("a", "b"): 1}, "ab")
    with pytest.raises(ValueError, match="Every pair"):
        schulze({("a", "b"): 1, ("b", "a"): -1}, "ab")


@given(rankings)
def test_who_wins_every_duel_is_first_alone_and_who_loses_every_one_last(orders: list[str]) -> None:
    pairs = pairwise_preferences(map(_ballot, orders), "abcd")
    places = schulze(pairs, "abcd")
    for option in "abcd":
        others = [other for other in "abcd" if other != option]
        if all(pairs[option, other] > pairs[other, option] for other in others):
            assert [one for one, place in places.items() if place == 1] == [option]
        if all(pairs[option, other] < pairs[other, option] for other in others):
            assert places[option] == 4


@given(rankings)
def test_the_order_has_no_cycle_and_somebody_is_first(orders: list[str]) -> None:
    places = _places(orders, "abcd")
    assert min(places.values()) == 1
    for place in places.values():
        assert place <= 1 + sum(other < place for other in places.values())


@given(rankings, st.permutations("abcd"))
def test_neither_names_nor_the_order_of_options_and_ballots_matter(
    orders: list[str], other: list[str]
) -> None:
    names = dict(zip("abcd", other, strict=True))
    renamed = ["".join(names[option] for option in order) for order in reversed(orders)]
    places = _places(orders, "abcd")
    assert _places(renamed, "".join(other)) == {names[o]: place for o, place in places.items()}


@given(st.lists(st.permutations("abcd"), max_size=15))
def test_turning_every_ballot_round_turns_the_order_round(orders: list[list[str]]) -> None:
    """Reversal symmetry: an option that is first alone is not first the other way round."""
    there = _places(["".join(order) for order in orders], "abcd")
    back = _places(["".join(reversed(order)) for order in orders], "abcd")
    first = [option for option, place in there.items() if place == 1]
    if len(first) == 1:
        assert back[first[0]] > 1


@given(rankings)
def test_every_pair_is_counted_once_at_most(orders: list[str]) -> None:
    pairs = pairwise_preferences(map(_ballot, orders), "abcd")
    for a, b in permutations("abcd", 2):
        assert pairs[a, b] + pairs[b, a] == sum(a in order or b in order for order in orders)
