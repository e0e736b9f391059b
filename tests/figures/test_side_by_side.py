"""Things that stand beside one another look alike."""

from __future__ import annotations

import pytest

from workshop_app.figures.actions import ActionCard, ActionColumn, Line, actions
from workshop_app.figures.bars import Bar, BarsWords, bars
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Fill, Rect, Text
from workshop_app.figures.pledges import SHARED, PledgeCard, pledges
from workshop_app.figures.stacked_bars import StackSection, stacked_bars
from workshop_app.figures.stacks import StackRow, StackWords
from workshop_app.words import Words

CANVAS = Canvas(167.0, 71.0, "act")
NUMBER = Words.load("en").number
SHORT = "I phone one customer every Monday."
LONG = f"{SHORT} I stop copying everybody in. I keep ringing back on the day I promised."


def test_pledges_on_a_page_have_one_size() -> None:
    cards = [PledgeCard(f"p{n}", LONG if n == 2 else SHORT) for n in range(6)]
    for page in pledges(cards, CANVAS):
        sizes = {item.size for item in page.items if isinstance(item, Text)}
        assert len(sizes) == 1
        assert min(sizes) >= SHARED


def test_pledges_of_a_page_that_is_not_full_are_larger() -> None:
    few, many = (
        pledges([PledgeCard(f"p{n}", SHORT) for n in range(count)], CANVAS)[0]
        for count in (2, 6)
    )
    assert _largest(few.items) > _largest(many.items)


def _largest(items: object) -> float:
    assert isinstance(items, tuple)
    return max(item.size for item in items if isinstance(item, Text))


def _column(name: str, count: int) -> ActionColumn:
    lines = (Line("user", "Somebody with a name"), Line("clock", "by 3 March"))
    cards = [ActionCard(f"{name}{n}", "Rewrite the three letters people complain about", lines)
             for n in range(count)]
    return ActionColumn(name, name, tuple(cards))


def test_actions_that_go_on_stand_side_by_side() -> None:
    columns = [_column("days30", 6), _column("days90", 1), _column("year1", 1), _column("late", 0)]
    first, second = actions(columns, CANVAS)
    shown = [[item for item in page.items if isinstance(item, Rect) and item.key]
             for page in (first, second)]
    assert sorted(card.key for page in shown for card in page) == sorted(
        card.key for column in columns for card in column.cards
    )
    left = {card.x for card in shown[1]}
    assert len(left) == min(len(shown[1]), 3)
    assert len({card.y for card in shown[1]}) == 1


def test_rows_that_wait_for_a_guess_have_empty_tracks() -> None:
    rows = [Bar("a", "One", None), Bar("b", "Two", None)]
    (page,) = bars(rows, CANVAS, BarsWords("", title="t"), NUMBER)
    assert _tracks(page.items) == 2
    (said,) = bars(rows, CANVAS, BarsWords("Not shown", title="t"), NUMBER)
    assert _tracks(said.items) == 0
    words = StackWords(("Yes", "Partly", "No"), "Don’t know", "", title="t")
    section = StackSection((StackRow("a", "One"), StackRow("b", "Two")))
    (page,) = stacked_bars((section,), CANVAS, words, NUMBER)
    assert _tracks(page.items) == 2


def _tracks(items: object) -> int:
    assert isinstance(items, tuple)
    return sum(
        isinstance(item, Rect) and item.fill is not None and item.fill.token == "grid"
        for item in items
    )


@pytest.mark.parametrize(("count", "pages"), [(6, [6]), (7, [4, 3]), (9, [5, 4]), (13, [5, 5, 3])])
def test_a_last_page_is_about_as_full_as_the_others(count: int, pages: list[int]) -> None:
    found = pledges([PledgeCard(f"p{n}", SHORT) for n in range(count)], CANVAS)
    cards = [
        [item for item in page.items if isinstance(item, Rect) and item.fill == Fill("surface")]
        for page in found
    ]
    assert [len(some) for some in cards] == pages
    assert len({(item.width, item.height) for some in cards for item in some}) == 1
