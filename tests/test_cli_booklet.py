"""Every edition from the command line."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from tests.booklet.insides import spoken
from workshop_app import cli
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person, add_people
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "day.workshop"
    assert cli.main(["new", str(made), "--agenda", "taster-90", "--title", "The day"]) == 0
    people = [
        Person("Ann Bos"), Person("Ann Visser"), Person("Bo Kaya"), Person("Cy", present=False)
    ]
    with SessionFile.open(made) as file:
        add_people(file, "Add", people)
    return made


def run(path: Path, *arguments: object) -> int:
    return cli.main(["booklet", str(path), *map(str, arguments)])


def test_everybody_present_gets_a_booklet(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "booklets" / "own"
    capsys.readouterr()
    assert run(path, "--edition", "personal", "--all", "--out", out, "--language", "nl") == 0
    names = ["Ann Bos.pdf", "Ann Visser.pdf", "Bo Kaya.pdf"]
    assert sorted(one.name for one in out.iterdir()) == names
    assert capsys.readouterr().out.splitlines() == [str(out / name) for name in names]
    assert "Beste Bo," in spoken(out / "Bo Kaya.pdf")


def test_one_reader_is_found_by_name(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "own.pdf"
    assert run(path, "--edition", "personal", "--for", "bo", "-o", out, "--paper", "letter") == 0
    assert "Dear Bo," in spoken(out)
    assert run(path, "--edition", "personal", "--for", "ANN  VISSER", "-o", out) == 0
    assert "Dear Ann," in spoken(out)
    assert run(path, "--edition", "personal", "--for", "Cy", "-o", out) == 0


def test_the_sponsors_edition(path: Path, tmp_path: Path) -> None:
    assert run(path, "--edition", "sponsor", "-o", tmp_path / "s.pdf") == 0
    assert "For the sponsor" in spoken(tmp_path / "s.pdf")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--edition", "personal", "--for", "nobody", "-o", "x.pdf"], "Nobody on the list"),
        (["--edition", "personal", "--for", "Ann", "-o", "x.pdf"], "2 people on the list"),
        (["--edition", "personal", "-o", "x.pdf"], "belongs to somebody"),
        (["--edition", "sponsor", "--all", "-o", "x.pdf"], "belongs to somebody"),
        (["--for", "Bo Kaya", "-o", "x.pdf"], "belongs to somebody"),
        (["--edition", "personal", "--all", "-o", "FILE"], "need a folder"),
        (["--edition", "personal", "--for", "Bo", "-o", "FILE"], "is the name of a session"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    given = [str(path) if one == "FILE" else one for one in arguments]
    assert run(path, *given) == 1
    assert said in capsys.readouterr().err
    assert list(tmp_path.glob("*.pdf")) == []


def test_for_and_all_exclude_one_another(path: Path) -> None:
    with pytest.raises(SystemExit):
        run(path, "--edition", "personal", "--all", "--for", "Bo", "-o", "x")


def test_what_no_font_has_is_said(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with SessionFile.open(path) as file:
        add_notes(file, "Add", "see-customer-story", [NewNote("happened", "It said 𒀀")])
    assert run(path, "-o", tmp_path / "out.pdf") == 0
    said = capsys.readouterr()
    assert "No font on this machine has 𒀀 (in “" in said.err
    assert "𒀀" not in said.out


class Watched(io.StringIO):
    """Keeps with each text whether a file was there when it was said."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.told: list[tuple[str, bool]] = []

    def write(self, text: str) -> int:
        self.told.append((text, self.path.exists()))
        return super().write(text)


def test_it_is_said_before_the_booklet_is_made(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SessionFile.open(path) as file:
        add_notes(file, "Add", "see-customer-story", [NewNote("happened", "It said 𒀀")])
    watched = Watched(tmp_path / "out.pdf")
    monkeypatch.setattr(sys, "stderr", watched)
    assert run(path, "-o", watched.path) == 0
    assert [there for text, there in watched.told if "𒀀" in text] == [False]
    assert watched.path.exists()
