"""From an older session file to the newest version: one numbered step at a time, in raw SQL.

A step never uses today's models. Each is a transaction of its own, so a file whose migration
was interrupted is a whole file of some version, and the next opening goes on from there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Versions(NamedTuple):
    """The versions there are: the schema of each, and the step to each from the one before."""

    schemas: Mapping[int, Sequence[str]]
    steps: Mapping[int, Sequence[str]]

    @property
    def newest(self) -> int:
        """The version that files are made with, and brought to."""
        return max(self.schemas)


STEPS: Final[dict[int, tuple[str, ...]]] = {
    2: (
        # What was undone or can be is about rows of the old shape.
        "DELETE FROM journal",
        "ALTER TABLE note ADD COLUMN x REAL CHECK (x BETWEEN 0 AND 100)",
        "ALTER TABLE note ADD COLUMN y REAL CHECK (y BETWEEN 0 AND 100)",
        "ALTER TABLE note ADD COLUMN size REAL CHECK (size BETWEEN 0 AND 100)",
        "ALTER TABLE note ADD COLUMN cluster TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE note ADD COLUMN merged_into TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE note ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE note_tag (
        note TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (note, tag)
    ) WITHOUT ROWID""",
        "INSERT INTO note_tag (note, tag) SELECT key, 'mismatch' FROM note WHERE flagged",
        "ALTER TABLE note DROP COLUMN flagged",
        """CREATE TABLE note_link (
        source TEXT NOT NULL, target TEXT NOT NULL, activity TEXT NOT NULL,
        broken INTEGER NOT NULL, PRIMARY KEY (source, target)
    ) WITHOUT ROWID""",
        """CREATE TABLE cluster (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, place TEXT NOT NULL,
        name TEXT NOT NULL, votes INTEGER, position REAL NOT NULL
    )""",
        """CREATE TABLE blueprint_step (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        version TEXT NOT NULL CHECK (version IN ('present', 'future')),
        position REAL NOT NULL
    )""",
        """CREATE TABLE action (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, title TEXT NOT NULL,
        outcome TEXT NOT NULL, moment TEXT NOT NULL, owner TEXT NOT NULL,
        partner TEXT NOT NULL, start TEXT NOT NULL, due TEXT NOT NULL,
        horizon TEXT NOT NULL, measure TEXT NOT NULL, help TEXT NOT NULL,
        answer TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL,
        position REAL NOT NULL
    )""",
        """CREATE TABLE score (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, row TEXT NOT NULL,
        name TEXT NOT NULL, unit TEXT NOT NULL,
        better TEXT NOT NULL CHECK (better IN ('up', 'down')),
        baseline REAL, target REAL, horizon TEXT NOT NULL, owner TEXT NOT NULL,
        position REAL NOT NULL
    )""",
        """CREATE TABLE score_actual (
        key TEXT NOT NULL PRIMARY KEY, score TEXT NOT NULL,
        date TEXT NOT NULL, value REAL NOT NULL
    )""",
        """CREATE TABLE economics_input (
        activity TEXT NOT NULL, field TEXT NOT NULL, value REAL NOT NULL,
        estimate INTEGER NOT NULL, PRIMARY KEY (activity, field)
    ) WITHOUT ROWID""",
        """CREATE TABLE advocate (
        half INTEGER NOT NULL PRIMARY KEY CHECK (half >= 1), person TEXT NOT NULL
    )""",
        "ALTER TABLE slot ADD COLUMN day INTEGER NOT NULL DEFAULT 1 CHECK (day >= 1)",
        """ALTER TABLE slot ADD COLUMN state TEXT NOT NULL DEFAULT 'planned'
        CHECK (state IN ('planned', 'skipped', 'out'))""",
    ),
    3: (
        "ALTER TABLE round ADD COLUMN named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1))",
        "ALTER TABLE round ADD COLUMN live INTEGER NOT NULL DEFAULT 0 CHECK (live IN (0, 1))",
        "ALTER TABLE round ADD COLUMN seal TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE named_answer (
        round TEXT NOT NULL REFERENCES round (key), person TEXT NOT NULL,
        question TEXT NOT NULL, answer TEXT NOT NULL,
        PRIMARY KEY (round, person, question)
    ) WITHOUT ROWID""",
        """CREATE TABLE live_tally (
        round TEXT NOT NULL REFERENCES round (key), question TEXT NOT NULL,
        answer TEXT NOT NULL, waiting INTEGER NOT NULL CHECK (waiting >= 0),
        shown INTEGER NOT NULL CHECK (shown >= 0),
        PRIMARY KEY (round, question, answer)
    ) WITHOUT ROWID""",
    ),
    4: (
        "ALTER TABLE person ADD COLUMN mail INTEGER NOT NULL DEFAULT 0 CHECK (mail IN (0, 1))",
        "ALTER TABLE person ADD COLUMN language TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE outbox (
        key TEXT NOT NULL PRIMARY KEY, position REAL NOT NULL,
        person TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
        language TEXT NOT NULL, editions TEXT NOT NULL,
        subject TEXT NOT NULL, body TEXT NOT NULL,
        state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'sent', 'perhaps', 'failed', 'held')),
        gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
        why TEXT NOT NULL DEFAULT '', message_id TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        next_try_at TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL
    )""",
        """CREATE TABLE earlier (
        key TEXT NOT NULL PRIMARY KEY, position REAL NOT NULL, data BLOB NOT NULL
    )""",
        """CREATE TABLE review (
        subject TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL,
        verdict TEXT NOT NULL DEFAULT ''
        CHECK (verdict IN ('', 'done', 'kept', 'partly', 'not_yet', 'renewed', 'stopped')),
        held INTEGER CHECK (held >= 0), planned INTEGER CHECK (planned >= held),
        date TEXT NOT NULL DEFAULT ''
    )""",
        """CREATE TABLE photo (
        key TEXT NOT NULL PRIMARY KEY, activity TEXT NOT NULL, position REAL NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 2000),
        height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 2000)
    )""",
        """CREATE TABLE photo_data (
        key TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL CHECK (length(data) <= 5000000)
    )""",
    ),
}
"""Version → the statements that lead to it from the version before."""

