"""The whole booklet laid out: chapters in the order of the method, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop_app.booklet import chapters
from workshop_app.booklet.activities import activity_pages
from workshop_app.booklet.blocks import text_at
from workshop_app.booklet.cover import cover
from workshop_app.booklet.flow import Page, flow
from workshop_app.booklet.paper import CAPTION, CHIP, MM, frame
from workshop_app.booklet.road import road_pages
from workshop_app.figures.figure import Fill, Item, Rect
from workshop_app.figures.icons import icon
from workshop_app.figures.text import fitted, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.booklet.blocks import Block
    from workshop_app.booklet.edition import Edition, Phase, Section
    from workshop_app.booklet.paper import Frame

BAR = 2.6 * MM
BAR_GAP = 1.2 * MM
CHIP_TOP = 11.2 * MM
FOOTER_TOP = 12.8 * MM
"""Above the lower edge of the page."""

FRONT, BACK = ".front", ".back"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together and have a line in the outline.

    ``phase`` is a phase's key, or `FRONT` or `BACK` for what comes before and after. Keys
    of what is no activity begin with a dot, which no activity's does.
    """

    key: str
    title: str
    phase: str
    pages: tuple[Page, ...]
    activity: str = ""
    plain: bool = False
    """Whether its pages go without phase bar and footer: the cover."""


def compose(edition: Edition, paper: str) -> list[Chapter]:
    """Lay out every page; raises `UserError` for a paper that the booklet does not know."""
    upright, words = frame(paper), edition.words
    made = [
        Chapter(".cover", edition.title, FRONT, (cover(edition, upright),), plain=True),
        Chapter(".road", words("booklet.road.title"), FRONT, tuple(road_pages(edition, upright))),
    ]

    def add(key: str, title: str, phase: str, blocks: Sequence[Block]) -> None:
        made.append(Chapter(key, title, phase, tuple(flow(blocks, upright))))

    if edition.people.names:
        blocks = chapters.people(edition, upright)
        add(".people", words("booklet.people.title"), FRONT, blocks)
    add(".guide", words("booklet.guide.title"), FRONT, chapters.guide(edition, upright))
    made += [_section(edition, section, paper) for section in in_order(edition)]
    if edition.progress is not None:
        made.append(replace(_section(edition, edition.progress, paper), phase=BACK, activity=""))
    if edition.reading:
        blocks = chapters.reading(edition, upright)
        add(".reading", words("booklet.reading.title"), BACK, blocks)
    add(".colophon", words("booklet.colophon.title"), BACK, chapters.colophon(edition, upright))
    return made


def in_order(edition: Edition) -> Iterator[Section]:
    """The sections by phase; within a phase as they are given."""
    for phase in edition.phases:
        yield from (section for section in edition.sections if section.phase == phase.key)


def _section(edition: Edition, section: Section, paper: str) -> Chapter:
    page = frame(paper, landscape=section.landscape)
    pages = activity_pages(section, page, edition.words)
    title = section.title or section.question
    return Chapter(section.key, title, section.phase, tuple(pages), section.title)


def furniture(edition: Edition, chapter: Chapter, page: Frame, number: int) -> list[Item]:
    """What every page has: phase bar, phase and activity, footer."""
    if chapter.plain:
        return []
    items = _phase_bar(edition.phases, chapter.phase, page)
    if chapter.phase not in (FRONT, BACK):
        items += _chip(edition.phase(chapter.phase), chapter.activity, page)
    return items + _footer(edition, page, number)


def _phase_bar(phases: Sequence[Phase], current: str, page: Frame) -> list[Item]:
    """Every phase up to this one in its colour: how far along the road a page is."""
    keys = [phase.key for phase in phases]
    done = len(keys) if current == BACK else keys.index(current) + 1 if current in keys else 0
    step = (page.width + BAR_GAP) / max(len(keys), 1)
    return [
        Rect(index * step, 0, step - BAR_GAP, BAR, Fill(key if index < done else "line"))
        for index, key in enumerate(keys)
    ]


def _chip(phase: Phase, activity: str, page: Frame) -> list[Item]:
    size = 12.5
    middle = CHIP_TOP + CHIP.leading / 2
    x = page.left + size + 6
    items: list[Item] = [
        icon(phase.icon, page.left, middle - size / 2, size, phase.key, width=2.2),
        *text_at(phase.name, CHIP._replace(token=phase.key), x, CHIP_TOP),
    ]
    if activity:
        x += width(phase.name, CHIP.size, CHIP.weight) + 9
        (text, *_), fitting = fitted(activity, page.right - x, CHIP.size, "regular", 1, 9.0)
        style = CHIP._replace(size=fitting, weight="regular", token="ink2")
        items += text_at(text, style, x, CHIP_TOP)
    return items


def _footer(edition: Edition, page: Frame, number: int) -> list[Item]:
    parts = [edition.title, edition.client, edition.when]
    text = " · ".join(part for part in parts if part)
    (line, *_), size = fitted(text, page.room - 40, CAPTION.size, "regular", 1, 7.5)
    y = page.height - FOOTER_TOP - CAPTION.leading / 2
    return [
        *text_at(line, CAPTION._replace(size=size), page.left, y),
        *text_at(str(number), CAPTION, page.right, y, "end"),
    ]
