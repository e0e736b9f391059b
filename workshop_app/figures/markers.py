"""The six group markers and their legend: colour, dash and marker never part (LOOK)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from workshop_app.figures.figure import Circle, Fill, Item, Path, Point, Rect, Stroke, polyline
from workshop_app.figures.layout import label, rule
from workshop_app.figures.text import fitted, width
from workshop_app.figures.theme import GROUP_STYLES, GroupStyle

ALL_WIDTH = 0.75
GROUP_WIDTH = 0.44
EARLIER_WIDTH = 0.3
TRACE_WIDTH = 0.2
FIRST_DASH = (4.0, 4.0)
SAMPLE = 5.4
"""Length in u of a line's sample in the legend."""

COMPACT = 0.42
"""Dashes of a sample shrink by this, so that their rhythm shows on a short line."""


@dataclass(frozen=True, slots=True)
class Group:
    """A subgroup that is compared; ``style`` counts from 0 and chooses one of six looks."""

    key: str
    label: str
    style: int


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A name in the legend: a group's style, or an ink line ``now``, ``previous``, ``first``."""

    label: str
    style: int | None = None
    line: str = "now"


def group_style(index: int) -> GroupStyle:
    """The look of group ``index``; the six repeat."""
    return GROUP_STYLES[index % len(GROUP_STYLES)]


def series_stroke(style: int | None, line: str = "now") -> Stroke:
    """The pen of a series: a group's own, or ink thick now, thin previous, dashed first.

    A group's, or a pass's, own is thin where it is an earlier one.
    """
    if style is not None:
        look = group_style(style)
        return Stroke(look.token, GROUP_WIDTH if line == "now" else TRACE_WIDTH, look.dash)
    if line == "first":
        return Stroke("ink2", EARLIER_WIDTH, FIRST_DASH)
    if line == "previous":
        return Stroke("ink2", EARLIER_WIDTH)
    return Stroke("ink", ALL_WIDTH)


def earlier_mark(line: str, x: float, y: float, key: str = "", readout: str = "") -> Circle:
    """Where all of us stood: hollow, and dashed like the line that it belongs to."""
    pen = Stroke("ink2", EARLIER_WIDTH, (1.2, 1.0) if line == "first" else ())
    return Circle(x, y, 0.85, Fill("page"), pen, key, readout)


def marker(
    style: int,
    x: float,
    y: float,
    size: float,
    *,
    halo: str = "page",
    hollow: bool = False,
    key: str = "",
    readout: str = "",
) -> Item:
    """A group's mark of about ``size`` u around ``x, y``, of equal weight in all six shapes.

    ``halo`` is the token of the thin edge that separates marks from lines; ``hollow``
    draws the outline only, for something that is missing.
    """
    look = group_style(style)
    fill = Fill(halo if hollow else look.token)
    pen = Stroke(look.token, 0.3) if hollow else Stroke(halo, 0.24)
    if look.marker == "circle":
        return Circle(x, y, size * 0.5, fill, pen, key, readout)
    if look.marker == "square":
        side = size * 0.88
        return Rect(
            x - side / 2, y - side / 2, side, side, fill, pen, key=key, readout=readout
        )
    corners = tuple((x + dx * size, y + dy * size) for dx, dy in _CORNERS[look.marker])
    return Path(polyline(corners, closed=True), fill, pen, key, readout)


def _ring(radii: Sequence[float], start: float) -> tuple[Point, ...]:
    step = 2 * pi / len(radii)
    return tuple(
        (radius * sin(start + step * index), -radius * cos(start + step * index))
        for index, radius in enumerate(radii)
    )


_CORNERS: dict[str, tuple[Point, ...]] = {
    "triangle": ((0.0, -0.56), (0.56, 0.44), (-0.56, 0.44)),
    "inverted_triangle": ((0.0, 0.56), (0.56, -0.44), (-0.56, -0.44)),
    "diamond": _ring((0.64, 0.64, 0.64, 0.64), 0.0),
    "star": _ring((0.66, 0.3) * 5, 0.0),
}


def legend_key(entry: LegendEntry, x: float, y: float, size: float) -> tuple[Item, ...]:
    """The sample of a line with its marker, ``SAMPLE`` u long from ``x``, centred on ``y``."""
    stroke = series_stroke(entry.style, entry.line)
    middle = x + SAMPLE / 2
    if entry.style is None:
        line = rule(x, y, x + SAMPLE, y, stroke)
        return (line,) if entry.line == "now" else (line, earlier_mark(entry.line, middle, y))
    halves = polyline(((x, y), (middle, y))) + polyline(((x + SAMPLE, y), (middle, y)))
    compact = stroke._replace(dash=tuple(part * COMPACT for part in stroke.dash))
    return (Path(halves, stroke=compact), marker(entry.style, middle, y, size))


def group_entries(groups: Sequence[Group], all_label: str = "") -> list[LegendEntry]:
    """What a legend of groups names; all of us come first where they have a label."""
    whole = [LegendEntry(all_label)] if all_label else []
    return [*whole, *(LegendEntry(group.label, group.style) for group in groups)]


def legend(
    entries: Sequence[LegendEntry], x: float, top: float, limit: float, size: float
) -> tuple[tuple[Item, ...], float]:
    """The names that belong to the lines, flowing within ``limit`` u; and the height used."""
    items: list[Item] = []
    row, left = size * 1.55, x
    y = top + row / 2
    for entry in entries:
        (name, *_), fitting = fitted(
            entry.label, limit - SAMPLE - 1, size, "medium", max_lines=1
        )
        length = SAMPLE + 0.9 + width(name, fitting, "medium")
        if left > x and left + length > x + limit + 1e-6:
            left, y = x, y + row
        items += legend_key(entry, left, y, size * 0.68)
        items.append(label(name, left + SAMPLE + 0.9, y, fitting, "medium"))
        left += length + size * 0.8
    return tuple(items), (y + row / 2 - top if entries else 0.0)
