"""Mean, median, item and axis scores, and the Net Promoter Score."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import (
    MINIMUM,
    axis_score,
    item_score,
    mean,
    median,
    net_promoter_score,
)

counts_of_any_size = st.lists(st.integers(0, 30), min_size=2, max_size=11)
any_counts = counts_of_any_size.filter(any)
nps_counts = st.lists(st.integers(0, 30), min_size=11, max_size=11).filter(any)


def answers(counts: list[int], first: int) -> list[int]:
    return [value for value, count in enumerate(counts, first) for _ in range(count)]


@given(any_counts, st.integers(-3, 1))
def test_mean_and_median_are_those_of_the_answers(counts: list[int], first: int) -> None:
    assert mean(counts, first) == pytest.approx(statistics.fmean(answers(counts, first)), abs=1e-12)
    assert median(counts, first) == statistics.median(answers(counts, first))


def test_mean_and_median_count_from_one_unless_told() -> None:
    assert mean([0, 1, 2, 7, 2]) == pytest.approx(46 / 12, rel=1e-15)
    assert median([0, 1, 2, 7, 2]) == 4
    assert median([1, 1, 0, 2, 0], first=-2) == 0


def test_nobody_answered_has_no_middle() -> None:
    assert mean([0, 0, 0]) is None
    assert median([0, 0, 0]) is None


def test_item_score_runs_from_0_to_100() -> None:
    assert item_score([6, 0, 0, 0, 0]) == 0
    assert item_score([0, 0, 6, 0, 0]) == 50
    assert item_score([0, 0, 0, 0, 6]) == 100
    assert item_score([0, 1, 2, 7, 2]) == pytest.approx(100 * (46 / 12 - 1) / 4, rel=1e-14)


def test_statements_are_an_item_on_three_points() -> None:
    # METHOD's vector: 3 yes, 2 partly, 1 no; no comes first on the scale.
    assert item_score([1, 2, 3]) == pytest.approx(66.7, abs=0.05)


def test_item_score_waits_for_the_minimum() -> None:
    assert item_score([0, 0, 1, 2, 0]) is None
    assert item_score([0, 0, 1, 2, 0], minimum=3) == pytest.approx(100 * (11 / 3 - 1) / 4)
    assert item_score([0, 0, 1, 3, 0], minimum=5) is None


@given(counts_of_any_size)
def test_item_score_shows_exactly_from_the_minimum(counts: list[int]) -> None:
    score = item_score(counts)
    assert (score is None) == (sum(counts) < MINIMUM)
    assert score is None or 0 <= score <= 100


@given(counts_of_any_size, st.integers(1, 50))
def test_item_score_does_not_care_about_the_size_of_the_room(
    counts: list[int], factor: int
) -> None:
    if sum(counts) >= MINIMUM:
        assert item_score([factor * count for count in counts]) == item_score(counts)


@given(counts_of_any_size)
def test_item_score_turns_with_the_scale(counts: list[int]) -> None:
    forward, backward = item_score(counts), item_score(counts[::-1])
    if forward is not None and backward is not None:
        assert forward + backward == pytest.approx(100, abs=1e-9)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([60, 70, 80], 70),
        ([60, None, 80], 70),
        ([60, None], 60),
        ([60, None, None], None),
        ([None, None], None),
        ([], None),
    ],
)
def test_axis_needs_half_of_its_items(scores: list[float | None], expected: float | None) -> None:
    assert axis_score(scores) == expected


@pytest.mark.parametrize("minimum", [2, 1, 0, -4])
def test_item_score_holds_the_floor(minimum: int) -> None:
    with pytest.raises(ValueError, match="may not go below 3"):
        item_score([1, 2, 3], minimum)


@pytest.mark.parametrize("counts", [[], [5], [1, -1, 3], [1, 2.5, 3]])
def test_item_score_refuses_bad_counts(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        item_score(counts)


@pytest.mark.parametrize("counts", [[], [1, -1, 3], [0.5, 1]])
def test_mean_and_median_refuse_bad_counts(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        mean(counts)
    with pytest.raises(ValueError, match=r"\.$"):
        median(counts)


def test_nps_vector() -> None:
    result = net_promoter_score([0, 0, 1, 0, 1, 0, 1, 3, 1, 2, 3])
    assert result.score == pytest.approx(16.7, abs=0.05)
    assert result.margin == pytest.approx(45.2, abs=0.05)
    assert (result.promoters, result.passives, result.detractors) == (5, 4, 3)
    assert result.n == 12
    assert result.indicative
    assert result.score == pytest.approx(50 / 3, rel=1e-14)


@pytest.mark.parametrize("value", range(11))
def test_nps_bands(value: int) -> None:
    counts = [4 if point == value else 0 for point in range(11)]
    expected = 100 if value >= 9 else 0 if value >= 7 else -100
    assert net_promoter_score(counts).score == expected
    assert net_promoter_score(counts).margin == 0


def test_nps_is_indicative_below_thirty() -> None:
    assert net_promoter_score([0] * 10 + [29]).indicative
    assert not net_promoter_score([0] * 10 + [30]).indicative


@given(nps_counts)
def test_nps_adds_up(counts: list[int]) -> None:
    result = net_promoter_score(counts)
    assert result.promoters + result.passives + result.detractors == result.n == sum(counts)
    assert -100 <= result.score <= 100
    p, q = result.promoters / result.n, result.detractors / result.n
    variance = max(p + q - (p - q) ** 2, 0)
    assert result.margin == pytest.approx(196 * (variance / result.n) ** 0.5, abs=1e-5)


@given(nps_counts, st.integers(1, 20))
def test_nps_of_a_larger_room_differs_only_in_its_margin(counts: list[int], factor: int) -> None:
    small, large = net_promoter_score(counts), net_promoter_score([factor * c for c in counts])
    assert large.score == small.score
    assert large.margin == pytest.approx(small.margin / factor**0.5, rel=1e-12)


@pytest.mark.parametrize("counts", [[], [0] * 11, [1] * 10, [1] * 12, [1] * 10 + [-1]])
def test_nps_refuses_bad_counts(counts: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        net_promoter_score(counts)
