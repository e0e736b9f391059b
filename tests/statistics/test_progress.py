"""Progress from a baseline to a target, whichever way is better (METHOD §7.7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics.progress import (
    LEAST_SHOWN,
    MOST_SHOWN,
    scorecard_progress,
    shown_progress,
)


@pytest.mark.parametrize(
    ("actual", "baseline", "target", "percent"),
    [
        (0, -30, 30, 50),
        (-30, -30, 30, 0),
        (30, -30, 30, 100),
        (15, 20, 10, 50),  # lower is better: progress grows as the figure falls
        (25, 20, 10, -50),
        (5, 20, 10, 150),
        (1, 3, 5, -100),
    ],
)
def test_it_is_the_share_of_the_way(
    actual: float, baseline: float, target: float, percent: float
) -> None:
    assert scorecard_progress(actual, baseline, target) == pytest.approx(percent)


def test_without_a_way_there_is_no_progress() -> None:
    assert scorecard_progress(5, 7, 7) is None
    assert scorecard_progress(7, 7, 7) is None


@pytest.mark.parametrize(
    ("percent", "shown"),
    [(-250.0, LEAST_SHOWN), (-100, -100), (40.5, 40.5), (150, 150), (900, MOST_SHOWN)],
)
def test_it_is_shown_within_bounds(percent: float, shown: float) -> None:
    assert shown_progress(percent) == shown
    assert LEAST_SHOWN == -100
    assert MOST_SHOWN == 150


FIGURES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@given(baseline=FIGURES, target=FIGURES, share=st.floats(-2, 3))
def test_part_of_the_way_is_that_share(baseline: float, target: float, share: float) -> None:
    actual = baseline + share * (target - baseline)
    found = scorecard_progress(actual, baseline, target)
    if baseline == target:
        assert found is None
    elif abs(target - baseline) > 1:
        assert found == pytest.approx(100 * share, abs=1e-3)


@given(actual=FIGURES, baseline=FIGURES, target=FIGURES)
def test_counting_the_other_way_round_changes_nothing(
    actual: float, baseline: float, target: float
) -> None:
    """A figure where less is better is the same figure with its sign turned."""
    assert scorecard_progress(actual, baseline, target) == scorecard_progress(
        -actual, -baseline, -target
    )
