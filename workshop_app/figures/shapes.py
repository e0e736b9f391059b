"""Shapes that are more than a rectangle: arcs, rings and chevrons."""

from __future__ import annotations

from math import ceil, cos, pi, sin, tan

from workshop_app.figures.figure import Command, Point, polyline


def on_circle(x: float, y: float, radius: float, turn: float) -> Point:
    """The point after ``turn`` of a full round, clockwise from the top."""
    return x + radius * sin(2 * pi * turn), y - radius * cos(2 * pi * turn)


def arc(
    x: float, y: float, radius: float, start: float, end: float, *, parts: int | None = None
) -> tuple[Command, ...]:
    """Cubics along a circle from turn ``start`` to turn ``end``, clockwise from the top.

    An eighth of a circle per cubic errs by less than 0.001 % of the radius. ``parts`` fixes
    their number, so that arcs of different lengths interpolate. Empty when ``end`` is not
    beyond ``start``.
    """
    if end <= start:
        return ()
    count = parts or max(ceil((end - start) * 8 - 1e-9), 1)
    step = (end - start) / count
    handle = 4 / 3 * tan(2 * pi * step / 4) * radius
    commands: list[Command] = [("M", (on_circle(x, y, radius, start),))]
    for index in range(count):
        a, b = start + index * step, start + (index + 1) * step
        from_point, to_point = on_circle(x, y, radius, a), on_circle(x, y, radius, b)
        leave = (
            from_point[0] + handle * cos(2 * pi * a),
            from_point[1] + handle * sin(2 * pi * a),
        )
        arrive = (to_point[0] - handle * cos(2 * pi * b), to_point[1] - handle * sin(2 * pi * b))
        commands.append(("C", (leave, arrive, to_point)))
    return tuple(commands)


def chevron(
    x: float, y: float, width: float, height: float, point: float, *, notched: bool
) -> tuple[Command, ...]:
    """A band that points to the right by ``point`` u; ``notched`` where another comes before."""
    middle = y + height / 2
    corners: list[Point] = [
        (x, y),
        (x + width - point, y),
        (x + width, middle),
        (x + width - point, y + height),
        (x, y + height),
    ]
    if notched:
        corners.append((x + point, middle))
    return polyline(tuple(corners), closed=True)
