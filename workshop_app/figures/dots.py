"""The votes on one question: a dot per person, what it says, and how the groups spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Path, Stroke, Text, polyline
from workshop_app.figures.layout import Box, label, line_height, lines_at, rule
from workshop_app.figures.markers import Group, marker
from workshop_app.figures.movement import CHANGE, counted, was
from workshop_app.figures.text import balanced, fitted, width
from workshop_app.figures.unit_dots import pack

DOTS_SHARE = 0.59
SIDE_SHARE = 0.375
COUNT_SIZE = 4.5
MOST_LABEL_LINES = 5
STRIP_MARK = 2.5


@dataclass(frozen=True, slots=True)
class DotOption:
    """A point of the scale or an option, and how many chose it.

    ``mark`` is the number on the scale (empty for options in words), ``text`` its word;
    ``before`` is how many chose it in the first vote, if there were two.
    """

    key: str
    mark: str
    text: str
    count: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """One group's votes per option; ``note`` says how many they are ("6 votes")."""

    group: Group
    counts: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DotsWords:
    """The facilitator's ``headline`` and the sentence of numbers below it; both optional."""

    headline: str = ""
    detail: str = ""
    title: str = ""


def dots(
    options: Sequence[DotOption],
    canvas: Canvas,
    words: DotsWords,
    *,
    strips: Sequence[Strip] = (),
    grown: float = 1.0,
) -> Figure:
    """Unit dots over the whole width, or over 59 % of it beside headline and groups.

    Dots are ink while groups are shown, and wear the phase's accent otherwise. ``grown``
    from 0 to 1 shrinks the dots for the reveal.
    """
    beside = bool(strips or words.headline or words.detail)
    room = canvas.width * (DOTS_SHARE if beside else 1.0)
    token = "ink" if strips else canvas.phase
    items = list(_stacks(options, Box(0, 0, room, canvas.height), canvas, token, grown))
    if beside:
        side = canvas.width * SIDE_SHARE
        box = Box(canvas.width - side, 0.6, side, canvas.height - 0.6)
        items += _side(options, strips, words, box, canvas)
    return Figure(canvas.width, canvas.height, tuple(items), words.title)


def _labels(
    options: Sequence[DotOption], cell: float, canvas: Canvas
) -> tuple[list[tuple[str, ...]], float, float]:
    """The words below the dots: their lines, font size and height of the tallest."""
    limit = cell - 1.6
    with_marks = any(option.mark for option in options)
    start = canvas.size(2.95 if with_marks else 3.4)
    sizes = (start, canvas.size(3.1), canvas.size(2.8))
    for size in (size for size in sizes if size <= start):
        lines = [balanced(option.text, limit, size) for option in options]
        if all(len(one) <= 3 for one in lines):
            break
    lines = [balanced(option.text, limit, size, max_lines=MOST_LABEL_LINES) for option in options]
    return lines, size, line_height(size, max((len(one) for one in lines), default=0))


def _stacks(
    options: Sequence[DotOption], box: Box, canvas: Canvas, token: str, grown: float
) -> tuple[Item, ...]:
    cell = box.width / max(len(options), 1)
    lines, size, text_height = _labels(options, cell, canvas)
    mark_size = canvas.size(4.2)
    mark_height = line_height(mark_size) if any(option.mark for option in options) else 0.0
    base = box.bottom - text_height - mark_height - 0.9
    count_size = canvas.size(COUNT_SIZE)
    counts = [option.count for option in options]
    packing = pack(counts, cell * 0.84, base - box.y - line_height(count_size) - 0.6)
    sizes = _count_sizes(options, cell, canvas)
    items: list[Item] = [rule(box.x, base, box.right, base, Stroke("border", 0.3))]
    for index, option in enumerate(options):
        x = box.x + cell * (index + 0.5)
        name = option.text or option.mark
        for number in range(option.count):
            dx, dy = packing.place(number, option.count)
            items.append(
                Circle(
                    x + dx,
                    base - 0.6 - dy,
                    packing.diameter / 2 * grown,
                    Fill(token),
                    None,
                    f"{option.key}:{number}",
                    f"{name}: {counted(option.before, option.count)}",
                )
            )
        top = base - 0.6 - packing.height(option.count) - line_height(count_size) / 2
        tone = "ink" if option.count else "ink2"
        items += _count(option, x, top, sizes, tone)
        y = base + 0.7
        if option.mark:
            items += lines_at((option.mark,), x, y, mark_size, "semibold", anchor="middle")
        items += lines_at(lines[index], x, y + mark_height, size, "regular", "ink2", "middle")
    return tuple(items)


