"""Making a session, moving through it, and coming back to the same second."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.errors import UserError
from workshop_app.session import live, planning
from workshop_app.session.live import Moment, clock_text
from workshop_app.session.people import Person, group_sizes
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 3, 9, 0).astimezone()
TASTER = [
    ("see-roster", 5),
    ("see-customer-story", 10),
    ("see-five-answers", 15),
    ("see-checklist", 20),
    ("think-moral-wisdom", 10),
    ("act-rituals", 15),
    ("be-pledge", 10),
    ("be-heartbeat", 5),
]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    plan = Plan("taster-90", "A day", people=[Person("Ana", level=1), Person("Bo", level=5)])
    return create_workshop(tmp_path / "day.workshop", built_in_method(), plan)


def test_a_new_session_has_the_agenda_and_carries_its_method(workshop: Workshop) -> None:
    assert [(slot.activity, slot.minutes) for slot in workshop.slots()] == TASTER
    assert workshop.method == built_in_method()
    assert [person.name for person in workshop.people()] == ["Ana", "Bo"]
    assert workshop.live().surface == "hold"
    assert workshop.file.undo() is None


def test_an_added_activity_stands_at_the_end_of_its_phase(tmp_path: Path) -> None:
    plan = Plan("taster-90", "A day", extra=["see-journey"])
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    activities = [slot.activity for slot in made.slots()]
    assert activities[3:6] == ["see-checklist", "see-journey", "think-moral-wisdom"]


def test_adding_an_activity_later_can_be_undone(workshop: Workshop) -> None:
    planning.add(workshop, "Add the journey", "see-journey")
    assert [s.activity for s in workshop.slots()][4] == "see-journey"
    assert [s.position for s in workshop.slots()] == list(range(1, 10))
    workshop.file.undo()
    assert [(slot.activity, slot.minutes) for slot in workshop.slots()] == TASTER
    assert [s.position for s in workshop.slots()] == list(range(1, 9))


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (Plan("no-such", "x"), "no agenda"),
        (Plan("taster-90", "x", language="fr"), "no language"),
        (Plan("taster-90", "x", extra=["see-jurney"]), "see-jurney"),
    ],
)
def test_a_wrong_plan_gets_a_sentence_and_leaves_no_file(
    tmp_path: Path, plan: Plan, sentence: str
) -> None:
    method = built_in_method()
    with pytest.raises(UserError, match=sentence):
        create_workshop(tmp_path / "day.workshop", method, plan)
    assert list(tmp_path.iterdir()) == []


def test_walking_forward_and_back_visits_every_step_once(workshop: Workshop) -> None:
    forward: list[Moment] = []
    moment = workshop.after(Moment(None))
    while moment is not None:
        forward.append(moment)
        moment = workshop.after(moment)
    steps = sum(len(workshop.method.activities[s.activity].steps) for s in workshop.slots())
    assert len(forward) == len(set(forward)) == steps
    backward = [forward[-1]]
    while (moment := workshop.before(backward[-1])) is not None:
        backward.append(moment)
    assert backward == forward[::-1]


def test_moving_begins_and_ends_slots_and_is_not_undone(workshop: Workshop) -> None:
    first, second = (Moment(slot.key) for slot in workshop.slots()[:2])
    workshop.go(first, NOW)
    workshop.go(second, NOW + timedelta(minutes=7))
    one, two = workshop.slots()[:2]
    assert one.started_at == NOW
    assert one.ended_at == two.started_at == NOW + timedelta(minutes=7)
    assert workshop.schedule(NOW + timedelta(minutes=8)).drift == 2
    assert "go" not in [entry.label for entry in workshop.file.history.entries()]
    assert workshop.live().moment == second


def test_a_restart_comes_back_to_the_same_second(workshop: Workshop) -> None:
    slot = workshop.slots()[1]
    workshop.go(Moment(slot.key, 1), NOW)
    live.turn_page(workshop.file, 2)
    live.set_frozen(workshop.file, Moment(slot.key, 0))
    live.set_surface(workshop.file, "blank")
    live.add_minutes(workshop.file, NOW, 1)
    before = workshop.live()
    workshop.file.close()
    again = Workshop(SessionFile.open(workshop.file.path))
    assert again.live() == before
    assert again.live().shown == Moment(slot.key, 0)
    assert again.live().moment == Moment(slot.key, 1, 2)


def test_the_countdown_pauses_runs_on_and_ends_at_zero(workshop: Workshop) -> None:
    slot = next(s for s in workshop.slots() if s.activity == "see-checklist")
    workshop.go(Moment(slot.key), NOW)
    timer = workshop.live().timer
    assert timer.remaining(NOW + timedelta(minutes=1)) == timer.total - 60
    live.pause_timer(workshop.file, NOW + timedelta(minutes=1))
    assert workshop.live().timer.remaining(NOW + timedelta(hours=1)) == timer.total - 60
    live.pause_timer(workshop.file, NOW + timedelta(minutes=2))
    assert workshop.live().timer.remaining(NOW + timedelta(minutes=3)) == timer.total - 120
    live.add_minutes(workshop.file, NOW + timedelta(minutes=3), -600)
    assert workshop.live().timer.remaining(NOW + timedelta(minutes=3)) == 0
    assert [clock_text(s) for s in (260, 0.2, 0, -5, 3600)] == [
        "04:20",
        "00:01",
        "00:00",
        "00:00",
        "60:00",
    ]


def test_groups_count_only_people_who_are_there(workshop: Workshop) -> None:
    people = [
        Person("a", department="IT", level=1),
        Person("b", department="IT", level=2),
        Person("c", department="HR", level=4, present=False),
        Person("d"),
    ]
    assert group_sizes(people, "band", workshop.method.band_of_level) == {"floor": 2}
    assert group_sizes(people, "department", workshop.method.band_of_level) == {"IT": 2}


def test_moving_on_does_not_stand_in_the_way_of_undo(workshop: Workshop) -> None:
    before = [slot.key for slot in workshop.slots()]
    planning.add(workshop, "Add", "see-journey")
    for number, slot in enumerate(workshop.slots()):
        workshop.go(Moment(slot.key), NOW + timedelta(minutes=number))
    assert all(workshop.held(slot) for slot in workshop.slots())
    assert workshop.file.undo() == "Add"
    assert [slot.key for slot in workshop.slots()] == before
    assert workshop.slots()[0].started_at == NOW
    assert workshop.file.redo() == "Add"
    assert all(workshop.held(slot) for slot in workshop.slots())


def test_a_session_has_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new.workshop"
    people = _Watching(path)
    people.append(Person("Ana"))
    create_workshop(path, built_in_method(), Plan("taster-90", "A day", people=people))
    assert people.seen == [False]
    assert [found for found in tmp_path.iterdir() if found.suffix != ".workshop-journal"] == [path]


class _Watching(list[Person]):
    """A list of people that looks whether the file is there when its rows are written."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.seen: list[bool] = []

    def __iter__(self) -> Iterator[Person]:
        self.seen.append(self.path.exists())
        return super().__iter__()


def test_what_was_practised_on_another_day_begins_anew(workshop: Workshop) -> None:
    first, second = workshop.slots()[:2]
    workshop.go(Moment(first.key), NOW - timedelta(days=1))
    workshop.go(Moment(second.key), NOW - timedelta(days=1))
    workshop.go(Moment(None), NOW - timedelta(days=1))
    workshop.go(Moment(first.key), NOW)
    begun = workshop.slots()[0]
    assert (begun.started_at, begun.ended_at) == (NOW, None)
    workshop.go(Moment(None), NOW + timedelta(minutes=3))
    workshop.go(Moment(first.key), NOW + timedelta(minutes=4))
    assert workshop.slots()[0].started_at == NOW, "the same day it goes on"
