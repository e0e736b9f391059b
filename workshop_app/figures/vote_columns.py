"""How many chose each point of a scale: small columns, outlined where we stood at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.figure import Fill, Item, Rect, Stroke
from workshop_app.figures.layout import Box, label, line_height, rule
from workshop_app.figures.movement import EARLIER, counted
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

GAP = 1.0
NUMBER = 2.8


class Columns(NamedTuple):
    """The votes on one line: now, and in the first vote if there were two."""

    key: str
    text: str
    counts: tuple[int, ...]
    before: tuple[int, ...] = ()

    @property
    def most(self) -> int:
        """The votes of the tallest column."""
        return max((*self.counts, *self.before), default=0)

    def pairs(self) -> list[tuple[int | None, int]]:
        """Then and now of each point."""
        return list(zip(self.before or (None,) * len(self.counts), self.counts, strict=True))


def vote_columns(
    columns: Columns,
    points: Sequence[str],
    box: Box,
    canvas: Canvas,
    token: str,
    most: int,
    grown: float,
) -> tuple[Item, ...]:
    """Columns that stand on the foot of ``box``, of which ``most`` votes are the tallest.

    The numbers on top are those of both votes where all of them have room.
    """
    size = canvas.size(NUMBER)
    pairs = columns.pairs()
    step = box.width / max(len(pairs), 1)
    unit = (box.height - line_height(size) - 0.3) / max(most, 1) * grown
    both = all(width(counted(*pair), size) < step - 0.4 for pair in pairs)
    items: list[Item] = [rule(box.x, box.bottom, box.right, box.bottom, Stroke("border", 0.2))]
    for index, (before, now) in enumerate(pairs):
        if not (before or now):
            continue
        x, key = box.x + step * index + GAP / 2, f"{columns.key}:{index}"
        point = points[index] if index < len(points) else str(index + 1)
        readout = f"{columns.text} · {point}: {counted(before, now)}"
        high = max(before or 0, now) * unit
        if now:
            column = Box(x, box.bottom - now * unit, step - GAP, now * unit)
            items.append(Rect(*column, Fill(token, 0.75), key=key, readout=readout))
        if before:
            around = Box(x, box.bottom - before * unit, step - GAP, before * unit).inset(-0.25, 0)
            was = f"{key}:before"
            items.append(Rect(*around, None, EARLIER, key=was, readout=readout))
        said = counted(before, now) if both else str(now)
        y = box.bottom - high - line_height(size) / 2
        items.append(label(said, x + (step - GAP) / 2, y, size, anchor="middle"))
    return tuple(items)
