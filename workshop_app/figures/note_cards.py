"""One note as a card: its words, its dots, its tags, and the flag of a board's only tag."""

from dataclasses import dataclass
from typing import NamedTuple

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Circle, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, line_height, lines_at
from workshop_app.figures.text import fitted, width, wrap

CARD_GAP = 1.4
MOST_LINES = 6
PAD = 0.47
"""Room around the text, as a share of its size."""

DOT = 1.55
DOT_PITCH = 2.1
LEAD = 1.25
WARNING, TICK = "triangle-alert", "circle-check"
PILL_PAD = 0.75
PILL_GAP = 0.6
"""Room in u at either end of a tag, and between two of them."""


class Tag(NamedTuple):
    """A small framed word on a note, with an icon if it says that something is wrong or done."""

    text: str
    icon: str = ""


class Note(NamedTuple):
    """A note; ``dots`` is ``None`` while they are hidden or where none are cast.

    ``top`` outlines it, ``flagged`` marks it with the board's only tag, ``meta`` is a small last
    line, and ``tags`` are framed words.
    """

    key: str
    text: str
    dots: int | None = None
    top: bool = False
    flagged: bool = False
    meta: str = ""
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteWords:
    """``no_dots`` stands on a note without any; ``flag`` names the only tag, with its icon."""

    no_dots: str = ""
    flag: str = ""
    flag_icon: str = WARNING


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """Width of the cards and size of their text, the same for a whole page."""

    canvas: Canvas
    words: NoteWords
    width: float
    size: float

    @property
    def pad(self) -> float:
        """The room in u between the card's edge and its text."""
        return self.size * PAD

    @property
    def small(self) -> float:
        """The size of everything but the note's own text."""
        return self.canvas.size(2.8)

    @property
    def least(self) -> float:
        """The height in u of a card with one line and nothing else."""
        return 2 * self.pad + line_height(self.size, 1, LEAD)


