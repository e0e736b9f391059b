"""Around a board's notes: heads with what they count, the banner on top, lines, prompts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workshop_app.figures.board_model import Banner, Bar, Column, Line
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Fill, Item, Path, Point, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, label, line_height, lines_at, rule
from workshop_app.figures.note_cards import WARNING
from workshop_app.figures.text import fitted, width

LEAD = 1.2
_UNDER_RULE = 0.7
_BAR = 0.62
"""Height of a bar, as a share of its row."""

_POINT = 0.85
"""Radius of a point in time."""

_MOST_LINES = 4


class Head(NamedTuple):
    """A column's title in lines, and its size."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the title's upper edge to the rule below it."""
        return line_height(self.size, len(self.lines), LEAD) + _UNDER_RULE if self.lines else 0.0


def laid_heads(columns: Sequence[Column], room: float, canvas: Canvas) -> list[Head]:
    """The titles beside their counts, in one size for all of a page."""
    size = canvas.size(3.4)
    heads = [_laid_head(column, room, canvas, size) for column in columns]
    least = min((head.size for head in heads if head.lines), default=size)
    return [
        head if head.size in (least, 0.0) else _laid_head(column, room, canvas, least)
        for column, head in zip(columns, heads, strict=True)
    ]


def _laid_head(column: Column, room: float, canvas: Canvas, size: float) -> Head:
    """Two lines; three in a narrow column and for a title of two parts; four before it is cut."""
    count = count_of(column, room, canvas)
    if not column.title and not count:
        return Head((), 0.0)
    small = canvas.size(2.8)
    wide = width(count, small) + 1.5 if count else 0.0
    most = 3 if _is_narrow(room, canvas) or "\n" in column.title else 2
    lines, fitting = fitted(column.title, room - wide, size, "semibold", most, small)
    while most < _MOST_LINES and lines[-1].endswith("…") and not column.title.endswith("…"):
        most += 1
        lines, fitting = fitted(column.title, room - wide, size, "semibold", most, small)
    return Head(lines, fitting)


def _is_narrow(room: float, canvas: Canvas) -> bool:
    return room < 33 * canvas.scale


def count_of(column: Column, room: float, canvas: Canvas) -> str:
    """What is counted, in short where there is little room."""
    return column.short or column.count if _is_narrow(room, canvas) else column.count


def draw_head(
    column: Column, head: Head, box: Box, canvas: Canvas, timeline: float = 0.0
) -> tuple[Item, ...]:
    """Titles stand on the rule, whatever number of lines their neighbours have.

    On a timeline the rule is the time: ``timeline`` u long, with a point for this column.
    """
    if not head.lines:
        return ()
    top = box.bottom - head.height
    last = box.bottom - _UNDER_RULE - line_height(head.size, 1, LEAD) / 2
    items: list[Item] = [
        *lines_at(head.lines, box.x, top, head.size, "semibold", leading=LEAD)
    ]
    if timeline:
        items += [
            rule(box.x + _POINT, box.bottom, box.x + timeline, box.bottom,
                 Stroke(canvas.phase, 0.4)),
            Circle(box.x + _POINT, box.bottom, _POINT, Fill(canvas.phase)),
        ]  # fmt: skip
    else:
        items.append(rule(box.x, box.bottom, box.right, box.bottom, Stroke("border", 0.28)))
    if count := count_of(column, box.width, canvas):
        items.append(label(count, box.right, last, canvas.size(2.8), "regular", "ink2", "end"))
    return tuple(items)


# -- under the head ----------------------------------------------------------------------


def under_height(columns: Sequence[Column], canvas: Canvas) -> float:
    """The room in u for bars and warnings under the heads."""
    rows = max((len(column.bars) for column in columns), default=0)
    rows += any(column.warning for column in columns)
    return rows * _row(canvas) + 0.8 if rows else 0.0


def _row(canvas: Canvas) -> float:
    return line_height(canvas.size(2.8), 1, 1.25)


def draw_under(column: Column, box: Box, canvas: Canvas, most: int) -> tuple[Item, ...]:
    """A bar for each sort of note, on the same scale in every column; then what is missing."""
    items: list[Item] = []
    size, row = canvas.size(2.8), _row(canvas)
    y = box.y + 0.8
    share = max((width(bar.label, size) for bar in column.bars), default=0.0)
    names = min(share, box.width * 0.5) + 1.0
    for index, bar in enumerate(column.bars):
        items += _bar(bar, Box(box.x, y, box.width, row), names, most, size, filled=not index)
        y += row
    if column.warning:
        (text, *_), size = fitted(column.warning, box.width - size - 0.8, size, "semibold", 1)
        items.append(icon(WARNING, box.x, y + (row - size) / 2, size, "danger", width=2.2))
        items.append(
            label(text, box.x + size + 0.8, y + row / 2, size, "semibold", "danger")
        )
    return tuple(items)


def _bar(
    bar: Bar, box: Box, names: float, most: int, size: float, *, filled: bool
) -> tuple[Item, ...]:
    """The first sort is filled, the others hollow: neither needs its colour."""
    middle = box.centre_y
    (text, *_), fitting = fitted(bar.label, names - 1.0, size, "regular", 1)
    number = width(str(most), size, "semibold") + 0.8
    left, room = box.x + names, box.width - names - number
    long = room * bar.number / most if most else 0.0
    high = box.height * _BAR
    edge = Stroke("ink2", 0.25)
    fill = Fill("ink2") if filled else Fill("surface")
    items: list[Item] = [label(text, box.x, middle, fitting, "regular", "ink2")]
    if bar.number:
        items.append(Rect(left, middle - high / 2, long, high, fill, edge, 0.25))
    items.append(label(str(bar.number), left + long + 0.8, middle, size, "semibold"))
    return tuple(items)


# -- the banner --------------------------------------------------------------------------


class LaidBanner(NamedTuple):
    """A banner in lines, and the height it takes with the room below it."""

    banner: Banner
    lines: tuple[str, ...]
    size: float
    height: float


def laid_banner(banner: Banner | None, canvas: Canvas) -> LaidBanner | None:
    """The sentence as large as two lines allow; a share takes one."""
    if banner is None:
        return None
    most = 1 if banner.share is not None else 2
    room = canvas.width * (0.5 if banner.share is not None else 1.0) - 3.0
    size = canvas.size(3.8 if banner.share is not None else 4.6)
    lines, size = fitted(banner.text, room, size, "semibold", most, canvas.size(3.2))
    height = line_height(size, len(lines), LEAD) + 2.4
    if banner.label:
        height += line_height(canvas.size(2.8), 1, LEAD)
    return LaidBanner(banner, lines, size, height)


def draw_banner(laid: LaidBanner, canvas: Canvas) -> tuple[Item, ...]:
    """The sentence behind an accent, or beside its bar."""
    banner, small = laid.banner, canvas.size(2.8)
    high = laid.height - 2.4
    items: list[Item] = []
    left, top = 0.0, 0.0
    if banner.share is None:
        items.append(Rect(0, 0.3, 0.7, high - 0.2, Fill(canvas.phase), radius=0.3))
        left = 2.2
    if banner.label:
        row = line_height(small, 1, LEAD)
        items.append(label(banner.label, left, row / 2, small, "medium", "ink2"))
        top = row
    items += lines_at(laid.lines, left, top, laid.size, "semibold", leading=LEAD)
    if banner.share is not None:
        start, middle = canvas.width * 0.5, high / 2
        long, thick = canvas.width * 0.5, 2.4
        full = Box(start, middle - thick / 2, long, thick)
        items += [
            Rect(*full, Fill("surface"), Stroke("border", 0.25), 0.5),
            Rect(*full._replace(width=long * banner.share), Fill(canvas.phase), None, 0.5),
        ]  # fmt: skip
    return tuple(items)


# -- lines between notes -----------------------------------------------------------------


def draw_lines(
    lines: Sequence[Line], boxes: Mapping[str, Box], gutter: float, limit: float
) -> tuple[list[Item], list[Item]]:
    """Lines between the notes of one page, which pass below notes, and their ends above them.

    A short end points to a note on another page. No line goes beyond ``limit``.
    """
    items: list[Item] = []
    marks: list[Item] = []
    for line in lines:
        source, target = boxes.get(line.source), boxes.get(line.target)
        stroke = Stroke("danger", 0.5, (3.0, 2.0)) if line.broken else Stroke("ink2", 0.4)
        if source is not None and target is not None:
            if source.x > target.x:
                source, target = target, source
            start, end, turn = _ends(source, target, gutter, limit)
            items.append(_curve(start, end, turn, stroke))
            marks += [Circle(x, y, 0.5, Fill(stroke.token)) for x, y in (start, end)]
            if line.broken:
                marks += _clash((start[0] + turn) / 2, (start[1] + end[1]) / 2)
        elif box := source or target:
            on = gutter * 0.45 if source is not None else -gutter * 0.45
            x = box.right if source is not None else box.x
            if not 0.5 < x + on < limit - 0.5:
                continue
            items.append(rule(x, box.centre_y, x + on, box.centre_y, stroke))
            marks.append(Circle(x, box.centre_y, 0.5, Fill(stroke.token)))
    return items, marks


def _ends(
    source: Box, target: Box, gutter: float, limit: float
) -> tuple[Point, Point, float]:
    """From the right edge of the left note to the left edge of the right one, and where it turns.

    Notes of one column are joined along one edge.
    """
    start, end = (source.right, source.centre_y), (target.x, target.centre_y)
    if source.x < target.x - 2.0:
        return start, end, min(start[0] + gutter, end[0])
    if max(source.right, target.right) + gutter * 0.7 > limit:
        return (source.x, start[1]), end, min(source.x, target.x) - gutter * 0.7
    return start, (target.right, end[1]), max(source.right, target.right) + gutter * 0.7


def _curve(start: Point, end: Point, turn: float, stroke: Stroke) -> Path:
    """Level at both ends; it turns within the first gutter and passes behind what is between."""
    if not start[0] < turn <= end[0]:
        bend = ("C", ((turn, start[1]), (turn, end[1]), end))
        return Path((("M", (start,)), bend), None, stroke)
    middle = (start[0] + turn) / 2
    first = ("C", ((middle, start[1]), (middle, end[1]), (turn, end[1])))
    rest = (("L", (end,)),) if turn < end[0] else ()
    return Path((("M", (start,)), first, *rest), None, stroke)


def _clash(x: float, y: float) -> list[Item]:
    """A cross on the line: what is broken does not need its colour."""
    return [
        Circle(x, y, 1.35, Fill("surface"), Stroke("danger", 0.3)),
        icon("x", x - 1.1, y - 1.1, 2.2, "danger", width=3.0),
    ]


# -- before anything is said -------------------------------------------------------------


def draw_invitation(
    text: str, prompts: Sequence[str], box: Box, canvas: Canvas
) -> tuple[Item, ...]:
    """What to do, and what one might think of."""
    size = canvas.size(4.2)
    lines, size = fitted(text, box.width * 0.7, size, "regular", 3)
    rows = _prompt_rows(prompts, box.width * 0.9, canvas)
    small, pitch = canvas.size(3.3), canvas.size(3.3) * 2.05
    below = len(rows) * pitch + (2.4 if rows else 0.0)
    high = line_height(size, len(lines))
    top = box.y + max(box.height - high - below, 0.0) * 0.42
    items: list[Item] = [*lines_at(lines, box.centre_x, top, size, "regular", "ink2", "middle")]
    y = top + high + 2.4
    for row in rows:
        x = box.centre_x - (sum(wide for _, wide in row) + 1.4 * (len(row) - 1)) / 2
        for prompt, wide in row:
            items.append(
                Rect(x, y, wide, pitch - 1.2, Fill("surface"), Stroke("line", 0.2),
                     (pitch - 1.2) / 2)
            )
            items.append(label(prompt, x + wide / 2, y + (pitch - 1.2) / 2, small, "regular",
                               "ink", "middle"))
            x += wide + 1.4
        y += pitch
    return tuple(items)


def _prompt_rows(
    prompts: Sequence[str], limit: float, canvas: Canvas
) -> list[list[tuple[str, float]]]:
    small = canvas.size(3.3)
    rows: list[list[tuple[str, float]]] = []
    used = 0.0
    for prompt in prompts:
        wide = width(prompt, small) + 3.6
        if not rows or used + 1.4 + wide > limit:
            rows.append([])
            used = -1.4
        rows[-1].append((prompt, wide))
        used += 1.4 + wide
    return rows
