"""The session file: edit, undo, redo, signal, pragmas, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import apsw
import pytest

from workshop_app.errors import UserError
from workshop_app.session.notes import NewNote, add_notes, change_note, delete_note, read_notes
from workshop_app.storage import Change, SessionFile, opening, schema
from workshop_app.storage.tables import TABLES, NoteRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile.create(tmp_path / "a.workshop")


def _add(file: SessionFile, text: str) -> str:
    return add_notes(file, f"Add {text}", "x", [NewNote("c", text)])[0]


def _texts(file: SessionFile) -> list[str]:
    return [note.text for note in read_notes(file, "x")]


def _undoable(file: SessionFile) -> list[str]:
    return [entry.label for entry in file.history.undoable(50)]


def test_edit_is_saved_and_announced_once_after_commit(file: SessionFile) -> None:
    seen: list[Change] = []

    def listener(change: Change) -> None:
        assert not file.connection.in_transaction
        seen.append(change)

    file.subscribe(listener)
    _add(file, "one")
    assert seen == [Change("Add one", frozenset({"note"}))]
    path = file.path
    file.close()
    assert sorted(path.parent.iterdir()) == [path]
    with SessionFile.open(path) as again:
        assert _texts(again) == ["one"]


def test_an_edit_that_raises_changes_nothing(file: SessionFile) -> None:
    _add(file, "one")
    seen: list[Change] = []
    file.subscribe(seen.append)

    def fails() -> None:
        with file.edit("Fails") as edit:
            edit.run(NoteRow.delete())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert _texts(file) == ["one"]
    assert seen == []
    assert [entry.label for entry in file.history.entries()] == ["Add one"]


def test_undo_and_redo_walk_the_history(file: SessionFile) -> None:
    key = _add(file, "one")
    change_note(file, "Edit", key, text="uno")
    delete_note(file, "Delete", key)
    assert [file.undo(), file.undo(), file.undo(), file.undo()] == [
        "Delete",
        "Edit",
        "Add one",
        None,
    ]
    assert _texts(file) == []
    assert [file.redo(), file.redo()] == ["Add one", "Edit"]
    assert _texts(file) == ["uno"]
    _add(file, "two")
    assert file.redo() is None
    assert [(e.label, e.undone) for e in file.history.entries()] == [
        ("Add two", False),
        ("Edit", False),
        ("Add one", False),
    ]


def test_undo_survives_a_restart(file: SessionFile) -> None:
    _add(file, "one")
    file.close()
    with SessionFile.open(file.path) as again:
        assert again.undo() == "Add one"
        assert _texts(again) == []


def test_undo_refuses_when_something_else_changed_since(file: SessionFile) -> None:
    key = _add(file, "one")
    with file.edit("", undoable=False) as edit:
        edit.run(NoteRow.update(text="other").where(NoteRow.key == key))
    with pytest.raises(UserError, match="changed since"):
        file.undo()
    assert _texts(file) == ["other"]


def test_ballot_tables_are_never_in_the_journal(file: SessionFile) -> None:
    with file.edit("Marker") as edit:
        edit.run(
            NoteRow.insert(
                key="k",
                activity="x",
                place="c",
                text="seen-marker",
                held=False,
                position=1,
                created_at="now",
                votes=None,
            )
        )
    with file.secret_edit("ballot"):
        file.connection.execute(
            "INSERT INTO round VALUES ('r','x',1,'booth','','open',1,0,4,'[]',0,0,'')"
        )
        file.connection.execute("INSERT INTO ballot VALUES ('r','key-marker','q','4','')")
    journal = b"".join(
        bytes(blob) for (blob,) in file.connection.execute("SELECT changeset FROM journal")
    )
    assert b"seen-marker" in journal
    assert b"key-marker" not in journal


def test_pragmas_are_read_back(file: SessionFile) -> None:
    found = {name: file.connection.pragma(name) for name in opening.PRAGMAS}
    assert {k: v for k, v in found.items() if k != "mmap_size"} == {
        k: v for k, v in opening.PRAGMAS.items() if k != "mmap_size"
    }
    assert found["mmap_size"] in (0, None)


def test_a_second_process_is_refused(file: SessionFile) -> None:
    code = (
        "import sys; from pathlib import Path; from workshop_app.storage import SessionFile;"
        "SessionFile.open(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file.path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "already open" in done.stderr


def test_models_match_the_schema(file: SessionFile) -> None:
    for table in TABLES:
        meta = table._meta  # noqa: SLF001
        columns = [
            (name, bool(notnull))
            for _, name, _, notnull, *_ in file.connection.execute(
                f"PRAGMA table_info({meta.table_name})"
            )
        ]
        nullable = {field.column_name for field in meta.sorted_fields if field.null}
        assert {name for name, _ in columns} == {f.column_name for f in meta.sorted_fields}
        assert {n for n, strict in columns if not strict and n != "number"} == nullable


def _bytes_of_a_session(tmp_path: Path) -> bytes:
    path = tmp_path / "good.workshop"
    with SessionFile.create(path) as made:
        for index in range(200):
            _add(made, f"note {index} " * 20)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("pdf", "is a PDF"),
        ("empty", "is empty"),
        ("one byte", "another kind of file"),
        ("truncated", "is damaged"),
        ("half page", "is damaged"),
        ("newer", "newer version"),
        ("foreign", "another program"),
        ("trigger", "something that a session file does not have"),
        ("garbage inside", "is damaged"),
    ],
)
def test_other_files_get_one_sentence_and_stay_as_they_were(
    tmp_path: Path, name: str, sentence: str
) -> None:
    good = _bytes_of_a_session(tmp_path)
    path = tmp_path / "bad.workshop"
    contents = {
        "pdf": b"%PDF-1.7\n...",
        "empty": b"",
        "one byte": b"x",
        "truncated": good[: len(good) // 2],
        "half page": good[:-100],
        "garbage inside": good[:4096] + b"\xa5" * 8192 + good[12288:],
    }
    path.write_bytes(contents.get(name, good))
    statements = {
        "newer": f"PRAGMA user_version = {schema.VERSION + 1}",
        "foreign": "PRAGMA application_id = 1",
        "trigger": "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM tally; END",
    }
    if name in statements:
        connection = apsw.Connection(str(path))
        connection.execute(statements[name])
        connection.close()
    before = path.read_bytes()
    for writable in (True, False):
        with pytest.raises(UserError, match=sentence) as caught:
            SessionFile.open(path, writable=writable)
        assert caught.value.safe
        assert caught.value.do
    assert path.read_bytes() == before


def test_a_folder_and_a_missing_file_get_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        SessionFile.open(tmp_path)
    with pytest.raises(UserError, match="There is no file"):
        SessionFile.open(tmp_path / "none.workshop")
    (tmp_path / "there.workshop").write_text("mine")
    with pytest.raises(UserError, match="already exists"):
        SessionFile.create(tmp_path / "there.workshop")
    assert (tmp_path / "there.workshop").read_text() == "mine"


def test_full_disk_gets_a_sentence_and_the_file_goes_on(file: SessionFile) -> None:
    _add(file, "one")
    pages = file.connection.pragma("page_count")
    file.connection.pragma("max_page_count", pages)
    with pytest.raises(UserError, match="disk is full"):
        add_notes(file, "Many", "x", [NewNote("c", "long " * 90) for _ in range(200)])
    assert _texts(file) == ["one"]
    file.connection.pragma("max_page_count", 1_000_000)
    _add(file, "two")
    assert _texts(file) == ["one", "two"]


def test_kill_at_random_points_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """PROMISES 1, with 30 repetitions here; the soak does 1,000."""
    path = tmp_path / "killed.workshop"
    SessionFile.create(path).close()
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from workshop_app.storage import SessionFile\n"
        "from workshop_app.session.notes import NewNote, add_notes\n"
        "file = SessionFile.open(Path(sys.argv[1]))\n"
        "for number in range(10_000):\n"
        "    key = add_notes(file, 'Add', 'x', [NewNote('c', sys.argv[2] + str(number))])[0]\n"
        "    sys.stdout.write(key + '\\n'); sys.stdout.flush()\n"
    )
    acknowledged: list[str] = []
    for attempt in range(30):
        with subprocess.Popen(
            [sys.executable, "-c", script, str(path), f"{attempt}-"],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            for _ in range(1 + attempt % 7):
                acknowledged.append(process.stdout.readline().strip())
            process.kill()
            acknowledged += process.stdout.read().split("\n")[:-1]
    with SessionFile.open(path) as survived:
        kept = {note.key for note in read_notes(survived, "x")}
    assert len(acknowledged) >= 30
    assert set(acknowledged) <= kept


def _within(file: SessionFile, inner: Callable[[], object]) -> None:
    with file.edit("Outer") as edit:
        edit.run(NoteRow.update(text="changed"))
        with pytest.raises(RuntimeError, match="one edit of the two"):
            inner()


def test_a_change_within_a_change_is_refused_and_the_outer_one_stays(file: SessionFile) -> None:
    _add(file, "one")

    def secret() -> None:
        with file.secret_edit("ballot"):
            pass

    for inner in (secret, file.undo, file.redo, lambda: _add(file, "two")):
        _within(file, inner)
        assert _texts(file) == ["changed"]
        assert file.undo() == "Outer"


def test_every_listener_is_told_even_if_one_raises(file: SessionFile) -> None:
    seen: list[str] = []

    def fails(change: Change) -> None:
        seen.append(f"failed {change.label}")
        raise ZeroDivisionError

    file.subscribe(fails)
    file.subscribe(lambda change: seen.append(change.label))
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _add(file, "one")
    assert seen == ["failed Add one", "Add one"] * 2


def test_a_listener_that_changes_something_is_heard_in_order(file: SessionFile) -> None:
    seen: list[str] = []

    def answers(change: Change) -> None:
        if change.label == "Add one":
            _add(file, "two")

    file.subscribe(answers)
    file.subscribe(lambda change: seen.append(change.label))
    _add(file, "one")
    assert seen == ["Add one", "Add two"]


def test_a_bug_within_an_edit_is_not_taken_for_a_fault_of_the_drive(file: SessionFile) -> None:
    def fails() -> None:
        with file.edit("Fails"):
            try:
                raise PermissionError(13, "another file")
            except PermissionError:
                raise KeyError("a bug") from None

    with pytest.raises(KeyError):
        fails()

    def other_file() -> None:
        with file.edit("Fails"):
            raise PermissionError(13, "another file")

    with pytest.raises(PermissionError):
        other_file()


def test_undo_steps_over_what_cannot_be_taken_back(file: SessionFile) -> None:
    _add(file, "one")
    key = _add(file, "two")
    change_note(file, "Edit", key, text="zwei")
    with file.edit("", undoable=False) as edit:
        edit.run(NoteRow.update(text="drei").where(NoteRow.key == key))
    assert _undoable(file) == ["Edit", "Add two", "Add one"]
    with pytest.raises(UserError, match="“Edit” cannot be taken back"):
        file.undo()
    assert _undoable(file) == ["Add two", "Add one"]
    with pytest.raises(UserError, match="“Add two” cannot be taken back"):
        file.undo()
    assert file.undo() == "Add one"
    assert _undoable(file) == []
    assert _texts(file) == ["drei"]
    assert [(e.label, e.undone) for e in file.history.entries()] == [
        ("Edit", False),
        ("Add two", False),
        ("Add one", True),
    ]
    assert file.redo() == "Add one"


def test_what_is_undone_is_not_undoable_however_much_it_is(file: SessionFile) -> None:
    for number in range(30):
        _add(file, str(number))
    newest = file.history.undoable(1)[0].number
    for _ in range(29):
        file.undo()
    assert _undoable(file) == ["Add 0"]
    assert file.history.undoable(1)[0].number < newest
    while file.redo() is not None:
        pass
    assert file.history.undoable(1)[0].number == newest


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.workshop"
    os.mkfifo(path)
    with pytest.raises(UserError, match="is a device"):
        SessionFile.open(path)


def test_a_name_that_is_too_long_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 300 + ".workshop")
    with pytest.raises(UserError, match="too long"):
        SessionFile.create(path)
    with pytest.raises(UserError, match="cannot be read"):
        SessionFile.open(path)


def test_a_file_that_was_never_finished_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.workshop"
    SessionFile.create(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 0")
    connection.close()
    with pytest.raises(UserError, match="holds no session"):
        SessionFile.open(path)
