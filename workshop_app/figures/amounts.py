"""Amounts on cards, large enough to be discussed, with what they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.figure import Figure, Item, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, line_height, lines_around, lines_at
from workshop_app.figures.text import SMALLEST, fitted, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

GAP: Final = 3.0
PAD: Final = 2.2
BIG: Final = 9.0
TITLE: Final = 3.6
BASIS: Final = 3.0
LEAD: Final = 1.18
ROOMY: Final = 1.15
"""From this room check on, every row has a page of its own."""


class Panel(NamedTuple):
    """An amount: its name, its text, and below it what it is made of or what is missing."""

    key: str
    title: str
    amount: str
    basis: str = ""
    faded: bool = False


class PanelRow(NamedTuple):
    """Panels side by side; ``note`` says below them how to read them together."""

    panels: tuple[Panel, ...]
    note: str = ""


def amount_panels(
    rows: Sequence[PanelRow], canvas: Canvas, *, title: str = ""
) -> tuple[Figure, ...]:
    """Rows of cards below one another, on one page if they can be read there.

    Cards that are too high for a page side by side have a page each.
    """
    rows = [part for row in rows for part in _apart(row, canvas)]
    needed = [_needed(row, canvas) for row in rows]
    fits = sum(needed) + GAP * (len(rows) - 1) <= canvas.height and canvas.scale < ROOMY
    pages = [tuple(rows)] if fits else [(row,) for row in rows]
    figures: list[Figure] = []
    for page in pages:
        heights = [_needed(row, canvas) for row in page]
        free = canvas.height - sum(heights) - GAP * (len(page) - 1)
        y, items = 0.0, list[Item]()
        for row, height in zip(page, heights, strict=True):
            high = height + min(max(free, 0.0) / len(page), 8.0)
            items += _row(row, Box(0, y, canvas.width, min(high, canvas.height - y)), canvas)
            y += high + GAP
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _apart(row: PanelRow, canvas: Canvas) -> list[PanelRow]:
    if len(row.panels) == 1 or _needed(row, canvas) <= canvas.height:
        return [row]
    return [PanelRow((panel,), row.note) for panel in row.panels]


def _wide(row: PanelRow, canvas: Canvas) -> float:
    count = len(row.panels)
    return (canvas.width - GAP * (count - 1)) / count


def _laid(panel: Panel, wide: float, big: float, canvas: Canvas) -> tuple[
    tuple[tuple[str, ...], float], tuple[tuple[str, ...], float], tuple[str, ...]
]:
    room = wide - 2 * PAD
    heading = fitted(panel.title, room, canvas.size(TITLE), "semibold", 4)
    size = canvas.size(big)
    while width(panel.amount, size, "semibold") > room and size > canvas.size(SMALLEST):
        size = max(size * 0.94, canvas.size(SMALLEST))
    amount = (wrap(panel.amount, room, size, "semibold", 2), size)
    return heading, amount, wrap(panel.basis, room, canvas.size(BASIS))


def _big(row: PanelRow) -> float:
    return BIG if len(row.panels) < 3 else 6.4


def _height(panel: Panel, row: PanelRow, canvas: Canvas) -> float:
    heading, amount, basis = _laid(panel, _wide(row, canvas), _big(row), canvas)
    used = line_height(heading[1], len(heading[0]), LEAD) + line_height(
        amount[1], len(amount[0]), LEAD
    )
    if panel.basis:
        used += 0.6 + line_height(canvas.size(BASIS), len(basis), LEAD)
    return used + 2 * PAD


def _needed(row: PanelRow, canvas: Canvas) -> float:
    cards = max(_height(panel, row, canvas) for panel in row.panels)
    return cards + (_note(row, canvas)[2] if row.note else 0.0)


def _note(row: PanelRow, canvas: Canvas) -> tuple[tuple[str, ...], float, float]:
    size = canvas.size(3.4)
    lines, size = fitted(row.note, canvas.width - size * 1.6, size, "medium", 4)
    return lines, size, line_height(size, len(lines), LEAD) + 1.6


def _row(row: PanelRow, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    items: list[Item] = []
    high = box.height
    if row.note:
        lines, size, used = _note(row, canvas)
        high -= used
        middle = box.y + high + 1.4 + line_height(size, len(lines), LEAD) / 2
        items.append(icon("info", box.x, middle - size * 0.6, size * 1.2, canvas.phase))
        items += lines_around(lines, box.x + size * 1.6, middle, size, "medium", leading=LEAD)
    wide = _wide(row, canvas)
    for place, panel in enumerate(row.panels):
        sheet = Box(box.x + place * (wide + GAP), box.y, wide, high)
        items += _card(panel, sheet, _big(row), canvas)
    return tuple(items)


def _card(panel: Panel, box: Box, big: float, canvas: Canvas) -> tuple[Item, ...]:
    heading, amount, basis = _laid(panel, box.width, big, canvas)
    said = f"{panel.title}: {panel.amount}"
    items: list[Item] = [
        *card(box, border=Stroke("line", 0.14), key=panel.key, readout=said),
    ]
    x, y = box.x + PAD, box.y + PAD
    items += lines_at(heading[0], x, y, heading[1], "semibold", "ink2", leading=LEAD)
    y += line_height(heading[1], len(heading[0]), LEAD)
    token = "ink2" if panel.faded else canvas.phase
    items += lines_at(amount[0], x, y, amount[1], "semibold", token, leading=LEAD)
    y += line_height(amount[1], len(amount[0]), LEAD) + 0.6
    items += lines_at(basis, x, y, canvas.size(BASIS), "regular", "ink2", leading=LEAD)
    return tuple(items)
