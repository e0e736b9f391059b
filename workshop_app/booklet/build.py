"""Makes the PDF: paints every page, and adds outline, links and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from workshop_app import __version__
from workshop_app.atomic import write_bytes
from workshop_app.booklet.book import BACK, FRONT, Chapter, compose, furniture
from workshop_app.booklet.glyphs import Printer, plain
from workshop_app.booklet.tables import ANCHOR
from workshop_app.figures.figure import Figure
from workshop_app.figures.theme import LIGHT, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop_app.booklet.edition import Edition
    from workshop_app.booklet.flow import Page
    from workshop_app.booklet.paper import Frame
    from workshop_app.booklet.tagged_canvas import TaggedCanvas
    from workshop_app.booklet.tags import Tag
    from workshop_app.figures.figure import Item
    from workshop_app.figures.theme import Theme


@dataclass(frozen=True, slots=True)
class Made:
    """A finished booklet: where it is, how many pages, and which characters the font lacks."""

    path: Path
    pages: int
    uncovered: tuple[str, ...] = ()


def build_booklet(edition: Edition, path: Path, paper: str = "a4") -> Made:
    """Write the booklet on ``a4`` or ``letter`` paper; equal editions give equal files.

    The file appears under its name only when it is complete. Raises `UserError` for unknown
    paper, a folder that cannot be written, or a full disk.
    """
    printer = Printer()
    printable = printer.edition(edition)
    chapters = compose(printable, paper)
    data = _pdf(edition, printable, chapters)
    write_bytes(path, data)
    return Made(path, sum(len(chapter.pages) for chapter in chapters), printer.missing)


def _pdf(edition: Edition, printable: Edition, chapters: Sequence[Chapter]) -> bytes:
    # reportlab takes 80 ms to import: only who makes a booklet pays for it.
    from workshop_app.booklet.figure_painter import FONTS, load_fonts
    from workshop_app.booklet.tagged_canvas import TaggedCanvas

    load_fonts()
    canvas = TaggedCanvas(
        BytesIO(),
        invariant=1,
        pageCompression=1,
        lang=edition.words.language,
        initialFontName=FONTS["regular"],
    )
    _describe(canvas, edition)
    numbers = _numbers(chapters)
    number = 0
    for chapter in chapters:
        canvas.chapter()
        for index, page in enumerate(chapter.pages):
            number += 1
            canvas.setPageSize((page.frame.width, page.frame.height))
            if index == 0:
                _outline(canvas, chapter, chapters, edition)
            brush = _Brush(canvas, page.frame, LIGHT if chapter.plain else PAPER, numbers)
            brush.items(furniture(printable, chapter, page.frame, number))
            for anchor, y in _anchors(page):
                canvas.bookmarkPage(anchor, fit="XYZ", left=0, top=page.frame.height - y)
            page.paint(brush)
            brush.paint()
            canvas.close_page()
    return canvas.finished()


def _numbers(chapters: Sequence[Chapter]) -> dict[str, int]:
    """The page on which each chapter begins, and each row that others lead to."""
    numbers: dict[str, int] = {}
    number = 1
    for chapter in chapters:
        numbers[chapter.key] = number
        for page in chapter.pages:
            numbers |= dict.fromkeys((anchor for anchor, _ in _anchors(page)), number)
            number += 1
    return numbers


def _anchors(page: Page) -> Iterator[tuple[str, float]]:
    """The rows on a page that others lead to, with the y of their upper edges."""
    for placed in page.placed:
        if placed.block.key.startswith(ANCHOR):
            yield placed.block.key.removeprefix(ANCHOR), placed.y


def _describe(canvas: TaggedCanvas, edition: Edition) -> None:
    """What a reader's window, a search and a screen reader learn about the file."""
    words, day = edition.words, edition.day
    parts = (edition.client, edition.when, edition.place)
    canvas.setTitle(plain(edition.title))
    canvas.setAuthor(plain(edition.facilitator or edition.client))
    canvas.setSubject(plain(", ".join(part for part in parts if part)))
    keywords = [phase.name for phase in edition.phases]
    keywords += [section.title for section in edition.sections]
    canvas.setKeywords(plain(", ".join([words("booklet.keyword"), *keywords])))
    canvas.setCreator(f"Workshop app {__version__}")
    # The day of the workshop instead of a clock, so that equal editions give equal files.
    canvas.setDateFormatter(lambda *now: f"D:{day:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _outline(
    canvas: TaggedCanvas, chapter: Chapter, chapters: Sequence[Chapter], edition: Edition
) -> None:
    """A line in the outline: activities below their phase, everything else beside it."""
    top = {"fit": "XYZ", "left": 0, "top": chapter.pages[0].frame.height}
    canvas.bookmarkPage(chapter.key, **top)
    inside = chapter.phase not in (FRONT, BACK)
    if inside and chapter is next(c for c in chapters if c.phase == chapter.phase):
        key = f"phase-{chapter.phase}"
        canvas.bookmarkPage(key, **top)
        canvas.addOutlineEntry(plain(edition.phase(chapter.phase).name), key, 0, 0)
    title = next((s.title for s in edition.sections if s.key == chapter.key), chapter.title)
    canvas.addOutlineEntry(plain(title or chapter.title), chapter.key, int(inside), 0)
    if not chapter.plain:
        canvas.showOutline()


class _Brush:
    """Gathers what stands on one page and paints it in three layers, whatever its order.

    Lines, areas and page furniture lie below; then come the texts, then the figures. The
    document's structure keeps the order in which things were handed in.
    """

    def __init__(
        self, canvas: TaggedCanvas, frame: Frame, theme: Theme, numbers: Mapping[str, int]
    ) -> None:
        self._canvas = canvas
        self._frame = frame
        self._theme = theme
        self._numbers = numbers
        self._below: list[Item] = []
        self._texts: list[Item] = []
        self._tags: list[Tag] = []
        self._figures: list[tuple[Figure, float, float, float, Tag]] = []

    def items(self, items: Sequence[Item], tag: Tag | None = None) -> None:
        if tag is None:
            self._below += items
        else:
            self._canvas.place(tag)
            self._texts += items
            self._tags += [tag] * len(items)

    def figure(self, figure: Figure, x: float, y: float, scale: float, tag: Tag) -> None:
        self._canvas.place(tag)
        self._figures.append((figure, x, y, scale, tag))

    def paint(self) -> None:
        """Put everything on the page."""
        from workshop_app.booklet.figure_painter import paint

        canvas, theme = self._canvas, self._theme
        width, height = self._frame.width, self._frame.height
        with canvas.artifact():
            paint(canvas, Figure(width, height, tuple(self._below)), theme, 0.0, height, 1.0)
        with canvas.lines(self._tags):
            paint(canvas, Figure(width, height, tuple(self._texts)), theme, 0.0, height, 1.0)
        for figure, x, y, scale, tag in self._figures:
            with canvas.whole(tag):
                paint(canvas, figure, theme, x, height - y, scale)

    def link(self, x: float, y: float, width: float, height: float, section: str) -> None:
        top = self._frame.height - y
        area = (x, top - height, x + width, top)
        self._canvas.linkRect("", section, area, relative=0, thickness=0)

    def page_of(self, section: str) -> int:
        return self._numbers.get(section, 0)
