"""Rows that stand below one another in an activity: a plan's actions, a scorecard's, pledges."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from workshop_app.storage import new_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from dataclasses import Field

    from workshop_app.storage import SessionFile


class Entry(Protocol):
    """A frozen dataclass of the columns as they are stored, with its key."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def key(self) -> str:
        """Empty until it is saved."""


E = TypeVar("E", bound=Entry)


class Entries(Generic[E]):
    """Reads and changes one table of such rows; who calls it has checked what is saved."""

    def __init__(self, name: str, entry: type[E], table: Any) -> None:
        """The table's name, what is read from it, and its peewee model."""
        self._name = name
        self._entry = entry
        self._table = table

    def read(self, file: SessionFile, activity: str) -> list[E]:
        """The rows of an activity in their order."""
        columns = ", ".join(field.name for field in fields(self._entry))
        stored = file.rows(
            f"SELECT {columns} FROM {self._name} WHERE activity = ? ORDER BY position, key",
            activity,
        )
        return [self._entry(*row) for row in stored]

    def add(
        self, file: SessionFile, label: str, activity: str, entries: Sequence[E]
    ) -> list[str]:
        """Save rows at the end in one undoable edit, if there are any; returns their keys."""
        if not entries:
            return []
        last = file.row(f"SELECT MAX(position) FROM {self._name} WHERE activity = ?", activity)
        position = float(last[0]) + 1.0 if last and last[0] is not None else 1.0
        added = [replace(entry, key=new_key()) for entry in entries]
        with file.edit(label) as edit:
            for at, entry in enumerate(added):
                values = {**asdict(entry), "activity": activity, "position": position + at}
                edit.run(self._table.insert(**values))
        return [entry.key for entry in added]

    def change(self, file: SessionFile, label: str, entry: E) -> None:
        """Save a row that was read before under its key, undoable."""
        values = asdict(entry)
        del values["key"]
        with file.edit(label) as edit:
            edit.run(self._table.update(**values).where(self._table.key == entry.key))

    def remove(self, file: SessionFile, label: str, key: str) -> None:
        """Take a row away, undoable."""
        with file.edit(label) as edit:
            edit.run(self._table.delete().where(self._table.key == key))
