"""The booklet of real sessions: what is in it, what is not, and in which language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader

from workshop_app.assembly.booklet import edition_of, make_booklet
from workshop_app.assembly.demo import play_sample, sample_workshop
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.scene import scene
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.outcomes import add_outcome
from workshop_app.session.people import Person, add_people
from workshop_app.session.photos import add_photos, caption_photo, read_image
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PageObject

    from workshop_app.booklet.edition import Edition, Section
    from workshop_app.storage.tally import Round

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
STORY = "see-customer-story"
CHECKLIST = "see-checklist"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "Closer", "Northlight", place="Rotterdam", extra=["see-journey"])
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    with made.file:
        yield made


@pytest.fixture(scope="module", params=LANGUAGES)
def played(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("played")
    workshop = sample_workshop(folder / "sample.workshop", request.param)
    with workshop.file:
        for _ in play_sample(workshop):
            pass
        yield workshop


def section(edition: Edition, key: str) -> Section:
    return {one.key: one for one in edition.sections}[key]


def hold(workshop: Workshop, activity: str) -> None:
    slot = workshop.slot_of(activity)
    assert slot is not None
    workshop.go(Moment(slot.key), NOW)


def round_of(workshop: Workshop, activity: str, ballots: int = 0) -> Round:
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    opened = open_round(workshop.file, activity, questions, mode="paper", attribute="band")
    for index in range(ballots):
        answers = {question.id: str(index % 5 + 1) for question in questions}
        group = "floor" if index % 2 else "top"
        cast(workshop.file, opened, questions, answers, key=new_ballot_key(), group=group)
    return opened


def spoken(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_day_that_never_began_has_a_road_and_no_activities(workshop: Workshop) -> None:
    edition = edition_of(workshop)
    assert edition.sections == ()
    stops = [stop for phase in edition.phases for stop in phase.stops]
    assert len(stops) == len(workshop.slots())
    assert not any(stop.held or stop.section for stop in stops)


def test_what_was_held_without_input_says_so(workshop: Workshop) -> None:
    hold(workshop, CHECKLIST)
    only = section(edition_of(workshop), CHECKLIST)
    assert only.aside == workshop.words("booklet.aside.nothing")
    assert only.figures == ()


def test_what_was_prepared_but_not_held_is_printed(workshop: Workshop) -> None:
    add_notes(workshop.file, "Add", STORY, [NewNote("happened", "The box was empty")])
    edition = edition_of(workshop)
    found = section(edition, STORY)
    assert "The box was empty" in found.figures[0].texts()
    assert found.lead == workshop.words("booklet.lead.notes", n=1)
    assert [stop.held for stop in edition.phases[0].stops if stop.section] == [True]


def test_a_note_held_back_from_the_stage_is_not_printed(workshop: Workshop, tmp_path: Path) -> None:
    notes = [NewNote("happened", "For all"), NewNote("happened", "Between us", held=True)]
    add_notes(workshop.file, "Add", STORY, notes)
    make_booklet(workshop, tmp_path / "out.pdf")
    text = spoken(tmp_path / "out.pdf")
    assert "For all" in text
    assert "Between us" not in text


def test_votes_are_printed_only_after_the_room_has_seen_them(workshop: Workshop) -> None:
    words = workshop.words
    hold(workshop, CHECKLIST)
    opened = round_of(workshop, CHECKLIST, 16)
    asides = {"open": section(edition_of(workshop), CHECKLIST).aside}
    close_round(workshop.file, opened)
    asides["closed"] = section(edition_of(workshop), CHECKLIST).aside
    assert asides == {
        "open": words("booklet.aside.open", n=16),
        "closed": words("booklet.aside.hidden"),
    }
    reveal_round(workshop.file, opened)
    found = section(edition_of(workshop), CHECKLIST)
    assert found.aside == ""
    assert found.figures
    assert found.tables
    asked = words("booklet.lead.items", n=18)
    answered = words("booklet.lead.answered", n=16, asked=asked, mode=words("mode.paper"))
    assert found.lead == f"{answered} {words('booklet.lead.groups', n=4)}"


def test_only_people_who_agreed_are_named(workshop: Workshop, tmp_path: Path) -> None:
    people = [
        Person("Zoë Þórsdóttir", named=True),
        Person("Şahin Ünsal", named=True),
        Person("Quiet Quentin"),
        Person("Absent Abigail", present=False, named=True),
    ]
    add_people(workshop.file, "Add", people)
    there = edition_of(workshop).people
    assert there.names == ("Zoë Þórsdóttir", "Şahin Ünsal")
    assert there.others == 1
    make_booklet(workshop, tmp_path / "out.pdf")
    text = spoken(tmp_path / "out.pdf")
    assert "Zoë Þórsdóttir" in text
    assert "and 1 other" in text
    for hidden in ("Quentin", "Abigail"):
        assert hidden not in text
        assert hidden.encode() not in (tmp_path / "out.pdf").read_bytes()


def test_every_activity_of_the_sample_has_its_pages(played: Workshop) -> None:
    edition = edition_of(played)
    keys = [one.key for one in edition.sections]
    closed = [f"insights-{phase}" for phase in ("see", "think", "act", "be")]
    assert [key for key in keys if key in closed] == closed
    pages = [one for one in edition.sections if one.key not in closed]
    assert [one.key for one in pages] == [slot.activity for slot in played.slots()]
    for one in pages:
        assert one.figures, one.key
        assert one.tables, one.key
        assert not one.aside, one.key
    assert section(edition, "see-journey").landscape
    assert section(edition, "be-pledge").tick_boxes
    assert edition.guide.scales
    assert edition.guide.scores


def test_the_sample_speaks_its_language_to_the_last_page(played: Workshop, tmp_path: Path) -> None:
    made = make_booklet(played, tmp_path / "out.pdf")
    assert made.uncovered == ()
    assert made.pages == len(PdfReader(tmp_path / "out.pdf").pages)
    text = spoken(tmp_path / "out.pdf")
    method, language = played.method, played.info.language
    for slot in played.slots():
        assert method.text(f"{slot.activity}.question", language) in text
    for phase in method.phases:
        assert method.text(f"phases.{phase.id}.name", language) in text
    own, other = ("March", "maart") if language == "en" else ("maart", "March")
    assert f"3 {own} 2026" in text
    assert f"3 {other} 2026" not in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_another_language_and_paper_can_be_asked_for(
    workshop: Workshop, tmp_path: Path, paper: str
) -> None:
    hold(workshop, CHECKLIST)
    reveal = round_of(workshop, CHECKLIST, 8)
    close_round(workshop.file, reveal)
    reveal_round(workshop.file, reveal)
    make_booklet(workshop, tmp_path / "out.pdf", paper, "nl")
    reader = PdfReader(tmp_path / "out.pdf")
    assert "In hoeverre geldt dit nu voor ons?" in spoken(tmp_path / "out.pdf")
    assert reader.pages[0].mediabox.width == pytest.approx(595.28 if paper == "a4" else 612, abs=1)
    assert workshop.words.language == "en"


def test_an_unknown_language_writes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no language “fr”"):
        make_booklet(workshop, tmp_path / "out.pdf", language="fr")
    assert not (tmp_path / "out.pdf").exists()


def test_making_a_booklet_changes_nothing_in_the_session(played: Workshop, tmp_path: Path) -> None:
    before = played.file.connection.total_changes()
    first = make_booklet(played, tmp_path / "one.pdf")
    second = make_booklet(played, tmp_path / "two.pdf")
    assert played.file.connection.total_changes() == before
    assert first.pages == second.pages
    assert first.path.read_bytes() == second.path.read_bytes()


def test_the_road_knows_what_was_skipped_and_what_only_was_not_reached(
    workshop: Workshop,
) -> None:
    """Also where an activity comes twice and only one of the two was held."""
    slots = workshop.slots()
    planning.skip(workshop, "Skip", slots[2], skipped=True)
    workshop.go(Moment(slots[0].key, 0), NOW)
    stops = [stop for phase in edition_of(workshop).phases for stop in phase.stops]
    states = [(stop.held, stop.skipped) for stop in stops]
    assert states[:3] == [(True, False), (False, False), (False, True)]
    assert {stop.day for stop in stops} == {0}
    again = planning.add(workshop, "Again", STORY, len(slots))
    planning.skip(workshop, "Skip", again, skipped=True)
    add_notes(workshop.file, "Add", STORY, [NewNote("happened", "They rang twice")])
    title = workshop.method.text(f"{STORY}.title", "en")
    stops = [stop for phase in edition_of(workshop).phases for stop in phase.stops]
    found = [stop for stop in stops if stop.title.startswith(title)]
    assert sorted(stop.skipped for stop in found) == [False, True]
    assert all(stop.held != stop.skipped for stop in found)


def test_the_road_of_two_days_names_them(workshop: Workshop) -> None:
    planning.split_before(workshop, "Two days", workshop.slots()[3])
    days = [stop.day for phase in edition_of(workshop).phases for stop in phase.stops]
    assert set(days) == {1, 2}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "30 November – 1 December 2026"),
        ("nl", "30 november – 1 december 2026"),
    ],
)
def test_every_page_names_both_days_and_so_does_the_title_card(
    tmp_path: Path, language: str, said: str
) -> None:
    plan = Plan("two-day", "Ours", date=date(2026, 11, 30), language=language, place="Delft")
    workshop = create_workshop(tmp_path / "two.workshop", built_in_method(), plan)
    with workshop.file:
        make_booklet(workshop, tmp_path / "two.pdf")
        title_card = " ".join(scene(workshop, Moment(None), surface="hold").figure.texts())
    pages = PdfReader(tmp_path / "two.pdf").pages
    on = {"en": "on", "nl": "op"}[language]
    assert f"Workshop {on} {said}, Delft" in _one_line(pages[0])
    assert f"Ours · {said}" in _one_line(pages[-1])
    assert f"{said} · Delft" in title_card


def _one_line(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def test_what_was_not_reached_is_listed_or_vanishes(workshop: Workshop, tmp_path: Path) -> None:
    slots = workshop.slots()
    planning.take_out(workshop, "Out", slots[-1])
    out = workshop.method.text(f"{slots[-1].activity}.title", "en")
    later = workshop.method.text(f"{slots[-2].activity}.title", "en")
    workshop.go(Moment(slots[0].key, 0), NOW)
    pages = {}
    for unreached in (True, False):
        make_booklet(workshop, tmp_path / "out.pdf", unreached=unreached)
        pages[unreached] = _one_line(PdfReader(tmp_path / "out.pdf").pages[1])
    listed = workshop.words("booklet.road.unreached")
    assert listed in pages[True]
    assert out in pages[True]
    assert later in pages[True]
    assert listed not in pages[False]
    assert out not in pages[False]
    assert later not in pages[False]
    assert workshop.method.text(f"{slots[0].activity}.title", "en") in pages[False]


def test_the_dream_stands_on_the_cover(tmp_path: Path) -> None:
    plan = Plan("half-day", "Ours")
    workshop = create_workshop(tmp_path / "half.workshop", built_in_method(), plan)
    with workshop.file:
        assert edition_of(workshop).subtitle == ""
        dream = workshop.method.activities["think-dream"]
        add_outcome(workshop.file, "Add", dream, "dream", "They come back by themselves")
        make_booklet(workshop, tmp_path / "out.pdf")
    assert "They come back by themselves" in _one_line(PdfReader(tmp_path / "out.pdf").pages[0])


def test_photos_are_printed_after_their_activity_and_read_out(tmp_path: Path) -> None:
    workshop = sample_workshop(tmp_path / "sample.workshop")
    with workshop.file:
        Image.new("RGB", (40, 30), "teal").save(tmp_path / "wall.jpg")
        picture = read_image(tmp_path / "wall.jpg")
        first, _ = add_photos(workshop.file, "Add", "see-customer-story", [picture] * 2)
        caption_photo(workshop.file, "Say", first, "The wall of table 2")
        found = section(edition_of(workshop), "see-customer-story")
        assert [one.caption for one in found.photos] == ["The wall of table 2", ""]
        assert found.photos[1].alt.startswith("Photo 2 of 2 of the paper wall: ")
        assert not found.aside, "a photo is something to show"
        make_booklet(workshop, tmp_path / "out.pdf")
        text = spoken(tmp_path / "out.pdf")
    assert "The photos we took" in text
    assert "The wall of table 2" in text
    assert picture.data in (tmp_path / "out.pdf").read_bytes(), "as it is kept, not pressed anew"
