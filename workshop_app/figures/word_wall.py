"""Single words of the room: the more people said one, the larger it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item, Text
from workshop_app.figures.layout import line_height, lines_at
from workshop_app.figures.movement import LEGEND, ONE_VOTE, VoteNames, change, counted
from workshop_app.figures.text import fitted, width

SMALLEST_WORD = 4.2
LARGEST_WORD = 9.0
COUNT_SIZE = 2.8
BETWEEN = 4.5
LEAD = 1.42


@dataclass(frozen=True, slots=True)
class WallWord:
    """A word and how many people said it; ``before`` in the first vote, if there were two."""

    text: str
    count: int
    before: int | None = None

    @property
    def tail(self) -> str:
        """The number behind the word; nothing behind one that a single person said."""
        return counted(self.before, self.count) if self.before is not None or self.count > 1 else ""


@dataclass(frozen=True, slots=True)
class _Set:
    word: WallWord
    text: str
    size: float
    width: float


def word_wall(
    words: Sequence[WallWord],
    canvas: Canvas,
    *,
    empty: str = "",
    title: str = "",
    names: VoteNames = ONE_VOTE,
) -> tuple[Figure, ...]:
    """Centred rows, most frequent first, equal ones in the alphabet: the same every time.

    Sizes run from 4.2 to 9 u and step back together when the page is full; words that still
    do not fit go on a next page. ``empty`` invites when there is no word yet. With two votes a
    word that nobody says any more comes last, and ``names`` says what the numbers are of.
    """
    ordered = sorted(words, key=lambda word: (-word.count, word.text.casefold(), word.text))
    if not ordered:
        lines, size = fitted(empty, canvas.width * 0.7, canvas.size(4.2), "regular", 3)
        top = (canvas.height - line_height(size, len(lines))) / 2
        note = lines_at(lines, canvas.width / 2, top, size, "regular", "ink2", "middle")
        return (Figure(canvas.width, canvas.height, note, title),)
    head: tuple[Item, ...] = ()
    top = 0.0
    if any(word.before is not None for word in words):
        said = change(names.before, names.now)
        lines, size = fitted(said, canvas.width, canvas.size(LEGEND), "medium", 2)
        head = lines_at(lines, 0, 0, size, "medium", "ink2")
        top = line_height(size, len(lines)) + 1.0
    for largest in (LARGEST_WORD, 7.8, 6.8, 6.0, 5.2, SMALLEST_WORD):
        rows = _rows([_set(word, ordered[0].count, largest, canvas) for word in ordered], canvas)
        if sum(_height(row) for row in rows) <= canvas.height - top:
            break
    pages: list[list[list[_Set]]] = [[]]
    used = 0.0
    for row in rows:
        if pages[-1] and used + _height(row) > canvas.height - top:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += _height(row)
    return tuple(_page(page, canvas, title, head, top) for page in pages)


def _set(word: WallWord, most: int, largest: float, canvas: Canvas) -> _Set:
    share = sqrt(max(word.count - 1, 0) / (most - 1)) if most > 1 else 0.5
    wanted = canvas.size(SMALLEST_WORD + (largest - SMALLEST_WORD) * share)
    tail = _tail_width(word, canvas)
    (text, *_), size = fitted(
        word.text, canvas.width - tail, wanted, _weight(word), 1, canvas.size(2.8)
    )
    return _Set(word, text, size, width(text, size, _weight(word)) + tail)


def _weight(word: WallWord) -> str:
    return ("regular", "medium", "semibold")[min(word.count, 2)]


def _tail_width(word: WallWord, canvas: Canvas) -> float:
    return width(word.tail, canvas.size(COUNT_SIZE), "medium") + 0.7 if word.tail else 0.0


def _rows(sets: Sequence[_Set], canvas: Canvas) -> list[list[_Set]]:
    """Greedy rows, then the same number of rows at the smallest width that keeps it."""

    def fill(limit: float) -> list[list[_Set]]:
        rows: list[list[_Set]] = [[]]
        used = 0.0
        for one in sets:
            if rows[-1] and used + BETWEEN + one.width > limit:
                rows.append([])
                used = 0.0
            used += one.width + (BETWEEN if rows[-1] else 0.0)
            rows[-1].append(one)
        return rows

    most = fill(canvas.width)
    low, high = max(one.width for one in sets), canvas.width
    for _ in range(10):
        middle = (low + high) / 2
        if len(fill(middle)) <= len(most):
            high = middle
        else:
            low = middle
    return fill(high)


def _height(row: Sequence[_Set]) -> float:
    return max(one.size for one in row) * LEAD


def _page(
    rows: Sequence[Sequence[_Set]], canvas: Canvas, title: str, head: tuple[Item, ...], top: float
) -> Figure:
    free = canvas.height - top - sum(_height(row) for row in rows)
    air = min(free / (len(rows) + 1), 3.0)
    y = top + (free - air * (len(rows) - 1)) / 2
    items: list[Item] = [*head]
    for row in rows:
        height = _height(row)
        baseline = y + height * 0.72
        x = (canvas.width - sum(one.width for one in row) - BETWEEN * (len(row) - 1)) / 2
        for one in row:
            tone = ("ink2", "ink", canvas.phase)[min(one.word.count, 2)]
            readout = f"{one.word.text}: {counted(one.word.before, one.word.count)}"
            weight = _weight(one.word)
            items.append(
                Text(x, baseline, one.text, one.size, weight, tone, "start", one.word.text, readout)
            )
            if one.word.tail:
                size = canvas.size(COUNT_SIZE)
                at = x + one.width
                items.append(
                    Text(at, baseline, one.word.tail, size, "medium", "ink2", "end")
                )
            x += one.width + BETWEEN
        y += height + air
    return Figure(canvas.width, canvas.height, tuple(items), title)
