"""`workshop-app pulse`: a session months later, from the command line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.looked_back import first_session
from tests.session.pulses import held_session
from workshop_app import cli
from workshop_app.session.earlier import read_earlier
from workshop_app.session.info import read_info
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A session of the third of March 2026."""
    folder = tmp_path / "before"
    folder.mkdir()
    return held_session(folder).file.path


def test_it_makes_the_pulse_and_says_what_came_along(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "pulse.workshop"
    assert cli.main(["pulse", str(earlier), str(new), "--date", "2026-09-05"]) == 0
    assert capsys.readouterr().out == (
        f"{new}: Pulse after 6 months, 150 minutes. "
        "Along came 17 people, 1 action, 2 pledges and 1 session.\n"
    )
    with SessionFile.open(new) as file:
        assert read_info(file).date == date(2026, 9, 5)
        assert len(read_earlier(file)) == 1


def test_a_dutch_session_is_answered_in_dutch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, new = first_session(tmp_path, language="nl"), tmp_path / "pulse.workshop"
    given = ["pulse", str(path), str(new), "--date", "2026-09-08"]
    assert cli.main([*given, "--theme", "7"]) == 1
    assert capsys.readouterr().err.startswith("Er is geen thema “7” voor een vervolgsessie.")
    assert cli.main(given) == 0
    said = capsys.readouterr().out
    assert " minuten. Meegekomen: 16 mensen, 6 acties, 9 beloftes en 1 sessie.\n" in said


def test_theme_and_title_can_be_said(
    earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "pulse.workshop"
    given = ["pulse", str(earlier), str(new), "--date", "2026-09-05", "--theme", "36"]
    assert cli.main([*given, "--title", "Back to Maria"]) == 0
    assert "Pulse after 36 months" in capsys.readouterr().out
    with SessionFile.open(new) as file:
        assert read_info(file).title == "Back to Maria"
        assert file.row("SELECT 1 FROM slot WHERE activity = 'be-ecosystem'")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--date", "2026-03-03"], "A pulse comes after the session it looks back on"),
        (["--date", "2026-09-05", "--theme", "7"], "There is no theme “7” for a pulse."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    more: list[str], said: str, earlier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "pulse.workshop"
    assert cli.main(["pulse", str(earlier), str(new), *more]) == 1
    assert capsys.readouterr().err.startswith(said)
    assert not new.exists()


def test_a_session_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    none, new = tmp_path / "none.workshop", tmp_path / "pulse.workshop"
    assert cli.main(["pulse", str(none), str(new)]) == 1
    assert capsys.readouterr().err.startswith("There is no file")
    assert not new.exists()
