"""Items and their scores: the text, a bar, how far the room agrees, and the votes behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    best_size,
    label,
    line_height,
    lines_around,
    paged,
    spread,
)
from workshop_app.figures.markers import Group, group_entries, legend, marker
from workshop_app.figures.movement import (
    CHANGE,
    EARLIER,
    LEGEND,
    ONE_VOTE,
    VoteNames,
    change,
    vote_legend,
    was,
)
from workshop_app.figures.scales import scale_foot, upright_ticks
from workshop_app.figures.text import width, wrap
from workshop_app.figures.vote_columns import Columns, vote_columns

MOST_ROWS = 6
LEAD = 1.17
TEXT_SIZES = (4.2, 4.0, 3.8, 3.6, 3.4)
BAR = 3.0
MOVED = 2.0
"""Height in u of a bar inside the outline of the first vote."""

THIN = 1.1
"""Height in u of all of us behind the marks of groups."""

HISTOGRAM = 27.0
TEXT_SHARE = 0.4
TALLEST = 16.0
"""Rows do not grow beyond this height in u, however few they are."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One item: its score from 0 to 100 (``None`` = not shown) and the votes per scale point.

    ``agreement`` is the word for how far the room agrees; ``groups`` holds a score per group;
    ``before``, ``agreement_before`` and ``counts_before`` are those of the first vote, of two.
    """

    key: str
    text: str
    score: float | None
    agreement: str = ""
    counts: tuple[int, ...] = ()
    groups: tuple[float | None, ...] = ()
    before: float | None = None
    agreement_before: str = ""
    counts_before: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BarsWords:
    """Words of the rows; ``points`` are the numbers (or letters) above the vote columns.

    Without ``too_few`` a row that has no score shows its empty track.
    """

    too_few: str
    points: tuple[str, ...] = ("1", "2", "3", "4", "5")
    low: str = ""
    high: str = ""
    all_label: str = ""
    title: str = ""
    names: VoteNames = ONE_VOTE


@dataclass(frozen=True, slots=True)
class _Row:
    bar: Bar
    lines: tuple[str, ...]
    size: float
    height: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all rows share, and where text, bar, number and votes stand in each of them."""

    canvas: Canvas
    words: BarsWords
    number: NumberFormat
    groups: tuple[Group, ...]
    grown: float
    most: int
    text: float
    track: Box
    number_x: float
    votes: Box | None
    moves: bool

    @property
    def token(self) -> str:
        """All of us are ink while groups are compared (LOOK, subgroups)."""
        return "ink" if self.groups else self.canvas.phase


