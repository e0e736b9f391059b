"""Which activities an edit of the history changed something of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import apsw

if TYPE_CHECKING:
    from apsw import SQLiteValue, TableChange

ACTIVITY_TABLES: Final = frozenset(
    {
        "action",
        "blueprint_step",
        "cluster",
        "economics_input",
        "journey_step",
        "note",
        "note_link",
        "photo",
        "pledge",
        "review",
        "score",
    }
)
"""Tables whose rows belong to the activity they name. A slot only speaks of one."""

_THROUGH: Final = {"note_tag": ("note", "note"), "score_actual": ("score", "score")}
"""Tables whose rows belong to a row of another: the column that names it, and its table."""


def activities_in(connection: apsw.Connection, changeset: bytes) -> frozenset[str]:
    """The activities whose content a changeset changes; none for agenda, people and facts."""
    found = (_activity(connection, change) for change in apsw.Changeset.iter(changeset))
    return frozenset(name for name in found if isinstance(name, str))


def _activity(connection: apsw.Connection, change: TableChange) -> SQLiteValue:
    if change.name in _THROUGH:
        column, table = _THROUGH[change.name]
        return _looked_up(connection, table, {"key": _value(connection, change, column)})
    if change.name not in ACTIVITY_TABLES:
        return None
    return _value(connection, change, "activity")


def _value(connection: apsw.Connection, change: TableChange, column: str) -> SQLiteValue:
    """What a column holds: an update tells its key and what it changes, the file the rest."""
    names = _columns(connection, change.name)
    values = change.new if change.old is None else change.old
    value = values[names.index(column)] if values else None
    if value is not apsw.no_change:
        return value
    key = {names[at]: values[at] for at in sorted(change.pk_columns)} if values else {}
    return _looked_up(connection, change.name, key)


def _looked_up(
    connection: apsw.Connection, table: str, key: dict[str, SQLiteValue]
) -> SQLiteValue:
    where = " AND ".join(f"{name} = ?" for name in key)
    row = connection.execute(f"SELECT activity FROM {table} WHERE {where}", tuple(key.values()))
    found = row.fetchone()
    return found[0] if found else None


def _columns(connection: apsw.Connection, table: str) -> list[str]:
    return [str(name) for (name,) in connection.execute(
        "SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,)
    )]
