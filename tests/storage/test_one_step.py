"""Several edits that are undone as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.session.notes import NewNote, add_notes, change_note
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


def texts(file: SessionFile) -> list[str]:
    return [text for (text,) in file.rows("SELECT text FROM note ORDER BY text")]


def _fail(file: SessionFile) -> None:
    with file.one_step("half"):
        add_notes(file, "one", "board", [NewNote("place", "first")])
        raise ValueError("stop")


def test_several_edits_become_one_step(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        (key,) = add_notes(file, "before", "board", [NewNote("place", "first")])
        with file.one_step("all of it"):
            add_notes(file, "one", "board", [NewNote("place", "second")])
            change_note(file, "two", key, text="changed")
        assert texts(file) == ["changed", "second"]
        assert file.undo() == "all of it"
        assert texts(file) == ["first"]
        assert file.redo() == "all of it"
        assert texts(file) == ["changed", "second"]
        assert [entry.label for entry in file.history.undoable(9)] == ["all of it", "before"]


def test_nothing_done_forgets_nothing(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        add_notes(file, "undone", "board", [NewNote("place", "first")])
        file.undo()
        with file.one_step("nothing"):
            pass
        assert file.redo() == "undone"


def test_what_fails_in_the_middle_is_taken_back_whole(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / "a.workshop") as file:
        with pytest.raises(ValueError, match="stop"):
            _fail(file)
        assert not texts(file)
        assert not list(file.history.undoable(9))
