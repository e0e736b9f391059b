"""The list beside a matrix: its notes by quadrant and number, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, label, line_height, lines_at, rule
from workshop_app.figures.text import fitted, width, wrap

SIZES = (3.5, 3.2, 2.9, 2.8)
LEAD = 1.2
GAP = 0.9
BEFORE_HEADING = 0.9
BIG = 9.0
OUTLINE = 0.45


@dataclass(frozen=True, slots=True)
class Beside:
    """A number the room gave, above the list: ``23 %`` and what it says."""

    value: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a quadrant, or of the notes without a place."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with the number its dot has; without one it waits for a place."""

    key: str
    text: str
    meta: str = ""
    number: int | None = None
    marked: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A heading or a note with its lines, and its height in u."""

    source: Heading | Entry
    lines: tuple[str, ...]
    meta: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page lists, in one size."""

    rows: tuple[_Row, ...]
    size: float
    beside: Beside | None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The notes on it."""
        return tuple(row.source for row in self.rows if isinstance(row.source, Entry))


def numbered_radius(most: int, canvas: Canvas) -> float:
    """The radius of a dot that has room for numbers up to ``most``."""
    size = canvas.size(2.8)
    return max(size * 0.68, width(str(most), size, "semibold") / 2 + size * 0.17)


def beside_pages(
    entries: Sequence[Heading | Entry], box: Box, canvas: Canvas, beside: Beside | None
) -> tuple[Page, ...]:
    """The entries in as few pages as they take, in the largest size that needs no more."""
    room = box.height - (_beside_height(beside, box, canvas) if beside else 0.0)
    most = max((entry.number or 0 for entry in entries if isinstance(entry, Entry)), default=0)
    indent = 2 * numbered_radius(most, canvas) + 1.2
    best: list[Page] = []
    for u in SIZES:
        size = canvas.size(u)
        limit = box.width - indent - 0.8
        rows = [_row(entry, limit, box.width, size, canvas, room) for entry in entries]
        pages = [Page(tuple(page), size, beside) for page in _paged(rows, room)]
        if not best or len(pages) < len(best):
            best = pages
    return tuple(best)


def _row(
    entry: Heading | Entry, limit: float, whole: float, size: float, canvas: Canvas, room: float
) -> _Row:
    small = canvas.size(2.8)
    if isinstance(entry, Heading):
        lines = wrap(entry.text, whole, small, "semibold", 2)
        return _Row(entry, lines, (), line_height(small, len(lines), LEAD) + 0.9)
    meta = wrap(entry.meta, limit, small) if entry.meta else ()
    spare = room - line_height(small, len(meta) + 2, LEAD) - 2 * GAP
    lines = wrap(entry.text, limit, size, "medium", max(int(spare / (size * LEAD)), 1))
    height = line_height(size, len(lines), LEAD) + line_height(small, len(meta), LEAD)
    return _Row(entry, lines, meta, height)


def _paged(rows: Sequence[_Row], room: float) -> list[list[_Row]]:
    """No heading at the foot of a page; one that goes on stands at the head of the next."""
    pages: list[list[_Row]] = [[]]
    used = 0.0
    heading: _Row | None = None
    for index, row in enumerate(rows):
        if isinstance(row.source, Heading):
            heading = row
            together = row.height + rows[index + 1].height + 2 * GAP
        else:
            together = row.height + GAP
        together += _above(row, pages[-1])
        if pages[-1] and used + together - GAP > room:
            pages.append([])
            used = 0.0
            if heading is not None and heading is not row:
                pages[-1].append(heading)
                used = heading.height + GAP
        used += _above(row, pages[-1]) + row.height + GAP
        pages[-1].append(row)
    return pages


def _above(row: _Row, page: Sequence[_Row]) -> float:
    """A heading stands a little away from the notes above it."""
    return BEFORE_HEADING if page and isinstance(row.source, Heading) else 0.0


def beside_items(
    page: Page, box: Box, canvas: Canvas, accent: tuple[str, str]
) -> tuple[Item, ...]:
    """A page of the list; ``accent`` are the tokens of a dot and of the number on it."""
    items: list[Item] = []
    y = box.y
    if page.beside is not None:
        items += _beside(page.beside, box, canvas)
        y += _beside_height(page.beside, box, canvas)
    most = max((entry.number or 0 for entry in page.entries), default=0)
    radius = numbered_radius(most, canvas)
    for index, row in enumerate(page.rows):
        y += _above(row, page.rows[:index])
        if isinstance(row.source, Heading):
            items += _heading(row, box, y, canvas)
        else:
            items += _entry(row, row.source, Box(box.x, y, box.width, row.height), page.size,
                            radius, canvas, accent)
        y += row.height + GAP
    return tuple(items)


def _heading(row: _Row, box: Box, y: float, canvas: Canvas) -> tuple[Item, ...]:
    small = canvas.size(2.8)
    below = y + row.height - 0.35
    return (
        *lines_at(row.lines, box.x, y, small, "semibold", "ink2", leading=LEAD),
        rule(box.x, below, box.right, below, Stroke("line", 0.16)),
    )


def _entry(
    row: _Row,
    entry: Entry,
    box: Box,
    size: float,
    radius: float,
    canvas: Canvas,
    accent: tuple[str, str],
) -> tuple[Item, ...]:
    token, on_token = accent
    small = canvas.size(2.8)
    middle = box.y + line_height(size, 1, LEAD) / 2
    x = box.x + radius
    items: list[Item] = []
    if entry.top:
        around = Box(box.x - OUTLINE, box.y - OUTLINE, box.width, box.height + 2 * OUTLINE)
        items.append(Rect(around.x + OUTLINE, around.y, around.width, around.height, None,
                          Stroke(canvas.phase, 0.45), 0.6))
        x += OUTLINE + 0.2
    if entry.number is None:
        items.append(Circle(x, middle, 0.62, Fill("surface"), Stroke("ink2", 0.3)))
    else:
        shrunk = radius * 0.86 if entry.marked else radius
        fill = Fill("surface" if entry.marked else token)
        pen = Stroke(token, 0.45) if entry.marked else None
        on = "ink" if entry.marked else on_token
        items.append(Circle(x, middle, min(shrunk, line_height(size, 1, LEAD) / 2 + 0.3), fill,
                            pen))
        items.append(label(str(entry.number), x, middle, small, "semibold", on, "middle"))
    left = x + radius + 1.0
    items += lines_at(row.lines, left, box.y, size, "medium", leading=LEAD)
    below = box.y + line_height(size, len(row.lines), LEAD)
    items += lines_at(row.meta, left, below, small, "regular", "ink2", leading=LEAD)
    return tuple(items)


# -- the number above the list ----------------------------------------------------------------


def _beside_text(
    beside: Beside, box: Box, canvas: Canvas
) -> tuple[tuple[str, ...], float, float, tuple[str, ...]]:
    """The sentence beside the number, its size, where it begins, and the small note below."""
    big = width(beside.value, canvas.size(BIG), "semibold") + 2.0 if beside.value else 0.0
    limit = box.width - big - 1.0
    size, small = canvas.size(3.3), canvas.size(2.8)
    lines, size = fitted(beside.text, limit, size, "medium", 3, small)
    note = wrap(beside.note, limit, small, "regular", 2) if beside.note else ()
    return lines, size, big, note


def _beside_height(beside: Beside, box: Box, canvas: Canvas) -> float:
    lines, size, _, note = _beside_text(beside, box, canvas)
    text = line_height(size, len(lines), LEAD) + line_height(canvas.size(2.8), len(note), LEAD)
    return max(text, canvas.size(BIG) * 0.86 if beside.value else 0.0) + 3.2


def _beside(beside: Beside, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    lines, size, big, note = _beside_text(beside, box, canvas)
    small = canvas.size(2.8)
    height = _beside_height(beside, box, canvas) - 3.2
    text = line_height(size, len(lines), LEAD) + line_height(small, len(note), LEAD)
    top = box.y + (height - text) / 2
    middle = box.y + height / 2
    items: list[Item] = []
    if beside.value:
        items.append(label(beside.value, box.x, middle, canvas.size(BIG), "semibold",
                           key="beside", readout=f"{beside.text}: {beside.value}"))
    items += lines_at(lines, box.x + big, top, size, "medium", leading=LEAD)
    below = top + line_height(size, len(lines), LEAD)
    items += lines_at(note, box.x + big, below, small, "regular", "ink2", leading=LEAD)
    under = box.y + height + 1.2
    items.append(rule(box.x, under, box.right, under, Stroke("border", 0.28)))
    return tuple(items)
