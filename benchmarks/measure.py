"""Taking times and saying them: one JSON object a line."""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Figure:
    """One line of the report: our value, the floor beside it, and the ratio of the two."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    bar: str
    what: str


def report(
    name: str, value: float, unit: str, floor: float, bar: str, what: str, ratio: float = 0
) -> Figure:
    """Print one figure; ``bar`` is what must be reached.

    ``ratio`` is of the two values unless it was taken pair by pair (`paired_ratio`).
    """
    ratio = ratio or value / floor
    figure = Figure(name, _short(value), unit, _short(floor), _short(ratio), bar, what)
    sys.stdout.write(json.dumps(asdict(figure), ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return figure


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def paired(
    ours: Callable[[], object], floor: Callable[[], object], runs: int
) -> tuple[list[float], list[float]]:
    """Times of both in turn, so that a noisy machine is equally noisy to both; seconds.

    Each goes first in every other pair, so that neither always finds the disk as the other
    left it.
    """
    mine: list[float] = []
    bare: list[float] = []
    ours()
    floor()
    turns = [(ours, mine), (floor, bare)]
    for _ in range(runs):
        for action, times in turns:
            times.append(seconds(action))
        turns.reverse()
    return mine, bare


def paired_ratio(mine: list[float], bare: list[float]) -> float:
    """The middle ratio of the pairs: what a disk does slowly for a while cancels out."""
    return statistics.median(ours / floor for ours, floor in zip(mine, bare, strict=True))


def median(times: list[float]) -> float:
    """The middle time in milliseconds."""
    return statistics.median(times) * 1000


def percentile(times: list[float], share: float) -> float:
    """The time that ``share`` of all stay below, in milliseconds."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000
