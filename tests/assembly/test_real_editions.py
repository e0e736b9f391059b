"""The three editions of a real session, as their readers get them: names, pictures, links."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from tests.booklet.insides import insides, pages
from workshop_app.assembly.booklet import edition_of, make_booklet
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.personal import PersonalBooklets
from workshop_app.assembly.rehearsal import Room
from workshop_app.assembly.sponsor import make_sponsor, sponsor_edition
from workshop_app.kinds.plan.model import Action, add_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.kinds.scorecard.model import Score, add_scores
from workshop_app.session import planning
from workshop_app.session.people import change_person
from workshop_app.session.photos import add_photos, caption_photo, read_image
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EDITIONS = ("group", "personal", "sponsor")
STORY, JOURNEY, BLUEPRINT = "see-customer-story", "see-journey", "act-blueprint"
PLAN, CARD, PLEDGE = "act-plan", "act-scorecard", "be-pledge"
EXTRA = [JOURNEY, BLUEPRINT, PLAN, CARD, "think-economics", "see-three-mirrors"]
TYPED = "Quillon Untyped"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve people of whom one agreed to be named; the others carry things too."""
    folder = tmp_path_factory.mktemp("real")
    plan = Plan("taster-90", "Closer", "Northlight", date(2026, 3, 3), facilitator="Ines Marques",
                place="Delft", extra=EXTRA)  # fmt: skip
    workshop = create_workshop(folder / "day.workshop", built_in_method(), plan)
    with workshop.file as file:
        for _ in Room(workshop, 12).play():
            pass
        first, *others = workshop.people()
        change_person(file, "", first.key, named=True)
        for at, person in enumerate(others):
            change_person(file, "", person.key, named=False, name=f"Hidden{at} Nobodyson{at}")
        quiet = others[0].key
        add_actions(file, "", PLAN, [
            Action("Ring back", owner=quiet, partner=first.key, help="a line"),
            Action("Sit in", owner=first.key, partner=quiet),
            Action("Typed", owner=TYPED, partner="Hidden1 Nobodyson1"),
        ])
        add_scores(file, "", CARD, [Score(name="Own row", baseline=1, target=2, owner=quiet)])
        promise = Pledge("MARKERshared", buddy="Hidden2 Nobodyson2", check_date="2026-06-01",
                         shared=True, person=quiet)  # fmt: skip
        add_pledge(file, "", PLEDGE, promise)
        for colour in ("teal", "navy"):
            Image.new("RGB", (40, 30), colour).save(folder / f"{colour}.jpg")
        walls = [read_image(folder / f"{colour}.jpg") for colour in ("teal", "navy")]
        key, _ = add_photos(file, "", STORY, walls)
        caption_photo(file, "", key, "The wall of table 2")
    return workshop.file.path


@pytest.fixture
def workshop(path: Path) -> Iterator[Workshop]:
    with SessionFile.open(path, writable=False) as file:
        yield Workshop(file)


