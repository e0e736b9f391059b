"""A service blueprint: steps across, lanes down, and the named lines between lanes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.blueprint_arrows import Spot, arrows
from workshop_app.figures.blueprint_cards import (
    LEAD,
    STACK_GAP,
    BlueprintCard,
    card_items,
    fit_stack,
    lay,
    least_height,
    more_items,
    stack_height,
)
from workshop_app.figures.figure import Figure, Fill, Item, Rect, Stroke
from workshop_app.figures.lanes import lane_label, lane_label_height, names_width
from workshop_app.figures.layout import Box, label, line_height, rule
from workshop_app.figures.text import SMALLEST, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.canvas import Canvas

MOST_STEPS: Final = 6
FAR: Final = 1.2
"""From this room check on, four steps fit beside one another."""

GAP: Final = 2.6
ROW_GAP: Final = 1.5
LINE: Final = 3.8
"""The room of a named line between two lanes."""

HEAD: Final = 3.8
SHADOW: Final = 0.5
"""The room below the last card for its shadow."""

WIDEST: Final = 46.0
"""A column is no wider, however few there are."""

_DASH: Final = (5.0, 3.2)


class BlueprintLane(NamedTuple):
    """A lane; ``line`` is the name of the line below it, ``customer`` marks the customers' own."""

    key: str
    name: str
    line: str = ""
    customer: bool = False


class BlueprintStep(NamedTuple):
    """A column: its number, and its cards by lane; ``note`` says that it is new."""

    key: str
    number: int
    cells: tuple[tuple[BlueprintCard, ...], ...]
    note: str = ""


