"""What two files of one workshop are compared by: rows by their keys, and what rows were before."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app.storage.past import UNCHANGED, changes_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workshop_app.storage import SessionFile

Values = tuple[Any, ...]
"""A row as it is stored, in the order of its table's columns."""

Key = tuple[str, ...]


class Spec(NamedTuple):
    """A table whose rows come in.

    ``aside`` are columns that each file has for itself: they make no difference between two rows.
    ``people`` may hold the key of a person. ``parent`` is the table, and ``through`` the columns
    that name its row, to which a row belongs. ``doubled`` are columns of words: where these differ
    both rows can stay. ``silent`` rows are details of their parent that nobody is asked about.
    """

    table: str
    keys: tuple[str, ...] = ("key",)
    aside: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parent: str = ""
    through: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    silent: bool = False


PERSON: Final = Spec("person", aside=("position", "seating", "present"))
"""Who sits where, and who is there, is each table's own."""

SPECS: Final = (
    Spec("cluster", aside=("position",)),
    Spec("note", aside=("position", "created_at"), doubled=("text",)),
    Spec("note_tag", ("note", "tag"), parent="note", through=("note",), silent=True),
    Spec("note_link", ("source", "target"), parent="note", through=("source", "target"),
         silent=True),
    Spec("blueprint_step", aside=("position",)),
    Spec("journey_step", ("activity", "stage")),
    Spec("action", aside=("position",), people=("owner", "partner"), doubled=("title",)),
    Spec("score", aside=("position",), people=("owner",)),
    Spec("score_actual", parent="score", through=("score",)),
    Spec("economics_input", ("activity", "field")),
    Spec("pledge", aside=("position",), people=("person",), doubled=("start", "stop", "keep")),
    Spec("review", ("subject",)),
    Spec("photo", aside=("position",)),
)  # fmt: skip
"""Those that lead to others come before them."""

ROUNDS: Final = ("round", "round_question", "tally_group", "tally")
"""What a closed round without names is made of."""

PICTURES: Final = "photo_data"
"""What photos show, which the history does not keep; it comes in with them."""

NEVER: Final = frozenset(
    {
        *("session", "slot", "held", "live", "advocate"),
        *("voted", "ballot", "live_tally", "named_answer"),
        *("journal", "outbox", "earlier"),
    }
)
"""What belongs to a laptop and its day: facts, agenda, place on stage, secrets, mails, history."""


class Side(NamedTuple):
    """The rows of one file by table and key; ``rounds`` are kept apart."""

    columns: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, Mapping[Key, Values]]

    def value(self, spec: Spec, row: Values, column: str) -> Any:
        """One column of a row."""
        return row[self.columns[spec.table].index(column)]

    def content(self, spec: Spec, row: Values) -> Values:
        """What makes a difference in a row."""
        names = self.columns[spec.table]
        return tuple(
            value for name, value in zip(names, row, strict=True) if name not in spec.aside
        )

    def changed(self, spec: Spec, row: Values, /, **values: Any) -> Values:
        """The row with other values in some columns."""
        names, new = self.columns[spec.table], list(row)
        for name, value in values.items():
            new[names.index(name)] = value
        return tuple(new)


def read_side(file: SessionFile) -> Side:
    """Every row of a file that may be merged."""
    columns: dict[str, tuple[str, ...]] = {}
    rows: dict[str, dict[Key, Values]] = {}
    for spec in (PERSON, *SPECS):
        names = columns_of(file, spec.table)
        places = [names.index(name) for name in spec.keys]
        columns[spec.table] = names
        rows[spec.table] = {
            tuple(str(row[at]) for at in places): row
            for row in file.rows(f"SELECT {', '.join(names)} FROM {spec.table}")
        }
    return Side(columns, rows)


def columns_of(file: SessionFile, table: str) -> tuple[str, ...]:
    """The names of a table's columns in their order."""
    return tuple(name for (name,) in file.rows(
        "SELECT name FROM pragma_table_info(?) ORDER BY cid", table
    ))


def earlier_states(
    file: SessionFile, side: Side, wanted: Mapping[str, set[Key]]
) -> Mapping[tuple[str, Key], list[Values]]:
    """What rows were before, newest first, as far as the history of the file goes back.

    Of a row that is not there any more, the first is what was taken away. ``wanted`` are keys by
    table.
    """
    specs = {spec.table: spec for spec in (PERSON, *SPECS)}
    now = {
        (table, key): side.rows[table].get(key) for table, keys in wanted.items() for key in keys
    }
    found: dict[tuple[str, Key], list[Values]] = defaultdict(list)
    if not now:
        return found
    for change in changes_back(file):
        spec = specs.get(change.table)
        if spec is None or not wanted.get(change.table):
            continue
        before = change.new if change.old is None else change.old
        row = (change.table, _key(side, spec, before))
        if row in now:
            now[row] = state = _before(now[row], change.old, change.new)
            if state is not None:
                found[row].append(state)
            elif change.old is not None:
                del now[row]  # A change that does not fit: nothing is known from here on.
    return found


def _key(side: Side, spec: Spec, values: Any) -> Key:
    names = side.columns[spec.table]
    places = [names.index(name) for name in spec.keys]
    return tuple(str(values[at]) if at < len(values) else "" for at in places)


def _before(now: Values | None, old: Any, new: Any) -> Values | None:
    """The row before a change; ``None`` where it was not there, or cannot be known."""
    if old is None:
        return None
    if new is None:
        return tuple(old)
    if now is None or len(old) != len(now):
        return None
    return tuple(
        here if was is UNCHANGED else was for here, was in zip(now, old, strict=True)
    )


def copy_key(table: str, key: Key, content: Sequence[Any]) -> str:
    """The key of a row that stays beside another of its key: the same in every merge."""
    said = repr((table, key, tuple(content))).encode()
    return blake2b(said, digest_size=8).hexdigest()


def filled(ours: Values, theirs: Values) -> Values | None:
    """Both rows in one, where each value is empty in one of them or the same in both."""
    pairs = list(zip(ours, theirs, strict=True))
    if any(here != there and not (_empty(here) or _empty(there)) for here, there in pairs):
        return None
    return tuple(there if _empty(here) else here for here, there in pairs)


def _empty(value: object) -> bool:
    return value is None or value == ""


def by(keys: Iterable[tuple[str, Key]]) -> dict[str, set[Key]]:
    """Keys by their table."""
    found: dict[str, set[Key]] = defaultdict(set)
    for table, key in keys:
        found[table].add(key)
    return found