def bars(
    rows: Sequence[Bar],
    canvas: Canvas,
    words: BarsWords,
    number_format: NumberFormat,
    *,
    groups: Sequence[Group] = (),
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """Up to six rows a page; fewer where texts are long or the room is deep.

    Bars wear the phase's accent, or ink while groups are compared (LOOK, subgroups).
    ``grown`` from 0 to 1 shrinks bars and columns for the reveal.
    """
    sheet = _sheet(rows, canvas, words, number_format, tuple(groups), grown)
    head, used = _head(sheet)
    room = canvas.height - used - line_height(canvas.size(2.8)) - 0.5
    size = best_size(
        [canvas.size(u) for u in TEXT_SIZES],
        lambda size: [_row(row, sheet, size).height for row in rows],
        room,
        0.0,
        MOST_ROWS,
    )
    laid = [_row(row, sheet, size) for row in rows]
    figures: list[Figure] = []
    for page in paged(laid, [row.height for row in laid], room, 0.0, MOST_ROWS):
        items: list[Item] = []
        zones: list[tuple[float, float]] = []
        for row, y, height in spread(page, [row.height for row in page], used, room, TALLEST):
            items += _draw(row, sheet, y, height)
            middle = _bar_y(row, sheet, y, height)
            if row.bar.score is not None or any(one is not None for one in row.bar.groups):
                zones.append((middle - BAR / 2 - 0.5, middle + BAR / 2 + 0.5))
            bottom = y + height
        foot = scale_foot(
            sheet.track, bottom + 0.3, canvas.size(2.8), number_format, words.low, words.high
        )
        ticks = upright_ticks(sheet.track, zones)
        figures.append(
            Figure(canvas.width, canvas.height, (*head, *ticks, *items, *foot), words.title)
        )
    return tuple(figures)


def _sheet(
    rows: Sequence[Bar],
    canvas: Canvas,
    words: BarsWords,
    number: NumberFormat,
    groups: tuple[Group, ...],
    grown: float,
) -> _Sheet:
    counts = (count for row in rows for count in (*row.counts, *row.counts_before))
    most = max(counts, default=0)
    moves = any(row.before is not None for row in rows)
    size = canvas.size(4.2)
    digits = max(width(number(value), size, "semibold") for value in (88.0, 100.0))
    if moves:
        digits += width(was(number(100.0)) + " ", canvas.size(CHANGE))
    right = canvas.width
    votes = None
    if any(row.counts for row in rows):
        votes_width = HISTOGRAM * min(canvas.scale, 1.25)
        votes = Box(right - votes_width, 0, votes_width, canvas.height)
        right = votes.x - 5
    text = canvas.width * TEXT_SHARE
    left = text + 3.5
    track = Box(left, 0, right - digits - 1.8 - left, canvas.height)
    return _Sheet(canvas, words, number, groups, grown, most, text, track, right, votes, moves)


def _row(row: Bar, sheet: _Sheet, size: float) -> _Row:
    canvas = sheet.canvas
    lines = wrap(row.text, sheet.text, size, "medium")
    right = BAR + (line_height(canvas.size(2.8)) + 0.4 if row.agreement else 0.0)
    height = max(line_height(size, len(lines), LEAD), right, 7.5 if row.counts else 0.0) + 1.2
    return _Row(row, lines, size, height)


def _head(sheet: _Sheet) -> tuple[tuple[Item, ...], float]:
    """The legend of the groups, and the points of the scale above the vote columns."""
    canvas, words = sheet.canvas, sheet.words
    items: list[Item] = []
    used = 0.0
    right = sheet.votes.x - 3 if sheet.votes else canvas.width
    size = canvas.size(LEGEND)
    if sheet.moves:
        keys, used = vote_legend(words.names, Box(0, 0, right, 0), size, sheet.token)
        items += keys
    if sheet.groups:
        entries = group_entries(sheet.groups, words.all_label)
        keys, high = legend(entries, 0, used, right, size)
        used += high
        items += keys
    if sheet.votes:
        size = canvas.size(2.8)
        used = max(used, line_height(size))
        step = sheet.votes.width / len(words.points)
        for index, point in enumerate(words.points):
            x = sheet.votes.x + step * (index + 0.5)
            items.append(label(point, x, used / 2, size, "medium", "ink2", "middle"))
    return tuple(items), used + (1.0 if used else 0.0)


def _bar_y(row: _Row, sheet: _Sheet, y: float, height: float) -> float:
    """The middle of the bar: above the word of agreement where there is one."""
    below = line_height(sheet.canvas.size(2.8)) + 0.4 if row.bar.agreement else 0.0
    return y + (height - below) / 2


def _draw(row: _Row, sheet: _Sheet, y: float, height: float) -> tuple[Item, ...]:
    bar, canvas = row.bar, sheet.canvas
    middle = _bar_y(row, sheet, y, height)
    items: list[Item] = list(
        lines_around(row.lines, 0, y + height / 2, row.size, "medium", leading=LEAD)
    )
    items += _score(bar, sheet, middle)
    if bar.agreement:
        size = canvas.size(2.8)
        below = middle + BAR / 2 + 0.4 + line_height(size) / 2
        room = sheet.track.width + 1.0
        said = change(bar.agreement_before, bar.agreement, size, room)
        items.append(label(said, sheet.track.x, below, size, "regular", "ink2"))
    if sheet.votes and bar.counts:
        columns = Columns(f"{bar.key}:votes", bar.text, bar.counts, bar.counts_before)
        box = Box(sheet.votes.x, y, sheet.votes.width, height - 1.3)
        points, token = sheet.words.points, "ink2" if sheet.groups else canvas.phase
        items += vote_columns(columns, points, box, canvas, token, sheet.most, sheet.grown)
    return tuple(items)


def _score(bar: Bar, sheet: _Sheet, y: float) -> tuple[Item, ...]:
    canvas, track = sheet.canvas, sheet.track
    items: list[Item] = []
    if bar.score is None and not sheet.words.too_few:
        items.append(_track(track, y, BAR))
    elif bar.score is None:
        size = canvas.size(2.8)
        items.append(label(sheet.words.too_few, track.x, y, size, "regular", "ink2"))
    else:
        items += _known(bar, bar.score, sheet, y)
    for group, value in zip(sheet.groups, bar.groups, strict=False):
        if value is not None:
            items.append(
                marker(
                    group.style,
                    track.x + track.width * value / 100 * sheet.grown,
                    y,
                    2.6,
                    key=f"{bar.key}:{group.key}",
                    readout=f"{bar.text} · {group.label}: {sheet.number(value)}",
                )
            )
    return tuple(items)


def _known(bar: Bar, score: float, sheet: _Sheet, y: float) -> list[Item]:
    """The bar with its number; around it the outline of the first vote, before it the number."""
    canvas, track, number = sheet.canvas, sheet.track, sheet.number
    thick = THIN if sheet.groups else MOVED if sheet.moves else BAR
    unit = track.width / 100 * sheet.grown
    size, text = canvas.size(4.2), number(score)
    before = "" if bar.before is None else number(bar.before)
    said = f"{was(before)} {text}" if before else text
    readout = f"{bar.text}: {said}"
    filled = Box(track.x, y - thick / 2, score * unit, thick)
    items: list[Item] = [
        _track(track, y, thick),
        Rect(*filled, Fill(sheet.token), None, 0.4, bar.key, readout),
        label(text, sheet.number_x, y, size, "semibold", anchor="end"),
    ]
    if bar.before is not None:
        around = Box(track.x, y - BAR / 2, bar.before * unit, BAR)
        items.append(Rect(*around, None, EARLIER, 0.4, f"{bar.key}:before", readout))
        x = sheet.number_x - width(text + " ", size, "semibold")
        items.append(label(was(before), x, y, canvas.size(CHANGE), "regular", "ink2", "end"))
    return items


def _track(track: Box, y: float, thick: float) -> Rect:
    return Rect(track.x, y - thick / 2, track.width, thick, Fill("grid", 0.55), radius=0.4)
