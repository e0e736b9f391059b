"""Labels beside the dots of a matrix: each finds room of its own, or none is drawn at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_app.figures.figure import Point
from workshop_app.figures.layout import Box, line_height, overlap
from workshop_app.figures.matrix_plot import Settled
from workshop_app.figures.text import balanced, breaks_words, width, wrap

WIDTHS = (38.0, 28.0, 20.0)
MOST_LINES = 3
NEAR = 0.8
REACHES = (NEAR, 2.6, 5.0, 8.0)
CLEAR = 0.45
EDGE = 0.7
"""Room in u around a label that is outlined."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A label to be placed: its text, a smaller last line, and the room it must stay in."""

    key: str
    text: str
    meta: str
    room: Box


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its box, and the line that leads to its dot, if it stands away from it."""

    box: Box
    lines: tuple[str, ...]
    meta: tuple[str, ...]
    leader: tuple[Point, Point] | None = None


def labels(
    wanted: Sequence[Wanted], dots: Mapping[str, Settled], size: float, small: float
) -> dict[str, Placed] | None:
    """A place for every label so that nothing overlaps; ``None`` where there is none."""
    found: dict[str, Placed] = {}
    crowded = sorted(wanted, key=lambda one: _neighbours(dots[one.key], dots), reverse=True)
    for one in crowded:
        place = _place(one, dots, found, size, small)
        if place is None:
            return None
        found[one.key] = place
    return found


def _neighbours(dot: Settled, dots: Mapping[str, Settled]) -> int:
    return sum(abs(dot.x - one.x) < 16 and abs(dot.y - one.y) < 8 for one in dots.values())


def _place(
    one: Wanted,
    dots: Mapping[str, Settled],
    found: Mapping[str, Placed],
    size: float,
    small: float,
) -> Placed | None:
    dot = dots[one.key]
    for limit in WIDTHS:
        lines = balanced(one.text, limit, size, "medium")
        if len(lines) > MOST_LINES or breaks_words(one.text, limit, size, "medium"):
            continue
        meta = wrap(one.meta, limit, small) if one.meta else ()
        wide = max(
            *(width(line, size, "medium") for line in lines),
            *(width(line, small) for line in meta),
            0.0,
        )
        high = line_height(size, len(lines), 1.18) + line_height(small, len(meta), 1.18)
        for reach in REACHES:
            for box in _boxes(dot, wide, high, reach):
                leader = None if reach == NEAR else (_edge(dot, box), _nearest(box, dot))
                if _fits(box, leader, one, dots, found):
                    return Placed(box, lines, meta, leader)
    return None


def _boxes(dot: Settled, wide: float, high: float, reach: float) -> list[Box]:
    """Right, left, below, above, then the corners."""
    off = dot.radius + reach
    slant = dot.radius * 0.7 + reach
    right, left = dot.x + off, dot.x - off - wide
    middle, centre = dot.y - high / 2, dot.x - wide / 2
    below, above = dot.y + off - 0.4, dot.y - off - high + 0.4
    corners = [
        Box(x, y, wide, high)
        for x in (dot.x + slant, dot.x - slant - wide)
        for y in (dot.y + slant - 0.4, dot.y - slant - high + 0.4)
    ]
    return [
        Box(right, middle, wide, high),
        Box(left, middle, wide, high),
        Box(centre, below, wide, high),
        Box(centre, above, wide, high),
        *corners,
    ]


def _fits(
    box: Box,
    leader: tuple[Point, Point] | None,
    one: Wanted,
    dots: Mapping[str, Settled],
    found: Mapping[str, Placed],
) -> bool:
    room = one.room.inset(EDGE, EDGE)
    inside = (
        box.x >= room.x
        and box.right <= room.right
        and box.y >= room.y
        and box.bottom <= room.bottom
    )
    if not inside or any(overlap(box, dot.box, CLEAR) for dot in dots.values()):
        return False
    if any(overlap(box, other.box, 2 * EDGE) for other in found.values()):
        return False
    lines = [other.leader for other in found.values() if other.leader]
    if any(_crosses(line, box) for line in lines):
        return False
    if leader is None:
        return True
    others = [dot.box for key, dot in dots.items() if key != one.key]
    return not any(
        _crosses(leader, other) for other in (*others, *(other.box for other in found.values()))
    )


def _edge(dot: Settled, box: Box) -> Point:
    """Where the line leaves the dot."""
    x, y = _nearest(box, dot)
    length = max(((x - dot.x) ** 2 + (y - dot.y) ** 2) ** 0.5, 1e-6)
    return (
        dot.x + (x - dot.x) / length * dot.radius,
        dot.y + (y - dot.y) / length * dot.radius,
    )


def _nearest(box: Box, dot: Settled) -> Point:
    return min(max(dot.x, box.x), box.right), min(max(dot.y, box.y), box.bottom)


def _crosses(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a short line comes over a box, looked at in small steps."""
    (x, y), (to_x, to_y) = line
    return any(
        box.x - CLEAR < x + (to_x - x) * part / 12 < box.right + CLEAR
        and box.y - CLEAR < y + (to_y - y) * part / 12 < box.bottom + CLEAR
        for part in range(13)
    )


