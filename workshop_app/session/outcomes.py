"""The sentences a room ends with: what an activity comes to, and the insights of a phase.

They are notes like others, in places that no column can have: ``outcome/<id>`` of their
activity, and ``insight`` of an activity that is called as its phase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.method.model import OUTCOMES
from workshop_app.session.notes import INSIGHT, OUTCOME, NewNote, add_notes, read_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.method.model import Activity
    from workshop_app.session.notes import Note
    from workshop_app.storage import SessionFile

INSIGHTS = 3
"""How many insights close a phase."""


class Outcome(NamedTuple):
    """One thing an activity ends in, with the sentences written so far.

    ``most`` is how many there may be, ``None`` = as many as the room has.
    """

    id: str
    most: int | None
    notes: tuple[Note, ...]


def outcome_place(id_: str) -> str:
    """Where the sentences of an outcome stand."""
    return f"{OUTCOME}{id_}"


def read_outcomes(file: SessionFile, activity: Activity) -> tuple[Outcome, ...]:
    """What an activity ends in, in the method's order."""
    parts = activity.list(OUTCOMES)
    notes = read_notes(file, activity.id, closing=True) if parts else []
    return tuple(
        Outcome(part.id, part.setting("most"), _in(outcome_place(part.id), notes))
        for part in parts
    )


def add_outcome(file: SessionFile, label: str, activity: Activity, id_: str, text: str) -> str:
    """Write one sentence, undoable; its key, or "" for an empty one.

    Raises `KeyError` for an outcome that the activity does not have. More than ``most`` are
    kept: what was said is never lost.
    """
    if id_ not in [part.id for part in activity.list(OUTCOMES)]:
        raise KeyError(id_)
    return _added(file, label, activity.id, outcome_place(id_), text)


def read_insights(file: SessionFile, phase: str) -> tuple[Note, ...]:
    """What the room took from a phase, in its own words."""
    return _in(INSIGHT, read_notes(file, phase, closing=True))


def add_insight(file: SessionFile, label: str, phase: str, text: str) -> str:
    """Write one insight of a phase, undoable; its key, or "" for an empty one."""
    return _added(file, label, phase, INSIGHT, text)


def _in(place: str, notes: Sequence[Note]) -> tuple[Note, ...]:
    return tuple(note for note in notes if note.place == place)


def _added(file: SessionFile, label: str, activity: str, place: str, text: str) -> str:
    keys = add_notes(file, label, activity, [NewNote(place, text)])
    return keys[0] if keys else ""
