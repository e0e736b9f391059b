"""Older files become new ones step by step: old or new, never mixed, and never lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.crash import killed_everywhere
from workshop_app.errors import UserError
from workshop_app.storage import SessionFile, schema
from workshop_app.storage.migrations import RELEASED, STEPS, Versions, fits, version_of

GOLDEN = Path(__file__).parent / "golden"
V1 = schema.SCHEMA_1


def _changed(statements: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    assert sum(old in statement for statement in statements) == 1
    return tuple(statement.replace(old, new) for statement in statements)


V2 = (
    *_changed(V1, "created_at TEXT NOT NULL\n    )", "created_at TEXT NOT NULL,\n cluster TEXT\n)"),
    "CREATE TABLE cluster (key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL)",
)
V3 = _changed(V2, "minutes INTEGER NOT NULL CHECK (minutes >= 0)", "seconds INTEGER NOT NULL")
LATER = Versions(
    {1: V1, 2: V2, 3: V3},
    {
        2: (
            "ALTER TABLE note ADD COLUMN cluster TEXT",
            "CREATE TABLE cluster (key TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL)",
            "INSERT INTO cluster VALUES ('c1', 'From version 1')",
            "UPDATE note SET cluster = 'c1'",
        ),
        3: (
            "CREATE TABLE made (key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, "
            "activity TEXT NOT NULL, seconds INTEGER NOT NULL)",
            "INSERT INTO made SELECT key, position, activity, minutes * 60 FROM slot",
            "DROP TABLE slot",
            "ALTER TABLE made RENAME TO slot",
        ),
    },
)
"""Versions that were never released, only to try the mechanism."""

TORN = LATER._replace(
    steps={**LATER.steps, 2: (*LATER.steps[2][:2], "COMMIT", "BEGIN", *LATER.steps[2][2:])}
)
"""As a step must not be: in two transactions."""


def golden(version: int, folder: Path) -> Path:
    """The file that this version left, made from its text."""
    path = folder / f"version {version}.workshop"
    connection = apsw.Connection(str(path))
    connection.execute((GOLDEN / f"version_{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def content(path: Path) -> tuple[int, dict[str, list[tuple[Any, ...]]]]:
    """The version and every row, read without the app."""
    connection = apsw.Connection(str(path))
    assert connection.pragma("integrity_check") == "ok"
    version = version_of(connection)
    assert fits(connection, LATER.schemas[version]), "neither the one version nor the other"
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = {
        str(name): sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
        for (name,) in tables
    }
    connection.close()
    return version, rows


def tables(version: int) -> set[str]:
    """The tables that a version has."""
    made = (re.match(r"CREATE TABLE (\w+)", sql) for sql in schema.SCHEMAS[version])
    return {found[1] for found in made if found}


def test_every_released_version_has_a_golden_file_that_opens(tmp_path: Path) -> None:
    assert schema.VERSION == RELEASED.newest == max(schema.SCHEMAS)
    assert set(STEPS) == set(schema.SCHEMAS) - {1}
    assert {path.stem for path in GOLDEN.iterdir()} == {f"version_{n}" for n in schema.SCHEMAS}
    for version in schema.SCHEMAS:
        path = golden(version, tmp_path)
        with SessionFile.open(path) as file:
            assert version_of(file.connection) == schema.VERSION
            assert fits(file.connection, schema.SCHEMAS[schema.VERSION])
            assert file.row("SELECT title FROM session") == ("Closer to Maria",)
            # A step may set aside what can be undone; everything else came along.
            kept = tables(version) - ({"journal"} if version < schema.VERSION else set())
            assert all(file.row(f"SELECT 1 FROM {table}") for table in kept)


def test_an_older_file_is_copied_and_then_migrated(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    before = content(path)
    with SessionFile.open(path, versions=LATER) as file:
        assert file.rows("SELECT seconds FROM slot ORDER BY position") == [(600,), (2100,)]
        assert file.rows("SELECT DISTINCT cluster FROM note") == [("c1",)]
        assert file.connection.pragma("foreign_keys") == 1
    version, rows = content(path)
    assert version == 3
    unchanged = set(before[1]) - {"note", "slot"}
    assert {name: rows[name] for name in unchanged} == {name: before[1][name] for name in unchanged}
    copy = tmp_path / "version 1 (version 1).workshop"
    assert sorted(p for p in tmp_path.iterdir()) == [copy, path]
    version, rows = content(copy)
    assert version == 1
    assert rows.pop("ballot") == rows.pop("voted") == []
    assert rows == {name: before[1][name] for name in rows}
    with SessionFile.open(path, versions=LATER):
        assert len(list(tmp_path.iterdir())) <= 3, "a migrated file is not copied again"


def test_reading_only_migrates_in_memory(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    before = path.read_bytes()
    with SessionFile.open(path, writable=False, versions=LATER) as file:
        assert file.rows("SELECT seconds FROM slot ORDER BY position") == [(600,), (2100,)]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def opened(path: Path) -> None:
    SessionFile.open(path, versions=LATER).close()


def opened_torn(path: Path) -> None:
    SessionFile.open(path, versions=TORN).close()


def test_killed_at_every_write_it_is_one_version_or_another(tmp_path: Path) -> None:
    """PROMISES 11: at each write and sync of copy and steps."""
    path = golden(1, tmp_path)
    wanted = {1: content(path)[1]}
    for newest in (2, 3):
        folder = tmp_path / f"{newest}"
        folder.mkdir()
        again = golden(1, folder)
        schemas = {n: LATER.schemas[n] for n in range(1, newest + 1)}
        SessionFile.open(again, versions=LATER._replace(schemas=schemas)).close()
        wanted[newest] = content(again)[1]
    left = killed_everywhere(opened, path, tmp_path / "killed")
    seen = set()
    for one in left:
        version, rows = content(one)
        assert rows == wanted[version]
        seen.add(version)
        copy = one.with_name(f"{one.stem} (version 1).workshop")
        assert copy.exists() or version == 1
        opened(one)
        assert content(one) == (3, wanted[3]), "the next opening goes on"
    assert seen == {1, 2, 3}
    assert len(left) > 30


def test_a_step_in_two_transactions_would_leave_a_mixture(tmp_path: Path) -> None:
    """The control: the same kills find it."""
    left = killed_everywhere(opened_torn, golden(1, tmp_path), tmp_path / "killed")
    mixed = 0
    for one in left:
        connection = apsw.Connection(str(one))
        mixed += not fits(connection, LATER.schemas[version_of(connection)])
        connection.close()
    assert mixed


@pytest.mark.parametrize("writable", [True, False])
def test_an_older_file_with_a_trigger_is_refused(tmp_path: Path, writable: bool) -> None:
    path = golden(1, tmp_path)
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM tally; END")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="something that a session file does not have"):
        SessionFile.open(path, writable=writable, versions=LATER)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    SessionFile.open(path, versions=LATER).close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version"):
        SessionFile.open(path, versions=LATER._replace(schemas={1: V1, 2: V2}))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE slot SET minutes = -1",
        "CREATE TABLE more (key TEXT)",
        "DELETE FROM round",
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, wrong: str) -> None:
    path = golden(1, tmp_path)
    before = content(path)
    versions = LATER._replace(steps={**LATER.steps, 2: (*LATER.steps[2], wrong)})
    with pytest.raises(UserError, match="could not be brought to the newest version"):
        SessionFile.open(path, versions=versions)
    assert content(path) == before


def test_without_a_copy_nothing_is_migrated(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    before = content(path)
    odd = path.rename(tmp_path / ("n" * 228 + ".workshop"))
    with pytest.raises(UserError, match="no copy of it could be made"):
        SessionFile.open(odd, versions=LATER)
    assert content(odd) == before
