"""What somebody else reached: a name and a result on each line, in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, line_height, lines_around, lines_at, paged, rule
from workshop_app.figures.text import fitted, wrap

GUTTER: Final = 6.0
SIZES: Final = (4.2, 3.8, 3.4, 3.1, 2.8)
NAME: Final = 0.5
LEAD: Final = 1.2


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A result; ``heartbeat`` marks what is about advocacy."""

    key: str
    name: str
    result: str
    heartbeat: bool = False


@dataclass(frozen=True, slots=True)
class _Laid:
    one: CaseResult
    name: tuple[str, ...]
    result: tuple[str, ...]
    height: float


def case_results(
    results: Sequence[CaseResult], canvas: Canvas, *, heading: str, title: str = ""
) -> tuple[Figure, ...]:
    """As large as they fit on one page; more pages only at the smallest size."""
    head = canvas.size(3.8)
    lines, head = fitted(heading, canvas.width, head, "regular", 2)
    top = line_height(head, len(lines), LEAD) + 1.6
    wide = (canvas.width - GUTTER) / 2
    room = canvas.height - top
    half = max(ceil(len(results) / 2), 1)
    for wanted in SIZES:
        size = canvas.size(wanted)
        laid = [_laid(one, wide, size) for one in results]
        columns = paged(laid, [one.height for one in laid], room, most=half)
        if len(columns) < 3:
            break
    else:
        columns = paged(laid, [one.height for one in laid], room)
    figures: list[Figure] = []
    for start in range(0, max(len(columns), 1), 2):
        items: list[Item] = [*lines_at(lines, 0, 0, head, "regular", "ink2", leading=LEAD)]
        for index, column in enumerate(columns[start : start + 2]):
            x = index * (wide + GUTTER)
            items.append(rule(x, top, x + wide, top, Stroke(canvas.phase, 0.35)))
            y = top
            for one in column:
                items += _row(one, Box(x, y, wide, one.height), size, canvas)
                y += one.height
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _laid(one: CaseResult, wide: float, size: float) -> _Laid:
    indent = size * 1.4
    name = wrap(one.name, wide * NAME - indent - 1.5, size, "regular", 6)
    result = wrap(one.result, wide * (1 - NAME), size, "semibold", 8)
    height = line_height(size, max(len(name), len(result)), LEAD) + size * 0.7
    return _Laid(one, name, result, height)


def _row(one: _Laid, box: Box, size: float, canvas: Canvas) -> tuple[Item, ...]:
    y = box.centre_y
    items: list[Item] = [rule(box.x, box.bottom, box.right, box.bottom, Stroke("line", 0.14))]
    if one.one.heartbeat:
        mark = size * 0.95
        items.append(icon("heart-pulse", box.x, y - mark / 2, mark, canvas.phase))
    items += lines_around(one.name, box.x + size * 1.4, y, size, "regular", leading=LEAD)
    x = box.x + box.width * NAME
    items += lines_around(one.result, x, y, size, "semibold", canvas.phase, leading=LEAD)
    return tuple(items)
