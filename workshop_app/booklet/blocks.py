"""What pages are built of: blocks that know their height and how to paint themselves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from workshop_app.booklet.paper import POINTS_PER_U, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Circle, Fill, Item, Rect, Stroke, Text
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import reach
from workshop_app.figures.text import balanced, cap_height, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.figure import Figure

SMALLEST_PICTURE = 0.85
"""A picture may shrink to this to stay on the page of its title."""

PICTURE_MARGIN = 0.6
"""In u: what pens and descenders need beyond the bounds of what is drawn."""


class Brush(Protocol):
    """Paints on one page, in points from its upper left corner.

    ``tag`` is where it belongs in the document's structure; without one it is decoration.
    """

    def items(self, items: Sequence[Item], tag: Tag | None = None) -> None:
        """Paint shapes and texts."""

    def figure(self, figure: Figure, x: float, y: float, scale: float, tag: Tag) -> None:
        """Paint a figure with its upper left corner at ``x, y``."""

    def photo(self, data: bytes, box: tuple[float, float, float, float], tag: Tag) -> None:
        """Paint a JPEG into a box: its upper left corner, width and height."""

    def link(self, x: float, y: float, width: float, height: float, section: str) -> None:
        """Let a click in this rectangle lead to a section or to a row of a table."""

    def page_of(self, section: str) -> int:
        """The page number on which a section or a row begins; 0 where it is not printed."""


class Block(NamedTuple):
    """One piece of a page that is never torn.

    ``before`` is the space above, dropped at the top of a page; ``keep`` ties it to the next
    block; ``repeat`` is painted again above it when a page begins with it. A block with
    ``shrunk`` may have any height from ``least`` to ``most``. ``key`` lets a page find it again.
    """

    height: float
    paint: Callable[[Brush, float, float], None]
    before: float = 0.0
    keep: bool = False
    repeat: tuple[Block, ...] = ()
    least: float = 0.0
    most: float = 0.0
    shrunk: Callable[[float], Block] | None = None
    key: str = ""

    @property
    def lowest(self) -> float:
        """The least height it can be given."""
        return self.least if self.shrunk else self.height

    def at_least(self) -> Block:
        """The same as low as it may become."""
        return self.shrunk(self.least) if self.shrunk else self


def line(
    text: str,
    style: Style,
    tag: Tag,
    *,
    dx: float = 0.0,
    before: float = 0.0,
    keep: bool = False,
) -> Block:
    """One line of text that is known to fit."""

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items(text_at(text, style, x + dx, y), tag)

    return Block(style.leading, paint, before, keep)


def text_at(text: str, style: Style, x: float, y: float, anchor: str = "start") -> tuple[Text, ...]:
    """A line of text in its line box, whose upper edge is ``y``."""
    return stack((text,), style, x, y, anchor)


def stack(
    lines: Sequence[str], style: Style, x: float, y: float, anchor: str = "start"
) -> tuple[Text, ...]:
    """Lines of text below one another; ``y`` is the upper edge of the first line's box."""
    first = y + _baseline(style)
    size, leading, weight, token = style
    if len(lines) == 1:
        text = lines[0]
        return (Text(x, first, text, size, weight, token, anchor),) if text else ()
    parts = spaced(lines) if anchor == "start" else lines
    return tuple(
        [
            Text(x, first + index * leading, text, size, weight, token, anchor)
            for index, text in enumerate(parts)
            if text
        ]
    )


@lru_cache(maxsize=256)
def _baseline(style: Style) -> float:
    """From the upper edge of a line box to its baseline: capitals sit in the middle."""
    return (style.leading + cap_height(style.size, style.weight)) / 2


def spaced(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines with a space where one ends, or who reads them aloud would join two words."""
    return (*(f"{text} " for text in lines[:-1]), *lines[-1:])


def paragraph(
    text: str,
    style: Style,
    width: float,
    *,
    before: float = 0.0,
    dx: float = 0.0,
    keep: bool = False,
    role: str = "P",
) -> list[Block]:
    """Lines of text; the first two and the last two stay together. Empty text gives nothing.

    ``keep`` ties the whole paragraph together and to what follows: a heading, whose lines are
    about equally long.
    """
    if not text.strip():
        return []
    broken = balanced if keep else wrap
    lines = broken(text, width, style.size, style.weight)
    tag = Tag(role)
    last = len(lines) - 1
    return [
        line(
            part,
            style,
            tag,
            dx=dx,
            before=0.0 if index else before,
            keep=keep or (index in (0, last - 1) and index != last),
        )
        for index, part in enumerate(spaced(lines))
    ]


def bullets(texts: Sequence[str], style: Style, width: float, token: str) -> list[Block]:
    """One paragraph per text, with a dot in the margin of the first line."""
    blocks: list[Block] = []
    indent = style.size * 1.2
    for text in texts:
        lines = paragraph(text, style, width - indent, before=style.size * 0.45, dx=indent)
        if lines:
            blocks += [_dotted(lines[0], style, token), *lines[1:]]
    return blocks


def _dotted(first: Block, style: Style, token: str) -> Block:
    paint_text = first.paint

    def paint(brush: Brush, x: float, y: float) -> None:
        dot = Circle(x + style.size * 0.32, y + style.leading / 2, 1.7, Fill(token))
        brush.items((dot,))
        paint_text(brush, x, y)

    return first._replace(paint=paint)


def rule_at(x: float, y: float, width: float, token: str = "line", weight: float = 0.5) -> Rect:
    """A horizontal line; as an area, because there is one below every row of every table."""
    return Rect(x, y - weight / 2, width, weight, Fill(token))


def writing_lines(width: float, count: int) -> list[Block]:
    """Lines to write on by hand."""

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items((rule_at(x, y + 28, width, "border", 0.4),))

    return [Block(28, paint) for _ in range(count)]


def picture(
    figure: Figure, width: float, most: float, *, before: float = 0.0, alt: str = ""
) -> Block:
    """A figure over the whole ``width``, no higher than ``most``.

    Empty room above and below what is drawn is left out. ``alt`` is read instead of it.
    """
    top, bottom = _drawn(figure)
    tag = Tag("Figure", alt=alt or figure.title)
    high = bottom - top
    largest = min(width / figure.width, most / high, POINTS_PER_U * 1.2)

    def made(height: float) -> Block:
        scale = min(height / high, largest)

        def paint(brush: Brush, x: float, y: float) -> None:
            brush.figure(figure, x, y - top * scale, scale, tag)

        full = high * largest
        least = full * SMALLEST_PICTURE
        return Block(high * scale, paint, before, least=least, most=full, shrunk=made)

    return made(high * largest)


def _drawn(figure: Figure) -> tuple[float, float]:
    """From where to where something is drawn, in u from the figure's upper edge."""
    ends = [reach(item) for item in figure.items] or [(0.0, 0.0)]
    top = max(min([upper for upper, _ in ends]) - PICTURE_MARGIN, 0.0)
    bottom = max([lower for _, lower in ends]) + PICTURE_MARGIN
    return top, max(min(bottom, figure.height), top + 1.0)


def tick_box(x: float, y: float, size: float, ticked: bool | None = False) -> tuple[Item, ...]:
    """A box to tick with a pen, or one that is ``ticked``; none where there is nothing to do."""
    if ticked is None:
        return ()
    box = Rect(x, y, size, size, stroke=Stroke("border", 1.0), radius=2.4)
    inside = size * 0.15
    mark = icon("check", x + inside, y + inside, size - 2 * inside, "ink", width=3.0)
    return (box, mark) if ticked else (box,)
