"""Items whose words come from elsewhere in the session: from an earlier activity, or typed.

A list says where from with the activity's setting ``import``, one of `SOURCES`. What somebody
typed for an entry, as a note in the place ``items/<id>``, goes before what the source has: that
is also where a chosen thing goes when it is taken over. An entry that nobody has named keeps
the method's own words, such as “Action 1”.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.session.notes import clean, read_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile


def _actions(file: SessionFile, most: int) -> list[str]:
    """The first actions of the plan, in its order."""
    stored = file.rows(
        "SELECT title FROM action WHERE title != '' AND status != 'stopped' "
        "ORDER BY position LIMIT ?",
        most,
    )
    return [clean(title) for (title,) in stored]


SOURCES: Final[Mapping[str, Callable[[SessionFile, int], list[str]]]] = {"actions": _actions}
"""What a list can be filled from: each gives at most so many words, in their order."""


def place_of(entry: str, name: str = "items") -> str:
    """Where the words of an entry of a list are typed."""
    return f"{name}/{entry}"


def imported(context: Context, name: str = "items") -> dict[str, str]:
    """The words that were found for the entries of a list, by id, in its order."""
    source = context.activity.setting("import")
    if source is None:
        return {}
    entries = [part.id for part in context.activity.list(name)]
    found = dict(zip(entries, SOURCES[source](context.file, len(entries)), strict=False))
    places = {place_of(entry, name): entry for entry in entries}
    for note in read_notes(context.file, context.activity.id):
        if note.place in places and not note.held and not note.merged_into:
            found[places[note.place]] = note.text
    return {entry: found[entry] for entry in entries if entry in found}
