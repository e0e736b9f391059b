"""What activities end in, and what a phase closes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import make, method, say, told
from workshop_app.kinds import registry
from workshop_app.method.model import OUTCOMES
from workshop_app.session.notes import INSIGHT, is_closing
from workshop_app.session.outcomes import (
    add_insight,
    add_outcome,
    outcome_place,
    read_insights,
    read_outcomes,
)

if TYPE_CHECKING:
    from pathlib import Path

STORY = method().activity("see-customer-story")
SAFE = method().activity("see-safe-brave")


def test_an_outcome_is_read_where_it_was_written(tmp_path: Path) -> None:
    file = make(tmp_path).file
    key = add_outcome(file, "Write the lesson", STORY, "lesson", "Say what you will do.")
    (lesson,) = read_outcomes(file, STORY)
    assert [(note.key, note.text) for note in lesson.notes] == [(key, "Say what you will do.")]
    assert (lesson.id, lesson.most) == ("lesson", 1)
    assert read_outcomes(file, SAFE)[0].notes == ()


def test_one_too_many_is_kept(tmp_path: Path) -> None:
    file = make(tmp_path).file
    for text in ("One.", "Two.", "Three."):
        add_outcome(file, "Write", SAFE, "agreements", text)
    (agreements,) = read_outcomes(file, SAFE)
    assert [note.text for note in agreements.notes] == ["One.", "Two.", "Three."]
    assert agreements.most == 2


def test_nothing_is_written_for_nothing_or_nowhere(tmp_path: Path) -> None:
    file = make(tmp_path).file
    assert add_outcome(file, "Write", SAFE, "agreements", "  ") == ""
    assert read_outcomes(file, SAFE)[0].notes == ()
    with pytest.raises(KeyError):
        add_outcome(file, "Write", SAFE, "lesson", "In the wrong place.")


def test_an_outcome_can_be_taken_back(tmp_path: Path) -> None:
    file = make(tmp_path).file
    add_outcome(file, "Write the lesson", STORY, "lesson", "Listen.")
    file.undo()
    assert read_outcomes(file, STORY)[0].notes == ()


def test_insights_belong_to_their_phase(tmp_path: Path) -> None:
    file = make(tmp_path).file
    add_insight(file, "Write an insight", "see", "We assume more than we know.")
    add_insight(file, "Write an insight", "think", "Rules outlive their reason.")
    assert [note.text for note in read_insights(file, "see")] == ["We assume more than we know."]
    assert read_insights(file, "act") == ()


@pytest.mark.parametrize("id_", [id_ for id_, one in method().activities.items()])
def test_no_kind_draws_or_counts_what_closes_an_activity(tmp_path: Path, id_: str) -> None:
    workshop = make(tmp_path)
    activity, context = method().activity(id_), workshop.context(id_)
    kind = registry.kind(activity.kind)
    before = kind.results(context)
    for part in activity.list(OUTCOMES):
        if part.id != activity.setting("headline"):  # the method wants this one on its picture
            add_outcome(workshop.file, "Write", activity, part.id, "A sentence that closes it.")
    assert kind.results(context) == before
    assert "A sentence that closes it." not in told(context)


def test_no_place_of_a_kind_looks_like_a_closing_one(tmp_path: Path) -> None:
    workshop = make(tmp_path)
    for id_, activity in method().activities.items():
        places = registry.kind(activity.kind).places(workshop.context(id_))
        assert not [place.id for place in places if is_closing(place.id)]
    assert is_closing(INSIGHT)
    assert is_closing(outcome_place("lesson"))


def test_notes_of_the_activity_stay_its_own(tmp_path: Path) -> None:
    workshop = make(tmp_path)
    context = workshop.context("see-customer-story")
    say(context, ("happened", "It came used."))
    add_outcome(workshop.file, "Write", STORY, "lesson", "Check before you wrap.")
    assert "It came used." in told(context)
    assert [note.text for note in read_outcomes(workshop.file, STORY)[0].notes] == [
        "Check before you wrap."
    ]
