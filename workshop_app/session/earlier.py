"""The sessions that a pulse looks back on: what their rooms said, and nothing of their people.

A pulse carries each of them whole, as a session file in the table `earlier`, made anew from what
was chosen here: what the stage showed, counts of rounds that are closed, agenda, method, scorecard
and actions. People, who owns what, pledges, names with answers, notes that were held back, mails,
the history and the phones' room are never written into it, so erasing somebody from a pulse needs
nothing here. A full name or an address in what was written down is replaced by `UNNAMED`. What
stays of people is the random keys of those who were present, for who returned.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from workshop_app.errors import UserError
from workshop_app.method.model import Method
from workshop_app.session.holding import settings_of
from workshop_app.session.info import read_info
from workshop_app.session.pledges_kept import PLEDGES_KEPT, pledges_kept
from workshop_app.storage.enclosed import Taken, disclose, enclose, with_settings

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from workshop_app.session.context import Context
    from workshop_app.storage import SessionFile

UNNAMED: Final = "…"
"""What stands in a text where somebody's name was."""

SETTINGS: Final = ("currency",)
"""The settings that say something about results; the others hold addresses, secrets or letters."""

_PRESENT: Final = "present"
"""The setting that holds the keys of those who were there."""

_SHOWN: Final = (
    "note.held = 0 AND note.merged_into NOT IN (SELECT key FROM note AS other WHERE other.held = 1)"
)
_NOTES: Final = f"(SELECT key FROM note WHERE {_SHOWN})"
_COUNTED: Final = "(SELECT key FROM round WHERE state <> 'open')"


_TAKEN: Final = {
    "session": Taken(emptied=("facilitator", "settings")),
    "slot": Taken(),
    "held": Taken(),
    "note": Taken(_SHOWN, said=("text",)),
    "note_tag": Taken(f"note IN {_NOTES}"),
    "note_link": Taken(f"source IN {_NOTES} AND target IN {_NOTES}"),
    "cluster": Taken(f"key IN (SELECT cluster FROM note WHERE {_SHOWN})", said=("name",)),
    "journey_step": Taken(),
    "blueprint_step": Taken(),
    "action": Taken(
        emptied=("owner", "partner"),
        said=("title", "outcome", "moment", "measure", "help", "answer"),
    ),
    "score": Taken(emptied=("owner",), said=("name",)),
    "score_actual": Taken(),
    "economics_input": Taken(),
    "review": Taken("subject NOT IN (SELECT key FROM pledge)"),
    "round": Taken("state <> 'open'"),
    "round_question": Taken(f"round IN {_COUNTED}"),
    "tally_group": Taken(f"round IN {_COUNTED}"),
    "tally": Taken(f"round IN {_COUNTED}"),
}
"""Every table of which anything comes along; a new one stays behind until it stands here."""

_ROWS: Final = "SELECT key, substr(data, -4) FROM earlier ORDER BY position, key"
"""Which sessions there are; packed bytes end with a sum that tells when they were changed."""

_HAD: Final = (
    "SELECT 1 FROM slot WHERE activity = ? UNION ALL SELECT 1 FROM review WHERE activity = ?"
)


class Earlier(NamedTuple):
    """A session that was held before; ``file`` lies in memory and is only read.

    ``present`` are the keys of those who were there; who comes again has the same key.
    """

    key: str
    title: str
    day: date
    file: SessionFile
    method: Method
    present: frozenset[str] = frozenset()


class _Read(NamedTuple):
    """What a session file has of the table: the rows that were read, and what they came to."""

    rows: tuple[tuple[Any, ...], ...]
    found: tuple[Earlier, ...]
    broken: tuple[UserError, ...]
    changes: int = -1
    """How often the file had been changed when the rows were last looked at."""


_kept: WeakKeyDictionary[SessionFile, _Read] = WeakKeyDictionary()


# -- reading -----------------------------------------------------------------------------


def read_earlier(file: SessionFile) -> tuple[Earlier, ...]:
    """The sessions that came along, oldest first; those that cannot be read are left out.

    They are read once and then kept until the table changes. `broken_earlier` says what is wrong
    with the others.
    """
    return _read(file).found


def broken_earlier(file: SessionFile) -> tuple[UserError, ...]:
    """A sentence for each session that came along and cannot be read."""
    return _read(file).broken


