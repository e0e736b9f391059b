"""A few lines of figures under heads, as large as they can be read from the back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.layout import line_height, lines_around, lines_at, paged, rule
from workshop_app.figures.text import balanced, fitted, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

NAMES: Final = 0.28
"""The share of the width for the names of the lines."""

SIZES: Final = (4.2, 3.8, 3.4, 3.1, 2.8)
LEAD: Final = 1.15
AIR: Final = 1.9
MOST_AIR: Final = 5.0
"""What a line grows by at most where there is room, in u."""


class LedgerLine(NamedTuple):
    """A name and a figure under every head; the ``strong`` one stands out."""

    key: str
    name: str
    cells: tuple[str, ...]
    strong: bool = False


def ledger(
    lines: Sequence[LedgerLine],
    heads: Sequence[str],
    canvas: Canvas,
    *,
    names_share: float = NAMES,
    title: str = "",
) -> tuple[Figure, ...]:
    """All on one page at the largest size that fits; more pages only at the smallest."""
    names = canvas.width * names_share
    wide = (canvas.width - names) / max(len(heads), 1)
    head = canvas.size(2.9)
    titles = [balanced(one, wide - 1.6, head, "semibold", 3) for one in heads]
    top = line_height(head, max((len(one) for one in titles), default=0), LEAD) + 1.0
    room = canvas.height - top
    for wanted in SIZES:
        size = canvas.size(wanted)
        laid = [_laid(line, names, wide, size) for line in lines]
        pages = paged(laid, [one[2] for one in laid], room)
        whole = all(_fits(cell, wide, size) for line in lines for cell in line.cells)
        if len(pages) < 2 and whole:
            break
    figures: list[Figure] = []
    for page in pages:
        items: list[Item] = []
        for place, one in enumerate(titles):
            x = names + (place + 1) * wide
            used = line_height(head, len(one), LEAD)
            items += lines_at(one, x, top - 1.0 - used, head, "semibold", "ink2", "end", LEAD)
        items.append(rule(0, top, canvas.width, top, Stroke(canvas.phase, 0.35)))
        y = top
        free = room - sum(height for _, _, height in page)
        for line, texts, height in page:
            high = height + min(max(free, 0.0) / len(page), MOST_AIR)
            items += _line(line, texts, y, high, size, names, wide, canvas)
            y += high
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


_Laid = tuple[LedgerLine, tuple[tuple[str, ...], ...], float]


def _fits(cell: str, wide: float, size: float) -> bool:
    return len(wrap(cell, wide - 1.6, size, "medium")) == 1


def _laid(line: LedgerLine, names: float, wide: float, size: float) -> _Laid:
    weight = "semibold" if line.strong else "regular"
    texts = (
        wrap(line.name, names - 2.0, size, weight),
        *(fitted(cell, wide - 1.6, size, "medium", 3)[0] for cell in line.cells),
    )
    most = max(len(one) for one in texts)
    return line, texts, line_height(size, most, LEAD) + AIR


def _line(
    line: LedgerLine, texts: tuple[tuple[str, ...], ...], y: float, height: float, size: float,
    names: float, wide: float, canvas: Canvas,
) -> tuple[Item, ...]:
    middle = y + height / 2
    weight = "semibold" if line.strong else "regular"
    items: list[Item] = [*lines_around(texts[0], 0, middle, size, weight, leading=LEAD)]
    for place, cell in enumerate(line.cells):
        shown, fitting = fitted(cell, wide - 1.6, size, "medium", 3)
        x = names + (place + 1) * wide
        items += lines_around(
            shown, x, middle, fitting, "semibold" if line.strong else "medium", "ink", "end", LEAD
        )
    items.append(rule(0, y + height, canvas.width, y + height, Stroke("line", 0.14), line.key))
    return tuple(items)
