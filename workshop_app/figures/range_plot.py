"""Who sees it differently: one row per axis, widest gap first; or each axis' own score.

It stands beside every radar, because a radar's shape depends on the order of its axes
(LOOK), and alone where there are too many axes for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.layout import Box, label, line_height, lines_around, lines_at, paged
from workshop_app.figures.markers import legend
from workshop_app.figures.movement import CHANGE, was
from workshop_app.figures.range_rows import (
    MARK,
    Profile,
    group_row,
    row_weight,
    value_row,
)
from workshop_app.figures.scales import scale_foot, upright_ticks
from workshop_app.figures.series import Series, whole_of
from workshop_app.figures.text import fitted, width, wrap

ZONE = 3.5
"""Height in u of the marks of one row."""

LEAD = 1.2
MOST_AIR = 4.2
STACKED = ((3.0, 3.5), (2.8, 3.5), (2.8, 3.05))
"""Label sizes and marks' heights in u that are tried for rows with the label on top."""

SHORTEST = 14.0
"""Length in u of the shortest scale that is worth drawing."""

LABEL_SHARE = 0.4
NARROW_SHARE = 0.55
"""The most of the width that labels at the left take: of the stage, and beside a radar."""


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    lines: tuple[str, ...]
    size: float
    height: float


@dataclass(frozen=True, slots=True)
class _Side:
    """Where labels, marks and words stand in rows with the label at the left."""

    label: float
    plot: Box
    number: float
    word: float


def heading(
    profile: Profile, box: Box, series: Sequence[Series] | None = None
) -> tuple[tuple[Item, ...], float]:
    """Title and legend in the upper part of ``box``; and the height they take.

    The legend names all ``series``, or those that are given.
    """
    size = profile.size(3.5)
    title = profile.words.gaps if profile.compares else profile.words.values
    lines, size = fitted(title, box.width, size, "semibold", 2)
    items: list[Item] = list(lines_at(lines, box.x, box.y, size, "semibold"))
    used = line_height(size, len(lines)) + 0.9
    shown = profile.series if series is None else series
    entries = list(dict.fromkeys(one.entry for one in shown))
    if len(entries) > 1:
        keys, height = legend(entries, box.x, box.y + used, box.width, profile.size(2.9))
        items += keys
        used += height + 0.7
    return tuple(items), used


def _value_width(profile: Profile) -> float:
    """Room at the end of the rows for their numbers, or for half a mark at 100."""
    if profile.compares:
        return MARK * 0.58
    size = profile.size(4.2)
    room = max(width(profile.number(value), size, "semibold") for value in (0.0, 88.0, 100.0))
    if any(profile.earlier(index) is not None for index in range(len(profile.axes))):
        room += width(was(profile.number(100.0)) + " ", profile.size(CHANGE))
    return room + 2.6


def _foot(profile: Profile) -> float:
    return line_height(profile.size(2.8)) + 0.6


def _scale(profile: Profile, plot: Box, top: float) -> tuple[Item, ...]:
    words = profile.words
    tick = profile.tick or profile.number
    return scale_foot(plot, top, profile.size(2.8), tick, words.low, words.high)


def range_panel(profile: Profile, box: Box) -> tuple[Item, ...] | None:
    """The rows beside a radar; ``None`` when they do not fit in ``box``.

    Labels stand above their marks; where that takes too much height, at their left.
    """
    head, used = heading(profile, box)
    room = Box(box.x, box.y + used, box.width, box.height - used - _foot(profile))
    plot_width = box.width - _value_width(profile)
    for size, zone in STACKED:
        rows = [
            _stacked(profile, index, plot_width, profile.size(size), zone)
            for index in profile.order()
        ]
        if sum(row.height for row in rows) <= room.height:
            return (*head, *_stack(profile, rows, room, plot_width))
    if any(axis.agreement for axis in profile.axes) and not profile.compares:
        return None
    size = profile.size(2.8)
    natural = max(
        width(axis.name, size, row_weight(profile, index))
        for index, axis in enumerate(profile.axes)
    )
    label_width = min(natural, box.width * NARROW_SHARE)
    rows = [_side(profile, index, label_width, size, 3.0) for index in profile.order()]
    if sum(row.height for row in rows) > room.height:
        return None
    left = box.x + label_width + 2.0
    plot = Box(left, room.y, box.right - _value_width(profile) - left, room.height)
    if plot.width < profile.size(SHORTEST):
        return None
    side = _Side(box.x, plot, box.right, box.right)
    return (*head, *_rows_aside(profile, rows, room, side))


