"""The benchmarks are not run here, but what they put into a session must fit its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.__main__ import ALL
from benchmarks.hall import Seen, repaints
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


def test_a_batch_is_painted_once_the_stage_shows_as_many_ballots() -> None:
    """One that only changed minds paints nothing; one that never shows takes for ever."""
    batches = [Seen(0.0, 2), Seen(1.0, 5), Seen(1.5, 5), Seen(2.0, 6), Seen(3.0, 9)]
    painted = [Seen(0.0, 0), Seen(0.9, 2), Seen(1.2, 5), Seen(2.5, 7)]
    first, second, never = repaints(batches, painted)
    assert [round(first, 3), round(second, 3)] == [0.2, 0.5]
    assert never > 1000
