"""A pulse: a new session that looks back on an earlier one. What comes along, and where it is then.

- **People** (`person`) with their keys, so that owners, pledges and who returned are found; with
  what they agreed to and their language, without their table, and not present until they come.
- **Actions** (`action`), **pledges** (`pledge`) and the **scorecard** (`score`, `score_actual`) are
  rows of the pulse under the keys they had, as they were: a pledge is its owner's, and private
  stays private. Actions that a pulse found done or stopped, and shared pledges that it found kept,
  are settled and stay behind. Private ones come along whatever became of them: who is missing would
  have told it.
- **Open for review** (`session.review`) are those actions and pledges, each with the day it had.
  Rituals and loops are found by their kinds in the sessions that came along.
- **Sentences** of the room that a booklet knows as dream, shift, habit or risk, and all of the
  harvest calendar, the loops and the rituals, are notes (`note`) under the keys and in the places
  they had. Their activity need not be on the agenda; put onto it, it has them.
- What else the rooms said stands in `earlier` (`session.earlier`), session by session.

An activity that was held twice is one in a pulse: the first of them has the rows of both.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.method.model import OUTCOMES
from workshop_app.session.agenda import days_of
from workshop_app.session.earlier import SETTINGS, UNNAMED, read_earlier, stripped
from workshop_app.session.erased import ERASED
from workshop_app.session.holding import settings_of
from workshop_app.session.info import read_info
from workshop_app.session.live import read_slots
from workshop_app.session.outcomes import outcome_place
from workshop_app.session.people import read_people
from workshop_app.session.rehearsed import is_rehearsal
from workshop_app.session.review import DONE, KEPT, STOPPED, bring_along
from workshop_app.session.reviews import looks_back
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.enclosed import disclose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from workshop_app.method.model import Activity, Method
    from workshop_app.session.earlier import Earlier
    from workshop_app.session.info import Info
    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Edit, SessionFile

_AGENDA: Final = re.compile(r"pulse-([1-9]\d{0,2})")
"""How the agendas of pulses are called: after the months since the first session."""

_USES: Final = ("dream", "shift", "habit", "risk")
"""The sentences that come along (`method.model.USES`)."""

_NOT_SETTLED: Final = "key NOT IN (SELECT subject FROM review WHERE verdict IN ('{0}', '{1}'))"
_OPEN: Final = {
    "action": (f"{_NOT_SETTLED.format(DONE, STOPPED)} AND status <> 'stopped'", "due"),
    "pledge": (f"NOT shared OR {_NOT_SETTLED.format(KEPT, STOPPED)}", "check_date"),
}
"""Which rows come along open for review, and the column of their day."""

_REVIEWED: Final = "key IN (SELECT subject FROM review)"
_OPENED: Final = "CASE WHEN status IN ('done', 'stopped') THEN 'open' ELSE status END"
_UNSEEN: Final = {"verdict": "''", "held": "NULL", "planned": "NULL"}
"""How a rehearsal has what came along: as nobody has looked at it yet."""


class Past(NamedTuple):
    """What a pulse would look back on.

    ``info`` is that of the session it is made from, ``title`` that of the first one, held on
    ``first``; ``last`` is the day on which the newest one ended. ``sessions`` counts all of them.
    """

    info: Info
    title: str
    first: date
    last: date
    sessions: int
    people: tuple[Person, ...]
    actions: int
    pledges: int


def look_back(file: SessionFile) -> Past:
    """What there is to look back on; raises `UserError` for a rehearsal or an open round."""
    if is_rehearsal(file):
        raise UserError(
            "{name} is a rehearsal: what it has was invented.",
            "No pulse was made, and nothing was changed.",
            "Choose the session itself.",
            name=file.path.name,
        )
    row = file.row("SELECT activity, number FROM round WHERE state = 'open'")
    if row is not None:
        raise UserError(
            "Round {number} of {activity} is still open in {name}.",
            "No pulse was made, and nothing was changed.",
            "Open that session and close the round first.",
            name=file.path.name,
            activity=row[0],
            number=row[1],
        )
    info, earlier = read_info(file), read_earlier(file)
    counts = [
        file.rows(f"SELECT COUNT(*) FROM {table} WHERE {where}")[0][0]
        for table, (where, _) in _OPEN.items()
    ]
    return Past(
        info,
        earlier[0].title if earlier else info.title,
        min((info.date, *(one.day for one in earlier))),
        info.date + timedelta(days=days_of(read_slots(file)) - 1),
        file.rows("SELECT COUNT(*) FROM earlier")[0][0] + 1,
        tuple(read_people(file)),
        *counts,
    )


# -- when, and with which agenda ---------------------------------------------------------


def themes(method: Method) -> dict[int, str]:
    """The method's agendas for pulses, by the months since the first session."""
    found = {agenda: _AGENDA.fullmatch(agenda) for agenda in method.agendas}
    return dict(sorted((int(match[1]), agenda) for agenda, match in found.items() if match))


