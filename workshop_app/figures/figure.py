"""The one drawing model that stage, booklet, SVG and PNG all paint.

A figure is a flat, ordered list of lines, shapes and texts. Its unit is the stage
unit ``u`` (one hundredth of the stage's height); x grows to the right, y downwards.
Colours are token names which a `Theme` resolves when the figure is painted, so one
figure serves every theme and the printed page.
"""

from __future__ import annotations

from typing import NamedTuple

Point = tuple[float, float]
Command = tuple[str, tuple[Point, ...]]
"""A path command: ``("M", (p,))``, ``("L", (p,))``, ``("C", (c1, c2, p))`` or ``("Z", ())``."""


class Stroke(NamedTuple):
    """A pen: colour token, width in u and dashes in pen widths (empty = solid).

    Lines end round, so that they meet softly; dashed and ``flat`` ones end square, so that
    dashes and arcs keep their length.
    """

    token: str
    width: float
    dash: tuple[float, ...] = ()
    flat: bool = False

    @property
    def round_ends(self) -> bool:
        """Whether the ends of the line are round."""
        return not (self.flat or self.dash)


class Fill(NamedTuple):
    """A brush: colour token and opacity from 0 to 1."""

    token: str
    opacity: float = 1.0


class Rect(NamedTuple):
    """A rectangle with its top left corner at ``x, y``; ``radius`` rounds the corners."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill | None = None
    stroke: Stroke | None = None
    radius: float = 0.0
    key: str = ""
    readout: str = ""


class Circle(NamedTuple):
    """A circle around ``x, y``."""

    x: float
    y: float
    radius: float
    fill: Fill | None = None
    stroke: Stroke | None = None
    key: str = ""
    readout: str = ""


class Path(NamedTuple):
    """Straight and cubic segments; round joins."""

    commands: tuple[Command, ...]
    fill: Fill | None = None
    stroke: Stroke | None = None
    key: str = ""
    readout: str = ""


class Text(NamedTuple):
    """One line of plain text; ``y`` is its baseline, ``size`` its font size in u.

    ``weight`` is ``regular``, ``medium`` or ``semibold``; ``anchor`` is ``start``,
    ``middle`` or ``end`` and says which point of the line lies at ``x``.
    """

    x: float
    y: float
    text: str
    size: float
    weight: str = "regular"
    token: str = "ink"
    anchor: str = "start"
    key: str = ""
    readout: str = ""


Item = Rect | Circle | Path | Text


class Figure(NamedTuple):
    """A drawing of ``width`` × ``height`` u.

    ``title`` is the alternative text that a screen reader and the booklet's structure use.
    """

    width: float
    height: float
    items: tuple[Item, ...] = ()
    title: str = ""

    def texts(self) -> tuple[str, ...]:
        """Every text in painting order, for tests and screen readers."""
        return tuple(item.text for item in self.items if isinstance(item, Text))

    def shape_count(self) -> int:
        """How many items are not text, for comparing one rendering with another."""
        return sum(1 for item in self.items if not isinstance(item, Text))


def polyline(points: tuple[Point, ...], *, closed: bool = False) -> tuple[Command, ...]:
    """Straight commands through ``points``; empty for fewer than two points."""
    if len(points) < 2:
        return ()
    first: list[Command] = [("M", (points[0],))]
    first += [("L", (point,)) for point in points[1:]]
    if closed:
        first.append(("Z", ()))
    return tuple(first)


def moved(item: Item, dx: float, dy: float, scale: float = 1.0) -> Item:
    """The same item after scaling about the origin and then shifting by ``dx, dy`` u."""
    if isinstance(item, Text):
        x, y, text, size, *rest = item
        return Text(x * scale + dx, y * scale + dy, text, size * scale, *rest)
    if isinstance(item, Rect):
        x, y, width, height, fill, stroke, radius, key, readout = item
        return Rect(
            x * scale + dx,
            y * scale + dy,
            width * scale,
            height * scale,
            fill,
            _scaled(stroke, scale),
            radius * scale,
            key,
            readout,
        )
    if isinstance(item, Circle):
        x, y, radius, fill, stroke, key, readout = item
        pen = _scaled(stroke, scale)
        return Circle(x * scale + dx, y * scale + dy, radius * scale, fill, pen, key, readout)
    commands, fill, stroke, key, readout = item
    path = tuple(
        [
            (name, tuple([(x * scale + dx, y * scale + dy) for x, y in points]))
            for name, points in commands
        ]
    )
    return Path(path, fill, _scaled(stroke, scale), key, readout)


def _scaled(stroke: Stroke | None, scale: float) -> Stroke | None:
    if stroke is None or scale == 1.0:
        return stroke
    return stroke._replace(width=stroke.width * scale)


def place(outer: Figure, inner: Figure, x: float, y: float, scale: float = 1.0) -> Figure:
    """``outer`` with ``inner``'s items on top, its origin moved to ``x, y``."""
    items = inner.items
    if (x, y, scale) != (0, 0, 1):
        items = tuple([moved(item, x, y, scale) for item in items])
    return outer._replace(items=outer.items + items)


def interpolate(start: Figure, end: Figure, t: float) -> Figure:
    """The figure between two of the same shape, ``t`` from 0 to 1.

    This is how a radar grows when votes are revealed. Figures whose items differ in
    number, kind, key or path commands have nothing between them: then ``end`` is returned.
    """
    if t >= 1.0 or len(start.items) != len(end.items):
        return end
    items: list[Item] = []
    for a, b in zip(start.items, end.items, strict=True):
        between = _between(a, b, t)
        if between is None:
            return end
        items.append(between)
    return end._replace(items=tuple(items))


def _between(a: Item, b: Item, t: float) -> Item | None:
    if type(a) is not type(b) or a.key != b.key:
        return None
    if a == b:
        return b
    if isinstance(a, Path) and isinstance(b, Path):
        if [name for name, _ in a.commands] != [name for name, _ in b.commands]:
            return None
        commands = tuple(
            (
                name,
                tuple(
                    (_mix(p[0], q[0], t), _mix(p[1], q[1], t))
                    for p, q in zip(a_points, b_points, strict=True)
                ),
            )
            for (name, a_points), (_, b_points) in zip(a.commands, b.commands, strict=True)
        )
        return b._replace(commands=commands)
    if isinstance(a, Circle) and isinstance(b, Circle):
        return b._replace(
            x=_mix(a.x, b.x, t), y=_mix(a.y, b.y, t), radius=_mix(a.radius, b.radius, t)
        )
    if isinstance(a, Rect) and isinstance(b, Rect):
        return b._replace(
            x=_mix(a.x, b.x, t),
            y=_mix(a.y, b.y, t),
            width=_mix(a.width, b.width, t),
            height=_mix(a.height, b.height, t),
        )
    if isinstance(a, Text) and isinstance(b, Text):
        return b._replace(x=_mix(a.x, b.x, t), y=_mix(a.y, b.y, t))
    return None


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t
