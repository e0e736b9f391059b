"""Sizes of paper, margins, the six columns and the sizes of type (LOOK, booklet); in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from workshop_app.errors import UserError

MM: Final = 72 / 25.4
SIDE: Final = 20 * MM
TOP: Final = 24 * MM
BOTTOM: Final = 20 * MM
COLUMNS: Final = 6
GUTTER: Final = 5 * MM

POINTS_PER_U: Final = 3.0
"""A figure's u on paper: its smallest text of 2.8 u becomes a caption of 8.4 points."""

SIZES: Final = {"a4": (210 * MM, 297 * MM), "letter": (8.5 * 72, 11.0 * 72)}


class Style(NamedTuple):
    """How a line of text is set: size and leading in points, weight and colour token."""

    size: float
    leading: float
    weight: str = "regular"
    token: str = "ink"

    def strong(self) -> Style:
        """The same in semibold."""
        return self._replace(weight="semibold")

    def scaled(self, scale: float) -> Style:
        """The same at another size."""
        return self._replace(size=self.size * scale, leading=self.leading * scale)

    def quiet(self) -> Style:
        """The same in the second ink."""
        return self._replace(token="ink2")


TITLE: Final = Style(25, 30, "semibold")
HEADING: Final = Style(13.5, 18, "semibold")
LEAD: Final = Style(12.5, 18, token="ink2")
BODY: Final = Style(10, 14.17)
ROW: Final = Style(9.5, 13)
HEAD: Final = Style(8.5, 12, "semibold", "ink2")
CAPTION: Final = Style(8.5, 12, token="ink2")
CHIP: Final = Style(11.5, 16, "semibold")


@dataclass(frozen=True, slots=True)
class Frame:
    """A page and the room for text on it; y runs downwards from the upper edge."""

    width: float
    height: float

    @property
    def left(self) -> float:
        """Where text begins."""
        return SIDE

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.width - SIDE

    @property
    def top(self) -> float:
        """Where the page's content begins."""
        return TOP

    @property
    def bottom(self) -> float:
        """Where it ends; the footer stands below."""
        return self.height - BOTTOM

    @property
    def room(self) -> float:
        """The width of all six columns."""
        return self.width - 2 * SIDE

    def column(self, index: int) -> float:
        """The x at which column ``index`` (from 0) begins."""
        return SIDE + index * (self.span(1) + GUTTER)

    def span(self, columns: int) -> float:
        """The width of so many columns with the gutters between them."""
        one = (self.room - (COLUMNS - 1) * GUTTER) / COLUMNS
        return columns * one + (columns - 1) * GUTTER


def frame(paper: str, *, landscape: bool = False) -> Frame:
    """A page of ``a4`` or ``letter``; raises `UserError` for any other paper."""
    if paper not in SIZES:
        raise UserError(
            "There is no paper “{paper}”.",
            "Nothing was written.",
            "Choose one of: {known}.",
            paper=paper,
            known=", ".join(SIZES),
        )
    width, height = SIZES[paper]
    return Frame(height, width) if landscape else Frame(width, height)


def picture_room(paper: str, *, landscape: bool = False) -> tuple[float, float]:
    """Width and height in u of the canvas a figure should be drawn for.

    A figure of this size fills the column, and leaves a table some room below it on an
    upright page; on a landscape page it fills what the title leaves.
    """
    page = frame(paper, landscape=landscape)
    height = page.bottom - page.top - 112 if landscape else page.room * 0.6
    return page.room / POINTS_PER_U, height / POINTS_PER_U
