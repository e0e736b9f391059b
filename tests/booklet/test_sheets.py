"""A sheet stays one page whatever it holds, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.booklet import editions
from tests.booklet.recorder import Recorder
from workshop_app.booklet import sponsor
from workshop_app.booklet.edition import Passage, Sheet
from workshop_app.booklet.flow import flow
from workshop_app.booklet.paper import frame
from workshop_app.booklet.sponsor import MEASURES, sheet_page
from workshop_app.figures.table import Column, Table
from workshop_app.words import Words

if TYPE_CHECKING:
    from workshop_app.booklet.flow import Page

EN = Words.load("en")


def told(page: Page) -> str:
    recorder = Recorder()
    page.paint(recorder)
    return " ".join(recorder.texts())


def wide(columns: int) -> Table:
    heads = (Column("Axis", None, 2.0), *(Column(f"G{n:02d}", 0) for n in range(columns)))
    row = ("Care", *range(100, 100 + columns))
    return Table("Scores", (*heads, Column("Gap", 0)), ((*row, 777),) * 6)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "sheet",
    [
        Sheet("x", "Nothing"),
        Sheet("x", "Rows", tables=(editions.notes(900), editions.notes(900, "word " * 60))),
        Sheet("x", "Wide", figures=editions.profile()[0] * 3, tables=(wide(60), wide(60))),
        Sheet("x", "Text " * 90, "lead " * 200, (Passage("A", ("text " * 300,) * 50),) * 5),
        Sheet("x", "W" * 600, tables=(Table("W" * 300, (Column("W" * 90),), (("W" * 900,),) * 9),)),
    ],
)
def test_it_stays_one_page(paper: str, sheet: Sheet) -> None:
    page = sheet_page(sheet, frame(paper), EN)
    assert page.left >= -0.01
    upright = frame(paper)
    pages = next(
        made for measure in MEASURES
        if len(made := flow(sponsor.sheet_blocks(sheet, measure, upright, EN), upright)) == 1
    )
    assert len(pages) == 1


def test_without_shortening_it_would_not() -> None:
    sheet = Sheet("x", "Rows", tables=(editions.notes(900),))
    upright = frame("a4")
    assert len(flow(sponsor.sheet_blocks(sheet, MEASURES[0], upright, EN), upright)) > 5


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_rows_go_before_the_picture_does_and_its_words_can_be_read(paper: str) -> None:
    """A pulse: the radar, its axes, every statement, and what moved since the first session."""
    figures, axes = editions.profile(paper)
    noted = replace(axes, note="Steady: a change of less than five points of a hundred. " * 2)
    tables = (noted, editions.notes(18), noted)
    recorder = Recorder()
    page = sheet_page(Sheet("x", "How true?", figures=figures, tables=tables), frame(paper), EN)
    page.paint(recorder)
    assert [figure.title for figure, *_ in recorder.figures] == ["Six axes"]
    assert all(scale * 2.8 >= 7.0 for *_, scale in recorder.figures)
    said = recorder.texts()
    assert said.count("Scores per axis") == 2
    assert said.count("Care") == 2, "each table has its first row"


def test_without_its_picture_a_page_is_filled_with_rows() -> None:
    """What no picture fits beside, not the least of everything on a page that is half empty."""
    sheet = Sheet("x", "Full", figures=editions.profile()[0] * 3, tables=(editions.notes(60),))
    recorder = Recorder()
    sheet_page(sheet, frame("a4"), EN).paint(recorder)
    assert recorder.figures == []
    assert "No0011" in " ".join(recorder.texts())


def test_it_says_what_it_leaves_out() -> None:
    said = told(sheet_page(Sheet("x", "Rows", tables=(editions.notes(900),)), frame("a4"), EN))
    assert "“Notes” shows " in said
    assert " of 900 rows." in said
    assert EN("sponsor.cut.whole") in said
    texts = (Passage("A", tuple(f"{n} {'long ' * 50}" for n in range(40))),)
    said = told(sheet_page(Sheet("x", "Texts", passages=texts), frame("a4"), EN))
    assert "sentences are left out." in said
    said = told(sheet_page(Sheet("x", "Wide", tables=(wide(30),)), frame("a4"), EN))
    assert EN("sponsor.cut.columns") in said
    assert "777" in said
    few = Sheet("x", "Few", tables=(editions.notes(3),))
    assert EN("sponsor.cut.whole") not in told(sheet_page(few, frame("a4"), EN))


def test_a_picture_that_leaves_no_room_goes_and_the_tables_have_its_room() -> None:
    few = editions.notes(12)
    sheet = Sheet("x", "Both", figures=editions.profile()[0] * 3, tables=(few, few, few))
    page = sheet_page(sheet, frame("a4"), EN)
    said = told(page)
    assert EN("sponsor.cut.picture") in said
    assert page.left < 200, "no empty half of a page below rows that were cut"
    assert "1 of 12 rows" not in said


def test_what_is_whole_keeps_every_text() -> None:
    kept = Passage("Kept", tuple(f"K{n} stays" for n in range(4)), whole=True)
    cut = Passage("Cut", tuple(f"C{n} goes {'on ' * 80}" for n in range(60)))
    said = told(sheet_page(Sheet("x", "Both", passages=(cut, kept)), frame("a4"), EN))
    assert all(f"K{n} stays" in said for n in range(4))
    assert "C59" not in said


def test_where_nothing_was_decided_there_are_lines_to_write_on() -> None:
    empty = Passage("Asked", ("", ""), numbered=True, lines=3)
    recorder = Recorder()
    sheet_page(Sheet("x", "Empty", passages=(empty,)), frame("a4"), EN).paint(recorder)
    assert len(recorder.painted) - len(recorder.items_of_text()) == 3
