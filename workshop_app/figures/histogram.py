"""A histogram whose points have words: how many stand where, and where they stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.figure import Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, label, line_height, lines_at, rule
from workshop_app.figures.movement import EARLIER, was
from workshop_app.figures.text import fitted, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

COLUMN = 0.66
"""Of a point's width is its column; the first vote's outline is a little wider."""

OUTLINE = 0.86
NUMBER, WORD, COUNT, SPAN = 3.2, 2.8, 4.2, 4.6
WIDEST = 15.0
"""A column does not grow wider than this in u, however few there are."""

TONES = (1.0, 0.5)
"""Opacity of the accent for columns of tone 0 and 1; those of tone 2 are ink."""


class Bin(NamedTuple):
    """A point of the scale; ``n`` people stand here, ``before`` in the first vote, if two."""

    key: str
    number: str
    text: str
    n: int
    before: int | None = None
    tone: int = 0


class Span(NamedTuple):
    """Points ``first`` to ``last``, counted from 0, that are read together, and on how many."""

    first: int
    last: int
    text: str
    people: str


def histogram(
    bins: Sequence[Bin],
    spans: Sequence[Span],
    box: Box,
    canvas: Canvas,
    *,
    grown: float = 1.0,
) -> tuple[Item, ...]:
    """Columns with their counts on top, numbers and words below, and what is read together.

    ``grown`` from 0 to 1 shrinks the columns for the reveal.
    """
    cell = box.width / len(bins)
    words = _words(bins, cell, canvas)
    deepest = max((line_height(size, len(lines), 1.15) for lines, size, _ in words), default=0.0)
    names = [
        fitted(one.text, (one.last - one.first + 1) * cell - 1.0, canvas.size(WORD), "regular", 3)
        for one in spans
    ]
    below = max((line_height(size, len(lines), 1.15) for lines, size in names), default=0.0)
    foot = line_height(canvas.size(NUMBER)) + deepest + 0.8
    if spans:
        foot += 1.4 + line_height(canvas.size(SPAN)) + below
    axis = box.bottom - foot
    tallest = axis - box.y - line_height(canvas.size(COUNT)) - 0.4
    most = max((max(one.n, one.before or 0) for one in bins), default=0)
    unit = tallest / max(most, 4) * grown
    items: list[Item] = []
    for index, one in enumerate(bins):
        middle = box.x + (index + 0.5) * cell
        items += _column(one, middle, axis, cell, unit, canvas)
        top = axis + 0.6
        size = canvas.size(NUMBER)
        items += lines_at((one.number,), middle, top, size, "medium", "ink2", "middle")
        lines, fitting, anchor = words[index]
        edge = {"start": -0.5, "end": 0.5}.get(anchor, 0.0) * min(cell * COLUMN, WIDEST)
        y = top + line_height(size)
        items += lines_at(lines, middle + edge, y, fitting, "regular", "ink", anchor, 1.15)
    items.append(rule(box.x, axis, box.right, axis, Stroke("border", 0.25)))
    top = axis + 0.6 + line_height(canvas.size(NUMBER)) + deepest + 1.2
    for span, (lines, fitting) in zip(spans, names, strict=True):
        left = box.x + span.first * cell + cell * (1 - OUTLINE) / 2
        right = box.x + (span.last + 1) * cell - cell * (1 - OUTLINE) / 2
        middle, size = (left + right) / 2, canvas.size(SPAN)
        items.append(rule(left, top, right, top, Stroke("ink2", 0.35)))
        items += lines_at((span.people,), middle, top + 0.4, size, "semibold", "ink", "middle")
        items += lines_at(
            lines, middle, top + 0.2 + line_height(size), fitting, "regular", "ink2", "middle", 1.15
        )
    return tuple(items)


def _words(
    bins: Sequence[Bin], cell: float, canvas: Canvas
) -> list[tuple[tuple[str, ...], float, str]]:
    """The words below each point; where only the ends have any, they reach inwards."""
    size = canvas.size(WORD)
    ends = len(bins) > 2 and not any(one.text for one in bins[1:-1])
    if not ends:
        return [(*fitted(one.text, cell - 1.0, size, "regular", 5), "middle") for one in bins]
    limit = cell * len(bins) / 2 - 2.0
    none: tuple[tuple[str, ...], float, str] = ((), size, "middle")
    first, last = (fitted(one.text, limit, size, "regular", 2) for one in (bins[0], bins[-1]))
    return [(*first, "start"), *[none] * (len(bins) - 2), (*last, "end")]


def _column(
    one: Bin, middle: float, axis: float, cell: float, unit: float, canvas: Canvas
) -> tuple[Item, ...]:
    wide = min(cell * COLUMN, WIDEST)
    high = one.n * unit
    came = "" if one.before is None or not (one.n or one.before) else f"{was(str(one.before))} "
    readout = f"{one.number} {one.text}".strip() + f": {came}{one.n}"
    fill = Fill("ink2", 0.75) if one.tone >= len(TONES) else Fill(canvas.phase, TONES[one.tone])
    items: list[Item] = [
        Rect(middle - wide / 2, axis - high, wide, high, fill, key=one.key, readout=readout)
    ]
    top = high
    if one.before is not None:
        outline = min(cell * OUTLINE, WIDEST * OUTLINE / COLUMN)
        before = one.before * unit
        top = max(top, before)
        items.append(
            Rect(
                middle - outline / 2,
                axis - before,
                outline,
                before,
                None,
                EARLIER,
                key=f"{one.key}:before",
                readout=readout,
            )
        )
    size = canvas.size(COUNT)
    text = str(one.n) if one.n or one.before else ""
    if came and width(came + text, canvas.size(NUMBER), "semibold") < cell - 0.6:
        text, size = came + text, canvas.size(NUMBER)
    y = axis - top - 0.4 - line_height(size) / 2
    items.append(label(text, middle, y, size, "semibold", anchor="middle"))
    return tuple(items)
