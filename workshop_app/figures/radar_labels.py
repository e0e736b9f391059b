"""Where a radar's axis labels go: outside the rim, apart from one another, never cut."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from workshop_app.figures.figure import Point
from workshop_app.figures.layout import Box, line_height, overlap
from workshop_app.figures.text import balanced, breaks_words, width

TIP_GAP = 1.7
"""Distance in u between a spoke's tip and its label."""

TICK_GAP = 1.3
TICK_LIFT = 2.3
TICK_PITCH = 1.8
"""Where the hollow ticks of missing scores stand between a tip and its label, in u; above an
upright tip they rise by ``TICK_LIFT``, clear of the rim's number."""

RIM_GAP = 0.7
RING_GAP = 1.4
"""Distance in u of the rings' numbers from the upper spoke."""

BETWEEN = 1.0
STEEP = 0.26
ATTEMPTS = (
    (0.33, False, 3, True),
    (0.3, True, 3, True),
    (0.27, True, 4, True),
    (0.24, True, 5, False),
    (0.19, True, 6, False),
)
"""What is tried for labels, in this order: the smallest radius as a share of the height,
whether in the smallest size, how many lines, and whether words stay whole."""


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """A label's lines, where they stand (relative to the centre) and how they are aligned."""

    lines: tuple[str, ...]
    box: Box
    anchor: str

    @property
    def x(self) -> float:
        """The x of the anchor."""
        at = {"start": self.box.x, "middle": self.box.centre_x, "end": self.box.right}
        return at[self.anchor]


@dataclass(frozen=True, slots=True)
class Placement:
    """Centre and radius of the radar, and its labels in the order of the axes."""

    centre: Point
    radius: float
    size: float
    blocks: tuple[LabelBlock, ...]

    def at(self, index: int, share: float) -> Point:
        """The point on spoke ``index`` at ``share`` of the radius."""
        dx, dy = direction(index, len(self.blocks))
        return (
            self.centre[0] + dx * self.radius * share,
            self.centre[1] + dy * self.radius * share,
        )


def is_upright(dx: float) -> bool:
    """Whether a spoke's label stands above or below its tip instead of beside it."""
    return abs(dx) < STEEP


