"""An invented room holds any agenda, the same for the same seed, away from the session."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.looked_back import LOOPS, PLAN, PLEDGE, first_session, pulse_of
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.pulses import read_source
from workshop_app.assembly.rehearsal import Room, rehearsal_of, rehearse
from workshop_app.assembly.sound import check_sound
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import read_actions
from workshop_app.kinds.pledge.model import read_pledges
from workshop_app.session import planning
from workshop_app.session.earlier import read_earlier
from workshop_app.session.notes import read_notes
from workshop_app.session.outcomes import INSIGHTS, read_insights
from workshop_app.session.rehearsed import is_rehearsal
from workshop_app.session.review import read_reviews, set_verdict
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


def test_its_title_is_said_once_and_no_pulse_comes_of_it(
    workshop: Workshop, tmp_path: Path
) -> None:
    one = rehearsal_of(workshop, tmp_path / "one.workshop")
    two = rehearsal_of(one, tmp_path / "two.workshop")
    for made in (one, two):
        assert made.info.title == "Rehearsal: The day"
        assert is_rehearsal(made.file)
        check_sound(made.file)
        made.file.close()
    assert not is_rehearsal(workshop.file)
    with pytest.raises(UserError, match=r"two\.workshop is a rehearsal"):
        read_source(two.file.path)


def test_a_pulse_is_rehearsed_with_what_came_along(tmp_path: Path) -> None:
    pulse = pulse_of(first_session(tmp_path))
    real = {one.key: one for one in read_actions(pulse.file, PLAN)}
    first = next(iter(real))
    set_verdict(pulse.file, "", PLAN, first, "done")
    names = [person.name for person in pulse.people()]
    rehearsal = rehearsal_of(pulse, tmp_path / "rehearsal.workshop")
    Room(rehearsal, 5).come_in()
    people = {person.key for person in rehearsal.people()}
    actions = read_actions(rehearsal.file, PLAN)
    assert {one.key: one.title for one in actions} == {k: a.title for k, a in real.items()}
    assert {one.owner for one in actions} == people
    reviews = read_reviews(rehearsal.file, PLAN)
    assert {key: one.date for key, one in reviews.items()} == {
        key: one.date for key, one in read_reviews(pulse.file, PLAN).items()
    }
    assert not any(one.verdict for one in reviews.values())
    assert [one.title for one in read_earlier(rehearsal.file)] == ["Closer to the customer"]
    assert {note.key for note in read_notes(rehearsal.file, LOOPS)} == {
        note.key for note in read_notes(pulse.file, LOOPS)
    }
    pledges = read_pledges(rehearsal.file, PLEDGE)
    assert len(pledges) == 9
    assert {one.start for one in pledges if not one.shared} == {"…"}
    assert {one.person for one in pledges} <= people
    check_sound(rehearsal.file)
    for one in (pulse, rehearsal):
        one.file.close()
    content = rehearsal.file.path.read_bytes()
    assert not [name for name in names if name.encode() in content]


def test_a_rehearsed_pulse_is_held_to_its_end(tmp_path: Path) -> None:
    pulse = pulse_of(first_session(tmp_path))
    pulse.file.close()
    target = tmp_path / "rehearsal.workshop"
    activities, _ = rehearse(pulse.file.path, target, 6)
    assert activities > 3
