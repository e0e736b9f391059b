"""The one big button, without a window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly import conduct
from workshop_app.assembly.methods import built_in_method
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
LEVELS = (1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    people = [Person(f"Person {n}", level=level) for n, level in enumerate(LEVELS)]
    people.append(Person("Away", level=1, present=False))
    plan = Plan("taster-90", "A day", people=people, extra=["see-journey"])
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    yield made
    made.file.close()


def press(workshop: Workshop, minutes: float = 0) -> str:
    """Press the button; what it did."""
    action = conduct.next_action(workshop)
    conduct.perform(workshop, action, NOW + timedelta(minutes=minutes))
    return action.kind


def go(workshop: Workshop, activity: str, view: str, nth: int = 0) -> None:
    slot = workshop.slot_of(activity)
    assert slot is not None
    steps = workshop.method.activities[activity].steps
    places = [i for i, step in enumerate(steps) if step.view == view]
    workshop.go(Moment(slot.key, places[nth]), NOW)


def cast(workshop: Workshop, activity: str, ballots: int) -> None:
    asked = conduct.questions(workshop, workshop.method.activities[activity])
    round_ = latest(workshop.file, activity)
    assert round_ is not None
    for _ in range(ballots):
        answers = {question.id: question.answers[0].value for question in asked if question.answers}
        rounds.cast(
            workshop.file, round_, asked, answers, key=rounds.new_ballot_key(), group="floor"
        )


def view(workshop: Workshop) -> str:
    step = workshop.step_at(workshop.live().moment)
    return step.view if step else ""


def test_the_first_press_starts_the_first_activity(workshop: Workshop) -> None:
    assert conduct.next_action(workshop).kind == "start"
    press(workshop)
    activity = workshop.activity_at(workshop.live().moment)
    assert activity is not None
    assert activity.id == "see-roster"


def test_a_day_is_walked_by_presses_alone(workshop: Workshop) -> None:
    """Nobody votes: every round is opened, taken back, and the day still ends."""
    kinds = []
    for minute in range(400):
        kinds.append(press(workshop, minute))
        if kinds[-1] == "done":
            break
    assert kinds[-1] == "done"
    assert kinds[-2] == "finish"
    assert kinds.count("activity") == len(workshop.slots()) - 1
    assert kinds.count("open_round") == kinds.count("skip_round") > 0
    assert all(workshop.held(slot) and slot.ended_at for slot in workshop.slots())
    assert workshop.live().surface == "hold"


def test_a_round_opens_with_the_usual_mode_and_comparison(workshop: Workshop) -> None:
    go(workshop, "see-checklist", "collect")
    assert press(workshop) == "open_round"
    round_ = latest(workshop.file, "see-checklist")
    assert round_ is not None
    assert (round_.mode, round_.attribute, round_.expected) == ("paper", "band", len(LEVELS))
    assert round_.minimum == workshop.info.minimum_group
    assert view(workshop) == "collect", "opening must not move on"


def test_an_open_round_is_closed_and_then_revealed_in_two_presses(workshop: Workshop) -> None:
    go(workshop, "see-checklist", "collect")
    press(workshop)
    cast(workshop, "see-checklist", 6)
    assert press(workshop) == "close_round"
    assert view(workshop) == "guess"
    round_ = latest(workshop.file, "see-checklist")
    assert round_ is not None
    assert (round_.state, round_.returned) == ("closed", 6)
    assert press(workshop) == "reveal"
    assert view(workshop) == "total"
    round_ = latest(workshop.file, "see-checklist")
    assert round_ is not None
    assert round_.state == "revealed"
    assert press(workshop) == "go"


def test_a_step_that_shows_results_reveals_before_it_goes_on(workshop: Workshop) -> None:
    """Without a guess before it, the total waits for a press of its own."""
    go(workshop, "think-moral-wisdom", "collect")
    press(workshop)
    cast(workshop, "think-moral-wisdom", 5)
    assert press(workshop) == "close_round"
    assert view(workshop) == "total"
    assert conduct.next_action(workshop).kind == "reveal"
    press(workshop)
    assert view(workshop) == "total"
    assert conduct.next_action(workshop).kind == "go"


def test_the_second_ballot_of_an_activity_is_a_second_round(workshop: Workshop) -> None:
    go(workshop, "think-moral-wisdom", "collect")
    press(workshop)
    cast(workshop, "think-moral-wisdom", 5)
    press(workshop)
    press(workshop)
    go(workshop, "think-moral-wisdom", "collect", 1)
    assert press(workshop) == "open_round"
    round_ = latest(workshop.file, "think-moral-wisdom")
    assert round_ is not None
    assert round_.number == 2


def test_going_back_to_a_ballot_opens_no_second_round(workshop: Workshop) -> None:
    go(workshop, "see-checklist", "collect")
    press(workshop)
    cast(workshop, "see-checklist", 5)
    press(workshop)
    go(workshop, "see-checklist", "collect")
    assert conduct.next_action(workshop).kind == "go"


def test_a_round_left_open_is_closed_from_a_step_after_it(workshop: Workshop) -> None:
    go(workshop, "see-checklist", "collect")
    press(workshop)
    cast(workshop, "see-checklist", 5)
    go(workshop, "see-checklist", "total")
    before = workshop.live().moment
    assert press(workshop) == "close_round"
    assert workshop.live().moment == before


def test_notes_are_collected_without_a_round(workshop: Workshop) -> None:
    go(workshop, "see-customer-story", "collect")
    assert conduct.next_action(workshop).kind == "go"


def test_the_key_for_revealing_finds_the_step_with_results(workshop: Workshop) -> None:
    go(workshop, "see-checklist", "collect")
    assert conduct.reveal_action(workshop) is None
    press(workshop)
    assert conduct.reveal_action(workshop) is None, "an open round must not be revealed"
    cast(workshop, "see-checklist", 5)
    press(workshop)
    action = conduct.reveal_action(workshop)
    assert action is not None
    conduct.perform(workshop, action, NOW)
    assert view(workshop) == "total"
    assert conduct.reveal_action(workshop) is None


def test_back_from_the_start_there_is_nothing(workshop: Workshop) -> None:
    assert conduct.previous(workshop) is None
    press(workshop)
    assert conduct.previous(workshop) is None


def test_back_from_the_end_is_the_last_step(workshop: Workshop) -> None:
    slots = workshop.slots()
    workshop.go(conduct.last_step(workshop, slots[-1].key), NOW)
    assert press(workshop) == "finish"
    moment = conduct.previous(workshop)
    assert moment == conduct.last_step(workshop, slots[-1].key)


def test_nothing_can_be_opened_outside_an_activity(workshop: Workshop) -> None:
    with pytest.raises(ValueError, match="no activity"):
        conduct.open_round(workshop)


def test_before_the_ballots_a_press_goes_on_and_never_closes(workshop: Workshop) -> None:
    """Somebody went back to the card while people were voting."""
    go(workshop, "see-checklist", "collect")
    press(workshop)
    cast(workshop, "see-checklist", 6)
    go(workshop, "see-checklist", "card")
    assert press(workshop) == "go"
    assert view(workshop) == "collect"
    round_ = latest(workshop.file, "see-checklist")
    assert round_ is not None
    assert (round_.state, round_.returned) == ("open", 6)


def test_the_clock_stops_with_the_day(workshop: Workshop) -> None:
    workshop.go(Moment(workshop.slots()[-1].key), NOW)
    workshop.go(Moment(None), NOW)
    assert workshop.live().timer.remaining(NOW + timedelta(days=200)) == 0
