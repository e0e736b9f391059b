"""Where the workshop stands: stored at once, or kept in memory while the disk has no room.

The stage goes on when nothing can be saved. SQLite looks for a table among the temporary
ones first: while those of `TABLES` have a twin there, in memory, whoever reads or changes
them means the twin. It goes into the file as soon as anything can be saved again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.storage.opening import DiskFullError

if TYPE_CHECKING:
    from peewee import Query

    from workshop_app.storage.session_file import Edit, SessionFile
    from workshop_app.storage.transactions import Change

TABLES: Final = ("live", "held")


def keep(file: SessionFile, *queries: Query) -> None:
    """Change where the workshop stands; Ctrl+Z never takes that back.

    Raises `UserError` when it could not be stored. On a full disk it holds all the same, in
    memory, except as a part of `SessionFile.together`.
    """
    with file.alone():
        is_part = file.connection.in_transaction
    try:
        store(file)
        with file.edit("", undoable=False) as edit:
            _run(edit, queries)
    except DiskFullError as full:
        if is_part:
            raise
        _hold(file)
        with file.secret_edit(*TABLES) as edit:
            _run(edit, queries)
        raise UserError(
            "The disk is full: where the workshop stands is kept in memory only.",
            "The stage goes on, and what was saved before is safe.",
            "Free 50 MB; then it is saved by itself.",
        ) from full


def _run(edit: Edit, queries: tuple[Query, ...]) -> None:
    for query in queries:
        edit.run(query)


def is_held(file: SessionFile) -> bool:
    """Whether something is kept in memory that the file does not have yet."""
    found = file.row("SELECT 1 FROM temp.sqlite_schema WHERE name = ?", TABLES[0])
    return found is not None


def store(file: SessionFile) -> None:
    """Put what is kept in memory into the file; raises `UserError` when it has no room yet."""
    if not is_held(file):
        return
    with file.secret_edit(*TABLES):
        for table in TABLES:
            file.connection.execute(
                f"DELETE FROM main.{table};"
                f"INSERT INTO main.{table} SELECT * FROM temp.{table};"
                f"DROP TABLE temp.{table}"
            )


def _hold(file: SessionFile) -> None:
    """Give the tables their twins, and store them after the next change that is saved."""
    if is_held(file):
        return
    with file.secret_edit(*TABLES):
        for table in TABLES:
            made = file.row("SELECT sql FROM main.sqlite_schema WHERE name = ?", table)
            assert made is not None
            file.connection.execute(str(made[0]).replace("CREATE", "CREATE TEMP", 1))
            file.connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")

    def store_after(change: Change) -> None:
        if TABLES[0] not in change.tables:
            with suppress(UserError):
                store(file)
        if not is_held(file):
            end()

    end = file.subscribe(store_after)
