"""The benchmarks are not run here, but what they put into a session must fit its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.__main__ import ALL
from benchmarks.storage import _insert
from workshop_app.session.notes import read_notes
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


def test_the_notes_of_the_commit_benchmark_fit(tmp_path: Path) -> None:
    assert "commit" in ALL
    with SessionFile.create(tmp_path / "ours.workshop") as file:
        with file.edit("Add") as edit:
            edit.run(_insert(1))
        assert [note.key for note in read_notes(file, "x")] == ["k1"]
