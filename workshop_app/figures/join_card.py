"""The way in for phones: the square code, the six characters, the address, and what they hide.

The whole stage on one key, and a small corner beside the turnout while phones vote.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.figures.figure import Command, Figure, Fill, Item, Path, Rect, place, polyline
from workshop_app.figures.frame import HEIGHT, MARGIN
from workshop_app.figures.icons import icon
from workshop_app.figures.layout import Box, label, line_height, lines_at
from workshop_app.figures.text import SMALLEST, fitted, width, wrap

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Point

QUIET: Final = 4
"""Modules of empty ground around a code, as its standard asks for."""

_SIDE: Final = 70.0
_TOP: Final = 8.0
_INDENT: Final = 6.5
_APART: Final = 2.0
"""Between the address and what names the code, or the two read as one."""

_BESIDE: Final = 5.6
"""From an icon to its words."""

_SHARES: Final = (1.0, 0.92, 0.84, 0.76, 0.68)
_CORNER: Final = 27.0
_GAP: Final = 6.0
_WIDEST_CORNER: Final = 1.2
"""Of the room check's enlargement: the turnout beside it needs its room."""


@dataclass(frozen=True, slots=True)
class JoinWords:
    """Texts of the whole card.

    ``steps`` say how to get in, with the address after them; ``code_name`` names the code.
    ``hides`` says what a shared network can hide, ``shows`` what it cannot.
    """

    title: str
    steps: tuple[str, ...]
    code_name: str
    hides: str
    shows: str


