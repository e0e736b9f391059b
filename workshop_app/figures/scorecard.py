"""The scorecard: where each figure began, where it should be, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import (
    Circle,
    Figure,
    Fill,
    Item,
    Path,
    Point,
    Rect,
    Stroke,
    polyline,
)
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
    rule,
)
from workshop_app.figures.text import fitted, width, wrap

NAME: Final = 0.305
FROM_TO: Final = 0.18
ACTUAL: Final = 0.11
TREND: Final = 0.08
"""Shares of the width, of the trend only where a row has one; bar and percent have the rest."""

GAP: Final = 2.4
BAR: Final = 2.6
LEAD: Final = 1.2
_FULL: Final = 100.0
_STEP: Final = 25.0
"""The bars begin and end at multiples of this."""


@dataclass(frozen=True, slots=True)
class ScoreBar:
    """A row: ``baseline`` and ``target`` as they are written, empty where nothing is known.

    ``percent`` is the progress from −100 to 150, or ``None``; ``trend`` the progress at each
    date, as shares of the time from 0 to 1 and percents. ``up`` says which way is better, and
    ``direction`` says it in words. ``below`` stands under the name. ``grey`` = its
    progress is too young to count.
    """

    key: str
    name: str
    up: bool
    direction: str
    baseline: str = ""
    target: str = ""
    actual: str = ""
    since: str = ""
    percent: float | None = None
    remark: str = ""
    below: str = ""
    heartbeat: bool = False
    trend: tuple[Point, ...] = ()
    grey: bool = False


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """Heads of the columns; ``heartbeat`` names the rows that come first."""

    row: str
    from_to: str
    actual: str
    trend: str
    progress: str
    invitation: str


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns stand, and the ends of the bars in percent."""

    from_to: Box
    actual: Box
    trend: Box | None
    bar: Box
    low: float
    high: float

    def at(self, percent: float) -> float:
        """The x of a progress."""
        share = (min(max(percent, self.low), self.high) - self.low) / (self.high - self.low)
        return self.bar.x + self.bar.width * share


@dataclass(frozen=True, slots=True)
class _Laid:
    bar: ScoreBar
    name: tuple[str, ...]
    below: tuple[str, ...]
    height: float


def scorecard(
    bars: Sequence[ScoreBar],
    canvas: Canvas,
    words: ScoreWords,
    number: NumberFormat,
    *,
    grown: float = 1.0,
    title: str = "",
) -> tuple[Figure, ...]:
    """A line for every row under named columns, and as many pages as that takes.

    ``grown`` from 0 to 1 shortens the bars, for the picture they grow from.
    """
    plan = _plan(bars, canvas)
    head, top = _head(words, plan, number, canvas)
    laid = [_laid(bar, plan, canvas) for bar in bars]
    room = canvas.height - top
    figures: list[Figure] = []
    for some in paged(laid, [one.height for one in laid], room) or ((),):
        items: list[Item] = [*head] if bars else []
        spare = room - sum(one.height for one in some)
        more = min(spare / max(len(some), 1), canvas.size(2.2))
        y = top
        for one in some:
            row = Box(0, y, canvas.width, one.height + more)
            items += _row(one, row, plan, number, canvas, grown)
            y = row.bottom
        if not bars:
            items += _invitation(words.invitation, canvas)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _plan(bars: Sequence[ScoreBar], canvas: Canvas) -> _Plan:
    """Room left of 0 and right of 100 only where a row needs it."""
    percents = [bar.percent for bar in bars if bar.percent is not None]
    wide = canvas.width
    from_to = Box(wide * NAME + GAP, 0, wide * FROM_TO, canvas.height)
    actual = Box(from_to.right + GAP, 0, wide * ACTUAL, canvas.height)
    trend = None
    left = actual.right + GAP
    if any(len(bar.trend) > 1 for bar in bars):
        trend = Box(left, 0, wide * TREND, canvas.height)
        left = trend.right + GAP
    percent = width("−100%", canvas.size(3.0), "semibold") + 1.6
    return _Plan(
        from_to,
        actual,
        trend,
        Box(left, 0, wide - left - percent, canvas.height),
        min(floor(min(percents, default=0.0) / _STEP) * _STEP, 0.0),
        max(ceil(max(percents, default=0.0) / _STEP) * _STEP, _FULL),
    )


