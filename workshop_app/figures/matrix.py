"""Notes on two axes: dots or bubbles in four named quadrants, with labels or a numbered list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, card, label, line_height, lines_at, rule
from workshop_app.figures.matrix_labels import EDGE, Placed, Wanted, labels
from workshop_app.figures.matrix_list import (
    Beside,
    Entry,
    Heading,
    beside_items,
    beside_pages,
    numbered_radius,
)
from workshop_app.figures.matrix_plot import (
    AxisWords,
    Disc,
    Plot,
    Quadrant,
    Settled,
    radii,
    settled,
)
from workshop_app.figures.text import fitted

SIDE_SHARE = 0.385
GUTTER = 3.2
MOST_LABELS = 14
"""More notes than these stand in a numbered list beside the matrix."""

LABEL_SIZES = (3.5, 3.2, 2.9)
DOT = 1.35
RING = 0.9
"""Room in u that the ring around one of the first takes, and the outline of its label."""

QUIET = 0.95
"""Radius in u of a dot whose note is listed on another page."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A note at ``x, y`` from 0 to 100; without a place it waits beside the matrix.

    ``share`` (percent) makes it a bubble. ``meta`` is a small last line: dots, share, tags.
    ``marked`` hollows its dot, ``top`` outlines it, ``chosen`` is the one being placed.
    """

    key: str
    text: str
    x: float | None = None
    y: float | None = None
    share: float | None = None
    meta: str = ""
    marked: bool = False
    top: bool = False
    chosen: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether it stands on the matrix."""
        return self.x is not None and self.y is not None


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """The axes' words, the list's heading for notes without a place, and the invitation."""

    axes: AxisWords
    waiting: str = ""
    invitation: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class MatrixStyle:
    """``coloured`` dots wear the phase's accent, others ink; ``alarm`` names empty quadrants."""

    coloured: bool = True
    alarm: bool = False

    def accent(self, canvas: Canvas) -> tuple[str, str]:
        """The tokens of a dot and of the number on it."""
        return (canvas.phase, "on_phase") if self.coloured else ("ink", "page")


_PLAIN = MatrixStyle()


def matrix(
    quadrants: Sequence[Quadrant],
    spots: Sequence[Spot],
    canvas: Canvas,
    words: MatrixWords,
    style: MatrixStyle = _PLAIN,
    *,
    beside: Beside | None = None,
) -> tuple[Figure, ...]:
    """The matrix with labels at its dots if they all find room, else with a list in pages.

    Every page of the list numbers its own notes on the matrix and shows the others as small
    dots. ``beside`` stands above the list: a number the room gave.
    """
    placed = [spot for spot in spots if spot.is_placed]
    if beside is None and len(placed) == len(spots) <= MOST_LABELS:
        whole = Box(0, 0, canvas.width, canvas.height)
        plot = Plot(whole, quadrants, words.axes, canvas)
        drawn = _labelled(placed, plot, canvas, style)
        if drawn is not None:
            items = [*_ground(plot, placed, style), *drawn]
            if not spots:
                items += _invitation(plot, canvas, words.invitation)
            return (Figure(canvas.width, canvas.height, tuple(items), words.title),)
    return _listed(quadrants, spots, canvas, words, style, beside)


def matrix_map(
    quadrants: Sequence[Quadrant],
    spots: Sequence[Spot],
    canvas: Canvas,
    words: MatrixWords,
    style: MatrixStyle = _PLAIN,
) -> tuple[Figure, Plot, Mapping[str, Settled]]:
    """The matrix with unlabelled dots, for placing notes by hand; and where its dots lie."""
    plot = Plot(Box(0, 0, canvas.width, canvas.height), quadrants, words.axes, canvas)
    placed = [spot for spot in spots if spot.is_placed]
    places = settled(_discs(placed, plot, DOT), plot)
    items = list(_ground(plot, placed, style))
    for spot in sorted(placed, key=lambda one: one.chosen):
        items += _dot(spot, places[spot.key], canvas, style)
    return Figure(canvas.width, canvas.height, tuple(items), words.title), plot, places


