"""A blueprint too high for one page: no line between lanes is lost where the pages break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.figures.samples_blueprint import ACT, DUTCH, FAR, LANES, crowded, ordinary
from workshop_app.figures.blueprint import blueprint
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.layout import bounds

if TYPE_CHECKING:
    from workshop_app.figures.figure import Figure

LARGEST = Canvas(ACT.width, ACT.height, "act", 2.2)
NAMES = [lane.line for lane in LANES if lane.line]


def _lines(page: Figure) -> list[tuple[str, float]]:
    """The lines between lanes with their heights, from top to bottom."""
    found = [item for item in page.items if item.key.startswith("line:")]
    return [(item.key.removeprefix("line:"), bounds(item).y) for item in found]


@pytest.mark.parametrize("scale", [1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 2.2])
@pytest.mark.parametrize("customer", [True, False])
def test_every_line_is_on_a_page_however_large_the_text(scale: float, customer: bool) -> None:
    lanes = tuple(lane._replace(customer=lane.customer and customer) for lane in LANES)
    canvas = Canvas(ACT.width, ACT.height, "act", scale)
    pages = blueprint(ordinary(4), lanes, (), canvas)
    assert list(dict.fromkeys(name for page in pages for name, _ in _lines(page))) == NAMES


def test_a_line_on_which_the_page_breaks_opens_the_next_one() -> None:
    lanes = tuple(lane._replace(customer=False) for lane in LANES)
    pages = blueprint(ordinary(4), lanes, (), LARGEST)
    opened = []
    for page in pages:
        cards = min(bounds(item).y for item in page.items if item.readout)
        opened += [name for name, y in _lines(page) if y < cards]
    assert opened, "no page breaks on a line: the text is too small for this test"


def test_lanes_that_follow_in_full_keep_the_lines_between_them() -> None:
    *_, customer, front = blueprint(crowded(), DUTCH, (), FAR)
    assert [name for name, _ in _lines(customer)] == ["interactielijn"]
    assert [name for name, _ in _lines(front)] == ["zichtbaarheidslijn"]
