"""The customer journey: what she does, how it feels, where it chafes and who is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.icons import icon
from workshop_app.figures.journey_cells import (
    CARD_LEAD,
    CARD_PAD,
    POINT,
    card_height,
    card_stack,
    chevrons,
    divider,
    friction_cell,
    friction_lines,
    head_lines,
    involved_cell,
    lane_label,
)
from workshop_app.figures.journey_curve import emotion_items
from workshop_app.figures.journey_labels import CurveStyle
from workshop_app.figures.journey_model import (
    JourneyWords,
    Stage,
    lowest,
    most_disputed,
    worst_friction,
)
from workshop_app.figures.layout import Box, line_height
from workshop_app.figures.text import width, wrap

MOST_STAGES = 6
LABEL_WIDTH = 18.0
WIDEST_LABELS = 25.0
COLUMN_GAP = 1.2
LANE_GAP = 1.5
FACES = ("smile", "meh", "frown")
FACE = 3.4
LEAST_CURVE = 27.0
"""Height in u below which the curve gets its room before other lanes do."""

LANES_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class _Page:
    """The stages of one page, where they stand, and the room of the lanes' names."""

    canvas: Canvas
    words: JourneyWords
    stages: tuple[Stage, ...]
    first: int
    columns: tuple[Box, ...]
    names: Box
    style: CurveStyle
    worst: int


def journey(
    stages: Sequence[Stage], canvas: Canvas, words: JourneyWords
) -> tuple[Figure, ...]:
    """The map with its curve, then the remaining lanes as cards; six stages at once.

    The first page of each six shows what customers do, the emotion curve with their
    thoughts, friction and departments. What finds no room there follows as cards, three
    lanes a page: touchpoints, thoughts, opportunities, and lanes that were shortened.

    Raises:
        ValueError: there is no stage.
    """
    if not stages:
        raise ValueError("A journey needs one stage at least.")
    style = CurveStyle(
        canvas, words, lowest(stages), _highest(stages), most_disputed(stages)
    )
    across = ceil(len(stages) / ceil(len(stages) / MOST_STAGES))
    figures: list[Figure] = []
    for first in range(0, len(stages), across):
        page = _page(stages, first, across, canvas, words, style)
        figures.append(_map(page))
        figures += _detail_pages(page)
    return tuple(figures)


def _highest(stages: Sequence[Stage]) -> int | None:
    scored = [
        (-stage.emotion.median, index) for index, stage in enumerate(stages) if stage.emotion
    ]
    if len(scored) < 2 or min(scored)[0] == max(scored)[0]:
        return None
    return min(scored)[1]


def _page(
    stages: Sequence[Stage],
    first: int,
    across: int,
    canvas: Canvas,
    words: JourneyWords,
    style: CurveStyle,
) -> _Page:
    some = tuple(stages[first : first + across])
    names = _names_width(canvas, words)
    left = names + 1.0
    pitch = (canvas.width - left - POINT * 0.7 + COLUMN_GAP) / max(across, 1)
    columns = tuple(
        Box(left + index * pitch, 0, pitch - COLUMN_GAP, canvas.height)
        for index in range(len(some))
    )
    worst = worst_friction(stages)
    return _Page(canvas, words, some, first, columns, Box(0, 0, names, 0), style, worst)


def _names_width(canvas: Canvas, words: JourneyWords) -> float:
    """18 u, or as much as the longest single word needs."""
    lanes = (
        words.does,
        words.touchpoints,
        words.thinks,
        words.friction,
        words.involved,
        words.opportunities,
    )
    size = canvas.size(2.8)
    longest = max(width(word, size, "semibold") for lane in lanes for word in lane.split() or [""])
    faces = (words.delighted, words.neutral, words.let_down)
    face = max(width(word, size, "medium") for name in faces for word in name.split() or [""])
    wanted = max(longest, face + FACE * canvas.scale + 0.8)
    return min(max(LABEL_WIDTH * min(canvas.scale, 1.2), wanted), WIDEST_LABELS * canvas.scale)


def _map(page: _Page) -> Figure:
    canvas, words = page.canvas, page.words
    band = line_height(canvas.size(3.2)) + 1.4
    items: list[Item] = [*chevrons(page.stages, page.columns, 0, band, canvas)]
    y = band + LANE_GAP
    if any(stage.does for stage in page.stages):
        height = _does_height(page)
        items += _cards_lane(page, words.does, "does", y, height)
        y += height + LANE_GAP
    bottom = canvas.height
    height = _involved_height(page)
    bottom -= height
    items += _involved_lane(page, bottom, height)
    bottom -= LANE_GAP * 0.6
    items.append(divider(0, canvas.width, bottom))
    if any(stage.frictions for stage in page.stages):
        height = _friction_height(page, _most_friction_lines(page, bottom - y))
        bottom -= LANE_GAP * 0.6 + height
        items += _friction_lane(page, bottom, height)
        bottom -= LANE_GAP * 0.7
    zone = Box(page.columns[0].x, y, canvas.width - page.columns[0].x, bottom - y)
    items += _faces(page, zone)
    items += emotion_items(page.stages, page.first, page.columns, zone, page.style)
    return Figure(canvas.width, canvas.height, tuple(items), words.title)


def _most_friction_lines(page: _Page, room: float) -> int:
    """Three lines while the curve keeps its room, else two."""
    left = room - _friction_height(page, 3) - LANE_GAP * 1.3
    return 3 if left >= LEAST_CURVE * page.canvas.scale else 2


