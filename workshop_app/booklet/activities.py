"""The pages of an activity: its question, its pictures, their numbers, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import bullets, paragraph, picture, writing_lines
from workshop_app.booklet.chapters import opening, read_out
from workshop_app.booklet.columns import measured
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import BODY, HEADING, LEAD
from workshop_app.booklet.photos import photo_blocks
from workshop_app.booklet.tables import table_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Block
    from workshop_app.booklet.columns import Measured
    from workshop_app.booklet.edition import Section
    from workshop_app.booklet.flow import Page
    from workshop_app.booklet.paper import Frame
    from workshop_app.words import Words

WRITING_LINES = 8
GAP = 16.0
SAYING = LEAD._replace(token="ink", size=15.0, leading=22.0)
NEARLY_EMPTY = 0.4
"""A last page with more than this share of paper left is worth avoiding."""


def activity_pages(section: Section, page: Frame, words: Words) -> list[Page]:
    """Everything of one activity, in reading order."""
    head = opening(section.question or section.title, section.lead, page)
    if section.aside:
        head += paragraph(section.aside, BODY, page.span(4), before=14.0)
        head += writing_lines(page.room, WRITING_LINES)
    if section.sayings:
        first, *more = bullets(section.sayings, SAYING, page.span(5), section.phase)
        head += [first._replace(before=30.0), *more]
    pictures = _pictures(section, page, _height(head), words)
    foot: list[Block] = []
    if section.notes:
        title = words("booklet.notes")
        foot += paragraph(title, HEADING, page.room, before=22.0, keep=True, role="H2")
        foot += bullets(section.notes, BODY, page.span(4), section.phase)
    wanted = [measured(table, words) for table in section.tables]
    foot += photo_blocks(section.photos, page, words)
    pages = flow([*head, *pictures, *_tables(section, page, wanted), *foot], page)
    if len(pages) > 1 and pages[-1].left > page.height * NEARLY_EMPTY:
        # A last page of two rows is worse than pictures and tables a little smaller.
        smaller = [one.at_least() for one in pictures]
        tables = _tables(section, page, wanted, tight=True)
        tight = flow([*head, *smaller, *tables, *foot], page)
        if len(tight) < len(pages):
            pages = tight
            for one in pages:
                one.stretch()
    return pages


def _pictures(section: Section, page: Frame, used: float, words: Words) -> list[Block]:
    """The pictures, of which the first stays on the page of the title."""
    most = page.bottom - page.top
    room = [most - min(used + GAP, most / 2), *[most] * len(section.figures)]
    said = read_out(section.figures, section.question, words)
    return [
        picture(figure, page.room, high, before=GAP, alt=alt)
        for figure, high, alt in zip(section.figures, room, said, strict=False)
    ]


def _tables(
    section: Section, page: Frame, wanted: Sequence[Measured], *, tight: bool = False
) -> list[Block]:
    blocks: list[Block] = []
    for table in wanted:
        blocks += table_blocks(
            table,
            page.room,
            accent=section.phase,
            ticks=section.tick_boxes,
            tight=tight,
            narrow=page.span(4),
        )
    return blocks


def _height(blocks: list[Block]) -> float:
    return sum(block.before + block.height for block in blocks)
