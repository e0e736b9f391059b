"""From here to there: pairs of poles with today hollow, wanted filled, and the shift between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.dumbbell_marks import FILLED, FINE, HOLLOW, SAMPLE, mark, trace
from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.layout import (
    Box,
    best_size,
    label,
    line_height,
    lines_around,
    paged,
    rule,
    spread,
)
from workshop_app.figures.markers import Group, group_entries, group_style, legend, marker
from workshop_app.figures.movement import CHANGE, LEGEND, was
from workshop_app.figures.scales import scale_foot, upright_ticks
from workshop_app.figures.text import width, wrap
from workshop_app.statistics import shift

FURTHEST = 3
"""The poles are this many points from the middle."""

SignedFormat = Callable[[float, int], str]
"""Turns a number and its decimals into a text with a sign."""

TICKS = tuple(float(point) for point in range(-FURTHEST, FURTHEST + 1))
SIZES = (3.8, 3.6, 3.4, 3.2, 3.0, 2.8)
LEAD = 1.15
LABEL_SHARE = 0.28
ZONE = 3.6
"""Height in u of the marks of all of us."""

LANE = 2.4
"""Height in u of a group's marks."""

TALLEST = 9.0
TRACE = 2.0
"""Height in u of the first vote below the marks of all of us."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Where people stand and where they want to be, from −3 to +3; ``None`` = not shown."""

    today: float | None = None
    wanted: float | None = None

    @property
    def shift(self) -> float | None:
        """Wanted minus today (METHOD §7.2)."""
        return shift(self.today, self.wanted)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two poles, what all of us say, and what each group says; ``before`` is the first vote."""

    key: str
    left: str
    right: str
    ends: Ends = Ends()
    groups: tuple[Ends, ...] = ()
    before: Ends = Ends()

    @property
    def moves(self) -> bool:
        """Whether there is a first vote to compare with."""
        return self.before != Ends()


@dataclass(frozen=True, slots=True)
class DumbbellWords:
    """The words of the picture; ``low`` and ``high`` explain the ends of the scale."""

    today: str
    wanted: str
    shift: str
    too_few: str
    low: str = ""
    high: str = ""
    all_label: str = ""
    title: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    canvas: Canvas
    words: DumbbellWords
    number: SignedFormat
    groups: tuple[Group, ...]
    grown: float
    limit: float
    plot: Box
    size: float = 0.0

    def tick(self, point: float) -> str:
        """A point of the scale."""
        return self.number(point, 0)

    @property
    def token(self) -> str:
        """All of us are ink while groups are compared (LOOK, subgroups)."""
        return "ink" if self.groups else self.canvas.phase


@dataclass(frozen=True, slots=True)
class _Row:
    pair: Pair
    left: tuple[str, ...]
    right: tuple[str, ...]
    trace: float
    lanes: float
    height: float


def by_shift(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Longest shift first, whichever way it goes; what has none keeps its order below."""

    def length(pair: Pair) -> float:
        return -1.0 if pair.ends.shift is None else abs(pair.ends.shift)

    return tuple(sorted(pairs, key=length, reverse=True))