def _does_height(page: _Page) -> float:
    """As high as the fullest cell needs, within a fifth of the stage."""
    size = page.canvas.size(2.8)
    needed = 0.0
    for stage, column in zip(page.stages, page.columns, strict=True):
        lines = [wrap(text, column.width - 2 * CARD_PAD, size) for text in stage.does]
        needed = max(needed, sum(card_height(len(one), size) + 0.7 for one in lines) - 0.7)
    three = line_height(size, 3, CARD_LEAD) + 2 * CARD_PAD
    first = max(
        (
            card_height(len(wrap(stage.does[0], column.width - 2 * CARD_PAD, size)), size)
            for stage, column in zip(page.stages, page.columns, strict=True)
            if stage.does
        ),
        default=0.0,
    )
    if needed > page.canvas.height * 0.2:
        first += line_height(size) if any(len(stage.does) > 1 for stage in page.stages) else 0.0
    most = min(max(page.canvas.height * 0.2, three, first), page.canvas.height * 0.32)
    return min(max(needed, three * 0.75), most)


def _cards_lane(page: _Page, name: str, lane: str, y: float, height: float) -> list[Item]:
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(name, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += card_stack(_texts(stage, lane), box, page.canvas, f"{stage.key}:{lane}")
    return items


def _texts(stage: Stage, lane: str) -> tuple[str, ...]:
    if lane == "thinks":
        return tuple(f"“{text}”" for text in stage.thinks)
    lanes = {
        "does": stage.does,
        "frictions": tuple(
            f"{one.score} · {one.text}" for one in sorted(stage.frictions, key=lambda f: -f.score)
        ),
        "touchpoints": stage.touchpoints,
        "opportunities": stage.opportunities,
    }
    return lanes[lane]


def _friction_lines(page: _Page) -> int:
    """How many lines the longest of the heaviest frictions takes."""
    return max(
        friction_lines(stage.frictions, column.width, page.canvas)
        for stage, column in zip(page.stages, page.columns, strict=True)
    )


def _friction_height(page: _Page, most: int) -> float:
    lines = min(_friction_lines(page), most)
    return max(line_height(page.canvas.size(2.8), lines, 1.12) + 1.2, 6.0)


def _friction_lane(page: _Page, y: float, height: float) -> list[Item]:
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(page.words.friction, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += friction_cell(stage.frictions, box, page.canvas, page.worst)
    return items


def _involved_height(page: _Page) -> float:
    """One line of names, or as many as one column needs, up to three."""
    size = page.canvas.size(2.9)
    lines = 1
    for stage, column in zip(page.stages, page.columns, strict=True):
        lines = max(lines, len(wrap(", ".join(stage.involved), column.width, size, "medium", 3)))
    return max(line_height(size, lines, 1.15), size * 1.75) + 0.2


def _involved_lane(page: _Page, y: float, height: float) -> list[Item]:
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(page.words.involved, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += involved_cell(stage.involved, box, page.canvas, page.words, stage.key)
    return items


def _faces(page: _Page, zone: Box) -> list[Item]:
    """The emotion axis: a face and a word at +2, 0 and −2."""
    canvas, words = page.canvas, page.words
    face = FACE * min(canvas.scale, 1.2)
    pad = line_height(canvas.size(2.9)) * 1.1
    items: list[Item] = []
    for share, glyph, word in zip(
        (0.0, 0.5, 1.0), FACES, (words.delighted, words.neutral, words.let_down), strict=True
    ):
        y = zone.y + pad + (zone.height - 2 * pad) * share
        items.append(icon(glyph, 0, y - face / 2, face, "ink2", width=1.8))
        room = page.names.width - face - 0.8
        items += head_lines(word, Box(face + 0.8, y, room, 0), canvas)
    return items


def _detail_pages(page: _Page) -> list[Figure]:
    """The lanes that are lists of words, and those that the first page had to shorten."""
    words, stages = page.words, page.stages
    texts = page.canvas.size(2.8)
    does = any(
        len(stage.does) > 1
        and sum(
            card_height(len(wrap(text, column.width - 2 * CARD_PAD, texts)), texts) + 0.7
            for text in stage.does
        )
        > _does_height(page) + 0.7
        for stage, column in zip(stages, page.columns, strict=True)
    )
    friction = _friction_lines(page) > 2 or any(len(stage.frictions) > 1 for stage in stages)
    lanes = [
        (name, lane)
        for name, lane, used in (
            (words.does, "does", does),
            (words.touchpoints, "touchpoints", any(stage.touchpoints for stage in stages)),
            (words.thinks, "thinks", any(stage.thinks for stage in stages)),
            (words.friction, "frictions", friction),
            (words.opportunities, "opportunities", any(stage.opportunities for stage in stages)),
        )
        if used
    ]
    if not lanes:
        return []
    count = ceil(len(lanes) / LANES_A_PAGE)
    per_page = ceil(len(lanes) / count)
    return [
        _lanes(page, lanes[start : start + per_page]) for start in range(0, len(lanes), per_page)
    ]


def _lanes(page: _Page, lanes: Sequence[tuple[str, str]]) -> Figure:
    canvas = page.canvas
    band = line_height(canvas.size(3.2)) + 1.4
    items: list[Item] = [*chevrons(page.stages, page.columns, 0, band, canvas)]
    y = band + LANE_GAP
    height = (canvas.height - y - LANE_GAP * (len(lanes) - 1) - 0.5) / len(lanes)
    for index, (name, lane) in enumerate(lanes):
        items += _cards_lane(page, name, lane, y, height)
        y += height + LANE_GAP
        if index < len(lanes) - 1:
            items.append(divider(0, canvas.width, y - LANE_GAP / 2))
    return Figure(canvas.width, canvas.height, tuple(items), page.words.title)
