"""Scales below and beside rows: numbers, and words at the ends where they fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from workshop_app.figures.figure import Item, Path, Stroke, polyline
from workshop_app.figures.layout import Box, NumberFormat, lines_at
from workshop_app.figures.text import width

SCORE_TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)


def upright_ticks(
    box: Box, rows: Sequence[tuple[float, float]], ticks: Sequence[float] = SCORE_TICKS
) -> tuple[Item, ...]:
    """Fine upright lines at ``ticks`` through the rows' zones, given as (top, bottom)."""
    if not rows:
        return ()
    items: list[Item] = []
    low, span = ticks[0], ticks[-1] - ticks[0]
    for tick in ticks:
        x = box.x + box.width * (tick - low) / span
        commands = tuple(
            command for top, bottom in rows for command in polyline(((x, top), (x, bottom)))
        )
        items.append(Path(commands, stroke=Stroke("grid", 0.2)))
    return tuple(items)


def scale_foot(
    box: Box,
    top: float,
    size: float,
    number: NumberFormat,
    low: str = "",
    high: str = "",
    ticks: Sequence[float] = SCORE_TICKS,
) -> tuple[Item, ...]:
    """Numbers below the rows with a word at either end.

    Numbers that would touch a word are left out, in pairs around the middle; where the words
    would touch each other there are none, because the ends' numbers say enough.
    """
    first, last = ticks[0], ticks[-1]
    ends = f"{number(first)} {low}".strip(), f"{high} {number(last)}".strip()
    if width(ends[0], size) + width(ends[1], size) + size > box.width:
        ends = number(first), number(last)
    labels = [
        _Label(box.x, "start", ends[0], size),
        _Label(box.right, "end", ends[1], size),
    ]
    inner = ticks[1:-1]
    for index in reversed(range((len(inner) + 1) // 2)):
        pair = dict.fromkeys((inner[index], inner[len(inner) - 1 - index]))
        added = [
            _Label(
                box.x + box.width * (tick - first) / (last - first), "middle", number(tick), size
            )
            for tick in pair
        ]
        if all(one.free(other) for one in added for other in labels):
            labels += added
    return tuple(
        item
        for one in labels
        for item in lines_at((one.text,), one.x, top, size, "regular", "ink2", one.anchor)
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """A text below the scale."""

    x: float
    anchor: str
    text: str
    size: float

    @property
    def left(self) -> float:
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return self.x - share * width(self.text, self.size)

    @property
    def right(self) -> float:
        return self.left + width(self.text, self.size)

    def free(self, other: Self) -> bool:
        """Whether half a letter's height lies between the two."""
        gap = self.size / 2
        return self.left > other.right + gap or self.right < other.left - gap
