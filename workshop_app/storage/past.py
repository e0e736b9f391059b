"""What the history of a file says its rows were before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.storage.session_file import SessionFile

UNCHANGED: Final[object] = apsw.no_change
"""Stands in ``old`` for a column that an update left as it was."""


class Past(NamedTuple):
    """A change of one row: without ``old`` it was made, without ``new`` it was taken away."""

    table: str
    old: tuple[Any, ...] | None
    new: tuple[Any, ...] | None


def changes_back(file: SessionFile) -> Iterator[Past]:
    """Every change that was not taken back, the newest first."""
    for (changeset,) in file.rows(
        "SELECT changeset FROM journal WHERE undone <> 1 ORDER BY number DESC"
    ):
        for change in apsw.Changeset.iter(changeset):
            yield Past(change.name, change.old, change.new)
