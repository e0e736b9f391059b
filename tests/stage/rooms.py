"""Real sessions for the tests of stage and booth."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds import registry
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.stage.booth_round import BoothRound
from workshop_app.storage import rounds

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.storage.tally import Round

LEVELS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5)
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def make(folder: Path, *, language: str = "en", levels: tuple[int, ...] = LEVELS) -> Workshop:
    """The taster with a journey, and people of every level."""
    people = [Person(f"Person {number}", level=level) for number, level in enumerate(levels)]
    plan = Plan("taster-90", "A day", language=language, people=people, extra=["see-journey"])
    return create_workshop(folder / "day.workshop", built_in_method(), plan)


def open_round(workshop: Workshop, activity: str, attribute: str = "") -> Round:
    """Open a round for the booth."""
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    return rounds.open_round(
        workshop.file,
        activity,
        questions,
        mode="booth",
        attribute=attribute,
        expected=len(workshop.people()),
        minimum=4,
    )


def booth_round(workshop: Workshop, activity: str, attribute: str = "") -> BoothRound:
    """Open a round and serve it."""
    open_round(workshop, activity, attribute)
    return BoothRound(workshop, activity)


def go(workshop: Workshop, activity: str, view: str, now: datetime = NOW) -> Moment:
    """Move to the first step of an activity with that view."""
    slot = workshop.slot_of(activity)
    assert slot is not None
    steps = workshop.method.activities[activity].steps
    moment = Moment(slot.key, [step.view for step in steps].index(view))
    workshop.go(moment, now)
    return moment


def ballots(workshop: Workshop, round_: Round, answers: list[dict[str, str]]) -> None:
    """Cast ballots, spread over the bands."""
    context = workshop.context(round_.activity)
    questions = registry.kind(context.activity.kind).questions(context)
    for index, given in enumerate(answers):
        rounds.cast(
            workshop.file,
            round_,
            questions,
            given,
            key=rounds.new_ballot_key(),
            group=("floor", "middle", "top")[index % 3] if round_.attribute else "",
        )


def rated(workshop: Workshop, activity: str = "see-checklist", people: int = 15) -> Round:
    """Rate every item of an activity differently, by band; the round stays open."""
    round_ = open_round(workshop, activity, "band")
    context = workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    given = [
        {
            question.id: str(1 + (index * 7 + number * 3 + index // 3) % 5)
            for number, question in enumerate(questions)
        }
        for index in range(people)
    ]
    ballots(workshop, round_, given)
    return round_
