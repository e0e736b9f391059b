"""Numbers over time drawn: any words find room, the newest is filled, months lie evenly."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.figures.test_any_words import canvases, check, phrase, some
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Path
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


def test_months_lie_evenly_and_only_those_whose_name_finds_room() -> None:
    ticks = tuple(Tick(10.0 * month, f"Quite a long month {month}") for month in range(16))
    (page,) = trends([strip("a", 10, 40)], ticks, 150, CANVAS)
    found = [item for item in page.items if item.key.startswith("month:")]
    places = [item.commands[0][1][0][0] for item in found if isinstance(item, Path)]
    assert 1 < len(places) < 16
    steps = {round(after - before, 6) for before, after in pairwise(places)}
    assert len(steps) == 1


def test_strips_share_pages_evenly_enough_to_read() -> None:
    for count, pages in ((5, [5]), (7, [4, 3]), (9, [5, 4])):
        rows = [strip(str(place), 10, 40) for place in range(count)]
        figures = trends(rows, MONTHS, 150, CANVAS)
        drawn = [sum(item.key.startswith("trend:") for item in page.items) for page in figures]
        assert drawn == pages
