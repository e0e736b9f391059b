"""The marks of a dumbbell: today hollow, wanted filled; and the same of an earlier vote, fine."""

from workshop_app.figures.figure import Circle, Fill, Item, Stroke
from workshop_app.figures.layout import rule

HOLLOW, FILLED = 1.5, 1.05
"""Radii in u: where both fall on one point, today is seen as a ring around wanted."""

FINE = 0.55
"""Of its size is a mark of the first vote."""

SAMPLE = 6.0
"""Length in u of a trace in the legend."""


def mark(
    x: float, y: float, token: str, filled: bool, key: str = "", readout: str = ""
) -> Circle:
    """Where we are, or where we want to be."""
    if filled:
        return Circle(x, y, FILLED, Fill(token), Stroke("page", 0.2), key, readout)
    return Circle(x, y, HOLLOW, Fill("page"), Stroke(token, 0.4), key, readout)


def trace(
    start: float | None,
    end: float | None,
    y: float,
    key: str = "",
    said: tuple[str, str] = ("", ""),
) -> tuple[Item, ...]:
    """The dumbbell of the first vote, from today to wanted, as far as either is known."""
    pen = Stroke("ink2", 0.25)
    items: list[Item] = []
    names = [key and f"{key}:{name}" for name in ("shift", "today", "wanted")]
    if start is not None and end is not None:
        items.append(rule(start, y, end, y, pen, names[0]))
    if start is not None:
        items.append(Circle(start, y, HOLLOW * FINE, Fill("page"), pen, names[1], said[0]))
    if end is not None:
        items.append(Circle(end, y, FILLED * FINE, Fill("ink2"), None, names[2], said[1]))
    return tuple(items)