def months_since(first: date, day: date) -> int:
    """The whole number of months that is nearest to the time between two days."""
    return round((day - first).days * 12 / 365.25)


def theme_at(method: Method, first: date, day: date) -> int:
    """The theme whose months are nearest; of two as near the one before.

    Raises:
        UserError: if the method has no agenda for a pulse.
    """
    known = themes(method)
    if not known:
        raise UserError(
            "The method of that session has no agenda for a pulse.",
            "No pulse was made, and nothing was changed.",
            "Choose a session of another method.",
        )
    since = months_since(first, day)
    return min(known, key=lambda months: (abs(months - since), months))


def proposed_day(past: Past, today: date) -> date:
    """Today, or where that is too early the first review that is not (METHOD §9)."""
    if today > past.last:
        return today
    ahead = (look.day for look in looks_back(past.first) if look.day > past.last)
    return next(ahead, past.last + timedelta(days=1))


def check_day(past: Past, day: date) -> None:
    """Raise `UserError` for a day that is not after the session it is made from."""
    if day <= past.last:
        raise UserError(
            "A pulse comes after the session it looks back on, which was held until {day}.",
            "No pulse was made, and nothing was changed.",
            "Choose a later day.",
            day=past.last,
        )


# -- making ------------------------------------------------------------------------------


def make_pulse(file: SessionFile, path: Path, method: Method, plan: Plan) -> Workshop:
    """Make a new session at ``path`` that looks back on the one in ``file``, which is only read.

    Its people and the smallest group shown are those of ``file``, whatever ``plan`` says.

    Raises:
        UserError: for a round that is open, a day too early, an agenda the method does not have,
            or a path that cannot be written; then no file is left behind.
    """
    past = look_back(file)
    day = plan.date or datetime.now().astimezone().date()
    check_day(past, day)
    plan = plan._replace(people=(), date=day, minimum_group=past.info.minimum_group)
    return create_workshop(path, method, plan, lambda new: _Taking(new, file, method).take())


def bring_again(old: SessionFile, new: SessionFile, method: Method) -> None:
    """Bring along into the rehearsal ``new`` what came along in the pulse ``old``, all of it open.

    Names and owners stay behind, and of pledges that are private every word.
    """
    earlier = read_earlier(old)
    if not earlier:
        return
    bare = disclose(stripped(old), old.path)
    with new.edit("", undoable=False) as edit:
        _Taking(new, old, method).take_sessions(edit)
        _Taking(new, bare, method).take_reviewed(edit, earlier)
        _Taking(new, old, method).take_pledges(edit)


def give_owners(file: SessionFile) -> None:
    """Let the people of a rehearsal own, in turn, what came along from an earlier session."""
    people = [person.key for person in read_people(file)]
    with file.edit("", undoable=False) as edit:
        for table, column in (("action", "owner"), ("pledge", "person")):
            rows = file.rows(
                f"SELECT key FROM {table} WHERE {column} = '' AND {_REVIEWED} ORDER BY position"
            )
            edit.run_each(
                f"UPDATE {table} SET {column} = ? WHERE key = ?",
                [(people[at % len(people)], key) for at, (key,) in enumerate(rows)],
            )


