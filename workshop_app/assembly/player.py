"""Holds a workshop as a facilitator would: go on, let the room speak and vote, reveal, go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop_app.assembly import conduct
from workshop_app.assembly.scene import scene
from workshop_app.session.agenda import day_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from workshop_app.assembly.scene import Scene
    from workshop_app.method.model import Activity, Step
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Played:
    """A moment of the play: the step's key for file names, and what the stage shows."""

    number: int
    activity: str
    view: str
    scene: Scene

    @property
    def name(self) -> str:
        """A file name that sorts in the order of the day."""
        return f"{self.number:02d}-{self.activity}-{self.view}"


def play(workshop: Workshop, capture: Callable[[Activity, Step], None]) -> Iterator[Played]:
    """Hold the whole workshop; yields what the stage shows at every step.

    ``capture`` says and votes what the room has for a step; it is called once a step. A clock
    runs along with the agenda's minutes, so that times and drift are plausible.
    """
    now = workshop.info.start
    for number in range(1, 10_000):
        action = conduct.next_action(workshop)
        if action.kind == "finish":
            break
        now = max(now + _length(workshop), _first_hour(workshop, action.moment))
        conduct.perform(workshop, action, now)
        moment = workshop.live().moment
        step, activity = workshop.step_at(moment), workshop.activity_at(moment)
        if step is not None and activity is not None:
            capture(activity, step)
        yield _shown(workshop, number)
    conduct.perform(workshop, conduct.next_action(workshop), now)


def _length(workshop: Workshop) -> timedelta:
    """How long the step took that is left."""
    moment = workshop.live().moment
    slot = next((one for one in workshop.slots() if one.key == moment.slot), None)
    if slot is None:
        return timedelta()
    steps = len(workshop.method.activities[slot.activity].steps)
    return timedelta(minutes=slot.minutes / max(steps, 1))


def _first_hour(workshop: Workshop, moment: Moment) -> datetime:
    """When the day of a moment begins: nobody goes on through the night."""
    day = next((slot.day for slot in workshop.slots() if slot.key == moment.slot), 1)
    return day_start(workshop.info.start, day)


def _shown(workshop: Workshop, number: int) -> Played:
    live = workshop.live()
    activity, step = workshop.activity_at(live.moment), workshop.step_at(live.moment)
    return Played(
        number,
        activity.id if activity else "hold",
        step.view if step else "title",
        scene(workshop, live.shown, surface=live.surface),
    )
