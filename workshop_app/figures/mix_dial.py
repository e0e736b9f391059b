"""How mixed a group is: a dial from 0 to 100, a light with its words, and the rules behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Fill, Item, Path, Rect, Stroke, polyline
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_around,
    lines_at,
)
from workshop_app.figures.shapes import arc, on_circle
from workshop_app.figures.text import fitted, width

LIGHTS = {
    "green": ("circle-check", "ok"),
    "amber": ("circle-alert", "warn"),
    "red": ("triangle-alert", "danger"),
}
"""Icon and token of each light: with its words, never colour alone."""

ZONES = (50.0, 75.0)
"""From these on, a mix is fair and rich (METHOD §7.8)."""

THICK = 3.0
LEAST_RADIUS = 11.0


@dataclass(frozen=True, slots=True)
class Mix:
    """The mix index from 0 to 100 (``None`` = nobody yet) and its word (rich, fair, thin)."""

    value: float | None
    word: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """``green``, ``amber`` or ``red`` with the words that say the same."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class MixRule:
    """A rule of the mix and whether it is met."""

    text: str
    met: bool


_Laid = tuple[MixRule, tuple[str, ...], float, float]
"""A rule, its lines, their size and the height they take."""


def mix_sides(
    mix: Mix,
    light: Light,
    rules: Sequence[MixRule],
    box: Box,
    canvas: Canvas,
    number: NumberFormat,
) -> tuple[tuple[Item, ...], ...]:
    """Dial, light and rules one below the other; two pages where the dial grows too small."""
    laid = _laid(rules, box, canvas)
    side, radius = _side(mix, light, laid, box, canvas, number)
    if radius >= LEAST_RADIUS * canvas.scale:
        return (side,)
    first, _ = _side(mix, light, (), box, canvas, number)
    items: list[Item] = list(_light(light, Box(box.x, 0, box.width, _light_height(canvas)), canvas))
    items += _rules(laid, Box(box.x, _light_height(canvas) + 2.0, box.width, 0))
    return (first, tuple(items))


def _light_height(canvas: Canvas) -> float:
    return line_height(canvas.size(3.6)) + 2.2


def _side(
    mix: Mix,
    light: Light,
    laid: Sequence[_Laid],
    box: Box,
    canvas: Canvas,
    number: NumberFormat,
) -> tuple[tuple[Item, ...], float]:
    """One page's side, and the radius that is left for the dial."""
    rules_height = sum(height for _, _, _, height in laid)
    light_height = _light_height(canvas)
    title_height = line_height(canvas.size(3.5)) + 0.6 if mix.title else 0.0
    room = box.height - rules_height - light_height - title_height - 4.0
    items: list[Item] = []
    if mix.title:
        lines, size = fitted(mix.title, box.width, canvas.size(3.5), "semibold", 1)
        items += lines_at(lines, box.x, box.y, size, "semibold")
    scale_height = line_height(canvas.size(2.8)) + 0.8
    radius = min(max(room - scale_height - THICK / 2, 5.0), box.width * 0.36, 19.0)
    y = box.y + title_height + 0.8 + THICK / 2 + radius
    items += _dial(mix, box.centre_x, y, radius, canvas, number)
    y += scale_height + 1.6
    items += _light(light, Box(box.x, y, box.width, light_height), canvas)
    y += light_height + 1.4
    items += _rules(laid, Box(box.x, y, box.width, 0))
    return tuple(items), radius


def _rules(laid: Sequence[_Laid], box: Box) -> tuple[Item, ...]:
    items: list[Item] = []
    y = box.y
    for rule, lines, size, height in laid:
        items += _rule(rule, lines, size, Box(box.x, y, box.width, height))
        y += height
    return tuple(items)


def _laid(rules: Sequence[MixRule], box: Box, canvas: Canvas) -> tuple[_Laid, ...]:
    """The rules with their lines, font size and height."""
    laid: list[_Laid] = []
    for rule in rules:
        size = canvas.size(2.9)
        lines, size = fitted(rule.text, box.width - size * 1.1 - 1.2, size, "regular", 2)
        laid.append((rule, lines, size, line_height(size, len(lines), 1.15) + 0.8))
    return tuple(laid)


def _rule(rule: MixRule, lines: tuple[str, ...], size: float, box: Box) -> tuple[Item, ...]:
    glyph, token = ("check", "ok") if rule.met else ("x", "danger")
    mark = size * 1.1
    first = box.y + 0.4 + line_height(size, 1, 1.15) / 2
    x = box.x + mark + 1.2
    return (
        icon(glyph, box.x, first - mark / 2, mark, token, width=2.6),
        *lines_at(lines, x, box.y + 0.4, size, "regular", "ink", leading=1.15),
    )


