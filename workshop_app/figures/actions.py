"""Actions by horizon: what, for which outcome, and who; a missing owner cannot be overlooked."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import (
    SHADOWS,
    Box,
    best_size,
    card,
    label,
    line_height,
    lines_at,
    paged,
    rule,
    struck,
)
from workshop_app.figures.text import fitted, wrap

MOST_COLUMNS: Final = 4
ON_LANES: Final = 3
"""How many cards stand side by side where columns go on."""

GUTTER: Final = 2.2
CARD_GAP: Final = 1.7
TITLE_SIZES: Final = {1: (4.6, 4.2, 3.8), 2: (3.8, 3.4), 3: (3.4, 3.1), 4: (3.1, 2.9)}
"""Sizes in u of the titles by number of columns: the largest that takes the fewest pages."""

LEAD: Final = 1.24
DASH: Final = (3.0, 2.2)
STATUS_ICONS: Final = {
    "open": "circle", "busy": "circle-dot", "done": "circle-check", "stopped": "square",
    "partly": "circle-dot", "not_yet": "clock",
}
"""By how far an action is, or by what was found when it was looked at again."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card behind its icon."""

    icon: str
    text: str
    token: str = "ink2"
    weight: str = "regular"
    most: int = 2


@dataclass(frozen=True, slots=True)
class ActionCard:
    """An action; ``urgent`` gives it the dashed border of what is missing, ``off`` strikes it."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    urgent: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class ActionColumn:
    """A horizon with its actions."""

    key: str
    title: str
    cards: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """A column with the cards that are still to be drawn."""

    column: ActionColumn
    cards: tuple[ActionCard, ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    card: ActionCard
    title: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    height: float


def actions(
    columns: Sequence[ActionColumn], canvas: Canvas, *, invitation: str = "", title: str = ""
) -> tuple[Figure, ...]:
    """Up to four columns a page; what does not fit goes on below its head on the next page.

    There only the columns that go on are left, and cards stand side by side in them.
    ``invitation`` stands below the heads while there is no action at all.
    """
    empty = not any(column.cards for column in columns)
    across = max(ceil(len(columns) / max(ceil(len(columns) / MOST_COLUMNS), 1)), 1)
    figures: list[Figure] = []
    for start in range(0, max(len(columns), 1), across):
        left = [_Open(column, column.cards) for column in columns[start : start + across]]
        lanes = 1
        while True:
            items, left = _page(left, canvas, lanes)
            lanes = ON_LANES
            if empty and not figures:
                items += _invitation(invitation, canvas)
            figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
            if not left:
                break
    return tuple(figures)


def _page(
    left: Sequence[_Open], canvas: Canvas, lanes: int
) -> tuple[list[Item], list[_Open]]:
    """One page of columns, and what goes on behind it; ``lanes`` are those of all columns."""
    count = max(len(left), 1)
    each = max(lanes // count, 1)
    wide = (canvas.width - GUTTER * (count - 1)) / count
    heads = [
        fitted(one.column.title, wide - canvas.size(6), canvas.size(3.4), "semibold", 2)
        for one in left
    ]
    high = max((line_height(size, len(lines), 1.2) for lines, size in heads), default=0.0) + 0.7
    top = high + 1.6
    room = canvas.height - top - SHADOWS[0][0]
    narrow = (wide - GUTTER * (each - 1)) / each
    size = _best(left, narrow, (room, each), canvas)
    items: list[Item] = []
    rest: list[_Open] = []
    for index, one in enumerate(left):
        x = index * (wide + GUTTER)
        items += _head(one.column, heads[index], Box(x, 0, wide, high), canvas)
        cards = [_laid(card, narrow, size, canvas) for card in one.cards]
        heights = [card.height for card in cards]
        stacks = paged(cards, heights, room, CARD_GAP)
        if len(stacks) <= each:
            stacks = paged(cards, heights, room, CARD_GAP, ceil(len(cards) / each) or 1)
        for lane, stack in enumerate(stacks[:each]):
            y = top
            for laid in stack:
                box = Box(x + lane * (narrow + GUTTER), y, narrow, laid.height)
                items += _card(laid, box, size, canvas)
                y += laid.height + CARD_GAP
        shown = sum(map(len, stacks[:each]))
        if shown < len(cards):
            rest.append(_Open(one.column, one.cards[shown:]))
    return items, rest


def _best(
    left: Sequence[_Open], wide: float, room: tuple[float, int], canvas: Canvas
) -> float:
    """The size with which the fullest column takes the fewest lanes of that height."""
    high, each = room
    across = min(max(len(left), 1) * each, MOST_COLUMNS)
    sizes = tuple(canvas.size(size) for size in TITLE_SIZES[across])

    def heights(cards: Sequence[ActionCard], size: float) -> list[float]:
        return [_laid(card, wide, size, canvas).height for card in cards]

    fullest = max((one.cards for one in left), key=lambda cards: sum(heights(cards, sizes[-1])),
                  default=())  # fmt: skip
    return best_size(sizes, lambda size: heights(fullest, size), high, CARD_GAP)


def _pad(canvas: Canvas) -> float:
    return canvas.size(1.6)


def _small(size: float, canvas: Canvas) -> float:
    return max(canvas.size(2.8), size * 0.86)


def _laid(one: ActionCard, wide: float, size: float, canvas: Canvas) -> _Laid:
    pad, small = _pad(canvas), _small(size, canvas)
    title = wrap(one.title, wide - 2 * pad, size, "semibold", 5)
    limit = wide - 2 * pad - small * 1.5
    lines = tuple(wrap(line.text, limit, small, line.weight, line.most) for line in one.lines)
    height = 2 * pad * 0.8 + line_height(size, len(title), LEAD)
    height += sum(line_height(small, len(some), LEAD) + 0.5 for some in lines)
    return _Laid(one, title, lines, height)


def _head(
    column: ActionColumn, head: tuple[tuple[str, ...], float], box: Box, canvas: Canvas
) -> tuple[Item, ...]:
    lines, size = head
    top = box.bottom - 0.7 - line_height(size, len(lines), 1.2)
    items: list[Item] = [
        *lines_at(lines, box.x, top, size, "semibold", canvas.phase, leading=1.2),
        rule(box.x, box.bottom, box.right, box.bottom, Stroke(canvas.phase, 0.35)),
    ]
    if column.cards:
        last = box.bottom - 0.7 - line_height(size, 1, 1.2) / 2
        number = str(len(column.cards))
        items.append(
            label(number, box.right, last, canvas.size(2.8), "medium", "ink2", "end")
        )
    return tuple(items)


def _card(laid: _Laid, box: Box, size: float, canvas: Canvas) -> tuple[Item, ...]:
    one, pad, small = laid.card, _pad(canvas), _small(size, canvas)
    border = Stroke("danger", 0.3, DASH) if one.urgent else Stroke("line", 0.14)
    readout = ". ".join((one.title, *(line.text for line in one.lines)))
    paper = "page" if one.off else "surface"
    items: list[Item] = [
        *card(box, fill=paper, border=border, shadow=not one.off, key=one.key, readout=readout)
    ]
    x, y = box.x + pad, box.y + pad * 0.8
    token = "ink2" if one.off else "ink"
    items += lines_at(laid.title, x, y, size, "semibold", token, leading=LEAD)
    if one.off:
        items += struck(laid.title, x, y, size, "semibold", LEAD)
    y += line_height(size, len(laid.title), LEAD)
    for line, some in zip(one.lines, laid.lines, strict=True):
        y += 0.5
        middle = y + line_height(small, 1, LEAD) / 2
        mark = small * 0.98
        items.append(icon(line.icon, x, middle - mark / 2, mark, line.token))
        items += lines_at(some, x + small * 1.5, y, small, line.weight, line.token, leading=LEAD)
        y += line_height(small, len(some), LEAD)
    return tuple(items)


def _invitation(text: str, canvas: Canvas) -> tuple[Item, ...]:
    lines, size = fitted(text, canvas.width * 0.7, canvas.size(4.2), "regular", 3)
    top = (canvas.height - line_height(size, len(lines))) * 0.45
    return lines_at(lines, canvas.width / 2, top, size, "regular", "ink2", "middle")
