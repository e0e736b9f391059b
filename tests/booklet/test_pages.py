"""Cover, road and the pages around the activities, as what is painted on them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.booklet import editions
from tests.booklet.recorder import Recorder
from workshop_app.booklet.activities import activity_pages
from workshop_app.booklet.book import BACK, FRONT, compose, furniture
from workshop_app.booklet.cover import cover, people_lines
from workshop_app.booklet.edition import Guide, People, Photograph, ScaleGuide, Section, Stop
from workshop_app.booklet.paper import SIZES, frame, picture_room
from workshop_app.booklet.road import road_pages
from workshop_app.figures.figure import Circle, Path, Rect, Text
from workshop_app.figures.layout import bounds, overlap
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from workshop_app.booklet.flow import Page

PAGE = frame("a4")
LONG = "Klantgerichtheidsverbeteringsprogramma voor iedereen die met klanten spreekt en werkt"


def painted(page: Page) -> Recorder:
    recorder = Recorder()
    page.paint(recorder)
    return recorder


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", ["Dichter bij Maria", LONG, f"{LONG} {LONG} {LONG}", ""])
def test_nothing_on_the_cover_overlaps_or_leaves_it(title: str, language: str, paper: str) -> None:
    page = frame(paper)
    names = tuple(f"Voornaam{i} Achternaam{i}" for i in range(200))
    whole = editions.edition(
        language, title=title, client=LONG, place=LONG, facilitator=LONG, people=People(names, 9)
    )
    drawn = painted(cover(whole, page))
    boxes = [bounds(text) for text in drawn.items_of_text()]
    for index, box in enumerate(boxes):
        assert box.x >= 0
        assert box.right <= page.width - 20
        assert 20 < box.y < box.bottom < page.height - 20
        assert not any(overlap(box, other, -1.5) for other in boxes[index + 1 :])
    band = [item for item in drawn.painted if isinstance(item, Rect)][1]
    titles = [text for text in drawn.items_of_text() if text.size > 14]
    assert all(text.y < band.y for text in titles)


def test_every_phase_has_its_colour_name_and_icon_on_the_cover() -> None:
    drawn = painted(cover(editions.edition(), PAGE))
    for phase in editions.phases():
        assert phase.name in drawn.texts()
        assert any(
            isinstance(i, Rect) and i.fill and i.fill.token == phase.key for i in drawn.painted
        )
        assert any(
            isinstance(i, Path) and i.stroke and i.stroke.token == phase.key for i in drawn.painted
        )


def test_names_on_the_cover_end_in_how_many_more_there_were() -> None:
    words = Words.load("en")
    room = PAGE.span(3)
    assert people_lines(People(("Ana", "Bo"), 0), words, room) == ("Ana and Bo",)
    assert people_lines(People(("Ana", "Bo"), 1), words, room) == ("Ana, Bo and 1 other",)
    assert people_lines(People((), 5), words, room) == ("5 people",)
    many = people_lines(People(tuple(f"Person{i}" for i in range(300)), 9), words, room)
    shown = " ".join(many).count("Person")
    assert 10 < shown < 300
    assert " ".join(many).endswith(f"and {309 - shown} others")


def long_day(stops: int) -> list[Page]:
    phases = tuple(
        replace(
            phase, stops=tuple(Stop(f"{phase.key} {i}", 10, "see-checklist") for i in range(stops))
        )
        for phase in editions.phases()
    )
    return road_pages(editions.edition(phases=phases), PAGE)


@pytest.mark.parametrize("stops", [0, 1, 3, 9, 40])
def test_the_road_passes_every_stop_of_any_day(stops: int) -> None:
    pages = long_day(stops)
    marks = []
    for page in pages:
        drawn = painted(page)
        marks += [i for i in page.under if isinstance(i, Circle) and i.radius == 3.6]
        roads = [i for i in page.under if isinstance(i, Path)]
        assert roads
        texts = [bounds(text) for text in drawn.items_of_text()]
        assert max(box.bottom for box in texts) <= PAGE.bottom + 1
        for mark in (i for i in page.under if isinstance(i, Circle)):
            assert not any(overlap(bounds(mark), box) for box in texts)
            assert mark.y < PAGE.bottom + 1
    assert len(marks) == 4 * stops
    nodes = [i.y for page in pages for i in page.under if isinstance(i, Circle) and i.radius > 10]
    assert len(nodes) == 4
    if len(pages) == 1:
        assert all(one < next_ for one, next_ in pairwise(nodes))


def test_a_stop_that_was_skipped_is_on_the_road_without_a_page() -> None:
    phases = editions.phases()
    missed = replace(
        phases[0], stops=(Stop("Not today", 15, held=False), Stop("Coffee", 10, pause=True))
    )
    (page,) = road_pages(editions.edition(phases=(missed, *phases[1:])), PAGE)
    drawn = painted(page)
    assert "Not today" in drawn.texts()
    assert "7" not in drawn.texts()
    assert drawn.links == []


def test_the_road_tells_skipped_from_not_reached_and_names_the_day() -> None:
    stops = (
        Stop("Not today", 15, held=False, skipped=True),
        Stop("No time left", 20, held=False),
        Stop("Tomorrow", 25, day=2),
    )
    phases = editions.phases()
    day = (replace(phases[0], stops=stops), *phases[1:])
    for words, said in (
        (editions.edition().words, ("skipped", "20 min", "day 2, 25 min")),
        (Words.load("nl"), ("overgeslagen", "20 min", "dag 2, 25 min")),
    ):
        edition = replace(editions.edition(phases=day), words=words)
        texts = [text.strip() for text in painted(road_pages(edition, PAGE)[0]).texts()]
        assert all(text in texts for text in said)


def test_the_phase_bar_fills_along_the_road() -> None:
    whole = editions.edition()
    done = []
    for chapter in compose(whole, "a4")[1:]:
        items = furniture(whole, chapter, PAGE, 2)
        bar = [i.fill.token for i in items if isinstance(i, Rect) and i.fill and i.height < 8]
        assert len(bar) == 4
        done.append(sum(token != "line" for token in bar))
        names = [i.text for i in items if isinstance(i, Text)]
        assert (chapter.activity in names) == (chapter.phase not in (FRONT, BACK))
    assert done == [0, 0, 0, 1, 1, 2, 3, 4, 4, 4]


def test_an_activity_without_input_says_so_and_leaves_lines_to_write_on() -> None:
    chapters = {chapter.key: chapter for chapter in compose(editions.edition(), "a4")}
    (page,) = chapters["act-rituals"].pages
    drawn = painted(page)
    assert "Nothing was kept." in drawn.texts()
    assert sum(isinstance(item, Rect) and item.height < 1 for item in drawn.painted) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_activity_name_stays_beside_its_phase(language: str) -> None:
    section = Section("see-x", "see", f"{LONG} {LONG}", "Why?")
    whole = editions.with_sections(section)
    chapter = next(c for c in compose(whole, "a4") if c.key == "see-x")
    for item in furniture(whole, chapter, PAGE, 2):
        assert bounds(item).right <= PAGE.width + 0.1


def test_a_picture_fills_its_column_and_shares_the_page_with_its_title() -> None:
    for chapter in compose(editions.edition(), "a4"):
        for page in chapter.pages:
            for figure, x, y, scale in painted(page).figures:
                assert page is chapter.pages[0]
                assert x >= page.frame.left - 0.1
                assert x + figure.width * scale <= page.frame.right + 0.1
                assert y + figure.height * scale <= page.frame.bottom + 6
                assert scale * 2.8 >= 7.0


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("landscape", [False, True])
def test_the_canvas_for_pictures_fits_the_paper(paper: str, *, landscape: bool) -> None:
    width, height = picture_room(paper, landscape=landscape)
    page = frame(paper, landscape=landscape)
    assert width * 3 == pytest.approx(page.room)
    assert height * 3 < page.bottom - page.top - 90


def test_the_guide_explains_every_scale_that_was_used() -> None:
    ends = ScaleGuide(tuple((str(i), {0: "Unlikely", 10: "Likely"}.get(i, "")) for i in range(11)))
    whole = editions.edition(guide=Guide(5, (editions.AGREE, ends), scores=True))
    chapter = next(c for c in compose(whole, "a4") if c.key == ".guide")
    drawn = painted(chapter.pages[0])
    for word in ("Not at all", "Cannot judge", "Unlikely", "Likely", "Two camps"):
        assert word in drawn.texts()
    assert any("fewer than 5" in text for text in drawn.texts())
    assert all(bounds(text).right <= PAGE.right + 0.5 for text in drawn.items_of_text())


def test_photos_stand_two_on_a_page_below_what_was_noted() -> None:
    photos = tuple(
        Photograph(b"", 2000, 1500, f"Photo {number}", "Table 2" if number == 1 else "")
        for number in range(1, 6)
    )
    section = editions.sections()[0]
    plain = activity_pages(section, frame("a4"), editions.edition().words)
    found = activity_pages(
        replace(section, photos=photos), frame("a4"), editions.edition().words
    )
    brushes = [Recorder() for _ in found]
    for page, brush in zip(found, brushes, strict=True):
        page.paint(brush)
    assert [alt for brush in brushes for alt, _ in brush.photos] == [one.alt for one in photos]
    assert max(len(brush.photos) for brush in brushes) == 2
    texts = [text for brush in brushes for text in brush.texts()]
    assert "The photos we took" in texts
    assert "Table 2" in texts
    assert len(plain) < len(found) <= len(plain) + 3
