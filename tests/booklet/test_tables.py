"""Tables: columns that fit, numbers in the language's own form, rows of any length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.booklet import editions
from tests.booklet.recorder import Recorder
from workshop_app.booklet.columns import measured, shared_width
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import frame
from workshop_app.booklet.tables import table_blocks
from workshop_app.figures.figure import Path
from workshop_app.figures.layout import bounds
from workshop_app.figures.table import Column, Table
from workshop_app.words import Words

PAGE = frame("a4")
EN, NL = Words.load("en"), Words.load("nl")


def painted(table: Table, words: Words = EN, *, ticks: bool = False) -> list[Recorder]:
    pages = []
    for page in flow(table_blocks(measured(table, words), PAGE.room, ticks=ticks), PAGE):
        recorder = Recorder()
        page.paint(recorder)
        pages.append(recorder)
    return pages


def test_a_table_without_rows_is_not_printed() -> None:
    assert table_blocks(measured(Table("Empty", (Column("A"),), ()), EN), PAGE.room) == []


def test_what_is_done_is_ticked_and_what_was_stopped_has_no_box() -> None:
    table = Table(
        "", (Column("Deed"),), (("open",), ("done",), ("stopped",)), boxes=(False, True, None)
    )
    (page,) = painted(table, ticks=True)
    assert page.boxes() == 2
    (mark,) = [item for item in page.painted if isinstance(item, Path)]
    done = next(text for text in page.items_of_text() if text.text == "done")
    assert abs(bounds(mark).y - done.y) < 20


def test_numbers_follow_the_language_and_nothing_is_a_dash() -> None:
    table = Table("", (Column("Item"), Column("Mean", 1)), (("a", 3.14), ("b", None), ("c", -1)))
    (english,) = painted(table)
    assert english.texts() == ["Item", "Mean", "a", "3.1", "b", "–", "c", "−1.0"]
    assert "3,1" in painted(table, NL)[0].texts()


def test_numbers_stand_at_the_right_edge_of_their_column() -> None:
    table = Table("", (Column("Item"), Column("Score", 0)), (("a", 5), ("b", 100)))
    ends = {t.x for t in painted(table)[0].items_of_text() if t.text in ("Score", "5", "100")}
    assert len(ends) == 1
    assert ends.pop() == pytest.approx(PAGE.right)


def test_words_that_stand_for_numbers_end_where_numbers_do() -> None:
    columns = (Column("Item"), Column("Now", 0), Column("Since", right=True))
    (page,) = painted(Table("", columns, (("a", 40, "−18"), ("b", 5, "steady"))))
    boxes = {text.text: bounds(text) for text in page.items_of_text()}
    for text in ("Since", "−18", "steady"):
        assert boxes[text].right == pytest.approx(PAGE.right)
    assert boxes["steady"].x - boxes["5"].right > 4


def test_a_long_title_over_short_cells_has_three_lines_at_most() -> None:
    heads = (Column("Item", width=3), *(Column("Since the very first time") for _ in "12"))
    text = "A sentence that is a good deal longer than its column may ever be on any page of paper"
    (page,) = painted(Table("", heads, ((f"{text}, {text}", "+1", "+2"),) * 3))
    said = page.texts()
    assert [said.count(line) for line in ("Since", "the very", "first time")] == [2, 2, 2]


@pytest.mark.parametrize("columns", [1, 2, 6, 14, 25])
def test_no_column_leaves_the_page_or_touches_the_next(columns: int) -> None:
    heads = tuple(
        Column(f"Tevredenheidsonderzoek {i}", None if i % 2 else 0) for i in range(columns)
    )
    rows = (tuple("verantwoordelijkheid en meer" if i % 2 else 100 for i in range(columns)),) * 3
    (page,) = painted(Table("", heads, rows))
    ends = [text.split()[-1] for text in page.texts()]
    assert all(ends.count(str(i)) == 1 for i in range(1, columns))
    boxes = [bounds(text) for text in page.items_of_text()]
    assert min(box.x for box in boxes) >= PAGE.left - 0.5
    assert max(box.right for box in boxes) <= PAGE.right + 0.5
    for box in boxes:
        for other in boxes:
            same_line = abs(box.y - other.y) < 1 and box is not other
            assert not same_line or box.right <= other.x + 0.5 or other.right <= box.x + 0.5


def test_a_cell_longer_than_a_page_goes_on() -> None:
    text = " ".join(f"w{i:04d}" for i in range(2_000))
    pages = painted(Table("", (Column("Note"), Column("n", 0)), ((text, 1),)))
    assert len(pages) > 1
    words = " ".join(part for page in pages for part in page.texts()).split()
    assert [word for word in words if word.startswith("w")] == text.split()
    assert all("Note" in page.texts() for page in pages)


def test_rows_that_stand_out_are_semibold() -> None:
    table = Table("", (Column("Item"),), (("plain",), ("loud",)), strong=frozenset({1}))
    weights = {text.text: text.weight for text in painted(table)[0].items_of_text()}
    assert weights["plain"] == "regular"
    assert weights["loud"] == "semibold"


def test_every_promise_has_a_box_to_tick() -> None:
    (page,) = painted(editions.PLEDGES, ticks=True)
    assert page.boxes() == len(editions.PLEDGES.rows)
    assert painted(editions.PLEDGES)[0].boxes() == 0


def test_two_rows_at_least_go_to_the_next_page() -> None:
    for count in range(35, 60):
        pages = painted(editions.notes(count))
        rows = [sum("No0" in text for text in page.texts()) for page in pages]
        assert sum(rows) == count
        assert rows[-1] > 1


def test_a_note_is_not_torn_from_its_table() -> None:
    note = " ".join(f"word{n:02d}" for n in range(60))
    for count in range(35, 60):
        pages = painted(replace(editions.notes(count), note=note))
        last = pages[-1].texts()
        assert any("word00" in text for text in last)
        assert any("No0" in text for text in last), "with a row above it"


def test_widths_fill_the_room_and_never_break_words_without_need() -> None:
    widths = shared_width((30, 20), (60, 20), (1, 1), (True, False), 200)
    assert widths == pytest.approx((180, 20))
    widths = shared_width((30, 30), (400, 400), (3, 1), (True, True), 260)
    assert sum(widths) == pytest.approx(260)
    assert widths[0] - 30 == pytest.approx(3 * (widths[1] - 30))
    assert sum(shared_width((300, 100), (300, 100), (1, 1), (True, True), 200)) == pytest.approx(
        200
    )
