"""The customer journey: what she does, how it feels, where it chafes and who is behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from workshop_app.directions import joined
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.icons import icon
from workshop_app.figures.journey_cells import (
    POINT,
    chevrons,
    friction_cell,
    friction_lines,
    head_lines,
    involved_cell,
)
from workshop_app.figures.journey_curve import emotion_items
from workshop_app.figures.journey_labels import CurveStyle
from workshop_app.figures.journey_lanes import detail_pages
from workshop_app.figures.journey_model import (
    JourneyWords,
    Stage,
    lowest,
    most_disputed,
    worst_friction,
)
from workshop_app.figures.journey_page import LANE_GAP, JourneyPage, cards_lane, lane_height
from workshop_app.figures.lanes import divider, lane_label, names_width
from workshop_app.figures.layout import Box, line_height
from workshop_app.figures.text import width, wrap

MOST_STAGES = 6
COLUMN_GAP = 1.2
FACES = ("smile", "meh", "frown")
FACE = 3.4
LEAST_CURVE = 25.0
"""The height in u that the curve gets before the other lanes."""



def journey(
    stages: Sequence[Stage], canvas: Canvas, words: JourneyWords
) -> tuple[Figure, ...]:
    """The map with its curve, then the remaining lanes as cards; six stages at once.

    The first page of each six shows what customers do, the emotion curve with their
    thoughts, friction and departments. What finds no room there follows as cards:
    touchpoints, thoughts, opportunities, and lanes that were shortened.

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
        plan = _plan(page)
        figures.append(_map(page, plan))
        figures += detail_pages(
            page,
            does=lane_height(page, "does") > plan.does + 1e-6,
            frictions=_friction_lines(page) > plan.friction
            or any(len(stage.frictions) > 1 for stage in page.stages),
            involved=_involved_lines(page) > plan.involved,
        )
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
) -> JourneyPage:
    some = tuple(stages[first : first + across])
    names = _names_width(canvas, words)
    left = names + 1.0
    pitch = (canvas.width - left - POINT * 0.7 + COLUMN_GAP) / max(across, 1)
    columns = tuple(
        Box(left + index * pitch, 0, pitch - COLUMN_GAP, canvas.height)
        for index in range(len(some))
    )
    worst = worst_friction(stages)
    return JourneyPage(canvas, words, some, first, columns, Box(0, 0, names, 0), style, worst)


def _names_width(canvas: Canvas, words: JourneyWords) -> float:
    """As much as the lanes need, and the faces beside the curve."""
    lanes = (
        words.does,
        words.touchpoints,
        words.thinks,
        words.friction,
        words.involved,
        words.opportunities,
    )
    size = canvas.size(2.8)
    faces = (words.delighted, words.neutral, words.let_down)
    face = max(width(word, size, "medium") for name in faces for word in name.split() or [""])
    return names_width(lanes, canvas, face + FACE * canvas.scale + 0.8)


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the map shares its height: the cards' height, lines of friction and departments."""

    does: float
    friction: int
    involved: int


PLANS = (
    (0.3, 3, 3),
    (0.3, 2, 3),
    (0.25, 2, 3),
    (0.25, 2, 2),
    (0.2, 2, 2),
    (0.2, 2, 1),
    (0.16, 1, 1),
    (0.12, 1, 1),
)
"""Shares of the height for cards, lines of friction and lines of departments, tried in this
order until the curve has its room."""


def _plan(page: JourneyPage) -> _Plan:
    """The fullest plan that leaves the curve its room; what it shortens follows in full."""
    friction, involved = _friction_lines(page), _involved_lines(page)
    does = lane_height(page, "does")
    plans = [
        _Plan(
            min(does, max(page.canvas.height * share, page.name_height(page.words.does))),
            min(friction, frictions),
            min(involved, names),
        )
        for share, frictions, names in PLANS
    ]
    least = LEAST_CURVE * min(page.canvas.scale, 1.1)
    return next((plan for plan in plans if _curve_height(page, plan) >= least), plans[-1])


def _curve_height(page: JourneyPage, plan: _Plan) -> float:
    top, bottom = _curve_room(page, plan)
    return bottom - top


def _curve_room(page: JourneyPage, plan: _Plan) -> tuple[float, float]:
    """Where the cards end and where the lanes below the curve begin."""
    top = page.band + LANE_GAP
    if plan.does:
        top += plan.does + LANE_GAP
    bottom = page.canvas.height - _involved_height(page, plan.involved) - LANE_GAP * 0.6
    if plan.friction:
        bottom -= _friction_height(page, plan.friction) + LANE_GAP * 1.3
    return top, bottom


def _map(page: JourneyPage, plan: _Plan) -> Figure:
    canvas, words = page.canvas, page.words
    items: list[Item] = [*chevrons(page.stages, page.columns, 0, page.band, canvas)]
    top, bottom = _curve_room(page, plan)
    if plan.does:
        items += cards_lane(page, words.does, "does", page.band + LANE_GAP, plan.does)
    height = _involved_height(page, plan.involved)
    items += _involved_lane(page, canvas.height - height, height)
    items.append(divider(0, canvas.width, canvas.height - height - LANE_GAP * 0.6))
    if plan.friction:
        high = _friction_height(page, plan.friction)
        items += _friction_lane(page, bottom + LANE_GAP * 0.7, high)
    zone = Box(page.columns[0].x, top, canvas.width - page.columns[0].x, bottom - top)
    items += _faces(page, zone)
    items += emotion_items(page.stages, page.first, page.columns, zone, page.style)
    return Figure(canvas.width, canvas.height, tuple(items), words.title)


def _friction_lines(page: JourneyPage) -> int:
    """How many lines the longest of the heaviest frictions takes; 0 without any."""
    return max(
        friction_lines(stage.frictions, column.width, page.canvas)
        for stage, column in zip(page.stages, page.columns, strict=True)
    )


def _friction_height(page: JourneyPage, lines: int) -> float:
    least = max(6.0, page.name_height(page.words.friction))
    return max(line_height(page.canvas.size(2.8), lines, 1.12) + 1.2, least)


def _friction_lane(page: JourneyPage, y: float, height: float) -> list[Item]:
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(page.words.friction, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += friction_cell(stage.frictions, box, page.canvas, page.worst)
    return items


def _involved_lines(page: JourneyPage) -> int:
    """How many lines the longest list of departments takes."""
    size = page.canvas.size(2.9)
    return max(
        len(wrap(joined(stage.involved), column.width - 0.3, size, "medium"))
        for stage, column in zip(page.stages, page.columns, strict=True)
    )


def _involved_height(page: JourneyPage, lines: int) -> float:
    size = page.canvas.size(2.9)
    least = max(size * 1.75, page.name_height(page.words.involved))
    return max(line_height(size, lines, 1.15), least) + 0.2


def _involved_lane(page: JourneyPage, y: float, height: float) -> list[Item]:
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(page.words.involved, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += involved_cell(stage.involved, box, page.canvas, page.words, stage.key)
    return items


def _faces(page: JourneyPage, zone: Box) -> list[Item]:
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
