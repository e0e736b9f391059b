"""Yes, partly, no and don't know: one bar per statement, told apart without any colour.

Solid, hatched and empty, always in this order; "don't know" hangs behind in a dashed outline,
because it is no answer. Every part says how many there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Command, Figure, Fill, Item, Path, Rect, Stroke, polyline
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
)
from workshop_app.figures.text import fitted, width, wrap

MOST_ROWS = 8
LEAD = 1.17
TEXT_SIZES = (4.0, 3.6, 3.4, 3.2)
TEXT_SHARE = 0.4
BAR = 4.4
TALLEST = 12.0
"""Rows do not grow beyond this height in u, however few they are."""

REST_GAP = 1.3
PART_GAP = 0.3
HATCH = 1.25
"""Distance in u of the hatching's lines."""

KEY = 3.4
"""Width in u of a sample in the legend."""


@dataclass(frozen=True, slots=True)
class StackRow:
    """A statement: how many say yes, partly and no, and how many do not know.

    ``counts`` are ``None`` where nothing may be shown; ``score`` runs from 0 to 100; ``note``
    stands below the bar, or says why there is none.
    """

    key: str
    text: str
    counts: tuple[int, ...] | None = None
    rest: int = 0
    score: float | None = None
    note: str = ""

    @property
    def answers(self) -> int:
        """How many answered, "don't know" included."""
        return sum(self.counts or ()) + self.rest


@dataclass(frozen=True, slots=True)
class StackSection:
    """Statements that belong together, under a heading with their score if they have one."""

    rows: tuple[StackRow, ...]
    title: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class StackWords:
    """``parts`` are the words for yes, partly and no, ``rest`` those for "don't know"."""

    parts: tuple[str, ...]
    rest: str
    too_few: str
    score: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What all bars of a picture share.

    A vote is as wide in each of them; with ``most`` = 0 every bar is as long as the others.
    """

    canvas: Canvas
    words: StackWords
    number: NumberFormat
    most: int
    grown: float = 1.0


@dataclass(frozen=True, slots=True)
class _Row:
    row: StackRow
    lines: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the bars lie, and the right end of the numbers."""

    track: Box
    right: float
    size: float


def stacked_bars(
    sections: Sequence[StackSection],
    canvas: Canvas,
    words: StackWords,
    number_format: NumberFormat,
    *,
    grown: float = 1.0,
) -> tuple[Figure, ...]:
    """Section after section, as many on a page as fit whole; a long one takes several pages.

    ``grown`` from 0 to 1 shrinks the bars for the reveal.
    """
    rows = [row for section in sections for row in section.rows]
    stacks = Stacks(canvas, words, number_format, most_answers(rows), grown)
    head, used = legend_row(stacks, Box(0, 0, canvas.width, canvas.height))
    room = canvas.height - used
    limit = canvas.width * TEXT_SHARE
    tried = {
        size: _pages(sections, stacks, limit, size, room)
        for size in (canvas.size(u) for u in TEXT_SIZES)
    }
    size = -min((len(pages), -size) for size, pages in tried.items())[1]
    digits = max(width(number_format(value), canvas.size(4.2), "semibold") for value in (88, 100))
    left = limit + 3.0
    track = Box(left, 0, canvas.width - digits - 2.0 - left, canvas.height)
    place = _Place(track, canvas.width, size)
    figures: list[Figure] = []
    for page in tried[size]:
        items = [*head]
        held = sum(len(laid) for _, laid in page)
        free = room - sum(_height(section, laid, stacks) for section, laid in page)
        y = used
        for section, laid in page:
            items += _title(section, stacks, place, y)
            y += _heading(section, stacks)
            for one in laid:
                grow = min(free / held, max(TALLEST - one.height, 0.0))
                items += _draw(one, stacks, place, y, one.height + grow)
                y += one.height + grow
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures) or (Figure(canvas.width, canvas.height, tuple(head), words.title),)


def most_answers(rows: Sequence[StackRow]) -> int:
    """The answers of the longest bar."""
    return max((row.answers for row in rows), default=0)


