"""Notes in named columns: what the room wrote, and what its dots chose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import ceil, floor
from typing import NamedTuple

from workshop_app.figures.board_model import PLAIN, Around, Column, Heap
from workshop_app.figures.board_parts import (
    Head,
    LaidBanner,
    draw_banner,
    draw_head,
    draw_invitation,
    draw_lines,
    draw_under,
    laid_banner,
    laid_heads,
    under_height,
)
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item, Rect, Stroke
from workshop_app.figures.layout import SHADOWS, Box, card, line_height, lines_at, paged
from workshop_app.figures.note_cards import (
    CARD_GAP,
    LaidNote,
    Note,
    NoteStyle,
    NoteWords,
    dots,
    dots_height,
    draw_note,
    laid_note,
)
from workshop_app.figures.pages import Pages
from workshop_app.figures.text import fitted

__all__ = ["Around", "Column", "Heap", "board", "top_notes"]

MOST_COLUMNS = 4
NARROWEST = 23.5
"""Width in u below which a column of notes is not read any more."""

GUTTER, LINED = 2.2, 3.6
"""Between columns, and where lines cross it."""

TEXT_SIZES = {
    1: (5.2, 4.7, 4.2), 2: (3.8, 3.5), 3: (3.3, 3.1), 4: (2.95,), 5: (2.8,), 6: (2.8,)
}  # fmt: skip
"""Sizes in u of the notes by number of columns: the largest with which all fit one page."""

HEAP_PAD, HEAP_GAP, HEAP_LEAD = 0.9, 1.9, 1.2


class _LaidHeap(NamedTuple):
    """A heap's head in lines; ``bottom`` is where its frame ends on this page."""

    heap: Heap
    lines: tuple[str, ...]
    size: float
    height: float
    bottom: float = 0.0


class _Placed(NamedTuple):
    """A note or a heap at its ``y`` below the heads; ``inside`` a heap's frame or not."""

    row: LaidNote | _LaidHeap
    y: float
    inside: bool = False


_Rows = tuple[LaidNote, ...] | tuple[_Placed, ...]
"""What stands on one page of a column; only where there are heaps are places known before."""


class _LaidColumn(NamedTuple):
    column: Column
    head: Head
    pages: tuple[_Rows, ...]


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """Columns that share their pages, from ``top`` downwards."""

    columns: tuple[_LaidColumn, ...]
    style: NoteStyle
    around: Around
    banner: LaidBanner | None
    gutter: float
    head_bottom: float
    top: float
    room: float
    most: int


def board(
    columns: Sequence[Column],
    canvas: Canvas,
    words: NoteWords,
    *,
    invitation: str = "",
    title: str = "",
    around: Around = PLAIN,
) -> Pages:
    """Up to four columns a page; five or six stand three by three, or narrow ``together``.

    A column that is full goes on at the same place of the next page. ``invitation`` asks for
    notes while there are none at all.
    """
    if any(column.notes or column.heaps for column in columns):
        invitation = ""
    most = max((bar.number for column in columns for bar in column.bars), default=0)
    drawings: list[Callable[[], Figure]] = []
    for some in _column_pages(columns, canvas, around):
        laid = _laid_out(some, canvas, words, around, most)
        pages = max((len(column.pages) for column in laid.columns), default=0) or 1
        drawings += [partial(_page, laid, page, invitation, title) for page in range(pages)]
    return Pages(drawings)


def top_notes(notes: Sequence[Note], places: int = 3) -> frozenset[str]:
    """Keys of the notes with the most dots, to be outlined; ties at the last place are in."""
    found = sorted((note.dots or 0 for note in notes), reverse=True)
    least = max(found[places - 1] if len(found) >= places else 1, 1)
    return frozenset(note.key for note in notes if (note.dots or 0) >= least)


def _column_pages(
    columns: Sequence[Column], canvas: Canvas, around: Around
) -> tuple[tuple[Column, ...], ...]:
    most, unit = MOST_COLUMNS, 2 if around.pairs else 1
    if around.together:
        gutter = _gutter(around)
        fit = floor((canvas.width + gutter) / (canvas.size(NARROWEST) + gutter))
        most = min(max(most, fit), max(TEXT_SIZES))
    pages = max(ceil(len(columns) / most), 1)
    across = max(ceil(len(columns) / unit / pages), 1) * unit
    return tuple(
        tuple(columns[start : start + across]) for start in range(0, len(columns), across)
    ) or ((),)


