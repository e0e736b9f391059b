"""Choices case by case: how many chose each option, before and after the talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import (
    Box,
    label,
    line_height,
    lines_around,
    lines_at,
    paged,
    rule,
)
from workshop_app.figures.movement import EARLIER, LEGEND, VoteNames, vote_legend, was
from workshop_app.figures.text import fitted, width, wrap

LEAD = 1.15
GUTTER = 6.0
ROW_GAP = 3.0
TALLEST = 13.0
BEFORE_HEIGHT = 3.5
AFTER_HEIGHT = 2.1


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option, and how many had chosen it in the first vote, if two."""

    key: str
    label: str
    count: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a poll; ``text`` may be empty when the stage's question says it."""

    key: str
    text: str
    options: tuple[OptionCount, ...]


@dataclass(frozen=True, slots=True)
class OptionBarsWords:
    """Names of the two votes; empty when there was one."""

    before: str = ""
    after: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    case: Case
    lines: tuple[str, ...]
    size: float
    rows: tuple[tuple[tuple[str, ...], float], ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes of one page's cells: larger when a single case has all the room."""

    canvas: Canvas
    width: float
    title: float
    option: float
    number: float
    most: int
    grown: float
    thick: float

    @property
    def label_width(self) -> float:
        return self.width * 0.4


def option_bars(
    cases: Sequence[Case], canvas: Canvas, words: OptionBarsWords, *, grown: float = 1.0
) -> tuple[Figure, ...]:
    """One case over the whole stage, several in two columns; as many pages as needed.

    Where a first vote exists it is an outline around the second, which is filled: the
    move is seen at one glance.
    """
    two = any(option.before is not None for case in cases for option in case.options)
    style = _style(cases, canvas, grown)
    columns = 1 if len(cases) == 1 else 2
    head: tuple[Item, ...] = ()
    used = 0.0
    if two:
        names, line = VoteNames(words.before, words.after), Box(0, 0, canvas.width, 0)
        head, used = vote_legend(names, line, canvas.size(LEGEND), canvas.phase)
        used += 1.6
    cells = [_cell(case, style, canvas.height - used) for case in cases]
    rows = [tuple(cells[start : start + columns]) for start in range(0, len(cells), columns)]
    heights = [max(cell.height for cell in row) for row in rows]
    room = canvas.height - used
    figures: list[Figure] = []
    for page in paged(rows, heights, room, ROW_GAP):
        free = room - sum(max(cell.height for cell in row) for row in page)
        free -= ROW_GAP * (len(page) - 1)
        items: list[Item] = list(head)
        y = used
        for row in page:
            height = max(cell.height for cell in row)
            lines = max(len(cell.rows) for cell in row)
            air = min(free / len(page) / max(lines, 1), TALLEST / 2)
            for index, cell in enumerate(row):
                x = index * (style.width + GUTTER)
                items += _draw(cell, style, Box(x, y, style.width, height), air, two)
            y += height + air * lines + ROW_GAP
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures)


def _style(cases: Sequence[Case], canvas: Canvas, grown: float) -> _Style:
    most = max(
        (max(option.count, option.before or 0) for case in cases for option in case.options),
        default=0,
    )
    if len(cases) == 1:
        sizes = (canvas.size(4.2), canvas.size(4.2), canvas.size(4.6))
        return _Style(canvas, canvas.width, *sizes, max(most, 1), grown, 1.5)
    sizes = (canvas.size(3.5), canvas.size(3.0), canvas.size(3.6))
    return _Style(canvas, (canvas.width - GUTTER) / 2, *sizes, max(most, 1), grown, 1.0)


def _cell(case: Case, style: _Style, room: float) -> _Cell:
    """A case with its lines; ``room`` is the height of a page, which no case may exceed."""
    least = line_height(style.title, 2, 1.2) + 1.1 if case.text else 0.0
    for most in (2, 1):
        rows = tuple(
            fitted(option.label, style.label_width, style.option, "regular", most)
            for option in case.options
        )
        height = sum(_row_height(lines, size, style) for lines, size in rows)
        if height + least <= room:
            break
    if not case.text:
        return _Cell(case, (), style.title, rows, height)
    lines, size = fitted(case.text, style.width, style.title, "semibold", 2)
    if lines[-1].endswith("…"):
        most = max(int((room - height - 1.1) / (size * 1.2)), 2)
        lines = wrap(case.text, style.width, size, "semibold", most)
    height += line_height(size, len(lines), 1.2) + 1.1
    return _Cell(case, lines, size, rows, height)


def _row_height(lines: Sequence[str], size: float, style: _Style) -> float:
    return max(line_height(size, len(lines), LEAD), BEFORE_HEIGHT, style.number) + 0.8


def _draw(cell: _Cell, style: _Style, box: Box, air: float, two: bool) -> tuple[Item, ...]:
    items: list[Item] = []
    y = box.y
    if cell.lines:
        items += lines_at(cell.lines, box.x, y, cell.size, "semibold", leading=1.2)
        y += line_height(cell.size, len(cell.lines), 1.2) + 1.1
    start = y
    for option, (lines, size) in zip(cell.case.options, cell.rows, strict=True):
        height = _row_height(lines, size, style) + air
        middle = y + height / 2
        items += lines_around(lines, box.x, middle, size, leading=LEAD)
        items += _bar(option, cell.case, style, box, middle, two)
        y += height
    axis = box.x + style.label_width + 1.5
    items.append(rule(axis, start, axis, y, Stroke("border", 0.25)))
    return tuple(items)


def _bar(
    option: OptionCount, case: Case, style: _Style, box: Box, y: float, two: bool
) -> tuple[Item, ...]:
    left = box.x + style.label_width + 1.5
    number = str(option.count)
    first = was(str(option.before)) if option.before is not None else ""
    wide = width("88", style.number, "semibold") + (width("88 → ", style.option) if two else 0)
    longest = box.right - left - wide - 2.2
    length = longest * option.count / style.most * style.grown
    key = f"{case.key}:{option.key}"
    thick = (AFTER_HEIGHT if two else min(BEFORE_HEIGHT, style.number)) * style.thick
    around = BEFORE_HEIGHT * style.thick
    readout = f"{option.label}: {first} {number}".replace(":  ", ": ")
    items: list[Item] = [
        Rect(left, y - thick / 2, length, thick, Fill(style.canvas.phase), key=key, readout=readout)
    ]
    end = length
    if option.before is not None:
        before = longest * option.before / style.most * style.grown
        items.append(
            Rect(
                left,
                y - around / 2,
                before,
                around,
                None,
                EARLIER,
                key=f"{key}:before",
                readout=readout,
            )
        )
        end = max(length, before)
    x = left + end + 1.3
    if first:
        items.append(label(first, x, y, style.option, "regular", "ink2"))
        x += width(first + " ", style.option)
    items.append(label(number, x, y, style.number, "semibold"))
    return tuple(items)
