"""The wall of pledges that people chose to share, and how many keep theirs private."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, inf

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, line_height, lines_at
from workshop_app.figures.text import fitted, width, wrap

GRIDS = ((3, 2), (2, 2), (2, 1), (1, 1))
"""Columns and rows of cards, from small cards to large ones; and for so few cards."""

FEW = {1: (1, 1), 2: (2, 1), 3: (3, 1), 4: (2, 2)}

TEXT_SIZES = (5.2, 4.3, 3.9, 3.5, 3.1, 2.8)
SHARED = 3.4
"""No smaller among other cards, for all on a page have the size of the longest."""

NAME_SIZE = 3.2
WIDEST = 110.0
TALLEST = 46.0
GUTTER = 2.6
PAD = 2.5
LEAD = 1.3
UNDER = 1.6
"""Room between the last cards and the line below them, where the page is not full."""


@dataclass(frozen=True, slots=True)
class PledgeCard:
    """A shared pledge; ``label`` names its part ("I start"), ``name`` is empty if unsigned.

    ``state`` says what became of it, behind its icon ``mark`` in the colour ``token``.
    """

    key: str
    text: str
    name: str = ""
    label: str = ""
    state: str = ""
    mark: str = ""
    token: str = "ink2"


def pledges(
    cards: Sequence[PledgeCard],
    canvas: Canvas,
    *,
    private: str = "",
    invitation: str = "",
    title: str = "",
) -> tuple[Figure, ...]:
    """Three by two cards a page; one line of ``private`` below the last ones.

    Larger cards when there are few, when a pledge is long or the room is deep.
    ``invitation`` stands on an empty wall.
    """
    foot = line_height(canvas.size(3.4)) + 1.4 if private else 0.0
    whole = Box(0, 0, canvas.width, canvas.height - 0.4)
    above = Box(0, 0, canvas.width, canvas.height - foot - 0.4)
    pages = _pages(cards, above, canvas)
    figures: list[Figure] = []
    for number, (grid, some) in enumerate(pages, 1):
        last = number == len(pages)
        items, bottom = _wall(some, grid, above if last else whole, canvas)
        if not cards:
            items += _invitation(invitation, above, canvas)
            bottom = above.bottom
        if private and last:
            items += _private(private, canvas, min(bottom + UNDER, above.bottom), foot)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _wall(
    some: Sequence[PledgeCard], grid: tuple[int, int], room: Box, canvas: Canvas
) -> tuple[list[Item], float]:
    """A page's cards in their columns, and where the lowest of them ends."""
    across, down = grid
    wide, high = _card_size(room, across, down)
    left = (room.width - across * wide - (across - 1) * GUTTER) / 2
    items: list[Item] = []
    bottom = 0.0
    size = min((_inside(one, Box(0, 0, wide, high), canvas)[2] for one in some), default=0.0)
    for index, one in enumerate(some):
        row, column = divmod(index, across)
        box = Box(left + column * (wide + GUTTER), row * (high + GUTTER), wide, high)
        items += _card(one, box, canvas, size)
        bottom = box.bottom
    return items, bottom


_Page = tuple[tuple[int, int], tuple[PledgeCard, ...]]
"""A page's columns and rows, and its cards."""


def _pages(cards: Sequence[PledgeCard], room: Box, canvas: Canvas) -> tuple[_Page, ...]:
    """Three by two, as on a wall; texts that need a larger card come after the others."""
    if not cards:
        return ((GRIDS[0], ()),)
    few = FEW.get(len(cards))
    if few and all(_fits(one, few, room, canvas) for one in cards):
        return ((few, tuple(cards)),)
    pages: list[_Page] = []
    left = tuple(cards)
    for grid in GRIDS if canvas.scale <= 1.25 else GRIDS[1:]:
        last = grid == GRIDS[-1]
        some = tuple(one for one in left if last or _fits(one, grid, room, canvas))
        left = tuple(one for one in left if one not in some)
        pages += _even(some, grid, room, canvas)
    return tuple(pages)


def _even(
    some: Sequence[PledgeCard], grid: tuple[int, int], room: Box, canvas: Canvas
) -> Iterator[_Page]:
    """As few pages as there can be, about equally full, with cards of one size."""
    count = ceil(len(some) / (grid[0] * grid[1]))
    if not count:
        return
    each = ceil(len(some) / count)
    other = FEW.get(each, grid) if count > 1 else grid
    used = other if all(_fits(one, other, room, canvas) for one in some) else grid
    for start in range(0, len(some), each):
        yield used, tuple(some[start : start + each])


