"""The page of a journey map that all its lanes share, and lanes of cards."""

from dataclasses import dataclass

from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Item
from workshop_app.figures.journey_cells import (
    card_stack,
    chevron_height,
    chevron_lines,
    stack_height,
)
from workshop_app.figures.journey_labels import CurveStyle
from workshop_app.figures.journey_model import JourneyWords, Stage
from workshop_app.figures.lanes import lane_label, lane_label_height
from workshop_app.figures.layout import Box, line_height

LANE_GAP = 1.5


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """The stages of one page, where they stand, and the room of the lanes' names."""

    canvas: Canvas
    words: JourneyWords
    stages: tuple[Stage, ...]
    first: int
    columns: tuple[Box, ...]
    names: Box
    style: CurveStyle
    worst: int

    @property
    def band(self) -> float:
        """The height in u of the chevrons: two lines where a label needs them."""
        lines = chevron_lines(self.stages, self.columns, self.canvas)
        return max(line_height(self.canvas.size(3.2)) + 1.4, chevron_height(lines, self.canvas))

    def name_height(self, name: str) -> float:
        """The height in u that a lane's name takes at its left."""
        return lane_label_height(name, self.names.width, self.canvas)


def cards_lane(page: JourneyPage, name: str, lane: str, y: float, height: float) -> list[Item]:
    """A lane from ``y`` on: its name, and a stack of cards per stage."""
    names = Box(0, y, page.names.width, height)
    items: list[Item] = list(lane_label(name, names, page.canvas))
    for stage, column in zip(page.stages, page.columns, strict=True):
        box = Box(column.x, y, column.width, height)
        items += card_stack(lane_texts(stage, lane), box, page.canvas, f"{stage.key}:{lane}")
    return items


def lane_height(page: JourneyPage, lane: str) -> float:
    """The height that the fullest cell of a lane needs to show every card."""
    return max(
        stack_height(lane_texts(stage, lane), column.width, page.canvas)
        for stage, column in zip(page.stages, page.columns, strict=True)
    )


def lane_texts(stage: Stage, lane: str) -> tuple[str, ...]:
    """What stands on the cards of a lane: thoughts in quotes, frictions with their score."""
    if lane == "thinks":
        return tuple(f"“{text}”" for text in stage.thinks)
    lanes = {
        "does": stage.does,
        "frictions": tuple(
            f"{one.score} · {one.text}" for one in sorted(stage.frictions, key=lambda f: -f.score)
        ),
        "involved": stage.involved,
        "touchpoints": stage.touchpoints,
        "opportunities": stage.opportunities,
    }
    return lanes[lane]
