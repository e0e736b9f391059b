"""Actions along the time ahead: every horizon takes the same room, whatever its length.

A month and five years on one even axis would leave the month nothing; here each stretch
between two horizons is even in itself, and its ends are named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final

from workshop_app.figures.actions import DASH, STATUS_ICONS
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import (
    Box,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
    rule,
    struck,
)
from workshop_app.figures.text import fitted, wrap

LABEL: Final = 0.38
STATE: Final = 0.13
"""Shares of the width for what is done, and for its state."""

GAP: Final = 2.2
BAR: Final = 2.5
LEAD: Final = 1.2
_BEGUN: Final = ("busy", "partly", "done")
_TOKENS: Final = {"done": "ok", "stopped": "border"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a horizon, in days from the left edge, with its name and its date."""

    day: float
    name: str
    date: str


@dataclass(frozen=True, slots=True)
class TimeBar:
    """An action: ``begin`` and ``end`` in days; ``dated`` is false while no day was agreed.

    ``status`` is a key of `STATUS_ICONS` and ``state`` its word; ``until`` is its due date.
    """

    key: str
    title: str
    owner: str
    begin: float
    end: float
    status: str
    state: str
    until: str
    dated: bool = True
    missing: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    bar: TimeBar
    title: tuple[str, ...]
    owner: tuple[str, ...]
    height: float


def timeline(
    bars: Sequence[TimeBar],
    marks: Sequence[Mark],
    canvas: Canvas,
    *,
    begins: str,
    title: str = "",
) -> tuple[Figure, ...]:
    """A row for every action; ``begins`` names the left edge."""
    size, small = canvas.size(3.0), canvas.size(2.8)
    plot = Box(
        canvas.width * LABEL + GAP, 0,
        canvas.width * (1 - LABEL - STATE) - 2 * GAP, canvas.height,
    )
    head, head_height = _head(marks, plot, begins, canvas)
    laid = [_laid(bar, canvas.width * LABEL, size, small) for bar in bars]
    room = canvas.height - head_height
    figures: list[Figure] = []
    for some in _even_pages(laid, room):
        spare = room - sum(one.height for one in some)
        more = min(spare / max(len(some), 1), canvas.size(2.4))
        items: list[Item] = [*head]
        y = head_height
        bottom = y + sum(one.height + more for one in some)
        for x in (plot.x, *(_at(mark.day, marks, plot) for mark in marks)):
            items.append(rule(x, head_height - 0.6, x, bottom, Stroke("grid", 0.18)))
        for one in some:
            row = Box(0, y, canvas.width, one.height + more)
            items += _row(one, row, plot, marks, canvas)
            y = row.bottom
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _even_pages(laid: Sequence[_Laid], room: float) -> tuple[tuple[_Laid, ...], ...]:
    """As few pages as there must be, with about as many rows each."""
    heights = [one.height for one in laid]
    pages = paged(laid, heights, room)
    even = paged(laid, heights, room, most=ceil(len(laid) / max(len(pages), 1)) or None)
    return (even if len(even) == len(pages) else pages) or ((),)


def _at(day: float, marks: Sequence[Mark], plot: Box) -> float:
    """Where a day stands; days before and after the axis stand at its ends."""
    part = plot.width / max(len(marks), 1)
    edges = (0.0, *(mark.day for mark in marks))
    if day <= 0:
        return plot.x
    for number, (begin, end) in enumerate(pairwise(edges)):
        if day <= end:
            return plot.x + part * (number + (day - begin) / (end - begin))
    return plot.right


def _head(
    marks: Sequence[Mark], plot: Box, begins: str, canvas: Canvas
) -> tuple[tuple[Item, ...], float]:
    """The names of the horizons within their stretch, and the dates at their ends."""
    size = canvas.size(2.8)
    part = plot.width / max(len(marks), 1)
    names = [fitted(mark.name, part - 1.4, canvas.size(3.0), "semibold", 2) for mark in marks]
    lines = max((len(some) for some, _ in names), default=1)
    high = line_height(canvas.size(3.0), lines, LEAD)
    items: list[Item] = []
    for number, (some, fitting) in enumerate(names):
        x = plot.x + part * (number + 1) - 0.7
        top = high - line_height(fitting, len(some), LEAD)
        items += lines_at(some, x, top, fitting, "semibold", canvas.phase, "end", LEAD)
    y = high + line_height(size, 1, LEAD) / 2
    for number, mark in enumerate(marks):
        x = plot.x + part * (number + 1) - 0.7
        (day, *_), fitting = fitted(mark.date, part - 1.4, size, "regular", 1)
        items.append(label(day, x, y, fitting, "regular", "ink2", "end"))
    (first, *_), fitting = fitted(begins, plot.x - GAP, size, "regular", 1)
    items.append(label(first, plot.x - 0.9, y, fitting, "regular", "ink2", "end"))
    bottom = high + line_height(size, 1, LEAD) + 0.6
    items.append(rule(plot.x, bottom, plot.right, bottom, Stroke(canvas.phase, 0.35)))
    return tuple(items), bottom + 0.6