class _Taking:
    """Brings along what belongs into a pulse, in one edit of the new file."""

    def __init__(self, new: SessionFile, old: SessionFile, method: Method) -> None:
        self._new, self._old, self._method = new, old, method

    def take(self) -> None:
        """Everything, with what is open for review."""
        with self._new.edit("", undoable=False) as edit:
            self._settings(edit)
            self._copy(edit, "person", present="0", seating="''")
            for table, (where, due) in _OPEN.items():
                rows = self._copy(edit, table, where)
                for activity in sorted({row["activity"] for row in rows}):
                    days = {row["key"]: row[due] for row in rows if row["activity"] == activity}
                    bring_along(edit, activity, days)
            scores = _listed(row["key"] for row in self._copy(edit, "score"))
            self._copy(edit, "score_actual", f"score IN ({scores})")
            self._notes(edit)
            self._sessions(edit)

    def take_sessions(self, edit: Edit) -> None:
        """The earlier sessions, as they came along."""
        self._copy(edit, "earlier")

    def take_reviewed(self, edit: Edit, earlier: Sequence[Earlier]) -> None:
        """Actions, scorecard and sentences that came along, as nobody has looked at them yet."""
        self._copy(edit, "action", _REVIEWED, status=_OPENED)
        self._copy(edit, "review", "subject IN (SELECT key FROM action)", **_UNSEEN)
        scores = _listed(_keys(earlier, "score"))
        self._copy(edit, "score", f"key IN ({scores})")
        self._copy(edit, "score_actual", f"score IN ({scores})")
        notes = _listed(_keys(earlier, "note"))
        self._copy(edit, "note", f"key IN ({notes})")
        self._copy(edit, "note_tag", f"note IN ({notes})")
        self._copy(edit, "note_link", f"source IN ({notes}) AND target IN ({notes})")
        self._copy(edit, "cluster", f"key IN ({_listed(_keys(earlier, 'cluster'))})")

    def take_pledges(self, edit: Edit) -> None:
        """Pledges that came along, nobody’s; a private one without its words."""
        words = ("start", "stop", "keep", "first_step", "practise")
        hidden = {
            one: f"CASE WHEN shared OR {one} = '' THEN {one} ELSE '{UNNAMED}' END" for one in words
        }
        self._copy(edit, "pledge", _REVIEWED, person="''", buddy="''", **hidden)
        self._copy(edit, "review", "subject IN (SELECT key FROM pledge)", **_UNSEEN)

    def _settings(self, edit: Edit) -> None:
        kept = settings_of(self._old)
        settings = json.dumps({name: kept[name] for name in (*SETTINGS, ERASED) if name in kept})
        edit.run(storage.tables.SessionRow.update(settings=settings))

    def _notes(self, edit: Edit) -> None:
        whole, places = [], []
        for activity in self._method.activities.values():
            uses = {part.id: part.setting("use") for part in activity.list(OUTCOMES)}
            if _is_whole(activity, uses.values()):
                whole.append(activity.id)
            places += [
                f"{activity.id} {outcome_place(id_)}" for id_, use in uses.items() if use in _USES
            ]
        rows = self._copy(
            edit,
            "note",
            f"held = 0 AND (activity IN ({_listed(whole)}) "
            f"OR activity || ' ' || place IN ({_listed(places)}))",
        )
        keys = _listed(row["key"] for row in rows)
        self._copy(edit, "note_tag", f"note IN ({keys})")
        self._copy(edit, "note_link", f"source IN ({keys}) AND target IN ({keys})")
        self._copy(edit, "cluster", f"activity IN ({_listed(whole)})")

    def _sessions(self, edit: Edit) -> None:
        self._copy(edit, "earlier")
        row = self._new.row("SELECT MAX(position) FROM earlier")
        after = (row[0] if row and row[0] is not None else 0.0) + 1
        edit.run(
            storage.tables.EarlierRow.insert(
                key=storage.new_key(), position=after, data=stripped(self._old)
            )
        )

    def _copy(
        self, edit: Edit, table: str, where: str = "1", **instead: str
    ) -> list[dict[str, Any]]:
        """Copy rows with other values for some columns; gives those that came."""
        columns = [str(row[1]) for row in self._new.rows(f"PRAGMA table_info({table})")]
        wanted = ", ".join(instead.get(name, name) for name in columns)
        rows = [
            dict(zip(columns, row, strict=True))
            for row in self._old.rows(f"SELECT {wanted} FROM {table} WHERE {where}")
        ]
        if "activity" in columns:
            rows = [{**row, "activity": self._root(row["activity"])} for row in rows]
            rows = [row for row in rows if row["activity"] is not None]
        marks = ", ".join("?" * len(columns))
        edit.run_each(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",
            [tuple(row.values()) for row in rows],
        )
        return rows

    def _root(self, activity: str) -> str | None:
        """The activity that has its rows in a pulse; ``None`` where the method has none."""
        found = self._method.activities.get(activity)
        if found is None:
            match = re.fullmatch(r"(.+)-\d+", activity)
            return match[1] if match and match[1] in self._method.activities else None
        return found.again or activity


def _keys(earlier: Sequence[Earlier], table: str) -> set[str]:
    """Under which keys the earlier sessions have rows of a table."""
    return {key for one in earlier for (key,) in one.file.rows(f"SELECT key FROM {table}")}


def _is_whole(activity: Activity, uses: Collection[object]) -> bool:
    """Whether all that was written comes along: a harvest calendar, loops, rituals."""
    return bool(activity.setting("timeline") or activity.setting("closes")) or "habit" in uses


def _listed(values: Iterable[str]) -> str:
    """Texts of our own making, or a file's keys, as SQL has them in a list."""
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)
