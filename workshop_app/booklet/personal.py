"""The pages of a reader's own booklet: a letter, what is shared, what is theirs, and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet import chapters
from workshop_app.booklet.blocks import Block, bullets, paragraph, writing_lines
from workshop_app.booklet.book import BACK, FRONT, Chapter
from workshop_app.booklet.cards import card_blocks, pocket_cards, review_boxes
from workshop_app.booklet.cover import cover
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import BODY, LEAD, Style, frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.edition import Card, Personal
    from workshop_app.booklet.paper import Frame

LETTER = Style(11.5, 17)
DREAM = Style(19, 26, "medium")
SHIFT = LEAD._replace(token="ink", size=15.0, leading=22.0)
LINES = 3
"""To write on, under a word that nobody has filled in yet."""


def compose_personal(edition: Personal, paper: str) -> list[Chapter]:
    """Every page; raises `UserError` for a paper that booklets do not know.

    Chapters without anything in them are left out, but for promises: there is room to write one.
    """
    upright, words = frame(paper), edition.words
    made = [Chapter(".cover", edition.title, FRONT, (cover(edition, upright),), plain=True)]
    wanted = (
        (".letter", words("personal.letter.title"), _letter(edition, upright)),
        (".dream", words("personal.dream.title"), _dream(edition, upright)),
        (".mine", words("personal.mine.title"), _mine(edition, upright)),
        (".cards", words("personal.cards.title"), _cards(edition, upright)),
        (".review", words("personal.review.title"), _review(edition, upright)),
        (
            ".reading",
            words("booklet.reading.title"),
            chapters.reading(edition, upright) if edition.reading else [],
        ),
    )
    made += [
        Chapter(key, title, BACK, tuple(flow(blocks, upright)))
        for key, title, blocks in wanted
        if blocks
    ]
    return made


def _letter(edition: Personal, page: Frame) -> list[Block]:
    words = edition.words
    greeting = words("personal.letter.greeting", name=edition.reader)
    blocks = chapters.opening(greeting, "", page)
    for text in edition.letter:
        blocks += paragraph(text, LETTER, page.span(5), before=12.0)
    if edition.facilitator:
        blocks += paragraph(words("personal.letter.regards"), LETTER, page.span(5), before=24.0)
        blocks += paragraph(edition.facilitator, LETTER.strong(), page.span(5))
    return blocks


def _dream(edition: Personal, page: Frame) -> list[Block]:
    words = edition.words
    if not edition.dream and not edition.shifts:
        return []
    blocks = chapters.opening(words("personal.dream.title"), words("personal.dream.lead"), page)
    for text in edition.dream:
        blocks += paragraph(text, DREAM, page.span(6), before=30.0)
    if edition.shifts:
        title = words("personal.shifts.title", n=len(edition.shifts))
        blocks += chapters.heading(title, page)
        blocks += bullets(edition.shifts, SHIFT, page.span(5), _accent(edition, 1))
    return blocks


def _accent(edition: Personal, place: int) -> str:
    """The colour of a phase, counted from 0; ink where a method has fewer."""
    keys = [phase.key for phase in edition.phases]
    return keys[place] if place < len(keys) else "ink"


def _mine(edition: Personal, page: Frame) -> list[Block]:
    """Promises, or lines to write one on; then what I carry."""
    words = edition.words
    blocks = chapters.opening(words("personal.mine.title"), words("personal.mine.lead"), page)
    blocks += chapters.heading(words("personal.promises", n=len(edition.promises)), page)
    if edition.promises:
        blocks += _listed(edition.promises, page, boxes=False)
    else:
        blocks += paragraph(words("personal.no_promise"), BODY, page.span(4), before=4.0)
        for part in ("start", "stop", "keep"):
            label = BODY.strong()
            blocks += paragraph(
                words(f"personal.{part}"), label, page.span(1), before=14.0, keep=True
            )
            blocks += writing_lines(page.room, 1)
    blocks += chapters.heading(words("personal.deeds", n=len(edition.deeds)), page)
    if edition.deeds:
        return blocks + _listed(edition.deeds, page, boxes=True)
    blocks += paragraph(words("personal.no_deed"), BODY, page.span(4), before=4.0)
    return blocks + writing_lines(page.room, LINES)


def _listed(cards: Sequence[Card], page: Frame, *, boxes: bool) -> list[Block]:
    return [block for card in cards for block in card_blocks(card, page, box=boxes)]


def _cards(edition: Personal, page: Frame) -> list[Block]:
    words = edition.words
    if not edition.habits:
        return []
    blocks = chapters.opening(words("personal.cards.title"), words("personal.cards.lead"), page)
    return blocks + pocket_cards(edition, page)


def _review(edition: Personal, page: Frame) -> list[Block]:
    words = edition.words
    blocks = chapters.opening(words("personal.review.title"), words("personal.review.lead"), page)
    return blocks + review_boxes(edition, page)
