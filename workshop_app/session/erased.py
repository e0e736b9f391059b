"""Whom a session has erased, so that no other laptop's file brings them back.

What is kept is a mark of a random key: without a file that still has the key, nobody can tell whose
it was. A key that another laptop had for the same person, which merging found out, is marked too.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.merge_rows import PERSON, SPECS, Side, Values
from workshop_app.session.people import read_people
from workshop_app.session.whose import OWNED, ROWS, Whose

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop_app.storage import SessionFile

ERASED: Final = "erased"
"""The setting with the marks of who was erased."""

_SAME: Final = "same_people"
"""The setting that says which key somebody has here for each that another laptop had for them."""


class Without(NamedTuple):
    """A side without those who were erased here, whose names are ``names``."""

    side: Side
    names: tuple[str, ...]


def mark_of(key: str) -> str:
    """What is remembered of a person's key."""
    return blake2b(key.encode(), digest_size=16, person=b"erased").hexdigest()


def _marks(settings: Mapping[str, Any]) -> set[str]:
    kept = settings.get(ERASED)
    return {one for one in kept if isinstance(one, str)} if isinstance(kept, list) else set()


def with_marks(settings: Mapping[str, Any], keys: Collection[str]) -> dict[str, Any]:
    """The settings that remember whom these keys belonged to, under whatever key."""
    same: dict[str, str] = settings.get(_SAME, {})
    others = {there for there, here in same.items() if here in keys}
    marks = {*_marks(settings), *map(mark_of, {*keys, *others})}
    left = {there: here for there, here in same.items() if there not in others}
    return {**settings, ERASED: sorted(marks), **({_SAME: left} if same else {})}


def remember(ours: SessionFile, theirs: SessionFile, same: Mapping[str, str]) -> None:
    """Keep whom the other laptop erased, and under which keys of theirs it has people of ours."""
    settings = settings_of(ours)
    marks = _marks(settings) | _marks(settings_of(theirs))
    known = {**settings.get(_SAME, {}), **same}
    new = {**settings, **({ERASED: sorted(marks)} if marks else {}),
           **({_SAME: known} if known else {})}  # fmt: skip
    if new != settings:
        save_settings(ours, new)


def without_erased(ours: SessionFile, theirs: SessionFile, there: Side) -> Without:
    """Their rows as they would be if whom we erased had been erased there too."""
    marks = _marks(settings_of(ours))
    here = {person.key for person in read_people(ours)}
    gone = [
        person for person in read_people(theirs)
        if person.key not in here and mark_of(person.key) in marks
    ]
    if not gone:
        return Without(there, ())
    whose = Whose(theirs, gone)
    rows = {
        spec.table: {
            key: _unowned(there, spec.table, row, whose)
            for key, row in there.rows[spec.table].items()
            if not _is_about(there, spec.table, row, whose)
        }
        for spec in (PERSON, *SPECS)
    }
    pledges = there.rows["pledge"].keys() - rows["pledge"].keys()
    for subject in pledges & rows["review"].keys():
        del rows["review"][subject]
    return Without(Side(there.columns, rows), tuple(person.name for person in gone))


def _cells(
    side: Side, table: str, row: Values, listed: Collection[tuple[str, str]]
) -> dict[str, str]:
    """The cells of a row that say who, by their columns."""
    names = side.columns[table]
    return {column: row[names.index(column)] for of, column in listed if of == table}


def _is_about(side: Side, table: str, row: Values, whose: Whose) -> bool:
    return any(map(whose.is_theirs, _cells(side, table, row, ROWS).values()))


def _unowned(side: Side, table: str, row: Values, whose: Whose) -> Values:
    names, new = side.columns[table], list(row)
    for column, value in _cells(side, table, row, OWNED).items():
        if whose.is_theirs(value):
            new[names.index(column)] = ""
    return tuple(new)