def _stack(
    profile: Profile, rows: Sequence[_Row], room: Box, plot_width: float
) -> tuple[Item, ...]:
    air = min((room.height - sum(row.height for row in rows)) / len(rows), MOST_AIR)
    items: list[Item] = []
    zones: list[tuple[float, float]] = []
    y = room.y
    for row in rows:
        weight = row_weight(profile, row.index)
        zone = row.height - line_height(row.size, len(row.lines), LEAD)
        y += air / 2
        items += lines_at(row.lines, room.x, y, row.size, weight, leading=LEAD)
        bottom = y + row.height
        plot = Box(room.x, bottom - zone, plot_width, zone)
        items += _agreement(profile, row, plot, y)
        items += _marks(profile, row.index, plot, room.right)
        if profile.known(row.index):
            zones.append((plot.y + 0.35, plot.bottom - 0.35))
        y = bottom + air / 2
    frame = Box(room.x, room.y, plot_width, room.height)
    foot = _scale(profile, frame, y + 0.3) if zones else ()
    return (*upright_ticks(frame, zones), *items, *foot)


def _stacked(profile: Profile, index: int, limit: float, size: float, zone: float) -> _Row:
    axis = profile.axes[index]
    word = axis.agreement
    if word and not profile.compares:
        limit -= width(word, profile.size(2.8)) + 2
    lines = wrap(axis.name, limit, size, row_weight(profile, index))
    return _Row(index, lines, size, line_height(size, len(lines), LEAD) + zone)


def _agreement(profile: Profile, row: _Row, plot: Box, top: float) -> tuple[Item, ...]:
    word = profile.axes[row.index].agreement
    if not word or profile.compares:
        return ()
    y = top + line_height(row.size, 1, LEAD) / 2
    return (label(word, plot.right, y, profile.size(2.8), "regular", "ink2", "end"),)


def _marks(profile: Profile, index: int, plot: Box, right: float) -> tuple[Item, ...]:
    if profile.compares:
        return group_row(profile, index, plot)
    items = list(value_row(profile, index, plot))
    whole = whole_of(profile.series)
    value = whole.values[index] if whole else None
    if value is not None:
        text, size = profile.number(value), profile.size(4.2)
        items.append(label(text, right, plot.centre_y, size, "semibold", anchor="end"))
        before = profile.earlier(index)
        if before is not None:
            x, small = right - width(text + " ", size, "semibold"), profile.size(CHANGE)
            said = was(profile.number(before))
            items.append(label(said, x, plot.centre_y, small, "regular", "ink2", "end"))
    return tuple(items)


def range_pages(profile: Profile, canvas: Canvas) -> tuple[Figure, ...]:
    """The rows alone over the whole width, labels at the left; as many pages as needed."""
    whole = Box(0, 0, canvas.width, canvas.height)
    drawn = [one for one in profile.series if not profile.compares or one.style is not None]
    head, used = heading(profile, whole, drawn)
    room = Box(0, used, canvas.width, canvas.height - used - _foot(profile))
    words_width = 0.0
    if not profile.compares:
        words_width = max(width(axis.agreement, profile.size(2.8)) for axis in profile.axes)
        words_width += 2.5 if words_width else 0.0
    left = canvas.width * LABEL_SHARE
    numbers = canvas.width - words_width
    plot = Box(left, used, numbers - _value_width(profile) - left, room.height)
    side = _Side(0.0, plot, numbers, canvas.width)
    size = profile.size(2.9)
    rows = [_side(profile, index, left - 3, size, ZONE) for index in profile.order()]
    figures: list[Figure] = []
    heights = [row.height for row in rows]
    pages = len(paged(rows, heights, room.height))
    even = ceil(len(rows) / pages) if pages else None
    for page in paged(rows, heights, room.height, most=even):
        items = (*head, *_rows_aside(profile, page, room, side))
        figures.append(Figure(canvas.width, canvas.height, items, profile.words.title))
    return tuple(figures)


def _rows_aside(
    profile: Profile, rows: Sequence[_Row], room: Box, side: _Side
) -> tuple[Item, ...]:
    air = min((room.height - sum(row.height for row in rows)) / len(rows), MOST_AIR)
    items: list[Item] = []
    zones: list[tuple[float, float]] = []
    y = room.y
    for row in rows:
        height = row.height + air
        weight = row_weight(profile, row.index)
        middle = y + height / 2
        items += lines_around(row.lines, side.label, middle, row.size, weight, leading=LEAD)
        zone = min(ZONE, row.height)
        plot = Box(side.plot.x, middle - zone / 2, side.plot.width, zone)
        items += _marks(profile, row.index, plot, side.number)
        word = profile.axes[row.index].agreement
        if word and side.word > side.number:
            tone = profile.size(2.8)
            items.append(label(word, side.word, middle, tone, "regular", "ink2", "end"))
        if profile.known(row.index):
            zones.append((plot.y + 0.3, plot.bottom - 0.3))
        y += height
    foot = _scale(profile, side.plot, y + 0.3) if zones else ()
    return (*upright_ticks(side.plot, zones), *items, *foot)


def _side(profile: Profile, index: int, limit: float, size: float, zone: float) -> _Row:
    axis = profile.axes[index]
    text = axis.label if limit > 45 else axis.name
    lines = wrap(text, limit, size, row_weight(profile, index))
    digits = 0.0 if profile.compares else profile.size(4.2)
    height = max(line_height(size, len(lines), LEAD), zone, digits) + 0.5
    return _Row(index, lines, size, height)
