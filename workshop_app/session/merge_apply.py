"""What was planned comes in: one edit that can be undone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from workshop_app.session.erased import remember
from workshop_app.session.merge import (
    BOTH,
    OURS,
    Difference,
    Merge,
    choice_of,
    plan_merge,
)
from workshop_app.session.merge_rounds import TAKEN
from workshop_app.session.merge_rows import (
    PERSON,
    PICTURES,
    ROUNDS,
    SPECS,
    Key,
    Spec,
    Values,
    columns_of,
    copy_key,
)
from workshop_app.session.pledges_kept import take_counted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Edit, SessionFile

_ALL = (PERSON, *SPECS)


def merge_in(
    ours: Workshop,
    theirs: Workshop,
    label: str,
    *,
    choices: Mapping[str, str] | None = None,
    apart: Collection[str] = frozenset(),
    later: Collection[str] = frozenset(),
    rounds: bool = True,
) -> Merge:
    """Take in what ``theirs`` has, in one undoable edit; returns what was planned.

    It is planned anew, for the session may have changed since it was shown. ``choices`` are those
    of differences by their ids, ``apart`` and ``later`` as in `plan_merge`; without ``rounds`` they
    stay there. Raises `UserError`, and then nothing has changed.
    """
    file = ours.file
    with file.alone(), file.together():
        plan = plan_merge(ours, theirs, apart, later)
        writing = _Writing(plan, choices or {})
        remember(file, theirs.file, {one.key: one.ours for one in plan.matches})
        with file.edit(label) as edit:
            writing.write(edit)
            take_counted(edit, file, theirs.file)
            if rounds:
                keys = [one.key for one in plan.rounds if one.fate == TAKEN]
                _copy_rounds(edit, theirs.file, keys)
            _copy_pictures(edit, file, theirs.file)
    return plan


class _Writing:
    """What is inserted, changed and deleted, by table."""

    def __init__(self, plan: Merge, choices: Mapping[str, str]) -> None:
        """Decide about every difference."""
        self._plan = plan
        self._inserted: dict[str, dict[Key, Values]] = defaultdict(dict)
        self._changed: dict[str, dict[Key, Values]] = defaultdict(dict)
        self._deleted: dict[str, set[Key]] = defaultdict(set)
        self._placed: set[tuple[str, Key]] = set()
        """Rows that stand beside another one, and keep their place."""
        for one in plan.added:
            self._inserted[one.spec.table][one.key] = one.row
        for one in plan.completed:
            self._changed[one.spec.table][one.key] = one.row
        for difference in plan.differences:
            self._decide(difference, choice_of(difference, choices))
        self._mark_present()
        self._name_who_stays_away()

    def write(self, edit: Edit) -> None:
        """Run all of it, parents first."""
        for spec in _ALL:
            self._drop_loose(spec)
            self._put_at_the_end(spec)
            names = self._plan.ours.columns[spec.table]
            _insert(edit, spec.table, names, list(self._inserted[spec.table].values()))
            _update(edit, spec, names, self._changed[spec.table])
        for spec in reversed(_ALL):
            _delete(edit, spec, self._deleted[spec.table])

    def _decide(self, one: Difference, choice: str) -> None:
        if choice == OURS:
            return
        spec, table = one.spec, one.spec.table
        if one.theirs is None:
            self._take_away(spec, one.key)
        elif one.ours is None:
            self._inserted[table][one.key] = one.theirs
        elif choice == BOTH:
            self._copy(one, one.ours, one.theirs)
        else:
            side = self._plan.ours
            own = {name: side.value(spec, one.ours, name) for name in spec.aside}
            self._changed[table][one.key] = side.changed(spec, one.theirs, **own)

    def _copy(self, one: Difference, ours: Values, theirs: Values) -> None:
        """Theirs beside ours, with the tags it has there."""
        spec, side = one.spec, self._plan.ours
        key = copy_key(spec.table, one.key, side.content(spec, theirs))
        position = side.value(spec, ours, "position")
        self._inserted[spec.table][(key,)] = side.changed(
            spec, theirs, key=key, position=position
        )
        self._placed.add((spec.table, (key,)))
        if spec.table == "note":
            for note, tag in list(self._plan.theirs.rows["note_tag"]):
                if note == one.key[0]:
                    self._inserted["note_tag"][(key, tag)] = (key, tag)

    def _take_away(self, spec: Spec, key: Key) -> None:
        """A row goes, and what belongs to it."""
        self._deleted[spec.table].add(key)
        for child in SPECS:
            if child.parent == spec.table:
                rows = self._plan.ours.rows[child.table].items()
                self._deleted[child.table] |= {
                    below for below, row in rows if key[0] in self._parents(child, row)
                }

    def _parents(self, spec: Spec, row: Values) -> set[str]:
        return {str(self._plan.ours.value(spec, row, name)) for name in spec.through}

    def _mark_present(self) -> None:
        side = self._plan.ours
        for person in self._plan.arrived:
            key = (person,)
            row = self._changed["person"].get(key) or side.rows["person"][key]
            self._changed["person"][key] = side.changed(PERSON, row, present=1)

    def _name_who_stays_away(self) -> None:
        """What somebody carries who is on no list here keeps their name."""
        side = self._plan.theirs
        away = {
            key[0]: str(side.value(PERSON, row, "name"))
            for key, row in side.rows["person"].items()
            if not self._is_there("person", key)
        }
        if not away:
            return
        for spec in SPECS:
            for rows in (self._inserted[spec.table], self._changed[spec.table]):
                for key, row in rows.items():
                    named = {name: away.get(value := side.value(spec, row, name), value)
                             for name in spec.people}
                    rows[key] = side.changed(spec, row, **named)

    def _is_there(self, table: str, key: Key) -> bool:
        """Whether a row is here once all is done."""
        here = key in self._plan.ours.rows[table] or key in self._inserted[table]
        return here and key not in self._deleted[table]

    def _drop_loose(self, spec: Spec) -> None:
        """Leave out what belongs to a row that stays away, and the names of such rows."""
        new = self._inserted[spec.table]
        if spec.parent:
            for key, row in list(new.items()):
                if not all(self._is_there(spec.parent, (one,)) for one in self._parents(spec, row)):
                    del new[key]
        if spec.table == "note":
            for rows in (new, self._changed["note"]):
                for key, row in rows.items():
                    rows[key] = self._without_lost(spec, row)

    def _without_lost(self, spec: Spec, row: Values) -> Values:
        side, lost = self._plan.ours, {}
        for column, table in (("cluster", "cluster"), ("merged_into", "note")):
            key = str(side.value(spec, row, column))
            if key and not self._is_there(table, (key,)):
                lost[column] = ""
        return side.changed(spec, row, **lost) if lost else row

    def _put_at_the_end(self, spec: Spec) -> None:
        """New rows stand after ours, in the order they have there."""
        side, rows = self._plan.ours, self._inserted[spec.table]
        if "position" not in spec.aside or not rows:
            return
        names = side.columns[spec.table]
        place = names.index("position")
        among = names.index("activity") if "activity" in names else None

        def of(row: Values) -> str:
            return "" if among is None else str(row[among])

        last: dict[str, Any] = defaultdict(int if among is None else float)
        for row in side.rows[spec.table].values():
            last[of(row)] = max(last[of(row)], row[place])
        for key, row in sorted(rows.items(), key=lambda one: (one[1][place], one[0])):
            if (spec.table, key) not in self._placed:
                last[of(row)] += 1
                rows[key] = (*row[:place], last[of(row)], *row[place + 1 :])


# -- SQL ---------------------------------------------------------------------------------


def _insert(edit: Edit, table: str, names: tuple[str, ...], rows: list[Values]) -> None:
    marks = ", ".join("?" * len(names))
    edit.run_each(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)


def _update(edit: Edit, spec: Spec, names: tuple[str, ...], rows: Mapping[Key, Values]) -> None:
    others = [name for name in names if name not in spec.keys]
    if others and rows:
        sets = ", ".join(f"{name} = ?" for name in others)
        sql = f"UPDATE {spec.table} SET {sets} WHERE {_where(spec)}"
        values = [
            (*(value for name, value in zip(names, row, strict=True) if name in others), *key)
            for key, row in rows.items()
        ]
        edit.run_each(sql, values)


def _delete(edit: Edit, spec: Spec, keys: Collection[Key]) -> None:
    edit.run_each(f"DELETE FROM {spec.table} WHERE {_where(spec)}", list(keys))


def _where(spec: Spec) -> str:
    return " AND ".join(f"{name} = ?" for name in spec.keys)


def _copy_rounds(edit: Edit, theirs: SessionFile, keys: list[str]) -> None:
    """Rounds as they were published, with their seals."""
    for table in ROUNDS:
        names = columns_of(theirs, table)
        column = "key" if table == "round" else "round"
        asked = f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?"
        rows: list[tuple[Any, ...]] = [row for key in keys for row in theirs.rows(asked, key)]
        _insert(edit, table, names, rows)


def _copy_pictures(edit: Edit, ours: SessionFile, theirs: SessionFile) -> None:
    """What the photos show that have just come in, one after the other."""
    lacking = f"SELECT key FROM photo WHERE key NOT IN (SELECT key FROM {PICTURES})"
    for (key,) in ours.rows(lacking):
        picture = theirs.rows(f"SELECT key, data FROM {PICTURES} WHERE key = ?", key)
        edit.run_each(f"INSERT INTO {PICTURES} (key, data) VALUES (?, ?)", picture)