def _fits(one: PledgeCard, grid: tuple[int, int], room: Box, canvas: Canvas) -> bool:
    """Whether a card of that grid holds the text whole, and not too small on a shared page."""
    _, _, size, shortened = _inside(one, Box(0, 0, *_card_size(room, *grid)), canvas)
    return not shortened and (grid == GRIDS[-1] or size >= canvas.size(SHARED))


def _card_size(room: Box, across: int, down: int) -> tuple[float, float]:
    """Width and height of a card; a single one is no wider than a text reads well."""
    return (
        min((room.width - GUTTER * (across - 1)) / across, WIDEST),
        min((room.height - GUTTER * (down - 1)) / down, TALLEST),
    )


def _inside(
    one: PledgeCard, box: Box, canvas: Canvas, largest: float = inf
) -> tuple[Box, tuple[str, ...], float, bool]:
    """Where the text stands, its lines and size, and whether it had to be shortened.

    As large as the card holds: 4.3 u for a sentence, 5.2 u on a large card, down to 2.8 u
    for a small story. ``largest`` is the size that the others on the page have.
    """
    inner = box.inset(PAD, PAD)
    top = inner.y + (0.4 + canvas.size(2.9) * 0.85 if one.label else 2.25)
    foot = line_height(canvas.size(NAME_SIZE)) + 0.4 if one.name or one.state else 0.0
    place = Box(inner.x, top, inner.width, inner.bottom - foot - top)
    large = inner.width > 70
    for wanted in TEXT_SIZES if large else TEXT_SIZES[1:]:
        size = canvas.size(wanted)
        if size > largest:
            continue
        most = max(int((place.height + 1e-6) / (size * LEAD)), 1)
        lines = wrap(one.text, place.width, size, "medium")
        if len(lines) <= most:
            return place, lines, size, False
    return place, wrap(one.text, place.width, size, "medium", most), size, True


def _card(one: PledgeCard, box: Box, canvas: Canvas, largest: float) -> tuple[Item, ...]:
    readout = f"{one.name}: {one.text}" if one.name else one.text
    readout = f"{readout} {one.state}" if one.state else readout
    items: list[Item] = [
        *card(box, border=Stroke("line", 0.14), key=one.key, readout=readout)
    ]
    inner = box.inset(PAD, PAD)
    items.append(Rect(inner.x, inner.y, 6.0, 0.75, Fill(canvas.phase), radius=0.37))
    if one.label:
        size = canvas.size(2.9)
        (text, *_), size = fitted(one.label, inner.width - 7.5, size, "semibold", 1)
        items.append(label(text, inner.x + 7.5, inner.y + 0.4, size, "semibold", canvas.phase))
    place, lines, size, _ = _inside(one, box, canvas, largest)
    items += lines_at(lines, place.x, place.y, size, "medium", leading=LEAD)
    return (*items, *_foot(one, inner, canvas))


def _foot(one: PledgeCard, inner: Box, canvas: Canvas) -> tuple[Item, ...]:
    """Whose it is at the left, and at the right what became of it."""
    items: list[Item] = []
    room, wanted = inner.width, canvas.size(NAME_SIZE)
    if one.state:
        most = room * (0.58 if one.name else 1.0) - wanted * 1.4
        (state, *_), size = fitted(one.state, most, wanted, "semibold", 1)
        taken = width(state, size, "semibold")
        x, y = inner.right - taken, inner.bottom - line_height(size) / 2 + 0.5
        items = [
            icon(one.mark, x - size * 1.35, y - size * 0.53, size * 1.05, one.token),
            label(state, x, y, size, "semibold", one.token),
        ]
        room -= taken + size * 2.2
    if one.name:
        (name, *_), size = fitted(one.name, room, wanted, "semibold", 1)
        y = inner.bottom - line_height(size) / 2 + 0.5
        items.append(label(name, inner.x, y, size, "semibold", canvas.phase))
    return tuple(items)


def _invitation(text: str, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    lines, size = fitted(text, box.width * 0.7, canvas.size(4.2), "regular", 3)
    top = box.y + (box.height - line_height(size, len(lines))) / 2
    return lines_at(lines, box.centre_x, top, size, "regular", "ink2", "middle")


def _private(text: str, canvas: Canvas, top: float, foot: float) -> tuple[Item, ...]:
    size = canvas.size(3.4)
    mark = size * 1.05
    (line, *_), size = fitted(text, canvas.width - mark - 1, size, "medium", 1)
    total = mark + 1 + width(line, size, "medium")
    x = (canvas.width - total) / 2
    y = top + (foot + 1.2) / 2
    return (
        icon("lock", x, y - mark / 2 - 0.1, mark, "ink2"),
        label(line, x + mark + 1, y, size, "medium", "ink2"),
    )
