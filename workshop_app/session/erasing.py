"""Erasing people from a session: their rows and mentions, the history, every copy the app made.

It goes in two strides. The first is one transaction that deletes the rows, empties the history and
notes that the second has not been taken; the second writes the file anew and destroys the copies.
Who is killed in the first has a session as it was, who is killed in the second has nobody in it and
`finish` takes the rest up again. What people wrote freely is never changed: `going` lists where a
name stands in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app import storage
from workshop_app.errors import UserError
from workshop_app.session import earlier, erased
from workshop_app.session.holding import settings_of
from workshop_app.session.mentions import Mention, mentions
from workshop_app.session.outbox import PERHAPS, SENDING, SENT, Entry, read_outbox
from workshop_app.session.photos import forget_pictures
from workshop_app.session.pledges_kept import without_pledges
from workshop_app.session.retention import UNFINISHED
from workshop_app.session.whose import OWNED, ROWS, Whose
from workshop_app.storage import copies, traces

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from workshop_app.session.people import Person
    from workshop_app.storage import Edit, SessionFile

_TOLD: Final = (
    "person", "pledge", "action", "score", "advocate", "named_answer", "outbox", "review",
    "earlier", "session", "journal",
)


class Going(NamedTuple):
    """What goes and what stays, to be shown before anything is erased.

    ``owned`` are actions, figures and buddies that lose a name. ``mails`` are entries of the
    outbox; those that left are in ``sent``. ``copies`` and ``others`` are files: what the app made
    by itself and destroys, and what somebody else made of this session or has them too; ``unread``
    may be such, but cannot be looked into. ``mentions`` stay, and so do ``photos``, on which nobody
    but a reader can tell who is to be seen. ``undecided`` stays too: what stands under a name that
    somebody else on the list has as well (`Whose.undecided`). ``kept`` are other session files and
    how many of the app’s copies of each hold these people: those copies belong to that file.
    """

    people: tuple[Person, ...]
    pledges: int
    owned: int
    answers: int
    mails: int
    sent: tuple[Entry, ...]
    history: int
    copies: tuple[Path, ...]
    others: tuple[Path, ...]
    unread: tuple[Path, ...]
    mentions: tuple[Mention, ...]
    photos: int
    undecided: Counter[str]
    kept: tuple[tuple[Path, int], ...] = ()


def going(
    file: SessionFile,
    people: Sequence[Person] | None,
    folders: Sequence[Path],
    known: Sequence[Path] = (),
) -> Going:
    """What erasing these people would do, or everybody (`None`).

    ``folders`` hold copies, also of other session files; some of those may be ``known``.
    """
    whose = Whose(file, people)
    rounds = {row[0] for row in file.rows("SELECT DISTINCT round, person FROM named_answer")
              if whose.is_theirs(row[1])}  # fmt: skip
    mails = [one for one in read_outbox(file)
             if any(map(whose.is_theirs, (one.person, one.address, one.name)))]  # fmt: skip
    history = file.row("SELECT COUNT(*) FROM journal")
    return Going(
        whose.people,
        len(_pledges(file, whose)),
        sum(whose.is_theirs(value) for table, column in OWNED if table != "person"
            for (value,) in file.rows(f"SELECT {column} FROM {table}")),
        len(rounds),
        len(mails),
        tuple(one for one in mails if one.state in (SENT, PERHAPS)),
        int(history[0]) if history else 0,
        tuple(traces.own_copies(file, folders, known)),
        tuple(traces.other_files(file, known, whose.keys)),
        tuple(traces.unread_files(file)),
        mentions(file, whose),
        len(file.rows("SELECT key FROM photo")),
        whose.undecided(file),
        tuple(traces.copies_of_others(file, folders, known, whose.keys)),
    )  # fmt: skip


def erase(
    file: SessionFile,
    people: Sequence[Person] | None,
    folders: Sequence[Path],
    now: datetime,
    known: Sequence[Path] = (),
) -> None:
    """Erase these people, or everybody (`None`), for good; ``folders`` hold copies.

    Those of other session files, beside it or ``known``, stay.

    Raises `UserError`: a vote is open, a mail is under way, or the file cannot be written. Its
    sentence says whether anything was erased.
    """
    with file.alone():
        _check_quiet(file)
        whose = Whose(file, people)
        with file.secret_edit(*_TOLD) as edit:
            pledges = {key for (key,) in _pledges(file, whose)}
            _erase_rows(file, edit, whose)
            forget_pictures(edit)
            edit.run(storage.tables.JournalRow.delete())
            left = erased.with_marks(settings_of(file), whose.keys)
            left = without_pledges(left, pledges)
            _put_settings(edit, {**whose.without_them(left), UNFINISHED: True})
        finish(file, folders, now, known)


def finish(
    file: SessionFile, folders: Sequence[Path], now: datetime, known: Sequence[Path] = ()
) -> bool:
    """Take the second stride where it was not taken; whether there was anything to do.

    Raises `UserError`; then the next opening tries again.
    """
    settings = settings_of(file)
    if UNFINISHED not in settings or not file.writable:
        return False
    with file.alone():
        found = traces.own_copies(file, folders, known)
        traces.remove(file, found)
        with file.secret_edit("session") as edit:
            _put_settings(edit, {k: v for k, v in settings.items() if k != UNFINISHED})
    for folder in _folders_of(found, folders):
        copies.make_copy(file, folder, now)
    return True


def _folders_of(found: Iterable[Path], folders: Sequence[Path]) -> list[Path]:
    """The folders that had a copy, so that there is one again."""
    held = list(found)
    return [one for one in folders if any(path.is_relative_to(one) for path in held)]


def _check_quiet(file: SessionFile) -> None:
    """Refuse while something is under way that somebody’s key is part of."""
    if file.row("SELECT 1 FROM round WHERE state = 'open'") is not None:
        raise UserError(
            "A vote is open.",
            "Nothing was erased.",
            "Close the vote, then erase.",
        )
    if file.row("SELECT 1 FROM outbox WHERE state = ?", SENDING) is not None:
        raise UserError(
            "A mail is being sent.",
            "Nothing was erased.",
            "Wait until it has left, or stop the sending; then erase.",
        )


def _pledges(file: SessionFile, whose: Whose) -> list[tuple[str]]:
    rows = file.rows("SELECT key, person FROM pledge")
    return [(key,) for key, person in rows if whose.is_theirs(person)]


def _erase_rows(file: SessionFile, edit: Edit, whose: Whose) -> None:
    """Delete what is about them and empty what names them, as a part of ``edit``."""
    edit.run_each("DELETE FROM review WHERE subject = ?", _pledges(file, whose))
    for table, column in (*ROWS, *OWNED):
        values = file.rows(f"SELECT DISTINCT {column} FROM {table}")
        theirs = [(value,) for (value,) in values if whose.is_theirs(value, table)]
        gone = (table, column) in ROWS
        sql = f"DELETE FROM {table}" if gone else f"UPDATE {table} SET {column} = ''"
        edit.run_each(f"{sql} WHERE {column} = ?", theirs)
    row = storage.tables.EarlierRow
    for key, data in file.rows("SELECT key, data FROM earlier"):
        if (less := earlier.without_people(file, data, whose.keys)) != data:
            edit.run(row.update(data=less).where(row.key == key))


def _put_settings(edit: Edit, settings: object) -> None:
    edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))
