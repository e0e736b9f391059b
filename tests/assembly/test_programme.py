"""A folder of a client's sessions: gently read, put together, compared by id, and kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.earlier import FIRST, NOW, PREVIOUS, crowd, day_of, look_back, same_people
from tests.looked_back import first_session, pulse_of
from workshop_app import storage
from workshop_app.assembly import programme_cache
from workshop_app.assembly.programme import is_same_client, spellings
from workshop_app.assembly.programme_export import left_table, returned, session_table
from workshop_app.assembly.programme_folder import (
    begin_readers,
    end_readers,
    read_programme,
    session_files,
)
from workshop_app.assembly.programme_reading import read_figures
from workshop_app.assembly.programme_view import RATE_SUBJECT, View, by_quarter, subjects
from workshop_app.assembly.rehearsal import rehearsal_of
from workshop_app.errors import UserError
from workshop_app.figures.canvas import Canvas
from workshop_app.kinds.scorecard.model import Score, add_scores
from workshop_app.paths import HOME_VARIABLE
from workshop_app.session.over_time import Measure
from workshop_app.session.people import Person
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.programme import Programme
    from workshop_app.session.workshop import Workshop

CHECK, AXES = "see-checklist", "see-checklist/rating/axes/0/100"
ZOE = "Zoë O’Neil"
WORDS = Words.load("en")
_HOLD = """
import apsw, sys
connection = apsw.Connection(sys.argv[1])
connection.execute("BEGIN EXCLUSIVE").fetchall()
print("held", flush=True)
sys.stdin.read()
"""
_READ = """
import sys
from pathlib import Path
from workshop_app.assembly.programme_folder import read_programme

def stay(done, of):
    if done:
        print("reading", flush=True)
        sys.stdin.read()

read_programme(Path(sys.argv[1]), stay)
"""
CANVAS = Canvas(200, 120, "be")


def _ignore(_done: int, _of: int) -> None:
    """Nobody looks."""


def read(folder: Path) -> Programme:
    return read_programme(folder, _ignore)


def say(workshop: Workshop, **values: str) -> None:
    """Facts of a session."""
    with workshop.file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(**values))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two groups of Northlight, one with a pulse, each in a way of writing it."""
    people = [Person(f"Person {n}") for n in range(7)] + [Person(ZOE, email="zoe@example.org")]
    inner = tmp_path / "autumn"
    inner.mkdir()
    first = day_of(tmp_path, FIRST, [CHECK], people=people)
    crowd(first, CHECK, seed=1)
    say(first, client="Northlight B.V.", title="Warehouse", created_at="2026-03-16T08:00:00+00:00")
    pulse = day_of(inner, PREVIOUS, [CHECK])
    same_people(pulse, first, 6)
    crowd(pulse, CHECK, seed=1, lift=1)
    say(pulse, client="", title="Warehouse again", created_at="2026-09-21T08:00:00+00:00")
    look_back(pulse, first)
    other = day_of(tmp_path, NOW, [CHECK])
    crowd(other, CHECK, seed=3)
    say(other, client="NORTHLIGHT", title="Office", created_at="2027-01-18T08:00:00+00:00")
    for one in (first, pulse, other):
        one.file.close()
    return tmp_path


def test_a_pulse_belongs_to_its_first_session_and_a_client_to_however_it_is_written(
    folder: Path,
) -> None:
    (client,) = read(folder).clients
    assert client.name == "Northlight B.V."
    assert client.spellings == ("NORTHLIGHT",)
    assert [line.name for line in client.lines] == ["Warehouse", "Office"]
    warehouse = client.lines[0]
    assert [one.facts.day for one in warehouse.sessions] == [FIRST, PREVIOUS]
    assert returned(warehouse, warehouse.sessions[1]) == 100
    assert returned(warehouse, warehouse.sessions[0]) is None


def test_a_group_is_beside_its_own_first_session(folder: Path) -> None:
    (client,) = read(folder).clients
    (table,) = View(client, AXES, WORDS, 0).tables()
    assert [column.title for column in table.columns[1:]] == [
        "First, March 2026", "Now", "Since the first",
    ]  # fmt: skip
    assert len(table.rows) == 6
    for _, first, now, *_ in table.rows:
        assert isinstance(first, float)
        assert isinstance(now, float)
        assert now > first
    assert "Sowing time: 6 months since the first session." in table.note
    assert "100% of us were there the first time." in table.note


