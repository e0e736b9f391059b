"""What of a session no font can print: found before the booklets are, with where it stands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.text import covered, is_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words

_READ: Final = {
    "note": ("activity, text", "WHERE held = 0"),
    "cluster": ("activity, name", ""),
    "action": (
        "activity, title, outcome, moment, owner, partner, measure, help, answer",
        "",
    ),
    "pledge": ("activity, start, stop, keep, first_step, practise, buddy", ""),
    "score": ("activity, name, unit, owner", ""),
    "photo": ("activity, caption", ""),
    "person": ("'', name, department, role", ""),
    "session": ("'', title, client, place, facilitator, method, settings", ""),
}
"""Where texts stand that booklets print: the activity they belong to, if any, and the texts."""

MOST_PLACES: Final = 3


class Unprintable(NamedTuple):
    """A character that no font has, and the titles of the activities it stands in.

    An empty title is what belongs to no activity: people, title and method.
    """

    character: str
    places: tuple[str, ...]


def unprintable(workshop: Workshop) -> tuple[Unprintable, ...]:
    """Every such character, in the order of their numbers; nothing in most sessions."""
    found: dict[str, dict[str, None]] = {}
    for activity, text in _texts(workshop):
        for character in sorted(set(unicodedata.normalize("NFC", text))):
            if _is_shown(character) and not covered(character):
                found.setdefault(character, {})[activity] = None
    return tuple(
        Unprintable(character, tuple(_title(workshop, one) for one in activities))
        for character, activities in sorted(found.items())
    )


def in_words(found: tuple[Unprintable, ...], words: Words) -> str:
    """The characters in one line, each with where it stands."""
    return words.listing([_one(each, words) for each in found])


def _one(found: Unprintable, words: Words) -> str:
    named = [
        words("unprintable.in", title=title) if title else words("unprintable.elsewhere")
        for title in found.places[:MOST_PLACES]
    ]
    more = len(found.places) - len(named)
    if more:
        named.append(words("unprintable.more", n=more))
    return words("unprintable.listed", character=found.character, places=", ".join(named))


def _texts(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Each text that has something beyond the app's own font, with its activity."""
    for table, (columns, where) in _READ.items():
        for activity, *texts in workshop.file.rows(f"SELECT {columns} FROM {table} {where}"):
            joined = "".join(map(str, texts))
            if not joined.isascii() and not is_own(joined):
                yield activity, joined


def _is_shown(character: str) -> bool:
    """Whether it is more than a sign of control, a joiner or a choice of variant."""
    return unicodedata.category(character)[0] != "C" and not "\ufe00" <= character <= "\ufe0f"


def _title(workshop: Workshop, activity: str) -> str:
    if activity not in workshop.method.activities:
        return ""
    return workshop.method.text(f"{activity}.title", workshop.words.language)
