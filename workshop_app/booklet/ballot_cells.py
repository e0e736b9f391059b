"""The pieces of a paper ballot: words in every language, digits to circle, boxes to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.booklet.blocks import spaced, text_at
from workshop_app.booklet.paper import Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Rect, Stroke
from workshop_app.figures.text import balanced, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.ballot import BallotText
    from workshop_app.booklet.blocks import Brush

SMALLEST: Final = 9.0
"""In points: nothing on a ballot is set smaller."""

_LEADING: Final = 1.28
_TARGET: Final = 1.75
"""The side of what is circled, as a multiple of the size of the text beside it."""


class Type(NamedTuple):
    """The sizes of one ballot, all from the ``size`` of its text; ``width`` is its room.

    ``air`` is what lies above and below a line to answer, as a multiple of the size.
    """

    size: float
    width: float
    air: float = 0.2

    @property
    def body(self) -> Style:
        """Questions and answers."""
        return Style(self.size, self.size * _LEADING)

    @property
    def note(self) -> Style:
        """What is said beside them."""
        size = max(self.size - 1, SMALLEST)
        return Style(size, size * _LEADING, token="ink2")

    @property
    def hint(self) -> Style:
        """What is to be done, and what the digits mean."""
        return self.note._replace(token="ink")

    @property
    def lead(self) -> Style:
        """The activity's question."""
        size = self.size + 1.5
        return Style(size, size * _LEADING, "semibold")

    @property
    def target(self) -> float:
        """The side of a digit’s box."""
        return self.size * _TARGET

    @property
    def gap(self) -> float:
        """Between one thing and the next."""
        return self.size * 0.5


class Line(NamedTuple):
    """One line of a cell; ``language`` is empty for the ballot’s first one.

    With a ``dx`` it stands to the right of the line before.
    """

    text: str
    style: Style
    language: str = ""
    dx: float = 0.0


class Cell(NamedTuple):
    """Lines below one another, the same in one language after the other."""

    lines: tuple[Line, ...] = ()

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(line.style.leading for line in self.lines if not line.dx)

    @property
    def wide(self) -> float:
        """The width of the longest line."""
        return max((width(line.text, line.style.size, line.style.weight) for line in self.lines),
                   default=0.0)

    def paint(
        self, brush: Brush, x: float, y: float, tag: Tag | None, anchor: str = "start"
    ) -> None:
        """Write it under ``tag``; what is in another language says so.

        Without a tag it is a repetition that nobody reads out.
        """
        tags = {"": tag}
        for text, style, language, dx in self.lines:
            if language not in tags:
                tags[language] = Tag("Span", tag, language=language) if tag else None
            y -= style.leading if dx else 0.0
            brush.items(text_at(text, style, x + dx, y, anchor), tags[language])
            y += style.leading


def cell(
    texts: Sequence[BallotText], said: Sequence[str], style: Style, room: float, *,
    even: bool = False,
) -> Cell:
    """What is said in each of the languages; the same words only once.

    ``even`` makes lines of about the same length.
    """
    lines: list[Line] = []
    known: set[str] = set()
    for text, one in zip(texts, said, strict=True):
        if not one.strip() or one in known:
            continue
        language = text.words.language if text is not texts[0] else ""
        shown = style._replace(weight="regular", token="ink2") if language else style
        broken = (balanced if even else wrap)(one, room, shown.size, shown.weight)
        lines += [Line(part, shown, language) for part in spaced(broken)]
        known.add(one)
    return Cell(tuple(lines))


def beside(cell_: Cell, room: float, gap: float) -> Cell:
    """The same with one language to the right of the other, where each takes one short line."""
    lines: list[Line] = []
    dx = 0.0
    for line in cell_.lines:
        lines.append(line._replace(dx=dx))
        dx += width(line.text, line.style.size, line.style.weight) + gap
    fits = dx - gap <= room and len({line.language for line in lines}) == len(lines)
    return Cell(tuple(lines)) if fits else cell_


def target(x: float, y: float, side: float) -> Rect:
    """The light box around a digit: where to draw the circle."""
    return Rect(x, y, side, side, stroke=Stroke("border", 0.7), radius=side * 0.28)


def write_box(x: float, y: float, wide: float, high: float) -> Rect:
    """A box to write in."""
    return Rect(x, y, wide, high, stroke=Stroke("ink2", 0.9), radius=2.0)


def digit(brush: Brush, mark: str, box: tuple[float, float, float], size: float, tag: Tag) -> None:
    """A digit to circle, in a ``box`` given by its upper left corner and its side."""
    x, y, side = box
    style = Style(size + 0.5, side, "medium")
    brush.items((target(x, y, side),))
    brush.items(text_at(mark.replace("-", "−"), style, x + side / 2, y, "middle"), tag)
