"""The pages behind a journey map: every lane that it could not show in full, as cards."""

from collections.abc import Sequence

from workshop_app.figures.figure import Figure, Item
from workshop_app.figures.journey_cells import chevrons
from workshop_app.figures.journey_page import LANE_GAP, JourneyPage, cards_lane, lane_height
from workshop_app.figures.lanes import divider
from workshop_app.figures.layout import paged

LANE_AIR = 2.5
BETWEEN = 2 * LANE_GAP


def detail_pages(
    page: JourneyPage, *, does: bool, frictions: bool, involved: bool
) -> list[Figure]:
    """Touchpoints, thoughts and opportunities, where there are any.

    ``does``, ``frictions`` and ``involved`` bring those lanes too, because the map shortened
    them.
    """
    words, stages = page.words, page.stages
    lanes = [
        (name, lane)
        for name, lane, used in (
            (words.does, "does", does),
            (words.touchpoints, "touchpoints", any(stage.touchpoints for stage in stages)),
            (words.thinks, "thinks", any(stage.thinks for stage in stages)),
            (words.friction, "frictions", frictions),
            (words.involved, "involved", involved),
            (words.opportunities, "opportunities", any(stage.opportunities for stage in stages)),
        )
        if used
    ]
    top = page.band + LANE_GAP
    room = page.canvas.height - top - 0.5
    heights = _heights(page, lanes, room)
    return [_lanes(page, some, top, room) for some in paged(lanes, heights, room, BETWEEN)]


def _heights(
    page: JourneyPage, lanes: Sequence[tuple[str, str]], room: float
) -> list[float]:
    return [
        min(max(lane_height(page, lane), page.name_height(name)), room) for name, lane in lanes
    ]


def _lanes(
    page: JourneyPage, lanes: Sequence[tuple[str, str]], top: float, room: float
) -> Figure:
    canvas = page.canvas
    items: list[Item] = [*chevrons(page.stages, page.columns, 0, page.band, canvas)]
    heights = _heights(page, lanes, room)
    free = room - sum(heights) - BETWEEN * (len(lanes) - 1)
    air = min(free / len(lanes), LANE_AIR)
    y = top
    for index, ((name, lane), height) in enumerate(zip(lanes, heights, strict=True)):
        if index:
            items.append(divider(0, canvas.width, y - LANE_GAP))
        items += cards_lane(page, name, lane, y, height + air)
        y += height + air + BETWEEN
    return Figure(canvas.width, canvas.height, tuple(items), page.words.title)
