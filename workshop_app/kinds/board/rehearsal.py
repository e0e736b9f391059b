"""What an invented room does with its notes besides tagging them: heaps and lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from workshop_app.session.clusters import gather
from workshop_app.session.note_links import Link, turn_link
from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd


def arrange(context: Context, crowd: Crowd) -> None:
    """Name a cluster in the first column; where the activity asks for lines, draw most of them."""
    file, activity = context.file, context.activity
    label = context.words("rehearsal.edit")
    notes = read_notes(file, activity.id)
    places = [part.id for part in activity.list("columns")]
    columns = [[note for note in notes if note.place == place] for place in places]
    if columns and len(columns[0]) > 2:
        name = crowd.dice("cluster", activity.id).choice(
            context.words("board.rehearsed").split(" | ")
        )
        gather(file, label, activity.id, [note.key for note in columns[0][:2]], name)
    if activity.setting("links"):
        for here, there in pairwise(columns):
            for at, note in enumerate(here[: len(there)]):
                dice = crowd.dice("link", activity.id, note.place, at)
                if dice.random() < 0.7:
                    turn_link(file, label, activity.id, Link(note.key, there[at].key))