@pytest.fixture(scope="module")
def made(path: Path) -> dict[str, Path]:
    """A file of each edition; the personal one is of who agreed to be named."""
    files = {edition: path.with_name(f"{edition}.pdf") for edition in EDITIONS}
    with SessionFile.open(path, writable=False) as file:
        workshop = Workshop(file)
        make_booklet(workshop, files["group"])
        make_sponsor(workshop, files["sponsor"])
        PersonalBooklets(workshop).make(workshop.people()[0], files["personal"])
    return files


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every element of the structure, in the order in which it is read."""

    def walk(node: Any) -> Iterator[Any]:
        element = node.get_object()
        yield element
        for kid in element["/K"]:
            if isinstance(kid, IndirectObject):
                yield from walk(kid)

    root: Any = reader.trailer["/Root"]
    return walk(root["/StructTreeRoot"].raw_get("/K"))




# -- names -------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_who_did_not_agree_is_named_nowhere(
    workshop: Workshop, made: dict[str, Path], edition: str
) -> None:
    """As owner, partner, buddy, by key or typed, with a shared pledge or a row of the scorecard."""
    inside = insides(made[edition])
    for hidden in ("Hidden", "Nobodyson", "Quillon", "Untyped"):
        assert hidden not in inside, hidden
    if edition != "sponsor":
        assert workshop.people()[0].name.split()[0] in inside, "the search sees who agreed"


def test_once_they_agree_they_are_named(path: Path, tmp_path: Path) -> None:
    """The control: only the consent keeps those names out."""
    copy = tmp_path / "copy.workshop"
    copy.write_bytes(path.read_bytes())
    with SessionFile.open(copy) as file:
        workshop = Workshop(file)
        for person in workshop.people():
            change_person(file, "", person.key, named=True)
        make_booklet(workshop, tmp_path / "group.pdf")
        make_sponsor(workshop, tmp_path / "sponsor.pdf")
    assert "Hidden0 Nobodyson0" in insides(tmp_path / "group.pdf")
    assert "Nobodyson0" in insides(tmp_path / "sponsor.pdf")
    assert TYPED not in insides(tmp_path / "group.pdf"), "who is not on the list cannot agree"


# -- pictures ----------------------------------------------------------------------------


def test_every_picture_is_read_out_and_has_its_numbers(
    workshop: Workshop, made: dict[str, Path]
) -> None:
    sections = edition_of(workshop).sections
    for section in sections:
        assert not section.figures or any(table.rows for table in section.tables), section.key
    reader = PdfReader(made["group"])
    read = [one.get("/Alt", "") for one in elements(reader) if one["/S"] == "/Figure"]
    assert all(read)
    assert len(set(read)) == len(read), "several pictures of an activity are told apart"
    pictures = [figure for section in sections for figure in section.figures]
    photos = [photo.alt for section in sections for photo in section.photos]
    assert len(read) == len(pictures) + len(photos)
    assert Counter(read)["The wall of table 2"] == 1
    assert not Counter(photos) - Counter(read)
    sponsors = list(elements(PdfReader(made["sponsor"])))
    assert [one for one in sponsors if one["/S"] == "/Figure" and not one.get("/Alt")] == []


def test_pictures_are_vectors_and_only_photos_are_pixels(
    workshop: Workshop, made: dict[str, Path]
) -> None:
    for edition in EDITIONS:
        reader = PdfReader(made[edition])
        count = sum(len(page.images) for page in reader.pages)
        assert count == (2 if edition == "group" else 0), edition
    said = "".join("".join(pages(made["group"])).split())
    for section in edition_of(workshop).sections:
        for text in (text for figure in section.figures for text in figure.texts()):
            assert "".join(text.split()) in said, (section.key, text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_journey_and_blueprint_lie_on_their_side_and_nothing_else_does(
    workshop: Workshop, tmp_path: Path, paper: str
) -> None:
    out = tmp_path / "out.pdf"
    make_booklet(workshop, out, paper)
    wide = {at for at, page in enumerate(PdfReader(out).pages)
            if page.mediabox.width > page.mediabox.height}  # fmt: skip
    method, language = workshop.method, workshop.words.language
    of = [f"{method.text(f'{id_}.title', language)} Closer ·" for id_ in (JOURNEY, BLUEPRINT)]
    said = pages(out)
    found = [{at for at, text in enumerate(said) if title in text} for title in of]
    assert all(found)
    assert set.union(*found) == wide


# -- finding one's way -------------------------------------------------------------------


def test_links_and_bookmarks_lead_to_their_activities(
    workshop: Workshop, made: dict[str, Path]
) -> None:
    reader, edition = PdfReader(made["group"]), edition_of(workshop)
    places = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)
              if page.indirect_reference is not None}  # fmt: skip
    stops = [stop for phase in edition.phases for stop in phase.stops if stop.section]
    notes: Any = reader.pages[1]["/Annots"]
    targets = [places[note.get_object()["/Dest"][0].idnum] for note in notes]
    assert len(targets) == len(stops) > 10
    said = pages(made["group"])
    for stop, target in zip(stops, targets, strict=True):
        assert stop.title in said[target]
        assert f"{target + 1}" in said[1].split(), "the page that the link leads to is printed"
    marks = list(outline(reader, reader.outline))
    assert {title for depth, title, _ in marks if depth} >= {stop.title for stop in stops}
    assert [title for depth, title, _ in marks if not depth][4:8] == [
        phase.name for phase in edition.phases
    ]
    for depth, title, page in marks:
        assert not depth or title in said[page]


def outline(reader: PdfReader, marks: Any, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    for mark in marks:
        if isinstance(mark, list):
            yield from outline(reader, mark, depth + 1)
        else:
            page = reader.get_destination_page_number(mark)
            assert page is not None
            yield depth, str(mark.title), page


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_edition_says_what_it_is(
    workshop: Workshop, tmp_path: Path, edition: str, language: str
) -> None:
    out = tmp_path / "out.pdf"
    if edition == "group":
        make_booklet(workshop, out, language=language)
    elif edition == "sponsor":
        make_sponsor(workshop, out, language=language)
    else:
        PersonalBooklets(workshop, language=language).make(workshop.people()[0], out)
    reader = PdfReader(out)
    about, root = reader.metadata, reader.trailer["/Root"]
    assert about is not None
    assert about.title is not None
    assert about.title.startswith("Closer")
    assert about.author == "Ines Marques"
    assert about.subject == f"Northlight, {Words.load(language).date(date(2026, 3, 3))}, Delft"
    assert "workshop" in str(about["/Keywords"])
    assert root["/Lang"] == language  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.outline
    headings = [one for one in elements(reader) if one["/S"] == "/H1"]
    sections = [one for one in elements(reader) if one["/S"] == "/Sect"]
    assert len(headings) == len(sections) > 2


# -- what was not reached ----------------------------------------------------------------


def test_what_was_taken_out_has_no_pages_whatever_was_said_there(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.workshop"
    copy.write_bytes(path.read_bytes())
    with SessionFile.open(copy) as file:
        workshop = Workshop(file)
        title = workshop.method.text(f"{STORY}.title", "en")
        assert STORY in {one.key for one in edition_of(workshop).sections}
        slot = workshop.slot_of(STORY)
        assert slot is not None
        planning.take_out(workshop, "Out", slot)
        for unreached in (True, False):
            make_booklet(workshop, tmp_path / "out.pdf", unreached=unreached)
            reader = PdfReader(tmp_path / "out.pdf")
            named = [at for at, text in enumerate(pages(tmp_path / "out.pdf")) if title in text]
            assert named == ([1] if unreached else [])
            assert title not in {mark for _, mark, _ in outline(reader, reader.outline)}
            assert not sum(len(page.images) for page in reader.pages)


# -- the sponsor, months later -----------------------------------------------------------


def test_the_sponsors_pages_have_their_pictures(workshop: Workshop, made: dict[str, Path]) -> None:
    wanted = [sheet.title for sheet in sponsor_edition(workshop).sheets if sheet.figures]
    found = [one for one in elements(PdfReader(made["sponsor"])) if one["/S"] == "/Figure"]
    assert len(found) >= len(wanted) > 1
