"""The sponsor's pages: each stays one page, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.booklet import chapters
from workshop_app.booklet.blocks import (
    Block,
    bullets,
    line,
    paragraph,
    picture,
    writing_lines,
)
from workshop_app.booklet.book import BACK, Chapter
from workshop_app.booklet.columns import measured
from workshop_app.booklet.flow import Page, flow
from workshop_app.booklet.paper import BODY, CAPTION, LEAD, frame
from workshop_app.booklet.tables import table_blocks
from workshop_app.booklet.tags import Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Passage, Sheet, Sponsor
    from workshop_app.booklet.paper import Frame
    from workshop_app.figures.table import Cell, Table
    from workshop_app.words import Words

MOST_PAGES = 6
"""So many pages a sponsor reads (METHOD §9)."""

MOST_COLUMNS = 8
"""Of a wider table the last columns but one are left out: the groups furthest to the right."""

NUMBER_INDENT = 22.0
POINT = LEAD._replace(token="ink")


class Measure(NamedTuple):
    """How much may stand on a page: rows of the last table, sentences of a passage, their length.

    What comes first matters most: an earlier table keeps twice as many rows and some more, unless
    ``earlier`` says how many. ``high`` is how much of the page a picture may take.
    """

    rows: int
    texts: int
    length: int
    pictures: bool = True
    high: float = 0.42
    earlier: int | None = None

    def most(self, *, last: bool) -> int:
        """So many rows of a table may stand there."""
        if last:
            return self.rows
        return 2 * self.rows + 4 if self.earlier is None else self.earlier


_MEASURES = (
    Measure(1_000, 1_000, 1_000),
    Measure(24, 12, 600),
    Measure(18, 9, 400),
    Measure(14, 7, 320),
    Measure(11, 6, 260),
    Measure(9, 5, 220),
    Measure(7, 4, 200),
    Measure(5, 3, 180),
    Measure(4, 3, 140),
    Measure(3, 3, 100),
    Measure(2, 3, 80),
    Measure(1, 2, 60),
)

_BESIDE = (
    Measure(10, 3, 180, high=0.38, earlier=8),
    Measure(6, 3, 180, high=0.36, earlier=6),
    Measure(4, 3, 140, high=0.36, earlier=4),
    Measure(3, 3, 100, high=0.36, earlier=3),
    Measure(2, 3, 80, high=0.36, earlier=2),
)
"""Beside a picture whose words can still be read: a few rows of every table."""

MEASURES = (*_MEASURES[:-4], *_BESIDE, *(one._replace(pictures=False) for one in _MEASURES))
"""From everything to what fits any page; the first that stays on one is taken.

