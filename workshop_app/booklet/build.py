"""Makes the PDF: paints every page, and adds outline, links and what the file says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app import __version__
from workshop_app.atomic import write_bytes
from workshop_app.booklet.book import BACK, FRONT, Chapter, compose, furniture
from workshop_app.booklet.brush import PageBrush, open_canvas
from workshop_app.booklet.edition import Personal, Sponsor
from workshop_app.booklet.glyphs import Printer, plain
from workshop_app.booklet.personal import compose_personal
from workshop_app.booklet.sponsor import compose_sponsor
from workshop_app.booklet.tables import ANCHOR
from workshop_app.figures.theme import LIGHT, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.booklet.edition import Edition
    from workshop_app.booklet.flow import Page
    from workshop_app.booklet.tagged_canvas import TaggedCanvas


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
    chapters = _composed(printable, paper)
    data = _pdf(edition, printable, chapters)
    write_bytes(path, data)
    return Made(path, sum(len(chapter.pages) for chapter in chapters), printer.missing)


def _composed(edition: Edition, paper: str) -> list[Chapter]:
    """The pages of whichever edition it is."""
    if isinstance(edition, Personal):
        return compose_personal(edition, paper)
    if isinstance(edition, Sponsor):
        return compose_sponsor(edition, paper)
    return compose(edition, paper)


def _pdf(edition: Edition, printable: Edition, chapters: Sequence[Chapter]) -> bytes:
    canvas = open_canvas(edition.words.language)
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
            brush = PageBrush(canvas, page.frame, LIGHT if chapter.plain else PAPER, numbers)
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
    canvas.setTitle(plain(edition.document))
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
