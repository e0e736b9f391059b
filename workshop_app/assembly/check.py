"""What a session file holds, in a few lines, after a full check of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly.sound_counts import check_earlier, check_whole
from workshop_app.session.agenda import days_of
from workshop_app.session.notes import read_notes
from workshop_app.storage.opening import damaged
from workshop_app.storage.tally import rounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.session.workshop import Workshop


def check(workshop: Workshop) -> Iterator[str]:
    """Check the whole file, then say what it holds, a line at a time.

    Raises `UserError` when the check finds damage.
    """
    found = workshop.file.row("PRAGMA integrity_check(1)")
    dangling = workshop.file.row("PRAGMA foreign_key_check")
    if found is None or found[0] != "ok" or dangling is not None:
        raise damaged(workshop.file.path)
    check_whole(workshop.file)
    check_earlier(workshop.file)
    yield from map(printable, _lines(workshop))


def _lines(workshop: Workshop) -> Iterator[str]:
    words, info = workshop.words, workshop.info
    yield words("check.sound", name=workshop.file.path.name)
    parts = (info.title, info.client, workshop.dates(words))
    yield " · ".join(part for part in parts if part)
    people = workshop.people()
    present = sum(person.present for person in people)
    yield words("check.people", n=len(people), present=present)
    several, day = days_of(workshop.slots()) > 1, 0
    for slot in workshop.slots():
        if several and slot.day != day:
            day = slot.day
            yield words("agenda.day", n=day)
        activity = workshop.method.activities[slot.activity]
        title = workshop.method.text(f"{activity.id}.title", info.language)
        said = [words("agenda.skipped")] if slot.state == "skipped" else []
        said += _input(workshop, activity.id)
        about = f"  ({', '.join(said)})" if said else ""
        yield f"{slot.minutes:>4}  {activity.id:<22} {title}{about}"


def printable(text: str) -> str:
    """The text without characters that would steer a terminal; those are written out."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def _input(workshop: Workshop, activity: str) -> list[str]:
    words = workshop.words
    said = []
    notes = len(read_notes(workshop.file, activity))
    if notes:
        said.append(words("check.notes", n=notes))
    for round_ in rounds(workshop.file, activity):
        key = "check.open_round" if round_.state == "open" else "check.round"
        said.append(words(key, n=round_.returned, total=round_.expected, number=round_.number))
    return said
