"""A second vote beside the first: outlined where we stood, filled where we stand now."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.figures.figure import Fill, Item, Rect, Stroke
from workshop_app.figures.layout import label
from workshop_app.figures.text import fitted, width

if TYPE_CHECKING:
    from workshop_app.figures.layout import Box

EARLIER = Stroke("ink2", 0.3)
"""The outline of what was voted first, around the filled shape of what was voted now."""

ARROW = " →"
KEY = 5.4
"""Width in u of a sample in the legend."""

LEGEND, CHANGE = 2.9, 2.8
"""Sizes in u of the legend's words, and of the number that was."""


class VoteNames(NamedTuple):
    """What the first vote and the newest are called; both empty where there was one."""

    before: str = ""
    now: str = ""


ONE_VOTE = VoteNames()
"""What a picture of a single vote calls it: nothing."""


def was(before: str) -> str:
    """The number that was, for the place before the one that is: ``41 →``."""
    return before + ARROW


def change(before: str, now: str, size: float = 0.0, room: float = inf) -> str:
    """A word and what became of it; once where it is the same, or was none, or has no room."""
    both = f"{was(before)} {now}"
    return now if before in ("", now) or width(both, size) > room else both


def counted(before: int | None, now: int) -> str:
    """``2 → 5``; only ``5`` where there was no first vote."""
    return str(now) if before is None else f"{was(str(before))} {now}"


def vote_legend(
    names: VoteNames, box: Box, size: float, token: str
) -> tuple[tuple[Item, ...], float]:
    """Outline and filled shape with their names, flowing within ``box``; and their height."""
    row = size * 1.5
    items: list[Item] = []
    x, y = box.x, box.y + row / 2
    for name, filled in ((names.before, False), (names.now, True)):
        (text, *_), fitting = fitted(name, box.width - KEY - 1.2, size, "medium", 1)
        long = KEY + 1.2 + width(text, fitting, "medium")
        if x > box.x and x + long > box.right:
            x, y = box.x, y + row
        items.append(
            Rect(x, y - 0.8, KEY, 1.6, Fill(token), None, 0.4)
            if filled
            else Rect(x + 0.15, y - 1.1, KEY, 2.2, None, EARLIER, 0.4)
        )
        items.append(label(text, x + KEY + 1.2, y, fitting, "medium"))
        x += long + size
    return tuple(items), y + row / 2 - box.y
