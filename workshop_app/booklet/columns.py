"""Columns of tables: how wide each is, and which go together where not all fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

from workshop_app.booklet.paper import HEAD, ROW, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.table import Column
from workshop_app.figures.text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.table import Cell, Table
    from workshop_app.words import Words

PADDING, BROKEN_PADDING = 2.3, 3.6
"""Above and below the lines of a row; more in a table whose rows run over several lines."""

TICK_PADDING = 7.0
TICK_COLUMN = 26.0

NUMBER_WIDTH = 42.0
"""A column of numbers is this wide where there is room, so that it stands clear of the next."""

LONGEST_WORD = 90.0
"""A longer word is broken with a hyphen rather than widening its column."""

SETTINGS = ((1.0, 12.0), (1.0, 8.0), (0.9, 8.0), (0.8, 7.0))
"""Size and space between columns: a table with many columns is set closer, then smaller."""

TIGHT = 2
"""From this setting on, where a table should take less room."""

COMFORT = 130.0
"""Text should not be squeezed into less than this while a closer setting would help."""

FOLDS = (2, 3)
"""Lines of a title above short numbers, where there is no room for fewer."""

FEWEST_BANDED = 4
_WIDEST_PAGE = "000"

Texts = tuple[tuple[str, ...], ...]
Settings = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns of one table stand, and how it is set.

    ``bands`` names for every row the part of the table it belongs to; empty = no parts. With
    ``leads`` the last column holds the page to which each row leads.
    """

    columns: tuple[Column, ...]
    texts: Texts
    room: float
    row: Style
    head: Style
    xs: tuple[float, ...]
    widths: tuple[float, ...]
    padding: float
    ticks: bool
    tag: Tag
    bands: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A table ready to be set: its cells as they are printed and what each column would like.

    A first column that repeats itself row after row has become the ``bands``.
    """

    table: Table
    texts: Texts
    needs: tuple[Need, ...]
    bands: tuple[str, ...] = ()


def measured(table: Table, words: Words) -> Measured:
    """Measure a table once; numbers are set in the words' language.

    Rows that lead elsewhere get a column for the page, which is known when it is painted.
    """
    columns = table.columns
    texts: Texts = tuple(
        tuple(_cell(cell, column, words) for cell, column in zip(row, columns, strict=False))
        for row in table.rows
    )
    if table.leads:
        columns = (*columns, Column(words("booklet.page"), 0))
        texts = tuple((*row, _WIDEST_PAGE) for row in texts)
    bands: tuple[str, ...] = ()
    if _repeats(columns, texts):
        bands = tuple(row[0] for row in texts)
        columns, texts = columns[1:], tuple(row[1:] for row in texts)
    needs = tuple(_need(column, index, texts) for index, column in enumerate(columns))
    return Measured(table, texts, needs, bands)


def _cell(cell: Cell, column: Column, words: Words) -> str:
    """What may not show is a dash."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    return words.number(cell, column.decimals or 0)


def grids(
    wanted: Measured, room: float, narrow: float, *, ticks: bool = False, tight: bool = False
) -> list[Grid]:
    """The table as one grid, or as several below one another that share the first column.

    Where nothing needs to be broken in ``narrow``, the table takes no more room than that.
    ``tight`` sets it smaller.
    """
    settings = SETTINGS[TIGHT:] if tight else SETTINGS
    needs, texts = wanted.needs, wanted.texts
    indent = TICK_COLUMN if ticks else 0.0
    scale, gap = settings[0]
    if sum(need.clear(scale) for need in needs) + gap * (len(needs) - 1) + indent <= narrow:
        room = narrow
    made: list[Grid] = []
    parts = _parts(needs, room - indent)
    wished = [[needs[index] for index in part] for part in parts]
    scale, gap = min(_setting(chosen, room - indent, settings) for chosen in wished)
    for part, chosen in zip(parts, wished, strict=True):
        widths = _widths(chosen, scale, room - indent - gap * (len(part) - 1))
        broken = any(
            one < need.whole * scale - 0.01 for one, need in zip(widths, chosen, strict=True)
        )
        padding = TICK_PADDING if ticks else BROKEN_PADDING if broken else PADDING
        ends = accumulate((one + gap for one in widths), initial=indent)
        made.append(
            Grid(
                tuple(need.column for need in chosen),
                tuple(tuple(row[i] for i in part if i < len(row)) for row in texts),
                room,
                ROW.scaled(scale),
                HEAD.scaled(scale),
                tuple(ends)[:-1],
                widths,
                padding * scale,
                ticks,
                Tag("Table"),
                wanted.bands,
                wanted.table.leads if part[-1] == len(needs) - 1 else (),
            )
        )
    return made


def _repeats(columns: Sequence[Column], texts: Texts) -> bool:
    """Whether the first column only says which part of the table a row belongs to."""
    if len(columns) < 2 or columns[0].decimals is not None or len(texts) < FEWEST_BANDED:
        return False
    runs = [row[0] for row in texts[:1]]
    runs += [row[0] for before, row in pairwise(texts) if row[0] != before[0]]
    return len(runs) == len(set(runs)) and 2 * len(runs) <= len(texts)


