"""Every command as a person types it: what it prints, what it leaves, how it fails."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workshop_app import paths
from workshop_app.cli import _COMMANDS, main
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.tables import SlotRow

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = paths.sample_data()

# Pictures are drawn by Qt, which allows one application object: that of the windows' tests.
pytestmark = pytest.mark.usefixtures("qapp")


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
        (["booklet", "FILE", "-o", "FILE"], "is the name of a session"),
        (["booklet", "FILE", "-o", "other.workshop"], "is the name of a session"),
        (["picture", "FILE", "see-checklist", "-o", "FILE"], "is the name of a session"),
        (["booklet", "FILE", "-o", ""], "is a folder"),
        (["booklet", "FILE", "-o", "x" * 300 + ".pdf"], "too long"),
        (["booklet", "FILE", "-o", "people.csv/x.pdf"], "could not be written"),
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


BALLOTS = SAMPLE / "ballots-see-checklist.csv"


def test_a_session_under_another_name_is_not_written_over(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    renamed = tmp_path / "booklet.pdf"
    renamed.write_bytes(file.read_bytes())
    code, _, error = _run(capsys, "booklet", file, "-o", renamed)
    assert code == 1
    assert "is the name of a session" in error
    assert renamed.read_bytes() == file.read_bytes()


def test_the_same_ballots_are_not_keyed_twice_by_accident(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(capsys, "ballots", file, "see-checklist", BALLOTS)[0] == 0
    before = file.read_bytes()
    code, said, error = _run(capsys, "ballots", file, "see-checklist", BALLOTS)
    assert (code, said) == (1, "")
    assert "--again" in error
    assert file.read_bytes() == before
    assert _run(capsys, "ballots", file, "see-checklist", BALLOTS, "--again")[0] == 0
    assert "round 2" in _run(capsys, "check", file)[1]


def test_ballots_that_fail_leave_neither_round_nor_slot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "day.workshop"
    assert _run(capsys, "new", path, "--agenda", "taster-90")[0] == 0
    # Taken off the agenda, so that keying its ballots in would put it there.
    activity = "think-moral-wisdom"
    workshop = Workshop(SessionFile.open(path))
    slot = workshop.slot_of(activity)
    assert slot is not None
    with workshop.file, workshop.file.edit("") as edit:
        edit.run(SlotRow.delete().where(SlotRow.key == slot.key))
    before = _run(capsys, "check", path)[1]
    assert activity not in before

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workshop_app.storage.rounds.close_round", stopped)
    ballots = SAMPLE / f"ballots-{activity}.csv"
    code, said, error = _run(capsys, "ballots", path, activity, ballots)
    assert (code, said, error) == (130, "", "Stopped. Nothing was half-written.\n")
    assert _run(capsys, "check", path)[1] == before


def test_results_name_a_group_that_may_not_show(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ballots = tmp_path / "ballots.csv"
    lines = ["floor,5"] * 6 + ["middle,3"] * 5 + ["top,1"] * 2 + [",2"] * 4
    ballots.write_text("group,ck01\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert _run(capsys, "ballots", file, "see-checklist", ballots)[0] == 0
    found = json.loads(_run(capsys, "results", file, "see-checklist")[1])
    found = found["activities"]["see-checklist"]
    assert found["n"] == 17
    assert "Top" not in found["groups"]
    assert [name.casefold() for name in found["merged"]] == ["top"]


def test_a_list_that_is_not_understood_for_certain_is_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more.csv"
    more.write_bytes("Naam;Schoenmaat\nZoë;38\n".encode("cp1252"))
    doubts = "Columns left out: Schoenmaat.\nThe list is not saved as UTF-8: look whether “Zoë”"
    assert doubts in _run(capsys, "people", file, more)[1]
    new = tmp_path / "new.workshop"
    assert doubts in _run(capsys, "new", new, "--agenda", "taster-90", "--people", more)[1]


def test_people_and_check_say_what_there_is(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("name,department\nZoë,Sales\nJan,IT\n", encoding="utf-8")
    assert _run(capsys, "people", file, more) == (0, "2 people added, 18 in all.\n", "")
    code, said, error = _run(capsys, "check", file)
    assert (code, error) == (0, "")
    sound, title, people, *slots = said.splitlines()
    assert sound.startswith("day.workshop")
    assert title == "A day · Ñorth · 3 March 2026"
    assert "18" in people
    assert any("see-checklist" in line for line in slots)


def test_a_picture_has_the_size_the_theme_and_the_step_that_were_asked_for(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from PySide6.QtGui import QImage

    assert _run(capsys, "ballots", file, "see-checklist", BALLOTS)[0] == 0
    pictures = {}
    wanted = [("light", "question"), ("dark", "question"), ("hc", "question"), ("light", "1")]
    for theme, step in wanted:
        path = tmp_path / f"{theme}-{step}.png"
        code, _, error = _run(
            capsys, "picture", file, "see-checklist", "-o", path,
            "--theme", theme, "--step", step, "--size", "640x400",
        )  # fmt: skip
        assert (code, error) == (0, "")
        image = QImage(str(path))
        assert (image.width(), image.height()) == (640, 400)
        pictures[theme, step] = path.read_bytes()
        corner = image.pixelColor(2, 200).lightness()
        assert corner > 200 if theme == "light" else corner < 80 or theme == "hc"
    assert len(set(pictures.values())) == len(wanted)


@pytest.mark.slow
@pytest.mark.e2e
def test_the_demo_leaves_session_booklet_and_a_picture_of_every_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo"
    code, said, error = _run(capsys, "demo", "--out", out, "--language", "nl")
    assert (code, error) == (0, "")
    *steps, last = said.splitlines()
    pictures = sorted(path.stem for path in out.glob("*.png"))
    for step in steps:
        assert any(name == step or name.startswith(f"{step}-") for name in pictures), step
    assert len(steps) > 20
    assert (out / "booklet.pdf").read_bytes().startswith(b"%PDF")
    assert _run(capsys, "check", out / "sample.workshop")[0] == 0
    assert last.startswith(f"{len(pictures) + 2} files")


def test_missing_fonts_and_icons_get_a_sentence(
    file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(paths, "made", lambda: tmp_path / "none")
    for arguments in (
        ["booklet", file, "-o", tmp_path / "x.pdf"],
        ["picture", file, "see-checklist", "-o", tmp_path / "x.png"],
        ["demo", "--out", tmp_path / "demo"],
        [file],
    ):
        code, said, error = _run(capsys, *arguments)
        assert (code, said) == (1, "")
        assert error.startswith("The app’s fonts and icons are missing.")
    assert [path.name for path in tmp_path.iterdir()] == ["day.workshop"]
