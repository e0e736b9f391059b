"""Rehearsing and printing ballots from the command line, and what is said of two days."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workshop_app import cli
from workshop_app.session import planning
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.workshop"
    assert cli.main(["new", str(made), "--agenda", "taster-90", "--title", "The day"]) == 0
    return made


def _results(path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    capsys.readouterr()
    assert cli.main(["results", str(path)]) == 0
    return json.loads(capsys.readouterr().out)["activities"]


def test_a_session_is_rehearsed_into_a_new_file(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    made = path.with_name("rehearsal.workshop")
    assert cli.main(["rehearse", str(path), "-o", str(made), "--people", "9", "--seed", "5"]) == 0
    assert "9 invented people held" in capsys.readouterr().out
    assert path.read_bytes() == before
    with SessionFile.open(made) as file:
        workshop = Workshop(file)
        assert workshop.info.title == "Rehearsal: The day"
        assert len(workshop.people()) == 9
        assert all(slot.ended_at for slot in workshop.slots())
    again = path.with_name("again.workshop")
    assert cli.main(["rehearse", str(path), "-o", str(again), "--people", "9", "--seed", "5"]) == 0
    assert _results(again, capsys) == _results(made, capsys)


@pytest.mark.parametrize(
    ("people", "said"),
    [("0", "from 1 to 500 people, not 0"), ("501", "not 501"), ("-3", "not -3")],
)
def test_a_room_that_cannot_be_is_refused(
    path: Path, capsys: pytest.CaptureFixture[str], people: str, said: str
) -> None:
    made = path.with_name("rehearsal.workshop")
    assert cli.main(["rehearse", str(path), "-o", str(made), f"--people={people}"]) == 1
    assert said in capsys.readouterr().err
    assert not made.exists()


def test_a_file_that_is_there_is_kept(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = path.with_name("rehearsal.workshop")
    made.write_text("mine")
    assert cli.main(["rehearse", str(path), "-o", str(made)]) == 1
    assert "rehearsal.workshop" in capsys.readouterr().err
    assert made.read_text() == "mine"


def test_what_is_no_session_is_not_rehearsed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "list.workshop"
    wrong.write_text("name\n")
    assert cli.main(["rehearse", str(wrong), "-o", str(tmp_path / "new.workshop")]) == 1
    assert "list.workshop" in capsys.readouterr().err


@pytest.mark.parametrize("given", [["rehearse"], ["rehearse", "x"], ["rehearse", "x", "-o", "y",
                                                                    "--people", "many"]])
def test_wrong_usage(given: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(given)


def test_two_days_and_what_is_skipped_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "two.workshop"
    assert cli.main(["new", str(path), "--agenda", "two-day"]) == 0
    assert "960 minutes over 2 days" in capsys.readouterr().out
    with SessionFile.open(path) as file:
        workshop = Workshop(file)
        planning.skip(workshop, "Skip", workshop.slots()[0], skipped=True)
    assert cli.main(["check", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    days = [lines.index(f"Day {n}") for n in (1, 2)]
    assert lines[days[0] + 1].endswith("(skipped today)")
    assert "see-customer-story" in lines[days[1] + 1]


def test_ballots_are_printed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = path.read_bytes()
    made = path.with_name("ballots.pdf")
    line = ["paper", str(path), "see-checklist", "-o", str(made)]
    assert cli.main([*line, "--paper", "letter", "--language", "both", "--per-sheet", "1"]) == 0
    assert "28 ballots, 1 to a sheet, 56 pages." in capsys.readouterr().out
    assert made.read_bytes().startswith(b"%PDF")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("activity", "more", "said"),
    [
        ("see-customer-story", [], "has no ballot"),
        ("see-checklist", ["--per-sheet", "4"], "Choose 1 to a sheet."),
        ("nothing", [], "nothing"),
    ],
)
def test_what_cannot_be_printed_is_said(
    path: Path, capsys: pytest.CaptureFixture[str], activity: str, more: list[str], said: str
) -> None:
    made = path.with_name("ballots.pdf")
    assert cli.main(["paper", str(path), activity, "-o", str(made), *more]) == 1
    assert said in capsys.readouterr().err
    assert not made.exists()