A picture that leaves no room for a few rows goes, rather than be too small to read: its room is
the tables’ then, and all begins anew.
"""


def compose_sponsor(edition: Sponsor, paper: str) -> list[Chapter]:
    """A page for each sheet; raises `UserError` for a paper that booklets do not know."""
    upright = frame(paper)
    return [
        Chapter(sheet.key, sheet.title, BACK, (sheet_page(sheet, upright, edition.words),))
        for sheet in edition.sheets[:MOST_PAGES]
    ]


def sheet_page(sheet: Sheet, page: Frame, words: Words) -> Page:
    """The sheet on one page, with everything or with a sentence on what is left out."""
    for measure in MEASURES:
        made = flow(sheet_blocks(sheet, measure, page, words), page)
        if len(made) == 1:
            return made[0]
    return made[0]


def sheet_blocks(sheet: Sheet, measure: Measure, page: Frame, words: Words) -> list[Block]:
    """As much of the sheet as the measure allows, and a sentence on the rest."""
    cut = _Cut(measure, pictures=bool(sheet.figures))
    blocks = chapters.opening(cut.text(sheet.title), cut.text(sheet.lead), page)
    for passage in sheet.passages:
        blocks += _passage(passage, cut, page)
    most = (page.bottom - page.top) * measure.high
    if measure.pictures:
        blocks += [
            picture(figure, page.room, most, before=14.0, alt=alt)
            for figure, alt in zip(
                sheet.figures, chapters.read_out(sheet.figures, sheet.title, words), strict=True
            )
        ]
    for table in sheet.tables:
        shown = cut.table(table, last=table is sheet.tables[-1])
        tight = measure is not MEASURES[0]
        narrow = page.span(4)
        blocks += table_blocks(measured(shown, words), page.room, tight=tight, narrow=narrow)
    blocks += paragraph(cut.sentence(words), CAPTION, page.room, before=12.0)
    return blocks


class _Cut:
    """Shortens texts and tables, and remembers what it left out."""

    def __init__(self, measure: Measure, *, pictures: bool) -> None:
        self._measure = measure
        self._pictures = pictures and not measure.pictures
        self._rows: list[tuple[str, int, int]] = []
        self._texts = 0
        self._shortened = self._columns = False

    def text(self, text: str, times: int = 1) -> str:
        """The text, or its beginning with an ellipsis; so many ``times`` as long as others."""
        most = self._measure.length * times
        if len(text) <= most:
            return text
        self._shortened = True
        return f"{text[: most - 1].rstrip()}…"

    def texts(self, texts: Sequence[str]) -> list[str]:
        """The first sentences, each as `text`."""
        most = self._measure.texts
        self._texts += max(len(texts) - most, 0)
        return [self.text(text) for text in texts[:most]]

    def table(self, table: Table, *, last: bool) -> Table:
        """The first rows and as many columns as a page has room for, each cell as `text`."""
        most = self._measure.most(last=last)
        rows = table.rows[:most]
        if len(rows) < len(table.rows):
            self._rows.append((self.text(table.caption), len(rows), len(table.rows)))
        columns = table.columns
        if len(columns) > MOST_COLUMNS:
            self._columns = True
            kept = [*range(MOST_COLUMNS - 1), len(columns) - 1]
            columns = tuple(columns[place] for place in kept)
            rows = tuple(tuple(row[place] for place in kept) for row in rows)
        return replace(
            table,
            caption=self.text(table.caption),
            note=self.text(table.note, 3),
            columns=columns,
            rows=tuple(tuple(map(self._cell, row)) for row in rows),
            anchors=(),
            leads=(),
        )

    def _cell(self, cell: Cell) -> Cell:
        return self.text(cell) if isinstance(cell, str) else cell

    def sentence(self, words: Words) -> str:
        """What was left out, and where it stands; empty where nothing was."""
        said = [
            words("sponsor.cut.rows", name=name, shown=shown, n=all_)
            for name, shown, all_ in self._rows
        ]
        if self._texts:
            said.append(words("sponsor.cut.texts", n=self._texts))
        if self._columns:
            said.append(words("sponsor.cut.columns"))
        if self._shortened:
            said.append(words("sponsor.cut.shortened"))
        if self._pictures:
            said.append(words("sponsor.cut.picture"))
        return " ".join((*said, words("sponsor.cut.whole"))) if said else ""


def _passage(passage: Passage, cut: _Cut, page: Frame) -> list[Block]:
    said = [text for text in passage.texts if text]
    texts = [cut.text(text) for text in said] if passage.whole else cut.texts(said)
    blocks = chapters.heading(passage.title, page) if passage.title else []
    wide = page.span(5)
    if passage.numbered:
        for number, text in enumerate(texts, 1):
            blocks += _numbered(number, text, wide)
    elif passage.title:
        blocks += bullets(texts, BODY, wide, "ink2")
    else:
        for text in texts:
            blocks += paragraph(text, BODY, wide, before=8.0)
    if not texts:
        blocks += writing_lines(page.room, passage.lines)
    return blocks


def _numbered(number: int, text: str, wide: float) -> list[Block]:
    """A paragraph with its number in the margin."""
    first, *more = paragraph(text, POINT, wide - NUMBER_INDENT, before=8.0, dx=NUMBER_INDENT)
    mark = line(f"{number} ", POINT.strong(), Tag("P"))

    def paint(brush: Brush, x: float, y: float) -> None:
        mark.paint(brush, x, y)
        first.paint(brush, x, y)

    return [first._replace(paint=paint), *more]