def _gutter(around: Around) -> float:
    return LINED if around.lines else GUTTER


# -- laying out --------------------------------------------------------------------------


def _laid_out(
    columns: tuple[Column, ...], canvas: Canvas, words: NoteWords, around: Around, most: int
) -> _LaidOut:
    count, gutter = max(len(columns), 1), _gutter(around)
    width = (canvas.width - gutter * (count - 1)) / count
    banner = laid_banner(around.banner, canvas)
    heads = laid_heads(columns, width, canvas)
    head_bottom = max((head.height for head in heads), default=0.0)
    head_bottom += banner.height if banner else 0.0
    top = head_bottom + (1.5 if head_bottom else 0.4) + under_height(columns, canvas)
    room = canvas.height - top - SHADOWS[0][0]
    *larger, smallest = [
        NoteStyle(canvas, words, width, canvas.size(size)) for size in TEXT_SIZES[count]
    ]
    for style in larger:
        if any(_too_many(column, style, room) for column in columns):
            continue
        stacks = [_stack(column, style, room) for column in columns]
        if all(len(stack) < 2 for stack in stacks):
            break
    else:
        style = smallest
        stacks = [_stack(column, style, room) for column in columns]
    laid = [
        _LaidColumn(column, head, stack)
        for column, head, stack in zip(columns, heads, stacks, strict=True)
    ]
    return _LaidOut(
        tuple(laid), style, around, banner, gutter, head_bottom, top, room, most
    )


def _too_many(column: Column, style: NoteStyle, room: float) -> bool:
    """Whether the notes would need a second page even if each had one line.

    That saves laying out thousands of notes in a size in which they will not be drawn.
    """
    count = len(column.notes) + sum(len(heap.notes) for heap in column.heaps)
    return count > 1 and count * (style.least + CARD_GAP) > room + 2 * CARD_GAP


def _stack(column: Column, style: NoteStyle, room: float) -> tuple[_Rows, ...]:
    """The notes of a column in pages, those in heaps first."""
    lay = _laying(style)
    notes = [lay(note) for note in column.notes]
    if not column.heaps:
        return paged(notes, [note.height for note in notes], room, CARD_GAP)
    pages = _HeapPages(room)
    inside = _laying(_inside(style))
    for heap in column.heaps:
        pages.put_heap(_laid_heap(heap, style), [inside(note) for note in heap.notes])
    pages.put_loose(notes)
    return tuple(map(tuple, pages.pages))


class _HeapPages:
    """Fills pages with heaps and notes; a heap that goes on has its head again."""

    def __init__(self, room: float) -> None:
        self.pages: list[list[_Placed]] = []
        self._room = room
        self._used = room + 1.0

    def put_heap(self, head: _LaidHeap, notes: Sequence[LaidNote]) -> None:
        rest = list(notes)
        while rest:
            start = self._open(head.height + rest[0].height + HEAP_PAD, HEAP_GAP)
            y = start + head.height
            inside: list[_Placed] = []
            while rest and (not inside or y + rest[0].height + HEAP_PAD <= self._room):
                inside.append(_Placed(rest[0], y, inside=True))
                y += rest.pop(0).height + CARD_GAP
            self._used = y - CARD_GAP + HEAP_PAD
            self.pages[-1] += [_Placed(head._replace(bottom=self._used), start), *inside]

    def put_loose(self, notes: Sequence[LaidNote]) -> None:
        gap = HEAP_GAP
        for note in notes:
            y = self._open(note.height, gap)
            self.pages[-1].append(_Placed(note, y))
            self._used = y + note.height
            gap = CARD_GAP

    def _open(self, height: float, gap: float) -> float:
        """Where the next thing stands: below what is there, or on a new page."""
        if self._used + gap + height <= self._room + 1e-6:
            return self._used + gap
        self.pages.append([])
        return 0.0