def _count_sizes(
    options: Sequence[DotOption], cell: float, canvas: Canvas
) -> tuple[float, float]:
    """The sizes of how many they are and, 0 where there is no room for it, how many they were."""
    small = canvas.size(CHANGE)
    for size in (canvas.size(COUNT_SIZE), small):
        if all(sum(_count_widths(option, size, small)) < cell - 0.6 for option in options):
            return size, small
    return canvas.size(COUNT_SIZE), 0.0


def _count_widths(option: DotOption, size: float, small: float) -> tuple[float, float]:
    before = "" if option.before is None else was(str(option.before)) + " "
    return width(before, small), width(str(option.count), size, "semibold")


def _count(
    option: DotOption, x: float, y: float, sizes: tuple[float, float], tone: str
) -> tuple[Item, ...]:
    """How many they are, and in front of it, smaller, how many they were."""
    size, small = sizes
    text = str(option.count)
    if option.before is None or not small:
        return (label(text, x, y, size, "semibold", tone, "middle"),)
    first, second = _count_widths(option, size, small)
    left = x - (first + second) / 2
    return (
        label(was(str(option.before)), left, y, small, "regular", "ink2"),
        label(text, left + first, y, size, "semibold", tone),
    )


def _side(
    options: Sequence[DotOption],
    strips: Sequence[Strip],
    words: DotsWords,
    box: Box,
    canvas: Canvas,
) -> tuple[Item, ...]:
    items: list[Item] = []
    y = box.y
    if words.headline:
        lines, size = fitted(words.headline, box.width, canvas.size(4.6), "semibold", 3)
        items += lines_at(lines, box.x, y, size, "semibold")
        y += line_height(size, len(lines)) + 0.6
    if words.detail:
        lines, size = fitted(words.detail, box.width, canvas.size(3.3), "regular", 3)
        items += lines_at(lines, box.x, y, size, "regular", "ink2")
        y += line_height(size, len(lines)) + 0.6
    if strips:
        items += _strips(options, strips, Box(box.x, y + 1, box.width, box.bottom - y - 1), canvas)
    return tuple(items)


def _strips(
    options: Sequence[DotOption], strips: Sequence[Strip], box: Box, canvas: Canvas
) -> tuple[Item, ...]:
    foot = canvas.size(2.8)
    foot_height = line_height(foot) + 0.4
    pitch = min((box.height - foot_height) / len(strips), canvas.size(16.5))
    names = canvas.size(3.0)
    head = line_height(names) + 0.3
    cell = box.width / max(len(options), 1)
    counts = [count for strip in strips for count in strip.counts]
    zone = min(pitch - head - 0.9, 7.5)
    packing = pack(counts, cell - 1.2, zone, STRIP_MARK, flat=True)
    zone = min(zone, packing.height(max((*counts, 1))) + 0.6)
    items: list[Item] = []
    base = box.y
    for strip in strips:
        top = base
        base = top + pitch
        floor = top + head + zone + 0.4
        items += _strip_head(strip, box, top + line_height(names) / 2, names, canvas)
        ticks = tuple(
            command
            for index in range(1, len(options))
            for command in polyline(
                ((box.x + cell * index, floor - zone), (box.x + cell * index, floor))
            )
        )
        if ticks:
            items.append(Path(ticks, stroke=Stroke("grid", 0.2)))
        items.append(rule(box.x, floor, box.right, floor, Stroke("border", 0.25)))
        for index, count in enumerate(strip.counts):
            name = options[index].text or options[index].mark
            for number in range(count):
                dx, dy = packing.place(number, count)
                items.append(
                    marker(
                        strip.group.style,
                        box.x + cell * (index + 0.5) + dx,
                        floor - 0.45 - dy,
                        packing.diameter,
                        key=f"{strip.group.key}:{index}:{number}",
                        readout=f"{name} · {strip.group.label}: {count}",
                    )
                )
    marks = [option.mark for option in options]
    if all(marks) and items:
        for index, mark in enumerate(marks):
            x = box.x + cell * (index + 0.5)
            items.append(label(mark, x, floor + foot_height / 2, foot, "medium", "ink2", "middle"))
    return tuple(items)


def _strip_head(
    strip: Strip, box: Box, y: float, size: float, canvas: Canvas
) -> tuple[Item | Text, ...]:
    note = canvas.size(2.8)
    room = box.width - 4 - width(strip.note, note) - 1.5
    (name, *_), fitting = fitted(strip.group.label, room, size, "semibold", 1)
    items: list[Item] = [
        marker(strip.group.style, box.x + 1.25, y, 2.5),
        label(name, box.x + 4, y, fitting, "semibold"),
    ]
    if strip.note:
        items.append(label(strip.note, box.right, y, note, "regular", "ink2", "end"))
    return tuple(items)
