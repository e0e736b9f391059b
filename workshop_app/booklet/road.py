"""The road: four phases, today's stops along it, and the pages they lead to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from workshop_app.booklet.blocks import Block, paragraph, stack, text_at
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import BODY, CAPTION, HEADING, LEAD, TITLE, Style
from workshop_app.booklet.tags import Tag
from workshop_app.figures.figure import Circle, Fill, Item, Path, Stroke
from workshop_app.figures.icons import icon
from workshop_app.figures.text import width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.booklet.blocks import Brush
    from workshop_app.booklet.edition import Edition, Phase, Stop
    from workshop_app.booklet.flow import Page
    from workshop_app.booklet.paper import Frame
    from workshop_app.figures.figure import Command, Point
    from workshop_app.words import Words

TEXT = 112.0
"""Room at the left for the road."""

BENDS = (10.0, 76.0)
"""How far the road swings, from the left margin."""

NODE = 13.0
ROAD_WIDTH = 8.0
PAGE_COLUMN = 84.0
MOST_GAP = 84.0
LEAST_GAP = 24.0
ROOMY = (5.0, 66.0, 76.0)
SETTINGS = (ROOMY, (3.0, 66.0, 76.0), (1.5, 66.0, 76.0), (0.0, 54.0, 76.0), (0.0, 48.0, 12.0))
"""Room below a stop, above the first phase and below the last stop: the first setting that lets
the road stay on one page."""
WAY_OUT = 76.0
"""Room below the last stop that the road needs to leave the page."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A point of the road, and the phase whose colour runs on from there."""

    x: float
    y: float
    phase: str


def road_pages(edition: Edition, frame: Frame) -> list[Page]:
    """The road with every stop of the agenda; a long day runs over several pages."""
    words = edition.words
    head = [
        *paragraph(words("booklet.road.title"), TITLE, frame.room, keep=True, role="H1"),
        *paragraph(edition.colophon.principle, LEAD, frame.span(4), before=5.0),
    ]
    room = frame.bottom - frame.top - _height(head)
    tried = [(_stops(edition, frame.room - TEXT, gap), way_in, room - way_in - way_out + LEAST_GAP)
             for gap, way_in, way_out in SETTINGS]
    blocks, way_in, most = next((one for one in tried if _height(one[0]) <= one[2]), tried[0])
    free = most - _height(blocks)
    extra = min(max(free, 0.0) / max(len(edition.phases), 1), MOST_GAP - LEAST_GAP)
    blocks = [
        block._replace(before=block.before + extra) if block.key.startswith("phase") else block
        for block in blocks
    ]
    blocks[:1] = [block._replace(before=max(block.before, way_in)) for block in blocks[:1]]
    pages = flow([*head, *blocks], frame)
    _draw(pages, edition.phases)
    return pages


def _stops(edition: Edition, wide: float, gap: float) -> list[Block]:
    return [
        block
        for index, phase in enumerate(edition.phases)
        for block in _phase(phase, index, (wide, gap), edition.words)
    ]


def _height(blocks: Sequence[Block]) -> float:
    return sum(block.before + block.height for block in blocks)


def _phase(phase: Phase, index: int, room: tuple[float, float], words: Words) -> list[Block]:
    """A phase with its stops; ``room`` is the width of the text and what lies below a stop."""
    wide, gap = room
    line = wrap(phase.line, wide, BODY.size)
    colour = HEADING._replace(token=phase.key)
    height = HEADING.leading + len(line) * BODY.leading + 9

    def paint(brush: Brush, x: float, y: float) -> None:
        brush.items(text_at(phase.name, colour, x + TEXT, y), Tag("H2"))
        brush.items(stack(line, BODY.quiet(), x + TEXT, y + HEADING.leading), Tag("P"))

    height = max(height, 2 * NODE + 4)
    head = Block(height, paint, LEAST_GAP, keep=bool(phase.stops), key=f"phase {index}")
    return [head, *(_stop(stop, wide, gap, words) for stop in phase.stops)]


def _stop(stop: Stop, room: float, gap: float, words: Words) -> Block:
    style = BODY if stop.held and not stop.pause else BODY.quiet()
    said = _length(stop, words)
    column = max(PAGE_COLUMN, width(said, CAPTION.size, CAPTION.weight) + 42)
    lines = wrap(stop.title, room - column, style.size, style.weight)
    height = len(lines) * BODY.leading + gap
    state = "held" if stop.held else "skipped"

    def paint(brush: Brush, x: float, y: float) -> None:
        right, tag = x + TEXT + room, Tag("P")
        brush.items(stack((*lines, ""), style, x + TEXT, y), tag)
        brush.items(text_at(f"{said} ", _small(), right - 34, y, "end"), tag)
        if stop.section:
            number = str(brush.page_of(stop.section))
            brush.items(text_at(number, BODY.strong(), right, y, "end"), tag)
            brush.link(x + TEXT, y, room, height, stop.section)

    return Block(height, paint, key=f"stop {state}")


