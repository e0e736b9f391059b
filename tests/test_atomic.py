"""Files are whole or absent, and nothing is ever written over a session."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from workshop_app import atomic
from workshop_app.errors import UserError


def test_a_file_takes_its_place_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")
    atomic.write_bytes(path, b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [
        ("out.pdf", b"new")
    ]


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"old")

    def stopped() -> None:
        with atomic.replacing(path) as partial:
            partial.write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [
        ("out.pdf", b"old")
    ]


@pytest.mark.parametrize(
    "name", ["day.workshop", "day.WORKSHOP", "renamed.pdf", "day.workshop-journal"]
)
def test_a_session_is_never_written_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE note (text)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="is the name of a session"):
        atomic.write_bytes(path, b"%PDF")
    assert path.read_bytes() == before


def test_a_new_file_may_not_be_called_like_a_session(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is the name of a session"):
        atomic.write_bytes(tmp_path / "new.workshop", b"%PDF")
    assert not list(tmp_path.iterdir())


def test_a_folder_and_a_name_too_long_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        atomic.write_bytes(tmp_path, b"")
    with pytest.raises(UserError, match="too long"):
        atomic.write_bytes(tmp_path / ("é" * 150 + ".pdf"), b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="a name that the drive refuses, as POSIX does")
def test_why_it_could_not_be_written_is_not_hidden_by_the_tidying(tmp_path: Path) -> None:
    # Neither the file nor its temporary one can be looked up below a file.
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(UserError, match="could not be written"):
        atomic.write_bytes(tmp_path / "plain" / "out.pdf", b"x")


def test_what_is_no_file_is_told_from_what_cannot_be_seen(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"is a device, not a file"):
        atomic.check_output(Path(os.devnull))
    for given, name in ((".", Path.cwd().name), ("..", Path.cwd().parent.name)):
        with pytest.raises(UserError, match=f"^{name or '/'} is a folder"):
            atomic.check_output(Path(given))
    atomic.check_output(tmp_path / "new.pdf")


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_that_lead_to_one_another_get_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "b.pdf")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "a.pdf")
    with pytest.raises(UserError, match=r"a\.pdf could not be written: "):
        atomic.write_bytes(tmp_path / "a.pdf", b"x")
    assert (tmp_path / "a.pdf").is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")
    atomic.write_bytes(tmp_path / "link.pdf", b"x")
    assert (tmp_path / "link.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"x"


@pytest.mark.skipif(os.name == "nt" or not os.geteuid(), reason="nothing is closed to root")
def test_a_closed_folder_gets_a_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        with pytest.raises(UserError, match="could not be written"):
            atomic.write_bytes(closed / "out.pdf", b"x")
    finally:
        closed.chmod(0o700)
