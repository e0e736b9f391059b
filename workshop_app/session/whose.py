"""Which rows are about somebody, and which texts are their name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from workshop_app.session.csv_file import folded
from workshop_app.session.owners import bearers
from workshop_app.session.people import read_people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.session.people import Person
    from workshop_app.storage import SessionFile

ROWS: Final = (
    ("pledge", "person"), ("named_answer", "person"), ("voted", "seat"), ("advocate", "person"),
    ("outbox", "person"), ("outbox", "address"), ("outbox", "name"), ("person", "key"),
)
"""Where a row is about somebody, so that it goes with them: a table and the column that says who.

People themselves come last, for the others are found by what stands there.
"""

OWNED: Final = (
    ("action", "owner"), ("action", "partner"), ("score", "owner"), ("pledge", "buddy"),
    ("person", "manager"),
)
"""Where somebody is named in a row that stays: it is emptied."""

_COUNTED: Final = ("pledge", "action", "score")
"""What is counted by itself where nobody can tell whose it is; all else is a detail."""

_NO_SEAT: Final = "\n"
"""Begins what is noted among seats and is none (`storage.casting`)."""

_OF_ALL: Final = ("phones", "mail")
"""Settings that go with everybody: devices, and who gets mail."""


class Whose:
    """Some people of a session, or everybody: what is theirs, by key, name or address."""

    def __init__(self, file: SessionFile, people: Sequence[Person] | None) -> None:
        """``None`` is everybody, with all whose names were only typed."""
        everybody = read_people(file)
        self.is_everybody = people is None
        self.people = tuple(everybody if people is None else people)
        self.keys = frozenset(person.key for person in self.people)
        self._borne = bearers((*everybody, *self.people))
        self._departments = {folded(person.department) for person in everybody}

    def is_theirs(self, value: str, table: str = "") -> bool:
        """Whether a cell that says who, in ``table``, says one of them."""
        if not value or (table == "voted" and value.startswith(_NO_SEAT)):
            return False
        if self.is_named(value):
            return True
        return self.is_everybody and folded(value) not in self._departments

    def without_them(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The session's settings without whatever is one of them."""
        left = {
            name: value for name, value in settings.items()
            if not (self.is_everybody and name in _OF_ALL)
        }
        mail = left.get("mail")
        if isinstance(mail, dict) and self._is_sponsor(mail.get("sponsor")):
            left["mail"] = {**mail, "sponsor": [""] * len(mail["sponsor"])}
        found: dict[str, Any] = self._without(left)
        return found

    def _is_sponsor(self, sponsor: Any) -> bool:
        """Whether the sponsor who gets mail is one of them: all that is noted of them goes."""
        return isinstance(sponsor, list) and any(
            isinstance(held, str) and self.is_named(held) for held in sponsor
        )

    def _without(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: self._without(held) for name, held in value.items()
                if name not in self.keys
            }
        if isinstance(value, list):
            theirs = [held for held in value if isinstance(held, str) and held in self.keys]
            return [self._without(held) for held in value if held not in theirs]
        return "" if isinstance(value, str) and self.is_named(value) else value

    def undecided(self, file: SessionFile) -> Counter[str]:
        """How much stands under a name that one of them has and somebody else too, by what it is.

        It is nobody's until a reader decides; so nothing of it goes, and nothing is given away.
        """
        found: Counter[str] = Counter()
        for table, column in (*ROWS, *OWNED):
            where = "WHERE person = ''" if table == "outbox" else ""
            shared = [
                value for (value,) in file.rows(f"SELECT {column} FROM {table} {where}")
                if self._is_shared(value)
            ]
            if shared:
                found[table if table in _COUNTED else "detail"] += len(shared)
        return found

    def _is_shared(self, value: str) -> bool:
        bearers_ = self._borne.get(folded(value), set())
        return not bearers_.isdisjoint(self.keys) and not bearers_ <= self.keys

    def is_named(self, value: str) -> bool:
        """Whether a text is one of their keys, or a name or address that nobody else has."""
        found = self._borne.get(folded(value))
        return value in self.keys or (found is not None and found <= self.keys)
