"""How the booth's targets look: large, without colours, alike until one is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, lines_around
from workshop_app.figures.text import breaks_words, fitted, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

RADIUS = 1.5
OVERHANG = 1.4
"""How far borders, rings and shadows reach beyond a target, in u."""

SMALL = 20.0
"""Targets lower than this have their key before the words."""

KEY_COLUMN = 5.4
LEADING = 1.18

_THICK = 1.05
_THIN = 0.27


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on a target.

    ``size`` of the words is in u; 0 lets them fit by themselves (see `alike`).
    ``look`` is ``scale`` (a large number over a word), ``option`` (words, with the key that
    chooses it), ``skip``, ``button`` or ``primary`` (the one way on). ``symbol`` is an icon's name.
    """

    look: str
    text: str
    key: str = ""
    symbol: str = ""
    size: float = 0.0


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


def _tick(box: Box) -> tuple[Item, ...]:
    """The mark of what is chosen, in the upper right corner."""
    radius = 2.3 if box.height < SMALL else 2.7
    x, y = box.right - radius - 1.3, box.y + radius + 1.3
    side = radius * 1.35
    mark = icon("check", x - side / 2, y - side / 2, side, "page", width=2.6)
    return Circle(x, y, radius, Fill("ink")), mark


def _scale(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    number_size = min(15.0, box.width * 0.52, box.height * 0.4)
    middle = box.y + box.height * 0.355 if face.text else box.centre_y
    items: list[Item] = [
        label(face.key, box.centre_x, middle, number_size, "semibold", anchor="middle")
    ]
    if face.text:
        lines, size = _fitted(face, box)
        y = box.y + box.height * 0.735
        items += lines_around(lines, box.centre_x, y, size, "medium", anchor="middle", leading=1.15)
    if pose.chosen:
        items += _tick(box)
    return tuple(items)


def _option(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    lines, size = _fitted(face, box)
    if box.height < SMALL:
        return _row(face, pose, box, lines, size)
    items: list[Item] = [label(face.key, box.x + 2.2, box.y + 3.6, 3.0, "semibold", "ink2")]
    if pose.chosen:
        items += _tick(box)
    items += lines_around(
        lines, box.centre_x, box.centre_y, size, "medium", anchor="middle", leading=LEADING
    )
    return tuple(items)


def _row(
    face: Face, pose: Pose, box: Box, lines: tuple[str, ...], size: float
) -> tuple[Item, ...]:
    """Low targets: the key, or what was made of it, stands before the words."""
    x, y = box.x + 0.8 + KEY_COLUMN / 2, box.centre_y
    items: list[Item] = []
    if pose.place:
        items.append(Circle(x, y, 2.6, Fill("ink")))
        items.append(label(pose.place, x, y, 3.8, "semibold", "page", "middle"))
    elif pose.chosen:
        items.append(Circle(x, y, 2.6, Fill("ink")))
        items.append(icon("check", x - 1.75, y - 1.75, 3.5, "page", width=2.6))
    else:
        items.append(label(face.key, x, y, 3.2, "semibold", "ink2", "middle"))
    left = box.x + 0.8 + KEY_COLUMN + 0.6
    items += lines_around(lines, left, y, size, "medium", leading=1.12)
    return tuple(items)


def _room(face: Face, box: Box) -> tuple[float, float, float]:
    """Width and height for a target's words, and their size if they fit."""
    if face.look == "scale":
        return box.width - 2.4, 4.2 * 3 * LEADING, 4.2
    if box.height < SMALL:
        return box.width - KEY_COLUMN - 2.4, box.height - 2.0, 4.2
    return box.width - 4.4, box.height - 9.0, 5.0


def _fitted(face: Face, box: Box) -> tuple[tuple[str, ...], float]:
    room, height, size = _room(face, box)
    if face.size:
        return wrap(face.text, room, face.size, "medium", _most(height, face.size)), face.size
    return fitted(face.text, room, size, "medium", _most(height, size * 0.8), 2.8)


def _most(height: float, size: float) -> int:
    return max(int(height / (size * LEADING)), 1)


def alike(faces: Sequence[Face], boxes: Sequence[Box]) -> list[Face]:
    """The same faces with all their words in one size: none is louder than another."""
    if not faces:
        return []
    wanted = _room(faces[0], boxes[0])[2]
    for step in range(11):
        size = wanted * (1.0 - step * 0.02)
        if all(_fits(face, box, size) for face, box in zip(faces, boxes, strict=True)):
            break
    return [replace(face, size=max(size, 2.8)) for face in faces]


def _fits(face: Face, box: Box, size: float) -> bool:
    room, height, _ = _room(face, box)
    lines = wrap(face.text, room, size, "medium")
    whole = not breaks_words(face.text, room, size, "medium")
    return whole and len(lines) <= _most(height, size)


def _button(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    token = "ink" if pose.enabled else "ink2"
    items = _caption(face, box, 3.8, token)
    if pose.chosen:
        items = (*items, *_tick(box))
    return items


def _primary(face: Face, pose: Pose, box: Box) -> tuple[Item, ...]:
    if not pose.enabled:
        edge = Stroke("line", _THIN, (5.0, 5.0))
        plate = Rect(0, 0, box.width, box.height, Fill("sunken"), edge, RADIUS)
        return (plate, *_caption(face, box, 4.6, "ink2"))
    edge = Stroke("ink", _THIN)
    fill = Fill("ink", 0.82 if pose.down else 1.0)
    plate = Rect(0, 0, box.width, box.height, fill, edge, RADIUS)
    size = 4.6 if box.height < SMALL else 6.4
    return (plate, *_caption(face, box, size, "page"))


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