def stack_panel(rows: Sequence[StackRow], stacks: Stacks, box: Box) -> tuple[Item, ...] | None:
    """Bars below their words, in a narrow ``box``; ``None`` where they do not fit."""
    canvas = stacks.canvas
    head, used = legend_row(replace(stacks, words=replace(stacks.words, score="")), box)
    digits = max(width(stacks.number(value), canvas.size(4.2), "semibold") for value in (88, 100))
    track = Box(box.x, 0, box.width - digits - 2.0, box.height)
    room = box.height - used
    for text, bar in ((3.4, BAR), (3.0, 4.0), (2.8, 3.6)):
        size, thick = canvas.size(text), bar * min(canvas.scale, 1.2)
        blocks = [wrap(row.text, track.width, size, "medium") for row in rows]
        bars = [max(thick, _too_few_height(row, stacks, track.width)) for row in rows]
        heights = [
            line_height(size, len(lines), LEAD) + 0.3 + high
            for lines, high in zip(blocks, bars, strict=True)
        ]
        air = (room - sum(heights)) / max(len(rows), 1)
        if air >= 0.8:
            break
    else:
        return None
    items = [*head]
    y = box.y + used
    for row, lines, height, high in zip(rows, blocks, heights, bars, strict=True):
        top = y + min(air, 4.0) / 2
        middle = top + height - high / 2
        items += lines_at(lines, box.x, top, size, "medium", leading=LEAD)
        items += bar_of(row, stacks, Box(track.x, middle - thick / 2, track.width, thick))
        items += _score(row.score, stacks, box.right, middle, 4.2)
        y += height + min(air, 4.0)
    return tuple(items)


def legend_row(stacks: Stacks, box: Box) -> tuple[tuple[Item, ...], float]:
    """A sample of each part with its word, and the word above the numbers; and their height."""
    canvas, words = stacks.canvas, stacks.words
    size = canvas.size(2.9)
    row = size * 1.5
    right = width(words.score, size, "regular") + 3.0 if words.score else 0.0
    items: list[Item] = []
    x, y = box.x, box.y + row / 2
    for index, word in enumerate((*words.parts, words.rest)):
        (text, *_), fitting = fitted(word, box.width - KEY - 1, size, "medium", max_lines=1)
        long = KEY + 0.9 + width(text, fitting, "medium")
        if x > box.x and x + long > box.right - right:
            x, y = box.x, y + row
        high = size * 0.85
        sample = Box(x, y - high / 2, KEY, high)
        items += _part(min(index, 3) if index < len(words.parts) else 3, sample, canvas, x, 1.0)
        items.append(label(text, x + KEY + 0.9, y, fitting, "medium"))
        x += long + size * 0.9
    if words.score:
        first = box.y + row / 2
        items.append(label(words.score, box.right, first, size, "regular", "ink2", "end"))
    return tuple(items), y + row / 2 - box.y + 1.0


def bar_of(row: StackRow, stacks: Stacks, box: Box) -> tuple[Item, ...]:
    """One bar in ``box``, whose width is that of the most answers."""
    canvas, words = stacks.canvas, stacks.words
    if row.counts is None:
        lines, size = _too_few(row, stacks, box.width), canvas.size(2.8)
        if not lines:
            return (Rect(*box, Fill("grid", 0.55), radius=0.4),)
        return lines_around(lines, box.x, box.centre_y, size, "regular", "ink2", leading=LEAD)
    unit = (box.width - REST_GAP) / max(stacks.most or row.answers, 1)
    items: list[Item] = []
    x = box.x
    parts = [*zip(range(len(row.counts)), words.parts, row.counts, strict=True)]
    for index, word, count in [*parts, (3, words.rest, row.rest)]:
        if not count:
            continue
        start = x + (REST_GAP if index == 3 else 0.0)
        wide = max(count * unit - PART_GAP, 0.4)
        part = Box(start, box.y, wide, box.height)
        key, readout = f"{row.key}:{index}", f"{row.text} · {word}: {count}"
        items += _part(index, part, canvas, box.x, stacks.grown, key, readout)
        items += _count(index, count, part, canvas)
        x += count * unit
    return tuple(items)


def _too_few(row: StackRow, stacks: Stacks, limit: float) -> tuple[str, ...]:
    """Why there is no bar, in as many lines as it takes."""
    text = row.note or stacks.words.too_few
    return wrap(text, limit, stacks.canvas.size(2.8)) if text else ()


def _too_few_height(row: StackRow, stacks: Stacks, limit: float) -> float:
    if row.counts is not None:
        return 0.0
    return line_height(stacks.canvas.size(2.8), len(_too_few(row, stacks, limit)), LEAD)


def _pages(
    sections: Sequence[StackSection], stacks: Stacks, limit: float, size: float, room: float
) -> list[list[tuple[StackSection, tuple[_Row, ...]]]]:
    pages: list[list[tuple[StackSection, tuple[_Row, ...]]]] = []
    for section in sections:
        laid = [_row(row, stacks, limit, size) for row in section.rows]
        inner = room - _heading(section, stacks)
        for chunk in paged(laid, [one.height for one in laid], inner, 0.0, MOST_ROWS):
            held = sum(len(rows) for _, rows in pages[-1]) if pages else MOST_ROWS
            full = sum(_height(*one, stacks) for one in pages[-1]) if pages else room
            if held + len(chunk) > MOST_ROWS or full + _height(section, chunk, stacks) > room:
                pages.append([])
            pages[-1].append((section, chunk))
    return pages


def _height(section: StackSection, rows: Sequence[_Row], stacks: Stacks) -> float:
    return _heading(section, stacks) + sum(row.height for row in rows)


