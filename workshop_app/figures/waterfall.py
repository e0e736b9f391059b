"""From an amount today to an amount after: what each step adds or takes away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, line_height, lines_at, rule
from workshop_app.figures.text import balanced, fitted, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

AMOUNT: Final = 4.2
NAME: Final = 3.2
LEAD: Final = 1.15
BAR: Final = 0.62
"""The share of its column that a bar takes."""

_DASH: Final = (3.0, 3.0)


class Fall(NamedTuple):
    """A bar from ``start`` to ``end``; a ``total`` stands on zero.

    ``text`` is its amount in words, with the sign of a step; ``note`` stands under its name,
    such as why a step has no amount.
    """

    key: str
    name: str
    start: float
    end: float
    text: str
    total: bool = False
    note: str = ""


def waterfall(
    bars: Sequence[Fall], canvas: Canvas, *, title: str = "", grown: float = 1.0
) -> Figure:
    """Bars side by side, each beginning where the one before it ended.

    ``grown`` = 0 gives the figure they grow from. Gains and losses differ by their sign and
    their direction, not by colour alone.
    """
    pitch = canvas.width / max(len(bars), 1)
    names = [_name(bar, pitch, canvas) for bar in bars]
    foot = max((one.height for one in names), default=0.0)
    size = min((_amount_size(bar, pitch, canvas) for bar in bars), default=AMOUNT)
    texts = [wrap(bar.text, pitch - 1.0, size, _weight(bar)) for bar in bars]
    above = line_height(size, max((len(one) for one in texts), default=1), LEAD) + 0.8
    ends = [0.0, *(value for bar in bars for value in (bar.start, bar.end))]
    low, high = min(ends), max(ends)
    below = above if low < 0 else 0.0
    plot = Box(0, above, canvas.width, canvas.height - foot - above - below - 1.4)
    scale = plot.height / (high - low) if high > low else 0.0
    zero = plot.bottom + low * scale if scale else plot.bottom
    items: list[Item] = []
    wide = pitch * BAR
    for place, (bar, name, text) in enumerate(zip(bars, names, texts, strict=True)):
        x = place * pitch + (pitch - wide) / 2
        start, end = zero - bar.start * scale * grown, zero - bar.end * scale * grown
        if place + 1 < len(bars):
            right = x + pitch
            items.append(rule(x + wide, end, right, end, Stroke("ink2", 0.22, _DASH),
                              f"{bar.key}:next"))
        top, bottom = min(start, end), max(start, end)
        items.append(_bar(bar, Box(x, top, wide, max(bottom - top, 0.25)), canvas))
        under = bar.end < bar.start and bar.end < 0
        y = bottom + 0.5 if under else top - line_height(size, len(text), LEAD) - 0.4
        items += lines_at(text, x + wide / 2, y, size, _weight(bar), "ink", "middle", LEAD)
        items += name.items(x + wide / 2, canvas.height - foot)
    items.append(rule(0, zero, canvas.width, zero, Stroke("ink2", 0.25)))
    return Figure(canvas.width, canvas.height, tuple(items), title)


def _weight(bar: Fall) -> str:
    return "semibold" if bar.total else "medium"


def _bar(bar: Fall, box: Box, canvas: Canvas) -> Rect:
    token = canvas.phase if bar.total else "ok" if bar.end >= bar.start else "danger"
    fill = Fill(token if bar.total else f"{token}_bg")
    edge = None if bar.total else Stroke(token, 0.4)
    said = f"{bar.name}: {bar.text}"
    return Rect(box.x, box.y, box.width, box.height, fill, edge, 0.0, bar.key, said)


def _amount_size(bar: Fall, pitch: float, canvas: Canvas) -> float:
    """As large as its column is wide, never below 2.8 u."""
    _, size = fitted(bar.text, pitch - 1.0, canvas.size(AMOUNT), "semibold", 1)
    while size > canvas.size(2.8) and width(bar.text, size, "semibold") > pitch - 1.0:
        size = max(size * 0.95, canvas.size(2.8))
    return size


class _Name(NamedTuple):
    lines: tuple[str, ...]
    size: float
    notes: tuple[str, ...]
    small: float

    @property
    def height(self) -> float:
        """In u."""
        return (
            line_height(self.size, len(self.lines), LEAD)
            + line_height(self.small, len(self.notes), LEAD)
            + 0.6
        )

    def items(self, x: float, y: float) -> tuple[Item, ...]:
        """Name and note, centred."""
        used = line_height(self.size, len(self.lines), LEAD)
        return (
            *lines_at(self.lines, x, y, self.size, "semibold", "ink", "middle", LEAD),
            *lines_at(self.notes, x, y + used, self.small, "regular", "ink2", "middle", LEAD),
        )


def _name(bar: Fall, pitch: float, canvas: Canvas) -> _Name:
    room, small = pitch - 1.5, canvas.size(2.8)
    lines, size = fitted(bar.name, room, canvas.size(NAME), "semibold", 5)
    notes = balanced(bar.note, room, small) if bar.note else ()
    return _Name(lines, size, notes, small)