def _ground(plot: Plot, placed: Sequence[Spot], style: MatrixStyle) -> tuple[Item, ...]:
    used = {plot.of(spot.x or 0, spot.y or 0).key for spot in placed}
    alarmed = style.alarm and bool(used)
    return plot.items([one.key for one in plot.quadrants if alarmed and one.key not in used])


def _discs(spots: Sequence[Spot], plot: Plot, least: float) -> list[Disc]:
    sizes = radii([spot.share for spot in spots], least, plot)
    return [
        Disc(spot.key, spot.x or 0.0, spot.y or 0.0, radius)
        for spot, radius in zip(spots, sizes, strict=True)
    ]


def _dot(
    spot: Spot, place: Settled, canvas: Canvas, style: MatrixStyle, number: int | None = None
) -> tuple[Item, ...]:
    """A dot, hollow where the note is marked, ringed where it is among the first."""
    token, on_token = style.accent(canvas)
    fill = Fill("surface" if spot.marked else token)
    pen = Stroke(token, 0.5) if spot.marked else Stroke("surface", 0.24)
    radius = place.radius - (0.25 if spot.marked else 0.0)
    items: list[Item] = []
    if spot.chosen:
        items.append(Circle(place.x, place.y, place.radius + 1.1, None, Stroke("focus", 0.7)))
    items.append(Circle(place.x, place.y, radius, fill, pen, spot.key, _readout(spot)))
    if spot.top:
        ring = place.radius + 0.45
        items.append(Circle(place.x, place.y, ring, None, Stroke(canvas.phase, 0.5)))
    if number is not None:
        on = "ink" if spot.marked else on_token
        size = canvas.size(2.8)
        items.append(label(str(number), place.x, place.y, size, "semibold", on, "middle"))
    return tuple(items)


def _readout(spot: Spot) -> str:
    return f"{spot.text} · {spot.meta}" if spot.meta else spot.text


# -- a few notes: labels at their dots --------------------------------------------------------


def _labelled(
    spots: Sequence[Spot], plot: Plot, canvas: Canvas, style: MatrixStyle
) -> tuple[Item, ...] | None:
    """Dots with their words; ``None`` where some words find no room."""
    dots = settled(_discs(spots, plot, canvas.size(DOT)), plot)
    ringed = {
        one.key: replace(dots[one.key], radius=dots[one.key].radius + (RING if one.top else 0.0))
        for one in spots
    }
    small = canvas.size(2.8)
    for u in LABEL_SIZES:
        size = canvas.size(u)
        wanted = [
            Wanted(one.key, one.text, one.meta, plot.room(plot.of(one.x or 0, one.y or 0)))
            for one in spots
        ]
        places = labels(wanted, ringed, size, small)
        if places is not None:
            items: list[Item] = []
            for one in spots:
                items += _written(one, places[one.key], canvas, size, small)
                items += _dot(one, dots[one.key], canvas, style)
            return tuple(items)
    return None


def _written(
    spot: Spot, place: Placed, canvas: Canvas, size: float, small: float
) -> tuple[Item, ...]:
    box = place.box
    items: list[Item] = []
    if place.leader:
        (x, y), (to_x, to_y) = place.leader
        items.append(rule(x, y, to_x, to_y, Stroke("border", 0.2)))
    if spot.top:
        around = box.inset(-EDGE, -EDGE * 0.6)
        edge = Stroke(canvas.phase, 0.5)
        items.append(Rect(around.x, around.y, around.width, around.height, None, edge, 0.6))
    items += lines_at(place.lines, box.x, box.y, size, "medium", leading=1.18)
    below = box.y + line_height(size, len(place.lines), 1.18)
    items += lines_at(place.meta, box.x, below, small, "regular", "ink2", leading=1.18)
    return tuple(items)


