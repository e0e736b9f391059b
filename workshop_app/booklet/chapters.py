"""The pages around the activities: who was there, how to read, what to read, where it is from."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, bullets, paragraph, stack
from workshop_app.booklet.guide import agreement_block, scale_block
from workshop_app.booklet.paper import BODY, CAPTION, HEADING, LEAD, TITLE
from workshop_app.booklet.tags import Tag
from workshop_app.figures.text import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Book, Edition, People
    from workshop_app.booklet.paper import Frame, Style
    from workshop_app.figures.figure import Figure
    from workshop_app.words import Words

NAME_COLUMNS = 3
NAMES_FIRST = 28
"""Rows of names below the page's title; pages after it take `NAMES_MORE`."""

NAMES_MORE = 40
FEW_NAMES = 48


def opening(title: str, lead: str, frame: Frame) -> list[Block]:
    """A page's title and its first sentence."""
    return [
        *paragraph(title, TITLE, frame.room, keep=True, role="H1"),
        *paragraph(lead, LEAD, frame.span(4), before=5.0),
    ]


def read_out(figures: Sequence[Figure], title: str, words: Words) -> list[str]:
    """What is read instead of each picture: which one it is, and where its numbers are."""
    count = len(figures)
    return [
        words("booklet.picture", n=count, at=at, title=figure.title or title)
        for at, figure in enumerate(figures, 1)
    ]


def heading(text: str, frame: Frame) -> list[Block]:
    """The title of a passage."""
    return paragraph(text, HEADING, frame.room, before=24.0, keep=True, role="H2")


def people(edition: Edition, frame: Frame) -> list[Block]:
    """Who was there: names with consent, and how many others."""
    words, there = edition.words, edition.people
    blocks = opening(words("booklet.people.title"), _mix(there, words), frame)
    blocks += _names(there.names, frame)
    notes: list[str] = []
    if there.names and there.others:
        notes.append(words("booklet.people.others", n=there.others))
    if there.others:
        notes.append(words("booklet.people.unnamed"))
    return blocks + paragraph(" ".join(notes), BODY.quiet(), frame.span(4), before=10.0)


def _mix(there: People, words: Words) -> str:
    counts = [words("booklet.people.count", n=there.present)]
    if there.departments:
        counts.append(words("booklet.people.departments", n=there.departments))
    if there.levels:
        counts.append(words("booklet.people.levels", n=there.levels))
    return f"{words.listing(counts)}."


def _names(names: Sequence[str], frame: Frame) -> list[Block]:
    """Names in three columns that are read downwards, page by page; large if they are few."""
    large = len(names) <= FEW_NAMES
    style = LEAD._replace(token="ink", leading=24.0) if large else BODY._replace(leading=16.0)
    blocks: list[Block] = []
    start, rows = 0, NAMES_FIRST
    while start < len(names):
        part = names[start : start + rows * NAME_COLUMNS]
        block = _name_block(part, style, frame)
        blocks.append(block._replace(before=0.0 if start else 24.0))
        start, rows = start + len(part), NAMES_MORE
    return blocks