class Pill(NamedTuple):
    """A tag at its place within the room for tags, in u."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    icon: str

    @property
    def bottom(self) -> float:
        """Where the next row can begin, without a gap."""
        return self.y + self.height


class LaidNote(NamedTuple):
    """A note with its lines and the height of its card."""

    note: Note
    lines: tuple[str, ...]
    meta: tuple[str, ...]
    height: float
    pills: tuple[Pill, ...] = ()


def laid_note(note: Note, style: NoteStyle) -> LaidNote:
    """Wrap a note: six lines at most, then an ellipsis."""
    limit = style.width - 2 * style.pad
    lines = wrap(note.text, limit, style.size, "medium", MOST_LINES)
    height = 2 * style.pad + line_height(style.size, len(lines), LEAD)
    meta: tuple[str, ...] = ()
    if note.meta:
        meta = fitted(note.meta, limit, style.small, "regular", 2)[0]
        height += line_height(style.small, len(meta), LEAD) + 0.3
    if note.flagged:
        height += line_height(style.small, 1, LEAD) + 0.5
    pills = _pills(note.tags, style, limit) if note.tags else ()
    if pills:
        height += pills[-1].bottom + 0.6
    if note.dots is not None:
        height += dots_height(style.canvas)
    return LaidNote(note, lines, meta, height, pills)


def dots_height(canvas: Canvas) -> float:
    """The height in u of a row of dots."""
    return line_height(canvas.size(3.3)) * 0.92 + 0.2


def _pills(tags: tuple[Tag, ...], style: NoteStyle, limit: float) -> tuple[Pill, ...]:
    """Tags side by side, in as many rows as they need; a long one takes several lines."""
    found: list[Pill] = []
    small = style.small
    x = y = 0.0
    for tag in tags:
        mark = small + 0.4 if tag.icon else 0.0
        lines = wrap(tag.text, limit - 2 * PILL_PAD - mark, small, "medium", 3)
        long = max(width(line, small, "medium") for line in lines) + 2 * PILL_PAD + mark
        if x and x + long > limit:
            x, y = 0.0, max(pill.bottom for pill in found) + PILL_GAP
        high = line_height(small, len(lines), 1.15) + 0.15 * small
        found.append(Pill(x, y, long, high, lines, tag.icon))
        x += long + PILL_GAP
    return tuple(found)


def draw_note(
    laid: LaidNote, style: NoteStyle, x: float, y: float, colour: int
) -> tuple[Item, ...]:
    """The card with its upper left corner at ``x, y``; ``colour`` runs from 1 to 6."""
    note = laid.note
    token = f"note{(colour - 1) % 6 + 1}"
    box = Box(x, y, style.width, laid.height)
    edge = Stroke(f"{token}_line", 0.12)
    readout = note.text if note.dots is None else f"{note.text}: {note.dots}"
    items: list[Item] = [
        *card(box, fill=token, border=edge, radius=0.4, key=note.key, readout=readout)
    ]
    if note.top:
        items.append(
            Rect(x, y, box.width, box.height, None, Stroke(style.canvas.phase, 0.6), 0.5)
        )
    left, top = x + style.pad, y + style.pad
    items += lines_at(laid.lines, left, top, style.size, "medium", "note_ink", leading=LEAD)
    top += line_height(style.size, len(laid.lines), LEAD)
    if laid.meta:
        meta = top + 0.3
        items += lines_at(laid.meta, left, meta, style.small, "regular", "note_ink", leading=LEAD)
        top += line_height(style.small, len(laid.meta), LEAD) + 0.3
    if note.flagged:
        items += _flag(style, left, top + 0.5)
        top += line_height(style.small, 1, LEAD) + 0.5
    if laid.pills:
        items += _draw_pills(laid.pills, style, left, top + 0.5)
        top += laid.pills[-1].bottom + 0.6
    if note.dots is not None:
        limits = Box(left, top + 0.2, box.width - 2 * style.pad, 0)
        items += dots(note.dots, limits, style.canvas, style.words.no_dots)
    return tuple(items)


def _draw_pills(
    pills: tuple[Pill, ...], style: NoteStyle, left: float, top: float
) -> list[Item]:
    items: list[Item] = []
    small = style.small
    for pill in pills:
        x, y = left + pill.x, top + pill.y
        edge = Stroke("note_ink", 0.14)
        items.append(Rect(x, y, pill.width, pill.height, None, edge, radius=0.7))
        x += PILL_PAD
        if pill.icon:
            middle = y + (pill.height - small) / 2
            items.append(icon(pill.icon, x, middle, small, "note_ink"))
            x += small + 0.4
        inside = y + 0.075 * small
        items += lines_at(pill.lines, x, inside, small, "medium", "note_ink", leading=1.15)
    return items


def _flag(style: NoteStyle, x: float, top: float) -> tuple[Item, ...]:
    size = style.small
    y = top + line_height(size, 1, LEAD) / 2
    mark = size * 1.08
    limit = style.width - 2 * style.pad - mark - 0.7
    (name, *_), fitting = fitted(style.words.flag, limit, size, "semibold", 1)
    return (
        icon(style.words.flag_icon, x, y - mark / 2, mark, "note_ink", width=2.2),
        label(name, x + mark + 0.7, y, fitting, "semibold", "note_ink"),
    )


def dots(
    count: int, box: Box, canvas: Canvas, no_dots: str, token: str = "note_ink"
) -> tuple[Item, ...]:
    """A dot for each vote while they fit the box's width, and always their number."""
    size, small = canvas.size(3.3), canvas.size(2.8)
    y = box.y + line_height(size) * 0.92 / 2
    if not count:
        (text, *_), fitting = fitted(no_dots, box.width, small, "regular", 1)
        return (label(text, box.x, y, fitting, "regular", token),)
    number = str(count)
    room = box.width - width(number, size, "semibold") - 1.5
    pitch = min(DOT_PITCH, (room - DOT) / (count - 1)) if count > 1 else DOT_PITCH
    items: list[Item] = []
    if pitch >= DOT * 0.62:
        radius = min(DOT, pitch * 0.8) / 2
        items += [
            Circle(box.x + DOT / 2 + index * pitch, y, radius, Fill(token))
            for index in range(count)
        ]
    items.append(label(number, box.right, y, size, "semibold", token, "end"))
    return tuple(items)
