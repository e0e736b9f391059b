"""A client's folder of 200 sessions read for the programme view, against bare SQLite."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import apsw

from benchmarks.measure import median, paired, paired_ratio, report, seconds
from workshop_app import storage
from workshop_app.assembly import programme_cache
from workshop_app.assembly.methods import built_in_method
from workshop_app.assembly.programme_folder import begin_readers, read_programme
from workshop_app.assembly.rehearsal import rehearse
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage import SessionFile
from workshop_app.storage.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

SESSIONS: Final = 200

CHOOSING: Final = 2.0
"""Seconds that somebody takes at least to choose a folder."""
_MODELS: Final = 4
_FIRST: Final = date(2023, 1, 16)


def make_folder(folder: Path, count: int) -> None:
    """Sessions that invented rooms held: their days, groups and numbers differ from file to file.

    Four are rehearsed; each of the others is a copy of one that is a session of its own, with
    answers that moved.
    """
    models = []
    with tempfile.TemporaryDirectory() as beside:
        for seed in range(min(_MODELS, count)):
            empty = Path(beside) / f"{seed}.empty.workshop"
            plan = Plan("full-day", "Day", client="Northlight", date=_FIRST)
            create_workshop(empty, built_in_method(), plan).file.close()
            models.append(Path(beside) / f"{seed}.workshop")
            rehearse(empty, models[-1], 12 + 2 * seed, seed + 1)
        for number in range(count):
            path = folder / f"{number:03}.workshop"
            shutil.copyfile(models[number % len(models)], path)
            _make_own(path, number)


def _make_own(path: Path, number: int) -> None:
    """Another session: its own day, group, slots, and answers one point higher or lower."""
    dice = random.Random(number)
    with SessionFile.open(path) as file, file.secret_edit("session") as edit:
        day = _FIRST + timedelta(days=9 * number)
        edit.run(storage.tables.SessionRow.update(
            title=f"Group {number + 1}",
            client=("Northlight", "Northlight B.V.", "NORTHLIGHT", "Nortlight")[number % 4],
            date=day.isoformat(),
            settings="{}",
            created_at=f"{day.isoformat()}T09:00:{number % 60:02}+00:00",
        ))  # fmt: skip
        connection = file.connection
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("UPDATE held SET slot = ? || substr(slot, 5)", (f"{number:04x}",))
        connection.execute("UPDATE slot SET key = ? || substr(key, 5)", (f"{number:04x}",))
        connection.execute("UPDATE live SET slot = NULL")
        scales = (
            "SELECT round, question FROM round_question WHERE form = 'scale' "
            "ORDER BY round, question"
        )
        for round_, question in file.rows(scales):
            if dice.random() < 0.5:
                _turn(connection, round_, question)
        for (round_,) in file.rows("SELECT key FROM round"):
            connection.execute("UPDATE round SET seal = ? WHERE key = ?", (
                seal_of(file.rows, round_), round_,
            ))  # fmt: skip


def _turn(connection: apsw.Connection, round_: str, question: str) -> None:
    """Turn a question's scale round, in every group alike, so that the sums stay."""
    where, of = "WHERE round = ? AND question = ?", (round_, question)
    (stored, zero), *_ = connection.execute(f"SELECT answers, zero FROM round_question {where}", of)
    answers = json.loads(stored)
    turned = dict(zip(answers, reversed(answers), strict=True))
    rows = connection.execute(f"SELECT name, answer, votes FROM tally {where}", of).fetchall()
    connection.execute(f"DELETE FROM tally {where}", of)
    connection.executemany(
        "INSERT INTO tally (round, question, name, answer, votes) VALUES (?, ?, ?, ?, ?)",
        [
            (*of, name, answer if zero and answer == "0" else turned.get(answer, answer), votes)
            for name, answer, votes in rows
        ],
    )


def bare(files: Sequence[Path]) -> None:
    """Open every file with SQLite and read one row."""
    for path in files:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.execute("SELECT title, client, date FROM session").fetchall()
        connection.close()


def programme() -> None:
    """The folder read as it is opened again, and for the first time ever."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_APP_HOME"] = str(Path(folder) / "home")
        sessions = Path(folder) / "sessions"
        sessions.mkdir()
        make_folder(sessions, SESSIONS)
        files = sorted(sessions.iterdir())

        def ours() -> None:
            found = read_programme(sessions, _ignore)
            assert sum(len(client.sessions) for client in found.clients) == SESSIONS

        firsts = []
        for _ in range(3):
            programme_cache.clear()
            begin_readers()
            time.sleep(CHOOSING)
            firsts.append(seconds(ours))
        times, floor = paired(ours, lambda: bare(files), 5)
        report(
            "programme_200_sessions", median(times), "ms", median(floor), "value <= 2000 ms",
            f"{SESSIONS} sessions read again, against bare SQLite reading a row of each",
            paired_ratio(times, floor),
        )  # fmt: skip
        report(
            "programme_200_first", median(firsts), "ms", median(floor), "value <= 2000 ms",
            "the same folder read for the first time: every file checked, every number counted, by "
            f"processes that began when the folder was asked for, {CHOOSING:.0f} s before",
        )


def _ignore(_done: int, _of: int) -> None:
    """Nobody looks."""
