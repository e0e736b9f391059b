"""How far a figure has come from where it began to where it should be (METHOD §7.7)."""

from __future__ import annotations

from typing import Final

LEAST_SHOWN: Final = -100.0
MOST_SHOWN: Final = 150.0
"""Percent between which progress is shown."""


def scorecard_progress(actual: float, baseline: float, target: float) -> float | None:
    """Say how much of the way is done, whichever way is better.

    Source: METHOD §7.7, 100·(actual − baseline) / (target − baseline).

    Args:
        actual: where the figure is, in its own unit.
        baseline: where it began.
        target: where it should be.

    Returns:
        Percent of the way, below 0 where it went back, above 100 beyond the target; None
        where target and baseline are equal, because there is no way to go.
    """
    if target == baseline:
        return None
    return 100 * (actual - baseline) / (target - baseline)


def shown_progress(percent: float) -> float:
    """Hold progress within what is drawn and written (METHOD §7.7).

    Args:
        percent: the progress as it is.

    Returns:
        The progress from `LEAST_SHOWN` to `MOST_SHOWN` percent.
    """
    return min(max(percent, LEAST_SHOWN), MOST_SHOWN)
