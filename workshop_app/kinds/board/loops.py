"""Loops of earlier sessions: what was heard then, and whether anything has come of it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.board import model
from workshop_app.session.earlier import earlier_contexts
from workshop_app.session.review import Subject, came_along, rate_of

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.review import Rate


def open_loops(context: Context) -> tuple[Subject, ...]:
    """What was heard before and had come to nothing: what is open, or was looked at since."""
    if not context.activity.setting("closes"):
        return ()
    contexts = [then for _, then in earlier_contexts(context)]
    before = {key for then in contexts for key in model.read_results(then).loops}
    looked_at = came_along(context.file, context.activity.id)
    results = model.read_results(context)
    return tuple(
        Subject(note.key, context.activity.id, note.text)
        for note in results.notes
        if note.key in before and (note.key in looked_at or not results.loops.get(note.key, True))
    )


def loop_rate(context: Context) -> tuple[Rate, ...]:
    """The loops that came to something, of all that was heard then and now (METHOD §7.10)."""
    if not context.activity.setting("closes"):
        return ()
    closed = model.read_results(context).loops
    return rate_of("loops", sum(closed.values()), len(closed))
