"""Questions whose answers are tapped on the stage: each answer a target with its dots in it.

Nothing moves while dots are placed: sizes follow from words and people, never from the dots.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Circle, Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.layout import (
    Box,
    best_size,
    label,
    line_height,
    lines_at,
    paged,
    spread,
)
from workshop_app.figures.pages import Pages
from workshop_app.figures.text import balanced, breaks_words, fitted, width, wrap
from workshop_app.figures.unit_dots import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

SIZES: Final = (4.2, 3.6, 3.0)
SMALLEST: Final = 2.8
"""What even a far last row gets where long words would be broken otherwise."""

PROMPT: Final = 1.12
"""A question is so much larger than its answers."""

LEADING: Final = 1.2
MOST_LINES: Final = 3
"""Of an answer's words; more answers stand below one another until they fit."""

GAP, BLOCK_GAP, HEAD_GAP, PAD = 1.6, 3.4, 1.0, 1.1
LEAST_DOTS, TALLEST_DOTS = 4.6, 13.0
"""Height in u of the room for dots in an answer."""

LARGEST_DOT: Final = 3.4
AIR: Final = 0.6
"""Between an answer's words and its dots."""

LEFT_SHARE: Final = 0.24
"""Of the width, for how many dots are left, beside the question."""


class Spot(NamedTuple):
    """An answer on which dots are placed, by ``key``; so many ``dots`` lie there."""

    key: str
    mark: str
    text: str
    dots: int


class Touched(NamedTuple):
    """A question, how many dots are left for it, and its answers.

    ``text`` is empty where the stage asks it already, ``left`` where nobody knows; ``ends`` says
    what the ends of a long scale mean, whose points are numbers only.
    """

    text: str
    left: str
    spots: tuple[Spot, ...]
    ends: str = ""


class _Fit(NamedTuple):
    """A question laid out in one size: its lines, and its answers in rows of ``across``."""

    asked: Touched
    size: float
    prompt: tuple[str, ...]
    head: float
    across: int
    rows: int
    lines: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]
    whole: bool

    @property
    def words(self) -> float:
        """The height of the longest answer's words."""
        deepest = max((len(one) for one in self.lines), default=1)
        return line_height(self.size, max(deepest, 1), LEADING)

    @property
    def height(self) -> float:
        """The least that it needs, in u."""
        tile = self.words + LEAST_DOTS + 2 * PAD
        return self.head + self.rows * tile + (self.rows - 1) * GAP


def touch_pages(
    questions: Sequence[Touched], canvas: Canvas, *, hint: str, title: str, people: int
) -> Sequence[Figure]:
    """As few pages as the questions fit; below each of them what a tap does.

    ``people`` is how many dots an answer must have room for, at least.
    """
    lines, small = fitted(hint, canvas.width, canvas.size(2.9), "regular", 2, 2.8)
    room = canvas.height - line_height(small, len(lines)) - 1.4
    sizes = [canvas.size(size) for size in SIZES]
    laid = {
        size: [_fit(one, canvas.width, size, room) for one in questions]
        for size in (*sizes, SMALLEST)
    }
    whole = [size for size in sizes if all(one.whole for one in laid[size])]
    size = best_size(
        whole or [SMALLEST], lambda size: [one.height for one in laid[size]], room, BLOCK_GAP
    )
    fits = laid[size]
    foot = lines_at(lines, 0, room + 1.4, small, "regular", "ink2")
    shown = partial(_page, canvas=canvas, room=room, foot=foot, title=title, people=people)
    parts = paged(fits, [one.height for one in fits], room, BLOCK_GAP)
    return Pages(partial(shown, part) for part in parts)


def _fit(asked: Touched, width_: float, size: float, room: float) -> _Fit:
    """As few rows of answers as their words allow, and no more than ``room`` has place for."""
    big = size * PROMPT
    prompt: tuple[str, ...] = ()
    if asked.text:
        beside = width_ * (1 - LEFT_SHARE) if asked.left else width_
        prompt, _ = fitted(asked.text, beside, big, "semibold", MOST_LINES, big)
        if not prompt[-1].endswith("…"):
            prompt = balanced(asked.text, beside, big, "semibold", len(prompt))
    ends = wrap(asked.ends, width_, size, "regular", 2) if asked.ends else ()
    head = line_height(big, max(len(prompt), bool(asked.left)), LEADING)
    head += line_height(size, len(ends), LEADING)
    head += HEAD_GAP if head else 0.0
    count = len(asked.spots)
    for rows in range(1, count + 1):
        across = ceil(count / rows)
        inner = (width_ - GAP * (across - 1)) / across - 2 * PAD
        lines = tuple(_words(one, inner, size) for one in asked.spots)
        whole = all(map(partial(_is_whole, inner=inner, size=size), asked.spots))
        fit = _Fit(asked, size, prompt, head, across, ceil(count / across), lines, ends, whole)
        if rows > 1 and fit.height > room:
            break
        found = fit
        if whole:
            break
    return found


