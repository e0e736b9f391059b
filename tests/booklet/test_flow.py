"""Pages: nothing torn, nothing alone, nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.booklet.blocks import Block, paragraph, picture, spaced
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import BODY, TITLE, frame
from workshop_app.figures.figure import Figure, Fill, Rect

PAGE = frame("a4")
ROOM = PAGE.bottom - PAGE.top


def block(height: float, key: str = "", *, keep: bool = False, before: float = 0.0) -> Block:
    return Block(height, lambda brush, x, y: None, before, keep, key=key)


def keys(blocks: list[Block]) -> list[list[str]]:
    return [[placed.block.key for placed in page.placed] for page in flow(blocks, PAGE)]


def test_no_blocks_give_no_page() -> None:
    assert flow([], PAGE) == []


def test_a_block_that_does_not_fit_begins_the_next_page() -> None:
    assert keys([block(ROOM * 0.6, "a"), block(ROOM * 0.6, "b")]) == [["a"], ["b"]]


def test_a_heading_goes_with_its_text() -> None:
    blocks = [block(ROOM * 0.9, "a"), block(20, "head", keep=True), block(ROOM * 0.2, "b")]
    assert keys(blocks) == [["a"], ["head", "b"]]


def test_the_head_of_a_table_comes_again() -> None:
    head = block(20, "head", keep=True)
    rows = [block(ROOM * 0.3, f"row {i}")._replace(repeat=(head,)) for i in range(5)]
    assert keys([head, *rows]) == [
        ["head", "row 0", "row 1", "row 2"],
        ["head", "row 3", "row 4"],
    ]


def test_space_above_is_dropped_at_the_top_of_a_page() -> None:
    pages = flow([block(ROOM * 0.9, before=30), block(ROOM * 0.9, before=30)], PAGE)
    assert [page.placed[0].y for page in pages] == [PAGE.top, PAGE.top]


def test_a_few_lines_alone_on_a_last_page_are_brought_back() -> None:
    parts = [block(ROOM * 0.21, str(number), before=30) for number in range(4)]
    (page,) = flow([*parts, block(14, "last", before=30)], PAGE)
    assert [placed.block.key for placed in page.placed] == ["0", "1", "2", "3", "last"]
    assert page.used <= ROOM
    gaps = [after.y - before.y - ROOM * 0.21 for before, after in pairwise(page.placed[:4])]
    assert all(30 * 0.5 < gap < 30 for gap in gaps)
    assert len(keys([*parts, block(ROOM * 0.2, "last")])) == 2, "what fills a page may stand there"


def test_what_belongs_together_but_is_too_high_is_still_printed() -> None:
    blocks = [block(ROOM * 0.4, str(i), keep=True) for i in range(5)]
    assert keys(blocks) == [["0", "1"], ["2", "3"], ["4"]]


def test_a_picture_shrinks_to_stay_but_not_too_much() -> None:
    figure = Figure(160, 100, (Rect(0, 0, 160, 100, Fill("see")),))
    whole = picture(figure, PAGE.room, ROOM)
    first = block(ROOM - whole.height * 0.9, "a")
    (page,) = flow([first, whole], PAGE)
    assert page.placed[1].block.height == pytest.approx(whole.height * 0.9)
    first = block(ROOM - whole.height * 0.7, "a")
    assert len(flow([first, whole], PAGE)) == 2


def test_what_was_made_lower_takes_the_room_that_is_left_after_all() -> None:
    figure = Figure(160, 100, (Rect(0, 0, 160, 100, Fill("see")),))
    whole = picture(figure, PAGE.room, ROOM)
    low = whole.at_least()
    assert low.height == pytest.approx(whole.height * 0.85)
    (page,) = flow([low, block(40, "below")], PAGE)
    page.stretch()
    assert page.placed[0].block.height == pytest.approx(whole.height)
    assert page.placed[1].y == pytest.approx(PAGE.top + whole.height)
    rest = ROOM - low.height - 10
    (page,) = flow([low, block(rest, "below")], PAGE)
    page.stretch()
    assert page.placed[0].block.height == pytest.approx(low.height + 10)
    assert page.placed[1].y + rest == pytest.approx(PAGE.bottom)


def test_empty_room_around_a_drawing_is_left_out() -> None:
    figure = Figure(160, 100, (Rect(0, 40, 160, 20, Fill("see")),))
    assert picture(figure, 480, ROOM).height == pytest.approx((20 + 2 * 0.6) * 3)


def test_the_first_two_and_last_two_lines_stay_together() -> None:
    lines = paragraph("word " * 200, BODY, 200)
    assert [index for index, one in enumerate(lines) if one.keep] == [0, len(lines) - 2]


def test_a_title_is_kept_whole_and_with_what_follows() -> None:
    lines = paragraph("What did one customer go through lately, and why?", TITLE, 300, keep=True)
    assert len(lines) > 1
    assert all(one.keep for one in lines)


def test_lines_read_aloud_do_not_join_words() -> None:
    assert spaced(("one", "two", "three")) == ("one ", "two ", "three")
    assert spaced(()) == ()


@given(st.lists(st.tuples(st.floats(1, ROOM), st.booleans(), st.floats(0, 40)), max_size=40))
def test_every_block_stands_once_in_order_within_the_page(
    sizes: list[tuple[float, bool, float]],
) -> None:
    blocks = [
        block(height, str(i), keep=keep, before=before)
        for i, (height, keep, before) in enumerate(sizes)
    ]
    pages = flow(blocks, PAGE)
    placed = [one for page in pages for one in page.placed]
    assert [one.block.key for one in placed] == [str(i) for i in range(len(sizes))]
    for page in pages:
        y = PAGE.top
        for one in page.placed:
            assert one.y >= y - 0.01
            y = one.y + one.block.height
        assert y <= PAGE.bottom + 0.1
