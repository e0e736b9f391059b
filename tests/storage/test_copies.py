"""Copies: complete or absent, thinned out, and never one per vote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.errors import UserError
from workshop_app.method.question import Question
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.copies import CopyKeeper, copies_of, folder_of, make_copy, prune
from workshop_app.storage.duplicate import duplicate

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.storage.tally import Round

WORD = (Question("w", "?", "word", ()),)
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC).astimezone()


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    made = SessionFile.create(tmp_path / "day.workshop")
    add_notes(made, "Add", "x", [NewNote("c", f"note {n}") for n in range(50)])
    return made


def test_a_copy_opens_and_holds_everything(file: SessionFile, tmp_path: Path) -> None:
    path = make_copy(file, tmp_path / "copies", NOW)
    assert [p for p in (tmp_path / "copies").rglob("*") if p.is_file()] == [path]
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
        (first.parent / f"day {made.strftime('%Y-%m-%d %H%M%S')}.workshop").write_bytes(content)
    other = folder_of(folder, tmp_path / "b" / "day.workshop") / "day 2020-01-01 000000.workshop"
    other.parent.mkdir()
    other.write_bytes(content)
    prune(folder, file.path)
    kept = [made for made, _ in copies_of(folder, file.path)]
    assert len(kept) < 12 + 25 + 3 + 1
    assert kept[:12] == sorted(kept[:12], reverse=True)
    assert kept[0] - kept[11] == timedelta(minutes=55)
    assert {made.date() for made in kept} == {
        (NOW + timedelta(minutes=m)).date() for m in range(0, 60 * 50, 5)
    }
    assert other.exists()


def test_two_sessions_of_one_name_keep_their_copies_apart(
    file: SessionFile, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    with SessionFile.create(tmp_path / "b" / "day.workshop") as other:
        one, two = (make_copy(of, tmp_path / "copies", NOW) for of in (file, other))
        assert one != two
        assert [copies_of(tmp_path / "copies", of.path) for of in (file, other)] == [
            [(NOW, one)],
            [(NOW, two)],
        ]


def test_a_long_name_has_copies_too(tmp_path: Path) -> None:
    with SessionFile.create(tmp_path / ("é" * 90 + ".workshop")) as file:
        make_copy(file, tmp_path / "copies", NOW)
        assert len(copies_of(tmp_path / "copies", file.path)) == 1


# -- ballots -----------------------------------------------------------------------------


def _opened(file: SessionFile, activity: str = "vote") -> Round:
    return rounds.open_round(file, activity, WORD, mode="booth", expected=16)


def _cast(file: SessionFile, round_: Round, number: int) -> list[bytes]:
    keys = [rounds.new_ballot_key() for _ in range(number)]
    for key in keys:
        rounds.cast(file, round_, WORD, {"w": "calm"}, key=key)
    return [key.encode() for key in keys]


def _holding(copies: Path, secrets: list[bytes]) -> list[Path]:
    files = [path for path in copies.rglob("*") if path.is_file()]
    return [p for p in files if any(secret in p.read_bytes() for secret in secrets)]


def _later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_an_open_secret_round_waits_for_eight_more_ballots(
    file: SessionFile, tmp_path: Path
) -> None:
    keeper = CopyKeeper(file, [tmp_path / "copies"])
    assert keeper.due(NOW)
    keeper.keep(NOW)
    round_ = _opened(file)
    assert keeper.due(_later(60)), "nobody voted yet"
    _cast(file, round_, 1)
    assert not keeper.due(_later(60), at_step=True)
    _cast(file, round_, 6)
    assert not keeper.due(_later(60))
    _cast(file, round_, 1)
    assert keeper.due(_later(60))


def test_a_restart_allows_no_copy_that_differs_by_one_ballot(
    file: SessionFile, tmp_path: Path
) -> None:
    folders = [tmp_path / "copies"]
    round_ = _opened(file)
    _cast(file, round_, 8)
    CopyKeeper(file, folders).keep(NOW)
    _cast(file, round_, 1)
    again = CopyKeeper(file, folders)
    assert not again.due(_later(60), at_step=True)
    _cast(file, round_, 7)
    assert again.due(_later(60))


def test_the_rule_holds_for_each_open_round(file: SessionFile, tmp_path: Path) -> None:
    keeper = CopyKeeper(file, [tmp_path / "copies"])
    first = _opened(file, "one")
    _cast(file, first, 16)
    keeper.keep(NOW)
    rounds.close_round(file, first)
    keeper.keep(_later(5))
    second = _opened(file, "two")
    _cast(file, second, 1)
    assert not keeper.due(_later(60), at_step=True)


def test_no_copy_keeps_ballots_of_a_closed_round(file: SessionFile, tmp_path: Path) -> None:
    folders = [tmp_path / "copies", tmp_path / "stick"]
    keeper = CopyKeeper(file, folders)
    round_ = _opened(file)
    secrets = _cast(file, round_, 8)
    keeper.keep(NOW)
    assert all(_holding(folder, secrets) for folder in folders)
    rounds.close_round(file, round_)
    assert keeper.due(_later(1)), "at once, not after five minutes"
    assert keeper.keep(_later(1)) == []
    for folder in folders:
        assert not _holding(folder, secrets)
        assert [made for made, _ in copies_of(folder, file.path)] == [_later(1)]
    assert not keeper.due(_later(2))


def test_a_round_closed_before_a_crash_leaves_its_copies_at_the_next_start(
    file: SessionFile, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    round_ = _opened(file)
    secrets = _cast(file, round_, 8)
    CopyKeeper(file, [copies]).keep(NOW)
    rounds.close_round(file, round_)
    again = CopyKeeper(file, [copies])
    assert again.due(_later(1))
    again.keep(_later(1))
    assert not _holding(copies, secrets)


def test_closing_one_round_gives_nobody_away_in_another(file: SessionFile, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    keeper = CopyKeeper(file, [copies])
    first, second = _opened(file, "one"), _opened(file, "two")
    secrets = _cast(file, first, 8)
    keeper.keep(NOW)
    secrets += _cast(file, second, 1)
    rounds.close_round(file, first)
    assert keeper.due(_later(1))
    keeper.keep(_later(1))
    assert not _holding(copies, secrets)
    with SessionFile.open(copies_of(copies, file.path)[0][1]) as copy:
        assert read_notes(copy, "x") == read_notes(file, "x")


def test_a_second_device_that_fails_does_not_stop_the_first(
    file: SessionFile, tmp_path: Path
) -> None:
    (tmp_path / "stick").write_text("gone")
    keeper = CopyKeeper(file, [tmp_path / "stick", tmp_path / "copies"])
    faults = keeper.keep(NOW)
    assert len(faults) == 1
    assert len(copies_of(tmp_path / "copies", file.path)) == 1
    assert not keeper.due(_later(4))
    assert keeper.due(_later(5))
    assert keeper.due(_later(1), at_step=True)



def test_a_large_session_is_copied_too(file: SessionFile, tmp_path: Path) -> None:
    """Above SQLite's usual cache pages left it without their checksum: no copy was sound."""
    add_notes(file, "", "x", [NewNote("c", f"{n} {'x' * 400}") for n in range(9_000)])
    assert file.path.stat().st_size > 3_000_000
    duplicate(file.connection, tmp_path / "copy.workshop")
    duplicate(file.connection, tmp_path / "bare.workshop", ballots=False)
    for name in ("copy", "bare"):
        with SessionFile.open(tmp_path / f"{name}.workshop", writable=False) as copy:
            assert copy.row("SELECT count(*) FROM note") == (9_050,)