def _heading(section: StackSection, stacks: Stacks) -> float:
    return line_height(stacks.canvas.size(3.8)) + 0.8 if section.title else 0.0


def _title(section: StackSection, stacks: Stacks, place: _Place, y: float) -> list[Item]:
    if not section.title:
        return []
    size = stacks.canvas.size(3.8)
    high = line_height(size)
    (text, *_), size = fitted(section.title, place.track.right, size, "semibold", 1)
    return [
        label(text, 0, y + high / 2, size, "semibold"),
        *_score(section.score, stacks, place.right, y + high / 2, 4.2),
    ]


def _row(row: StackRow, stacks: Stacks, limit: float, size: float) -> _Row:
    canvas = stacks.canvas
    lines = wrap(row.text, limit, size, "medium")
    right = BAR * min(canvas.scale, 1.2) + _note_height(row, stacks)
    return _Row(row, lines, max(line_height(size, len(lines), LEAD), right) + 1.4)


def _note_height(row: StackRow, stacks: Stacks) -> float:
    noted = row.note and row.counts is not None
    return line_height(stacks.canvas.size(2.8)) + 0.3 if noted else 0.0


def _draw(one: _Row, stacks: Stacks, place: _Place, y: float, height: float) -> list[Item]:
    row, canvas = one.row, stacks.canvas
    below = _note_height(row, stacks)
    middle = y + (height - below) / 2
    high = BAR * min(canvas.scale, 1.2)
    items: list[Item] = [
        *lines_around(one.lines, 0, y + height / 2, place.size, "medium", leading=LEAD),
        *bar_of(row, stacks, Box(place.track.x, middle - high / 2, place.track.width, high)),
        *_score(row.score, stacks, place.right, middle, 3.6 if row.note else 4.2),
    ]
    if row.note and row.counts is not None:
        size = canvas.size(2.8)
        at = middle + high / 2 + 0.3 + line_height(size) / 2
        (text, *_), size = fitted(row.note, place.track.width, size, "regular", 1, size)
        items.append(label(text, place.track.x, at, size, "regular", "ink2"))
    return items


def _score(score: float | None, stacks: Stacks, x: float, y: float, u: float) -> list[Item]:
    if score is None:
        return []
    size = stacks.canvas.size(u)
    return [label(stacks.number(score), x, y, size, "semibold", anchor="end")]


def _part(
    index: int,
    box: Box,
    canvas: Canvas,
    origin: float,
    grown: float,
    key: str = "",
    readout: str = "",
) -> list[Item]:
    """A part in its own look; ``grown`` moves it towards ``origin``."""
    x, wide = origin + (box.x - origin) * grown, box.width * grown
    accent = canvas.phase
    looks = {
        0: (Fill(accent), Stroke(accent, 0.2)),
        1: (Fill(f"{accent}_tint"), Stroke(accent, 0.2)),
        2: (Fill("surface"), Stroke(accent, 0.25)),
        3: (Fill("page"), Stroke("ink2", 0.25, (2.4, 2.0))),
    }
    fill, stroke = looks[index]
    part = Rect(x, box.y, wide, box.height, fill, stroke, 0.3, key, readout)
    if index != 1:
        return [part]
    lines = tuple(
        (name, tuple((origin + (px - origin) * grown, py) for px, py in points))
        for name, points in _hatched(box)
    )
    return [part, Path(lines, stroke=Stroke(accent, 0.2))]


def _hatched(box: Box) -> tuple[Command, ...]:
    """Slanted lines from edge to edge."""
    commands: list[Command] = []
    along = box.x + box.y + HATCH
    while along < box.right + box.bottom:
        left, right = max(box.x, along - box.bottom), min(box.right, along - box.y)
        if right > left:
            commands += polyline(((left, along - left), (right, along - right)))
        along += HATCH
    return tuple(commands)


def _count(index: int, count: int, box: Box, canvas: Canvas) -> list[Item]:
    """The number inside, where there is room for it; on a plate where lines would cross it."""
    text = str(count)
    size = next(
        (s for s in (canvas.size(3.2), canvas.size(2.8)) if width(text, s, "semibold") < box.width),
        None,
    )
    if size is None or size > box.height:
        return []
    x = box.centre_x
    token = {0: "on_phase", 3: "ink2"}.get(index, "ink")
    items: list[Item] = []
    wide = min(width(text, size, "semibold") + 0.9, box.width)
    if index == 1:
        plate = Box(x - wide / 2, box.centre_y - size * 0.52, wide, size * 1.04)
        tint = Fill(f"{canvas.phase}_tint")
        items.append(Rect(plate.x, plate.y, plate.width, plate.height, tint, radius=0.3))
    items.append(label(text, x, box.centre_y, size, "semibold", token, "middle"))
    return items
