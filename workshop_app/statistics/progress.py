"""How far a figure has come from where it began to where it should be (METHOD §7.7)."""

from __future__ import annotations

from typing import Final

LEAST_SHOWN: Final = -100.0
MOST_SHOWN: Final = 150.0
"""Percent between which progress is shown."""


def scorecard_progress(actual: float, baseline: float, target: float) -> float | None:
    """100·(actual − baseline) / (target − baseline), in percent.

    It grows towards the target whichever way is better; ``None`` where target and baseline
    are equal, because there is no way to go.
    """
    if target == baseline:
        return None
    return 100 * (actual - baseline) / (target - baseline)


def shown_progress(percent: float) -> float:
    """The progress as it is drawn and written: from −100 to 150."""
    return min(max(percent, LEAST_SHOWN), MOST_SHOWN)
