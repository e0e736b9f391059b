"""The three editions as the tools of others read them: structure, text, fonts."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.booklet.insides import pages
from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.personal import PersonalBooklets
from workshop_app.assembly.sponsor import make_sponsor

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    shutil.which("pdfinfo") is None, reason="pdfinfo, pdffonts and pdftotext are not installed"
)
EDITIONS = ("group", "personal", "sponsor")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("editions")
    workshop = sample_workshop(made / "sample.workshop")
    with workshop.file:
        for _ in play_sample(workshop):
            pass
        make_booklet(workshop, made / "group.pdf")
        make_sponsor(workshop, made / "sponsor.pdf")
        PersonalBooklets(workshop).make(workshop.people()[0], made / "personal.pdf")
    return made


def said(*arguments: str | Path) -> str:
    found = subprocess.run([*map(str, arguments)], capture_output=True, text=True, check=True)
    assert "Error" not in found.stderr
    return found.stdout


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_font_is_embedded_and_a_subset(folder: Path, edition: str) -> None:
    lines = said("pdffonts", folder / f"{edition}.pdf").splitlines()[2:]
    assert lines
    for line in lines:
        embedded, subset, unicode_, *_ = line.split()[-5:]
        assert (embedded, subset, unicode_) == ("yes", "yes", "yes"), line


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_structure_names_headings_and_pictures(folder: Path, edition: str) -> None:
    structure = said("pdfinfo", "-struct", folder / f"{edition}.pdf")
    assert structure.count("H1") == structure.count("Sect")
    assert "Document" in structure
    about = said("pdfinfo", folder / f"{edition}.pdf")
    assert "Tagged:          yes" in about
    assert "Closer to our customers" in about
    whole = said("pdfinfo", "-struct-text", folder / f"{edition}.pdf")
    assert whole.count("\n") > 60


@pytest.mark.parametrize(
    ("edition", "in_order"),
    [
        ("group", ("The road we took", "How to read these pages", "Reading list", "Colophon")),
        ("personal", ("Dear ", "What I took upon myself", "Looking back", "Reading list")),
        ("sponsor", ("For the sponsor", "What stands out", "What gardeners do next")),
    ],
)
def test_a_screen_reader_reads_it_in_order(
    folder: Path, edition: str, in_order: tuple[str, ...]
) -> None:
    for command in (("pdftotext", "-raw"), ("pdfinfo", "-struct-text")):
        where = ("-",) if command[0] == "pdftotext" else ()
        text = " ".join(said(*command, folder / f"{edition}.pdf", *where).split())
        places = [text.rindex(part) for part in in_order]
        assert places == sorted(places), command


def test_the_letter_goes_before_everything_that_is_shared(folder: Path) -> None:
    assert "Dear" in pages(folder / "personal.pdf")[1]