def dumbbells(
    pairs: Sequence[Pair],
    canvas: Canvas,
    words: DumbbellWords,
    number_format: SignedFormat,
    *,
    groups: Sequence[Group] = (),
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """A row per pair, longest shift on top; as many pages as needed.

    ``number_format`` writes points and shifts with their sign and so many decimals. ``grown``
    from 0 to 1 lets the marks leave the middle for the reveal.
    """
    rows = by_shift(pairs)
    moves = any(pair.moves for pair in pairs)
    head, used = _head(canvas, words, tuple(groups), moves)
    room = canvas.height - used - line_height(canvas.size(2.8)) - 0.7
    sizes = [canvas.size(u) for u in SIZES]
    sheets = {
        size: _sheet(rows, canvas, words, number_format, tuple(groups), grown, size)
        for size in sizes
    }

    def lay(size: float) -> list[float]:
        return [_row(pair, sheets[size]).height for pair in rows]

    sheet = sheets[best_size(sizes, lay, room, 0.0)] if rows else sheets[sizes[0]]
    laid = [_row(pair, sheet) for pair in rows]
    figures: list[Figure] = []
    for page in paged(laid, [row.height for row in laid], room):
        items: list[Item] = []
        zones: list[tuple[float, float]] = []
        for row, y, height in spread(page, [row.height for row in page], used, room, TALLEST):
            items += _draw(row, sheet, y, height)
            if _is_known(row.pair) or not words.too_few:
                zones.append((y + 0.4, y + height - 0.4))
            bottom = y + height
        foot = scale_foot(
            sheet.plot, bottom + 0.4, canvas.size(2.8), sheet.tick, words.low, words.high, TICKS
        )
        ticks = upright_ticks(sheet.plot, zones, TICKS)
        figures.append(
            Figure(canvas.width, canvas.height, (*head, *ticks, *items, *foot), words.title)
        )
    return tuple(figures)


def _is_known(pair: Pair) -> bool:
    ends = (pair.ends, *pair.groups)
    return any(one.today is not None or one.wanted is not None for one in ends)


def _head(
    canvas: Canvas, words: DumbbellWords, groups: tuple[Group, ...], moves: bool
) -> tuple[tuple[Item, ...], float]:
    """What hollow, filled and fine marks mean, who is who, and the heading of the shifts."""
    size = canvas.size(LEGEND)
    row = size * 1.55
    token = "ink" if groups else canvas.phase
    right = width(words.shift, size) + 3
    items: list[Item] = []
    x, y = 0.0, row / 2
    for word, filled in (
        (words.today, False),
        (words.wanted, True),
        *([(words.before, None)] if moves else ()),
    ):
        long = SAMPLE + FILLED * FINE if filled is None else 2 * HOLLOW
        wide = long + 1.0 + width(word, size, "medium")
        if x and x + wide > canvas.width - right:
            x, y = 0.0, y + row
        if filled is None:
            items += trace(x, x + SAMPLE, y)
        else:
            items.append(mark(x + HOLLOW, y, token, filled=filled))
        items.append(label(word, x + long + 1.0, y, size, "medium"))
        x += wide + size
    if words.shift:
        items.append(label(words.shift, canvas.width, row / 2, size, "regular", "ink2", "end"))
    used = y + row / 2
    if groups:
        entries = group_entries(groups, words.all_label)
        left, top = (0.0, used) if moves else (x + size, 0.0)
        keys, high = legend(entries, left, top, canvas.width - right - left, size)
        items += keys
        used = max(used, top + high)
    return tuple(items), used + 1.0


def _sheet(
    rows: Sequence[Pair],
    canvas: Canvas,
    words: DumbbellWords,
    number: SignedFormat,
    groups: tuple[Group, ...],
    grown: float,
    size: float,
) -> _Sheet:
    """Labels take what they need, up to a share; the line has the rest."""
    natural = max(
        (width(text, size, "medium") for pair in rows for text in (pair.left, pair.right)),
        default=0.0,
    )
    limit = min(natural + 0.1, canvas.width * LABEL_SHARE)
    digits = width(number(-2.8, 1), canvas.size(3.6), "semibold") + 3.0
    if any(pair.before.shift is not None for pair in rows):
        digits += width(was(number(-2.8, 1)) + " ", canvas.size(CHANGE))
    left = limit + 3.0
    plot = Box(left, 0, canvas.width - 2 * left - digits, canvas.height)
    return _Sheet(canvas, words, number, groups, grown, limit, plot, size)


def _row(pair: Pair, sheet: _Sheet) -> _Row:
    left = wrap(pair.left, sheet.limit, sheet.size, "medium")
    right = wrap(pair.right, sheet.limit, sheet.size, "medium")
    shown = [one for one in pair.groups if one.today is not None or one.wanted is not None]
    lanes = LANE * len(pair.groups) if shown else 0.0
    trace = TRACE if pair.moves else 0.0
    words = line_height(sheet.size, max(len(left), len(right)), LEAD)
    zone = ZONE + trace + lanes
    if not _is_known(pair) and sheet.words.too_few:
        small = sheet.canvas.size(2.8)
        zone = line_height(small, len(wrap(sheet.words.too_few, sheet.plot.width, small)), LEAD)
    return _Row(pair, left, right, trace, lanes, max(words, zone) + 1.1)


def _draw(row: _Row, sheet: _Sheet, y: float, height: float) -> list[Item]:
    pair, plot, canvas = row.pair, sheet.plot, sheet.canvas
    centre = y + height / 2
    left, right = plot.x - 3.0, plot.right + 3.0
    items: list[Item] = [
        *lines_around(
            row.left, left, centre, sheet.size, "medium", anchor="end", leading=LEAD
        ),
        *lines_around(row.right, right, centre, sheet.size, "medium", leading=LEAD),
    ]
    if not _is_known(pair):
        if sheet.words.too_few:
            lines, size = wrap(sheet.words.too_few, plot.width, canvas.size(2.8)), canvas.size(2.8)
            items += lines_around(
                lines, plot.centre_x, centre, size, "regular", "ink2", "middle", LEAD
            )
        else:
            items.append(rule(plot.x, centre, plot.right, centre, Stroke("border", 0.25)))
        return items
    middle = centre - (row.trace + row.lanes) / 2
    items += _all_of_us(pair, sheet, middle)
    if row.trace:
        items += _earlier(pair, sheet, middle + (ZONE + row.trace) / 2 - 0.2)
    if row.lanes:
        top = middle + ZONE / 2 + row.trace
        for index, (group, ends) in enumerate(zip(sheet.groups, pair.groups, strict=True)):
            items += _group(pair, group, ends, sheet, top + LANE * (index + 0.5))
    if pair.ends.shift is not None:
        size = canvas.size(3.6)
        text = sheet.number(pair.ends.shift, 1)
        items.append(label(text, canvas.width, middle, size, "semibold", anchor="end"))
        if pair.before.shift is not None:
            before = was(sheet.number(pair.before.shift, 1))
            x, small = canvas.width - width(text + " ", size, "semibold"), canvas.size(CHANGE)
            items.append(label(before, x, middle, small, "regular", "ink2", "end"))
    return items


def _at(value: float, sheet: _Sheet) -> float:
    plot = sheet.plot
    return plot.centre_x + plot.width / 2 * value * sheet.grown / FURTHEST


def _all_of_us(pair: Pair, sheet: _Sheet, y: float) -> list[Item]:
    ends = pair.ends
    items: list[Item] = []
    if ends.today is not None and ends.wanted is not None:
        stroke = Stroke(sheet.token, 0.75)
        start, end = _at(ends.today, sheet), _at(ends.wanted, sheet)
        items.append(rule(start, y, end, y, stroke, f"{pair.key}:shift"))
    for name, value, filled in _named(ends, sheet.words):
        if value is not None:
            readout = _readout(pair, name, value, sheet)
            key = f"{pair.key}:{'wanted' if filled else 'today'}"
            items.append(mark(_at(value, sheet), y, sheet.token, filled, key, readout))
    return items


def _earlier(pair: Pair, sheet: _Sheet, y: float) -> tuple[Item, ...]:
    """The first vote of all of us, where it compares with now."""
    (start, said), (end, other) = (
        (None, "")
        if value is None
        else (_at(value, sheet), _readout(pair, f"{sheet.words.before} · {name}", value, sheet))
        for name, value, _ in _named(pair.before, sheet.words)
    )
    return trace(start, end, y, f"{pair.key}:before", (said, other))


def _group(pair: Pair, group: Group, ends: Ends, sheet: _Sheet, y: float) -> list[Item]:
    look = group_style(group.style)
    items: list[Item] = []
    if ends.today is not None and ends.wanted is not None:
        start, end = _at(ends.today, sheet), _at(ends.wanted, sheet)
        stroke = Stroke(look.token, 0.3, tuple(part * 0.5 for part in look.dash))
        items.append(rule(start, y, end, y, stroke, f"{pair.key}:{group.key}:shift"))
    for name, value, filled in _named(ends, sheet.words):
        if value is None:
            continue
        key = f"{pair.key}:{group.key}:{'wanted' if filled else 'today'}"
        readout = _readout(pair, f"{group.label} · {name}", value, sheet)
        size = 1.9 if filled else 2.1
        items.append(
            marker(
                group.style,
                _at(value, sheet),
                y,
                size,
                hollow=not filled,
                key=key,
                readout=readout,
            )
        )
    return items


def _named(ends: Ends, words: DumbbellWords) -> tuple[tuple[str, float | None, bool], ...]:
    return (words.today, ends.today, False), (words.wanted, ends.wanted, True)


def _readout(pair: Pair, name: str, value: float, sheet: _Sheet) -> str:
    return f"{pair.left} – {pair.right} · {name}: {sheet.number(value, 1)}"
