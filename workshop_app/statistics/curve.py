"""The emotion curve: smooth, through every point, and never beyond the votes.

Source: M. Steffen (1990), "A simple method for monotonic interpolation in one
dimension", Astronomy & Astrophysics 239, 443-450.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import copysign, isfinite

Point = tuple[float, float]
Bezier = tuple[Point, Point, Point, Point]


def steffen(points: Sequence[Point]) -> list[float]:
    """Find slopes whose cubic curve has its peaks at the points and nowhere else.

    Source: Steffen (1990), equations 6 to 11, with one-sided parabolas at the ends
    (equations 24 to 27).

    Args:
        points: (x, y) with x strictly ascending, shape (n, 2); units are the caller's.

    Returns:
        Slope dy/dx at each point, shape (n,). Two points give a straight line, a
        single point is flat.

    Raises:
        ValueError: x does not ascend, or a number is not finite.
    """
    for point in points:
        if not (isfinite(point[0]) and isfinite(point[1])):
            raise ValueError(f"A curve needs finite numbers, not {point}.")
    widths = [right[0] - left[0] for left, right in pairwise(points)]
    if any(width <= 0 for width in widths):
        raise ValueError("A curve runs from left to right: every x must exceed the one before.")
    if not widths:
        return [0.0] * len(points)
    rises = [
        (right[1] - left[1]) / width
        for (left, right), width in zip(pairwise(points), widths, strict=True)
    ]
    if len(rises) == 1:
        return rises * 2
    inner = [
        _inner_slope(rise, next_rise, width, next_width)
        for (rise, next_rise), (width, next_width) in zip(
            pairwise(rises), pairwise(widths), strict=True
        )
    ]
    start = _end_slope(rises[0], rises[1], widths[0], widths[1])
    end = _end_slope(rises[-1], rises[-2], widths[-1], widths[-2])
    return [start, *inner, end]


def bezier_segments(points: Sequence[Point]) -> list[Bezier]:
    """Turn the curve into cubic Béziers, which every painter can draw.

    Source: Hermite to Bézier form: the inner control points lie a third of the way
    along the slopes of `steffen`.

    Args:
        points: (x, y) with x strictly ascending, shape (n, 2); units are the caller's.

    Returns:
        Start, two control points and end per segment, shape (n - 1, 4, 2). The
        control points stay within the heights of the segment's ends.

    Raises:
        ValueError: x does not ascend, or a number is not finite.
    """
    slopes = steffen(points)
    segments = []
    for (left, right), (slope, next_slope) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (right[0] - left[0]) / 3
        leaving = (left[0] + third, left[1] + slope * third)
        arriving = (right[0] - third, right[1] - next_slope * third)
        segments.append((left, leaving, arriving, right))
    return segments


def _inner_slope(rise: float, next_rise: float, width: float, next_width: float) -> float:
    """Return the parabola's slope, limited so that neither side overshoots."""
    if rise * next_rise <= 0:
        return 0.0
    parabola = (rise * next_width + next_rise * width) / (width + next_width)
    return copysign(2 * min(abs(rise), abs(next_rise), abs(parabola) / 2), rise)


def _end_slope(rise: float, next_rise: float, width: float, next_width: float) -> float:
    """Return the parabola's slope at an end, limited to twice the rise beside it."""
    share = width / (width + next_width)
    parabola = rise * (1 + share) - next_rise * share
    if parabola * rise <= 0:
        return 0.0
    return copysign(min(abs(parabola), 2 * abs(rise)), rise)
