"""Dots placed on the stage itself, with one mouse or a touch screen, for everybody to see.

Only for what is harmless, or where the facilitator lets the session vote openly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.session.holding import is_openly, is_sensitive, save_settings, settings_of
from workshop_app.session.notes import change_note, read_notes
from workshop_app.session.people import read_people
from workshop_app.statistics import dots_per_person

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile

_TOUCH: Final = "touch"


class Dots(NamedTuple):
    """How many dots everybody has, and how many are left; ``None`` without a list of people."""

    each: int
    left: int | None


def may_touch(context: Context) -> bool:
    """Whether dots may be placed before everybody's eyes."""
    return not is_sensitive(context.activity) or is_openly(context.file)


def is_touched(context: Context) -> bool:
    """Whether the stage takes dots for this activity now."""
    return settings_of(context.file).get(_TOUCH) == context.activity.id and may_touch(context)


def choose_touch(file: SessionFile, activity: str) -> None:
    """Let the stage take dots for one activity; for none, if it is empty."""
    save_settings(file, {**settings_of(file), _TOUCH: activity})


def dots(context: Context) -> Dots | None:
    """What is left to place; ``None`` while there is nothing to place it on."""
    notes = [
        note
        for note in read_notes(context.file, context.activity.id)
        if not note.held and not note.merged_into
    ]
    options = len({note.cluster or note.key for note in notes})
    if not options:
        return None
    each = dots_per_person(options)
    present = sum(person.present for person in read_people(context.file))
    placed = sum(note.votes or 0 for note in notes)
    return Dots(each, max(each * present - placed, 0) if present else None)


def move_dot(context: Context, source: str, target: str) -> bool:
    """Take a dot from a note and place it on another, each by its key; empty is beside the board.

    Pressing a note and letting it go there, which both name, places one. Returns whether a dot
    was moved, in one undoable edit.
    """
    if not is_touched(context):
        return False
    votes = {note.key: note.votes or 0 for note in read_notes(context.file, context.activity.id)}
    source = "" if source == target or not votes.get(source) else source
    changed = [(source, -1)] if source in votes else []
    changed += [(target, 1)] if target in votes else []
    label = context.words("touch.edit")
    with context.file.together():
        for key, step in changed:
            change_note(context.file, label, key, votes=votes[key] + step)
    return bool(changed)
