"""How the booth's targets look: large, without colours, alike until one is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, lines_around
from workshop_app.figures.text import fitted, width

RADIUS = 1.5
OVERHANG = 1.4
"""How far borders, rings and shadows reach beyond a target, in u."""

_THICK = 1.05
_THIN = 0.27


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a target.

    ``look`` is ``scale`` (a large number over a word), ``option`` (words, with the key that
    chooses it), ``skip``, ``button`` or ``primary`` (the one way on). ``symbol`` is an icon's name.
    """

    look: str
    text: str
    key: str = ""
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """The state of a target; ``place`` is its rank, empty without one."""

    chosen: bool = False
    down: bool = False
    enabled: bool = True
    focused: bool = False
    place: str = ""


def draw(face: Face, pose: Pose, size: tuple[float, float]) -> Figure:
    """The target in a box of ``size`` u; borders and shadows reach `OVERHANG` beyond it."""
    box = Box(0, 0, *size)
    chosen = pose.chosen or bool(pose.place)
    items: list[Item] = []
    if pose.focused:
        items.append(_ring(box))
    if face.look == "primary":
        items += _primary(face, pose, box)
    else:
        items += _plate(box, chosen=chosen, down=pose.down)
        items += _LOOKS[face.look](face, pose, box)
    return Figure(box.width, box.height, tuple(items), face.text)


def _ring(box: Box) -> Rect:
    outer = box.inset(-0.95, -0.95)
    stroke = Stroke("focus", 0.45)
    return Rect(outer.x, outer.y, outer.width, outer.height, None, stroke, RADIUS + 0.9)


def _plate(box: Box, *, chosen: bool, down: bool) -> tuple[Item, ...]:
    border = Stroke("ink", _THICK) if chosen else Stroke("border", _THIN)
    fill = "sunken" if down else "surface"
    return card(box, fill=fill, border=border, radius=RADIUS, shadow=not down)


def _tick(box: Box, place: str) -> tuple[Item, ...]:
    """The mark of what is chosen: a tick, or its rank."""
    small = box.height < 20
    radius = 2.3 if small else 2.7
    x, y = box.right - radius - 1.3, box.y + radius + 1.3
    dot = Circle(x, y, radius, Fill("ink"))
    if place:
        return dot, label(place, x, y, radius * 1.5, "semibold", "page", "middle")
    side = radius * 1.35
    return dot, icon("check", x - side / 2, y - side / 2, side, "page", width=2.6)


def _scale(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    number_size = min(15.0, box.width * 0.52, box.height * 0.4)
    middle = box.y + box.height * 0.355 if face.text else box.centre_y
    items: list[Item] = [
        label(face.key, box.centre_x, middle, number_size, "semibold", anchor="middle")
    ]
    if face.text:
        lines, size = fitted(face.text, box.width - 2.4, 4.2, "medium", 3, 2.8)
        y = box.y + box.height * 0.735
        items += lines_around(lines, box.centre_x, y, size, "medium", anchor="middle", leading=1.15)
    if pose.chosen:
        items += _tick(box, "")
    return tuple(items)


def _option(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    items: list[Item] = []
    inner = box.inset(2.2, 1.2)
    top = 0.0
    if face.key:
        top = 4.6
        items.append(label(face.key, inner.x, box.y + 3.4, 3.0, "semibold", "ink2"))
    if pose.chosen or pose.place:
        items += _tick(box, pose.place)
        top = max(top, 5.2)
    room = box.below(top) if box.height < 24 else box
    height = room.height - 1.6
    size = 5.0 if box.height >= 24 else 4.2
    most = max(int(height / (size * 0.8 * 1.18)), 1)
    lines, size = fitted(face.text, inner.width, size, "medium", most, 2.8)
    items += lines_around(
        lines, box.centre_x, room.centre_y - (0.6 if top else 0), size, "medium",
        anchor="middle", leading=1.18,
    )
    return tuple(items)


def _button(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    token = "ink" if pose.enabled else "ink2"
    items = _caption(face, box, 3.8, token)
    if pose.chosen:
        items = (*items, *_tick(box, ""))
    return items


def _primary(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    if not pose.enabled:
        plate = Rect(0, 0, box.width, box.height, Fill("sunken"), Stroke("line", _THIN), RADIUS)
        return (plate, *_caption(face, box, 4.6, "ink2"))
    edge = Stroke("ink", _THIN)
    fill = Fill("ink", 0.82 if pose.down else 1.0)
    plate = Rect(0, 0, box.width, box.height, fill, edge, RADIUS)
    return (plate, *_caption(face, box, 4.6, "page"))


def _caption(face: Face, box: Box, size: float, token: str) -> tuple[Item, ...]:
    """One line with its icon before it, both in the middle of the box."""
    room = box.width - 4.0
    mark = size * 0.95 if face.symbol else 0.0
    gap = size * 0.42 if face.symbol else 0.0
    lines, size = fitted(face.text, room - mark - gap, size, "semibold", 2, 2.8)
    longest = max(width(line, size, "semibold") for line in lines)
    left = box.centre_x - (mark + gap + longest) / 2
    items: list[Item] = []
    if face.symbol:
        items.append(
            icon(face.symbol, left, box.centre_y - mark / 2, mark, token, width=2.4)
        )
    items += lines_around(
        lines, left + mark + gap + longest / 2, box.centre_y, size, "semibold", token, "middle",
        leading=1.15,
    )
    return tuple(items)


_LOOKS = {"scale": _scale, "option": _option, "button": _button, "skip": _button}
