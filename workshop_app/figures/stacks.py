"""Yes, partly, no and don't know: one bar, told apart without any colour.

Solid, hatched and empty, always in this order; "don't know" hangs behind in a dashed outline,
because it is no answer. Every part says how many there are. A first vote lies below it, thin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.figures.figure import Command, Fill, Item, Path, Rect, Stroke, polyline
from workshop_app.figures.layout import Box, NumberFormat, label, line_height, lines_around
from workshop_app.figures.movement import CHANGE, was
from workshop_app.figures.text import fitted, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas

LEAD = 1.17
SCORE = 4.2
STRIP, STRIP_GAP = 1.2, 0.4
"""Height in u of the first vote below the bar, and what lies between them."""

REST_GAP = 1.3
PART_GAP = 0.3
HATCH = 1.25
"""Distance in u of the hatching's lines."""

KEY = 3.4
"""Width in u of a sample in the legend."""


@dataclass(frozen=True, slots=True)
class StackRow:
    """A statement: how many say yes, partly and no, and how many do not know.

    ``counts`` are ``None`` where nothing may be shown; ``score`` runs from 0 to 100; ``note``
    stands below the bar, or says why there is none. ``before``, ``before_rest`` and
    ``before_score`` are the first vote, if there were two that compare.
    """

    key: str
    text: str
    counts: tuple[int, ...] | None = None
    rest: int = 0
    score: float | None = None
    note: str = ""
    before: tuple[int, ...] | None = None
    before_rest: int = 0
    before_score: float | None = None

    @property
    def answers(self) -> int:
        """How many answered, "don't know" included, when more of them did."""
        now, before = sum(self.counts or ()) + self.rest, sum(self.before or ()) + self.before_rest
        return max(now, before)


@dataclass(frozen=True, slots=True)
class StackWords:
    """``parts`` are the words for yes, partly and no, ``rest`` those for "don't know".

    ``before`` is what the first vote is called.
    """

    parts: tuple[str, ...]
    rest: str
    too_few: str
    score: str = ""
    title: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Stacks:
    """What all bars of a picture share.

    A vote is as wide in each of them; with ``most`` = 0 every bar is as long as the others.
    ``moves`` says that some have a first vote below them.
    """

    canvas: Canvas
    words: StackWords
    number: NumberFormat
    most: int
    grown: float = 1.0
    moves: bool = False

    def room_of_score(self) -> float:
        """The width that the numbers behind the bars take, with those of the first vote."""
        size = self.canvas.size(SCORE)
        room = max(width(self.number(value), size, "semibold") for value in (88, 100))
        if self.moves:
            room += width(was(self.number(100)) + " ", self.canvas.size(CHANGE))
        return room + 2.0


def most_answers(rows: Sequence[StackRow]) -> int:
    """The answers of the longest bar."""
    return max((row.answers for row in rows), default=0)


def moves(rows: Sequence[StackRow]) -> bool:
    """Whether any of them has a first vote to compare with."""
    return any(row.before is not None or row.before_score is not None for row in rows)


def below_bar(row: StackRow) -> float:
    """The height that the first vote takes below the bar."""
    return STRIP_GAP + STRIP if row.before is not None and row.counts is not None else 0.0


def legend_row(stacks: Stacks, box: Box) -> tuple[tuple[Item, ...], float]:
    """A sample of each part with its word, and the word above the numbers; and their height."""
    canvas, words = stacks.canvas, stacks.words
    size = canvas.size(2.9)
    row = size * 1.5
    right = width(words.score, size, "regular") + 3.0 if words.score else 0.0
    items: list[Item] = []
    x, y = box.x, box.y + row / 2
    for index, word in enumerate((*words.parts, words.rest)):
        (text, *_), fitting = fitted(word, box.width - KEY - 1, size, "medium", max_lines=1)
        long = KEY + 0.9 + width(text, fitting, "medium")
        if x > box.x and x + long > box.right - right:
            x, y = box.x, y + row
        high = size * 0.85
        sample = Box(x, y - high / 2, KEY, high)
        items += _part(min(index, 3) if index < len(words.parts) else 3, sample, canvas, x, 1.0)
        items.append(label(text, x + KEY + 0.9, y, fitting, "medium"))
        x += long + size * 0.9
    if stacks.moves:
        (text, *_), fitting = fitted(words.before, box.width - KEY - 1, size, "medium", 1)
        if x > box.x and x + KEY + 0.9 + width(text, fitting, "medium") > box.right - right:
            x, y = box.x, y + row
        items += _part(0, Box(x, y - STRIP / 2, KEY, STRIP), canvas, x, 1.0)
        items.append(label(text, x + KEY + 0.9, y, fitting, "medium"))
    if words.score:
        first = box.y + row / 2
        items.append(label(words.score, box.right, first, size, "regular", "ink2", "end"))
    return tuple(items), y + row / 2 - box.y + 1.0


