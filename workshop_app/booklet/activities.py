"""The pages of an activity: its question, its pictures, their numbers, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import bullets, paragraph, picture, writing_lines
from workshop_app.booklet.chapters import opening
from workshop_app.booklet.paper import BODY, HEADING
from workshop_app.booklet.tables import table_blocks

if TYPE_CHECKING:
    from workshop_app.booklet.blocks import Block
    from workshop_app.booklet.edition import Section
    from workshop_app.booklet.paper import Frame
    from workshop_app.words import Words

WRITING_LINES = 8


def activity(section: Section, frame: Frame, words: Words, *, tight: bool = False) -> list[Block]:
    """Everything of one activity, in reading order; ``tight`` with pictures and tables smaller."""
    blocks = opening(section.question or section.title, section.lead, frame)
    if section.aside:
        blocks += paragraph(section.aside, BODY, frame.span(4), before=14.0)
        blocks += writing_lines(frame.room, WRITING_LINES)
    most = frame.bottom - frame.top
    for index, figure in enumerate(section.figures):
        beside = 0.0 if index else min(_height(blocks), most / 2)
        drawn = picture(figure, frame.room, most - beside, before=16.0, alt=section.question)
        blocks.append(drawn.at_least() if tight else drawn)
    for table in section.tables:
        blocks += table_blocks(
            table,
            frame.room,
            words,
            accent=section.phase,
            ticks=section.tick_boxes,
            tight=tight,
            narrow=frame.span(4),
        )
    if section.notes:
        heading = words("booklet.notes")
        blocks += paragraph(heading, HEADING, frame.room, before=22.0, keep=True, role="H2")
        blocks += bullets(section.notes, BODY, frame.span(4), section.phase)
    return blocks


def _height(blocks: list[Block]) -> float:
    return sum(block.before + block.height for block in blocks) + 16.0
