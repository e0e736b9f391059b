"""Notes in named columns: what the room wrote, and what its dots chose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from math import ceil
from typing import NamedTuple

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.layout import (
    SHADOWS,
    Box,
    label,
    line_height,
    lines_at,
    paged,
    rule,
)
from workshop_app.figures.note_cards import (
    CARD_GAP,
    LaidNote,
    Note,
    NoteStyle,
    NoteWords,
    draw_note,
    laid_note,
)
from workshop_app.figures.pages import Pages
from workshop_app.figures.text import fitted, width

MOST_COLUMNS = 4
GUTTER = 2.2
TEXT_SIZES = {1: (5.2, 4.7, 4.2), 2: (3.8, 3.5), 3: (3.3, 3.1), 4: (2.95,)}
"""Sizes in u of the notes by number of columns: the largest with which all fit one page."""

HEAD_LEAD = 1.2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its notes in order, their colour (1 to 6), and what is counted ("12 dots")."""

    key: str
    title: str
    notes: tuple[Note, ...]
    colour: int = 1
    count: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    lines: tuple[str, ...]
    size: float


class _LaidColumn(NamedTuple):
    column: Column
    head: _Head
    pages: tuple[tuple[LaidNote, ...], ...]


class _LaidOut(NamedTuple):
    """Columns that share their pages, from ``top`` downwards."""

    columns: tuple[_LaidColumn, ...]
    style: NoteStyle
    head_height: float
    top: float
    room: float


def board(
    columns: Sequence[Column],
    canvas: Canvas,
    words: NoteWords,
    *,
    invitation: str = "",
    title: str = "",
) -> Pages:
    """Up to four columns a page; five or six stand three by three.

    A column that is full goes on at the same place of the next page. ``invitation`` asks for
    notes while there are none at all.
    """
    if any(column.notes for column in columns):
        invitation = ""
    drawings: list[Callable[[], Figure]] = []
    for some in _column_pages(columns):
        laid = _laid_out(some, canvas, words)
        pages = max((len(column.pages) for column in laid.columns), default=0) or 1
        drawings += [partial(_page, laid, page, invitation, title) for page in range(pages)]
    return Pages(drawings)


def top_notes(notes: Sequence[Note], places: int = 3) -> frozenset[str]:
    """Keys of the notes with the most dots, to be outlined; ties at the last place are in."""
    dots = sorted((note.dots or 0 for note in notes), reverse=True)
    least = max(dots[places - 1] if len(dots) >= places else 1, 1)
    return frozenset(note.key for note in notes if (note.dots or 0) >= least)


def _column_pages(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    pages = max(ceil(len(columns) / MOST_COLUMNS), 1)
    across = max(ceil(len(columns) / pages), 1)
    return tuple(
        tuple(columns[start : start + across]) for start in range(0, len(columns), across)
    ) or ((),)


def _laid_out(columns: tuple[Column, ...], canvas: Canvas, words: NoteWords) -> _LaidOut:
    count = max(len(columns), 1)
    column_width = (canvas.width - GUTTER * (count - 1)) / count
    heads = [_head(column, column_width, canvas) for column in columns]
    head_height = max((_head_height(head) for head in heads), default=0.0)
    top = head_height + (1.5 if head_height else 0.4)
    room = canvas.height - top - SHADOWS[0][0]
    *larger, smallest = [
        NoteStyle(canvas, words, column_width, canvas.size(size)) for size in TEXT_SIZES[count]
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
    return _LaidOut(tuple(laid), style, head_height, top, room)


def _too_many(column: Column, style: NoteStyle, room: float) -> bool:
    """Whether the notes would need a second page even if each had one line.

    That saves laying out thousands of notes in a size in which they will not be drawn.
    """
    count = len(column.notes)
    return count > 1 and count * (style.least + CARD_GAP) > room + 2 * CARD_GAP


def _stack(column: Column, style: NoteStyle, room: float) -> tuple[tuple[LaidNote, ...], ...]:
    """The notes of a column in pages."""
    lay = _laying(style)
    notes = [lay(note) for note in column.notes]
    return paged(notes, [note.height for note in notes], room, CARD_GAP)


@lru_cache(maxsize=8)
def _laying(style: NoteStyle) -> Callable[[Note], LaidNote]:
    """Lays each note once: a board of thousands is paged again whenever one comes in."""

    @lru_cache(maxsize=16_384)
    def laid(note: Note) -> LaidNote:
        return laid_note(note, style)

    return laid


def _page(laid: _LaidOut, page: int, invitation: str, title: str) -> Figure:
    style = laid.style
    canvas = style.canvas
    items: list[Item] = []
    for index, (column, head, pages) in enumerate(laid.columns):
        x = index * (style.width + GUTTER)
        items += _draw_head(column, head, Box(x, 0, style.width, laid.head_height), canvas)
        y = laid.top
        for note in pages[page] if page < len(pages) else ():
            items += draw_note(note, style, x, y, column.colour)
            y += note.height + CARD_GAP
    if invitation:
        box = Box(0, laid.head_height, canvas.width, laid.room)
        items += _invitation(invitation, box, canvas)
    return Figure(canvas.width, canvas.height, tuple(items), title)


def _head(column: Column, room: float, canvas: Canvas) -> _Head:
    if not column.title and not column.count:
        return _Head((), 0.0)
    count_width = width(column.count, canvas.size(2.8)) + 1.5 if column.count else 0.0
    size = canvas.size(3.4)
    lines, size = fitted(column.title, room - count_width, size, "semibold", 2, canvas.size(2.8))
    return _Head(lines, size)


def _head_height(head: _Head) -> float:
    return line_height(head.size, len(head.lines), HEAD_LEAD) + 0.7 if head.lines else 0.0


def _draw_head(column: Column, head: _Head, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    """Titles stand on the rule, whatever number of lines their neighbours have."""
    if not head.lines:
        return ()
    height = line_height(head.size, len(head.lines), HEAD_LEAD)
    top = box.bottom - 0.7 - height
    last = box.bottom - 0.7 - line_height(head.size, 1, HEAD_LEAD) / 2
    items: list[Item] = [
        *lines_at(head.lines, box.x, top, head.size, "semibold", leading=HEAD_LEAD),
        rule(box.x, box.bottom, box.right, box.bottom, Stroke("border", 0.28)),
    ]
    if column.count:
        size = canvas.size(2.8)
        items.append(label(column.count, box.right, last, size, "regular", "ink2", "end"))
    return tuple(items)


def _invitation(text: str, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    size = canvas.size(4.2)
    lines, size = fitted(text, box.width * 0.7, size, "regular", 3)
    top = box.y + (box.height - line_height(size, len(lines))) * 0.42
    return lines_at(lines, box.centre_x, top, size, "regular", "ink2", "middle")