RELEASED: Final = Versions(schema.SCHEMAS, STEPS)


def version_of(connection: apsw.Connection) -> int:
    """The version a file says it has."""
    found = connection.pragma("user_version")
    return found if isinstance(found, int) else 0


def fits(connection: apsw.Connection, statements: Sequence[str]) -> bool:
    """Whether a file has exactly this schema: a trigger in one could rewrite votes."""
    found = connection.execute("SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL")
    return sorted(_normal(sql) for (sql,) in found) == sorted(map(_normal, statements))


@lru_cache(maxsize=512)
def _normal(sql: str) -> str:
    """The statement as it reads; SQLite sets spaces and quotes of its own in what it alters."""
    plain = re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", " ".join(sql.split()))
    return re.sub(r" ?([(),]) ?", r"\1", plain)


def migrate(connection: apsw.Connection, versions: Versions) -> None:
    """Take every step that is left; raises `apsw.Error`, and then the step changed nothing."""
    keys = connection.pragma("foreign_keys")
    connection.pragma("foreign_keys", 0)  # Or no step could make a table anew.
    try:
        for version in range(version_of(connection) + 1, versions.newest + 1):
            connection.execute("BEGIN IMMEDIATE")
            try:
                _step(connection, version, versions)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    finally:
        connection.pragma("foreign_keys", keys)


def _step(connection: apsw.Connection, version: int, versions: Versions) -> None:
    for statement in versions.steps[version]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None or not fits(connection, versions.schemas[version]):
        raise apsw.ConstraintError(f"step {version} does not lead to its schema: {dangling}")


def keep_older(connection: apsw.Connection, path: Path) -> Path:
    """Copy the file as it is, checked, beside itself; returns where.

    Ballots of an open round stay out of it: nobody would destroy them there. Raises
    `UserError` when it cannot be written.
    """
    from workshop_app.storage.duplicate import duplicate

    stem = f"{path.stem} (version {version_of(connection)}"
    target, number = path.with_name(f"{stem}){path.suffix}"), 1
    while target.exists():
        number += 1
        target = path.with_name(f"{stem}, {number}){path.suffix}")
    try:
        duplicate(connection, target, ballots=False)
    except (apsw.Error, OSError) as error:
        raise UserError(
            "{name} is of an older version, and no copy of it could be made first: {reason}.",
            "It was not changed.",
            "Check that its folder has room and can be written to.",
            name=path.name,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return target
