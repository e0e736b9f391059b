"""How much each activity holds, counted in the session file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.storage.touched import ACTIVITY_TABLES

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile

_ROWS: Final = sorted(ACTIVITY_TABLES - {"note", "note_link", "cluster"})
"""The tables of what is neither a note nor a vote."""


class Captured(NamedTuple):
    """What an activity holds: notes, ballots of all its rounds, and rows of other kinds."""

    notes: int = 0
    ballots: int = 0
    rows: int = 0


def read_captured(file: SessionFile) -> dict[str, Captured]:
    """Each activity that holds something."""
    rows = " UNION ALL ".join(f"SELECT activity FROM {table}" for table in _ROWS)
    counted = (
        "SELECT activity, COUNT(*) FROM note GROUP BY activity",
        "SELECT activity, SUM(CASE state WHEN 'open' THEN (SELECT COUNT(*) FROM ballot "
        "WHERE ballot.round = round.key AND question = '') ELSE returned END) "
        "FROM round GROUP BY activity",
        f"SELECT activity, COUNT(*) FROM ({rows}) GROUP BY activity",
    )
    found: dict[str, Captured] = {}
    for name, sql in zip(Captured._fields, counted, strict=True):
        for activity, number in file.rows(sql):
            if number:
                found[activity] = found.get(activity, Captured())._replace(**{name: number})
    return found
