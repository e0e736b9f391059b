"""Every command as a person types it: what it prints, what it leaves, how it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workshop_app import paths
from workshop_app.cli import _COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = paths.sample_data()


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "day.workshop"
    code, _, error = _run(
        capsys,
        "new",
        path,
        "--agenda",
        "taster-90",
        "--add",
        "see-journey",
        "--title",
        "A day",
        "--client",
        "Ñorth",
        "--date",
        "2026-03-03",
        "--people",
        SAMPLE / "people.csv",
    )
    assert (code, error) == (0, "")
    return path


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["new"],
        ["new", "x.workshop"],
        ["picture", "x.workshop", "see-checklist", "-o", "x.png", "--size", "big"],
        ["picture", "x.workshop", "see-checklist", "-o", "x.png", "--size", "1x1"],
        ["new", "x.workshop", "--agenda", "taster-90", "--date", "tomorrow"],
        ["booklet", "x.workshop", "-o", "x.pdf", "--paper", "a3"],
        ["--nonsense"],
        ["one.workshop", "two.workshop"],
    ],
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_whole_workshop_by_command(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballots = SAMPLE / "ballots-see-checklist.csv"
    code, said, _ = _run(capsys, "ballots", file, "see-checklist", ballots)
    assert code == 0
    assert "16" in said
    assert _run(capsys, "notes", file, "see-journey", SAMPLE / "notes-see-journey.csv")[0] == 0
    code, said, _ = _run(capsys, "results", file, "see-checklist", "--json")
    found = json.loads(said)["activities"]["see-checklist"]
    assert code == 0
    assert found["n"] == 16
    assert set(found["axes"]) == {"care", "advocacy", "direction", "together", "steering", "space"}
    assert set(found["groups"]) == {"Floor", "Middle", "Top"}
    assert found["merged"] == []
    item = found["items"]["ck01"]
    assert sum(item["counts"]) == item["n"] <= 16
    total = sum(point * votes for point, votes in enumerate(item["counts"], 1))
    assert item["mean"] == pytest.approx(total / item["n"])
    assert item["score"] == pytest.approx(100 * (item["mean"] - 1) / 4)
    for name in ("radar.png", "radar.svg"):
        picture = tmp_path / name
        assert _run(capsys, "picture", file, "see-checklist", "-o", picture)[0] == 0
        assert picture.stat().st_size > 5_000
    booklet = tmp_path / "booklet.pdf"
    assert _run(capsys, "booklet", file, "-o", booklet, "--language", "nl")[0] == 0
    assert booklet.read_bytes().startswith(b"%PDF")
    code, said, _ = _run(capsys, "check", file)
    assert code == 0
    assert "see-checklist" in said


def test_notes_for_an_activity_outside_the_agenda_put_it_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.workshop"
    assert _run(capsys, "new", path, "--agenda", "taster-90")[0] == 0
    code, said, _ = _run(capsys, "notes", path, "see-journey", SAMPLE / "notes-see-journey.csv")
    assert code == 0
    assert "see-journey" in said
    assert "see-journey" in _run(capsys, "check", path)[1]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["results", "none.workshop"], "There is no file"),
        (["check", "."], "is a folder"),
        (["ballots", "FILE", "see-customer-story", "people.csv"], "has no ballot"),
        (["notes", "FILE", "be-heartbeat", "people.csv"], "no place for notes"),
        (["ballots", "FILE", "see-chekclist", "people.csv"], "see-checklist"),
        (["picture", "FILE", "see-checklist", "-o", "x.jpg"], "PNG"),
        (["picture", "FILE", "see-checklist", "-o", "x.png", "--step", "99"], "no step"),
        (["picture", "FILE", "see-checklist", "-o", "x.png", "--step", "dance"], "no step"),
        (["picture", "FILE", "see-checklist", "-o", "none/x.svg"], "could not be written"),
        (["booklet", "FILE", "-o", "none/x.pdf"], "could not be written"),
        (["new", "FILE", "--agenda", "taster-90"], "already exists"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_changes_nothing(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(file.parent)
    (file.parent / "people.csv").write_bytes((SAMPLE / "people.csv").read_bytes())
    before = {path: path.read_bytes() for path in file.parent.iterdir()}
    given = [str(file) if argument == "FILE" else argument for argument in arguments]
    code, said, error = _run(capsys, *given)
    assert code == 1
    assert said == ""
    assert sentence in error
    assert error.count("\n") == 1
    assert {path: path.read_bytes() for path in file.parent.iterdir()} == before


def test_a_faulty_people_file_adds_nobody(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("name;level\nNew Person;2\nOther;9\n;3\n", encoding="utf-8-sig")
    code, _, error = _run(capsys, "people", file, bad)
    assert code == 1
    assert "3" in error
    assert "4" in error
    assert "16" in _run(capsys, "check", file)[1]
    bad.write_text("name;level\nNew Person;2\n", encoding="utf-8-sig")
    assert _run(capsys, "people", file, bad)[0] == 0
    assert "17" in _run(capsys, "check", file)[1]


@pytest.mark.e2e
def test_help_starts_without_qt_or_database() -> None:
    code = (
        "import sys; from workshop_app.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'PySide6', 'peewee', 'apsw', 'reportlab', 'pyqtgraph', 'numpy'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
