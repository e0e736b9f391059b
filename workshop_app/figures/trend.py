"""Numbers over time: a strip for each, all on one axis of months."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Path, Stroke, polyline
from workshop_app.figures.layout import (
    Box,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
    rule,
)
from workshop_app.figures.markers import EARLIER_WIDTH, earlier_mark
from workshop_app.figures.text import fitted, width, wrap

NAME: Final = 0.29
"""Share of the width for what is measured."""

SAID: Final = 0.17
"""Share of the width for the newest number and what stands below it."""

GAP: Final = 3.0
MARGIN: Final = 1.9
"""Above and below a strip, in u."""

LEAST, TALLEST = 11.5, 46.0
"""Height in u of a strip."""

NOW: Final = 1.25
ASIDE: Final = NOW + 0.5
"""From the ends of a scale to the plot: the first point lies on its edge."""

BIG: Final = 6.4
CAP: Final = 0.7
LEAD: Final = 1.2
DOT: Final = 0.3
_OTHERS: Final = Stroke("border", 0.15)
_QUIET: Final = Stroke("line", 0.2)


class TrendPoint(NamedTuple):
    """A number on a day, counted from the left edge; ``line`` is how it is drawn."""

    day: float
    value: float
    line: str = "now"
    margin: float | None = None


class Tick(NamedTuple):
    """A day on the axis with its name."""

    day: float
    name: str


@dataclass(frozen=True, slots=True)
class Trend:
    """One strip: oldest point first; ``said`` is the number of now, ``below`` stands under it.

    ``low`` and ``high`` are the ends of the strip, ``ends`` how they are written where
    `number` would not do. ``target`` is a line that it should reach. ``grey`` = it does not count
    yet. ``beside`` are the courses of others, drawn thin behind it.
    """

    key: str
    name: str
    points: tuple[TrendPoint, ...]
    low: float
    high: float
    number: Callable[[float], str]
    said: str = ""
    below: str = ""
    target: float | None = None
    grey: bool = False
    ends: tuple[str, str] | None = None
    beside: tuple[tuple[TrendPoint, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where all strips have their columns, and how long the time is."""

    canvas: Canvas
    name: float
    plot: Box
    days: float

    def at(self, day: float) -> float:
        """The x of a day."""
        return self.plot.x + self.plot.width * day / self.days


def trends(
    rows: Sequence[Trend], ticks: Sequence[Tick], days: float, canvas: Canvas, title: str = ""
) -> tuple[Figure, ...]:
    """Strips under one another, as many on a page as find room, months below each page.

    ``days`` is the length of the axis; the first and the last of the ``ticks`` are always named.
    """
    left = canvas.width * NAME + GAP
    plot = Box(left, 0, canvas.width * (1 - SAID) - GAP - left, canvas.height)
    ends = max((width(end, canvas.size(2.8)) for row in rows for end in _written(row)), default=0.0)
    plan = _Plan(canvas, left - ASIDE - ends - 2.0, plot, max(days, 1.0))
    foot = line_height(canvas.size(2.8)) + 1.2
    room = canvas.height - foot
    least = canvas.size(LEAST)
    figures: list[Figure] = []
    heights = [least] * len(rows)
    even = ceil(len(rows) / max(len(paged(rows, heights, room)), 1)) or None
    for page in paged(rows, heights, room, most=even):
        high = min(room / len(page), canvas.size(TALLEST))
        items: list[Item] = list(_axis(ticks, plan, high * len(page)))
        for place, row in enumerate(page):
            box = Box(0, place * high, canvas.width, high)
            if place:
                items.append(rule(0, box.y, box.width, box.y, _QUIET))
            items += _strip(row, box.inset(0, canvas.size(MARGIN)), plan)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _axis(ticks: Sequence[Tick], plan: _Plan, bottom: float) -> tuple[Item, ...]:
    """An upright line for the first day, the last, and every month between that finds room."""
    size = plan.canvas.size(2.8)
    items: list[Item] = [
        rule(plan.plot.x, bottom, plan.plot.right, bottom, Stroke("border", 0.25))
    ]
    y = bottom + 1.2 + line_height(size) / 2
    for tick in _named(ticks, plan, size):
        x = plan.at(tick.day)
        items.append(rule(x, 0, x, bottom, Stroke("grid", 0.15), f"month:{tick.name}"))
        items.append(label(tick.name, x, y, size, "regular", "ink2", "middle"))
    return tuple(items)


def _named(ticks: Sequence[Tick], plan: _Plan, size: float) -> Sequence[Tick]:
    """The first and the last, and of those between every one, every second one and so on."""
    if len(ticks) < 3:
        return ticks
    first, *between, last = ticks
    room = max(width(tick.name, size) for tick in ticks) + size
    for step in range(1, len(between) + 1):
        kept = [first, *between[step - 1 :: step]]
        while len(kept) > 1 and plan.at(last.day) - plan.at(kept[-1].day) < room:
            kept.pop()
        if all(plan.at(after.day) - plan.at(one.day) >= room for one, after in pairwise(kept)):
            return (*kept, last)
    return (first, last)


def _strip(row: Trend, box: Box, plan: _Plan) -> tuple[Item, ...]:
    canvas, token = plan.canvas, "ink2" if row.grey else "ink"
    lines, size = fitted(row.name, plan.name, canvas.size(3.2), "medium", 3)
    items: list[Item] = list(
        lines_around(lines, 0, box.centre_y, size, "medium", token, leading=LEAD)
    )
    items += _ends(row, box, plan)
    if row.target is not None:
        y = _at(row, row.target, box)
        pen = Stroke("ok", 0.3, (4.0, 3.0))
        items.append(rule(plan.plot.x, y, plan.plot.right, y, pen, f"target:{row.key}"))
    items += _others(row, box, plan)
    items += _course(row, box, plan, token)
    return (*items, *_newest(row, box, plan, token))


