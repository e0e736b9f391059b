"""Copies: complete or absent, thinned out, and never one per vote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.storage import SessionFile
from workshop_app.storage.copies import CopyKeeper, copies_of, make_copy, prune

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC).astimezone()


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    made = SessionFile.create(tmp_path / "day.workshop")
    add_notes(made, "Add", "x", [NewNote("c", f"note {n}") for n in range(50)])
    return made


def test_a_copy_opens_and_holds_everything(file: SessionFile, tmp_path: Path) -> None:
    path = make_copy(file, tmp_path / "copies", NOW)
    assert [p.name for p in (tmp_path / "copies").iterdir()] == [path.name]
    with SessionFile.open(path) as copy:
        assert read_notes(copy, "x") == read_notes(file, "x")
        assert copy.undo() == "Add"


def test_a_folder_that_cannot_be_written_gets_a_sentence(file: SessionFile, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(UserError, match="No copy could be made"):
        make_copy(file, tmp_path / "taken", NOW)
    assert (tmp_path / "taken").read_text().startswith("a file")


def test_copies_are_thinned_to_newest_hourly_and_daily(file: SessionFile, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    first = make_copy(file, folder, NOW)
    content = first.read_bytes()
    for minutes in range(5, 60 * 50, 5):
        made = NOW + timedelta(minutes=minutes)
        (folder / f"day {made.strftime('%Y-%m-%d %H%M%S')}.workshop").write_bytes(content)
    other = folder / "other day 2020-01-01 000000.workshop"
    other.write_bytes(content)
    prune(folder, "day")
    kept = [made for made, _ in copies_of(folder, "day")]
    assert len(kept) < 12 + 25 + 3 + 1
    assert kept[:12] == sorted(kept[:12], reverse=True)
    assert kept[0] - kept[11] == timedelta(minutes=55)
    assert {made.date() for made in kept} == {
        (NOW + timedelta(minutes=m)).date() for m in range(0, 60 * 50, 5)
    }
    assert other.exists()


def test_an_open_secret_round_waits_for_eight_more_ballots() -> None:
    keeper = CopyKeeper([])
    assert keeper.due(NOW, 0)
    later = NOW + timedelta(hours=1)
    assert not keeper.due(later, 1, at_step=True)
    assert not keeper.due(later, 7)
    assert keeper.due(later, 8)


def test_a_second_device_that_fails_does_not_stop_the_first(
    file: SessionFile, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("gone")
    keeper = CopyKeeper([tmp_path / "stick", tmp_path / "copies"])
    faults = keeper.keep(file, NOW, 0)
    assert len(faults) == 1
    assert len(copies_of(tmp_path / "copies", "day")) == 1
    assert not keeper.due(NOW + timedelta(minutes=4), 0)
    assert keeper.due(NOW + timedelta(minutes=5), 0)
    assert keeper.due(NOW + timedelta(minutes=1), 0, at_step=True)