def light_chips(
    lights: Sequence[Light], x: float, bottom: float, limit: float, canvas: Canvas
) -> tuple[tuple[Item, ...], float]:
    """Small lights in rows that end at ``bottom``; and the height they take."""
    size = canvas.size(2.8)
    mark, high = size * 1.05, size * 1.9
    rows: list[list[tuple[Light, str, float]]] = [[]]
    used = 0.0
    for light in lights:
        lines, _ = fitted(light.words, limit - mark - 3.6, size, "medium", 1, size)
        length = 1.2 + mark + 0.8 + width(lines[0], size, "medium") + 1.4
        if rows[-1] and used + 1.2 + length > limit:
            rows.append([])
            used = 0.0
        used += length + (1.2 if rows[-1] else 0.0)
        rows[-1].append((light, lines[0], length))
    height = len(rows) * high + (len(rows) - 1) * 0.9 if lights else 0.0
    items: list[Item] = []
    y = bottom - height
    for row in rows:
        left = x
        for light, text, length in row:
            glyph, token = LIGHTS[light.state]
            middle = y + high / 2
            items += [
                Rect(left, y, length, high, Fill(f"{token}_bg"), Stroke(token, 0.2), 0.7),
                icon(glyph, left + 1.2, middle - mark / 2, mark, token),
                label(text, left + 1.2 + mark + 0.8, middle, size, "medium", token),
            ]
            left += length + 1.2
        y += high + 0.9
    return tuple(items), height


def _dial(
    mix: Mix, x: float, y: float, radius: float, canvas: Canvas, number: NumberFormat
) -> tuple[Item, ...]:
    """A half circle with marks where a mix becomes fair and rich."""
    items: list[Item] = [
        Path(arc(x, y, radius, -0.25, 0.25), stroke=Stroke("grid", THICK, flat=True))
    ]
    size = canvas.size(2.8)
    if mix.value is not None:
        share = min(max(mix.value, 0.0), 100.0) / 100
        text = number(mix.value)
        filled = arc(x, y, radius, -0.25, -0.25 + share / 2, parts=4)
        if filled:
            items.append(
                Path(
                    filled,
                    stroke=Stroke(canvas.phase, THICK, flat=True),
                    key="mix",
                    readout=f"{mix.title}: {text}".removeprefix(": "),
                )
            )
        big = min(canvas.size(10.0), radius * 0.6)
        items.append(label(text, x, y - radius * 0.47, big, "semibold", anchor="middle"))
    for zone in ZONES:
        turn = -0.25 + zone / 200
        inner = on_circle(x, y, radius - THICK / 2, turn)
        outer = on_circle(x, y, radius + THICK / 2, turn)
        items.append(Path(polyline((inner, outer)), stroke=Stroke("page", 0.5)))
        at = on_circle(x, y, radius + THICK / 2 + 0.8, turn)
        anchor = "middle" if zone == 50.0 else "start"
        if zone != 50.0:
            items.append(label(number(zone), at[0], at[1] - 0.6, size, "regular", "ink2", anchor))
    below = y + line_height(size) / 2 + 0.5
    items.append(label(number(0.0), x - radius, below, size, "regular", "ink2", "middle"))
    items.append(label(number(100.0), x + radius, below, size, "regular", "ink2", "middle"))
    if not mix.word:
        return tuple(items)
    limit = 2 * radius - width("100", size) * 1.6
    lines, fitting = fitted(mix.word, limit, canvas.size(4.2), "medium", 1)
    items.append(label(lines[0], x, y - 0.1, fitting, "medium", anchor="middle"))
    return tuple(items)


def _light(light: Light, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    glyph, token = LIGHTS[light.state]
    size = canvas.size(3.6)
    mark = size * 1.1
    lines, fitting = fitted(light.words, box.width - mark - 4.6, size, "semibold", 2)
    fitting = min(fitting, (box.height - 0.6) / len(lines) / 1.1)
    return (
        Rect(
            box.x, box.y, box.width, box.height, Fill(f"{token}_bg"), Stroke(token, 0.25), 0.95
        ),
        icon(glyph, box.x + 1.8, box.centre_y - mark / 2, mark, token),
        *lines_around(
            lines, box.x + 1.8 + mark + 1.2, box.centre_y, fitting, "semibold", token, leading=1.1
        ),
    )
