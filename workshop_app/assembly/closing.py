"""How an activity and a phase end: the sentences the scribe wrote, drawn and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.pages import chained
from workshop_app.figures.sayings import Sayings, sayings, sayings_tables
from workshop_app.session.outcomes import read_insights, read_outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.session.context import Context
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop


def closes(workshop: Workshop, moment: Moment) -> bool:
    """Whether a moment is the last step of its activity: there the outcomes show."""
    activity = workshop.activity_at(moment)
    return activity is not None and moment.step + 1 >= len(activity.steps)


def phase_closed_by(workshop: Workshop, moment: Moment) -> str:
    """The phase whose last activity is on; empty where the phase goes on after it.

    An activity that the agenda has once more, such as the story that opens a second day, does
    not bring its phase back, unless the first one was taken out.
    """
    route = workshop.route()
    held = {slot.activity for slot in route}
    last: dict[str, str] = {}
    for slot in route:
        activity = workshop.method.activities[slot.activity]
        if activity.again not in held:
            last[activity.phase] = slot.key
    return next((phase for phase, slot in last.items() if phase and slot == moment.slot), "")


def said_at_the_end(context: Context) -> tuple[Sayings, ...]:
    """The outcomes of an activity that have a sentence."""
    found = read_outcomes(context.file, context.activity)
    return tuple(
        Sayings(
            one.id,
            context.text(f"outcomes.{one.id}"),
            tuple(note.text for note in one.notes if not note.held),
        )
        for one in found
        if any(not note.held for note in one.notes)
    )


def insights(context: Context, phase: str) -> tuple[Sayings, ...]:
    """What the room took from a phase; nothing while there is nothing."""
    texts = tuple(note.text for note in read_insights(context.file, phase) if not note.held)
    title = context.words("closing.insights", phase=context.of_method(f"phases.{phase}.name"))
    return (Sayings(phase, title, texts),) if texts else ()


def closing_pages(context: Context, phase: str, canvas: Canvas) -> Sequence[Figure]:
    """The pages that follow the picture at an activity's last step; ``phase`` if it closes one."""
    ends = said_at_the_end(context)
    taken = insights(context, phase) if phase else ()
    return chained(
        sayings(ends, canvas, title=context.words("closing.outcomes")) if ends else (),
        sayings(taken, canvas, title=taken[0].title) if taken else (),
    )


def closing_tables(context: Context) -> tuple[Table, ...]:
    """The outcomes of an activity, a table each."""
    words = context.words
    return sayings_tables(
        said_at_the_end(context), words("closing.outcomes"), words("closing.sentence")
    )