def _name_block(names: Sequence[str], style: Style, frame: Frame) -> Block:
    deep = -(-len(names) // NAME_COLUMNS)
    columns = [
        [wrap(name, frame.span(2), style.size, max_lines=2) for name in names[at : at + deep]]
        for at in range(0, len(names), deep)
    ]
    height = max(sum(len(lines) for lines in column) for column in columns) * style.leading

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, column in enumerate(columns):
            left, top = frame.column(2 * index) - frame.left + x, y
            for lines in column:
                brush.items(stack(lines, style, left, top), Tag("P"))
                top += len(lines) * style.leading

    return Block(height, paint)


def guide(edition: Edition, frame: Frame) -> list[Block]:
    """How to read the pages: scales, scores, agreement, and what is not shown."""
    words, hint = edition.words, edition.guide
    blocks = opening(words("booklet.guide.title"), words("booklet.guide.lead"), frame)
    if hint.scales:
        blocks += heading(words("booklet.guide.scales", n=len(hint.scales)), frame)
        blocks += [scale_block(scale, frame.room) for scale in hint.scales]
    if hint.scores:
        blocks += heading(words("booklet.guide.scores"), frame)
        blocks += paragraph(words("booklet.guide.scores.text"), BODY, frame.span(4), before=4.0)
        blocks += heading(words("booklet.guide.agreement"), frame)
        blocks += paragraph(words("booklet.guide.agreement.text"), BODY, frame.span(4), before=4.0)
        blocks.append(agreement_block(frame, words))
    blocks += heading(words("booklet.guide.groups"), frame)
    texts = [
        words("booklet.guide.groups.small", n=hint.minimum_group),
        words("booklet.guide.groups.dash"),
        *_with_names("booklet.guide.groups.named", edition),
    ]
    for text in texts:
        blocks += paragraph(text, BODY, frame.span(4), before=4.0)
    return blocks


def _with_names(key: str, edition: Edition) -> list[str]:
    """Which votes the promises about names do not hold for; nothing where none was named."""
    named = ", ".join(edition.named)
    return [edition.words(key, activities=named)] if named else []


def reading(edition: Edition, frame: Frame) -> list[Block]:
    """The reading list: what the method is built on, what goes on from there, and tools."""
    words = edition.words
    blocks = opening(words("booklet.reading.title"), words("booklet.reading.lead"), frame)
    for key, source in (("booklet.reading.sources", True), ("booklet.reading.more", False)):
        books = [book for book in edition.reading if book.source is source]
        if books:
            blocks += heading(words(key), frame)
            blocks += _shelf(books, frame)
    if edition.colophon.tools:
        blocks += heading(words("booklet.reading.tools"), frame)
        text = " · ".join(edition.colophon.tools)
        blocks += paragraph(text, BODY, frame.room, before=4.0)
    return blocks


def _shelf(books: Sequence[Book], frame: Frame) -> list[Block]:
    """Books in two columns, row by row."""
    width = frame.span(3)
    rows = [books[index : index + 2] for index in range(0, len(books), 2)]
    return [
        _shelf_row([_entry(book, width) for book in row], frame)._replace(keep=index == 0)
        for index, row in enumerate(rows)
    ]


def _entry(book: Book, width: float) -> list[Block]:
    title = BODY._replace(weight="medium")
    details = " · ".join(part for part in (book.author, book.detail) if part)
    return [*paragraph(book.title, title, width), *paragraph(details, CAPTION, width)]


def _shelf_row(entries: Sequence[list[Block]], frame: Frame) -> Block:
    height = max(sum(block.height for block in entry) for entry in entries) + 8.0

    def paint(brush: Brush, x: float, y: float) -> None:
        for index, entry in enumerate(entries):
            left, top = frame.column(3 * index) - frame.left + x, y + 6.0
            for block in entry:
                block.paint(brush, left, top)
                top += block.height

    return Block(height, paint)


def colophon(edition: Edition, frame: Frame) -> list[Block]:
    """Where the booklet comes from and by which rules it was made."""
    words, about = edition.words, edition.colophon
    narrow = frame.span(4)
    blocks = opening(words("booklet.colophon.title"), "", frame)
    passages: list[tuple[str, list[Block]]] = []
    if about.method:
        text = words("booklet.colophon.method.text", method=about.method)
        passages.append(("booklet.colophon.method", paragraph(text, BODY, narrow, before=4.0)))
    if about.sources:
        passages.append(("booklet.colophon.sources", bullets(about.sources, BODY, narrow, "ink2")))
    if about.rules:
        texts = _with_names("booklet.colophon.rules.named", edition)
        but = [block for text in texts for block in paragraph(text, BODY, narrow, before=4.0)]
        rules = bullets(about.rules, BODY, narrow, "ink2")
        passages.append(("booklet.colophon.rules", but + rules))
    made = paragraph(words("booklet.colophon.made.text"), BODY, narrow, before=4.0)
    passages.append(("booklet.colophon.made", made))
    return blocks + list(
        chain.from_iterable([*heading(words(key), frame), *text] for key, text in passages)
    )
