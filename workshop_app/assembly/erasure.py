"""What erasing people comes to, in words: what goes, what stays, what lies elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import paths
from workshop_app.assembly.enclosing import Shelf
from workshop_app.errors import UserError
from workshop_app.session import erasing
from workshop_app.session.csv_file import folded
from workshop_app.session.mentions import said, undecided
from workshop_app.session.owners import called
from workshop_app.session.preferences import Preferences
from workshop_app.session.recent import RecentSessions
from workshop_app.storage.location import risk_of
from workshop_app.storage.traces import made_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workshop_app.session.erasing import Going
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile
    from workshop_app.words import Words

_MOST: Final = 12
"""Lines of one part; of more, the last says how many there are."""

_MOST_NAMES: Final = 6

_PLACES: Final = ("exports", "booklets", "mails", "backups", "laptops")
"""Where copies may be that the app cannot know of."""


class Told(NamedTuple):
    """``goes`` is erased, ``stays`` are places where a name stands, ``elsewhere`` other copies."""

    goes: tuple[str, ...]
    stays: tuple[str, ...]
    elsewhere: tuple[str, ...]


def foreseen(workshop: Workshop, people: Sequence[Person] | None) -> Going:
    """What erasing these people would do, or everybody (`None`)."""
    return erasing.going(workshop.file, people, [paths.copies_folder()], _known_files())


def erase(workshop: Workshop, people: Sequence[Person] | None, now: datetime) -> None:
    """Erase these people, or everybody (`None`), with the copies and what waited to be mailed.

    Raises `UserError`, which says whether anything was erased. While files are made from a copy of
    the session nobody is: they would name whom they should not.
    """
    if workshop.copies_in_use:
        raise UserError(
            "Files are being made from this session.",
            "Nothing was erased.",
            "Wait until they are made, or stop it; then erase.",
        )
    erasing.erase(workshop.file, people, [paths.copies_folder()], now, _known_files())
    Shelf(workshop.file.path).empty()


def finish(file: SessionFile, now: datetime) -> bool:
    """Erase the rest where that was interrupted; whether it was. Raises `UserError`."""
    done = erasing.finish(file, [paths.copies_folder()], now, _known_files())
    if done:
        Shelf(file.path).empty()
    return done


def _known_files() -> list[Path]:
    """The sessions this user worked on last, wherever they lie."""
    return [one.path for one in RecentSessions(Preferences()).read() if one.is_there]


def told(workshop: Workshop, going: Going, words: Words) -> Told:
    """Everything there is to know before, and to do after."""
    return Told(
        tuple(_goes(going, words)),
        tuple(_some(list(_stays(workshop, going, words)), words)),
        (*_some(list(_named(workshop, going, words)), words), *_kinds(workshop, words)),
    )


def _goes(going: Going, words: Words) -> Iterator[str]:
    names = [person.name for person in going.people[:_MOST_NAMES]]
    if len(going.people) > len(names):
        names.append(words("people.erase.others", n=len(going.people) - len(names)))
    if names:
        yield words("people.erase.people", names=words.listing(names), n=len(going.people))
    for part in ("pledges", "owned", "answers", "mails", "history"):
        if n := getattr(going, part):
            yield words(f"people.erase.{part}", n=n)
    if going.copies:
        yield words("people.erase.copies", n=len(going.copies))


def _stays(workshop: Workshop, going: Going, words: Words) -> Iterator[str]:
    yield from undecided(going.undecided, words)
    for one in going.mentions:
        yield said(one, workshop.method, words)
    if going.photos:
        yield words("people.erase.photos", n=going.photos)


def _named(workshop: Workshop, going: Going, words: Words) -> Iterator[str]:
    """Copies that the app can name."""
    for entry in going.sent:
        day = words.date(datetime.fromisoformat(entry.changed_at).astimezone().date())
        yield words("people.erase.sent", address=entry.address, day=day)
    for path in (*going.others, *made_beside(workshop.file)):
        yield words("people.erase.file", path=path)
    for path, n in going.kept:
        yield words("people.erase.kept", path=path, n=n)
    for path in going.unread:
        yield words("people.erase.unread", path=path)


def _kinds(workshop: Workshop, words: Words) -> Iterator[str]:
    risk = risk_of(workshop.file.path)
    if risk is not None and risk.service:
        yield words("people.erase.service", service=risk.service)
    for place in _PLACES:
        yield words(f"people.erase.place.{place}")


def _some(lines: list[str], words: Words) -> list[str]:
    if len(lines) <= _MOST:
        return lines
    return [*lines[:_MOST], words("people.erase.more", n=len(lines) - _MOST)]


def named(people: Sequence[Person], wanted: str) -> Person:
    """The one person of that name, first name, address or key; raises `UserError`.

    Namesakes are told apart as the console does it (`owners.called`).
    """
    text, names = folded(wanted), called(people)
    found = [one for one in people if text in (folded(names[one.key]), folded(one.email), one.key)]
    found = found or [one for one in people if folded(one.name) == text]
    found = found or [one for one in people if folded(one.name).startswith(f"{text} ")]
    if len(found) > 1:
        raise UserError(
            "{n} people on the list are called “{name}”.",
            "Nothing was changed.",
            "Choose one of: {known}.",
            n=len(found),
            name=wanted,
            known=", ".join(names[one.key] for one in found),
        )
    if not found:
        raise UserError(
            "Nobody on the list is called “{name}”.",
            "Nothing was changed.",
            "Give the whole name as it stands on the list.",
            name=wanted,
        )
    return found[0]

