"""Numbers over time drawn: any words find room, the newest is filled, months lie evenly."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.test_any_words import canvases, check, phrase, some
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Path, Text
from workshop_app.figures.layout import bounds
from workshop_app.figures.text import cap_height, width
from workshop_app.figures.trend import Tick, Trend, TrendPoint, trends

CANVAS = Canvas(167.8, 71, "see")
MONTHS = tuple(Tick(30.0 * month, f"Month {month}") for month in range(6))


def strip(key: str = "a", *values: float, **more: object) -> Trend:
    points = tuple(
        TrendPoint(150.0 * place / (len(values) - 1), value,
                   "now" if place == len(values) - 1 else "first" if not place else "previous")
        for place, value in enumerate(values)
    )
    return Trend(key, key, points, 0, 100, lambda value: f"{value:.0f}", "now", **more)  # type: ignore[arg-type]


def dots(figures: tuple[object, ...], key: str) -> list[Circle]:
    return [item for page in figures for item in page.items  # type: ignore[attr-defined]
            if isinstance(item, Circle) and item.key.startswith(f"point:{key}:")]


@some
@given(st.data(), st.integers(1, 9), canvases)
def test_any_words(data: st.DataObject, count: int, canvas: Canvas) -> None:
    rows = []
    for place in range(count):
        values = data.draw(st.lists(st.floats(0, 100), min_size=2, max_size=6))
        last = len(values) - 1
        points = tuple(
            TrendPoint(150 * at / last, value, "now" if at == last else "between",
                       data.draw(st.none() | st.floats(1, 60)))
            for at, value in enumerate(values)
        )
        target = data.draw(st.none() | st.floats(0, 100))
        rows.append(
            Trend(str(place), data.draw(phrase), points, 0, 100, lambda value: f"{value:.0f}",
                  "100", data.draw(phrase)[:24], target)
        )
    figures = trends(rows, MONTHS, 150, canvas)
    check([page._replace(items=tuple(item for item in page.items if item.key != "x"))
           for page in figures])


def test_what_has_no_number_now_has_a_dash_and_its_old_number_at_its_own_point() -> None:
    row = replace(strip("a", 10, 40), points=(TrendPoint(0, 40.0, "first"),), said="")
    texts = {item.text: item for item in trends([row], MONTHS, 150, CANVAS)[0].items
             if isinstance(item, Text)}
    assert texts["40"].x < texts["–"].x / 2
    assert texts["40"].size < texts["–"].size
    (dot,) = dots(trends([row], MONTHS, 150, CANVAS), "a")
    assert dot.fill is not None
    assert dot.fill.token == "page"


@pytest.mark.parametrize("high", [11, 46])
@pytest.mark.parametrize("values", [(33, 100), (100, 33), (0, 100), (50, 0, 100), (50, 100, 0)])
def test_a_number_never_stands_on_its_line(values: tuple[float, ...], high: float) -> None:
    canvas = Canvas(167.8, high, "see")
    (page,) = trends([strip("a", *values)], MONTHS, 150, canvas)
    (line,) = (item for item in page.items if isinstance(item, Path) and item.key == "trend:a")
    places = [point for _, points in line.commands for point in points]
    for value in values[:-1]:
        (text,) = (item for item in page.items if isinstance(item, Text)
                   and item.text == f"{value:.0f}" and item.anchor == "middle")
        box = bounds(text)
        for (x1, y1), (x2, y2) in pairwise(places):
            for step in range(101):
                x, y = x1 + (x2 - x1) * step / 100, y1 + (y2 - y1) * step / 100
                capital = cap_height(text.size, text.weight)
                assert not (box.x < x < box.right and text.y - capital < y < text.y), value


def test_first_is_dashed_previous_hollow_and_now_filled() -> None:
    first, previous, now = dots(trends([strip("a", 10, 40, 90)], MONTHS, 150, CANVAS), "a")
    assert first.stroke is not None
    assert first.stroke.dash
    assert previous.stroke is not None
    assert not previous.stroke.dash
    assert [one.fill.token for one in (first, previous, now) if one.fill] == ["page", "page", "ink"]
    assert now.y < previous.y < first.y


def test_what_does_not_count_yet_is_grey_and_its_target_a_line() -> None:
    figures = trends([strip("a", 10, 40, grey=True, target=80.0)], MONTHS, 150, CANVAS)
    *_, now = dots(figures, "a")
    assert now.fill is not None
    assert now.fill.token == "ink2"
    (target,) = [item for item in figures[0].items if item.key == "target:a"]
    assert isinstance(target, Path)
    (y,) = {point[1] for _, points in target.commands for point in points}
    assert y < now.y


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 9, 16, 17])
@pytest.mark.parametrize("name", ["May", "September 2026", "Quite a long month indeed"])
def test_first_and_last_are_named_and_of_the_months_between_those_that_find_room(
    count: int, name: str
) -> None:
    ticks = tuple(
        Tick(150.0 * month / max(count - 1, 1), f"{name} {month}") for month in range(count)
    )
    (page,) = trends([strip("a", 10, 40)], ticks, 150, CANVAS)
    named = [item for item in page.items if isinstance(item, Text) and item.text.startswith(name)]
    assert {named[0].text, named[-1].text} == {f"{name} 0", f"{name} {count - 1}"}
    halves = [width(one.text, one.size) / 2 for one in named]
    for place, (one, after) in enumerate(pairwise(named)):
        assert one.x + halves[place] < after.x - halves[place + 1]
    steps = {round(after.x - one.x, 6) for one, after in pairwise(named[:-1])}
    assert len(steps) < 2, "all but the last lie evenly"
    if count == 3 and name == "May":
        assert len(named) == 3


def test_strips_share_pages_evenly_enough_to_read() -> None:
    for count, pages in ((5, [5]), (7, [4, 3]), (9, [5, 4])):
        rows = [strip(str(place), 10, 40) for place in range(count)]
        figures = trends(rows, MONTHS, 150, CANVAS)
        drawn = [sum(item.key.startswith("trend:") for item in page.items) for page in figures]
        assert drawn == pages
