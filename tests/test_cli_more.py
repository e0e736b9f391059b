"""Rehearsing and printing ballots from the command line, and what is said of two days."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest

from workshop_app import cli, paths
from workshop_app.session import planning
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

ROOT = Path(cli.__file__).parent.parent


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


def test_one_person_is_one_person(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = path.with_name("rehearsal.workshop")
    assert cli.main(["rehearse", str(path), "-o", str(made), "--people", "1"]) == 0
    assert ": 1 invented person held " in capsys.readouterr().out


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


# -- new, with a method of one's own and a time to begin ------------------------------------


@pytest.mark.parametrize("by", ["id", "folder"])
def test_a_session_is_made_with_an_own_method_and_begins_when_it_should(
    tmp_path: Path, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    built_in = "see-think-act-be"
    assert cli.main(["method", "duplicate", built_in, "--title", "Our way"]) == 0
    method = "our-way" if by == "id" else str(paths.own_methods() / "our-way")
    made = tmp_path / "day.workshop"
    arguments = ["--agenda", "taster-90", "--method", method, "--start", "13:30"]
    assert cli.main(["new", str(made), *arguments]) == 0
    with SessionFile.open(made) as file:
        workshop = Workshop(file)
        assert workshop.method.id == "our-way"
        assert workshop.info.starts_at == time(13, 30)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--start", "25:00"], "“25:00” is no time of the day. No session was made. Type the"),
        (["--start", "noon"], "“noon” is no time of the day. No session was made. Type the"),
        (["--method", "nobodys"], "no method “nobodys”. Nothing was changed. Choose one of: "),
        (["--method", "{folder}"], "method.toml:1: there is no readable file of this name"),
    ],
)
def test_a_wrong_start_or_method_makes_nothing(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "day.workshop"
    given = [one.format(folder=tmp_path) for one in arguments]
    assert cli.main(["new", str(made), "--agenda", "taster-90", *given]) == 1
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# -- where the system sets a limit for files ------------------------------------------------

_LIMITED = """
import resource, sys
from workshop_app import cli, paths
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.e2e
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
@pytest.mark.parametrize(
    "command", [["new", "out/day.workshop", "--agenda", "taster-90"], ["demo", "--out", "out/a/b"]]
)
def test_a_limit_for_the_size_of_files_is_named_and_leaves_nothing(
    tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "out").mkdir()
    ran = subprocess.run(
        [sys.executable, "-P", "-c", _LIMITED, *command],
        capture_output=True, text=True, cwd=tmp_path, check=False, timeout=50,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert ran.returncode == 1
    assert "may not become any larger here. Nothing was written. Raise the limit" in ran.stderr
    assert not list((tmp_path / "out").iterdir())


@pytest.mark.parametrize("command", ["check", "results"])
def test_a_folder_given_as_a_dot_has_a_name(
    tmp_path: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    for given, name in ((".", "inside"), ("..", tmp_path.name)):
        assert cli.main([command, given]) == 1
        assert capsys.readouterr().err.startswith(f"{name} is a folder, not a session file.")
    for arguments in (
        ["rescue", "..", "-o", "new.workshop"],
        ["method", "export", "see-think-act-be", "-o", ".."],
        ["method", "import", ".."],
    ):
        assert cli.main(arguments) == 1
        assert capsys.readouterr().err.startswith(f"{tmp_path.name} ")
    assert cli.main(["rescue", ".", "-o", "new.workshop"]) == 1
    assert capsys.readouterr().err.startswith("inside ")
    assert cli.main(["new", "..", "--agenda", "taster-90"]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path.name} already exists.")