def _laid(bar: TimeBar, room: float, size: float, small: float) -> _Laid:
    title = wrap(bar.title, room, size, "semibold", 3)
    weight = "semibold" if bar.missing else "regular"
    owner = wrap(bar.owner, room - small * 1.4, small, weight, 2) if bar.owner else ()
    height = line_height(size, len(title), LEAD) + line_height(small, len(owner), LEAD) + 2.0
    return _Laid(bar, title, owner, height)


def _row(
    one: _Laid, row: Box, plot: Box, marks: Sequence[Mark], canvas: Canvas
) -> tuple[Item, ...]:
    bar, size, small = one.bar, canvas.size(3.0), canvas.size(2.8)
    off = bar.status == "stopped"
    height = one.height - 2.0
    top = row.centre_y - height / 2
    items: list[Item] = [
        rule(0, row.bottom, row.width, row.bottom, Stroke("line", 0.14)),
        *lines_at(one.title, 0, top, size, "semibold", "ink2" if off else "ink", leading=LEAD),
    ]
    if off:
        items += struck(one.title, 0, top, size, "semibold", LEAD)
    if one.owner:
        y = top + line_height(size, len(one.title), LEAD)
        middle = y + line_height(small, 1, LEAD) / 2
        mark = small * 0.95
        name, token = ("circle-alert", "danger") if bar.missing else ("user", "ink2")
        items.append(icon(name, 0, middle - mark / 2, mark, token))
        weight = "semibold" if bar.missing else "regular"
        items += lines_at(one.owner, small * 1.4, y, small, weight, token, leading=LEAD)
    items.append(_bar(bar, row, plot, marks, canvas.phase))
    return (*items, *_state(bar, row, canvas))


def _bar(bar: TimeBar, row: Box, plot: Box, marks: Sequence[Mark], phase: str) -> Rect:
    """Hollow while open, full once begun, green when done, dashed when stopped or undated."""
    left, right = _at(bar.begin, marks, plot), _at(bar.end, marks, plot)
    right = max(right, left + BAR)
    if right > plot.right:
        left, right = plot.right - BAR, plot.right
    token = _TOKENS.get(bar.status, phase)
    fill = Fill(token) if bar.status in _BEGUN and bar.dated else Fill("surface")
    dash = DASH if bar.status == "stopped" or not bar.dated else ()
    edge = Stroke(token if bar.dated else "border", 0.32, dash)
    y = row.centre_y - BAR / 2
    readout = " · ".join(part for part in (bar.title, bar.owner, bar.state, bar.until) if part)
    return Rect(left, y, right - left, BAR, fill, edge, BAR / 2, f"bar:{bar.key}", readout)


def _state(bar: TimeBar, row: Box, canvas: Canvas) -> tuple[Item, ...]:
    """The status as shape and word, and the due date below it."""
    size = canvas.size(2.8)
    x = row.right - canvas.width * STATE
    room = canvas.width * STATE
    mark = size * 1.05
    token = {"done": "ok", "busy": canvas.phase, "partly": canvas.phase}.get(bar.status, "ink2")
    word, fitting = fitted(bar.state, room - mark - 1, size, "semibold", 1)
    until, other = fitted(bar.until, room, size, "regular", 1)
    lines = 2 if bar.until else 1
    top = row.centre_y - line_height(size, lines, LEAD) / 2
    y = top + line_height(size, 1, LEAD) / 2
    items: list[Item] = [
        icon(STATUS_ICONS[bar.status], x, y - mark / 2, mark, token),
        label(word[0], x + mark + 0.8, y, fitting, "semibold", token),
    ]
    if bar.until:
        middle = y + line_height(size, 1, LEAD)
        items += lines_around(until[:1], x, middle, other, "regular", "ink2")
    return tuple(items)
