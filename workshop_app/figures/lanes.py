"""Lanes that run through steps: their names at the left, and what keeps them apart."""

from collections.abc import Sequence
from typing import Final

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Item, Stroke
from workshop_app.figures.layout import Box, line_height, lines_around, rule
from workshop_app.figures.text import fitted, width

LABEL_WIDTH: Final = 18.0
WIDEST_LABELS: Final = 25.0


def names_width(names: Sequence[str], canvas: Canvas, least: float = 0.0) -> float:
    """18 u for the lanes' names, or as much as the longest single word or ``least`` needs."""
    size = canvas.size(2.8)
    longest = max(
        (width(word, size, "semibold") for name in names for word in name.split()), default=0.0
    )
    wanted = max(longest, least)
    return min(max(LABEL_WIDTH * min(canvas.scale, 1.2), wanted), WIDEST_LABELS * canvas.scale)


def lane_label(text: str, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    """The name of a lane at its left, in the middle of its height."""
    lines, size = _lane_lines(text, box.width, canvas)
    return lines_around(lines, box.x, box.centre_y, size, "semibold", "ink2", leading=1.15)


def lane_label_height(text: str, room: float, canvas: Canvas) -> float:
    """The height of a lane's name in u."""
    lines, size = _lane_lines(text, room, canvas)
    return line_height(size, len(lines), 1.15)


def _lane_lines(text: str, room: float, canvas: Canvas) -> tuple[tuple[str, ...], float]:
    return fitted(text, room, canvas.size(2.9), "semibold", 3)


def divider(x: float, right: float, y: float) -> Item:
    """A fine line between two lanes."""
    return rule(x, y, right, y, Stroke("line", 0.2))
