"""Names and notes in other scripts, in every part of a page, as others' tools read them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.booklet import editions
from tests.booklet.insides import pages
from workshop_app.booklet.build import build_booklet
from workshop_app.booklet.edition import People, Section
from workshop_app.figures.figure import Figure, Text
from workshop_app.figures.table import Column, Table

if TYPE_CHECKING:
    from pathlib import Path

ARABIC, HEBREW = "محمد علي", "יעל כהן"
NAMES = (ARABIC, HEBREW, "Γιώργος Παπαδόπουλος", "Юлия Ким", "Đặng Thị Ánh")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    figure = Figure(100, 30, (Text(0, 5, ARABIC, 4), Text(50, 12, HEBREW, 4, "semibold")), "f")
    table = Table("T", (Column("Who"), Column("Said")), ((ARABIC, HEBREW), (HEBREW, ARABIC)))
    section = Section(
        "see-x", "see", f"T {HEBREW}", f"{ARABIC}?", HEBREW, (figure,), (table,), (ARABIC,)
    )
    edition = editions.with_sections(section, title=f"See {HEBREW}", people=People(NAMES, 0))
    made = tmp_path_factory.mktemp("scripts") / "out.pdf"
    assert build_booklet(edition, made).uncovered == ()
    return made


def test_every_name_is_read_as_it_was_typed(path: Path) -> None:
    whole = " ".join(pages(path))
    for name in NAMES:
        assert name in whole


def test_each_part_of_a_page_has_it(path: Path) -> None:
    (page,) = [one for one in pages(path) if "What was noted" in one]
    assert page.count(ARABIC) == 5, "question, picture, two cells and a note"
    assert page.count(HEBREW) == 6, "activity, lead, picture, two cells and the footer"


def test_names_beside_one_another_stand_in_their_order(tmp_path: Path) -> None:
    """The first name of a list is the first on the page, whichever way it runs."""
    edition = editions.with_sections(people=People((ARABIC, HEBREW, "Jan", HEBREW, "Anna"), 2))
    path = tmp_path / "out.pdf"
    build_booklet(edition, path)
    (cover, *_) = PdfReader(path).pages
    places: list[tuple[float, float]] = []
    wanted = [HEBREW[0], "Jan", "Anna"]

    def visit(text: str, _cm: object, tm: list[float], *_font: object) -> None:
        found = [one for one in wanted if one in text]
        if found:
            places.append((-tm[5], tm[4]))
            wanted.remove(found[0])

    cover.extract_text(visitor_text=visit)
    assert wanted == []
    assert places == sorted(places), "from left to right, and down"


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts is not installed")
def test_all_fonts_are_embedded_and_words_are_whole(path: Path) -> None:
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    lines = fonts.splitlines()[2:]
    assert {"WorkshopSansArabic", "WorkshopSansHebrew"} <= {
        line.split()[0].split("+")[1].split("-")[0] for line in lines
    }
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    for name in NAMES:
        assert name in text.stdout, "this reader turns what stands from right to left around"


def test_two_documents_of_one_process_are_the_same(path: Path, tmp_path: Path) -> None:
    edition = editions.edition(title=f"{HEBREW} {ARABIC}")
    build_booklet(edition, tmp_path / "one.pdf")
    build_booklet(edition, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    assert HEBREW in str(PdfReader(tmp_path / "two.pdf").pages[0].extract_text())
