"""How far the room agrees, pass beside pass: a small histogram and a word for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.layout import (
    Box,
    best_size,
    label,
    line_height,
    lines_around,
    paged,
    spread,
)
from workshop_app.figures.movement import LEGEND, ONE_VOTE, VoteNames, change, vote_legend
from workshop_app.figures.text import fitted, wrap
from workshop_app.figures.vote_columns import Columns, vote_columns

SIZES = (3.6, 3.4, 3.2, 3.0)
LEAD = 1.17
TEXT_SHARE = 0.34
COLUMNS = 6.4
"""Height in u of the votes with their numbers."""

GAP = 6.0
TALLEST = 15.0


@dataclass(frozen=True, slots=True)
class Votes:
    """How many chose each point in one pass, and the word for how far they agree.

    ``counts`` are ``None`` where nothing may be shown; ``before`` and ``agreement_before`` are
    those of the first vote, if there were two.
    """

    counts: tuple[int, ...] | None = None
    agreement: str = ""
    before: tuple[int, ...] = ()
    agreement_before: str = ""


@dataclass(frozen=True, slots=True)
class HistogramRow:
    """What was asked, and its votes in each pass."""

    key: str
    text: str
    votes: tuple[Votes, ...]


@dataclass(frozen=True, slots=True)
class HistogramWords:
    """``passes`` head the columns; ``points`` name the points of the scale below them."""

    passes: tuple[str, ...]
    points: tuple[str, ...]
    too_few: str
    title: str = ""
    names: VoteNames = ONE_VOTE


def pass_histograms(
    rows: Sequence[HistogramRow], canvas: Canvas, words: HistogramWords, *, grown: float = 1.0
) -> tuple[Figure, ...]:
    """A row per question; ``grown`` from 0 to 1 shrinks the columns for the reveal."""
    limit = canvas.width * TEXT_SHARE
    boxes = _columns(canvas, limit, len(words.passes))
    size = canvas.size(3.2)
    used = line_height(size) + 0.6
    head: list[Item] = []
    if any(one.before for row in rows for one in row.votes):
        left = Box(0, 0, limit, 0)
        keys, high = vote_legend(words.names, left, canvas.size(LEGEND), canvas.phase)
        head += keys
        used = max(used, high + 0.6)
    for name, box in zip(words.passes, boxes, strict=True):
        (text, *_), fitting = fitted(name, box.width, size, "semibold", 1)
        head.append(label(text, box.x, used / 2, fitting, "semibold"))
    small = canvas.size(2.8)
    room = canvas.height - used - line_height(small) - 0.3
    least = COLUMNS * min(canvas.scale, 1.2) + line_height(small) + 1.0

    def lay(size: float) -> list[float]:
        blocks = (wrap(row.text, limit, size, "medium") for row in rows)
        return [max(line_height(size, len(lines), LEAD) + 1.0, least) for lines in blocks]

    chosen = best_size([canvas.size(u) for u in SIZES], lay, room, 0.0)
    shown = (one for row in rows for one in row.votes)
    most = max((n for one in shown for n in (*(one.counts or ()), *one.before)), default=0)
    figures: list[Figure] = []
    for page in paged([*zip(rows, lay(chosen), strict=True)], lay(chosen), room):
        items = [*head]
        heights = [height for _, height in page]
        for (row, _), y, height in spread(page, heights, used, room, TALLEST):
            lines = wrap(row.text, limit, chosen, "medium")
            items += lines_around(lines, 0, y + height / 2, chosen, "medium", leading=LEAD)
            for index, (votes, box) in enumerate(zip(row.votes, boxes, strict=True)):
                cell = Box(box.x, y, box.width, height - 0.6)
                items += _cell(f"{row.key}:{index}", row.text, votes, cell, canvas, words, most,
                               grown)
            bottom = y + height
        for box in boxes:
            items += _points(words.points, box, bottom + line_height(small) / 2, small)
        figures.append(Figure(canvas.width, canvas.height, tuple(items), words.title))
    return tuple(figures)


def _columns(canvas: Canvas, limit: float, count: int) -> list[Box]:
    left = limit + 3.0
    wide = (canvas.width - left - GAP * (count - 1)) / count
    return [Box(left + (wide + GAP) * index, 0, wide, canvas.height) for index in range(count)]


def _cell(
    key: str,
    text: str,
    votes: Votes,
    box: Box,
    canvas: Canvas,
    words: HistogramWords,
    most: int,
    grown: float,
) -> list[Item]:
    """Columns above their line, the word of agreement below it."""
    size = canvas.size(2.8)
    if votes.counts is None:
        lines = wrap(words.too_few, box.width, size) if words.too_few else ()
        return [*lines_around(lines, box.x, box.centre_y, size, "regular", "ink2", leading=LEAD)]
    foot = box.bottom - line_height(size)
    columns = Columns(key, text, votes.counts, votes.before)
    above = Box(box.x, box.y, box.width, foot - box.y)
    items = [*vote_columns(columns, words.points, above, canvas, canvas.phase, most, grown)]
    if votes.agreement:
        said = change(votes.agreement_before, votes.agreement, size, box.width)
        y = foot + line_height(size) / 2
        items.append(label(said, box.x, y, size, "regular", "ink2"))
    return items


def _points(points: Sequence[str], box: Box, y: float, size: float) -> list[Item]:
    step = box.width / max(len(points), 1)
    return [
        label(point, box.x + step * (index + 0.5), y, size, "regular", "ink2", "middle")
        for index, point in enumerate(points)
    ]