def _head(
    words: ScoreWords, plan: _Plan, number: NumberFormat, canvas: Canvas
) -> tuple[tuple[Item, ...], float]:
    size = canvas.size(2.8)
    columns = [
        (words.row, 0.0, plan.from_to.x - GAP),
        (words.from_to, plan.from_to.x, plan.from_to.width),
        (words.actual, plan.actual.x, plan.actual.width),
    ]
    if plan.trend:
        columns.append((words.trend, plan.trend.x, plan.trend.width))
    heads = [(fitted(text, room, size, "semibold", 2), x) for text, x, room in columns]
    high = line_height(size, max(len(lines) for (lines, _), _ in heads), LEAD)
    items: list[Item] = []
    for (lines, fitting), x in heads:
        y = high - line_height(fitting, len(lines), LEAD)
        items += lines_at(lines, x, y, fitting, "semibold", canvas.phase, leading=LEAD)
    middle = high - line_height(size, 1, LEAD) / 2
    for percent in (0.0, _FULL):
        text = number(percent) if not percent else f"{number(percent)}%"
        x = plan.at(percent)
        anchor = "start" if x <= plan.bar.x + 1 else "end" if x >= plan.bar.right - 1 else "middle"
        items.append(label(text, x, middle, size, "semibold", canvas.phase, anchor))
    span = plan.at(_FULL) - plan.at(0) - 9 * canvas.scale
    said, fitting = fitted(words.progress, span, size, "semibold", 1)
    if not said[0].endswith("…"):
        x = (plan.at(0) + plan.at(_FULL)) / 2
        items.append(label(said[0], x, middle, fitting, "semibold", canvas.phase, "middle"))
    bottom = high + 0.7
    items.append(rule(0, bottom, canvas.width, bottom, Stroke(canvas.phase, 0.35)))
    return tuple(items), bottom + 0.3


def _laid(bar: ScoreBar, plan: _Plan, canvas: Canvas) -> _Laid:
    """As high as the highest of its columns."""
    room = canvas.width * NAME - canvas.size(4.4)
    size, small = canvas.size(3.2), canvas.size(2.8)
    name = fitted(bar.name, room, size, "semibold", 3)[0]
    below = wrap(bar.below, room, small, "regular", 2) if bar.below else ()
    since, tiny = fitted(bar.since, plan.actual.width, small, "regular", 2)
    heights = (
        line_height(size, len(name), LEAD) + line_height(small, len(below), LEAD),
        line_height(canvas.size(3.4), 1, LEAD) + line_height(tiny, len(since), LEAD),
        line_height(canvas.size(3.0), len(_way(bar, plan, canvas)[0]), LEAD),
    )
    return _Laid(bar, name, below, max(heights) + canvas.size(1.3))


def _way(bar: ScoreBar, plan: _Plan, canvas: Canvas) -> tuple[tuple[str, ...], float]:
    """“−30 → 30” beside its mark, in one line or two."""
    text = f"{bar.baseline or '–'} → {bar.target or '–'}"
    room = plan.from_to.width - canvas.size(2.6) - 1.0
    return fitted(text, room, canvas.size(3.0), "medium", 2)


def _row(
    one: _Laid, row: Box, plan: _Plan, number: NumberFormat, canvas: Canvas, grown: float
) -> tuple[Item, ...]:
    bar, size, small = one.bar, canvas.size(3.2), canvas.size(2.8)
    y = row.centre_y
    mark = canvas.size(3.0)
    indent = canvas.size(4.4)
    items: list[Item] = [rule(0, row.bottom, row.width, row.bottom, Stroke("line", 0.14))]
    if bar.heartbeat:
        items.append(icon("heart-pulse", 0, y - mark / 2, mark, canvas.phase))
    high = line_height(size, len(one.name), LEAD) + line_height(small, len(one.below), LEAD)
    top = y - high / 2
    items += lines_at(one.name, indent, top, size, "semibold", leading=LEAD)
    under = top + line_height(size, len(one.name), LEAD)
    items += lines_at(one.below, indent, under, small, "regular", "ink2", leading=LEAD)
    items += _from_to(bar, plan, y, canvas)
    items += _actual(bar, plan, y, canvas)
    return (*items, *_bar(bar, plan, row, number, canvas, grown))


def _from_to(bar: ScoreBar, plan: _Plan, y: float, canvas: Canvas) -> tuple[Item, ...]:
    """Baseline → target behind the arrow that says which way is better."""
    mark = canvas.size(2.6)
    x = plan.from_to.x
    lines, fitting = _way(bar, plan, canvas)
    items = lines_around(lines, x + mark + 1.0, y, fitting, "medium", leading=LEAD)
    return (_arrow(x, y, mark, bar), *items)


