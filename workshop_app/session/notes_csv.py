"""Notes from a CSV file, each in a place that the activity has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from workshop_app.errors import UserError
from workshop_app.method.faults import named
from workshop_app.session.csv_file import FileFaults, folded, quoted, read_csv
from workshop_app.session.notes import LONGEST, NewNote, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from workshop_app.session.csv_file import CsvLine

COLUMNS: Final = {
    "place": ("place", "plaats", "column", "kolom", "box", "vak"),
    "text": ("text", "tekst", "note", "notitie", "notes", "notities", "remark", "opmerking",
             "remarks", "opmerkingen", "comment", "comments", "title", "titel", "action", "actie"),
    "votes": ("votes", "stemmen", "dots", "stippen"),
}
"""The columns and what their first line may call them, in any case; first in English and Dutch."""

MOST_VOTES = 1000
"""More dots than a room can place on one note."""

_REMARK_AT_END = re.compile(r"\s*\([^()]*\)$")


class NamedPlace(Protocol):
    """A place for notes as a kind gives it; ``stage/lane`` is named ``Stage / Lane``."""

    @property
    def id(self) -> str:
        """What is stored."""

    @property
    def label(self) -> str:
        """The place's words in one language."""


def read_notes_csv(
    path: Path,
    places: Iterable[NamedPlace],
    check: Callable[[NewNote], object],
    spelled: Callable[[str], str | None] = lambda _: None,
    usual: str = "",
) -> tuple[NewNote, ...]:
    """Read one note a line; save them with the kind's ``add_notes``.

    ``places`` may hold a place several times, once in each language. ``check`` raises
    `UserError` for a note that cannot stand in its place, such as an emotion of 7. ``spelled``
    gives the place that is meant by what is none of these names, such as coordinates; ``usual``
    is the place of a list that names none.

    Raises:
        UserError: with every fault and its line, or if the activity takes no notes.
    """
    places = tuple(places)
    if not places:
        raise UserError(
            "This activity takes no notes.", "Nothing was imported.",
            "Choose an activity with columns or stages.",
        )
    file = read_csv(path, COLUMNS, required=("text",))
    usual = usual_place(file.lines, places, usual)
    notes = notes_of(file.lines, file.faults, places, check, spelled, usual)
    file.faults.check()
    return notes


def usual_place(lines: Iterable[CsvLine], places: Sequence[NamedPlace], usual: str) -> str:
    """Where lines go that name no place: ``usual``, or nowhere where other lines do name one.

    An activity with a single place needs none to be named.
    """
    if len({place.id for place in places}) == 1:
        return places[0].id
    return "" if any(line.cell("place") for line in lines) else usual


def notes_of(
    lines: Iterable[CsvLine],
    faults: FileFaults,
    places: Iterable[NamedPlace],
    check: Callable[[NewNote], object],
    spelled: Callable[[str], str | None] = lambda _: None,
    usual: str = "",
) -> tuple[NewNote, ...]:
    """The same for lines that were read; those with faults, which are noted, give no note.

    ``usual`` is the place of lines that name none. Faults call a place by the first of its names.
    """
    places = tuple(places)
    known = _Known(_names(places), _titles(places), spelled, usual)
    found = []
    for line in lines:
        before = len(faults.found)
        note = _note(line, known, check, faults)
        if note is not None and len(faults.found) == before:
            found.append(note)
    return tuple(found)


class _Known(NamedTuple):
    """The place for each name, what places are called, and what else may be said of them."""

    names: Mapping[str, str]
    titles: Mapping[str, str]
    spelled: Callable[[str], str | None]
    usual: str


def _titles(places: Iterable[NamedPlace]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(place.id, place.label)
    return found


def _note(
    line: CsvLine,
    known: _Known,
    check: Callable[[NewNote], object],
    faults: FileFaults,
) -> NewNote | None:
    """The note of a line; ``None``, and its faults noted, where there is none."""
    place = _place(line, known, faults)
    votes = _votes(line, faults)
    text = one_line(line.cell("text"))
    if not text:
        faults.add(line.number, UserError("there is no text"))
    elif len(text) > LONGEST:
        faults.add(line.number, UserError(
            "the text is longer than {most} characters; make two notes of it", most=LONGEST))
    if not text or place is None:
        return None
    note = NewNote(place, text, votes)
    try:
        check(note)
    except UserError as error:
        faults.add(line.number, error)
    return note


def _place(line: CsvLine, known: _Known, faults: FileFaults) -> str | None:
    text = line.cell("place")
    if not text and known.usual:
        return known.usual
    found = known.names.get(_folded(text)) or known.spelled(text)
    if found is None:
        faults.add(line.number, _place_fault(text, known, faults))
    return found


def _place_fault(text: str, known: _Known, faults: FileFaults) -> UserError:
    if text and (meant := faults.near(_folded(text), known.names)):
        return UserError(
            "there is no place “{place}”; perhaps {near} is meant", place=quoted(text),
            near=named(dict.fromkeys(known.titles[known.names[name]] for name in meant)),
        )
    titles = list(dict.fromkeys(known.titles.values()))
    more = " …" if len(titles) > _MOST_NAMED else ""
    said = named(titles[:_MOST_NAMED]) + more
    if not text:
        return UserError("there is no place; the places are {known}", known=said)
    return UserError(
        "there is no place “{place}”; the places are {known}", place=quoted(text), known=said
    )


_MOST_NAMED = 8


def _votes(line: CsvLine, faults: FileFaults) -> int | None:
    text = line.cell("votes")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= MOST_VOTES:
        return int(text)
    faults.add(line.number, UserError(
        "“{votes}” is not a number of votes; write a whole number from 0 to {most}",
        votes=quoted(text), most=MOST_VOTES))
    return None


def _names(places: Iterable[NamedPlace]) -> dict[str, str]:
    """The place for each of the names it may go by; a place of two parts in any mixture."""
    parts: dict[str, list[dict[str, None]]] = {}
    whole: dict[str, str] = {}
    for place in places:
        ids = place.id.split("/")
        labels = place.label.split(" / ", len(ids) - 1)
        if len(ids) != len(labels):
            whole[_folded(place.label)] = place.id
            labels = ids
        spellings = parts.setdefault(place.id, [{} for _ in ids])
        for known, id_, label in zip(spellings, ids, labels, strict=True):
            known |= dict.fromkeys((id_, label, _REMARK_AT_END.sub("", label)))
    names: dict[str, str] = {}
    for place_id, spellings in parts.items():
        written = [""]
        for known in spellings:
            written = [f"{before}/{name}" for before in written for name in known]
        for name in written:
            names.setdefault(_folded(name.removeprefix("/")), place_id)
    return whole | names


def _folded(place: str) -> str:
    return "/".join(folded(part) for part in place.split("/"))
