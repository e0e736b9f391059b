"""`workshop-app programme`, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.assembly.test_programme import CHECK, say
from tests.earlier import FIRST, crowd, day_of
from workshop_app import cli
from workshop_app.assembly import programme_cache

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _session(folder: Path) -> None:
    workshop = day_of(folder, FIRST, [CHECK])
    crowd(workshop, CHECK, seed=1)
    say(workshop, client="Northlight", title="Warehouse")
    workshop.file.close()


def test_a_folder_is_said_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _session(tmp_path)
    (tmp_path / "text.workshop").write_text("no")
    made = tmp_path / "list.csv"
    assert cli.main(["programme", str(tmp_path), "--csv", str(made), "--language", "nl"]) == 0
    said = capsys.readouterr().out
    assert "Northlight" in said
    assert "Warehouse" in said
    assert "text.workshop | text.workshop is" in said
    assert "Oprechte aandacht" in made.read_text(encoding="utf-8-sig")


def test_fresh_forgets_what_was_read(tmp_path: Path) -> None:
    _session(tmp_path)
    assert cli.main(["programme", str(tmp_path)]) == 0
    (entry,) = programme_cache.folder().iterdir()
    entry.write_text("{}")
    other = entry.with_name("other.json")
    other.write_text("{}")
    assert cli.main(["programme", str(tmp_path), "--fresh"]) == 0
    assert not other.exists()
    assert entry.read_text() != "{}"


def test_a_folder_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["programme", str(tmp_path / "gone")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_nothing_is_written_over_a_session(tmp_path: Path) -> None:
    _session(tmp_path)
    (session,) = tmp_path.glob("*.workshop")
    before = session.read_bytes()
    assert cli.main(["programme", str(tmp_path), "--csv", str(session)]) == 1
    assert session.read_bytes() == before


def test_a_list_of_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "list.csv"
    assert cli.main(["programme", str(tmp_path), "--csv", str(made)]) == 1
    assert capsys.readouterr().err.startswith("There is no session in")
    assert not made.exists()
