"""What the console knows in one turn: read once from the session, shared by every pane."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workshop_app.assembly.conduct import Action, next_action
from workshop_app.storage.tally import activities_open, latest

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_app.method.model import Activity, Step
    from workshop_app.session.agenda import Schedule, Slot
    from workshop_app.session.live import Live, Moment
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round
    from workshop_app.words import Words


class Snapshot:
    """The session at one moment; made anew after every change."""

    def __init__(self, workshop: Workshop, now: datetime) -> None:
        """Nothing is read before it is asked for."""
        self.workshop = workshop
        self.now = now

    @property
    def words(self) -> Words:
        """The session's language."""
        return self.workshop.words

    @cached_property
    def live(self) -> Live:
        """What is on stage, and the countdown."""
        return self.workshop.live()

    @property
    def moment(self) -> Moment:
        """Where the console is."""
        return self.live.moment

    @cached_property
    def schedule(self) -> Schedule:
        """The agenda on the clock."""
        return self.workshop.schedule(self.now)

    @cached_property
    def slots(self) -> list[Slot]:
        """The agenda in its order."""
        return [time.slot for time in self.schedule.times]

    @cached_property
    def slot(self) -> Slot | None:
        """The slot that is on."""
        return next((slot for slot in self.slots if slot.key == self.moment.slot), None)

    @cached_property
    def activity(self) -> Activity | None:
        """The activity that is on."""
        return self.workshop.method.activities.get(self.slot.activity) if self.slot else None

    @property
    def step(self) -> Step | None:
        """The step that is on."""
        activity = self.activity
        if activity is None or not activity.steps:
            return None
        return activity.steps[min(self.moment.step, len(activity.steps) - 1)]

    @cached_property
    def round(self) -> Round | None:
        """The newest voting round of the activity."""
        return latest(self.workshop.file, self.activity.id) if self.activity else None

    @cached_property
    def open_votes(self) -> frozenset[str]:
        """The activities with an open round, on or not."""
        return activities_open(self.workshop.file)

    @cached_property
    def people(self) -> list[Person]:
        """Everybody on the list."""
        return self.workshop.people()

    @cached_property
    def action(self) -> Action:
        """What the big button does."""
        return next_action(self.workshop)

    @cached_property
    def held_phases(self) -> set[str]:
        """The phases that the agenda has: what is skipped in whole is none, unless it was held."""
        activities = self.workshop.method.activities
        on = [slot for slot in self.slots if slot.state == "planned" or slot.started_at]
        return {activities[slot.activity].phase for slot in on}

    @cached_property
    def phase(self) -> str:
        """The phase that is on; in a pause the one before it; the first before the start."""
        every = [phase.id for phase in self.workshop.method.phases]
        phases = [id_ for id_ in every if id_ in self.held_phases] or every
        found = phases[0] if phases else ""
        for slot in self.slots:
            found = self.workshop.method.activities[slot.activity].phase or found
            if slot.key == self.moment.slot:
                return found
        return found if self.is_over else (phases[0] if phases else "")

    @property
    def has_begun(self) -> bool:
        """Whether the first slot was reached."""
        return any(slot.started_at for slot in self.slots)

    @property
    def is_over(self) -> bool:
        """Whether the last slot has ended."""
        slots = self.workshop.route()
        return bool(slots) and self.moment.slot is None and slots[-1].ended_at is not None

    def text(self, key: str) -> str:
        """The method's words under ``key`` in the session's language."""
        return self.workshop.method.text(key, self.words.language)

    def title(self, activity: str) -> str:
        """What an activity is called."""
        return self.text(f"{activity}.title")
