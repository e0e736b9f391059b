"""The ground a matrix stands on: two axes, four named quadrants, and where a note's dot goes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin, sqrt

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Fill, Item, Path, Point, Rect, Stroke, polyline
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, line_height, lines_around, lines_at, rule
from workshop_app.figures.text import balanced, fitted, width
from workshop_app.figures.text import words as split

GAP = 1.0
PAD = 1.3
AXIS_SIZE = 3.2
TITLE_SIZE = 3.7
LEAD = 1.15
SIDE_SHARE = 0.15
MOST_SIDE = 0.24
"""Shares of the width that the words of the upright axis may take; more for one long word."""

MARGIN = 0.35
"""Room in u between two dots that would otherwise lie on one another."""

LARGEST = 11.0
"""Radius in u of a share of 100 %."""

FULL = 0.4
"""Share of a quadrant that bubbles may cover before all of them shrink."""


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quarter of the matrix with its name."""

    key: str
    title: str
    right: bool
    upper: bool

    def holds(self, x: float, y: float) -> bool:
        """Whether a note at ``x, y`` (0 to 100) stands here; the middle counts as high."""
        return (x >= 50) == self.right and (y >= 50) == self.upper


@dataclass(frozen=True, slots=True)
class AxisWords:
    """What the ends of the axes are called, and what stands in a quadrant that has no note."""

    x_low: str
    x_high: str
    y_low: str
    y_high: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A dot to be put at ``x, y`` (0 to 100), with its radius in u."""

    key: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a dot really lies, in u, so that it covers no other one."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The square around it."""
        side = 2 * self.radius
        return Box(self.x - self.radius, self.y - self.radius, side, side)


