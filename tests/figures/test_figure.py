"""Moving, placing and blending figures."""

import pytest

from workshop_app.figures.figure import (
    Circle,
    Figure,
    Fill,
    Path,
    Rect,
    Stroke,
    Text,
    interpolate,
    moved,
    place,
    polyline,
)
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, bounds, overlap, paged
from workshop_app.figures.shapes import arc, chevron

PEN = Stroke("ink", 1.0, (2, 1))
ITEMS = (
    Rect(1, 2, 3, 4, Fill("page"), PEN, 0.5, "r"),
    Circle(1, 2, 3, None, PEN, "c"),
    Path(polyline(((0, 0), (1, 1)), closed=True), stroke=PEN, key="p"),
    Text(1, 2, "hello", 3, key="t"),
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
def test_moving_scales_about_the_origin_first(item: Rect | Circle | Path | Text) -> None:
    before, after = bounds(item), bounds(moved(item, 10, 20, 2))
    assert after.x == pytest.approx(before.x * 2 + 10)
    assert after.y == pytest.approx(before.y * 2 + 20)
    assert after.width == pytest.approx(before.width * 2)
    assert after.height == pytest.approx(before.height * 2)
    assert after == bounds(moved(moved(item, 0, 0, 2), 10, 20))


def test_pens_grow_with_the_figure() -> None:
    rect = moved(ITEMS[0], 0, 0, 3)
    assert isinstance(rect, Rect)
    assert rect.stroke == PEN._replace(width=3.0)


def test_placing_puts_the_inner_figure_on_top() -> None:
    outer, inner = Figure(10, 10, ITEMS[:1]), Figure(5, 5, ITEMS[3:])
    placed = place(outer, inner, 2, 3)
    assert placed.width == 10
    assert placed.texts() == ("hello",)
    assert placed.shape_count() == 1
    assert isinstance(placed.items[1], Text)
    assert (placed.items[1].x, placed.items[1].y) == (3, 5)


def test_half_way_lies_in_the_middle() -> None:
    start = Figure(10, 10, ITEMS)
    end = Figure(10, 10, tuple(moved(item, 4, 0) for item in ITEMS))
    middle = interpolate(start, end, 0.5)
    assert [bounds(item).x for item in middle.items] == pytest.approx(
        [bounds(item).x + 2 for item in ITEMS]
    )
    assert interpolate(start, end, 0.0) == start
    assert interpolate(start, end, 1.0) == end


@pytest.mark.parametrize(
    "other",
    [
        Figure(10, 10, ITEMS[:3]),
        Figure(10, 10, (*ITEMS[:3], ITEMS[0]._replace(key="t"))),
        Figure(10, 10, (*ITEMS[:3], ITEMS[3]._replace(key="other"))),
        Figure(10, 10, (*ITEMS[:2], Path(polyline(((0, 0), (1, 1))), key="p"), ITEMS[3])),
    ],
    ids=["fewer", "other kind", "other key", "other path"],
)
def test_unlike_figures_have_nothing_between_them(other: Figure) -> None:
    assert interpolate(Figure(10, 10, ITEMS), other, 0.5) is other


def test_arcs_stay_on_their_circle() -> None:
    for _, points in arc(5, 5, 4, 0.1, 0.9)[1:]:
        x, y = points[-1]
        assert (x - 5) ** 2 + (y - 5) ** 2 == pytest.approx(16)
    assert arc(0, 0, 1, 0.5, 0.5) == ()
    assert len(arc(0, 0, 1, 0, 0.2, parts=4)) == len(arc(0, 0, 1, 0, 0.9, parts=4))


def test_a_chevron_has_a_notch_only_after_another() -> None:
    assert len(chevron(0, 0, 10, 4, 1, notched=True)) == 7
    assert len(chevron(0, 0, 10, 4, 1, notched=False)) == 6


def test_icons_fill_their_square() -> None:
    box = bounds(icon("eye", 10, 20, 6, "ink"))
    assert box.x >= 10
    assert box.right <= 16
    assert box.y >= 20
    assert box.bottom <= 26
    with pytest.raises(KeyError):
        icon("no such icon", 0, 0, 1, "ink")


def test_pages_hold_what_fits() -> None:
    assert paged("abcd", [4, 4, 4, 4], 9, 1) == (("a", "b"), ("c", "d"))
    assert paged("abc", [20, 1, 1], 9) == (("a",), ("b", "c"))
    assert paged("abc", [1, 1, 1], 9, most=2) == (("a", "b"), ("c",))
    assert paged("", [], 9) == ()


def test_boxes_overlap_with_a_margin() -> None:
    assert overlap(Box(0, 0, 2, 2), Box(1, 1, 2, 2))
    assert not overlap(Box(0, 0, 2, 2), Box(2, 0, 2, 2))
    assert overlap(Box(0, 0, 2, 2), Box(2.5, 0, 2, 2), 1)
