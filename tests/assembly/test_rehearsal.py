"""An invented room holds any agenda, the same for the same seed, away from the session."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.rehearsal import Room, rehearsal_of
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import planning
from workshop_app.session.outcomes import INSIGHTS, read_insights
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = create_workshop(tmp_path / "day.workshop", METHOD, Plan("taster-90", "The day"))
    yield made
    made.file.close()


def held(workshop: Workshop, path: Path, size: int = 12, seed: int = 1) -> str:
    """Everything the invented room produced, as one text."""
    rehearsal = rehearsal_of(workshop, path)
    with rehearsal.file:
        for _ in Room(rehearsal, size, seed).play():
            pass
        notes = rehearsal.file.rows("SELECT activity, place, text FROM note ORDER BY 1, 2, 3")
        return json.dumps([outcome(rehearsal), sorted(map(tuple, notes))])


def test_the_same_seed_gives_the_same_room(workshop: Workshop, tmp_path: Path) -> None:
    first, again, other = (
        held(workshop, tmp_path / f"{name}.workshop", seed=seed)
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert first != other


def test_the_session_itself_is_only_read(workshop: Workshop, tmp_path: Path) -> None:
    planning.add(workshop, "Journey", "see-journey")
    planning.split_before(workshop, "Two days", workshop.slots()[4])
    before = workshop.file.path.read_bytes()
    held(workshop, tmp_path / "a.workshop")
    assert workshop.file.path.read_bytes() == before
    assert workshop.people() == []
    rehearsal = rehearsal_of(workshop, tmp_path / "b.workshop")
    with rehearsal.file:
        assert [(s.activity, s.minutes, s.day) for s in rehearsal.slots()] == [
            (s.activity, s.minutes, s.day) for s in workshop.slots()
        ]
        assert rehearsal.info.title == "Rehearsal: The day"


@pytest.mark.parametrize("size", [1, 40])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_activity_can_be_rehearsed(tmp_path: Path, size: int, language: str) -> None:
    """One person or a full room: every kind produces something of its own."""
    plan = Plan("taster-90", "All", language=language)
    workshop = create_workshop(tmp_path / "all.workshop", METHOD, plan)
    with workshop.file:
        room = Room(workshop, size)
        room.come_in()
        for activity in METHOD.activities.values():
            context = workshop.context(activity.id)
            kind = registry.kind(activity.kind)
            room.speak(activity.id)
            if not kind.questions(context):
                assert not kind.is_empty(kind.results(context)), activity.id


@pytest.mark.parametrize("size", [0, 501])
def test_a_size_no_room_can_have_is_refused(workshop: Workshop, size: int) -> None:
    with pytest.raises(UserError, match="takes from 1 to 500 people"):
        Room(workshop, size)


def test_the_room_takes_over_and_writes_what_it_came_to(tmp_path: Path) -> None:
    """Frictions become steps, steps become actions, and every phase ends in its insights."""
    workshop = create_workshop(tmp_path / "day.workshop", METHOD, Plan("full-day", "The day"))
    with workshop.file:
        for _ in Room(workshop).play():
            pass
        rows = workshop.file.rows
        taken = {by for (by,) in rows("SELECT activity FROM action WHERE origin != ''")}
        taken |= {by for (by,) in rows("SELECT activity FROM note WHERE origin != ''")}
        assert {"act-blueprint", "act-plan"} <= taken
        for phase in METHOD.phases:
            assert len(read_insights(workshop.file, phase.id)) == INSIGHTS
        owners = rows("SELECT owner FROM action WHERE origin = ''")
        assert {bool(owner) for (owner,) in owners} == {True, False}


def test_some_think_again_in_a_second_round(tmp_path: Path) -> None:
    workshop = create_workshop(tmp_path / "day.workshop", METHOD, Plan("taster-90", "The day"))
    with workshop.file:
        room = Room(workshop, 20)
        room.come_in()
        questions = registry.kind("poll").questions(workshop.context("think-moral-wisdom"))
        first, again = (
            [room.crowd.ballot(questions, person, number) for person in room.crowd.people]
            for number in (1, 2)
        )
        changed = sum(one != other for one, other in zip(first, again, strict=True))
        assert 0 < changed < 20