def bar_of(row: StackRow, stacks: Stacks, box: Box) -> tuple[Item, ...]:
    """One bar in ``box``, whose width is that of the most answers; the first vote below it."""
    canvas = stacks.canvas
    if row.counts is None:
        lines, size = _too_few(row, stacks, box.width), canvas.size(2.8)
        if not lines:
            return (Rect(*box, Fill("grid", 0.55), radius=0.4),)
        return lines_around(lines, box.x, box.centre_y, size, "regular", "ink2", leading=LEAD)
    items = _bar(row, (*row.counts, row.rest), stacks, box)
    if row.before is not None:
        strip = Box(box.x, box.bottom + STRIP_GAP, box.width, STRIP)
        items += _bar(row, (*row.before, row.before_rest), stacks, strip, before=True)
    return tuple(items)


def _bar(
    row: StackRow, counts: Sequence[int], stacks: Stacks, box: Box, *, before: bool = False
) -> list[Item]:
    """The parts of one vote side by side; those of the first have no room for numbers."""
    words = stacks.words
    unit = (box.width - REST_GAP) / max(stacks.most or row.answers, 1)
    said = f"{row.text} · {words.before}" if before else row.text
    items: list[Item] = []
    x = box.x
    for index, (word, count) in enumerate(zip((*words.parts, words.rest), counts, strict=True)):
        if not count:
            continue
        start = x + (REST_GAP if index == len(words.parts) else 0.0)
        part = Box(start, box.y, max(count * unit - PART_GAP, 0.4), box.height)
        look = 3 if index == len(words.parts) else index
        key = f"{row.key}:before:{index}" if before else f"{row.key}:{look}"
        items += _part(look, part, stacks.canvas, box.x, stacks.grown, key,
                       f"{said} · {word}: {count}")
        if not before:
            items += _count(look, count, part, stacks.canvas)
        x += count * unit
    return items


def _too_few(row: StackRow, stacks: Stacks, limit: float) -> tuple[str, ...]:
    """Why there is no bar, in as many lines as it takes."""
    text = row.note or stacks.words.too_few
    return wrap(text, limit, stacks.canvas.size(2.8)) if text else ()


def too_few_height(row: StackRow, stacks: Stacks, limit: float) -> float:
    """The height of the words that say why there is no bar."""
    if row.counts is not None:
        return 0.0
    return line_height(stacks.canvas.size(2.8), len(_too_few(row, stacks, limit)), LEAD)


def score_of(
    score: float | None, stacks: Stacks, x: float, y: float, u: float, before: float | None = None
) -> list[Item]:
    """The number behind a bar, and in front of it the one of the first vote."""
    if score is None:
        return []
    size, text = stacks.canvas.size(u), stacks.number(score)
    items: list[Item] = [label(text, x, y, size, "semibold", anchor="end")]
    if before is not None:
        left, small = x - width(text + " ", size, "semibold"), stacks.canvas.size(CHANGE)
        items.append(label(was(stacks.number(before)), left, y, small, "regular", "ink2", "end"))
    return items


def _part(
    index: int,
    box: Box,
    canvas: Canvas,
    origin: float,
    grown: float,
    key: str = "",
    readout: str = "",
) -> list[Item]:
    """A part in its own look; ``grown`` moves it towards ``origin``."""
    x, wide = origin + (box.x - origin) * grown, box.width * grown
    accent = canvas.phase
    looks = {
        0: (Fill(accent), Stroke(accent, 0.2)),
        1: (Fill(f"{accent}_tint"), Stroke(accent, 0.2)),
        2: (Fill("surface"), Stroke(accent, 0.25)),
        3: (Fill("page"), Stroke("ink2", 0.25, (2.4, 2.0))),
    }
    fill, stroke = looks[index]
    part = Rect(x, box.y, wide, box.height, fill, stroke, 0.3, key, readout)
    if index != 1:
        return [part]
    lines = tuple(
        (name, tuple((origin + (px - origin) * grown, py) for px, py in points))
        for name, points in _hatched(box)
    )
    return [part, Path(lines, stroke=Stroke(accent, 0.2))]


def _hatched(box: Box) -> tuple[Command, ...]:
    """Slanted lines from edge to edge."""
    commands: list[Command] = []
    along = box.x + box.y + HATCH
    while along < box.right + box.bottom:
        left, right = max(box.x, along - box.bottom), min(box.right, along - box.y)
        if right > left:
            commands += polyline(((left, along - left), (right, along - right)))
        along += HATCH
    return tuple(commands)


def _count(index: int, count: int, box: Box, canvas: Canvas) -> list[Item]:
    """The number inside, where there is room for it; on a plate where lines would cross it."""
    text = str(count)
    size = next(
        (s for s in (canvas.size(3.2), canvas.size(2.8)) if width(text, s, "semibold") < box.width),
        None,
    )
    if size is None or size > box.height:
        return []
    x = box.centre_x
    token = {0: "on_phase", 3: "ink2"}.get(index, "ink")
    items: list[Item] = []
    wide = min(width(text, size, "semibold") + 0.9, box.width)
    if index == 1:
        plate = Box(x - wide / 2, box.centre_y - size * 0.52, wide, size * 1.04)
        tint = Fill(f"{canvas.phase}_tint")
        items.append(Rect(plate.x, plate.y, plate.width, plate.height, tint, radius=0.3))
    items.append(label(text, x, box.centre_y, size, "semibold", token, "middle"))
    return items
