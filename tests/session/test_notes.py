"""A place that is made to hold exactly some texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.session.notes import (
    NewNote,
    add_notes,
    change_note,
    put_in_place,
    read_notes,
    tag_note,
)

if TYPE_CHECKING:

    from workshop_app.storage import SessionFile


def texts(file: SessionFile, place: str = "a") -> list[str]:
    return [note.text for note in read_notes(file, "x") if note.place == place]


def put(file: SessionFile, *wanted: str) -> None:
    with file.edit("cell") as edit:
        put_in_place(edit, file, "x", "a", wanted)


def test_texts_are_added_reworded_and_taken_away_in_their_order(file: SessionFile) -> None:
    add_notes(file, "", "x", [NewNote("a", text) for text in ("one", "two", "three")])
    add_notes(file, "", "x", [NewNote("b", "elsewhere")])
    put(file, "zero", "one", "one and a half", "three", "four")
    assert texts(file) == ["zero", "one", "one and a half", "three", "four"]
    put(file, "one", "four", "")
    assert texts(file) == ["one", "four"]
    put(file)
    assert texts(file) == []
    assert texts(file, "b") == ["elsewhere"]


def test_a_note_that_stays_keeps_its_dots_even_reworded(file: SessionFile) -> None:
    keys = add_notes(file, "", "x", [NewNote("a", text) for text in ("one", "two")])
    change_note(file, "", keys[1], votes=3)
    tag_note(file, "", keys[1], "mismatch", on=True)
    put(file, "one", "two, but better", "new")
    kept = next(note for note in read_notes(file, "x") if note.key == keys[1])
    assert (kept.text, kept.votes, kept.flagged) == ("two, but better", 3, True)


def test_it_is_one_step_back(file: SessionFile) -> None:
    add_notes(file, "", "x", [NewNote("a", text) for text in ("one", "two")])
    put(file, "three", "two", "four")
    file.undo()
    assert texts(file) == ["one", "two"]
