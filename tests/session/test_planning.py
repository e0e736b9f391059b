"""The agenda as a plan: what it adds up to, how it changes, and what never gets lost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.session import planning
from workshop_app.session.live import Moment
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, Workshop, create_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

METHOD = built_in_method()
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "Test", date=date(2026, 3, 2), starts_at=time(9, 0))
    made = create_workshop(tmp_path / "test.workshop", METHOD, plan)
    yield made
    made.file.close()


def activities(workshop: Workshop) -> list[str]:
    return [slot.activity for slot in workshop.slots()]


def positions(workshop: Workshop) -> list[int]:
    return [slot.position for slot in workshop.slots()]


def kinds(workshop: Workshop) -> set[str]:
    return {warning.kind for warning in planning.outline(workshop.slots(), METHOD).warnings}


def test_the_taster_adds_up_without_a_warning(workshop: Workshop) -> None:
    found = planning.outline(workshop.slots(), METHOD)
    assert (found.total, found.net, found.longest_block, found.days) == (90, 90, 90, ((1, 90),))
    assert found.warnings == ()


def test_a_pause_counts_in_total_and_breaks_the_block(workshop: Workshop) -> None:
    planning.add(workshop, "Break", "break", 3, 15)
    found = planning.outline(workshop.slots(), METHOD)
    assert (found.total, found.net, found.longest_block) == (105, 90, 60)
    assert positions(workshop) == list(range(1, 10))
    assert workshop.file.undo() == "Break"
    assert "break" not in activities(workshop)


def test_it_warns_and_never_blocks(workshop: Workshop) -> None:
    checklist = workshop.slot_of("see-checklist")
    assert checklist is not None
    planning.set_minutes(workshop, "Shorter", checklist, 5)
    assert kinds(workshop) == {"short"}
    planning.set_minutes(workshop, "Longer", checklist, 75)
    assert kinds(workshop) == {"long", "block"}
    for slot in workshop.slots():
        if slot.activity.startswith("act-"):
            planning.take_out(workshop, "Out", slot)
    missing = planning.outline(workshop.slots(), METHOD).warnings
    assert "act" in [warning.phase for warning in missing]


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_minutes_no_slot_can_have_are_refused(workshop: Workshop, minutes: int) -> None:
    with pytest.raises(UserError, match="takes from 1 to 480 minutes"):
        planning.set_minutes(workshop, "", workshop.slots()[0], minutes)


def test_what_is_taken_out_waits_with_its_notes_and_comes_back(workshop: Workshop) -> None:
    slot = workshop.slot_of("see-customer-story")
    assert slot is not None
    add_notes(workshop.file, "", slot.activity, [NewNote("happened", "A late parcel")])
    planning.take_out(workshop, "Out", slot)
    assert slot.activity not in activities(workshop)
    assert [out.key for out in workshop.taken_out()] == [slot.key]
    assert positions(workshop) == list(range(1, 8))
    assert planning.add(workshop, "Back", slot.activity, 1).key == slot.key
    assert activities(workshop)[1] == slot.activity
    assert [note.text for note in read_notes(workshop.file, slot.activity)] == ["A late parcel"]
    assert workshop.taken_out() == []


def test_what_is_on_stage_stays(workshop: Workshop) -> None:
    slot = workshop.slots()[0]
    workshop.go(Moment(slot.key), NOW)
    with pytest.raises(UserError, match="is on stage now"):
        planning.take_out(workshop, "", slot)
    with pytest.raises(UserError, match="is on stage now"):
        planning.skip(workshop, "", slot, skipped=True)
    assert activities(workshop)[0] == slot.activity


def test_moving_keeps_the_order_of_the_others(workshop: Workshop) -> None:
    before = activities(workshop)
    planning.move(workshop, "Move", workshop.slots()[5], 1)
    after = activities(workshop)
    assert after == [before[0], before[5], *before[1:5], *before[6:]]
    planning.move(workshop, "Far", workshop.slots()[0], 99)
    assert activities(workshop)[-1] == before[0]
    assert positions(workshop) == list(range(1, 9))
    workshop.file.undo()
    workshop.file.undo()
    assert activities(workshop) == before


def test_a_day_is_split_and_joined(workshop: Workshop) -> None:
    split = workshop.slots()[4]
    planning.split_before(workshop, "Two days", split)
    assert [slot.day for slot in workshop.slots()] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert planning.outline(workshop.slots(), METHOD).days == ((1, 50), (2, 40))
    assert planning.outline(workshop.slots(), METHOD).longest_block == 50
    times = workshop.schedule(NOW).times
    assert times[4].planned - times[0].planned == timedelta(days=1)
    planning.move(workshop, "To day two", workshop.slots()[0], 6)
    assert [slot.day for slot in workshop.slots()] == [1, 1, 1, 2, 2, 2, 2, 2]
    first_of_two = next(slot for slot in workshop.slots() if slot.day == 2)
    planning.split_before(workshop, "One day", first_of_two)
    assert {slot.day for slot in workshop.slots()} == {1}


def test_the_end_of_day_one_does_not_push_day_two(workshop: Workshop) -> None:
    planning.split_before(workshop, "Two days", workshop.slots()[4])
    workshop.go(Moment(workshop.slots()[3].key), NOW)
    late = NOW + timedelta(hours=3)
    schedule = workshop.schedule(late)
    assert schedule.expected_end.date() == late.date()
    assert schedule.drift > 0
    second = schedule.times[4]
    assert second.expected == second.planned


def test_a_skipped_slot_is_jumped_over_and_gives_its_minutes(workshop: Workshop) -> None:
    slots = workshop.slots()
    workshop.go(Moment(slots[0].key), NOW)
    planning.skip(workshop, "Skip", slots[1], skipped=True)
    schedule = workshop.schedule(NOW)
    assert schedule.times[1].state == "skipped"
    assert schedule.drift == -slots[1].minutes
    last = len(METHOD.activities[slots[0].activity].steps) - 1
    assert workshop.after(Moment(slots[0].key, last)) == Moment(slots[2].key)
    back = workshop.before(Moment(slots[2].key))
    assert back is not None
    assert back.slot == slots[0].key
    planning.skip(workshop, "Take up", workshop.slots()[1], skipped=False)
    assert workshop.schedule(NOW).drift == 0


def test_what_could_give_is_named_with_the_most_first(workshop: Workshop) -> None:
    slots = workshop.slots()
    planning.set_minutes(workshop, "", slots[3], 40)
    planning.set_minutes(workshop, "", slots[6], 15)
    workshop.go(Moment(slots[0].key), NOW)
    found = planning.could_give(workshop)
    assert [(room.slot.activity, room.minutes) for room in found] == [
        ("see-checklist", 20),
        ("be-pledge", 5),
    ]
    workshop.go(Moment(slots[5].key), NOW)
    assert [room.slot.activity for room in planning.could_give(workshop)] == ["be-pledge"]


def test_another_agenda_keeps_what_was_held(workshop: Workshop) -> None:
    first, second = workshop.slots()[:2]
    workshop.go(Moment(first.key), NOW)
    workshop.go(Moment(second.key), NOW + timedelta(minutes=5))
    planning.take_out(workshop, "", workshop.slots()[4])
    planning.add(workshop, "", "see-journey")
    planning.start_from(workshop, "Taster again", METHOD.agendas["taster-90"])
    assert activities(workshop) == [s.activity for s in METHOD.agendas["taster-90"].slots]
    assert [slot.key for slot in workshop.slots()[:2]] == [first.key, second.key]
    assert [slot.activity for slot in workshop.taken_out()] == ["see-journey"]
    assert workshop.file.undo() == "Taster again"
    assert "see-journey" in activities(workshop)


def test_what_comes_back_joins_the_day_of_its_place(workshop: Workshop) -> None:
    planning.split_before(workshop, "Two days", workshop.slots()[4])
    last = workshop.slots()[-1]
    planning.take_out(workshop, "Out", last)
    back = planning.add(workshop, "Back", last.activity, 1)
    assert [slot.day for slot in workshop.slots()] == [1, 1, 1, 1, 1, 2, 2, 2]
    assert back == workshop.slots()[1]
