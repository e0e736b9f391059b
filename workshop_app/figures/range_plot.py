"""Who sees it differently: one row per axis, widest gap first; or each axis' own score.

It stands beside every radar, because a radar's shape depends on the order of its axes
(LOOK), and alone where there are too many axes for one.
"""

from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.layout import Box, label, line_height, lines_around, lines_at, paged
from workshop_app.figures.markers import legend
from workshop_app.figures.range_rows import (
    Profile,
    group_row,
    row_weight,
    value_row,
)
from workshop_app.figures.scales import scale_foot, upright_ticks
from workshop_app.figures.series import whole_of
from workshop_app.figures.text import fitted, width, wrap

ZONE = 3.5
"""Height in u of the marks of one row."""

LEAD = 1.2
MOST_AIR = 4.2


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    lines: tuple[str, ...]
    size: float
    height: float


def heading(profile: Profile, box: Box) -> tuple[tuple[Item, ...], float]:
    """Title and legend in the upper part of ``box``; and the height they take."""
    size = profile.size(3.5)
    title = profile.words.gaps if profile.compares else profile.words.values
    lines, size = fitted(title, box.width, size, "semibold", 2)
    items: list[Item] = list(lines_at(lines, box.x, box.y, size, "semibold"))
    used = line_height(size, len(lines)) + 0.9
    entries = [one.entry for one in profile.series]
    if len(entries) > 1:
        keys, height = legend(entries, box.x, box.y + used, box.width, profile.size(2.9))
        items += keys
        used += height + 0.7
    return tuple(items), used


def _value_width(profile: Profile) -> float:
    """Room for the numbers at the end of the rows."""
    if profile.compares:
        return 0.0
    size = profile.size(4.2)
    return max(width(profile.number(value), size, "semibold") for value in (0.0, 88.0, 100.0)) + 1.6


def _foot(profile: Profile) -> float:
    return line_height(profile.size(2.8)) + 0.6


def _scale(profile: Profile, frame: Box, top: float) -> tuple[Item, ...]:
    words = profile.words
    return scale_foot(frame, top, profile.size(2.8), profile.number, words.low, words.high)


def range_panel(profile: Profile, box: Box) -> tuple[Item, ...] | None:
    """Rows with the label above the marks; ``None`` when they do not fit in ``box``."""
    head, used = heading(profile, box)
    room = box.height - used - _foot(profile)
    plot_width = box.width - _value_width(profile)
    for size in (3.0, 2.8):
        rows = [
            _stacked(profile, index, plot_width, profile.size(size)) for index in profile.order()
        ]
        needed = sum(row.height for row in rows)
        if needed <= room:
            break
    else:
        return None
    air = min((room - needed) / len(rows), MOST_AIR)
    items: list[Item] = []
    zones: list[tuple[float, float]] = []
    y = box.y + used
    for row in rows:
        weight = row_weight(profile, row.index)
        zone = row.height - line_height(row.size, len(row.lines), LEAD)
        y += air / 2
        items += lines_at(row.lines, box.x, y, row.size, weight, leading=LEAD)
        bottom = y + row.height
        plot = Box(box.x, bottom - zone, plot_width, zone)
        items += _agreement(profile, row, plot, y)
        items += _marks(profile, row.index, plot, box.right)
        if profile.known(row.index):
            zones.append((plot.y + 0.35, plot.bottom - 0.35))
        y = bottom + air / 2
    frame = Box(box.x, box.y, plot_width, box.height)
    foot = _scale(profile, frame, y + 0.3)
    return (*head, *upright_ticks(frame, zones), *items, *foot)


def _stacked(profile: Profile, index: int, limit: float, size: float) -> _Row:
    axis = profile.axes[index]
    word = axis.agreement
    if word and not profile.compares:
        limit -= width(word, profile.size(2.8)) + 2
    lines = wrap(axis.name, limit, size, row_weight(profile, index))
    return _Row(index, lines, size, line_height(size, len(lines), LEAD) + ZONE)


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
    return tuple(items)


def range_pages(profile: Profile, canvas: Canvas) -> tuple[Figure, ...]:
    """The rows alone over the whole width, labels at the left; as many pages as needed."""
    size = profile.size(2.9)
    words_width = 0.0
    if not profile.compares:
        words_width = max(width(axis.agreement, profile.size(2.8)) for axis in profile.axes)
        words_width += 2.5 if words_width else 0.0
    label_width = canvas.width * 0.4 - 3
    rows = [_side(profile, index, label_width, size) for index in profile.order()]
    whole = Box(0, 0, canvas.width, canvas.height)
    head, used = heading(profile, whole)
    room = canvas.height - used - _foot(profile)
    pages = paged(rows, [row.height for row in rows], room, 0.0)
    left = canvas.width * 0.4
    plot_width = canvas.width - left - _value_width(profile) - words_width
    figures: list[Figure] = []
    for page in pages:
        air = min((room - sum(row.height for row in page)) / len(page), MOST_AIR)
        items: list[Item] = []
        zones: list[tuple[float, float]] = []
        y = used
        for row in page:
            height = row.height + air
            weight = row_weight(profile, row.index)
            items += lines_around(row.lines, 0, y + height / 2, row.size, weight, leading=LEAD)
            plot = Box(left, y + (height - ZONE) / 2, plot_width, ZONE)
            items += _marks(profile, row.index, plot, plot.right + _value_width(profile))
            word = profile.axes[row.index].agreement
            if words_width and word:
                tone = profile.size(2.8)
                items.append(
                    label(word, canvas.width, plot.centre_y, tone, "regular", "ink2", "end")
                )
            if profile.known(row.index):
                zones.append((plot.y + 0.3, plot.bottom - 0.3))
            y += height
        frame = Box(left, 0, plot_width, canvas.height)
        foot = _scale(profile, frame, y + 0.3)
        figures.append(
            Figure(
                canvas.width,
                canvas.height,
                (*head, *upright_ticks(frame, zones), *items, *foot),
                profile.words.title,
            )
        )
    return tuple(figures)


def _side(profile: Profile, index: int, limit: float, size: float) -> _Row:
    lines = wrap(profile.axes[index].label, limit, size, row_weight(profile, index))
    height = max(line_height(size, len(lines), LEAD), ZONE) + 0.5
    return _Row(index, lines, size, height)
