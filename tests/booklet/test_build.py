"""The finished file, read back by another library."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests.booklet import editions
from workshop_app.booklet.build import build_booklet
from workshop_app.booklet.edition import People, Section
from workshop_app.booklet.paper import SIZES
from workshop_app.errors import UserError
from workshop_app.figures.figure import Figure, Text
from workshop_app.figures.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.booklet.edition import Edition

HOSTILE = '<img src="/etc/passwd"/> <b>bold</b> & &amp; <font size="90">x</font> %s {0} \\n'


def made(edition: Edition, folder: Path, paper: str = "a4") -> PdfReader:
    path = folder / f"{paper}.pdf"
    build_booklet(edition, path, paper)
    return PdfReader(path)


def catalog(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def spoken(reader: PdfReader) -> str:
    """Everything on the pages, with line breaks as spaces."""
    return " ".join(" ".join(texts(reader)).split())


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    return made(editions.edition(), tmp_path_factory.mktemp("booklet"))


def test_a_page_for_the_cover_four_around_and_one_for_each_activity(booklet: PdfReader) -> None:
    assert len(booklet.pages) == 1 + 3 + 5 + 2


def test_every_chapter_says_what_it_should(booklet: PdfReader) -> None:
    cover, road, people, guide, checklist, *_, reading, colophon = texts(booklet)
    for text in ("Closer to our", "Northlight Energy", "3 March 2026, Rotterdam", "Ines Marques"):
        assert text in cover
    assert "SEE differently" in road
    assert "Look at us through customer eyes." in road
    assert "Half measures fail." in road
    assert "9 people, 6 departments and 5 levels." in people
    assert "And 4 others" in people
    assert "Cannot judge" in guide
    assert "fewer than 4" in guide
    assert "How true is this for us today?" in checklist
    assert "Checklist" in checklist
    assert "Nicolette Wuring" in reading
    assert "Only totals are kept." in colophon


def test_where_nobody_is_named_there_is_no_page_of_names(tmp_path: Path) -> None:
    pages = texts(made(editions.edition(people=People((), 7, 3, 2)), tmp_path))
    assert not [page for page in pages if "Who was there" in page.splitlines()[:2]]
    assert "7 people" in pages[0]


def test_names_come_out_right_in_every_script(booklet: PdfReader) -> None:
    assert all(name in spoken(booklet) for name in editions.NAMES)


def test_the_road_names_the_page_of_every_activity(booklet: PdfReader) -> None:
    lines = texts(booklet)[1].splitlines()
    starts = [5, 6, 7, 8, 9]
    assert [int(line.split()[-1]) for line in lines if " min " in line] == starts
    notes: Any = booklet.pages[1]["/Annots"]
    targets = [note.get_object()["/Dest"][0].get_object() for note in notes]
    assert targets == [booklet.pages[start - 1].get_object() for start in starts]


def test_pages_are_numbered_except_the_cover(booklet: PdfReader) -> None:
    footer = "Closer to our customers · Northlight Energy · 3 March 2026"
    cover, *rest = texts(booklet)
    assert footer not in " ".join(cover.split())
    for number, text in enumerate(rest, start=2):
        lines = [line for line in text.splitlines() if footer in line]
        assert lines
        assert str(number) in text


def test_dutch_speaks_dutch(tmp_path: Path) -> None:
    reader = made(editions.edition("nl"), tmp_path)
    text = spoken(reader)
    for words in ("3 maart 2026", "De weg die we aflegden", "Leeslijst", "Zo lees je", "Colofon"):
        assert words in text
    assert catalog(reader)["/Lang"] == "nl"
    for english in ("Reading list", "The road we took", "people"):
        assert english not in text


def test_the_file_describes_itself(booklet: PdfReader) -> None:
    about: Any = booklet.metadata
    assert about.title == "Closer to our customers"
    assert about.author == "Ines Marques"
    assert about.subject == "Northlight Energy, 3 March 2026, Rotterdam"
    assert "Checklist" in about["/Keywords"]
    assert about["/CreationDate"].startswith("D:20260303")
    root = catalog(booklet)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/PageMode"] == "/UseOutlines"


def test_nothing_in_the_file_names_this_machine(tmp_path: Path) -> None:
    path = tmp_path / "secret-folder" / "out.pdf"
    path.parent.mkdir()
    build_booklet(editions.edition(), path)
    data = path.read_bytes()
    for trace in (b"secret-folder", b"/home", b"/tmp", b"/root", b"resources"):
        assert trace not in data


def test_the_outline_has_phases_with_their_activities(booklet: PdfReader) -> None:
    def named(outline: list[Any]) -> list[Any]:
        return [named(one) if isinstance(one, list) else one.title for one in outline]

    assert named(booklet.outline) == [
        "Closer to our customers",
        "The road we took",
        "Who was there",
        "How to read these pages",
        "SEE differently",
        ["Checklist", "The customer journey"],
        "THINK differently",
        ["A story"],
        "ACT differently",
        ["Rituals"],
        "BE different",
        ["My pledge"],
        "Reading list",
        "Colophon",
    ]


def test_every_font_is_embedded(booklet: PdfReader) -> None:
    names = set()
    for page in booklet.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            entry = font.get_object()
            names.add(entry["/BaseFont"])
            assert entry["/FontDescriptor"]["/FontFile2"].get_data()
            assert "/ToUnicode" in entry
    assert len(names) == 3
    assert all("WorkshopSans" in name for name in names)


@pytest.mark.parametrize("paper", SIZES)
def test_pages_have_the_size_of_the_paper(paper: str, tmp_path: Path) -> None:
    reader = made(editions.edition(paper=paper), tmp_path, paper)
    width, height = SIZES[paper]
    for number, page in enumerate(reader.pages, start=1):
        size = (float(page.mediabox.width), float(page.mediabox.height))
        on_its_side = number == 6
        assert size == pytest.approx((height, width) if on_its_side else (width, height), abs=0.01)


def test_the_journey_lies_on_its_side(booklet: PdfReader) -> None:
    wide = [page for page in booklet.pages if page.mediabox.width > page.mediabox.height]
    assert len(wide) == 1
    assert "The whole map" in wide[0].extract_text()


def test_every_number_of_a_figure_stands_in_the_table(booklet: PdfReader) -> None:
    page = texts(booklet)[4]
    for index, axis in enumerate(editions.AXES):
        row = [str(scores[index]) for scores in editions.SCORES.values()]
        line = next(part for part in page.split(axis)[::-1] if part)
        assert page.count(axis) >= 2
        assert all(number in page for number in row), line


def test_no_row_of_a_long_table_is_lost_or_printed_twice(tmp_path: Path) -> None:
    table = editions.notes(200, "word " * 30)
    section = Section("see-notes", "see", "Notes", "What was said?", tables=(table,))
    reader = made(editions.with_sections(section), tmp_path)
    text = spoken(reader)
    counted = Counter(word for word in text.split() if word.startswith("No0"))
    assert counted == {f"No{i:04d}": 1 for i in range(200)}
    pages = [page for page in texts(reader) if "No0" in page]
    assert len(pages) > 3
    assert all("Dots" in page for page in pages)


def test_equal_editions_give_equal_files(tmp_path: Path) -> None:
    files = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    for file in files:
        build_booklet(editions.edition(), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    build_booklet(editions.edition(title="Another"), files[1])
    assert files[0].read_bytes() != files[1].read_bytes()


def test_markup_is_plain_text(tmp_path: Path) -> None:
    table = Table(HOSTILE, (Column(HOSTILE), Column("n", 0)), ((HOSTILE, 1),), HOSTILE)
    figure = Figure(100, 20, (Text(0, 10, HOSTILE, 2.8),), HOSTILE)
    section = Section(
        "see-x", "see", HOSTILE, HOSTILE, HOSTILE, (figure,), (table,), (HOSTILE,), HOSTILE
    )
    people = People((HOSTILE,), 0)
    reader = made(editions.with_sections(section, title=HOSTILE, people=people), tmp_path)
    pages = " ".join("".join(texts(reader)).split()).replace("- ", "")
    assert '<img src="/etc/passwd"/>' in pages
    assert "&amp;" in pages
    assert "root:" not in pages
    about = reader.metadata
    assert about is not None
    assert about.title == HOSTILE


def test_a_character_without_a_glyph_is_marked_and_told(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    done = build_booklet(editions.edition(title="Dichter bij 𒀁𒀀 𒀂 é"), path)
    assert done.uncovered == ("𒀀", "𒀁", "𒀂")
    assert "\ufffd\ufffd \ufffd é" in PdfReader(path).pages[0].extract_text()
    about = PdfReader(path).metadata
    assert about is not None
    assert about.title == "Dichter bij 𒀁𒀀 𒀂 é"


def test_all_characters_covered_tells_nothing(tmp_path: Path) -> None:
    assert build_booklet(editions.edition(), tmp_path / "out.pdf").uncovered == ()


def test_the_structure_can_be_read_aloud(booklet: PdfReader) -> None:
    root = catalog(booklet)
    assert root["/MarkInfo"]["/Marked"]
    found = list(walk(root["/StructTreeRoot"].raw_get("/K")))
    roles = Counter(role for role, _ in found)
    assert roles["/Document"] == 1
    assert roles["/Sect"] == 11
    assert roles["/H1"] == 11
    assert roles["/Table"] == 3
    assert roles["/TH"] == 3 + 3 + 3
    figures = [alt for role, alt in found if role == "/Figure"]
    numbers = "Its numbers are in the tables that follow."
    assert figures == [f"Picture: {title} {numbers}" for title in ("Six axes", "Journey map")]


def walk(node: Any) -> Iterator[tuple[str, str]]:
    element = node.get_object()
    yield element["/S"], element.get("/Alt", "")
    for kid in element["/K"]:
        if isinstance(kid, IndirectObject):
            yield from walk(kid)


def test_every_mark_on_a_page_belongs_to_an_element(booklet: PdfReader) -> None:
    numbers = catalog(booklet)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tree: dict[Any, Any] = {
        int(numbers[i]): numbers[i + 1].get_object() for i in range(0, len(numbers), 2)
    }
    for page in booklet.pages:
        content = page.get_contents()
        assert content is not None
        data = content.get_data()
        marks = data.count(b"/MCID")
        assert marks == len(tree[page["/StructParents"]])
        assert data.count(b"EMC") == data.count(b"BDC") + data.count(b"BMC")


def test_the_road_runs_through_the_phases_in_order(booklet: PdfReader) -> None:
    road = texts(booklet)[1]
    places = [road.index(phase.name) for phase in editions.phases()]
    assert all(one < next_ for one, next_ in pairwise(places))


# -- never half a file ---------------------------------------------------------------------


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_missing_folder_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"out\.pdf could not be written"):
        build_booklet(editions.edition(), tmp_path / "nowhere" / "out.pdf")
    assert leftovers(tmp_path) == []


def test_a_folder_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "out.pdf").mkdir()
    with pytest.raises(UserError):
        build_booklet(editions.edition(), tmp_path / "out.pdf")
    assert leftovers(tmp_path) == ["out.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit there")
def test_a_full_disk_leaves_the_old_booklet(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"the old one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, hard))
    try:
        with pytest.raises(UserError, match="What was there before is unchanged"):
            build_booklet(editions.edition(), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"the old one"
    assert leftovers(tmp_path) == ["out.pdf"]


def test_unknown_paper_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no paper “a5”"):
        build_booklet(editions.edition(), tmp_path / "out.pdf", "a5")
    assert leftovers(tmp_path) == []


def test_reportlab_is_imported_only_when_a_booklet_is_made() -> None:
    code = (
        "import sys, workshop_app.booklet.build, workshop_app.booklet.book;"
        "sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- any content ---------------------------------------------------------------------------


def test_a_booklet_of_nothing(tmp_path: Path) -> None:
    bare = editions.edition(
        title="", client="", place="", facilitator="", sections=(), people=People(), reading=()
    )
    reader = made(replace(bare, phases=()), tmp_path)
    assert len(reader.pages) == 4


def test_five_hundred_people(tmp_path: Path) -> None:
    names = tuple(f"Person Number{i:03d} Lastname" for i in range(500))
    reader = made(editions.edition(people=People(names, 3)), tmp_path)
    cover, _road, *rest = texts(reader)
    assert "others" in cover
    everybody = " ".join(rest)
    assert all(everybody.count(f"Number{i:03d}") == 1 for i in range(500))
