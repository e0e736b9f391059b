"""Statements with their bars of yes, partly, no and don't know: in sections, or in a panel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
)
from workshop_app.figures.stacks import (
    LEAD,
    SCORE,
    StackRow,
    Stacks,
    StackWords,
    bar_of,
    below_bar,
    legend_row,
    most_answers,
    moves,
    score_of,
    too_few_height,
)
from workshop_app.figures.text import fitted, wrap

MOST_ROWS = 8
TEXT_SIZES = (4.0, 3.6, 3.4, 3.2)
TEXT_SHARE = 0.4
BAR = 4.4
GUTTER = 3.0
TALLEST = 12.0
"""Rows do not grow beyond this height in u, however few they are."""

@dataclass(frozen=True, slots=True)
class StackSection:
    """Statements that belong together, under a heading with their score if they have one."""

    rows: tuple[StackRow, ...]
    title: str = ""
    score: float | None = None
    before: float | None = None


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
    stacks = Stacks(canvas, words, number_format, most_answers(rows), grown, moves(rows))
    head, used = legend_row(stacks, Box(0, 0, canvas.width, canvas.height))
    room = canvas.height - used
    limit = canvas.width * TEXT_SHARE
    tried = {
        size: _pages(sections, stacks, limit, size, room)
        for size in (canvas.size(u) for u in TEXT_SIZES)
    }
    size = -min((len(pages), -size) for size, pages in tried.items())[1]
    left = limit + GUTTER
    track = Box(left, 0, canvas.width - stacks.room_of_score() - left, canvas.height)
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


def stack_panel(rows: Sequence[StackRow], stacks: Stacks, box: Box) -> tuple[Item, ...] | None:
    """Bars below their words, in a narrow ``box``; ``None`` where they do not fit."""
    canvas = stacks.canvas
    head, used = legend_row(replace(stacks, words=replace(stacks.words, score="")), box)
    track = Box(box.x, 0, box.width - stacks.room_of_score(), box.height)
    room = box.height - used
    for text, bar in ((3.4, BAR), (3.0, 4.0), (2.8, 3.6)):
        size, thick = canvas.size(text), bar * min(canvas.scale, 1.2)
        blocks = [wrap(row.text, track.width, size, "medium") for row in rows]
        bars = [max(thick, too_few_height(row, stacks, track.width)) for row in rows]
        heights = [
            line_height(size, len(lines), LEAD) + 0.3 + high + below_bar(row)
            for row, lines, high in zip(rows, blocks, bars, strict=True)
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
        middle = top + height - below_bar(row) - high / 2
        items += lines_at(lines, box.x, top, size, "medium", leading=LEAD)
        items += bar_of(row, stacks, Box(track.x, middle - thick / 2, track.width, thick))
        items += score_of(row.score, stacks, box.right, middle, SCORE, row.before_score)
        y += height + min(air, 4.0)
    return tuple(items)


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
        *score_of(section.score, stacks, place.right, y + high / 2, SCORE, section.before),
    ]


def _row(row: StackRow, stacks: Stacks, limit: float, size: float) -> _Row:
    canvas = stacks.canvas
    lines = wrap(row.text, limit, size, "medium")
    right = BAR * min(canvas.scale, 1.2) + below_bar(row) + _note_height(row, stacks, limit)
    return _Row(row, lines, max(line_height(size, len(lines), LEAD), right) + 1.4)


def _note(row: StackRow, stacks: Stacks, limit: float) -> tuple[str, ...]:
    """What stands below a bar, as far as the right edge; ``limit`` is the width of the texts."""
    noted = row.note if row.counts is not None else ""
    room = stacks.canvas.width - limit - GUTTER
    return wrap(noted, room, stacks.canvas.size(2.8)) if noted else ()


def _note_height(row: StackRow, stacks: Stacks, limit: float) -> float:
    lines = _note(row, stacks, limit)
    return line_height(stacks.canvas.size(2.8), len(lines)) + 0.3 if lines else 0.0


def _draw(one: _Row, stacks: Stacks, place: _Place, y: float, height: float) -> list[Item]:
    row, canvas = one.row, stacks.canvas
    limit = place.track.x - GUTTER
    strip, below = below_bar(row), _note_height(row, stacks, limit)
    middle = y + (height - strip - below) / 2
    high = BAR * min(canvas.scale, 1.2)
    u = 3.6 if row.note else SCORE
    items: list[Item] = [
        *lines_around(one.lines, 0, y + height / 2, place.size, "medium", leading=LEAD),
        *bar_of(row, stacks, Box(place.track.x, middle - high / 2, place.track.width, high)),
        *score_of(row.score, stacks, place.right, middle, u, row.before_score),
    ]
    top = middle + high / 2 + strip + 0.3
    lines = _note(row, stacks, limit)
    items += lines_at(lines, place.track.x, top, canvas.size(2.8), "regular", "ink2")
    return items
