"""Where a moment lies on the road: its phase, and how far that phase has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop


def phase_at(workshop: Workshop, moment: Moment) -> str:
    """The phase of a moment; a pause belongs to the phase before it."""
    phase = "see"
    for slot in workshop.slots():
        phase = workshop.method.activities[slot.activity].phase or phase
        if slot.key == moment.slot:
            return phase
    return "see" if moment.slot is None else phase


def progress(workshop: Workshop, moment: Moment) -> float:
    """How much of the moment's phase is done, from 0 to 1, by planned minutes and steps."""
    phase = phase_at(workshop, moment)
    total = done = 0.0
    reached = False
    for slot in workshop.slots():
        activity = workshop.method.activities[slot.activity]
        if activity.phase != phase:
            reached = reached or slot.key == moment.slot
            continue
        total += max(slot.minutes, 1)
        if slot.key == moment.slot:
            done += max(slot.minutes, 1) * (moment.step + 1) / max(len(activity.steps), 1)
            reached = True
        elif not reached:
            done += max(slot.minutes, 1)
    return done / total if total else 0.0
