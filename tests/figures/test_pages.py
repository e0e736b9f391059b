"""Pages are drawn when somebody looks at them, and their number is known before."""

from collections.abc import Callable

import pytest

from workshop_app.figures import board as builder
from workshop_app.figures.canvas import Canvas
from workshop_app.figures.figure import Figure, Text
from workshop_app.figures.note_cards import LaidNote, Note, NoteWords, draw_note
from workshop_app.figures.pages import Pages

CANVAS = Canvas(160.0, 70.0, "see")


def _counted(count: int) -> tuple[Pages, list[int]]:
    drawn: list[int] = []

    def drawing(page: int) -> Callable[[], Figure]:
        def draw() -> Figure:
            drawn.append(page)
            return Figure(10, 10, (), f"page {page}")

        return draw

    return Pages(drawing(page) for page in range(count)), drawn


def test_a_page_is_drawn_once_when_it_is_asked_for() -> None:
    pages, drawn = _counted(5)
    assert len(pages) == 5
    assert not drawn
    assert [pages[3].title, pages[-2].title, pages[3].title] == ["page 3"] * 3
    assert drawn == [3]


def test_they_read_like_a_tuple() -> None:
    pages, drawn = _counted(3)
    assert [page.title for page in pages[1:]] == ["page 1", "page 2"]
    assert drawn == [1, 2]
    assert pages == tuple(pages) == _counted(3)[0]
    assert pages != tuple(pages)[:2]
    assert pages != 3
    with pytest.raises(IndexError):
        pages[3]


def _board(count: int) -> Pages:
    notes = [Note(f"k{n}", f"Note {n} as people say it, in a few words more") for n in range(count)]
    columns = [
        builder.Column(f"c{place}", f"Column {place}", tuple(notes[place::3]))
        for place in range(3)
    ]
    return builder.board(columns, CANVAS, NoteWords())


def test_a_large_board_draws_only_the_page_that_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def counting(laid: LaidNote, *where: object) -> object:
        drawn.append(laid.note.key)
        return draw_note(laid, *where)  # type: ignore[arg-type]

    monkeypatch.setattr(builder, "draw_note", counting)
    pages = _board(900)
    assert len(pages) > 50
    assert not drawn
    assert pages[1].texts()
    assert 6 <= len(drawn) <= 40


def test_every_note_stands_on_one_page_in_its_order() -> None:
    keys = [item.key for page in _board(200) for item in page.items if item.key]
    assert sorted(keys) == sorted(f"k{n}" for n in range(200))
    first = [key for key in keys if int(key[1:]) % 3 == 0]
    assert first == [f"k{n}" for n in range(0, 200, 3)]


@pytest.mark.parametrize("count", [*range(1, 40), 60])
def test_notes_are_as_large_as_fits_one_page(count: int) -> None:
    """Leaving out a size in which too many notes would stand changes no picture."""
    pages = _board(count)
    sizes = {
        item.size
        for page in pages
        for item in page.items
        if isinstance(item, Text) and item.weight == "medium"
    }
    assert len(sizes) == 1
    (size,) = sizes
    larger, smaller = builder.TEXT_SIZES[3]
    assert size == (larger if _fits(count, larger) else smaller)


def _fits(count: int, size: float) -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(builder.TEXT_SIZES, 3, (size,))
        return len(_board(count)) == 1
