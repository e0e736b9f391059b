"""A friction is followed to its blueprint, its action, its owner and its page, and back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from workshop_app.assembly.booklet import make_booklet
from workshop_app.assembly.fates import fate_tables, fates
from workshop_app.assembly.flow import sources, take_over
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.rehearsal import Room
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import Action, add_actions, change_action, read_actions
from workshop_app.session.flow import came_from
from workshop_app.session.notes import NewNote, change_note, read_notes
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()
JOURNEY, BLUEPRINT, PLAN = "see-journey", "act-blueprint", "act-plan"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", METHOD, Plan("full-day", "The day"))
    with made.file:
        yield made


def add(workshop: Workshop, activity: str, place: str, text: str) -> None:
    context = workshop.context(activity)
    registry.kind(context.activity.kind).add_notes([NewNote(place, text)], "", context)


def take(workshop: Workshop, activity: str, text: str) -> None:
    for source in sources(workshop, activity):
        chosen = [offer for offer in source.left if offer.text == text]
        if chosen:
            take_over(workshop, activity, source, chosen)
            return
    raise AssertionError(text)


@pytest.fixture
def followed(workshop: Workshop) -> Workshop:
    """Two frictions became steps; under the first one a card says what will be new."""
    for stage, text in (("awareness", "3x3 No answer"), ("purchase", "2x3 Told three times")):
        add(workshop, JOURNEY, f"{stage}/friction", text)
    take(workshop, BLUEPRINT, "No answer")
    take(workshop, BLUEPRINT, "Told three times")
    add(workshop, BLUEPRINT, "1/front", "+ A name on the phone")
    take(workshop, PLAN, "A name on the phone")
    add_people(workshop.file, "", [Person("Ana Silva", department="Sales", named=True)])
    (ana,) = workshop.people()
    (action,) = read_actions(workshop.file, PLAN)
    change_action(workshop.file, "", replace(action, owner=ana.key))
    return workshop


def test_an_action_inherits_the_friction_of_the_moment_it_redesigns(followed: Workshop) -> None:
    (action,) = read_actions(followed.file, PLAN)
    context = followed.context(PLAN)
    assert came_from(context, action.origin) == ("The customer journey", "Service blueprint")
    kind = registry.kind("plan")
    tables = kind.tables(kind.results(context), context)
    assert ("A name on the phone", "The customer journey → Service blueprint") in [
        row for table in tables for row in table.rows
    ]


def test_a_card_of_another_step_has_another_origin(followed: Workshop) -> None:
    add(followed, BLUEPRINT, "2/front", "+ One form")
    add(followed, BLUEPRINT, "3/front", "+ A new chair")
    for text in ("One form", "A new chair"):
        take(followed, PLAN, text)
    (table,) = fate_tables(followed.context(JOURNEY))
    assert [(row[0], row[2]) for row in table.rows] == [
        ("No answer", "A name on the phone"), ("Told three times", "One form"),
    ], "a chair under no friction comes from none"


def test_the_only_friction_of_a_blueprint_is_behind_all_of_it(workshop: Workshop) -> None:
    add(workshop, JOURNEY, "purchase/friction", "2x3")
    take(workshop, BLUEPRINT, "Purchase")
    add(workshop, BLUEPRINT, "4/front", "+ A name on the phone")
    take(workshop, PLAN, "A name on the phone")
    (fate,) = fates(workshop.context(JOURNEY))
    assert (fate.text, fate.via, fate.action) == (
        "Purchase", ("Service blueprint",), "A name on the phone")


def test_journey_and_blueprint_say_what_became_of_a_friction(followed: Workshop) -> None:
    (table,) = fate_tables(followed.context(JOURNEY))
    assert table.rows == (
        ("No answer", "Service blueprint", "A name on the phone", "Ana Silva"),
        ("Told three times", "Service blueprint", None, None),
    )
    (action,) = read_actions(followed.file, PLAN)
    assert table.leads == (action.key, BLUEPRINT)
    (table,) = fate_tables(followed.context(BLUEPRINT))
    assert table.rows == (("A name on the phone", "A name on the phone", "Ana Silva"),)
    assert fate_tables(followed.context(PLAN)) == ()


def test_what_is_held_back_is_not_told(followed: Workshop) -> None:
    for note in read_notes(followed.file, JOURNEY):
        change_note(followed.file, "", note.key, held=True)
    assert fate_tables(followed.context(JOURNEY)) == ()


def test_the_booklet_names_the_page_of_the_action_and_the_way_back(
    followed: Workshop, tmp_path: Path
) -> None:
    many = [Action(f"Deed {n}") for n in range(60)]
    add_actions(followed.file, "", PLAN, many)
    pages = printed(followed, tmp_path / "book.pdf", "en")
    there = next(n for n, text in enumerate(pages, 1) if "Who does what by when" in text)
    journey = next(n for n, text in enumerate(pages, 1) if "What became of it" in text)
    assert re.search(rf"A name on the phone\s+Ana Silva\s+{there}\b", pages[journey - 1])
    reader = PdfReader(tmp_path / "book.pdf")
    found: list[Any] = [one.get_object() for one in reader.pages[journey - 1]["/Annots"]]  # type: ignore[attr-defined]
    assert reader.pages[there - 1].indirect_reference in [one["/Dest"][0] for one in found]
    assert any("The customer journey → Service blueprint" in text for text in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_day_can_be_followed_on_paper(tmp_path: Path, language: str) -> None:
    plan = Plan("full-day", "The day", language=language)
    workshop = create_workshop(tmp_path / "day.workshop", METHOD, plan)
    with workshop.file:
        for _ in Room(workshop, 12).play():
            pass
        found = [fate for fate in fates(workshop.context(JOURNEY)) if fate.action]
        assert found, "what is redesigned becomes an action"
        pages = printed(workshop, tmp_path / "book.pdf", language)
        ways = f"{METHOD.text(f'{JOURNEY}.title', language)} → "
        back = re.search(rf"{ways}.*?\s(\d+)\b", " ".join(pages), re.DOTALL)
        assert back is not None
        question = METHOD.text(f"{JOURNEY}.question", language)
        assert question.split()[0] in pages[int(back[1]) - 1]
        told = workshop.words("flow.fate.table")
        here = next(text for text in pages if told in text)
        page = re.search(rf"{re.escape(found[0].owner)}\s+(\d+)\b", here)
        assert page is not None
        assert found[0].action.split()[0] in pages[int(page[1]) - 1]


def printed(workshop: Workshop, path: Path, language: str) -> list[str]:
    make_booklet(workshop, path, language=language)
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]