def test_groups_are_lines_behind_their_mean(folder: Path) -> None:
    (client,) = read(folder).clients
    view = View(client, AXES, WORDS)
    assert view.is_mean
    (table,) = view.tables()
    assert table.strong == frozenset(range(6))
    means, rest = table.rows[:6], table.rows[6:]
    assert {row[0] for row in means} == {"Mean of all groups"}
    assert [row[0] for row in rest] == ["Warehouse"] * 6 + ["Office"] * 6
    assert all(row[4] is None for row in rest if row[0] == "Office"), "it has one session"
    changes = [row[4] for row in rest if row[0] == "Warehouse"]
    assert [row[4] for row in means] == changes, "only one group has a change"
    (page,) = view.figures(CANVAS)
    keys = [item.key for item in page.items if getattr(item, "key", "").startswith("beside:")]
    assert len(keys) == 6, "a line for each axis of the group that has two days"


def test_nothing_of_a_group_of_the_room_or_of_a_person_is_kept(folder: Path) -> None:
    read(folder)
    kept = "".join(path.read_text() for path in programme_cache.folder().iterdir())
    with SessionFile.open(next(folder.glob("2026-03*.workshop")), writable=False) as file:
        keys = [key for (key,) in file.rows("SELECT key FROM person")]
    assert keys
    for secret in (ZOE, "zoe@example.org", "Warehouse", "Northlight", str(folder), *keys):
        assert secret not in kept
    assert '"group"' not in kept
    assert len(list(programme_cache.folder().iterdir())) == 3
    programme_cache.clear()
    assert not programme_cache.folder().exists()


def test_what_was_read_is_read_again_only_where_a_file_changed(folder: Path) -> None:
    before = read(folder)
    stored = {path: path.read_text() for path in programme_cache.folder().iterdir()}
    for path in stored:
        kept = json.loads(stored[path])
        kept["figures"]["version"] = 77
        path.write_text(json.dumps(kept))
    (client,) = read(folder).clients
    assert [one.figures.version for one in client.sessions] == [77, 77, 77]
    changed = client.sessions[-1].path
    with SessionFile.open(changed) as file, file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(place="Elsewhere"))
    (client,) = read(folder).clients
    versions = {one.path: one.figures.version for one in client.sessions}
    (was,) = {one.figures.version for one in before.clients[0].sessions}
    assert versions.pop(changed) == was
    assert set(versions.values()) == {77}


def test_a_damaged_entry_is_read_again(folder: Path) -> None:
    before = read(folder)
    for n, path in enumerate(sorted(programme_cache.folder().iterdir())):
        path.write_text(("", "{}", '{"of": 1}')[n])
    assert read(folder) == before


def test_no_file_is_changed_and_nothing_is_left_beside_it(folder: Path) -> None:
    def state() -> dict[str, tuple[bytes, int]]:
        found = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}

    before = state()
    read(folder)
    read(folder)
    assert state() == before


