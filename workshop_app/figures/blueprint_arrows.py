"""Dependencies between the cards of a blueprint: arrows that run beside the cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Fill, Item, Path, Point, Stroke, polyline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.layout import Box

HEAD: Final = 1.15
SPREAD: Final = 0.55
"""How far arrows in one gap keep apart."""

_TOKEN: Final = "ink2"
_WIDTH: Final = 0.3


class Spot(NamedTuple):
    """Where a card stands: column and row in the grid, and its box."""

    column: int
    row: int
    box: Box


def arrows(
    links: Sequence[tuple[str, str]], spots: Mapping[str, Spot], gap: float,
    gutters: Sequence[float],
) -> tuple[Item, ...]:
    """An arrow for every dependency whose two cards are on the page.

    ``gap`` is the room between columns; ``gutters`` the y above every row, where arrows that
    pass other columns run.
    """
    items: list[Item] = []
    taken: dict[tuple[str, float], int] = {}
    for source, target in links:
        if source in spots and target in spots and source != target:
            a, b = spots[source], spots[target]
            points = _route(a, b, gap, gutters, taken)
            items += _arrow(points, f"{source}>{target}")
    return tuple(items)


def _route(
    a: Spot, b: Spot, gap: float, gutters: Sequence[float], taken: dict[tuple[str, float], int]
) -> tuple[Point, ...]:
    if a.column == b.column and abs(a.row - b.row) == 1:
        down = b.row > a.row
        x = min(a.box.right, b.box.right) - 3.0
        x -= _nth(taken, "down", a.column + min(a.row, b.row) / 100) * SPREAD * 2
        return (
            ((x, a.box.bottom), (x, b.box.y)) if down else ((x, a.box.y), (x, b.box.bottom))
        )
    right = b.column > a.column
    leave = a.box.right if right else a.box.x
    enter = b.box.x if right else b.box.right
    if a.column == b.column:
        leave, enter = a.box.x, b.box.x
        x = leave - gap / 2 + _shift(taken, "x", leave)
        return ((leave, a.box.centre_y), (x, a.box.centre_y), (x, b.box.centre_y),
                (enter, b.box.centre_y))
    side = 1.0 if right else -1.0
    first = leave + side * gap / 2
    first += _shift(taken, "x", round(first, 2))
    if abs(a.column - b.column) == 1:
        return ((leave, a.box.centre_y), (first, a.box.centre_y), (first, b.box.centre_y),
                (enter, b.box.centre_y))
    last = enter - side * gap / 2
    last += _shift(taken, "x", round(last, 2))
    y = gutters[b.row] + _shift(taken, "y", gutters[b.row])
    return ((leave, a.box.centre_y), (first, a.box.centre_y), (first, y), (last, y),
            (last, b.box.centre_y), (enter, b.box.centre_y))


def _nth(taken: dict[tuple[str, float], int], way: str, at: float) -> int:
    number = taken.get((way, at), 0)
    taken[way, at] = number + 1
    return number


def _shift(taken: dict[tuple[str, float], int], way: str, at: float) -> float:
    """0, +, −, ++, … so that arrows of one gap stay apart."""
    number = _nth(taken, way, at)
    return SPREAD * ((number + 1) // 2) * (1 if number % 2 else -1) if number < 5 else 0.0


def _arrow(points: tuple[Point, ...], key: str) -> tuple[Item, ...]:
    (x, y), (x0, y0) = points[-1], points[-2]
    length = max(abs(x - x0), abs(y - y0)) or 1.0
    dx, dy = (x - x0) / length, (y - y0) / length
    if abs(dx) + abs(dy) < 1e-6:
        dx = 1.0
    neck = (x - dx * HEAD, y - dy * HEAD)
    wing = HEAD * 0.55
    head = (
        (x, y),
        (neck[0] - dy * wing, neck[1] + dx * wing),
        (neck[0] + dy * wing, neck[1] - dx * wing),
    )
    return (
        Path(polyline((*points[:-1], neck)), None, Stroke(_TOKEN, _WIDTH), key),
        Path(polyline(head, closed=True), Fill(_TOKEN), None, f"{key}:head"),
    )
