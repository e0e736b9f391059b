"""The emotion curve passes every point, and never leaves the votes."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.statistics import Bezier, Point, bezier_segments, steffen

steps = st.floats(0.01, 100)
heights = st.floats(-100, 100)
curves = st.lists(st.tuples(steps, heights), max_size=12).map(
    lambda pairs: list(zip(accumulate(p[0] for p in pairs), (p[1] for p in pairs), strict=True))
)
moments = [i / 40 for i in range(41)]


def height(segment: Bezier, t: float) -> float:
    y0, y1, y2, y3 = (point[1] for point in segment)
    s = 1 - t
    return s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3


def hermite(points: list[Point], slopes: list[float], i: int, t: float) -> float:
    (x0, y0), (x1, y1) = points[i], points[i + 1]
    width = x1 - x0
    return (
        (1 + 2 * t) * (1 - t) ** 2 * y0
        + t * (1 - t) ** 2 * width * slopes[i]
        + t * t * (3 - 2 * t) * y1
        + t * t * (t - 1) * width * slopes[i + 1]
    )


def test_slopes_by_hand() -> None:
    # Rises 1, 3, -2, 0 on widths 1, 1, 2, 1.
    points = [(0.0, 0.0), (1.0, 1.0), (2.0, 4.0), (4.0, 0.0), (5.0, 0.0)]
    # Start: 1.5 * 1 - 0.5 * 3 = 0. Second: min(2 * 1, 2 * 3, 2) = 2. Peak and plateau: 0.
    assert steffen(points) == [0, 2, 0, 0, 0]


def test_slopes_on_unequal_steps() -> None:
    # Rises 2, 1 on widths 1, 3: the parabola's slope is (2 * 3 + 1 * 1) / 4 = 1.75.
    # Start: 2 * 1.25 - 1 * 0.25 = 2.25. End: 1 * 1.75 - 2 * 0.75 = 0.25.
    assert steffen([(0, 0), (1, 2), (4, 5)]) == pytest.approx([2.25, 1.75, 0.25], abs=1e-14)


def test_ends_are_limited() -> None:
    # Start: 1 * 1.5 + 3 * 0.5 = 3, limited to twice the rise of 1.
    assert steffen([(0, 0), (1, 1), (2, -2)])[0] == 2
    # Start: 1 * 1.5 - 4 * 0.5 = -0.5, against the rise, so flat.
    assert steffen([(0, 0), (1, 1), (2, 5)])[0] == 0
    # The mirror image of the first at the other end.
    assert steffen([(0, -2), (1, 1), (2, 0)])[-1] == -2


def test_short_curves() -> None:
    assert steffen([]) == []
    assert steffen([(3, 1)]) == [0]
    assert steffen([(0, 1), (4, -1)]) == [-0.5, -0.5]
    assert bezier_segments([]) == []
    assert bezier_segments([(3, 1)]) == []
    assert bezier_segments([(0, 0), (3, 6)]) == [((0, 0), (1, 2), (2, 4), (3, 6))]


def test_a_straight_line_stays_straight() -> None:
    line = [(float(x), 2.0 * x - 1) for x in (0, 1, 4, 6, 7)]
    assert steffen(line) == pytest.approx([2] * 5, rel=1e-14)


@given(curves)
def test_one_slope_per_point_and_one_segment_between(points: list[Point]) -> None:
    segments = bezier_segments(points)
    assert len(steffen(points)) == len(points)
    assert [s[0] for s in segments] == points[:-1]
    assert [s[3] for s in segments] == points[1:]


@given(curves)
def test_never_leaves_the_votes(points: list[Point]) -> None:
    for segment in bezier_segments(points):
        low, high = sorted((segment[0][1], segment[3][1]))
        assert all(low - 1e-9 <= point[1] <= high + 1e-9 for point in segment)
        assert segment[0][0] < segment[1][0] < segment[2][0] < segment[3][0]


@given(curves)
def test_runs_one_way_between_two_points(points: list[Point]) -> None:
    for segment in bezier_segments(points):
        way = 1 if segment[3][1] >= segment[0][1] else -1
        ys = [way * height(segment, t) for t in moments]
        assert all(later >= earlier - 1e-9 for earlier, later in pairwise(ys))


@given(curves)
def test_segments_are_the_cubic_of_the_slopes(points: list[Point]) -> None:
    slopes = steffen(points)
    for i, segment in enumerate(bezier_segments(points)):
        for t in moments:
            assert height(segment, t) == pytest.approx(hermite(points, slopes, i, t), abs=1e-6)


@given(curves)
def test_peaks_and_valleys_are_flat(points: list[Point]) -> None:
    slopes = steffen(points)
    for i in range(1, len(points) - 1):
        before, here, after = points[i - 1][1], points[i][1], points[i + 1][1]
        if (here - before) * (after - here) <= 0:
            assert slopes[i] == 0


@given(curves, st.sampled_from([-8.0, -1.0, 0.5, 4.0]))
def test_stretching_the_votes_stretches_the_slopes(points: list[Point], factor: float) -> None:
    stretched = steffen([(x, factor * y) for x, y in points])
    assert stretched == pytest.approx([factor * slope for slope in steffen(points)], rel=1e-9)


@given(curves, st.sampled_from([0.25, 2.0, 16.0]))
def test_stretching_the_steps_flattens_the_slopes(points: list[Point], factor: float) -> None:
    stretched = steffen([(factor * x, y) for x, y in points])
    assert stretched == pytest.approx([slope / factor for slope in steffen(points)], rel=1e-9)


@given(st.lists(st.integers(-100, 100), max_size=12))
def test_backwards_is_the_mirror_image(ys: list[int]) -> None:
    forward = steffen([(float(x), float(y)) for x, y in enumerate(ys)])
    backward = steffen([(float(x), float(y)) for x, y in enumerate(ys[::-1])])
    assert backward == pytest.approx([-slope for slope in forward[::-1]], abs=1e-12)


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ([(0, 1), (0, 2)], "left to right"),
        ([(0, 1), (2, 2), (1, 3)], "left to right"),
        ([(0, 1), (1, float("nan"))], "finite"),
        ([(0, 1), (float("inf"), 2)], "finite"),
    ],
)
def test_refuses_points_that_make_no_curve(points: list[Point], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        steffen(points)
    with pytest.raises(ValueError, match=message):
        bezier_segments(points)