def blueprint(
    steps: Sequence[BlueprintStep],
    lanes: Sequence[BlueprintLane],
    links: Sequence[tuple[str, str]],
    canvas: Canvas,
    *,
    title: str = "",
) -> tuple[Figure, ...]:
    """The whole map, six steps at once; lanes it had to shorten follow in full.

    Where the text is so large that five lanes do not fit below one another, they take several
    pages, each with what the customer does.
    """
    most = MOST_STEPS if canvas.scale < FAR else MOST_STEPS - 2
    across = ceil(len(steps) / max(ceil(len(steps) / most), 1))
    figures: list[Figure] = []
    for first in range(0, len(steps), max(across, 1)):
        page = _Page(canvas, tuple(steps[first : first + across]), tuple(lanes), across, title)
        figures += page.figures(links)
    return tuple(figures)


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane as it stands on a page, with the cards it shows there."""

    lane: BlueprintLane
    cells: tuple[tuple[BlueprintCard, ...], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    canvas: Canvas
    steps: tuple[BlueprintStep, ...]
    lanes: tuple[BlueprintLane, ...]
    across: int
    title: str

    @property
    def left(self) -> float:
        """Where the columns begin."""
        return names_width([lane.name for lane in self.lanes], self.canvas) + GAP

    @property
    def columns(self) -> tuple[Box, ...]:
        pitch = (self.canvas.width - self.left - GAP / 2 + GAP) / max(self.across, 1)
        pitch = min(pitch, WIDEST * self.canvas.scale)
        start = self.left + GAP / 2
        return tuple(
            Box(start + n * pitch - GAP / 2, 0, pitch - GAP, self.canvas.height)
            for n in range(len(self.steps))
        )

    def _below(self, opening: str) -> float:
        """The height below the numbers of the steps, and below the line that opens the page."""
        line = self.line_room if opening else 0.0
        return self.canvas.height - self.head - SHADOW - line

    @property
    def head(self) -> float:
        return HEAD * min(self.canvas.scale, 1.3)

    @property
    def line_room(self) -> float:
        return LINE * min(self.canvas.scale, 1.4)

    def figures(self, links: Sequence[tuple[str, str]]) -> list[Figure]:
        """The map, then the lanes that it shortened."""
        rows = [
            _Row(lane, tuple(step.cells[place] for step in self.steps))
            for place, lane in enumerate(self.lanes)
        ]
        found: list[Figure] = []
        cut: list[_Row] = []
        for group, opening in self._pages(rows, self._least):
            heights = self._heights(group, opening)
            shown, shortened = self._draw(group, heights, links, opening)
            found.append(shown)
            cut += [row for row in shortened if row not in cut]
        for detail, opening in self._pages(cut, self._full, repeats=False) if cut else ():
            room = self._below(opening)
            heights = [min(self._full(row), room) for row in detail]
            found.append(self._draw(detail, heights, links, opening)[0])
        return found

    # -- heights -------------------------------------------------------------------------------

    def _full(self, row: _Row) -> float:
        """Every card with all its lines."""
        return max(self._least_name(row), *(
            stack_height([lay(card, box.width, self.canvas) for card in cards])
            for cards, box in zip(row.cells, self.columns, strict=True)
        ))

    def _least(self, row: _Row, lines: int = 1) -> float:
        """The first card of every cell with so many lines, and the number of others."""
        heights = [self._least_name(row)]
        for cards, box in zip(row.cells, self.columns, strict=True):
            if cards:
                more = line_height(self.canvas.size(SMALLEST)) if len(cards) > 1 else 0.0
                height = least_height(cards[0], box.width, self.canvas, lines)
                heights.append(height + more + (STACK_GAP if more else 0.0))
        return max(heights)

    def _least_name(self, row: _Row) -> float:
        return lane_label_height(row.lane.name, self.left - GAP, self.canvas)

    def _between(self, rows: Sequence[_Row]) -> float:
        """The room of the gaps and lines between rows."""
        pairs = pairwise(rows)
        return sum(self.line_room if self._crossed(a, b) else ROW_GAP for a, b in pairs)

    def _crossed(self, upper: _Row, lower: _Row) -> str:
        """The name of the last line between two rows, which may have lanes between them."""
        first, last = self.lanes.index(upper.lane), self.lanes.index(lower.lane)
        return next((lane.line for lane in self.lanes[first:last][::-1] if lane.line), "")

    def _pages(
        self, rows: Sequence[_Row], height: Callable[[_Row], float], *, repeats: bool = True
    ) -> list[tuple[list[_Row], str]]:
        """The lanes of each page, with the name of the line that opens it.

        One opens a page where the break fell on it. If it ``repeats``, a page that has not all
        lanes has the customers' own on top.
        """
        pages: list[tuple[list[_Row], str]] = [([], "")]
        customer = next((row for row in rows if row.lane.customer), None) if repeats else None
        for row in rows:
            here, opening = pages[-1]
            wanted = [*here, row]
            used = sum(height(one) for one in wanted) + self._between(wanted)
            if here and used > self._below(opening) + 1e-6:
                there = any(one.lane.customer for page, _ in pages for one in page)
                if customer is not None and there:
                    pages.append(([customer], ""))
                else:
                    pages.append(([], self._crossed(here[-1], row)))
            pages[-1][0].append(row)
        return pages

    def _heights(self, rows: Sequence[_Row], opening: str) -> list[float]:
        """As high as they want to be; where that is too much, the highest give way first."""
        room = self._below(opening) - self._between(rows)
        full = [self._full(row) for row in rows]
        if sum(full) <= room:
            extra = min((room - sum(full)) / len(full), 3.5)
            return [height + extra for height in full]
        least = [self._least(row) for row in rows]
        heights = [min(a, b) for a, b in zip(full, least, strict=True)]
        free = room - sum(heights)
        while free > 0.05:
            wanting = [n for n, height in enumerate(heights) if height < full[n] - 1e-6]
            if not wanting:
                break
            lowest = min(wanting, key=lambda n: heights[n])
            step = min(free, full[lowest] - heights[lowest], self.canvas.size(SMALLEST) * LEAD)
            heights[lowest] += step
            free -= step
        return heights

    # -- drawing -------------------------------------------------------------------------------

    def _draw(
        self,
        rows: Sequence[_Row],
        heights: Sequence[float],
        links: Sequence[tuple[str, str]],
        opening: str,
    ) -> tuple[Figure, list[_Row]]:
        canvas = self.canvas
        items: list[Item] = [*self._numbers()]
        named: list[Item] = []
        spots: dict[str, Spot] = {}
        gutters: list[float] = []
        cut: list[_Row] = []
        y = self.head
        above = ROW_GAP
        if opening:
            above = self.line_room
            named += self._line(opening, y + above / 2)
            y += above
        for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
            gutters.append(y - above / 2)
            name = Box(0, y, self.left - GAP, height)
            items += lane_label(row.lane.name, name, canvas)
            for column, (cards, box) in enumerate(zip(row.cells, self.columns, strict=True)):
                cell = Box(box.x, y, box.width, height)
                shown, more = fit_stack(cards, cell, canvas) if cards else ([], 0)
                for one, where in shown:
                    items += card_items(one, where, canvas)
                    spots[one.card.key] = Spot(column, place, where)
                bottom = shown[-1][1].bottom if shown else y
                items += more_items(more, cell, bottom + 0.2, canvas)
                full = [lay(card, box.width, canvas).lines for card in cards]
                if (more or [one.lines for one, _ in shown] != full) and row not in cut:
                    cut.append(row)
            y += height
            if place + 1 < len(rows):
                crossed = self._crossed(row, rows[place + 1])
                above = self.line_room if crossed else ROW_GAP
                named += self._line(crossed, y + above / 2) if crossed else ()
                y += above
        items += [*arrows(links, spots, GAP, gutters), *named]
        return Figure(canvas.width, canvas.height, tuple(items), self.title), cut

    def _numbers(self) -> list[Item]:
        """The steps by number; a new one says so."""
        size = self.canvas.size(2.9)
        middle = self.head * 0.42
        items: list[Item] = []
        for step, box in zip(self.steps, self.columns, strict=True):
            number = str(step.number)
            items.append(label(number, box.x + 0.2, middle, size, "semibold", "ink2"))
            if step.note:
                x = box.x + 0.2 + width(number, size, "semibold") + 1.2
                items.append(label(step.note, x, middle, size, "semibold", self.canvas.phase))
        return items

    def _line(self, name: str, y: float) -> tuple[Item, ...]:
        """A dashed rule that says its name at the left."""
        size = self.canvas.size(SMALLEST)
        used, high = width(name, size, "medium"), line_height(size)
        return (
            Rect(0, y - high / 2, used + 0.6, high, Fill("page")),  # an arrow may pass below it
            label(name, 0, y, size, "medium", self.canvas.phase),
            rule(used + 1.2, y, self.canvas.width, y, Stroke(self.canvas.phase, 0.26, _DASH),
                 f"line:{name}"),
        )
