"""The cover: the title, the road through the phases, and who it was for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, stack, text_at
from workshop_app.booklet.flow import Page
from workshop_app.booklet.paper import BODY, CAPTION, HEADING, Style
from workshop_app.booklet.tags import Tag
from workshop_app.directions import joined
from workshop_app.figures.figure import Circle, Fill, Item, Path, Rect, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.text import at_colon, balanced, fitted, wrap
from workshop_app.statistics.curve import bezier_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Edition, People, Phase
    from workshop_app.booklet.paper import Frame
    from workshop_app.figures.figure import Command, Point, Text
    from workshop_app.words import Words

BAND = (0.30, 0.70)
"""Where the coloured band begins and ends, as shares of the page's height."""

TITLES = (Style(44, 48, "semibold"), Style(36, 40, "semibold"), Style(28, 32, "semibold"))
SUBTITLE = Style(15, 21, token="ink2")
SUBTITLE_LINES = 4
NAMES_LINES = 9
MOST_NAMES = 110
"""More could not fit on so many lines, however short they are."""

ROAD = (0.547, 0.479, 0.73, 0.5, 0.198, 0.154)
"""Heights of the road in the band: its ends and a node for each of four phases."""


def cover(edition: Edition, frame: Frame) -> Page:
    """The first page."""
    top, bottom = (share * frame.height for share in BAND)
    page = Page(frame)
    page.under.append(Rect(0, 0, frame.width, frame.height, Fill("page")))
    page.under += _band(edition.phases, frame, top, bottom)

    def paint(brush: Brush, x: float, y: float) -> None:
        title, subtitle = _title(edition, frame, top)
        brush.items(title, Tag("H1"))
        brush.items(subtitle, Tag("P"))
        for fact in _facts(edition, frame, bottom + 40):
            brush.items(fact, Tag("P"))

    page.add(Block(frame.bottom - frame.top, paint))
    return page


def _title(edition: Edition, frame: Frame, band: float) -> tuple[tuple[Text, ...], ...]:
    """Title and subtitle above the band."""
    lines, style = _fitted_title(edition.title, frame.room)
    said = edition.subtitle or edition.words("booklet.cover.subtitle")
    subtitle = wrap(said, frame.span(4), SUBTITLE.size, max_lines=SUBTITLE_LINES)
    height = len(lines) * style.leading + 8 + len(subtitle) * SUBTITLE.leading
    y = max(min(88.0, band - 40 - height), 34.0)
    below = y + len(lines) * style.leading + 8
    return stack(lines, style, frame.left, y), stack(subtitle, SUBTITLE, frame.left, below)


def _fitted_title(title: str, room: float) -> tuple[tuple[str, ...], Style]:
    """The largest of three sizes that sets the title on two lines, or cuts it on the third."""
    for style in TITLES[:-1]:
        lines = balanced(title, room, style.size, style.weight)
        if len(lines) <= 2:
            return at_colon(lines, title, room, style.size, style.weight), style
    style = TITLES[-1]
    lines = wrap(title, room, style.size, style.weight, 3)
    return at_colon(lines, title, room, style.size, style.weight), style


def _band(phases: Sequence[Phase], frame: Frame, top: float, bottom: float) -> list[Item]:
    if not phases:
        return []
    step = frame.width / len(phases)
    items: list[Item] = []
    for index, phase in enumerate(phases):
        # Half a point of overlap hides the seam that viewers draw between two colours.
        items.append(Rect(index * step, top, step + 0.5, bottom - top, Fill(phase.key)))
        (name, *_), size = fitted(phase.name, step - 30, 12.5, "semibold", 1, 9.0)
        label = Style(size, 16, "semibold", "on_phase")
        items += text_at(name, label, index * step + 20, bottom - 32)
    points = _road(len(phases), frame.width, top, bottom - top)
    items.append(Path(_curve(points), stroke=Stroke("on_phase", 4.0)))
    for phase, (x, y) in zip(phases, points[1:-1], strict=True):
        items.append(Circle(x, y, 11.5, Fill("on_phase")))
        items.append(icon(phase.icon, x - 7, y - 7, 14, phase.key, width=2.2))
    return items


def _road(nodes: int, width: float, top: float, height: float) -> list[Point]:
    """Where the road enters the page, where it meets each phase, and where it leaves."""
    step = width / nodes
    xs = [0.0, *(step * (index + 0.5) for index in range(nodes)), width]
    if nodes == len(ROAD) - 2:
        shares = list(ROAD)
    else:
        shares = [0.55 - 0.35 * index / (nodes + 1) for index in range(nodes + 2)]
        shares = [s + (0.1 if index % 2 else -0.06) for index, s in enumerate(shares)]
    return [(x, top + share * height) for x, share in zip(xs, shares, strict=True)]


def _curve(points: Sequence[Point]) -> tuple[Command, ...]:
    segments = bezier_segments(points)
    start: Command = ("M", (segments[0][0],))
    return (start, *(("C", segment[1:]) for segment in segments))


def _facts(edition: Edition, frame: Frame, y: float) -> list[tuple[Text, ...]]:
    """At the left for whom, when and where; at the right who was in the room."""
    words, room = edition.words, frame.span(3) - 10
    made: list[tuple[Text, ...]] = []
    below = y + 2
    if edition.client:
        client = wrap(edition.client, room, HEADING.size, HEADING.weight, 3)
        made.append(stack(client, HEADING, frame.left, y))
        below = y + len(client) * HEADING.leading + 10
    facts = [words("booklet.cover.day", day=edition.when)]
    if edition.place:
        facts = [words("booklet.cover.day_place", day=edition.when, place=edition.place)]
    if edition.facilitator:
        facts.append(words("booklet.cover.facilitator", name=edition.facilitator))
    for fact in facts:
        lines = wrap(fact, room, BODY.size, max_lines=3)
        made.append(stack(lines, BODY.quiet(), frame.left, below))
        below += len(lines) * BODY.leading + 1
    if edition.people.present:
        x = frame.column(3)
        made.append(text_at(words("booklet.cover.people"), CAPTION.strong(), x, y + 1))
        lines = people_lines(edition.people, words, frame.span(3))
        made.append(stack(lines, BODY, x, y + 17))
    return made


def people_lines(people: People, words: Words, room: float) -> tuple[str, ...]:
    """The names that may be printed, as many as fit, and how many more there were."""
    for shown in range(min(len(people.names), MOST_NAMES), -1, -1):
        hidden = people.others + len(people.names) - shown
        if shown and hidden:
            names = joined(people.names[:shown])
            text = words("booklet.people.and_others", names=names, n=hidden)
        elif shown:
            text = words.listing(list(people.names))
        else:
            text = words("booklet.people.count", n=hidden)
        lines = wrap(text, room, BODY.size)
        if len(lines) <= NAMES_LINES:
            return lines
    return ()
