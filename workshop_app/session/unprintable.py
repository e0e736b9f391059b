"""What of a session no font can print: found before the booklets are, with where it stands."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.figures.text import covered, is_own
from workshop_app.session.holding import settings_of

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
    "session": ("'', title, client, place, facilitator, method", ""),
    "tally": (
        "round.activity, answer",
        "JOIN round ON round.key = tally.round JOIN round_question USING (round, question) "
        "WHERE form = 'word' AND state = 'revealed'",
    ),
}
"""Where texts stand that booklets print: the activity they belong to, if any, and the texts."""

_SPONSOR: Final = ".sponsor"
_SETTINGS: Final = {"sponsor": _SPONSOR, "currency": ""}
"""Settings that booklets print, and where: in the file they are written without such letters."""

MOST_PLACES: Final = 3
MOST_CHARACTERS: Final = 12
"""So many are named: a whole script may be missing, and the bar is not to fill the window."""


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
    """The characters in one line, with where they stand: some of them where there are many."""
    together: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        together.setdefault(one.places, []).append(one.character)
    shown = list(together.items())[:MOST_PLACES]
    said = [
        words("unprintable.listed", characters=_some(characters, MOST_CHARACTERS, " ", words),
              places=_some([_place(one, words) for one in places], MOST_PLACES, ", ", words))
        for places, characters in shown
    ]  # fmt: skip
    more = len(found) - sum(len(characters) for _, characters in shown)
    return ", ".join([*said, words("unprintable.more", n=more)]) if more else words.listing(said)


def _some(parts: list[str], most: int, between: str, words: Words) -> str:
    more = len(parts) - most
    left = [words("unprintable.more", n=more)] if more > 0 else []
    return between.join([*parts[:most], *left])


def _place(title: str, words: Words) -> str:
    return words("unprintable.in", title=title) if title else words("unprintable.elsewhere")


def _texts(workshop: Workshop) -> Iterator[tuple[str, str]]:
    """Each text that has something beyond the app's own font, with its activity."""
    for table, (columns, where) in _READ.items():
        for activity, *texts in workshop.file.rows(f"SELECT {columns} FROM {table} {where}"):
            yield from _beyond(activity, "".join(map(str, texts)))
    settings = settings_of(workshop.file)
    for name, where in _SETTINGS.items():
        yield from _beyond(where, json.dumps(settings.get(name), ensure_ascii=False))


def _beyond(activity: str, text: str) -> Iterator[tuple[str, str]]:
    if not text.isascii() and not is_own(text):
        yield activity, text


def _is_shown(character: str) -> bool:
    """Whether it is more than a sign of control, a joiner or a choice of variant."""
    return unicodedata.category(character)[0] != "C" and not "\ufe00" <= character <= "\ufe0f"


def _title(workshop: Workshop, activity: str) -> str:
    if activity == _SPONSOR:
        return workshop.words("sponsor.title")
    if activity not in workshop.method.activities:
        return ""
    return workshop.method.text(f"{activity}.title", workshop.words.language)
