"""The cards of a blueprint: their words, their marks in icon and word, their department."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Item, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, line_height, lines_at, struck
from workshop_app.figures.text import SMALLEST, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

LEAD: Final = 1.1
PAD_X: Final = 1.0
PAD_Y: Final = 0.55
STACK_GAP: Final = 0.7
MORE: Final = 3.4
"""The height of the number of cards that found no room."""

_SIGN_GAP: Final = 0.55
_BETWEEN: Final = 1.2


class Sign(NamedTuple):
    """A mark below a card's words: icon, word and colour; a department has no icon."""

    icon: str
    word: str
    token: str


class BlueprintCard(NamedTuple):
    """What happens in a cell.

    ``fresh`` cards belong to the future, ``gone`` ones to the present alone.
    """

    key: str
    text: str
    signs: tuple[Sign, ...] = ()
    fresh: bool = False
    gone: bool = False


class LaidCard(NamedTuple):
    """A card as it is drawn: its lines, and its signs in rows."""

    card: BlueprintCard
    lines: tuple[str, ...]
    signs: tuple[tuple[Sign, ...], ...]
    size: float

    @property
    def height(self) -> float:
        """In u."""
        rows = len(self.lines) + len(self.signs)
        return line_height(self.size, rows, LEAD) + 2 * PAD_Y


def lay(card_: BlueprintCard, room: float, canvas: Canvas, most: int | None = None) -> LaidCard:
    """Break a card's words into lines of a cell ``room`` u wide, ``most`` at most."""
    size = canvas.size(SMALLEST)
    limit = room - 2 * PAD_X
    lines = wrap(card_.text, limit, size, "regular", most)
    return LaidCard(card_, lines, _sign_rows(card_.signs, limit, size), size)


def _sign_width(sign: Sign, size: float) -> float:
    return _before(sign, size) + width(sign.word, size, "semibold")


def _before(sign: Sign, size: float) -> float:
    return size * 1.05 + _SIGN_GAP if sign.icon else 0.0


def _sign_rows(
    signs: Sequence[Sign], limit: float, size: float
) -> tuple[tuple[Sign, ...], ...]:
    rows: list[list[Sign]] = []
    used = 0.0
    for sign in (part for one in signs for part in _broken(one, limit, size)):
        wide = _sign_width(sign, size)
        if not rows or used + _BETWEEN + wide > limit:
            rows.append([])
            used = -_BETWEEN
        rows[-1].append(sign)
        used += _BETWEEN + wide
    return tuple(tuple(row) for row in rows)


def _broken(sign: Sign, limit: float, size: float) -> tuple[Sign, ...]:
    """A word that is wider than the card goes on in the next row."""
    first, *rest = wrap(sign.word, limit - _before(sign, size), size, "semibold")
    return (sign._replace(word=first), *(Sign("", word, sign.token) for word in rest))


def stack_height(cards: Sequence[LaidCard]) -> float:
    """The height of cards below one another, in u."""
    return sum(one.height for one in cards) + STACK_GAP * max(len(cards) - 1, 0)


def fit_stack(
    cards: Sequence[BlueprintCard], box: Box, canvas: Canvas
) -> tuple[list[tuple[LaidCard, Box]], int]:
    """The cards that fit a cell, each with its place, and how many do not.

    The first one is always there, with fewer lines if it must be.
    """
    laid = [lay(one, box.width, canvas) for one in cards]
    if stack_height(laid) > box.height + 1e-6:
        laid, more = _shortened(cards, laid, box, canvas)
    else:
        more = 0
    free = box.height - stack_height(laid)
    grow = min(free, 2.0) if len(laid) == 1 and not more else 0.0
    found, y = [], box.y
    for one in laid:
        found.append((one, Box(box.x, y, box.width, one.height + grow)))
        y += one.height + grow + STACK_GAP
    return found, more


def _shortened(
    cards: Sequence[BlueprintCard], laid: list[LaidCard], box: Box, canvas: Canvas
) -> tuple[list[LaidCard], int]:
    room = box.height - (MORE * canvas.scale if len(cards) > 1 else 0.0)
    shown: list[LaidCard] = []
    for one in laid:
        if stack_height([*shown, one]) > room + 1e-6:
            break
        shown.append(one)
    if not shown:
        first = laid[0]
        rows = int((room - 2 * PAD_Y + 1e-6) / (first.size * LEAD)) - len(first.signs)
        shown = [lay(cards[0], box.width, canvas, max(rows, 1))]
    return shown, len(cards) - len(shown)


def least_height(card_: BlueprintCard, room: float, canvas: Canvas, lines: int) -> float:
    """The height of a card with at most so many lines of words."""
    return lay(card_, room, canvas, lines).height


def card_items(one: LaidCard, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    """A card: neutral today, tinted and edged where it is new, dashed and struck where it goes."""
    this = one.card
    fill, edge, token = "surface", Stroke("border", 0.14), "ink"
    if this.gone:
        fill, edge, token = "page", Stroke("ink2", 0.22, (3.0, 2.4)), "ink2"
    elif this.fresh:
        fill, edge = f"{canvas.phase}_tint", Stroke(canvas.phase, 0.36)
    said = ", ".join((this.text, *(sign.word for sign in this.signs)))
    items: list[Item] = [
        *card(box, fill=fill, border=edge, radius=0.6, shadow=not this.gone, key=this.key,
              readout=said)
    ]
    step = one.size * LEAD
    used = line_height(one.size, len(one.lines) + len(one.signs), LEAD)
    y = box.centre_y - used / 2
    items += lines_at(one.lines, box.x + PAD_X, y, one.size, "regular", token, leading=LEAD)
    if this.gone:
        items += struck(one.lines, box.x + PAD_X, y, one.size, leading=LEAD)
    y += line_height(one.size, len(one.lines), LEAD)
    for row in one.signs:
        items += _row(row, box.x + PAD_X, y + step / 2, one.size)
        y += step
    return tuple(items)


def _row(
    signs: Sequence[Sign], x: float, middle: float, size: float
) -> list[Item]:
    items: list[Item] = []
    mark = size * 1.05
    for sign in signs:
        if sign.icon:
            items.append(icon(sign.icon, x, middle - mark / 2, mark, sign.token, width=2.2))
        left = x + _before(sign, size)
        items.append(label(sign.word, left, middle, size, "semibold", sign.token))
        x = left + width(sign.word, size, "semibold") + _BETWEEN
    return items


def more_items(count: int, box: Box, y: float, canvas: Canvas) -> tuple[Item, ...]:
    """How many cards found no room."""
    if not count:
        return ()
    size = canvas.size(SMALLEST)
    return (label(f"+{count}", box.x + PAD_X, y + size / 2 + 0.2, size, "semibold", "ink2"),)