def _arrow(x: float, y: float, size: float, bar: ScoreBar) -> Path:
    """A full triangle: up or down is better."""
    half = size * 0.42
    tip, base = (y - half, y + half) if bar.up else (y + half, y - half)
    corners = ((x, base), (x + size * 0.9, base), (x + size * 0.45, tip))
    return Path(
        polyline(corners, closed=True), Fill("ink2"), None, f"way:{bar.key}", bar.direction
    )


def _actual(bar: ScoreBar, plan: _Plan, y: float, canvas: Canvas) -> tuple[Item, ...]:
    size, small = canvas.size(3.4), canvas.size(2.8)
    room = plan.actual.width
    if not bar.actual:
        return (label("–", plan.actual.x, y, size, "semibold", "ink2"),)
    (text, *_), fitting = fitted(bar.actual, room, size, "semibold", 1)
    if not bar.since:
        return (label(text, plan.actual.x, y, fitting, "semibold"),)
    since, tiny = fitted(bar.since, room, small, "regular", 2)
    top = y - (line_height(fitting, 1, LEAD) + line_height(tiny, len(since), LEAD)) / 2
    under = top + line_height(fitting, 1, LEAD)
    return (
        *lines_at((text,), plan.actual.x, top, fitting, "semibold", leading=LEAD),
        *lines_at(since, plan.actual.x, under, tiny, "regular", "ink2", leading=LEAD),
    )


def _bar(
    bar: ScoreBar, plan: _Plan, row: Box, number: NumberFormat, canvas: Canvas, grown: float
) -> tuple[Item, ...]:
    """The way from 0 to 100, how much of it is done, and the percent in figures."""
    zero, full = plan.at(0), plan.at(_FULL)
    y = row.centre_y
    items: list[Item] = []
    if bar.percent is None and bar.remark:
        room = canvas.width - plan.bar.x
        lines, size = fitted(bar.remark, room, canvas.size(2.8), "regular", 2)
        return lines_around(lines, plan.bar.x, y, size, "regular", "ink2", leading=LEAD)
    items.append(
        Rect(zero, y - BAR / 2, full - zero, BAR, Fill("sunken"), Stroke("border", 0.16), 0.4)
    )
    if bar.percent is not None:
        end = plan.at(bar.percent * grown)
        token = _token(bar, bar.percent, canvas)
        said = f"{number(bar.percent)}%"
        items += [
            Rect(
                min(zero, end), y - BAR / 2, abs(end - zero), BAR, Fill(token), None, 0.4,
                f"bar:{bar.key}", f"{bar.name}: {said}",
            ),
            label(
                said, canvas.width, y, canvas.size(3.0), "semibold",
                "danger" if token == "danger" else "ink", "end", f"said:{bar.key}",
            ),
        ]
    items += [
        rule(x, y - BAR * 0.85, x, y + BAR * 0.85, Stroke("ink", 0.3)) for x in (zero, full)
    ]
    return (*items, *_trend(bar, plan, row))


def _token(bar: ScoreBar, percent: float, canvas: Canvas) -> str:
    """The colour of what was reached."""
    if bar.grey:
        return "border"
    return "danger" if percent < 0 else "ok" if percent >= _FULL else canvas.phase


def _trend(bar: ScoreBar, plan: _Plan, row: Box) -> tuple[Item, ...]:
    """The progress at each date as a small line."""
    if len(bar.trend) < 2 or plan.trend is None:
        return ()
    box = Box(plan.trend.x + 0.8, row.centre_y - 2.2, plan.trend.width - 1.6, 4.4)
    values = [percent for _, percent in bar.trend]
    low, span = min(values), (max(values) - min(values)) or 1.0

    def place(point: Point) -> Point:
        return box.x + box.width * point[0], box.bottom - box.height * (point[1] - low) / span

    points = tuple(place(point) for point in bar.trend)
    return (
        Path(polyline(points), stroke=Stroke("ink2", 0.35), key=f"trend:{bar.key}"),
        Circle(*points[-1], 0.75, Fill("ink")),
    )


def _invitation(text: str, canvas: Canvas) -> tuple[Item, ...]:
    lines, size = fitted(text, canvas.width * 0.7, canvas.size(4.2), "regular", 3)
    top = (canvas.height - line_height(size, len(lines))) * 0.42
    return lines_at(lines, canvas.width / 2, top, size, "regular", "ink2", "middle")