@lru_cache(maxsize=4)
def square_code(url: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of the code row by row, ``True`` = dark, without the quiet zone."""
    import segno

    made = segno.make_qr(url, error="m")
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)


def code_figure(url: str, side: float, title: str = "") -> Figure:
    """The code with its quiet zone on a light square of ``side`` u."""
    rows = square_code(url)
    unit = side / (len(rows) + 2 * QUIET)
    commands: list[Command] = []
    for number, row in enumerate(rows):
        for start, length in _runs(row):
            x, y = (QUIET + start) * unit, (QUIET + number) * unit
            right, low = x + length * unit, y + unit
            commands += polyline(((x, y), (right, y), (right, low), (x, low)), closed=True)
    ground = Rect(0, 0, side, side, Fill("code_ground"), None, 2 * unit, "code_ground")
    return Figure(side, side, (ground, Path(tuple(commands), Fill("code"), key="code")), title)


def _runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many stand in a row."""
    found: list[tuple[int, int]] = []
    for place_, dark in enumerate(row):
        if dark and place_ and row[place_ - 1]:
            start, length = found.pop()
            found.append((start, length + 1))
        elif dark:
            found.append((place_, 1))
    return found


def spaced(code: str) -> str:
    """Six characters as people read them aloud: three and three."""
    return f"{code[:3]} {code[3:]}"


def join_card(
    url: str,
    address: str,
    code: str,
    words: JoinWords,
    *,
    phase: str = "see",
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Figure:
    """The whole stage while the room takes out its phones."""
    side = min(_SIDE, stage_width * 0.4)
    left = MARGIN + side + 8
    title = f"{words.title}: {address}, {spaced(code)}"
    page = Figure(stage_width, HEIGHT, (Rect(0, 0, stage_width, HEIGHT, Fill("page")),), title)
    whole = place(page, code_figure(url, side), MARGIN, _TOP + (_SIDE - side) / 2)
    scale = min(scale, 1.2)
    box = Box(left, _TOP, stage_width - MARGIN - left, _SIDE)
    items = [*_way_in(address, code, words, box, phase, scale)]
    below = Box(MARGIN, _TOP + _SIDE + 3.4, stage_width - 2 * MARGIN, HEIGHT - _SIDE - _TOP - 6)
    items += _honestly(words, below, phase, scale)
    return whole._replace(items=(*whole.items, *items))


def _way_in(
    address: str, code: str, words: JoinWords, box: Box, phase: str, scale: float
) -> tuple[Item, ...]:
    """Steps and address from above, the code from below; the steps give way where they meet."""
    name, size = fitted(words.code_name, box.width, 3.5 * scale, "regular", 1)
    large, big = fitted(spaced(code), box.width, 15.0, "semibold", 1)
    top = box.bottom - line_height(big, 1, 1.05)
    above = top - line_height(size) - 0.6
    items: tuple[Item, ...] = ()
    for share in _SHARES:
        items, low = _steps(address, words, box, phase, scale * share)
        if low + _APART <= above:
            break
    return (
        *items,
        *lines_at(name, box.x, above, size, "regular", "ink2"),
        *lines_at(large, box.x, top, big, "semibold", leading=1.05),
    )


def _steps(
    address: str, words: JoinWords, box: Box, phase: str, scale: float
) -> tuple[tuple[Item, ...], float]:
    """Title, steps and address, and where they end."""
    lines, size = fitted(words.title, box.width, 7.6 * scale, "semibold", 1, 5.4 * scale)
    if lines[-1].endswith("…"):
        lines, size = fitted(words.title, box.width, 7.6 * scale, "semibold", 2, 5.4 * scale)
    items: list[Item] = [*lines_at(lines, box.x, box.y, size, "semibold", leading=1.15)]
    y = box.y + line_height(size, len(lines), 1.15) + 2.6
    room = box.width - _INDENT
    for number, step in enumerate(words.steps, 1):
        lines, size = fitted(step, room, 4.2 * scale, "regular", 3, 3.6 * scale)
        key = f"step:{number}"
        middle = y + line_height(size, 1, 1.28) / 2
        items.append(label(str(number), box.x, middle, size, "semibold", phase, key=key))
        items += lines_at(lines, box.x + _INDENT, y, size, leading=1.28)
        y += line_height(size, len(lines), 1.28) + 1.6
    size = max(min(5.4 * scale, room / width(address, 1.0, "semibold")), SMALLEST)
    items += lines_at((address,), box.x + _INDENT, y, size, "semibold", phase)
    return tuple(items), y + line_height(size)


def _honestly(words: JoinWords, box: Box, phase: str, scale: float) -> tuple[Item, ...]:
    """What a shared network can hide at the left, what it cannot at the right."""
    room = (box.width - _GAP) / 2
    wide = room - _BESIDE
    size = min(
        fitted(text, wide, 3.2 * scale, "regular", 3, SMALLEST)[1]
        for text in (words.hides, words.shows)
    )
    items: list[Item] = []
    for column, (image, text) in enumerate((("lock", words.hides), ("eye", words.shows))):
        x = box.x + column * (room + _GAP)
        lines = wrap(text, wide, size, "regular", 4)
        items.append(icon(image, x, box.y, 4.0, phase))
        items += lines_at(lines, x + _BESIDE, box.y - 0.1, size, "regular", "ink2", leading=1.3)
    return tuple(items)


@lru_cache(maxsize=4)
def cornered(
    url: str, address: str, code: str, words: str, canvas: Canvas, at: Point = (0.0, 0.0)
) -> tuple[Figure, Canvas]:
    """The way in at the right edge of a picture's room, and the room that is left beside it.

    ``words`` say over the code what it is for; ``at`` is where the room begins. It stands beside
    every picture of a turnout, and its code took longer to lay out than all the rest.
    """
    scale = min(canvas.scale, _WIDEST_CORNER)
    wide = _CORNER * scale
    x = canvas.width - wide
    head, size = fitted(words, wide, 3.2 * scale, "medium", 2)
    large, big = fitted(spaced(code), wide, 5.6 * scale, "semibold", 1)
    typed, small = _typed(address.removeprefix("http://"), wide, 3.0 * scale)
    heights = (line_height(size, len(head)) + 1.2, wide + 1.2, line_height(big))
    y = max((canvas.height - sum(heights) - line_height(small, 2, 1.25)) * 0.42, 0.0)
    middle = x + wide / 2
    items: list[Item] = [*lines_at(head, middle, y, size, "medium", "ink2", "middle")]
    y += heights[0]
    whole = place(
        Figure(canvas.width, canvas.height, tuple(items), f"{words}: {address}, {spaced(code)}"),
        code_figure(url, wide),
        x,
        y,
    )
    y += heights[1]
    below: list[Item] = [*lines_at(large, middle, y, big, "semibold", anchor="middle")]
    below += lines_at(
        typed, middle, y + heights[2], small, "medium", "ink2", "middle", leading=1.25
    )
    beside = replace(canvas, width=canvas.width - wide - _GAP)
    whole = whole._replace(items=(*whole.items, *below))
    return place(Figure(canvas.width, canvas.height, (), whole.title), whole, *at), beside


def _typed(address: str, room: float, size: float) -> tuple[tuple[str, ...], float]:
    """The address on one line, smaller where it must be, else its port on a second one."""
    whole = min(size, room / width(address, 1.0, "medium"))
    if whole >= SMALLEST:
        return (address,), whole
    host, _, port = address.rpartition(":")
    lines, size = fitted(host, room, size, "medium", 1)
    return (*lines, f":{port}"), size
