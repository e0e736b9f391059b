"""The wall of pledges that people chose to share, and how many keep theirs private."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, card, label, line_height, lines_at
from workshop_app.figures.text import fitted, width

ACROSS, DOWN = 3, 2
GUTTER = 2.6
PAD = 2.5
LEAD = 1.3


@dataclass(frozen=True, slots=True)
class PledgeCard:
    """A shared pledge; ``label`` names its part ("I start"), ``name`` is empty if unsigned."""

    key: str
    text: str
    name: str = ""
    label: str = ""


def pledges(
    cards: Sequence[PledgeCard],
    canvas: Canvas,
    *,
    private: str = "",
    invitation: str = "",
    title: str = "",
) -> tuple[Figure, ...]:
    """Three by two cards a page; one line of ``private`` below them where it is not empty.

    Fewer, larger cards when the room is deep. ``invitation`` stands on an empty wall.
    """
    foot = line_height(canvas.size(3.4)) + 1.2 if private else 0.0
    room = Box(0, 0, canvas.width, canvas.height - foot)
    across, down = (ACROSS, DOWN) if canvas.scale <= 1.25 else (2, 2)
    figures: list[Figure] = []
    per_page = across * down
    for start in range(0, max(len(cards), 1), per_page):
        items: list[Item] = []
        some = cards[start : start + per_page]
        wide = (room.width - GUTTER * (across - 1)) / across
        high = (room.height - GUTTER * (down - 1) - 0.4) / down
        for index, one in enumerate(some):
            row, column = divmod(index, across)
            box = Box(column * (wide + GUTTER), row * (high + GUTTER), wide, high)
            items += _card(one, box, canvas)
        if not cards:
            items += _invitation(invitation, room, canvas)
        if private:
            items += _private(private, canvas, foot)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), title))
    return tuple(figures)


def _card(one: PledgeCard, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    readout = f"{one.name}: {one.text}" if one.name else one.text
    items: list[Item] = [
        *card(box, border=Stroke("line", 0.14), key=one.key, readout=readout)
    ]
    inner = box.inset(PAD, PAD)
    items.append(Rect(inner.x, inner.y, 6.0, 0.75, Fill(canvas.phase), radius=0.37))
    top = inner.y + 0.75
    if one.label:
        size = canvas.size(2.9)
        (text, *_), size = fitted(one.label, inner.width - 7.5, size, "semibold", 1)
        items.append(label(text, inner.x + 7.5, inner.y + 0.4, size, "semibold", canvas.phase))
    top += 1.5
    name_size = canvas.size(3.2)
    foot = line_height(name_size) if one.name else 0.0
    lines, size = _text(one.text, Box(inner.x, top, inner.width, inner.bottom - foot - top), canvas)
    items += lines_at(lines, inner.x, top, size, "medium", leading=LEAD)
    if one.name:
        (name, *_), size = fitted(one.name, inner.width, name_size, "semibold", 1)
        y = inner.bottom - line_height(size) / 2 + 0.5
        items.append(label(name, inner.x, y, size, "semibold", canvas.phase))
    return tuple(items)


def _text(text: str, box: Box, canvas: Canvas) -> tuple[tuple[str, ...], float]:
    """As large as the card holds: 4.3 u for a sentence, down to 2.8 u for a small story."""
    for wanted in (4.3, 3.8, 3.4, 3.1, 2.8):
        size = canvas.size(wanted)
        most = max(int((box.height + 1e-6) / (size * LEAD)), 1)
        lines, fitting = fitted(text, box.width, size, "medium", most, size)
        if not lines[-1].endswith("…") or text.endswith("…"):
            return lines, fitting
    return lines, fitting


def _invitation(text: str, box: Box, canvas: Canvas) -> tuple[Item, ...]:
    lines, size = fitted(text, box.width * 0.7, canvas.size(4.2), "regular", 3)
    top = box.y + (box.height - line_height(size, len(lines))) / 2
    return lines_at(lines, box.centre_x, top, size, "regular", "ink2", "middle")


def _private(text: str, canvas: Canvas, foot: float) -> tuple[Item, ...]:
    size = canvas.size(3.4)
    mark = size * 1.05
    (line, *_), size = fitted(text, canvas.width - mark - 1, size, "medium", 1)
    total = mark + 1 + width(line, size, "medium")
    x = (canvas.width - total) / 2
    y = canvas.height - (foot - 1.2) / 2
    return (
        icon("lock", x, y - mark / 2 - 0.1, mark, "ink2"),
        label(line, x + mark + 1, y, size, "medium", "ink2"),
    )