def _length(stop: Stop, words: Words) -> str:
    """How long it took and on which day; or that it was left out."""
    key = "skipped" if stop.skipped else "unreached" if stop.unreached else "minutes"
    said = words(f"booklet.road.{key}", n=stop.minutes)
    return words("booklet.road.day", n=stop.day, said=said) if stop.day else said


def _small() -> Style:
    return CAPTION._replace(leading=BODY.leading)


def _draw(pages: Sequence[Page], phases: Sequence[Phase]) -> None:
    """Lay the road below the text of each page, through its phases and stops."""
    icons = {phase.key: phase.icon for phase in phases}
    here: _Anchor | None = None
    for page in pages:
        nodes, stops = _found(page, phases)
        comes_in = here is not None and not page.placed[0].block.key.startswith("phase")
        anchors = [replace(here, y=page.frame.top)] if here and comes_in else []
        anchors += nodes
        if not anchors:
            continue
        here = anchors[-1]
        last = max((y for y, _ in stops), default=here.y)
        if page is not pages[-1]:
            anchors.append(replace(here, y=page.frame.bottom - 2))
        elif last + WAY_OUT <= page.frame.bottom:
            end = max(last + 26, min(here.y + 96, page.frame.bottom - 50))
            anchors.append(replace(here, x=_other(here.x, page), y=end))
        elif last > here.y:
            anchors.append(replace(here, y=last + 12))
        page.under += _road(anchors)
        if page is pages[0]:
            page.under += _way_in(anchors[0])
        if page is pages[-1] and last + WAY_OUT <= page.frame.bottom:
            page.under += _way_out(anchors[-1])
        page.under += [_stop_mark(anchors, y, state) for y, state in stops]
        for node in nodes:
            page.under += _node(node, icons[node.phase])


def _found(page: Page, phases: Sequence[Phase]) -> tuple[list[_Anchor], list[tuple[float, str]]]:
    """Where the phases begin on a page, and the stops with their state."""
    nodes: list[_Anchor] = []
    stops: list[tuple[float, str]] = []
    for placed in page.placed:
        kind, _, rest = placed.block.key.partition(" ")
        if kind == "phase":
            x = page.frame.left + BENDS[int(rest) % 2]
            nodes.append(_Anchor(x, placed.y + NODE, phases[int(rest)].key))
        elif kind == "stop":
            stops.append((placed.y + BODY.leading / 2, rest))
    return nodes, stops


def _other(x: float, page: Page) -> float:
    left, right = (page.frame.left + bend for bend in BENDS)
    return left if x == right else right


def _road(anchors: Sequence[_Anchor]) -> list[Item]:
    """Every phase in its colour, with a marking along the middle."""
    items: list[Item] = []
    for start, end in pairwise(anchors):
        third = (end.y - start.y) / 3
        curve = ((start.x, start.y + third), (end.x, end.y - third), (end.x, end.y))
        items += _stretch((start.x, start.y), curve, start.phase)
    return items


def _stretch(start: Point, curve: tuple[Point, Point, Point], phase: str) -> list[Item]:
    commands: tuple[Command, ...] = (("M", (start,)), ("C", curve))
    return [
        Path(commands, stroke=Stroke(phase, ROAD_WIDTH)),
        Path(commands, stroke=Stroke("page", 0.9, (5.0, 6.0))),
    ]


def _way_in(first: _Anchor) -> list[Item]:
    """From the edge of the page to the first phase."""
    x, y = first.x, first.y
    return _stretch((-6.0, y - 56), ((x * 0.7, y - 62), (x, y - 52), (x, y)), first.phase)


def _way_out(last: _Anchor) -> list[Item]:
    """From the last stop over the edge of the page: the road goes on."""
    x, y = last.x, last.y
    return _stretch((x, y), ((x, y + 34), (x * 0.6, y + 44), (-6.0, y + 40)), last.phase)


def _stop_mark(anchors: Sequence[_Anchor], y: float, state: str) -> Circle:
    x = next(
        (_x_at(start, end, y) for start, end in pairwise(anchors) if start.y <= y <= end.y),
        anchors[-1].x,
    )
    phase = next((a.phase for a in reversed(anchors) if a.y <= y), anchors[0].phase)
    if state == "held":
        return Circle(x, y, 3.6, Fill("page"), Stroke(phase, 2.0))
    return Circle(x, y, 2.4, Fill("line"), Stroke("page", 1.2))


def _x_at(start: _Anchor, end: _Anchor, y: float) -> float:
    """The road at ``y``: the Béziers of `_road` are this smooth step."""
    t = (y - start.y) / max(end.y - start.y, 1e-6)
    return start.x + (end.x - start.x) * (3 - 2 * t) * t * t


def _node(node: _Anchor, name: str) -> list[Item]:
    return [
        Circle(node.x, node.y, NODE, Fill(node.phase), Stroke("page", 2.0)),
        icon(name, node.x - 8, node.y - 8, 16, "on_phase", width=2.0),
    ]
