"""What is voted on fits the stage, and is all there."""

from __future__ import annotations

import pytest

from workshop_app.figures.asked import Asked, Entry, asked
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Text

LONG = "A habit that needs so many words that it will never stand on one line of a stage"
ANSWERS = (Entry("Apply rule", "1"), Entry("Make exception", "2"))


def _options(count: int, text: str = LONG) -> Asked:
    return Asked(tuple(Entry(f"{text} {n}", str(n)) for n in range(1, count + 1)))


@pytest.mark.parametrize("scale", [1.0, 1.4, 2.0])
@pytest.mark.parametrize("wide", [167.0, 90.0])
def test_every_page_stays_on_its_canvas(scale: float, wide: float) -> None:
    canvas = Canvas(wide, 66.0, "act", scale)
    pages = asked([_options(14)], canvas, title="t")
    for page in pages:
        baselines = [item.y for item in page.items if isinstance(item, Text)]
        assert max(baselines) <= canvas.height
        assert min(item.size for item in page.items if isinstance(item, Text)) >= 2.8
    marks = [text for page in pages for text in page.texts() if text.isdigit()]
    assert sorted(map(int, set(marks))) == list(range(1, 15))


def test_short_options_stand_on_one_page_in_two_columns() -> None:
    (page,) = asked([_options(11, "Habit")], Canvas(167.0, 66.0, "act"))
    lefts = {item.x for item in page.items if isinstance(item, Text) and "Habit" in item.text}
    assert len(lefts) == 2


def test_the_answers_stand_on_every_page() -> None:
    cases = Asked(tuple(Entry(f"{LONG}. {LONG}. {n}") for n in range(9)), ANSWERS)
    pages = asked([cases], Canvas(90.0, 60.0, "think", 1.4))
    assert len(pages) > 1
    assert all({"Apply rule", "Make exception"} <= set(page.texts()) for page in pages)
