"""What is voted on, without a single vote: questions, options and the words of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.figure import Figure, Fill, Item, Rect, moved
from workshop_app.figures.layout import label, line_height, lines_at
from workshop_app.figures.text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

FITS = ((5.0, 1.8), (4.6, 1.8), (4.2, 1.8), (4.2, 0.8))
"""Size and row gap, down to the smallest size that the last row must be able to read."""

LEADING = 1.22
BLOCK_GAP = 4.2
TOP = 2.6
COLUMN_GAP = 6.0
TWO_COLUMNS_FROM = 7
"""Numbered entries that stand side by side on a wide page."""

WIDE = 110.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A question, or an option with the number people call it by."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Entries that are answered alike, and the answers as a row of marks and words."""

    entries: tuple[Entry, ...] = ()
    answers: tuple[Entry, ...] = ()


class _Fit(NamedTuple):
    """The size of the text and the room between rows, in u."""

    size: float
    gap: float


_Block = tuple[tuple[Item, ...], float]
"""Items from the upper edge 0 on, and their height."""


def asked(
    blocks: Sequence[Asked], canvas: Canvas, *, title: str = "", middle: bool = False
) -> tuple[Figure, ...]:
    """Everything on one page if it fits; else page by page, with the answers on each.

    They begin a little below the edge; ``middle`` puts a page that is not full a little
    above the middle of its room.
    """
    for size, gap in FITS:
        fit = _Fit(canvas.size(size), gap)
        drawn = [_block(block, canvas, fit) for block in blocks]
        height = sum(high for _, high in drawn) + BLOCK_GAP * (len(drawn) - 1)
        if height <= canvas.height:
            return (_page(drawn, canvas, title, middle),)
    fit = _Fit(canvas.size(FITS[-1][0]), FITS[0][1])
    return tuple(
        _page([_block(part, canvas, fit)], canvas, title, middle)
        for block in blocks
        for part in _parts(block, canvas, fit)
    )


def _page(drawn: Sequence[_Block], canvas: Canvas, title: str, middle: bool) -> Figure:
    items: list[Item] = []
    height = sum(high for _, high in drawn) + BLOCK_GAP * (len(drawn) - 1)
    spare = max(canvas.height - height, 0.0)
    y = spare * 0.42 if middle else min(spare, TOP)
    for some, height in drawn:
        items += [moved(item, 0, y) for item in some]
        y += height + BLOCK_GAP
    return Figure(canvas.width, canvas.height, tuple(items), title)


def _parts(block: Asked, canvas: Canvas, fit: _Fit) -> tuple[Asked, ...]:
    """The block in as few equal parts as fit a page each."""
    count = len(block.entries)
    for pages in range(1, count + 1):
        each = ceil(count / pages)
        parts = tuple(
            Asked(block.entries[start : start + each], block.answers)
            for start in range(0, count, each)
        )
        if all(_block(part, canvas, fit)[1] <= canvas.height for part in parts):
            return parts
    return tuple(Asked((entry,), block.answers) for entry in block.entries) or (block,)


def _block(block: Asked, canvas: Canvas, fit: _Fit) -> _Block:
    items, height = _entries(block.entries, canvas, fit)
    if not block.answers:
        return items, height
    row, high = _answers(block.answers, canvas, fit)
    top = height + BLOCK_GAP if items else 0.0
    return (*items, *(moved(item, 0, top) for item in row)), top + high


def _entries(entries: Sequence[Entry], canvas: Canvas, fit: _Fit) -> _Block:
    """A column of entries, or two where many short options stand on a wide page."""
    size = fit.size
    numbered = any(entry.mark for entry in entries)
    several = numbered and len(entries) >= TWO_COLUMNS_FROM and canvas.width >= WIDE
    across = 2 if several else 1
    room = (canvas.width - COLUMN_GAP * (across - 1)) / across
    rows = ceil(len(entries) / across)
    left = _indent(entries, size) if numbered else 2.4
    wrapped = [wrap(entry.text, room - left, size, "medium") for entry in entries]
    items: list[Item] = []
    y = 0.0
    for row in range(rows):
        inside = range(row, len(entries), rows)
        height = line_height(size, max(len(wrapped[index]) for index in inside), LEADING)
        for index in inside:
            x = (index // rows) * (room + COLUMN_GAP)
            deep = line_height(size, len(wrapped[index]), LEADING)
            if entries[index].mark:
                items += _mark(entries[index].mark, x, y, size, canvas.phase)
            else:
                items.append(Rect(x, y + 0.5, 0.7, deep - 1.0, Fill(canvas.phase), None, 0.35))
            items += lines_at(wrapped[index], x + left, y, size, "medium", leading=LEADING)
        y += height + fit.gap
    return tuple(items), max(y - fit.gap, 0.0)


def _mark_width(mark: str, size: float) -> float:
    return max(width(mark, size * 0.86, "semibold") + size * 0.5, size * 1.22)


def _indent(entries: Sequence[Entry], size: float) -> float:
    return max(_mark_width(entry.mark, size) for entry in entries) + size * 0.45


def _mark(mark: str, x: float, top: float, size: float, phase: str) -> tuple[Item, ...]:
    """A number on a tile as high as a line."""
    wide, high = _mark_width(mark, size), size * LEADING
    return (
        Rect(x, top, wide, high, Fill(f"{phase}_tint"), None, 0.8),
        label(mark, x + wide / 2, top + high / 2, size * 0.86, "semibold", phase, "middle"),
    )


def _answers(answers: Sequence[Entry], canvas: Canvas, fit: _Fit) -> _Block:
    """Marks with their words one after the other, in as many rows as they need."""
    size = fit.size
    items: list[Item] = []
    high = size * LEADING
    x = y = 0.0
    for answer in answers:
        mark = _mark_width(answer.mark, size)
        lead = mark + (size * 0.45 if answer.text else 0.0)
        lines = wrap(answer.text, canvas.width - lead, size, "medium") if answer.text else ()
        wide = lead + max((width(line, size, "medium") for line in lines), default=0.0)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + high + fit.gap
        items += _mark(answer.mark, x, y, size, canvas.phase)
        items += lines_at(lines, x + lead, y, size, "medium", leading=LEADING)
        x += wide + size * (0.9 if answer.text else 0.4)
        if len(lines) > 1:
            x, y = 0.0, y + line_height(size, len(lines), LEADING) + fit.gap
    return tuple(items), y + high if x else y - fit.gap
