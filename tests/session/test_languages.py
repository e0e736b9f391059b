"""A session changes its language: what was taken from the method follows, what was said stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.flow import Source, take_over
from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import read_actions
from workshop_app.session.flow import Offer
from workshop_app.session.languages import change_language
from workshop_app.session.notes import NewNote, change_note, read_notes
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()
RITUAL = Offer("act-rituals/ri2", METHOD.text("act-rituals.options.ri2", "en"))
STAGE = Offer("see-journey/purchase", METHOD.text("see-journey.stages.purchase", "en"))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", METHOD, Plan("full-day", "The day"))
    with made.file:
        yield made


def take(workshop: Workshop, activity: str, offer: Offer) -> None:
    source = Source(offer.origin.partition("/")[0], "", "", (offer,), frozenset())
    take_over(workshop, activity, source, [offer])


def speak(workshop: Workshop, language: str) -> None:
    change_language(workshop, workshop.words("console.edit.language"), language)
    workshop.refresh()


def titles(workshop: Workshop) -> list[str]:
    return [action.title for action in read_actions(workshop.file, "act-plan")]


def steps(workshop: Workshop) -> list[str]:
    return [note.text for note in read_notes(workshop.file, "act-blueprint")]


def test_words_of_the_method_follow_and_come_back(workshop: Workshop) -> None:
    take(workshop, "act-plan", RITUAL)
    take(workshop, "act-blueprint", STAGE)
    speak(workshop, "nl")
    assert workshop.words.language == "nl"
    assert titles(workshop) == [METHOD.text("act-rituals.options.ri2", "nl")]
    assert steps(workshop) == [METHOD.text("see-journey.stages.purchase", "nl")]
    assert workshop.file.undo() is not None
    workshop.refresh()
    assert (workshop.words.language, titles(workshop), steps(workshop)) == (
        "en", [RITUAL.text], [STAGE.text])


def test_a_step_of_the_method_is_followed_into_the_plan(workshop: Workshop) -> None:
    take(workshop, "act-blueprint", STAGE)
    (note,) = read_notes(workshop.file, "act-blueprint")
    take(workshop, "act-plan", Offer(note.key, note.text))
    speak(workshop, "nl")
    assert titles(workshop) == [METHOD.text("see-journey.stages.purchase", "nl")]


def test_what_somebody_changed_or_said_stays(workshop: Workshop) -> None:
    take(workshop, "act-blueprint", STAGE)
    (note,) = read_notes(workshop.file, "act-blueprint")
    change_note(workshop.file, "", note.key, text="Purchase, at last")
    context = workshop.context("see-journey")
    registry.kind("journey").add_notes([NewNote("purchase/does", STAGE.text)], "", context)
    speak(workshop, "nl")
    assert steps(workshop) == ["Purchase, at last"]
    assert [one.text for one in read_notes(workshop.file, "see-journey")] == [STAGE.text]


def test_the_mirrors_are_held_up_to_daily_reality_in_dutch() -> None:
    assert METHOD.text("see-three-mirrors.passes.are", "nl") == "Zijn: de dagelijkse praktijk"
