"""A long reading sees one moment of a session, and asks every question once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.methods import built_in_method
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.read_once import ReadOnce

if TYPE_CHECKING:
    from pathlib import Path

STORY = "see-customer-story"


def test_what_was_read_stays_as_it_was(tmp_path: Path) -> None:
    plan = Plan("taster-90", "The day")
    with create_workshop(tmp_path / "a.workshop", built_in_method(), plan).file as file:
        add_notes(file, "Add", STORY, [NewNote("happened", "one")])
        once = ReadOnce(file)
        asked = "SELECT text FROM note ORDER BY position"
        assert [note.text for note in read_notes(once, STORY)] == ["one"]
        assert once.row(asked) == ("one",)
        add_notes(file, "Add", STORY, [NewNote("happened", "two")])
        assert [note.text for note in read_notes(once, STORY)] == ["one"]
        assert once.rows_each("SELECT text FROM note WHERE text = ?", [("one",), ("two",)]) == [
            ("one",), ("two",),
        ]
        once.rows(asked).clear()
        assert once.rows(asked) == [("one",)]
        assert [note.text for note in read_notes(ReadOnce(file), STORY)] == ["one", "two"]
        assert once.row("SELECT 1 FROM note WHERE text = ?", "three") is None