def test_what_cannot_be_read_says_why_and_the_others_show(folder: Path) -> None:
    good = next(folder.glob("2026-03*.workshop"))
    (folder / "text.workshop").write_text("not a session")
    (folder / "empty.workshop").touch()
    (folder / "folder.workshop").mkdir()
    whole = good.read_bytes()
    (folder / "torn.workshop").write_bytes(whole[: len(whole) // 2])
    newer = folder / "newer.workshop"
    shutil.copyfile(good, newer)
    import apsw

    connection = apsw.Connection(str(newer))
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    foreign = folder / "foreign.workshop"
    shutil.copyfile(good, foreign)
    connection = apsw.Connection(str(foreign))
    connection.execute("CREATE TRIGGER evil AFTER UPDATE ON note BEGIN DELETE FROM note; END")
    connection.close()
    forged = folder / "forged.workshop"
    shutil.copyfile(good, forged)
    connection = apsw.Connection(str(forged))
    connection.execute("UPDATE tally SET votes = votes + 1")
    connection.close()
    found = read(folder)
    why = {one.path.name: one.why.sentence for one in found.left}
    assert sorted(why) == [
        *("empty.workshop", "folder.workshop", "foreign.workshop", "forged.workshop"),
        *("newer.workshop", "text.workshop", "torn.workshop"),
    ]
    assert "newer version" in why["newer.workshop"]
    assert "damaged" in why["torn.workshop"]
    assert "does not have" in why["foreign.workshop"]
    assert "do not add up" in why["forged.workshop"]
    assert len(found.clients[0].sessions) == 3
    assert len(left_table(found, Words.load("nl")).rows) == 7
    assert "is beschadigd" in str(left_table(found, Words.load("nl")).rows)


@pytest.mark.parametrize("known", [True, False])
def test_a_session_that_is_open_is_left_alone(folder: Path, *, known: bool) -> None:
    """Held by another program, which is what takes the lock from whoever reads."""
    if known:
        read(folder)
    path = next(folder.glob("2026-03*.workshop"))
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        (left,) = read(folder).left
        other.communicate()
    assert left.path == path
    assert "already open" in left.why.sentence
    assert not read(folder).left


def test_a_copy_counts_once_as_the_one_that_was_changed_last(folder: Path) -> None:
    good = next(folder.glob("2026-03*.workshop"))
    copy = folder / "copy of the first.workshop"
    shutil.copyfile(good, copy)
    os.utime(good, (1, 1))
    found = read(folder)
    (only,) = found.copies
    assert (only.path, only.of) == (good, copy)
    assert len(found.clients[0].sessions) == 3
    assert "A copy of copy of the first.workshop" in str(left_table(found, WORDS).rows)


def test_folders_are_looked_into_once_and_hidden_ones_not(tmp_path: Path) -> None:
    for place in ("a.workshop", "in/b.WORKSHOP", "in/deep/c.workshop", ".hidden/d.workshop",
                  ".e.workshop", "f.txt"):  # fmt: skip
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    names = [path.name for path in session_files(tmp_path)]
    assert names == ["a.workshop", "b.WORKSHOP"]
    with pytest.raises(UserError, match="cannot be read"):
        session_files(tmp_path / "nowhere")


def test_many_files_are_read_by_processes_of_their_own(folder: Path) -> None:
    good = next(folder.glob("2026-03*.workshop"))
    for number in range(9):
        path = folder / f"{number}.workshop"
        shutil.copyfile(good, path)
        with SessionFile.open(path) as file, file.edit("") as edit:
            edit.run(storage.tables.SessionRow.update(created_at=f"2026-03-16T09:0{number}:00"))
    (folder / "text.workshop").write_text("not a session")
    told: list[tuple[int, int]] = []
    found = read_programme(folder, lambda *at: told.append(at))
    assert told == [(done, 13) for done in range(14)]
    assert len(found.clients[0].lines) == 11
    assert [one.path.name for one in found.left] == ["text.workshop"]


def test_readers_begin_while_the_folder_is_chosen_and_end_with_the_reading(folder: Path) -> None:
    (path, *_) = session_files(folder)
    for number in range(12):
        shutil.copyfile(path, folder / f"copy {number}.workshop")
    before = set(active_children())
    begin_readers()
    begin_readers()
    begun = set(active_children()) - before
    assert 1 <= len(begun) <= 4
    found = read_programme(folder, lambda *_: None)
    assert len(found.clients[0].lines) >= 2
    for process in begun:
        process.join(60)
    assert set(active_children()) == before


@pytest.mark.parametrize("chosen", [True, False])
def test_readers_that_nobody_needs_end(tmp_path: Path, *, chosen: bool) -> None:
    before = set(active_children())
    begin_readers()
    begun = set(active_children()) - before
    if chosen:
        read_programme(tmp_path, lambda *_: None)
    else:
        end_readers()
    for process in begun:
        process.join(60)
    assert begun
    assert set(active_children()) == before


def test_where_the_app_is_killed_its_processes_end_too(folder: Path, tmp_path: Path) -> None:
    (path, *_) = session_files(folder)
    for number in range(12):
        shutil.copyfile(path, folder / f"copy {number}.workshop")
    command = [sys.executable, "-c", _READ, str(folder)]
    environment = {**os.environ, HOME_VARIABLE: str(tmp_path / "nothing known")}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as app:
        assert app.stdout is not None
        assert app.stdout.readline() == b"reading\n"
        app.kill()
        app.communicate(timeout=60)  # which ends when the last one that could print has ended


def test_what_progress_raises_ends_the_work(folder: Path) -> None:
    def stop(done: int, _of: int) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        read_programme(folder, stop)


def test_rates_are_beside_one_another(tmp_path: Path) -> None:
    path = first_session(tmp_path)
    pulse = pulse_of(path)
    from workshop_app.kinds.plan.model import read_actions
    from workshop_app.session.review import set_verdict

    for action in read_actions(pulse.file, "act-plan")[:2]:
        set_verdict(pulse.file, "", "act-plan", action.key, "done")
    pulse.file.close()
    (client,) = read(tmp_path).clients
    assert subjects(client, WORDS)[0].key == RATE_SUBJECT
    (table,) = View(client, RATE_SUBJECT, WORDS).tables()
    rates = {row[0]: row for row in table.rows}
    assert rates["Actions done"][2] == pytest.approx(50)
    assert "Loops closed" in rates


def test_methods_of_several_versions_compare_by_id_and_say_so(folder: Path) -> None:
    path = next(folder.glob("2027*.workshop"))
    with SessionFile.open(path) as file:
        method = json.loads(file.rows("SELECT method FROM session")[0][0])
        method["version"] += 1
        with file.edit("") as edit:
            edit.run(storage.tables.SessionRow.update(method=json.dumps(method)))
    (client,) = read(folder).clients
    table = session_table(client, WORDS)
    assert "several versions of the method" in table.note
    assert "permanent ids" in table.note
    assert len(View(client, AXES, WORDS).tables()[0].rows) == 18


def test_where_nobody_is_ticked_present_there_is_no_number_of_people(tmp_path: Path) -> None:
    empty = day_of(tmp_path, FIRST, [CHECK], people=[Person("Ana", present=False)])
    say(empty, client="Alone")
    empty.file.close()
    (client,) = read(tmp_path).clients
    assert session_table(client, WORDS).rows[0][3] is None


def test_a_row_that_a_pulse_did_not_measure_has_no_number_in_it(tmp_path: Path) -> None:
    card = "act-scorecard"
    first, pulse = (day_of(tmp_path, day, [card]) for day in (FIRST, NOW))
    row = Score(row="sc-nps", unit="points", better="up", baseline=-30.0, target=30.0)
    for one in (first, pulse):
        add_scores(one.file, "Add", card, [row])
    look_back(pulse, first)
    (began,) = read_figures(first.file).sets
    assert began.measures.of("sc-nps") == Measure("sc-nps", "", 0.0)
    assert not read_figures(pulse.file).sets
    for one in (first, pulse):
        one.file.close()


def test_the_words_of_one_method_are_not_said_for_another(folder: Path) -> None:
    """What numbers are called is asked once for a method, and these differ in Dutch only."""
    path = next(folder.glob("2027*.workshop"))
    with SessionFile.open(path) as file:
        method = json.loads(file.rows("SELECT method FROM session")[0][0])
        words = method["words"]["nl"]
        axis = next(key for key in words if key.startswith(f"{CHECK}.axes."))
        before, words[axis] = words[axis], "Anders gezegd"
        with file.edit("") as edit:
            edit.run(storage.tables.SessionRow.update(method=json.dumps(method)))
    (client,) = read(folder).clients
    labels = {
        one.path.name[:4]: next(of for of in one.figures.sets if of.key == AXES).labels
        for one in client.sessions
        if one.facts.day != PREVIOUS
    }
    id_ = axis.removeprefix(f"{CHECK}.axes.")
    assert {year: of["nl"][id_] for year, of in labels.items()} == {
        "2026": before, "2027": "Anders gezegd",
    }  # fmt: skip
    assert labels["2026"]["en"] == labels["2027"]["en"]


def test_every_word_is_there_in_dutch(folder: Path) -> None:
    (client,) = read(folder).clients
    words = Words.load("nl")
    assert "As" in [column.title for column in View(client, AXES, words).tables()[0].columns]
    assert session_table(client, words).rows[0][0] == "16 maart 2026"


# -- how a client is written ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Northlight", "NORTHLIGHT B.V.", True),
        ("Café Zuid", "cafe  zuid", True),
        ("The Harbour, Ltd.", "Harbour", True),
        ("Northlight", "Nortlight", True),
        ("Northlight", "Norhtlight", True),
        ("Northlight", "Southlight", False),
        ("Clinic 12", "Clinic 13", False),
        ("Clinic 1", "Clinic 11", False),
        ("Bank", "Bark", False),
        ("", "Northlight", False),
        ("B.V.", "N.V.", False),
    ],
)
def test_a_client_is_known_however_it_is_written(one: str, other: str, *, same: bool) -> None:
    assert is_same_client(one, other) is same
    assert is_same_client(other, one) is same