def _lead(spot: Spot, size: float) -> float:
    """The room before an answer's words, for its number."""
    return width(spot.mark, size, "semibold") + size * 0.5


def _count_room(size: float) -> float:
    """The room behind an answer's dots, for their number."""
    return width("88", size, "semibold") + size * 0.3


def _beside(spot: Spot, inner: float, size: float) -> float:
    """The width that is left for an answer's words."""
    return inner - _lead(spot, size)


def _words(spot: Spot, inner: float, size: float) -> tuple[str, ...]:
    if not spot.text:
        return ()
    return wrap(spot.text, _beside(spot, inner, size), size, "medium", MOST_LINES)


def _is_whole(spot: Spot, inner: float, size: float) -> bool:
    """Whether an answer's words stand there in few lines, no word broken and nothing left out."""
    limit = _beside(spot, inner, size)
    if not spot.text:
        return limit >= 0
    few = len(wrap(spot.text, limit, size, "medium")) <= MOST_LINES
    return few and not breaks_words(spot.text, limit, size, "medium")


def _page(
    fits: Sequence[_Fit], *, canvas: Canvas, room: float, foot: Sequence[Item], title: str,
    people: int,
) -> Figure:
    items: list[Item] = []
    heights = [one.height for one in fits]
    tallest = max(
        one.height + one.rows * (TALLEST_DOTS - LEAST_DOTS) for one in fits
    )
    for one, y, height in spread(fits, heights, 0.0, room, tallest, BLOCK_GAP):
        items += _question(one, Box(0, y, canvas.width, height), canvas, people)
    return Figure(canvas.width, canvas.height, (*items, *foot), title)


def _question(fit: _Fit, box: Box, canvas: Canvas, people: int) -> list[Item]:
    asked, big = fit.asked, fit.size * PROMPT
    items: list[Item] = [*lines_at(fit.prompt, box.x, box.y, big, "semibold", leading=LEADING)]
    if asked.left:
        limit = box.width * (LEFT_SHARE if asked.text else 1.0)
        (left, *_), size = fitted(asked.left, limit, fit.size, "medium", 1, 2.8)
        middle = box.y + line_height(big, 1, LEADING) / 2
        items.append(label(left, box.right, middle, size, "medium", canvas.phase, "end"))
    y = box.y + line_height(big, max(len(fit.prompt), bool(asked.left)), LEADING)
    items += lines_at(fit.ends, box.x, y, fit.size, "regular", "ink2", leading=LEADING)
    below = box.below(fit.head)._replace(height=box.height - fit.head)
    wide = (box.width - GAP * (fit.across - 1)) / fit.across
    high = (below.height - GAP * (fit.rows - 1)) / fit.rows
    for index, spot in enumerate(asked.spots):
        row, column = divmod(index, fit.across)
        tile = Box(box.x + column * (wide + GAP), below.y + row * (high + GAP), wide, high)
        items += _tile(spot, fit.lines[index], fit, tile, canvas, people)
    return items


def _tile(
    spot: Spot, lines: Sequence[str], fit: _Fit, box: Box, canvas: Canvas, people: int
) -> list[Item]:
    """An answer: what is said at the top, its dots below, and their number beside them.

    Beside a number that stands alone there is room for it.
    """
    size, inner = fit.size, box.inset(PAD, PAD)
    said = f"{spot.mark} {spot.text}".strip()
    items: list[Item] = [
        Rect(
            box.x, box.y, box.width, box.height, Fill("surface"), Stroke("border", 0.25), 0.95,
            spot.key, f"{said}: {spot.dots}",
        )
    ]
    first = inner.y + line_height(size, 1, LEADING) / 2
    items.append(label(spot.mark, inner.x, first, size, "semibold", canvas.phase))
    x = inner.x + _lead(spot, size)
    items += lines_at(lines, x, inner.y, size, "medium", leading=LEADING)
    top = inner.y + fit.words + AIR
    only_numbers = not any(fit.lines)
    most = max(people, spot.dots)
    wide = inner.width if only_numbers else inner.width - _count_room(size)
    packing = pack((most,), wide, inner.bottom - top, LARGEST_DOT, flat=True)
    if spot.dots:
        middle = first if only_numbers else top + max(packing.pitch, size * 0.8) / 2
        items.append(label(str(spot.dots), inner.right, middle, size, "semibold", anchor="end"))
    for number in range(spot.dots):
        row, column = divmod(number, packing.across)
        items.append(
            Circle(
                inner.x + (column + 0.5) * packing.pitch,
                top + (row + 0.5) * packing.pitch,
                packing.diameter / 2,
                Fill(canvas.phase),
            )
        )
    return items
