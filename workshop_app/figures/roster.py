"""Who is in the room: people per department and level, how mixed they are, and what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect
from workshop_app.figures.layout import (
    Box,
    NumberFormat,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
    spread,
)
from workshop_app.figures.mix_dial import Light, Mix, MixRule, light_chips, mix_sides
from workshop_app.figures.text import breaks_words, fitted, width, wrap

LEFT_SHARE = 0.58
LABEL_SHARE = 0.44
RIGHT_SHARE = 0.37
GUTTER = 5.0
LEAD = 1.15
TALLEST = 8.5


@dataclass(frozen=True, slots=True)
class RosterBar:
    """How many people there are of one department or level."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class RosterPart:
    """One way of counting the same people."""

    title: str
    bars: tuple[RosterBar, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    bar: RosterBar
    lines: tuple[str, ...]
    size: float
    height: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with its place, its heading and its rows in pages.

    ``above`` puts long labels over their bars instead of beside them.
    """

    key: str
    box: Box
    above: bool
    head: tuple[Item, ...]
    used: float
    pages: tuple[tuple[_Line, ...], ...]


def roster(
    parts: Sequence[RosterPart],
    mix: Mix,
    light: Light,
    rules: Sequence[MixRule],
    canvas: Canvas,
    number_format: NumberFormat,
    *,
    tables: Sequence[Light] = (),
    title: str = "",
) -> tuple[Figure, ...]:
    """Bars at the left, dial, light and rules at the right, the tables' lights below the bars.

    Long lists of departments or rules go on a next page, where what is complete stays.
    """
    left = canvas.width * LEFT_SHARE
    right = Box(canvas.width - canvas.width * RIGHT_SHARE, 0, canvas.width * RIGHT_SHARE, 0)
    sides = mix_sides(
        mix, light, rules, Box(right.x, 0, right.width, canvas.height), canvas, number_format
    )
    chips, chips_height = light_chips(tables, 0, canvas.height, left, canvas)
    room = canvas.height - (chips_height + 2.0 if chips else 0.0)
    column = (left - GUTTER * (len(parts) - 1)) / max(len(parts), 1)
    most = max((bar.count for part in parts for bar in part.bars), default=0) or 1
    laid = [
        _part(part, Box(index * (column + GUTTER), 0, column, room), canvas)
        for index, part in enumerate(parts)
    ]
    figures: list[Figure] = []
    for page in range(max(len(sides), *(len(part.pages) for part in laid))):
        items: list[Item] = []
        for part in laid:
            items += part.head
            if part.pages:
                items += _bars(part, min(page, len(part.pages) - 1), most, canvas)
        items += (*chips, *sides[min(page, len(sides) - 1)])
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _part(part: RosterPart, box: Box, canvas: Canvas) -> _Part:
    lines, size = fitted(part.title, box.width, canvas.size(3.5), "semibold", 2)
    head = lines_at(lines, box.x, 0, size, "semibold")
    used = line_height(size, len(lines)) + 1.2
    above = any(
        breaks_words(bar.label, box.width * LABEL_SHARE, canvas.size(2.8)) for bar in part.bars
    )
    rows = [_line(bar, box.width, canvas, above) for bar in part.bars]
    pages = paged(rows, [row.height for row in rows], box.height - used)
    return _Part(part.title, box, above, head, used, pages)


def _line(bar: RosterBar, room: float, canvas: Canvas, above: bool) -> _Line:
    limit = room if above else room * LABEL_SHARE
    size = canvas.size(2.9)
    lines = wrap(bar.label, limit, size)
    text = line_height(size, len(lines), LEAD)
    return _Line(bar, lines, size, text + 4.4 if above else max(text, 3.4) + 0.9)


def _bars(part: _Part, page: int, most: int, canvas: Canvas) -> tuple[Item, ...]:
    rows, box = part.pages[page], part.box
    size = canvas.size(4.2)
    left = box.x + (0.0 if part.above else box.width * LABEL_SHARE + 1.4)
    longest = box.right - left - width("88", size, "semibold") - 1.2
    items: list[Item] = []
    heights = [row.height for row in rows]
    for row, y, height in spread(rows, heights, part.used, box.height - part.used, TALLEST):
        middle = y + height / 2
        text = line_height(row.size, len(row.lines), LEAD)
        length = longest * row.bar.count / most
        readout = f"{row.bar.label}: {row.bar.count}"
        if part.above:
            items += lines_at(row.lines, box.x, y, row.size, leading=LEAD)
            middle = y + text + 1.7
        else:
            items += lines_around(row.lines, box.x, middle, row.size, leading=LEAD)
        items.append(
            Rect(
                left,
                middle - 1.25,
                length,
                2.5,
                Fill(canvas.phase),
                None,
                0.35,
                f"{part.key}:{row.bar.key}",
                readout,
            )
        )
        x = left + length + (1.0 if length else 0.0)
        tone = "ink" if row.bar.count else "ink2"
        items.append(label(str(row.bar.count), x, middle, size, "semibold", tone))
    return tuple(items)