def _parts(needs: Sequence[Need], room: float) -> list[list[int]]:
    """Which columns stand side by side; the first says in every part what a row is about."""
    scale, gap = SETTINGS[-1]
    parts = [[0]]
    used = needs[0].least * scale
    for index, need in enumerate(needs[1:], start=1):
        if used + gap + need.least * scale > room and parts[-1] != [0]:
            parts.append([0])
            used = needs[0].least * scale
        parts[-1].append(index)
        used += gap + need.least * scale
    return parts


def _setting(needs: Sequence[Need], room: float, settings: Settings) -> tuple[float, float]:
    """The largest setting in which no text is squeezed; else in which no word is broken."""
    whole_words: list[tuple[float, float]] = []
    for scale, gap in settings:
        gaps = gap * (len(needs) - 1)
        if sum(need.easy(scale) for need in needs) + gaps <= room:
            return scale, gap
        if sum(need.least * scale for need in needs) + gaps <= room:
            whole_words.append((scale, gap))
    return (whole_words or settings)[-1]


def _widths(needs: Sequence[Need], scale: float, room: float) -> tuple[float, ...]:
    """The most generous widths there is room for."""
    whole: list[float] = []
    for wished in (
        [need.clear(scale) for need in needs],
        [max(need.whole, need.title) * scale for need in needs],
        *([max(need.whole, need.folded[at]) * scale for need in needs] for at in range(len(FOLDS))),
    ):
        whole = wished
        if sum(wished) <= room:
            break
    least = [need.least * scale for need in needs]
    shares = [need.column.width for need in needs]
    return shared_width(least, whole, shares, [need.worded for need in needs], room)


@dataclass(frozen=True, slots=True)
class Need:
    """What one column would like at full size: its longest word, text and title in one line.

    ``folded`` are the least widths in which the title runs over no more lines than `FOLDS`.
    """

    column: Column
    least: float
    whole: float
    title: float
    folded: tuple[float, ...]

    @property
    def worded(self) -> bool:
        """Whether it holds text from the left, not numbers."""
        return not self.column.ends_right

    def easy(self, scale: float) -> float:
        """A width in which its text is not squeezed."""
        return max(self.least * scale, min(self.whole * scale, COMFORT))

    def clear(self, scale: float) -> float:
        """A width in which nothing is broken and numbers stand clear of the next column."""
        whole = max(self.whole, self.title) * scale
        return whole if self.worded else max(whole, NUMBER_WIDTH)


def _need(column: Column, index: int, texts: Texts) -> Need:
    size, head = ROW.size, [width(word, HEAD.size, HEAD.weight) for word in column.title.split()]
    cells = {row[index] for row in texts if index < len(row)}
    title = width(column.title, HEAD.size, HEAD.weight)
    if column.decimals is None:
        words = {word for cell in cells for word in cell.split()}
        longest = max((width(word, size, "semibold") for word in words), default=0.0)
        least = max(min(max(longest, *head, 0.0), LONGEST_WORD), 12.0)
        lines = {line for cell in cells for line in cell.split("\n")}
        whole = max((width(line, size, "semibold") for line in lines), default=0.0)
    else:
        number = max((width(cell, size, "semibold") for cell in cells), default=0.0)
        least = max(number, min(max(head, default=0.0), LONGEST_WORD), 12.0)
        whole = least
    folded = tuple(_folded(column.title, lines) + 0.5 for lines in FOLDS)
    return Need(column, least + 0.5, max(whole, least) + 0.5, title + 0.5, folded)


@lru_cache(maxsize=500)
def _folded(title: str, lines: int) -> float:
    """The least width in which a title takes so many lines."""
    words = title.split()
    runs = [" ".join(words[i:j]) for i, j in combinations(range(len(words) + 1), 2)]
    for limit in sorted(width(run, HEAD.size, HEAD.weight) for run in runs):
        if len(wrap(title, limit + 0.01, HEAD.size, HEAD.weight)) <= lines:
            return limit
    return 0.0


def shared_width(
    least: Sequence[float],
    whole: Sequence[float],
    shares: Sequence[float],
    texts: Sequence[bool],
    room: float,
) -> tuple[float, ...]:
    """Give every column at least its longest word, then the rest by its share.

    No column gets more than its longest text while another is still broken into lines. What
    is left over goes to the columns of text, so that the table fills the room. Where even the
    longest words do not fit, all shrink alike and words break.
    """
    total = sum(least)
    if total >= room:
        return tuple(one * room / total for one in least)
    widths = list(least)
    spare = room - total
    while spare > 0.5:
        wanting = [i for i in range(len(widths)) if widths[i] < whole[i] - 0.01]
        takers = wanting or [i for i, text in enumerate(texts) if text] or [0]
        parts = sum(max(shares[i], 0.01) for i in takers)
        given = 0.0
        for i in takers:
            more = spare * max(shares[i], 0.01) / parts
            more = min(more, whole[i] - widths[i]) if wanting else more
            widths[i] += more
            given += more
        spare -= given
    return tuple(widths)
