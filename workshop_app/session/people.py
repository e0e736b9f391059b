"""Participants: who is there, and the groups they may be compared by."""

from __future__ import annotations

from collections import Counter
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from workshop_app import storage

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workshop_app.storage import SessionFile


class Person(NamedTuple):
    """A participant; empty texts and ``None`` mean "not known".

    ``named`` and ``mail`` are what somebody agreed to: their name in print, and mail. ``language``
    is what they read, empty for the session's.
    """

    name: str
    email: str = ""
    department: str = ""
    level: int | None = None
    contact: bool | None = None
    manager: str = ""
    role: str = ""
    seating: str = ""
    present: bool = True
    named: bool = False
    mail: bool = False
    language: str = ""
    key: str = ""


_COLUMNS = (
    "name",
    "email",
    "department",
    "level",
    "contact",
    "manager",
    "role",
    "seating",
    "present",
    "named",
    "mail",
    "language",
    "key",
)


def read_people(file: SessionFile) -> list[Person]:
    """Everybody on the list in its order."""
    stored = file.rows(f"SELECT {', '.join(_COLUMNS)} FROM person ORDER BY position")
    return [
        person._replace(
            contact=None if person.contact is None else bool(person.contact),
            present=bool(person.present),
            named=bool(person.named),
            mail=bool(person.mail),
        )
        for person in starmap(Person, stored)
    ]


def add_people(
    file: SessionFile, label: str, people: Sequence[Person], *, undoable: bool = True
) -> list[Person]:
    """Add people at the end of the list in one edit; returns them with their keys."""
    last = file.row("SELECT MAX(position) FROM person")
    start = int(last[0]) + 1 if last and last[0] is not None else 1
    added = [person._replace(key=storage.new_key()) for person in people]
    if added:
        with file.edit(label, undoable=undoable) as edit:
            for offset, person in enumerate(added):
                values = {name: getattr(person, name) for name in _COLUMNS}
                edit.run(storage.tables.PersonRow.insert(position=start + offset, **values))
    return added


def change_person(file: SessionFile, label: str, key: str, **columns: object) -> None:
    """Change columns of one person, undoable."""
    row = storage.tables.PersonRow
    with file.edit(label) as edit:
        edit.run(row.update(**columns).where(row.key == key))


def agree_all(file: SessionFile, label: str, consent: str, keys: Collection[str]) -> None:
    """Note that these people, by their keys, agreed to ``named`` or ``mail``; one undoable edit."""
    row = storage.tables.PersonRow
    with file.edit(label) as edit:
        for key in keys:
            edit.run(row.update(**{consent: True}).where(row.key == key))


def seat_people(file: SessionFile, label: str, seats: Mapping[str, str]) -> None:
    """Give people, by their keys, their tables in one undoable edit."""
    row = storage.tables.PersonRow
    with file.edit(label) as edit:
        for key, table in seats.items():
            edit.run(row.update(seating=table).where(row.key == key))


def remove_person(file: SessionFile, label: str, key: str) -> None:
    """Take one person off the list, undoable."""
    row = storage.tables.PersonRow
    with file.edit(label) as edit:
        edit.run(row.delete().where(row.key == key))


def first_name(name: str) -> str:
    """How people call somebody; “Vries, Jan de” is Jan."""
    last, comma, first = name.partition(",")
    words = (first if comma and first.strip() else last).split()
    return words[0] if words else ""


def group_sizes(people: Sequence[Person], attribute: str, bands: dict[int, str]) -> Counter[str]:
    """How many present people each group has; ``attribute`` is ``band`` or ``department``.

    ``bands`` gives the band id of each level. People without the attribute are left out.
    """
    sizes: Counter[str] = Counter()
    for person in people:
        if not person.present:
            continue
        if attribute == "band" and person.level in bands:
            sizes[bands[person.level]] += 1
        elif attribute == "department" and person.department:
            sizes[person.department] += 1
    return sizes
