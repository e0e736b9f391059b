"""Who is in the room: counts, how mixed they are, their roles and tables, and who is missing.

Names leave this module with consent only.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.method.model import Activity, Complain, KindShape, ListShape, SettingShape
from workshop_app.session.csv_file import folded
from workshop_app.session.notes import read_notes
from workshop_app.session.people import read_people
from workshop_app.statistics import MixIndex, MixLight, MixRules, mix_index, mix_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.method.model import Method
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person

MISSING = "missing"
"""The place of notes about voices that are absent, and who will ask them."""

FIELDS = ("name", "department", "level", "contact", "manager", "role", "table")
"""What may be asked of people; each has a column in the session file."""


def _parts(_activity: Activity) -> tuple[str, ...]:
    """The missing voices."""
    return (MISSING,)


def _check(activity: Activity, complain: Complain) -> None:
    """A field without a column could not be saved."""
    known = ", ".join(FIELDS)
    for place, part in enumerate(activity.list("fields")):
        if part.id not in FIELDS:
            said = "a roster has no field “{id}”, only {known}"
            complain(said, "fields", place, id=part.id, known=known)


SHAPE = KindShape(
    "roster",
    lists={
        "fields": ListShape(required=True, attributes={"optional": SettingShape("truth")}),
    },
    settings={"roles": SettingShape(refers="method.roles", many=True)},
    views=("title", "question", "collect", "content"),
    check=_check,
    parts=_parts,
)

SMALLEST_TABLE, LARGEST_TABLE = 4, 6


@dataclass(frozen=True, slots=True)
class Role:
    """A role, how many have it, and the names of those who agreed to be named."""

    id: str
    holders: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seating:
    """A table, how many sit there, and how mixed they are: its rules by key, and their light."""

    name: str
    people: int
    rules: Mapping[str, bool]

    @property
    def light(self) -> MixLight:
        """Green with all rules met, amber with one missed, red with more."""
        missed = sum(not met for met in self.rules.values())
        return "green" if missed == 0 else "amber" if missed == 1 else "red"


@dataclass(frozen=True, slots=True)
class RosterResults:
    """Those who are present, in numbers.

    ``departments`` come largest first, ``levels`` in order with nobody left out; people
    whose department or level is not known are counted under ``""`` and ``None``. ``mix`` is
    ``None`` until somebody's department and level are known.
    """

    people: int
    departments: tuple[tuple[str, int], ...]
    levels: tuple[tuple[int | None, int], ...]
    contact: Mapping[bool | None, int]
    mix: MixIndex | None
    rules: MixRules
    roles: tuple[Role, ...] = ()
    tables: tuple[Seating, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def known_departments(self) -> int:
        """How many departments are present."""
        return sum(1 for name, _ in self.departments if name)


def read_results(context: Context) -> RosterResults:
    """Read the list of people; those who are absent count only as departments in use."""
    everybody = read_people(context.file)
    present = [person for person in everybody if person.present]
    departments = _departments(present)
    levels = _levels(present, context.method)
    bands = context.method.band_of_level
    return RosterResults(
        len(present),
        departments,
        levels,
        Counter(person.contact for person in present),
        _mix(departments, levels, everybody, context.method),
        mix_rules([
            (person.department, person.level, bool(person.contact)) for person in present
        ]),
        _roles(present, context),
        _tables(present, bands),
        tuple(
            note.text
            for note in read_notes(context.file, context.activity.id)
            if note.place == MISSING and not note.held
        ),
    )


def _departments(people: Sequence[Person]) -> tuple[tuple[str, int], ...]:
    counts = Counter(person.department for person in people)
    return tuple(sorted(counts.items(), key=lambda one: (not one[0], -one[1], one[0].casefold())))


def _levels(people: Sequence[Person], method: Method) -> tuple[tuple[int | None, int], ...]:
    counts = Counter(person.level for person in people)
    known: list[tuple[int | None, int]] = [(level, counts[level]) for level in method.levels]
    return (*known, *([(None, counts[None])] if counts[None] else ()))


def _mix(
    departments: Sequence[tuple[str, int]],
    levels: Sequence[tuple[int | None, int]],
    everybody: Sequence[Person],
    method: Method,
) -> MixIndex | None:
    """The organisation's departments are those of everybody on the list, absent or not."""
    by_department = [count for name, count in departments if name]
    by_level = [count for level, count in levels if level is not None]
    if not sum(by_department) or not sum(by_level):
        return None
    in_use = len({person.department for person in everybody if person.department})
    return mix_index(by_department, by_level, in_use, len(method.levels))


def _roles(people: Sequence[Person], context: Context) -> tuple[Role, ...]:
    wanted = context.activity.setting("roles") or context.method.roles
    found = []
    for role in wanted:
        holders = [person for person in people if person.role == role]
        names = tuple(person.name for person in holders if person.named)
        found.append(Role(role, len(holders), names))
    return tuple(found)


def _tables(people: Sequence[Person], bands: Mapping[int, str]) -> tuple[Seating, ...]:
    tables: dict[str, list[Person]] = {}
    for person in people:
        if person.seating:
            tables.setdefault(person.seating, []).append(person)
    return tuple(
        Seating(name, len(tables[name]), table_rules(tables[name], bands))
        for name in sorted(tables, key=_natural)
    )


def _natural(name: str) -> tuple[int, str]:
    """Table 2 before table 10."""
    return (int(name), "") if name.isascii() and name.isdigit() else (10**9, name.casefold())


def table_rules(people: Sequence[Person], bands: Mapping[int, str]) -> dict[str, bool]:
    """The mix rules of one table by key (METHOD §3); ``manager`` = nobody sits with their own."""
    sitting = {bands[level] for person in people if (level := person.level or 0) in bands}
    return {
        "people": SMALLEST_TABLE <= len(people) <= LARGEST_TABLE,
        "departments": len({person.department for person in people if person.department}) >= 3,
        "bands": len(sitting) >= 2,
        "manager": not beside_manager(people),
    }


def beside_manager(people: Sequence[Person]) -> list[Person]:
    """Who of them sits with their own manager; nobody is their own."""
    names = {folded(person.name) for person in people}
    return [
        person
        for person in people
        if person.manager and folded(person.manager) in names - {folded(person.name)}
    ]

