"""The session file: a commit with undo; opening a session of 10,000 notes, and merging one."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from benchmarks.measure import median, paired, paired_ratio, report
from workshop_app.assembly.methods import built_in_method
from workshop_app.session.merge_apply import merge_in
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import SessionFile, opening
from workshop_app.storage.row import compiled
from workshop_app.storage.tables import NoteRow

if TYPE_CHECKING:
    from peewee import Insert


def _insert(number: int) -> Insert:
    return NoteRow.insert(
        key=f"k{number}",
        activity="x",
        place="c",
        text="A note as people say it",
        votes=None,
        held=False,
        position=number,
        created_at="now",
    )


def commit() -> None:
    """One note committed with undo, redo and signal, against a bare insert and commit."""
    with tempfile.TemporaryDirectory() as folder:
        file = SessionFile.create(Path(folder) / "ours.workshop")
        bare = opening.create(Path(folder) / "bare.workshop")
        file.subscribe(lambda change: None)
        mine, floor = count(), count()

        def ours() -> None:
            with file.edit("Add note") as edit:
                edit.run(_insert(next(mine)))

        def plain() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute(*compiled(_insert(next(floor))))
            bare.execute("COMMIT")

        times, bare_times = paired(ours, plain, 900)
        file.close()
        bare.close()
    report(
        "commit_with_undo",
        median(times),
        "ms",
        median(bare_times),
        "ratio <= 1.2",
        "one note through edit() with its undo step, against the same insert "
        "committed bare, with the same pragmas; the middle ratio of 900 pairs",
        paired_ratio(times, bare_times),
    )


def open_large() -> None:
    """A session of 10,000 notes opened and read, against the same rows read raw."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.workshop"
        made = create_workshop(path, built_in_method(), Plan("taster-90", "Large"))
        notes = [NewNote("happened", f"Note {n} as people say it") for n in range(10_000)]
        add_notes(made.file, "Add", "see-customer-story", notes)
        made.file.close()

        def ours() -> None:
            workshop = Workshop(SessionFile.open(path))
            workshop.people()
            assert len(read_notes(workshop.file, "see-customer-story")) == 10_000
            workshop.file.close()

        def raw() -> None:
            connection = apsw.Connection(str(path))
            assert len(connection.execute("SELECT * FROM note").fetchall()) == 10_000
            connection.close()

        times, floor = paired(ours, raw, 11)
    report(
        "open_10000_notes",
        median(times),
        "ms",
        median(floor),
        "value <= 1000 ms",
        "open, check and read a session of 10,000 notes, against reading the rows raw",
    )


def merge_large() -> None:
    """10,000 notes of another laptop merged in, against the same rows inserted in one edit."""
    with tempfile.TemporaryDirectory() as folder:
        names, plan = count(), Plan("taster-90", "Tables")

        def session() -> Workshop:
            path = Path(folder) / f"{next(names)}.workshop"
            return create_workshop(path, built_in_method(), plan)

        theirs = session()
        notes = [NewNote("happened", f"Note {n} as people say it") for n in range(10_000)]
        add_notes(theirs.file, "Add", "see-customer-story", notes)
        rows = theirs.file.rows("SELECT * FROM note")
        insert = f"INSERT INTO note VALUES ({', '.join('?' * len(rows[0]))})"
        ours = [session() for _ in range(8)]
        floors = [session() for _ in range(8)]
        merged, bare = iter(ours), iter(floors)

        def merge() -> None:
            merge_in(next(merged), theirs, "Merge")

        def plain() -> None:
            with next(bare).file.edit("Insert") as edit:
                edit.run_each(insert, rows)

        times, floor = paired(merge, plain, 5)
        for one in (theirs, *ours, *floors):
            one.file.close()
    report(
        "merge_10000_notes",
        median(times),
        "ms",
        median(floor),
        "value <= 1000 ms",
        "plan and take in 10,000 notes of another laptop's file as one undoable edit, against "
        "inserting the same rows in one edit",
    )
