"""Progress from a baseline to a target, whichever way is better (METHOD §7.7)."""

from __future__ import annotations

import pytest

from workshop_app.statistics.progress import LEAST, MOST, progress, shown_progress


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
    assert progress(actual, baseline, target) == pytest.approx(percent)


def test_without_a_way_there_is_no_progress() -> None:
    assert progress(5, 7, 7) is None
    assert progress(7, 7, 7) is None


@pytest.mark.parametrize(
    ("percent", "shown"), [(-250.0, LEAST), (-100, -100), (40.5, 40.5), (150, 150), (900, MOST)]
)
def test_it_is_shown_within_bounds(percent: float, shown: float) -> None:
    assert shown_progress(percent) == shown
    assert LEAST == -100
    assert MOST == 150
