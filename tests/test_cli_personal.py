"""`workshop-app held` and `erase`, as they are typed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.persons import NAME, everywhere, hits
from workshop_app.cli import main
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    workshop, _ = everywhere(tmp_path)
    workshop.file.close()
    return workshop.file.path


def test_what_is_held_is_written(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = path.with_name("held")
    assert main(["held", str(path), "--person", "wilhelmina", "--to", str(target)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(target / f"{NAME}.json"), str(target / f"{NAME}.txt")
    ]  # fmt: skip
    assert main(["held", str(path), "--person", "who?", "--to", str(target)]) == 1
    assert "Nobody on the list" in capsys.readouterr().err


@pytest.mark.parametrize(("answer", "done"), [("yes\n", 0), ("ja\n", 0), ("no\n", 1), ("", 1)])
def test_erasing_asks_first(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: str,
    done: int,
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["erase", str(path), "--person", NAME]) == done
    said = capsys.readouterr()
    assert "This goes, for good:" in said.out
    assert "Backups of this laptop" in said.out
    assert ("Erased." in said.out) is (done == 0)
    assert ("Nothing was erased" in said.err) is (done == 1)
    assert bool(hits([NAME], [path])[NAME]) is (done == 1)


def test_everybody_goes_and_the_results_stay(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["erase", str(path), "--everybody", "--yes", "--language", "nl"]) == 0
    assert "Gewist." in capsys.readouterr().out
    with SessionFile.open(path, writable=False) as file:
        assert file.row("SELECT COUNT(*) FROM person") == (0,)
        assert file.row("SELECT COUNT(*) FROM tally") != (0,)
    assert main(["check", str(path)]) == 0


def test_what_was_interrupted_is_finished_by_the_next_command(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with SessionFile.open(path) as file:
        save_settings(file, {**settings_of(file), "erasing": True})
    people = tmp_path / "people.csv"
    people.write_text("name\nNew\n", encoding="utf-8")
    assert main(["people", str(path), str(people)]) == 0
    assert "interrupted is finished" in capsys.readouterr().out
    with SessionFile.open(path, writable=False) as file:
        assert "erasing" not in settings_of(file)
