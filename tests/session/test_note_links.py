"""Lines between notes: drawn, broken, taken away; and what hangs together by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.session.note_links import Link, chains, read_links, turn_link
from workshop_app.session.notes import NewNote, add_notes, delete_note

if TYPE_CHECKING:

    from workshop_app.storage import SessionFile


def test_a_line_is_drawn_then_broken_then_gone(file: SessionFile) -> None:
    one, two = add_notes(file, "say", "x", [NewNote("a", "one"), NewNote("b", "two")])
    drawn = Link(one, two)
    assert turn_link(file, "Line", "x", drawn) == drawn
    assert turn_link(file, "Line", "x", Link(two, one)) == Link(one, two, broken=True)
    assert read_links(file, "x") == [Link(one, two, broken=True)]
    assert turn_link(file, "Line", "x", drawn) is None
    assert read_links(file, "x") == []
    file.undo()
    file.undo()
    assert read_links(file, "x") == [drawn]


def test_a_line_goes_with_its_note_and_comes_back_with_it(file: SessionFile) -> None:
    one, two = add_notes(file, "say", "x", [NewNote("a", "one"), NewNote("b", "two")])
    turn_link(file, "Line", "x", Link(one, two))
    delete_note(file, "Delete", two)
    assert read_links(file, "x") == []
    file.undo()
    assert read_links(file, "x") == [Link(one, two)]


def test_chains_are_what_unbroken_lines_hold_together() -> None:
    links = [Link("a", "b"), Link("d", "e"), Link("b", "c"), Link("c", "d", broken=True)]
    assert sorted(map(sorted, chains(links))) == [["a", "b", "c"], ["d", "e"]]
    assert sorted(map(sorted, chains([*links, Link("e", "a")]))) == [["a", "b", "c", "d", "e"]]
    assert chains([]) == []