def _invitation(plot: Plot, canvas: Canvas, text: str) -> tuple[Item, ...]:
    """A card across the middle, where nothing stands yet."""
    if not text:
        return ()
    size = canvas.size(4.2)
    lines, size = fitted(text, plot.ground.width * 0.6, size, "regular", 3)
    high, wide = line_height(size, len(lines)) + 3.2, plot.ground.width * 0.66
    ground = plot.ground
    box = Box(ground.centre_x - wide / 2, ground.centre_y - high / 2, wide, high)
    return (
        *card(box, border=Stroke("line", 0.16)),
        *lines_at(lines, box.centre_x, box.y + 1.6, size, "regular", "ink2", "middle"),
    )


# -- many notes: numbers, and a list beside ---------------------------------------------------


def _listed(
    quadrants: Sequence[Quadrant],
    spots: Sequence[Spot],
    canvas: Canvas,
    words: MatrixWords,
    style: MatrixStyle,
    beside: Beside | None,
) -> tuple[Figure, ...]:
    side = canvas.width * SIDE_SHARE
    plot = Plot(
        Box(0, 0, canvas.width - side - GUTTER, canvas.height), quadrants, words.axes, canvas
    )
    entries, numbers = _entries(plot, spots, words)
    room = Box(canvas.width - side, 0, side, canvas.height)
    placed = [spot for spot in spots if spot.is_placed]
    ground = _ground(plot, placed, style)
    figures: list[Figure] = []
    for page in beside_pages(entries, room, canvas, beside):
        listed = {entry.key for entry in page.entries}
        items = [
            *ground,
            *_dots(placed, listed, numbers, plot, canvas, style),
            *beside_items(page, room, canvas, style.accent(canvas)),
        ]
        if not spots:
            items += _invitation(plot, canvas, words.invitation)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures)


def _entries(
    plot: Plot, spots: Sequence[Spot], words: MatrixWords
) -> tuple[list[Heading | Entry], dict[str, int]]:
    """Every note under its quadrant's name, numbered; those without a place at the end."""
    entries: list[Heading | Entry] = []
    numbers: dict[str, int] = {}
    for quadrant in plot.quadrants:
        here = [one for one in spots if one.is_placed and quadrant.holds(one.x or 0, one.y or 0)]
        if here:
            entries.append(Heading(quadrant.title))
        for spot in here:
            numbers[spot.key] = len(numbers) + 1
            entries.append(_entry(spot, numbers[spot.key]))
    waiting = [spot for spot in spots if not spot.is_placed]
    if waiting:
        entries.append(Heading(words.waiting))
        entries += [_entry(spot) for spot in waiting]
    return entries, numbers


def _entry(spot: Spot, number: int | None = None) -> Entry:
    return Entry(spot.key, spot.text, spot.meta, number, spot.marked, spot.top)


def _dots(
    placed: Sequence[Spot],
    listed: set[str],
    numbers: Mapping[str, int],
    plot: Plot,
    canvas: Canvas,
    style: MatrixStyle,
) -> tuple[Item, ...]:
    """The page's own notes with their numbers, and the others quietly among them.

    Bubbles keep their size on every page; other dots shrink.
    """
    digits = numbered_radius(max(numbers.values(), default=1), canvas)
    if any(spot.share is not None for spot in placed):
        found = settled(_discs(placed, plot, digits), plot)
    else:
        loud = [spot for spot in placed if spot.key in listed]
        others = [spot for spot in placed if spot.key not in listed]
        found = settled(_discs(loud, plot, digits), plot)
        found |= settled(_discs(others, plot, QUIET), plot, tuple(found.values()))
    token, _ = style.accent(canvas)
    items: list[Item] = []
    for spot in sorted(placed, key=lambda one: (one.key in listed, -found[one.key].radius)):
        place = found[spot.key]
        if spot.key in listed:
            items += _dot(spot, place, canvas, style, numbers[spot.key])
        else:
            quiet = Circle(place.x, place.y, place.radius, Fill(token, 0.4), None, spot.key,
                           _readout(spot))
            items.append(quiet)
    return tuple(items)
