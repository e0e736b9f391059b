"""What one activity made and a later one may take over: choices, never silent copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.session.notes import read_notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note
    from workshop_app.storage import SessionFile


class Offer(NamedTuple):
    """One thing to take over.

    ``origin`` is the key of the row it stands for, which what is taken over remembers. ``part``
    is where it comes from within its activity. ``weight`` orders the offers, most first; ``value``
    is a number to take over instead of the text.
    """

    origin: str
    text: str
    part: str = ""
    weight: float = 0.0
    value: float | None = None


def notes_offered(notes: Sequence[Note]) -> tuple[Offer, ...]:
    """Every note the room sees, those with most dots first."""
    return tuple(
        Offer(note.key, note.text, note.place, note.votes or 0)
        for note in sorted(notes, key=lambda note: -(note.votes or 0))
        if not note.held and not note.merged_into
    )


def closing_offered(file: SessionFile, activity: str) -> tuple[Offer, ...]:
    """The sentences an activity came to; their part is ``outcome.<id>``."""
    return tuple(
        Offer(note.key, note.text, note.place.replace("/", "."))
        for note in read_notes(file, activity, closing=True)
        if note.place.startswith("outcome/") and not note.held
    )


def number_offered(
    context: Context, question: str, entry: Mapping[str, Any]
) -> tuple[Offer, ...]:
    """A number that was voted, from its entry in the results file; nothing before the reveal."""
    value = entry.get("nps")
    value = entry.get("median") if value is None else value
    if value is None:
        return ()
    said = context.words.number(value, 0 if float(value).is_integer() else 1)
    text = f"{context.text(f'questions.{question}')}: {said}"
    return (Offer(f"{context.activity.id}/{question}", text, question, value=float(value)),)


_ORIGINS = (
    "SELECT origin, activity FROM note WHERE origin != ''",
    "SELECT origin, activity FROM action WHERE origin != ''",
)


def taken(file: SessionFile, activity: str) -> set[str]:
    """The origins of what an activity has taken over already."""
    return {
        origin for sql in _ORIGINS for origin, by in file.rows(sql) if by == activity
    }


class Trace(NamedTuple):
    """A stop on the way of a thing: the activity it stood in, its words there, and its key."""

    activity: str
    text: str
    key: str = ""


def trace(file: SessionFile, origin: str) -> tuple[Trace, ...]:
    """Where something came from, the newest stop first; ends where nothing was taken over.

    So a friction can be followed from the journey over its blueprint to its action: a card that
    was typed below a redesigned moment comes from where the moment does. What is no row but an
    entry of the method, such as a stage, is a stop without words.
    """
    stops: list[Trace] = []
    seen = set()
    while origin and origin not in seen:
        seen.add(origin)
        key = origin
        row = file.row("SELECT activity, text, origin, place FROM note WHERE key = ?", key)
        row = row or file.row(
            "SELECT activity, title, origin, '' FROM action WHERE key = ?", key
        )
        if row is None:
            activity, entry, _ = key.partition("/")
            stops += [Trace(activity, "", key)] if entry else []
            break
        activity, text, origin, place = row
        stops.append(Trace(activity, text, key))
        origin = origin or _of_moment(file, activity, place)
    return tuple(stops)


_MOMENTS = (
    "SELECT note.place, note.origin FROM blueprint_step step "
    "JOIN note ON note.activity = step.activity WHERE step.activity = ? AND step.key = ? "
    "AND note.origin != '' AND NOT note.held ORDER BY note.position, note.key"
)


def _of_moment(file: SessionFile, activity: str, place: str) -> str:
    """The origin of the step that a blueprint's card stands in, else of the moment it redesigns.

    That is the one it names, or the only one that anything in it was taken over from.
    """
    step = place.partition("/")[0]
    found = file.rows(_MOMENTS, activity, step)
    for begins in (f"{step}/", "outcome/"):
        for other, origin in found:
            if other.startswith(begins):
                return str(origin)
    origins = {str(origin) for _, origin in found}
    return origins.pop() if len(origins) == 1 else ""


def way(context: Context, origin: str) -> tuple[str, ...]:
    """The activities a thing came through, the first one first."""
    stops = reversed(trace(context.file, origin))
    known = context.method.activities
    return tuple(dict.fromkeys(stop.activity for stop in stops if stop.activity in known))


def came_from(context: Context, origin: str) -> tuple[str, ...]:
    """The same by their titles."""
    language = context.words.language
    return tuple(
        context.method.text(f"{activity}.title", language) for activity in way(context, origin)
    )