class Plot:
    """Axes, quadrants and coordinates within a box; names never stand where dots can lie."""

    def __init__(
        self, box: Box, quadrants: Sequence[Quadrant], words: AxisWords, canvas: Canvas
    ) -> None:
        """Lay it out; ``quadrants`` are four."""
        self.quadrants = tuple(quadrants)
        self._words = words
        self._canvas = canvas
        self._box = box
        size = canvas.size(AXIS_SIZE)
        upright = f"{words.y_high} {words.y_low}"
        longest = max((width(word, size, "medium") for word in split(upright)), default=0.0)
        most = max(box.width * SIDE_SHARE, min(longest + 0.1, box.width * MOST_SIDE))
        self._upright = [_axis_lines(text, most, size) for text in (words.y_high, words.y_low)]
        side = max(_width(lines, fit) for lines, fit in self._upright) + 1.2
        half = (box.width - side) / 2 - 5
        self._level = [_axis_lines(text, half, size) for text in (words.x_low, words.x_high)]
        foot = max(line_height(fit, len(lines), LEAD) for lines, fit in self._level) + 0.9
        self.ground = Box(box.x + side, box.y, box.width - side, box.height - foot)
        self._titles = {one.key: self._title(one) for one in self.quadrants}
        self.band = max(
            (line_height(fit, len(lines), LEAD) for lines, fit in self._titles.values()),
            default=0.0,
        ) + 1.4

    @property
    def area(self) -> Box:
        """Where 0 to 100 lie, without the bands that the names stand in."""
        ground = self.ground
        return Box(ground.x, ground.y + self.band, ground.width, ground.height - 2 * self.band)

    def at(self, x: float, y: float) -> Point:
        """The point in u of coordinates from 0 to 100."""
        area = self.area
        return area.x + area.width * x / 100, area.bottom - area.height * y / 100

    def value(self, point: Point) -> tuple[float, float]:
        """The whole coordinates from 0 to 100 nearest to a point."""
        area = self.area
        x = (point[0] - area.x) / area.width * 100
        y = (area.bottom - point[1]) / area.height * 100
        return float(round(min(max(x, 0), 100))), float(round(min(max(y, 0), 100)))

    def tile(self, quadrant: Quadrant) -> Box:
        """A quadrant's sheet, its name included."""
        ground = self.ground
        wide, high = (ground.width - GAP) / 2, (ground.height - GAP) / 2
        x = ground.x + (wide + GAP if quadrant.right else 0)
        y = ground.y + (0 if quadrant.upper else high + GAP)
        return Box(x, y, wide, high)

    def room(self, quadrant: Quadrant) -> Box:
        """Where a quadrant's dots and labels may lie."""
        tile = self.tile(quadrant)
        top = tile.y + (self.band if quadrant.upper else 0)
        return Box(tile.x, top, tile.width, tile.height - self.band).inset(0.5, 0.5)

    def of(self, x: float, y: float) -> Quadrant:
        """The quadrant of coordinates."""
        return next(one for one in self.quadrants if one.holds(x, y))

    # -- drawing ---------------------------------------------------------------------------

    def items(self, empty: Sequence[str] = ()) -> tuple[Item, ...]:
        """Sheets, names and axes; ``empty`` are the quadrants that are said to be empty."""
        items: list[Item] = []
        for quadrant in self.quadrants:
            tile = self.tile(quadrant)
            edge = Stroke("border" if quadrant.key in empty else "line", 0.16)
            items.append(Rect(tile.x, tile.y, tile.width, tile.height, Fill("surface"),
                              None if quadrant.key in empty else edge, 0.95))
            items += self._named(quadrant, tile)
            if quadrant.key in empty:
                items += self._emptiness(quadrant, tile)
        return (*items, *self._axes())

    def _title(self, quadrant: Quadrant) -> tuple[tuple[str, ...], float]:
        limit = self.tile(quadrant).width - 2 * PAD
        size = self._canvas.size(TITLE_SIZE)
        return fitted(quadrant.title, limit, size, "semibold", 3, self._canvas.size(2.8))

    def _named(self, quadrant: Quadrant, tile: Box) -> tuple[Item, ...]:
        """The name in the outer corner, larger than the notes and quieter."""
        lines, size = self._titles[quadrant.key]
        height = line_height(size, len(lines), LEAD)
        x = tile.right - PAD if quadrant.right else tile.x + PAD
        top = tile.y + 0.8 if quadrant.upper else tile.bottom - 0.8 - height
        anchor = "end" if quadrant.right else "start"
        return lines_at(lines, x, top, size, "semibold", "ink2", anchor, LEAD)

    def _emptiness(self, quadrant: Quadrant, tile: Box) -> tuple[Item, ...]:
        """A dashed edge and words: what is missing is a finding."""
        dashed = Stroke("warn", 0.42, (3.2, 3.0))
        inside = tile.inset(0.21, 0.21)
        room = self.room(quadrant)
        size = self._canvas.size(3.2)
        lines, size = fitted(self._words.empty, room.width * 0.8, size, "regular", 3)
        mark = size * 1.15
        long = max(width(line, size) for line in lines) + mark + 0.9
        x = room.centre_x - long / 2
        return (
            Rect(inside.x, inside.y, inside.width, inside.height, None, dashed, 0.95,
                 f"empty:{quadrant.key}"),
            icon("triangle-alert", x, room.centre_y - mark / 2, mark, "warn"),
            *lines_around(lines, x + mark + 0.9, room.centre_y, size, "regular", "ink2",
                          leading=LEAD),
        )

    def _axes(self) -> tuple[Item, ...]:
        ground = self.ground
        words: list[Item] = []
        pen = Stroke("ink2", 0.24)
        edge = ground.x - 1.2
        (high, high_size), (low, low_size) = self._upright
        top = ground.y + 0.5
        words += lines_at(high, edge, top, high_size, "medium", "ink2", "end", LEAD)
        tall = line_height(low_size, len(low), LEAD)
        words += lines_at(low, edge, ground.bottom - 0.5 - tall, low_size, "medium", "ink2",
                          "end", LEAD)
        x = edge - min(self._canvas.size(1.6), (edge - self._box.x) / 2)
        start, end = ground.bottom - tall - 1.6, top + line_height(high_size, len(high), LEAD) + 1
        arrows = _arrow((x, start), (x, end), pen, "axis:y")
        (left, left_size), (right, right_size) = self._level
        level = ground.bottom + 0.9
        words += lines_at(left, ground.x, level, left_size, "medium", "ink2", leading=LEAD)
        words += lines_at(right, ground.right, level, right_size, "medium", "ink2", "end", LEAD)
        y = level + line_height(left_size, 1, LEAD) / 2
        from_x = ground.x + _width(left, left_size) + 1.4
        to_x = ground.right - _width(right, right_size) - 1.4
        return (*words, *arrows, *_arrow((from_x, y), (to_x, y), pen, "axis:x"))


