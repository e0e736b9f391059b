"""From a lost or damaged file to its newest sound copy, with the original untouched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.session.recovery import is_lost, newest_copy, restore
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.copies import make_copy

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC).astimezone()


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """Three copies of “day”, the newest of 09:10."""
    folder = tmp_path / "copies"
    plan = Plan("taster-90", "Closer to Maria", client="Northlight")
    with create_workshop(tmp_path / "day.workshop", built_in_method(), plan).file as file:
        for minutes in (0, 5, 10):
            make_copy(file, folder, NOW + timedelta(minutes=minutes))
    return folder


def _damage(path: Path) -> bytes:
    content = path.read_bytes()[:9_000]
    path.write_bytes(content)
    return content


def _refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as refused:
        SessionFile.open(path)
    return refused.value


def test_the_newest_copy_says_what_it_is(tmp_path: Path, copies: Path) -> None:
    copy = newest_copy(tmp_path / "day.workshop", [tmp_path / "nowhere", copies])
    assert copy is not None
    assert copy.made == NOW + timedelta(minutes=10)
    assert (copy.info.title, copy.info.client) == ("Closer to Maria", "Northlight")
    assert newest_copy(tmp_path / "other.workshop", [copies]) is None


def test_of_two_sessions_with_one_name_each_finds_its_own(tmp_path: Path, copies: Path) -> None:
    (tmp_path / "b").mkdir()
    plan = Plan("taster-90", "Another day")
    with create_workshop(tmp_path / "b" / "day.workshop", built_in_method(), plan).file as file:
        make_copy(file, copies, NOW + timedelta(minutes=10))
    titles = {}
    for folder in ("", "b", "moved"):
        copy = newest_copy(tmp_path / folder / "day.workshop", [copies])
        assert copy is not None
        titles[folder] = copy.info.title
    assert (titles[""], titles["b"]) == ("Closer to Maria", "Another day")
    assert titles["moved"], "a file that was moved finds one by its name"


def test_a_damaged_copy_is_passed_over(tmp_path: Path, copies: Path) -> None:
    _damage(max(copies.rglob("*.workshop")))
    copy = newest_copy(tmp_path / "day.workshop", [copies])
    assert copy is not None
    assert copy.made == NOW + timedelta(minutes=5)


def test_restoring_leaves_the_damaged_file_and_the_copy(tmp_path: Path, copies: Path) -> None:
    path = tmp_path / "day.workshop"
    before = _damage(path)
    copy = newest_copy(path, [copies])
    assert copy is not None
    first, second = restore(copy, path), restore(copy, path)
    assert first.parent == second.parent == tmp_path
    assert first != second
    assert path.read_bytes() == before
    assert len(list(copies.rglob("*.workshop"))) == 3
    with SessionFile.open(second) as file:
        assert Workshop(file).info.title == "Closer to Maria"


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path: Path, copies: Path) -> None:
    copy = newest_copy(tmp_path / "day.workshop", [copies])
    assert copy is not None
    with pytest.raises(UserError, match="could not be written"):
        restore(copy, tmp_path / "gone" / "day.workshop")


def test_only_a_file_whose_content_is_gone_is_lost(tmp_path: Path, copies: Path) -> None:
    path = tmp_path / "day.workshop"
    with SessionFile.open(path):
        assert not is_lost(path, _refusal(path)), "it is only open elsewhere"
    (tmp_path / "text.workshop").write_text("A letter to the editor, " * 20)
    assert not is_lost(tmp_path / "text.workshop", _refusal(tmp_path / "text.workshop"))
    assert not is_lost(tmp_path, _refusal(tmp_path))
    (tmp_path / "empty.workshop").touch()
    for lost in ("empty.workshop", "gone.workshop"):
        assert is_lost(tmp_path / lost, _refusal(tmp_path / lost)), lost
    _damage(path)
    assert is_lost(path, _refusal(path))
