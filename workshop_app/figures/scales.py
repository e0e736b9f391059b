"""Scales below and beside rows: numbers, and words at the ends where they fit."""

from collections.abc import Sequence

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

    A number that would touch a word is left out; where the words would touch each other
    there are none, because the ends' numbers say enough.
    """
    first, last = ticks[0], ticks[-1]
    ends = f"{number(first)} {low}".strip(), f"{high} {number(last)}".strip()
    if width(ends[0], size) + width(ends[1], size) + size > box.width:
        ends = number(first), number(last)
    middle = sorted(ticks[1:-1], key=lambda tick: abs(tick - (first + last) / 2))
    texts = [
        (first, "start", ends[0]),
        (last, "end", ends[1]),
        *((tick, "middle", number(tick)) for tick in middle),
    ]
    taken: list[tuple[float, float]] = []
    items: list[Item] = []
    for tick, anchor, text in texts:
        x = box.x + box.width * (tick - first) / (last - first)
        length = width(text, size)
        left = x - {"start": 0.0, "middle": length / 2, "end": length}[anchor]
        if all(
            left > right + size / 2 or left + length < start - size / 2 for start, right in taken
        ):
            taken.append((left, left + length))
            items += lines_at((text,), x, top, size, "regular", "ink2", anchor)
    return tuple(items)
