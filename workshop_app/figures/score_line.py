"""One score on a long line: its needle, its margin, what it is held against, and who said what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.figure import Circle, Fill, Item, Path, Rect, Stroke, polyline
from workshop_app.figures.layout import Box, NumberFormat, line_height, lines_at
from workshop_app.figures.movement import EARLIER
from workshop_app.figures.unit_dots import pack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.figures.canvas import Canvas

TRACK = 1.6
NEEDLE = 1.3
TICK = 3.0
BINS = 20
"""People stand in at most so many stacks along the line, and one more at its end."""


class ScoreLine(NamedTuple):
    """A line from ``low`` to ``high``; what is ``None`` is not drawn.

    ``margin`` reaches to both sides of ``score``; ``people`` counts who gave which value.
    ``beside`` is a measured score that this one is held against, ``before`` an earlier one.
    """

    key: str
    low: float
    high: float
    score: float | None
    readout: str = ""
    margin: float | None = None
    beside: float | None = None
    beside_readout: str = ""
    people: Mapping[int, int] | None = None
    before: float | None = None
    before_readout: str = ""


def score_line(
    line: ScoreLine, box: Box, canvas: Canvas, number: NumberFormat, *, grown: float = 1.0
) -> tuple[Item, ...]:
    """The line along the foot of the box, with dots for people above it.

    ``grown`` = 0 gives the line the score moves from: the needle in the middle.
    """
    size = canvas.size(TICK)
    y = box.bottom - line_height(size) - 1.2 - TRACK / 2
    items: list[Item] = []
    if line.people:
        items += _people(line, Box(box.x, box.y, box.width, y - TRACK - 2.2 - box.y), canvas, grown)
    items.append(Rect(box.x, y - TRACK / 2, box.width, TRACK, Fill("grid"), None, TRACK / 2))
    middle = (line.low + line.high) / 2
    for tick in (line.low, middle, line.high):
        x = _at(line, tick, box)
        anchor = {line.low: "start", line.high: "end"}.get(tick, "middle")
        items.append(Circle(min(max(x, box.x + 0.6), box.right - 0.6), y, 0.42, Fill("ink2")))
        items += lines_at((number(tick),), x, y + 1.9, size, "medium", "ink2", anchor)
    if line.score is None:
        return tuple(items)
    shown = middle + (line.score - middle) * grown
    if line.margin is not None:
        left = _at(line, max(shown - line.margin * grown, line.low), box)
        right = _at(line, min(shown + line.margin * grown, line.high), box)
        bar = Fill(canvas.phase, 0.45)
        items.append(
            Rect(
                left, y - TRACK / 2, right - left, TRACK, bar, None, TRACK / 2, f"{line.key}:margin"
            )
        )
    if line.beside is not None:
        x = _at(line, min(max(line.beside, line.low), line.high), box)
        corners = ((x, y - 2.6), (x + 1.7, y), (x, y + 2.6), (x - 1.7, y))
        items.append(
            Path(
                polyline(corners, closed=True), Fill("page"), Stroke("ink", 0.45),
                f"{line.key}:beside", line.beside_readout,
            )
        )
    if line.before is not None:
        x = _at(line, min(max(line.before, line.low), line.high), box)
        place = Box(x - NEEDLE / 2, y - 2.6, NEEDLE, 5.2)
        key, page = f"{line.key}:before", Fill("page")
        items.append(Rect(*place, page, EARLIER, NEEDLE / 2, key, line.before_readout))
    x = _at(line, shown, box)
    items.append(
        Rect(
            x - NEEDLE / 2, y - 2.4, NEEDLE, 4.8, Fill("ink"), Stroke("page", 0.3), NEEDLE / 2,
            f"{line.key}:score", line.readout,
        )
    )
    return tuple(items)


def _at(line: ScoreLine, value: float, box: Box) -> float:
    return box.x + box.width * (value - line.low) / (line.high - line.low)


def _people(line: ScoreLine, box: Box, canvas: Canvas, grown: float) -> tuple[Item, ...]:
    step = (line.high - line.low) / BINS
    stacks = [0] * (BINS + 1)
    for value, count in (line.people or {}).items():
        stacks[round((value - line.low) / step)] += count
    cell = box.width / BINS
    packing = pack(stacks, cell * 0.96, box.height, min(cell, 5.0))
    items: list[Item] = []
    for place, count in enumerate(stacks):
        x = box.x + place * cell
        for index in range(count):
            dx, dy = packing.place(index, count)
            key = f"{line.key}:{place}:{index}"
            dot = Circle(
                x + dx, box.bottom - dy, packing.diameter / 2 * grown, Fill(canvas.phase, 0.75),
                None, key,
            )
            items.append(dot)
    return tuple(items)