def _at(row: Trend, value: float, box: Box) -> float:
    span = (row.high - row.low) or 1.0
    return box.bottom - box.height * (min(max(value, row.low), row.high) - row.low) / span


def _ends(row: Trend, box: Box, plan: _Plan) -> tuple[Item, ...]:
    """The two ends of the scale, at the left of the plot."""
    size, x = plan.canvas.size(2.8), plan.plot.x - ASIDE
    low, high = _at(row, row.low, box), _at(row, row.high, box)
    pen = Stroke("grid", 0.2)
    items: list[Item] = [rule(plan.plot.x, y, plan.plot.right, y, pen) for y in (low, high)]
    if low - high < line_height(size):
        return tuple(items)
    half = size * 0.36
    least, most = _written(row)
    return (
        *items,
        label(most, x, high + half, size, "regular", "ink2", "end"),
        label(least, x, low - half, size, "regular", "ink2", "end"),
    )


def _written(row: Trend) -> tuple[str, str]:
    """How the ends of a strip are written."""
    return row.ends or (row.number(row.low), row.number(row.high))


def _others(row: Trend, box: Box, plan: _Plan) -> tuple[Item, ...]:
    """Thin lines without numbers; a dot where there is only one day."""
    items: list[Item] = []
    for number, points in enumerate(row.beside):
        places = tuple((plan.at(point.day), _at(row, point.value, box)) for point in points)
        key = f"beside:{row.key}:{number}"
        if len(places) > 1:
            items.append(Path(polyline(places), stroke=_OTHERS, key=key))
        items += [Circle(x, y, DOT, Fill("border")) for x, y in places]
    return tuple(items)


def _course(row: Trend, box: Box, plan: _Plan, token: str) -> tuple[Item, ...]:
    """The line from point to point, how sure each is, and what each was."""
    places = [(plan.at(point.day), _at(row, point.value, box)) for point in row.points]
    pen = Stroke("ink2", EARLIER_WIDTH)
    items: list[Item] = [Path(polyline(tuple(places)), stroke=pen, key=f"trend:{row.key}")]
    size = plan.canvas.size(2.8)
    free = 0.0
    for point, (x, _) in zip(row.points, places, strict=True):
        if point.margin is not None:
            items += _margin(row, point, point.margin, x, box)
    for place, (point, (x, y)) in enumerate(zip(row.points, places, strict=True)):
        said, key = row.number(point.value), f"point:{row.key}:{place}"
        readout = f"{row.name}: {said}"
        if point.line == "now":
            items.append(Circle(x, y, NOW, Fill(token), Stroke("page", 0.24), key, readout))
        else:
            items.append(earlier_mark(point.line, x, y, key, readout))
        half = width(said, size, "medium") / 2
        if point.line == "now" or x - half < free:
            continue
        left = max(x, plan.plot.x + half + 0.3)
        if point.margin is not None:
            left = max(left, x + half + CAP + 0.4)
        near = [y, *_passing(places, left - half, left + half)]
        above, below = min(near) - NOW - size * 0.55, max(near) + NOW + size * 0.55
        over, under = box.y + size * 0.3 - above, below - (box.bottom - size * 0.3)
        middle = above if over <= 0 or over <= under else below
        items.append(label(said, left, middle, size, "medium", "ink2", "middle"))
        free = left + half + 1.0
    return tuple(items)


def _passing(places: Sequence[tuple[float, float]], start: float, end: float) -> list[float]:
    """The heights between which a course runs from one x to another."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(places):
        low, high = max(start, x1), min(end, x2)
        if low <= high:
            run = (x2 - x1) or 1.0
            found += [y1 + (y2 - y1) * (x - x1) / run for x in (low, high)]
    return found


def _margin(
    row: Trend, point: TrendPoint, margin: float, x: float, box: Box
) -> tuple[Item, ...]:
    """A bar up and down, with its ends."""
    ends = [_at(row, point.value - margin, box), _at(row, point.value + margin, box)]
    pen = Stroke("ink2", EARLIER_WIDTH)
    items = [rule(x, ends[0], x, ends[1], pen, f"margin:{row.key}:{point.day:g}")]
    return (*items, *(rule(x - CAP, y, x + CAP, y, pen) for y in ends))


def _newest(row: Trend, box: Box, plan: _Plan, token: str) -> tuple[Item, ...]:
    """The number of now, beside its point; larger where a strip has room."""
    canvas, x = plan.canvas, plan.plot.right + GAP
    room, small = canvas.width - x, canvas.size(2.8)
    big = canvas.size(BIG if box.height > 2 * LEAST else 4.2)
    (said, *_), size = fitted(row.said or "–", room, big, "semibold", 1)
    high = line_height(size, 1, LEAD)
    free = box.height + 2 * canvas.size(MARGIN) - high
    most = min(max(int(free / line_height(small, 1, LEAD)), 2), 3)
    below = wrap(row.below, room, small, "regular", most) if row.below else ()
    top = box.centre_y - (high + line_height(small, len(below), LEAD)) / 2
    return (
        *lines_at((said,), x, top, size, "semibold", token, leading=LEAD),
        *lines_at(below, x, top + high, small, "regular", "ink2", leading=LEAD),
    )