def direction(index: int, count: int) -> Point:
    """The unit vector of a spoke: the first points up, the others follow clockwise."""
    angle = 2 * pi * index / count
    return sin(angle), -cos(angle)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be placed: labels, their room, and the gaps between tips and labels."""

    labels: tuple[str, ...]
    box: Box
    gaps: tuple[float, ...]


@lru_cache(maxsize=64)
def place_labels(
    labels: tuple[str, ...],
    box: Box,
    size: float,
    smallest: float,
    ticks: tuple[int, ...] = (),
) -> Placement:
    """The largest radar with readable labels in ``box``.

    ``ticks`` counts the missing scores per axis, whose ticks stand before the label.

    Labels take two or three lines of ``size``, then of ``smallest``; only when even the
    smallest radar leaves no room do they take more lines, or end in an ellipsis.
    """
    counts = ticks or (0,) * len(labels)
    gaps = tuple(
        _gap(index, len(labels), count) for index, count in enumerate(counts)
    )
    task = _Task(labels, box, gaps)
    for share, small, most, strict in ATTEMPTS:
        radius = box.height / 2
        while radius >= box.height * share:
            for lines in range(2, most + 1):
                found = _try(task, radius, smallest if small else size, lines, strict)
                if found is not None:
                    return found
            radius -= 1.0
    least = box.height * ATTEMPTS[-1][0]
    for lines in (4, 3, 2, 1):
        found = _try(task, least, smallest, lines, False, cut=True)
        if found is not None:
            return found
    return _force(task, least, smallest)


def _gap(index: int, count: int, ticks: int) -> float:
    if not ticks:
        return TIP_GAP
    if is_upright(direction(index, count)[0]):
        return TICK_LIFT + 1.1
    return TICK_GAP + (ticks - 1) * TICK_PITCH + 1.5


def _try(
    task: _Task, radius: float, size: float, most: int, strict: bool, *, cut: bool = False
) -> Placement | None:
    box, count = task.box, len(task.labels)
    blocks: list[LabelBlock] = []
    full = _full_score(radius, size)
    for index in range(count):
        block = _block(task, index, radius, size, most, strict, cut)
        if block is None or overlap(block.box, full):
            return None
        if any(overlap(block.box, one.box, 0.0 if cut else BETWEEN) for one in blocks):
            return None
        blocks.append(block)
    top = min(-radius, *(block.box.y for block in blocks))
    lowest = max(direction(index, count)[1] * radius for index in range(count))
    bottom = max(lowest, *(block.box.bottom for block in blocks))
    if bottom - top > box.height:
        return None
    centre_y = box.y + (box.height - (bottom - top)) / 2 - top
    return Placement((box.centre_x, centre_y), radius, size, tuple(blocks))


def _block(
    task: _Task, index: int, radius: float, size: float, most: int, strict: bool, cut: bool
) -> LabelBlock | None:
    text, box, gap = task.labels[index], task.box, task.gaps[index]
    count = len(task.labels)
    dx, dy = direction(index, count)
    tip = (dx * radius, dy * radius)
    upright = is_upright(dx)
    if upright:
        beside = abs(direction(1, count)[0]) * radius if count > 6 else box.width
        limit = min(box.width * 0.62, max(2 * beside, 4 * size))
    else:
        limit = box.width / 2 - abs(tip[0]) - gap
    if limit < 4 * size or (strict and breaks_words(text, limit, size, "medium")):
        return None
    lines = balanced(text, limit, size, "medium", most if cut else None)
    if len(lines) > most:
        return None
    wide = max(width(line, size, "medium") for line in lines)
    high = line_height(size, len(lines))
    if upright:
        gap = max(gap, size * 0.5)
        top = tip[1] + gap if dy > 0 else tip[1] - gap - high
        return LabelBlock(lines, Box(tip[0] - wide / 2, top, wide, high), "middle")
    left = tip[0] + gap if dx > 0 else tip[0] - gap - wide
    anchor = "start" if dx > 0 else "end"
    for shift in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.0 + 3 * RIM_GAP / high):
        centre = tip[1] + (1 if dy > 0 else -1) * shift * high / 2
        room = Box(left, centre - high / 2, wide, high)
        if _outside(room, radius, count):
            return LabelBlock(lines, room, anchor)
    return None


def _full_score(radius: float, size: float) -> Box:
    """The room of the rim's number, left of the upper tip."""
    wide = width("100", size, "medium") + RING_GAP
    return Box(-wide, -radius - size * 0.42, wide - RING_GAP, size * 0.84)


def _outside(room: Box, radius: float, count: int) -> bool:
    """Whether one edge of the rim has all of ``room`` on its outer side."""
    corners = (
        (room.x, room.y),
        (room.right, room.y),
        (room.x, room.bottom),
        (room.right, room.bottom),
    )
    inner = radius * cos(pi / count) + RIM_GAP
    widest = max(abs(direction(index, count)[0]) for index in range(count)) * radius
    if room.x >= widest + RIM_GAP or room.right <= -widest - RIM_GAP:
        return True
    for index in range(count):
        angle = 2 * pi * (index + 0.5) / count
        nx, ny = sin(angle), -cos(angle)
        if all(x * nx + y * ny >= inner for x, y in corners):
            return True
    return False


def _force(task: _Task, radius: float, size: float) -> Placement:
    """Single words at the tips, for labels that nothing else can hold."""
    blocks: list[LabelBlock] = []
    box, labels = task.box, task.labels
    for index, text in enumerate(labels):
        dx, dy = direction(index, len(labels))
        limit = box.width / 2 - radius - TIP_GAP
        lines = balanced(text, limit, size, "medium", 1)
        wide, high = width(lines[0], size, "medium"), line_height(size)
        centre = (dx * (radius + TIP_GAP + wide / 2), dy * (radius + TIP_GAP + high / 2))
        room = Box(centre[0] - wide / 2, centre[1] - high / 2, wide, high)
        blocks.append(LabelBlock(lines, room, "middle"))
    return Placement((box.centre_x, box.centre_y), radius, size, tuple(blocks))
