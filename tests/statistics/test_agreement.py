"""Agreement: the published vectors, the definition done the slow way, and its symmetries."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import agreement, agreement_word

any_counts = st.lists(st.integers(0, 40), min_size=1, max_size=11).filter(any)


def agreement_by_definition(counts: tuple[int, ...] | list[int]) -> Fraction:
    """Van der Eijk's A with layers one answer high and every triple looked at."""
    points = len(counts)
    result = Fraction(0)
    for level in range(1, max(counts) + 1):
        pattern = "".join("1" if count >= level else "0" for count in counts)
        chosen = pattern.count("1")
        triples = ["".join(triple) for triple in combinations(pattern, 3)]
        one_camp = triples.count("110") + triples.count("011")
        two_camps = triples.count("101")
        if chosen == 1:
            layer = Fraction(1)
        elif one_camp + two_camps == 0:
            layer = Fraction(0)
        else:
            unimodality = Fraction(
                (points - 2) * one_camp - (points - 1) * two_camps,
                (points - 2) * (one_camp + two_camps),
            )
            layer = unimodality * (1 - Fraction(chosen - 1, points - 1))
        result += layer * Fraction(chosen, sum(counts))
    return result


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.611333),
        ([0, 1, 2, 7, 2], 0.625),
        ([0, 0, 0, 12, 0], 1),
        ([6, 0, 0, 0, 6], -1),
        ([4, 1, 0, 1, 4], -0.655556),
        ([2, 2, 2, 2, 2], 0),
        ([2, 1, 5], 0.125),
    ],
)
def test_method_vectors(counts: list[int], expected: float) -> None:
    assert agreement(counts) == pytest.approx(expected, abs=5e-7)
    assert float(agreement_by_definition(counts)) == pytest.approx(expected, abs=5e-7)


def test_every_small_room_equals_the_definition() -> None:
    for points in range(1, 6):
        for counts in product(range(4), repeat=points):
            if any(counts):
                assert agreement(counts) == float(agreement_by_definition(counts)), counts


@given(any_counts)
def test_equals_the_definition(counts: list[int]) -> None:
    assert agreement(counts) == float(agreement_by_definition(counts))


@given(any_counts)
def test_lies_between_two_camps_and_one_point(counts: list[int]) -> None:
    assert -1 <= agreement(counts) <= 1


@given(any_counts)
def test_does_not_care_which_end_comes_first(counts: list[int]) -> None:
    assert agreement(counts) == agreement(counts[::-1])


@given(any_counts, st.integers(1, 1000))
def test_does_not_care_about_the_size_of_the_room(counts: list[int], factor: int) -> None:
    assert agreement([factor * count for count in counts]) == agreement(counts)


@given(st.integers(1, 11), st.integers(1, 500))
def test_evenly_spread_is_exactly_zero(points: int, height: int) -> None:
    assert agreement([height] * points) == (0 if points > 1 else 1)


@given(st.integers(0, 10), st.integers(1, 500))
def test_one_point_is_exactly_one(point: int, height: int) -> None:
    assert agreement([height if i == point else 0 for i in range(11)]) == 1


@given(st.integers(3, 11), st.integers(1, 500))
def test_two_equal_camps_at_the_ends_are_exactly_minus_one(points: int, height: int) -> None:
    assert agreement([height, *[0] * (points - 2), height]) == -1


def test_camps_that_move_apart_agree_less() -> None:
    apart = [agreement([5 if i in (0, far) else 0 for i in range(7)]) for far in range(7)]
    assert all(nearer > farther for nearer, farther in pairwise(apart))


def test_two_points_run_from_evenly_spread_to_one_point() -> None:
    assert [agreement([6, 6]), agreement([6, 2]), agreement([6, 0])] == [0, 0.5, 1]


def test_sign_is_no_rounding_error() -> None:
    # Camps and agreement cancel exactly; a sum of rounded layers could end below zero.
    zeros = [
        counts
        for counts in product(range(6), repeat=5)
        if any(counts) and agreement_by_definition(counts) == 0
    ]
    assert len(zeros) > 5
    assert {agreement_word(agreement(counts)) for counts in zeros} == {"mixed"}


def test_a_scale_of_a_hundred_points_is_no_effort() -> None:
    assert agreement(list(range(1, 101))) == pytest.approx(
        agreement(list(range(100, 0, -1))), abs=0
    )


@pytest.mark.parametrize(
    ("a", "word"),
    [
        (1, "shared"),
        (0.5, "shared"),
        (0.4999, "mixed"),
        (0, "mixed"),
        (-0.0001, "two_camps"),
        (-1, "two_camps"),
    ],
)
def test_words(a: float, word: str) -> None:
    assert agreement_word(a) == word


@pytest.mark.parametrize("a", [1.001, -1.001, float("nan"), float("inf")])
def test_word_refuses_what_is_no_agreement(a: float) -> None:
    with pytest.raises(ValueError, match="between -1 and 1"):
        agreement_word(a)


@pytest.mark.parametrize("counts", [[], [0, 0, 0], [1, -1, 3], [1, 2.5, 3], [float("nan"), 1]])
def test_refuses_bad_counts(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        agreement(counts)
