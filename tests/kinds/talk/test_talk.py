"""A talk keeps what the scribe noted, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.voting import activity, make, small_method
from workshop_app.figures.canvas import Canvas
from workshop_app.kinds.talk import KIND
from workshop_app.session.notes import NewNote, add_notes

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

ID = "see-talk"
CANVAS = Canvas(167.0, 66.0, "see")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A session with one talk."""
    return make(tmp_path, small_method(activity("talk", {})))


def test_nothing_is_asked_and_one_place_takes_notes(workshop: Workshop) -> None:
    context = workshop.context(ID)
    assert KIND.questions(context) == ()
    assert [(place.id, place.label) for place in KIND.places(context)] == [
        ("note", "Scribe’s note")
    ]


def test_without_notes_the_aim_stands_large(workshop: Workshop) -> None:
    context = workshop.context(ID)
    results = KIND.results(context)
    assert KIND.is_empty(results)
    (page,) = KIND.figures(results, "content", CANVAS, context)
    assert page.texts() == ("Aim",)
    assert KIND.tables(results, context) == ()


def test_notes_stand_as_cards_unless_they_are_held_back(workshop: Workshop) -> None:
    notes = [NewNote("note", "First <i>insight</i>"), NewNote("note", "Later", held=True)]
    add_notes(workshop.file, "Notes", ID, notes)
    context = workshop.context(ID)
    results = KIND.results(context)
    assert not KIND.is_empty(results)
    (page,) = KIND.figures(results, "content", CANVAS, context)
    assert page.texts() == ("First <i>insight</i>",)
    (table,) = KIND.tables(results, context)
    assert (table.caption, table.rows) == ("Title", (("First <i>insight</i>",),))
    assert KIND.numbers(results, context) == {}
