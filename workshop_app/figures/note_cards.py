"""One note as a card: its words, its dots, and a flag where inside and outside differ."""

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
FLAG_ICON = "triangle-alert"


class Note(NamedTuple):
    """A note; ``dots`` is ``None`` while they are hidden or where none are cast.

    ``top`` outlines it, ``flagged`` marks a mismatch, ``meta`` is a small last line (a tag).
    """

    key: str
    text: str
    dots: int | None = None
    top: bool = False
    flagged: bool = False
    meta: str = ""


@dataclass(frozen=True, slots=True)
class NoteWords:
    """``no_dots`` stands on a note without any; ``flag`` names the mismatch."""

    no_dots: str = ""
    flag: str = ""


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


class LaidNote(NamedTuple):
    """A note with its lines and the height of its card."""

    note: Note
    lines: tuple[str, ...]
    meta: tuple[str, ...]
    height: float


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
    if note.dots is not None:
        height += line_height(style.canvas.size(3.3)) * 0.92 + 0.2
    return LaidNote(note, lines, meta, height)


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
    if note.dots is not None:
        items += _dots(note.dots, style, box, top + 0.2)
    return tuple(items)


def _flag(style: NoteStyle, x: float, top: float) -> tuple[Item, ...]:
    size = style.small
    y = top + line_height(size, 1, LEAD) / 2
    mark = size * 1.08
    limit = style.width - 2 * style.pad - mark - 0.7
    (name, *_), fitting = fitted(style.words.flag, limit, size, "semibold", 1)
    return (
        icon(FLAG_ICON, x, y - mark / 2, mark, "note_ink", width=2.2),
        label(name, x + mark + 0.7, y, fitting, "semibold", "note_ink"),
    )


def _dots(count: int, style: NoteStyle, box: Box, top: float) -> tuple[Item, ...]:
    """A dot for each vote while they fit, and always their number."""
    size = style.canvas.size(3.3)
    y = top + line_height(size) * 0.92 / 2
    left = box.x + style.pad
    if not count:
        text = style.words.no_dots
        limit = box.width - 2 * style.pad
        fitting = fitted(text, limit, style.small, "regular", 1)
        return (label(fitting[0][0], left, y, fitting[1], "regular", "note_ink"),)
    number = str(count)
    room = box.width - 2 * style.pad - width(number, size, "semibold") - 1.5
    pitch = min(DOT_PITCH, (room - DOT) / (count - 1)) if count > 1 else DOT_PITCH
    items: list[Item] = []
    if pitch >= DOT * 0.62:
        radius = min(DOT, pitch * 0.8) / 2
        items += [
            Circle(left + DOT / 2 + index * pitch, y, radius, Fill("note_ink"))
            for index in range(count)
        ]
    items.append(
        label(number, box.right - style.pad, y, size, "semibold", "note_ink", "end")
    )
    return tuple(items)