@given(st.dictionaries(st.text(max_size=12), st.integers(1, 9), max_size=8))
def test_every_spelling_has_one_name_that_is_one_of_them(names: dict[str, int]) -> None:
    found = spellings(names)
    assert set(found) == set(names)
    assert all(found[name] == name for name in set(found.values()))
    assert all(is_same_client(found[name], name) for name in names)


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.floats(0, 100))))
def test_a_quarter_has_one_mean_within_its_days_and_values(
    points: list[tuple[date, float]],
) -> None:
    found = by_quarter(points)
    quarters = {(day.year, (day.month - 1) // 3) for day, _ in points}
    assert [(day.year, (day.month - 1) // 3) for day, _ in found] == sorted(quarters)
    for day, value in found:
        inside = [v for d, v in points if (d.year, (d.month - 1) // 3)
                  == (day.year, (day.month - 1) // 3)]
        assert min(inside) - 1e-9 <= value <= max(inside) + 1e-9


def test_a_rehearsal_is_left_out_by_what_it_says_and_not_by_its_title(tmp_path: Path) -> None:
    inner = tmp_path / "real"
    inner.mkdir()
    workshop = day_of(inner, FIRST, [CHECK])
    say(workshop, title="Rehearsal: a play")
    rehearsal = rehearsal_of(workshop, tmp_path / "rehearsal.workshop")
    for one in (rehearsal, workshop):
        one.file.close()
    found = read(tmp_path)
    (client,) = found.clients
    assert [one.facts.title for one in client.sessions] == ["Rehearsal: a play"]
    ((name, why),) = left_table(found, WORDS).rows
    assert name == "rehearsal.workshop"
    assert "is a rehearsal" in str(why)
