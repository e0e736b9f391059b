"""Progress over sessions: rates, what they are read beside, and the pages that tell them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.kinds.taster import texts, told
from tests.looked_back import HEARD, LOOPS, PLAN, PLEDGE, RITUALS, first_session, pulse_of
from workshop_app.assembly import looking_back
from workshop_app.assembly.booklet import edition_of, make_booklet
from workshop_app.assembly.personal import PersonalBooklets
from workshop_app.assembly.progress import read_progress
from workshop_app.assembly.sponsor import sponsor_edition
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import judge_action, read_actions
from workshop_app.kinds.pledge.model import read_pledges
from workshop_app.session import planning
from workshop_app.session.notes import read_notes
from workshop_app.session.people import change_person
from workshop_app.session.pledges_kept import close_review
from workshop_app.session.review import set_held, set_verdict
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.rounds import cast_all, close_round, open_round, reveal_round
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.booklet.edition import Edition

EN = Words.load("en")
PRIVATE = "promise 2"
CHECKLIST = "see-checklist"


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Workshop]:
    workshop = pulse_of(first_session(tmp_path))
    with workshop.file:
        yield workshop


def look_at_everything(workshop: Workshop) -> None:
    """Two of four actions done, rituals held 15 of 20 times, one more loop, pledges at 62.5."""
    for person in workshop.people()[:10]:
        change_person(workshop.file, "", person.key, present=True)
    actions = read_actions(workshop.file, PLAN)
    for action, verdict in zip(actions, ("done", "not_yet", "done", "stopped"), strict=False):
        judge_action(workshop.file, "", PLAN, action, verdict)
    set_held(workshop.file, "", RITUALS, f"{RITUALS}/ri1", 8, 10)
    set_held(workshop.file, "", RITUALS, f"{RITUALS}/ri4", 7, 10)
    (loop,) = (note for note in read_notes(workshop.file, LOOPS) if note.text == HEARD[1])
    set_verdict(workshop.file, "", LOOPS, loop.key, "done")
    pledges = read_pledges(workshop.file, PLEDGE)
    for pledge, verdict in zip(pledges, ("kept", "kept", "partly", "not_yet"), strict=False):
        set_verdict(workshop.file, "", PLEDGE, pledge.key, verdict)
    close_review(workshop.file, PLEDGE)


def rates(workshop: Workshop) -> list[dict[str, tuple[float, int]]]:
    found = read_progress(workshop, EN)
    assert found is not None
    return [
        {name: (round(rate.percent, 1), rate.of) for name, rate in one.rates.items()}
        for one in found.sessions
    ]


def test_a_session_with_nothing_behind_it_has_no_progress(tmp_path: Path) -> None:
    with SessionFile.open(first_session(tmp_path)) as file:
        workshop = Workshop(file)
        assert read_progress(workshop, EN) is None
        assert edition_of(workshop).progress is None
        assert looking_back.subjects(workshop, PLAN) == ()


def test_every_session_has_its_rates(pulse: Workshop) -> None:
    look_at_everything(pulse)
    assert rates(pulse) == [
        {"loops": (33.3, 3)},
        {"actions": (50.0, 4), "rituals": (75.0, 20), "loops": (66.7, 3), "pledges": (62.5, 4)},
    ]
    found = read_progress(pulse, EN)
    assert found is not None
    assert found.names == ("actions", "rituals", "loops", "pledges")
    first, now = found.sessions
    assert (first.day, now.day) == (date(2026, 3, 3), date(2026, 9, 8))
    assert (first.season, now.season) == ("sowing", "sowing")
    assert (first.first, now.first, now.previous) == (None, 100, 100)


def test_the_next_pulse_keeps_what_was_found(pulse: Workshop) -> None:
    look_at_everything(pulse)
    before = rates(pulse)
    pulse.file.close()
    later = pulse_of(pulse.file.path, date(2027, 3, 9), 12)
    with later.file:
        left = [one.title for one in read_actions(later.file, PLAN)]
        assert "Phone back the same day" not in left, "what is done stays behind"
        assert "Let the front line decide up to fifty euros" in left
        assert rates(later)[:2] == before
        assert rates(later)[2]["loops"] == (66.7, 3), "closed once is closed"
        shown = looking_back.subjects(later, PLAN)
        assert [one.text for one in shown if not one.counted] == [HEARD[2]]
        assert sum(one.counted for one in shown) == 3, "rituals go on"
        found = read_progress(later, EN)
        assert found is not None
        assert found.sessions[2].season == "harvest"


def test_what_is_not_on_the_agenda_is_looked_at_with_the_plan(pulse: Workshop) -> None:
    def keys(activity: str) -> list[str]:
        return [one.text for one in looking_back.subjects(pulse, activity)]

    assert keys("be-look-back") == []
    rituals = keys(PLAN)[:3]
    assert keys(PLAN) == [*rituals, HEARD[1], HEARD[2]], "rituals lead; one loop was closed then"
    planning.add(pulse, "", LOOPS)
    assert keys(PLAN) == rituals
    assert keys(LOOPS) == [HEARD[1], HEARD[2]]
    assert rituals[0] == "Open meetings with a customer story"


def vote(workshop: Workshop, answer: str) -> None:
    """Eight people give every item of the checklist the same answer."""
    questions = registry.kind("rating").questions(workshop.context(CHECKLIST))
    round_ = open_round(workshop.file, CHECKLIST, questions, mode="paper", expected=8)
    answers = {question.id: answer for question in questions}
    cast_all(workshop.file, round_, questions, [("", answers)] * 8)
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)


def test_what_moved_leads_to_the_page_that_shows_it(tmp_path: Path) -> None:
    path = first_session(tmp_path)
    with SessionFile.open(path) as file:
        vote(Workshop(file), "3")
    with pulse_of(path).file as file:
        pulse = Workshop(file)
        vote(pulse, "4")
        section = edition_of(pulse).progress
        assert section is not None
        (table,) = (one for one in section.tables if one.leads)
        assert set(table.leads) == {CHECKLIST}
        assert len(table.rows) == 6, "a row for each axis"
        assert {tuple(map(str, row[2:])) for row in table.rows} == {("+25", "points, 0 to 100")}
        make_booklet(pulse, tmp_path / "group.pdf")
        pages = [page.extract_text() for page in PdfReader(tmp_path / "group.pdf").pages]
        (at,) = (number for number, text in enumerate(pages) if "What moved" in text)
        shown = next(number for number, text in enumerate(pages, 1)
                     if "How true is this for us today?" in text and number > 3)
        assert str(shown) in pages[at]


def _said(edition: Edition) -> str:
    section = edition.progress
    assert section is not None
    cells = [cell for table in section.tables for row in table.rows for cell in row]
    notes = [table.note for table in section.tables]
    return " | ".join(map(str, (section.title, section.lead, *cells, *notes)))


def test_the_chapter_tells_rates_season_and_who_returned(pulse: Workshop) -> None:
    look_at_everything(pulse)
    said = _said(edition_of(pulse))
    for text in ("6 months", "100% of us", "50% (2 of 4)", "75% (15 of 20)", "67% (2 of 3)",
                 "63% (4 answers)", "First, March 2026", "Now, September 2026"):
        assert text in said
    section = edition_of(pulse).progress
    assert section is not None
    assert len(section.figures) == 1, "loops have a past"
    assert "50% (2 van 4)" in _said(edition_of(pulse, language="nl"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_page_comes_after_the_phases(
    pulse: Workshop, tmp_path: Path, language: str
) -> None:
    look_at_everything(pulse)
    path = tmp_path / "group.pdf"
    make_booklet(pulse, path, language=language)
    reader = PdfReader(path)
    titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    words = Words.load(language)
    assert titles.index(words("progress.title")) < titles.index(words("booklet.reading.title"))
    pages = [page.extract_text() for page in reader.pages]
    assert sum(words("progress.question") in text for text in pages) == 1
    whole = " ".join(pages)
    assert PRIVATE not in whole
    assert words("review.pledge.renewed") not in whole


def test_the_sponsor_reads_them_beside_the_actions(pulse: Workshop) -> None:
    look_at_everything(pulse)
    edition = sponsor_edition(pulse)
    (sheet,) = (one for one in edition.sheets if one.key == ".deeds")
    cells = [str(cell) for table in sheet.tables for row in table.rows for cell in row]
    assert "50% (2 of 4)" in cells
    assert "✓ Done" in cells
    assert any("6 months" in text for passage in sheet.passages for text in passage.texts)
    assert len(edition.sheets) <= 6


def test_the_sponsor_reads_the_newest_rates_first(pulse: Workshop) -> None:
    """Where a page has no room for every session the oldest are left out."""
    look_at_everything(pulse)
    tables = [table for sheet in sponsor_edition(pulse).sheets for table in sheet.tables]
    (rates,) = (one for one in tables if one.caption == pulse.words("progress.table"))
    assert [str(row[0]).partition(",")[0] for row in rates.rows] == ["Now", "First"]


def test_everybody_reads_their_own_verdicts_only(pulse: Workshop) -> None:
    look_at_everything(pulse)
    booklets = PersonalBooklets(pulse)
    people = pulse.people()
    third = booklets.edition(people[2])
    assert ("What became of it", "½ Partly") in third.promises[0].facts
    assert ("What became of it", "✓ Done") in third.deeds[0].facts
    assert [one.season for one in third.reviews][:2] == ["sowing time", "harvest time"]
    other = booklets.edition(people[0])
    assert "Partly" not in str(other.promises)


def test_a_loop_that_was_looked_at_says_so_on_its_board(pulse: Workshop) -> None:
    look_at_everything(pulse)
    (key,) = (note.key for note in read_notes(pulse.file, LOOPS) if note.text == HEARD[2])
    set_verdict(pulse.file, "", LOOPS, key, "not_yet")
    context = pulse.context(LOOPS)
    assert texts(context).count("Came to something") == 1
    assert texts(context).count("Not yet") == 1
    assert "✓ Came to something" in told(context)
    assert "2 of 3" in texts(context)