def earlier_contexts(context: Context) -> tuple[tuple[Earlier, Context], ...]:
    """The same activity, by its id, in the earlier sessions that had it, oldest first.

    On their agenda, or looked at again. What a kind reads from such a context is what the room
    said then.
    """
    id_ = context.activity.id
    return tuple(
        (one, context._replace(
            file=one.file,
            method=one.method,
            activity=one.method.activities[id_],
            info=read_info(one.file),
            live=False,
        ))
        for one in read_earlier(context.file)
        if id_ in one.method.activities
        and one.file.row(_HAD, id_, id_) is not None
    )


def _read(file: SessionFile) -> _Read:
    with file.alone():
        changes = file.connection.total_changes()
        kept = _kept.get(file)
        if kept is None or kept.changes != changes:
            rows = tuple(file.rows(_ROWS))
            if kept is None or kept.rows != rows:
                kept = _read_anew(file, rows)
            kept = _kept[file] = kept._replace(changes=changes)
    return kept


def _read_anew(file: SessionFile, rows: tuple[tuple[Any, ...], ...]) -> _Read:
    found, broken = [], []
    methods: dict[str, Method] = {}
    for key, *_ in rows:
        row = file.row("SELECT data FROM earlier WHERE key = ?", key)
        try:
            found.append(_unpacked(file, key, row[0] if row else b"", methods))
        except _UNREADABLE as error:
            broken.append(unreadable(file, error))
    return _Read(rows, tuple(found), tuple(broken))


_UNREADABLE: Final = (UserError, ValueError, TypeError, KeyError)
"""What reading raises where there is no session, or one with values that none has."""


def unreadable(file: SessionFile, cause: BaseException) -> UserError:
    """The sentence for a session that came along and is not whole."""
    error = UserError(
        "An earlier session that came along in {name} cannot be read.",
        "This session itself is whole; only the comparison with that one is missing.",
        "Make the pulse again from the earlier session’s own file.",
        name=file.path.name,
    )
    error.__cause__ = cause
    return error


def _unpacked(file: SessionFile, key: str, data: bytes, methods: dict[str, Method]) -> Earlier:
    """Raises one of `_UNREADABLE` for anything that `stripped` did not make."""
    one = disclose(data, file.path)
    info = read_info(one)
    row = one.row("SELECT method FROM session")
    stored = row[0] if row else ""
    method = methods.get(stored) or Method.from_json(stored)
    methods[stored] = method
    present = settings_of(one).get(_PRESENT, ())
    return Earlier(key, info.title, info.date, one, method, frozenset(map(str, present)))


# -- making ------------------------------------------------------------------------------


def stripped(file: SessionFile) -> bytes:
    """The session in ``file`` as it comes along in a pulse: packed, without its people.

    What came along in it is not in it: that goes beside it, as it is.
    """
    with file.alone():
        names = _names(file)
        return enclose(
            file,
            _TAKEN,
            lambda text: names.sub(UNNAMED, text) if names else text,
            _settings(file),
        )


def _names(file: SessionFile) -> re.Pattern[str] | None:
    """Finds every full name and address of the people; a name of one word as it is written."""
    plain: set[str] = set()
    exact: set[str] = set()
    for texts in file.rows("SELECT name, email, manager FROM person"):
        for text in filter(None, map(str.strip, texts)):
            (plain if " " in text or "@" in text else exact).add(text)
    longest = [sorted(map(re.escape, texts), key=len, reverse=True) for texts in (plain, exact)]
    parts = [
        f"(?{flag}:{'|'.join(found)})"
        for flag, found in zip(("i", "-i"), longest, strict=True)
        if found
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _settings(file: SessionFile) -> str:
    kept = settings_of(file)
    settings = {name: kept[name] for name in SETTINGS if name in kept}
    present = file.rows("SELECT key FROM person WHERE present = 1 ORDER BY key")
    told = {_PRESENT: [key for (key,) in present], PLEDGES_KEPT: pledges_kept(file)}
    return json.dumps({**settings, **told})


def without_people(file: SessionFile, data: bytes, keys: Collection[str]) -> bytes:
    """A session that came along, without these keys among those who were present; else as it is."""
    try:
        settings = settings_of(disclose(data, file.path))
        left = [key for key in settings[_PRESENT] if key not in keys]
    except _UNREADABLE:
        return data
    if left == settings[_PRESENT]:
        return data
    return with_settings(data, json.dumps({**settings, _PRESENT: left}))
