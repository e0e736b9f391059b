"""What customers think, written beside the curve: clear of it, of the spread and each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Fill, Item, Point, Rect
from workshop_app.figures.journey_model import JourneyWords, Stage
from workshop_app.figures.layout import Box, line_height, lines_at, overlap
from workshop_app.figures.text import balanced, width
from workshop_app.statistics import bezier_segments

SPREAD_WIDTH = 4.6
BADGE = 2.0
SIZE = 2.9
LEAD = 1.15
SAMPLES = 14
CLEAR = 0.55
LIMITS = (34.0, 26.0, 19.0)
"""Widths in u at which a thought is wrapped, the widest tried first."""

_Line = tuple[str, str]
"""A line's text and weight."""


@dataclass(frozen=True, slots=True)
class CurveStyle:
    """Which stages stand out, counted over the whole journey, and the words for it."""

    canvas: Canvas
    words: JourneyWords
    lowest: int | None
    highest: int | None
    disputed: int | None

    def marks(self, index: int) -> str:
        """The words for what stands out at this stage; empty for an ordinary one."""
        marks = ((self.lowest, self.words.lowest), (self.disputed, self.words.disputed))
        return " · ".join(word for place, word in marks if place == index)


@dataclass(frozen=True, slots=True)
class Spot:
    """A scored stage on the curve: its index in the journey, its point and its spread in y."""

    index: int
    stage: Stage
    point: Point
    low: float
    high: float


def thought_items(
    spots: Sequence[Spot],
    runs: Sequence[Sequence[Point]],
    zone: Box,
    neutral: float,
    style: CurveStyle,
    occupied: Sequence[Box],
) -> tuple[Item, ...]:
    """Labels at their points; what stands out is placed first.

    They keep clear of the line at ``neutral``, or veil it where they cannot.

    A thought that finds no free place is left to the lanes of the next page.
    """
    curve = [sample for run in runs if len(run) > 1 for sample in _samples(run)]
    line = [(zone.x + step, neutral) for step in range(int(zone.width) + 1)]
    taken = [*occupied, *(box for spot in spots for box in _own_boxes(spot))]
    items: list[Item] = []
    for spot in sorted(spots, key=lambda spot: (not style.marks(spot.index), spot.index)):
        for obstacles, lines in _tries(spot, style, curve, line):
            found = _free(spot, lines, zone, style, obstacles, taken)
            if found is None:
                continue
            box, anchor = found
            taken.append(box)
            if obstacles is curve:
                items.append(
                    Rect(box.x - 0.3, neutral - 0.3, box.width + 0.6, 0.6, Fill("page"))
                )
            x = {"start": box.x, "middle": box.centre_x, "end": box.right}[anchor]
            size = style.canvas.size(SIZE)
            for number, (text, weight) in enumerate(lines):
                y = box.y + line_height(size, number, LEAD)
                items += lines_at((text,), x, y, size, weight, anchor=anchor, leading=LEAD)
            break
    return tuple(items)


def _tries(
    spot: Spot, style: CurveStyle, curve: list[Point], line: list[Point]
) -> Iterator[tuple[list[Point], tuple[_Line, ...]]]:
    """What to write and what to keep clear of: a thought is worth crossing the neutral line."""
    wordings = tuple(_wordings(spot, style))
    mark = bool(style.marks(spot.index))
    full, short = (wordings[:-1], wordings[-1:]) if mark else (wordings, ())
    for some in (full, short):
        yield from (([*curve, *line], lines) for lines in some)
        yield from ((curve, lines) for lines in some)


def _own_boxes(spot: Spot) -> tuple[Box, Box]:
    x, y = spot.point
    return (
        Box(x - SPREAD_WIDTH / 2, spot.high - 0.3, SPREAD_WIDTH, spot.low - spot.high + 0.6),
        Box(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE),
    )


def _samples(run: Sequence[Point]) -> list[Point]:
    points: list[Point] = []
    for start, a, b, end in bezier_segments(run):
        for step in range(SAMPLES + 1):
            t = step / SAMPLES
            s = 1 - t
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            four = (start, a, b, end)
            points.append(
                (
                    sum(weight * point[0] for weight, point in zip(weights, four, strict=True)),
                    sum(weight * point[1] for weight, point in zip(weights, four, strict=True)),
                )
            )
    return points


def _wordings(spot: Spot, style: CurveStyle) -> Iterator[tuple[_Line, ...]]:
    """What may be written, the fullest first; a mark is kept even without its thought."""
    mark = style.marks(spot.index)
    size = style.canvas.size(SIZE)
    lead: tuple[_Line, ...] = ((mark, "semibold"),) if mark else ()
    weight = "semibold" if spot.index == style.highest else "regular"
    thought = spot.stage.thinks[0] if spot.stage.thinks else ""
    if thought:
        seen: set[tuple[str, ...]] = set()
        for limit in LIMITS:
            lines = balanced(f"“{thought}”", limit * style.canvas.scale, size, weight, 3)
            if lines not in seen and not lines[-1].endswith("…"):
                seen.add(lines)
                yield (*lead, *((line, weight) for line in lines))
    if mark:
        yield lead


def _free(
    spot: Spot,
    lines: Sequence[_Line],
    zone: Box,
    style: CurveStyle,
    obstacles: Sequence[Point],
    taken: Sequence[Box],
) -> tuple[Box, str] | None:
    size = style.canvas.size(SIZE)
    wide = max(width(text, size, weight) for text, weight in lines)
    high = line_height(size, len(lines), LEAD)
    for x, y, anchor in _places(spot, wide, high, style):
        box = Box(x, y, wide, high)
        inside = (
            box.x >= zone.x
            and box.right <= zone.right
            and box.y >= zone.y
            and box.bottom <= zone.bottom
        )
        if inside and not _hits(box, obstacles, taken):
            return box, anchor
    return None


def _hits(box: Box, obstacles: Sequence[Point], taken: Sequence[Box]) -> bool:
    if any(overlap(box, other, CLEAR) for other in taken):
        return True
    return any(
        box.x - CLEAR < x < box.right + CLEAR and box.y - CLEAR < y < box.bottom + CLEAR
        for x, y in obstacles
    )


def _places(
    spot: Spot, wide: float, high: float, style: CurveStyle
) -> Iterator[tuple[float, float, str]]:
    """Upper left corners to try: over or under the point, then beside it."""
    x, y = spot.point
    over = min(spot.high, y - BADGE) - CLEAR - 0.4 - high
    under = max(spot.low, y + BADGE) + CLEAR + 0.2
    aside = max(BADGE, SPREAD_WIDTH / 2) + CLEAR + 0.2
    below_first = spot.index == style.lowest
    near = (under, over) if below_first else (over, under)
    for top in near:
        yield x - wide / 2, top, "middle"
    for shift in (0.25, 0.42):
        for top in near:
            yield x - wide / 2 + wide * shift, top, "middle"
            yield x - wide / 2 - wide * shift, top, "middle"
    for top in (y - high - 0.6, y + 0.6, y - high / 2, y - high - 2.6, y + 2.6):
        yield x + aside, top, "start"
        yield x - aside - wide, top, "end"
