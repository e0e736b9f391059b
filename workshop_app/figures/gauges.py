"""Number questions: where the room stands on a scale, and how it spreads around its mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_at,
    paged,
)
from workshop_app.figures.markers import Group, group_entries, legend, marker
from workshop_app.figures.movement import (
    EARLIER,
    LEGEND,
    ONE_VOTE,
    VoteNames,
    vote_legend,
    was,
)
from workshop_app.figures.text import fitted, width
from workshop_app.figures.unit_dots import Packing, pack

BIG = 11.0
GUTTER = 4.0
TRACK = 1.3
NEEDLE = 1.15
LARGEST_DOTS = {1: 6.4, 2: 5.0, 3: 4.2}
LEAST_DOTS = 3.6
WAS = 4.2
"""Size in u of the mean of the first vote, before the big one."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """A question on a scale from ``first`` upwards: ballots per point and their mean.

    ``mean`` is ``None`` when too few answered; ``groups`` holds a mean per group; ``before`` is
    the mean of the first vote, if there were two.
    """

    key: str
    text: str
    counts: tuple[int, ...]
    mean: float | None
    low: str = ""
    high: str = ""
    first: int = 1
    groups: tuple[float | None, ...] = ()
    before: float | None = None


@dataclass(frozen=True, slots=True)
class GaugeWords:
    """``too_few`` stands in place of a mean that may not be shown."""

    too_few: str
    title: str = ""
    names: VoteNames = ONE_VOTE


@dataclass(frozen=True, slots=True)
class _Row:
    gauge: Gauge
    lines: tuple[str, ...]
    size: float
    least: float


def gauges(
    rows: Sequence[Gauge],
    canvas: Canvas,
    words: GaugeWords,
    number_format: NumberFormat,
    *,
    groups: Sequence[Group] = (),
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """Up to three gauges a page, each with its big mean at the right.

    Dots are people; a needle marks the mean, group marks stand on the track.
    """
    digits = max(
        (
            width(number_format(gauge.mean), canvas.size(BIG), "semibold")
            for gauge in rows
            if gauge.mean is not None
        ),
        default=width("8.8", canvas.size(BIG), "semibold"),
    )
    moves = any(gauge.before is not None for gauge in rows)
    if moves:
        digits += width(was(number_format(8.8)) + " ", canvas.size(WAS))
    room_width = canvas.width - digits - GUTTER
    laid = [_row(gauge, room_width, canvas) for gauge in rows]
    head: tuple[Item, ...] = ()
    used = 0.0
    if moves:
        room = Box(0, 0, canvas.width, 0)
        head, used = vote_legend(words.names, room, canvas.size(LEGEND), "ink")
    if groups:
        entries = group_entries(groups)
        keys, high = legend(entries, 0, used, canvas.width, canvas.size(LEGEND))
        head, used = (*head, *keys), used + high
    used += 1.5 if head else 0.0
    figures: list[Figure] = []
    for page in paged(laid, [row.least for row in laid], canvas.height - used, 2.5, 3):
        height = (canvas.height - used - 2.5 * (len(page) - 1)) / len(page)
        items: list[Item] = list(head)
        largest = LARGEST_DOTS[len(page)]
        for index, row in enumerate(page):
            box = Box(0, used + index * (height + 2.5), room_width, min(height, 50.0))
            items += _draw(row, box, canvas, words, number_format, groups, grown, largest)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures)


def _row(gauge: Gauge, room: float, canvas: Canvas) -> _Row:
    lines, size = fitted(gauge.text, room, canvas.size(4.2), "medium", 2, canvas.size(3.4))
    least = line_height(size, len(lines), 1.2) + LEAST_DOTS + _foot_height(canvas) + TRACK + 2
    return _Row(gauge, lines, size, least)


def _foot_height(canvas: Canvas) -> float:
    return line_height(canvas.size(3.0)) + 1.5


def _draw(
    row: _Row,
    box: Box,
    canvas: Canvas,
    words: GaugeWords,
    number: NumberFormat,
    groups: Sequence[Group],
    grown: float,
    largest: float,
) -> tuple[Item, ...]:
    gauge = row.gauge
    head = line_height(row.size, len(row.lines), 1.2) + 0.8
    items: list[Item] = list(
        lines_at(row.lines, box.x, box.y, row.size, "medium", leading=1.2)
    )
    steps = max(len(gauge.counts) - 1, 1)
    cell = box.width / (steps + 1)
    track = Box(box.x + cell / 2, 0, box.width - cell, 0)
    y = box.bottom - _foot_height(canvas) - TRACK / 2
    above = TRACK / 2 + 1.6
    packing = pack(gauge.counts, cell * 0.88, y - above - box.y - head, largest)
    high = max((packing.height(count) for count in gauge.counts), default=0.0)
    spare = y - above - max(high, 6.0) - (box.y + head)
    y -= max(spare - 3.0, 0.0)
    items += _people(gauge, track, y - above, packing, canvas, bool(groups), grown)
    items += _scale(gauge, track, y, canvas)
    for group, value in zip(groups, gauge.groups, strict=False):
        if value is not None:
            x = _at(gauge, value, track)
            readout = f"{gauge.text} · {group.label}: {number(value)}"
            key = f"{gauge.key}:{group.key}"
            items.append(marker(group.style, x, y, 2.6, key=key, readout=readout))
    middle = box.y + (y - box.y) / 2 + TRACK
    if gauge.mean is None:
        size = canvas.size(2.9)
        limit = canvas.width - box.right - GUTTER
        lines, size = fitted(words.too_few, limit, size, "regular", 3, canvas.size(2.8))
        top = middle - line_height(size, len(lines)) / 2
        items += lines_at(lines, canvas.width, top, size, "regular", "ink2", "end")
    else:
        items += _mean(gauge, gauge.mean, track, y, canvas, number, middle, grown)
    return tuple(items)


def _at(gauge: Gauge, value: float, track: Box) -> float:
    steps = max(len(gauge.counts) - 1, 1)
    return track.x + track.width * (value - gauge.first) / steps


def _people(
    gauge: Gauge,
    track: Box,
    floor: float,
    packing: Packing,
    canvas: Canvas,
    compared: bool,
    grown: float,
) -> tuple[Item, ...]:
    items: list[Item] = []
    token = "ink" if compared else canvas.phase
    for point, count in enumerate(gauge.counts):
        x = _at(gauge, gauge.first + point, track)
        for index in range(count):
            dx, dy = packing.place(index, count)
            items.append(
                Circle(
                    x + dx,
                    floor - dy,
                    packing.diameter / 2 * grown,
                    Fill(token, 0.75),
                    None,
                    f"{gauge.key}:{point}:{index}",
                    f"{gauge.text} · {gauge.first + point}: {count}",
                )
            )
    return tuple(items)


def _scale(gauge: Gauge, track: Box, y: float, canvas: Canvas) -> tuple[Item, ...]:
    bar = Rect(track.x, y - TRACK / 2, track.width, TRACK, Fill("grid"), None, TRACK / 2)
    ticks = [float(gauge.first + point) for point in range(len(gauge.counts))]
    items: list[Item] = [bar]
    size = canvas.size(3.0)
    top = y + TRACK / 2 + 1.5
    for tick in ticks:
        x = _at(gauge, tick, track)
        items.append(Circle(x, y, 0.42, Fill("ink2")))
    half = (track.width / max(len(ticks) - 1, 1)) / 2
    words = {ticks[0]: gauge.low, ticks[-1]: gauge.high}
    for tick in ticks:
        x = _at(gauge, tick, track)
        word = words.get(tick, "")
        text = f"{tick:.0f}"
        items += lines_at((text,), x, top, size, "medium", "ink2", "middle")
        if word:
            side = 1 if tick == ticks[0] else -1
            limit = half * 2 - width(text, size, "medium") * 2 - 1.6
            fitting = fitted(word, limit, canvas.size(2.8), "regular", 1)
            at = x + side * (width(text, size, "medium") / 2 + 0.9)
            anchor = "start" if side > 0 else "end"
            items += lines_at(fitting[0], at, top + 0.12, fitting[1], "regular", "ink2", anchor)
    return tuple(items)


def _mean(
    gauge: Gauge,
    mean: float,
    track: Box,
    y: float,
    canvas: Canvas,
    number: NumberFormat,
    middle: float,
    grown: float,
) -> tuple[Item, ...]:
    text, size = number(mean), canvas.size(BIG)
    before = "" if gauge.before is None else number(gauge.before)
    readout = f"{gauge.text}: {f'{was(before)} {text}' if before else text}"

    def needle(value: float, high: float) -> Box:
        x = _at(gauge, gauge.first + (value - gauge.first) * grown, track)
        return Box(x - NEEDLE / 2, y - high / 2, NEEDLE, high)

    items: list[Item] = []
    if gauge.before is not None:
        place, key = needle(gauge.before, 5.2), f"{gauge.key}:before"
        page = Fill("page")
        items.append(Rect(*place, page, EARLIER, NEEDLE / 2, key, readout))
        left = canvas.width - width(text + " ", size, "semibold")
        items.append(label(was(before), left, middle, canvas.size(WAS), "regular", "ink2", "end"))
    pen, key = Stroke("page", 0.3), f"{gauge.key}:mean"
    return (
        *items,
        Rect(*needle(mean, 4.0), Fill("ink"), pen, NEEDLE / 2, key, readout),
        label(text, canvas.width, middle, size, "semibold", anchor="end"),
    )
