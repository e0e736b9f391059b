"""What can be read of a damaged session file, row by row, into a new one.

The damaged file is only read. Rows come whole or not at all, and so do rounds: half of a count
would look like a count.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening, schema
from workshop_app.storage.opening import unreadable
from workshop_app.storage.pages import Pages, Row, Value
from workshop_app.storage.seal import seal_of
from workshop_app.storage.tally import PAIRS, TOTAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OF_ROUNDS: Final = (
    "round_question", "tally_group", "tally", "voted", "ballot", "named_answer", "live_tally"
)
"""Their rows begin with the key of a round, and are stored in its order."""

_SEALED_SINCE: Final = 3
"""The version since which closed rounds have a seal."""

_LEFT_BEHIND: Final = "journal"
"""The undo history: what it would take back may not be there."""

Found = dict[str, list[Row | None]]
"""The rows of each table in its order; ``None`` where some are missing."""


class Rescued(NamedTuple):
    """What came over and what did not.

    ``rows`` counts what came, ``torn`` names the tables of which something is missing,
    ``rounds`` the voting rounds (activity and number) that were not whole and stayed behind,
    ``ungrouped`` those that came with the counts of all only, ``replaced`` the session's facts
    that had to be taken from elsewhere.
    """

    rows: Mapping[str, int]
    torn: tuple[str, ...]
    rounds: tuple[tuple[str, int], ...]
    ungrouped: tuple[tuple[str, int], ...]
    replaced: tuple[str, ...]


class _Table(NamedTuple):
    columns: tuple[tuple[str, str, bool], ...]
    """Name, type, and whether it may be empty; as they are stored."""
    numbered: bool


def rescue(path: Path, target: Path, spare: Mapping[str, str | int]) -> Rescued:
    """Bring what is readable of ``path`` into a new file ``target``; ``path`` is only read.

    ``spare`` are the session's facts, a value for each column, for those that are lost.
    Raises `UserError` when nothing could be read or ``target`` cannot be written.
    """
    pages = Pages(_content(path))
    head = pages.head()
    version = int.from_bytes(head[60:64], "big")
    version = version if version in schema.SCHEMAS else schema.VERSION
    is_other = bool(head) and int.from_bytes(head[68:72], "big") != schema.APPLICATION_ID
    tables = _tables(version)
    found = {} if is_other else _read(pages, tables, _indexes(version))
    if not any(row for rows in found.values() for row in rows):
        raise UserError(
            "Nothing of a session could be read from {name}.",
            "It was not changed.",
            "Open the newest copy of it.",
            name=path.name,
        )
    replaced = _mend_facts(found, tables["session"], spare)
    dropped, ungrouped = _not_whole(found)
    with opening.creating(target, version) as partial:
        rows = _write(partial, _without(found, dropped, ungrouped), tables)
        _seal_anew(partial, [key for key in ungrouped if version >= _SEALED_SINCE])
    torn = tuple(sorted(name for name, of in found.items() if not all(r and r.whole for r in of)))
    names = [tuple(sorted(rounds.values())) for rounds in (dropped, ungrouped)]
    return Rescued(rows, torn, names[0], names[1], replaced)


def _content(path: Path) -> bytes:
    """The file's bytes; what an interrupted change left is taken back in a copy first."""
    try:
        journal = path.with_name(path.name + "-journal")
        if not journal.exists() or not journal.stat().st_size:
            return path.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            copyfile(path, copy)
            copyfile(journal, copy.with_name("copy-journal"))
            with suppress(apsw.Error):
                connection = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)
                with suppress(apsw.Error):
                    connection.execute("SELECT 1 FROM sqlite_schema").fetchall()
                connection.close()
            return copy.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _tables(version: int) -> dict[str, _Table]:
    """What each table's rows look like."""
    plain = apsw.Connection(":memory:")
    for statement in schema.SCHEMAS[version]:
        plain.execute(statement)
    tables = {}
    for name, bare in plain.execute(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall():
        columns = plain.execute(f"PRAGMA table_info({name})").fetchall()
        if not str(name).startswith("sqlite_"):
            kinds = ((str(c[1]), str(c[2]), not c[3]) for c in columns)
            tables[str(name)] = _Table(tuple(kinds), not bare)
    plain.close()
    return tables


def _indexes(version: int) -> dict[str, _Table]:
    """What each index' rows look like, which lie in the file as those of a table without numbers.

    Nothing is taken from an index: who knows only the look of a row must not take it for one.
    """
    plain = apsw.Connection(":memory:")
    for statement in schema.SCHEMAS[version]:
        plain.execute(statement)
    found = {}
    for index, of in plain.execute(
        "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'"
    ).fetchall():
        kinds = {c[1]: (c[1], c[2], not c[3]) for c in plain.execute(f"PRAGMA table_info({of})")}
        columns = plain.execute(f"PRAGMA index_xinfo({index})").fetchall()
        number = ("", "INTEGER", False)
        found[str(index)] = _Table(tuple(kinds.get(c[2], number) for c in columns), False)
    plain.close()
    return found


def _read(
    pages: Pages, tables: Mapping[str, _Table], indexes: Mapping[str, _Table]
) -> Found:
    seen: set[int] = set()
    found: Found = defaultdict(list)
    roots: dict[str, int] = {}
    for entry in pages.rows(1, seen):
        if entry is not None and entry.whole and entry.record[0] == "table":
            roots[str(entry.record[1])] = int(str(entry.record[3]))
    # With nothing else damaged than the list of tables, each table is whole without it.
    whole = pages.bad <= seen
    for name in tables:
        if name in roots:
            found[name] += pages.rows(roots[name], seen)
        elif not whole:
            found[name].append(None)
    if pages.bad:
        for root in pages.orphans(seen):
            rows = list(pages.rows(root, seen))
            alike = _table_of(rows, {**tables, **indexes}, numbered=pages.is_table(root))
            if alike and alike in tables and (whole or alike not in _OF_ROUNDS):
                found[alike] += rows
    found.pop(_LEFT_BEHIND, None)
    return found


def _table_of(
    rows: Sequence[Row | None], tables: Mapping[str, _Table], *, numbered: bool
) -> str | None:
    """The table whose rows look like these, if it is only one."""
    known = [row.record for row in rows if row and row.whole]
    fitting = [
        name
        for name, table in tables.items()
        if known
        and table.numbered == numbered
        and all(
            len(record) == len(table.columns) and all(map(_fits, record, table.columns))
            for record in known
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(value: Value, column: tuple[str, str, bool]) -> bool:
    _, kind, nullable = column
    if value is None:
        return nullable
    kinds = {"TEXT": str, "INTEGER": int, "REAL": int | float, "BLOB": bytes}
    return isinstance(value, kinds[kind])


def _mend_facts(found: Found, table: _Table, spare: Mapping[str, str | int]) -> tuple[str, ...]:
    """Fill what is lost of the session's own row; its method is long, and goes first."""
    kept = next((row.record for row in found["session"] if row), ())
    names = [name for name, _, _ in table.columns]
    whole = len(kept) == len(names)
    record = (*kept, *(spare[name] for name in names[len(kept) :]))
    found["session"] = [Row(record, whole=True)] if whole else [Row(record, whole=True), None]
    return tuple(names[len(kept) :])


# -- rounds ------------------------------------------------------------------------------


Rounds = dict[str, tuple[str, int]]
"""Activity and number by the key of the round."""


def _not_whole(found: Found) -> tuple[Rounds, Rounds]:
    """The rounds of which something may be missing, and those of which only the groups may."""
    known = [row.record for row in found["round"] if row and row.whole]
    dropped: Rounds = {}
    ungrouped: Rounds = {}
    for record in known:
        key, named = str(record[0]), (str(record[1]), int(str(record[2])))
        is_open = record[5] == "open"
        kept = ("tally", "named_answer") if record[10:11] == (1,) else ("tally",)
        needed = ("round_question", *(("voted", "ballot") if is_open else kept))
        groups_lost = not is_open and _beside_a_gap(key, found.get("tally_group", []))
        if any(_beside_a_gap(key, found.get(name, [])) for name in needed) or not (
            is_open or _complete(key, found, grouped=not groups_lost)
        ):
            dropped[key] = named
        elif groups_lost:
            ungrouped[key] = named
    return dropped, ungrouped


def _beside_a_gap(key: str, rows: Sequence[Row | None]) -> bool:
    """Whether rows of the round may be among the missing ones: they are stored in order."""
    for place, row in enumerate(rows):
        if row is not None and row.whole:
            continue
        before = [str(one.record[0]) for one in rows[:place] if one and one.whole]
        after = [str(one.record[0]) for one in rows[place:] if one and one.whole]
        if (not before or before[-1] <= key) and (not after or key <= after[0]):
            return True
    return False


def _complete(key: str, found: Found, *, grouped: bool) -> bool:
    """Whether questions, groups and counts of a closed round know one another."""

    def of(name: str) -> list[tuple[Value, ...]]:
        rows = (row.record for row in found.get(name, []) if row and row.whole)
        return [record[1:] for record in rows if record[0] == key]

    questions = {record[0] for record in of("round_question")}
    groups = {record[0] for record in of("tally_group")}
    counts = of("tally")
    return (
        bool(questions)
        and {question for question, *_ in counts} <= questions | {PAIRS}
        and (not grouped or {name for _, name, *_ in counts} <= groups | {TOTAL})
    )


def _without(found: Found, dropped: Rounds, ungrouped: Rounds) -> Found:
    """What is whole and may be kept, rounds first."""
    rounds = [row for row in found["round"] if row and row.whole and row.record[0] not in dropped]
    kept = {row.record[0] for row in rounds}

    def may_stay(name: str, row: Row | None) -> bool:
        if row is None or not row.whole:
            return False
        if name not in _OF_ROUNDS:
            return True
        key = row.record[0]
        of_group = name == "tally_group" or (name == "tally" and row.record[2] != TOTAL)
        return key in kept and not (of_group and key in ungrouped)

    rest = {name: rows for name, rows in found.items() if name != "round"}
    return {
        "round": [*rounds],
        **{name: [row for row in rows if may_stay(name, row)] for name, rows in rest.items()},
    }


# -- writing -----------------------------------------------------------------------------


def _write(partial: Path, found: Found, tables: Mapping[str, _Table]) -> dict[str, int]:
    """Insert the rows; returns how many of each table the new file took."""
    connection = apsw.Connection(str(partial))
    came = {}
    try:
        connection.execute("BEGIN")
        for name, rows in found.items():
            before = connection.total_changes()
            for row in filter(None, rows):
                columns = ", ".join(one for one, *_ in tables[name].columns[: len(row.record)])
                marks = ", ".join("?" * len(row.record))
                insert = f"INSERT INTO {name} ({columns}) VALUES ({marks})"
                with suppress(apsw.ConstraintError):
                    connection.execute(insert, row.record)
            came[name] = connection.total_changes() - before
        connection.execute("COMMIT")
    finally:
        connection.close()
    return came


def _seal_anew(partial: Path, keys: Sequence[str]) -> None:
    """Seal what is left of rounds that lost their groups; none that had no seal."""
    connection = apsw.Connection(str(partial))

    def rows(sql: str, key: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql, (key,)).fetchall()

    try:
        for key in keys:
            reseal = "UPDATE round SET seal = ? WHERE key = ? AND seal <> ''"
            connection.execute(reseal, (seal_of(rows, key), key))
    finally:
        connection.close()