def _axis_lines(text: str, limit: float, size: float) -> tuple[tuple[str, ...], float]:
    """A block of lines of about one length, smaller where a word would break."""
    lines, fitting = fitted(text, limit, size, "medium", 4)
    return balanced(text, limit, fitting, "medium", len(lines)), fitting


def _width(lines: Sequence[str], size: float) -> float:
    return max((width(line, size, "medium") for line in lines), default=0.0)


def _arrow(start: Point, end: Point, pen: Stroke, key: str) -> tuple[Item, ...]:
    """A line with its head at the end; nothing where there is no room for one."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    forward = dx if abs(dx) > abs(dy) else -dy
    if forward < 2.5:
        return ()
    ux, uy = dx / length, dy / length
    back = (end[0] - ux * 1.1, end[1] - uy * 1.1)
    head = ((back[0] - uy * 0.8, back[1] + ux * 0.8), end, (back[0] + uy * 0.8, back[1] - ux * 0.8))
    return (rule(*start, *end, pen, key), Path(polyline(head), stroke=pen))


# -- dots that do not cover one another ------------------------------------------------------


def radii(shares: Sequence[float | None], least: float, plot: Plot) -> list[float]:
    """Radii of bubbles whose areas are as their shares (percent); ``least`` for no share.

    They all shrink where together they would cover too much of a quadrant.
    """
    found = [0.0 if share is None else LARGEST * sqrt(share / 100) for share in shares]
    covered = sum(pi * radius * radius for radius in found)
    room = plot.room(plot.quadrants[0])
    shrink = min(1.0, sqrt(FULL * room.width * room.height / covered)) if covered else 1.0
    return [max(radius * shrink, least) for radius in found]


def settled(
    discs: Sequence[Disc], plot: Plot, taken: Sequence[Settled] = ()
) -> dict[str, Settled]:
    """A place for every disc: its own, or the nearest free one in its quadrant.

    The largest choose first. In a quadrant without room left they lie on one another.
    """
    found: dict[str, Settled] = {}
    there = list(taken)
    full: dict[Settled, int] = {}
    for disc in sorted(discs, key=lambda one: -one.radius):
        room = plot.room(plot.of(disc.x, disc.y)).inset(disc.radius, disc.radius)
        x, y = plot.at(disc.x, disc.y)
        wanted = Settled(*_within((x, y), room), disc.radius)
        found[disc.key], full[wanted] = _free(wanted, room, there, full.get(wanted, 0))
        there.append(found[disc.key])
    return found


def _within(point: Point, room: Box) -> Point:
    return min(max(point[0], room.x), room.right), min(max(point[1], room.y), room.bottom)


def _free(
    wanted: Settled, room: Box, there: Sequence[Settled], first: int
) -> tuple[Settled, int]:
    """The nearest place on growing rings around the wanted one, and its ring.

    Rings before ``first`` are known to be full.
    """
    step = wanted.radius * 0.7
    last = int(hypot(room.width, room.height) / step) + 1
    for ring in range(first, last + 1):
        count = max(int(2 * pi * ring), 1)
        for index in range(count):
            turn = 2 * pi * index / count
            x = wanted.x + ring * step * cos(turn)
            y = wanted.y + ring * step * sin(turn)
            here = replace(wanted, x=x, y=y)
            if _within((x, y), room) == (x, y) and _is_free(here, there):
                return here, ring
    return wanted, last + 1


def _is_free(here: Settled, there: Sequence[Settled]) -> bool:
    for one in there:
        apart = here.radius + one.radius + MARGIN - 1e-9
        if (here.x - one.x) ** 2 + (here.y - one.y) ** 2 < apart * apart:
            return False
    return True