def _spaced(notes: Sequence[LaidNote | _Placed]) -> list[_Placed]:
    """Notes one below the other, where that was not settled before."""
    found: list[_Placed] = []
    y = 0.0
    for note in notes:
        if isinstance(note, _Placed):
            found.append(note)
        else:
            found.append(_Placed(note, y))
            y += note.height + CARD_GAP
    return found


def _inside(style: NoteStyle) -> NoteStyle:
    """The cards within a heap's frame."""
    return replace(style, width=style.width - 2 * HEAP_PAD)


def _laid_heap(heap: Heap, style: NoteStyle) -> _LaidHeap:
    canvas = style.canvas
    room = style.width - 2 * HEAP_PAD - 1.0
    size = max(style.size, canvas.size(3.1))
    lines, size = fitted(heap.name, room, size, "semibold", 3, canvas.size(2.8))
    height = HEAP_PAD + line_height(size, len(lines), HEAP_LEAD)
    if heap.dots is not None:
        height += dots_height(canvas)
    return _LaidHeap(heap, lines, size, height + 0.9)


@lru_cache(maxsize=8)
def _laying(style: NoteStyle) -> Callable[[Note], LaidNote]:
    """Lays each note once: a board of thousands is paged again whenever one comes in."""

    @lru_cache(maxsize=16_384)
    def laid(note: Note) -> LaidNote:
        return laid_note(note, style)

    return laid


# -- drawing -----------------------------------------------------------------------------


def _page(laid: _LaidOut, page: int, invitation: str, title: str) -> Figure:
    style, canvas, around = laid.style, laid.style.canvas, laid.around
    items: list[Item] = [*draw_banner(laid.banner, canvas)] if laid.banner else []
    frames: list[Item] = []
    cards: list[Item] = []
    boxes: dict[str, Box] = {}
    for index, (column, head, pages) in enumerate(laid.columns):
        x = index * (style.width + laid.gutter)
        box = Box(x, laid.head_bottom - head.height, style.width, head.height)
        last = index == len(laid.columns) - 1
        along = (style.width + (0.0 if last else laid.gutter)) if around.timeline else 0.0
        items += draw_head(column, head, box, canvas, along)
        items += draw_under(column, Box(x, laid.head_bottom, style.width, 0), canvas, laid.most)
        for placed in _spaced(pages[page] if page < len(pages) else ()):
            if isinstance(placed.row, _LaidHeap):
                frames += _draw_heap(placed.row, style, x, laid.top, placed.y)
                continue
            wide, shift = (_inside(style), HEAP_PAD) if placed.inside else (style, 0.0)
            y = laid.top + placed.y
            cards += draw_note(placed.row, wide, x + shift, y, column.colour)
            boxes[placed.row.note.key] = Box(x + shift, y, wide.width, placed.row.height)
    lines, ends = draw_lines(around.lines, boxes, laid.gutter, canvas.width)
    items += [*frames, *lines, *cards, *ends]
    if invitation:
        box = Box(0, laid.top, canvas.width, laid.room)
        items += draw_invitation(invitation, around.prompts, box, canvas)
    return Figure(canvas.width, canvas.height, tuple(items), title)


def _draw_heap(laid: _LaidHeap, style: NoteStyle, x: float, top: float, y: float) -> list[Item]:
    """A framed sheet with its name and dots; its notes lie on it."""
    heap, canvas = laid.heap, style.canvas
    box = Box(x, top + y, style.width, laid.bottom - y)
    readout = heap.name if heap.dots is None else f"{heap.name}: {heap.dots}"
    edge = Stroke("border", 0.2)
    items: list[Item] = [
        *card(box, fill="surface", border=edge, radius=0.7, shadow=False, readout=readout)
    ]
    if heap.top:
        pen = Stroke(canvas.phase, 0.6)
        items.append(Rect(box.x, box.y, box.width, box.height, None, pen, 0.8))
    left, down = x + HEAP_PAD + 0.5, box.y + HEAP_PAD
    items += lines_at(laid.lines, left, down, laid.size, "semibold", leading=HEAP_LEAD)
    if heap.dots is not None:
        down += line_height(laid.size, len(laid.lines), HEAP_LEAD) + 0.2
        room = Box(left, down, style.width - 2 * HEAP_PAD - 1.0, 0)
        items += dots(heap.dots, room, canvas, style.words.no_dots, "ink")
    return items
