"""What comes along of a session in a pulse: what the room said, and nothing of its people."""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import TYPE_CHECKING

import apsw
import pytest

from tests.desk import session, sixteen_people
from tests.kinds.voting import column, vote
from tests.storage.test_migrations import golden
from workshop_app import storage
from workshop_app.assembly.sound_counts import check_earlier
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session.earlier import (
    UNNAMED,
    broken_earlier,
    earlier_contexts,
    read_earlier,
    stripped,
    without_people,
)
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person, read_people
from workshop_app.storage import SessionFile, schema
from workshop_app.storage.voting_tables import RoundRow

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

STORY = "see-customer-story"
CHECKLIST = "see-checklist"

PEOPLE = (
    *sixteen_people(),
    Person("Zoë O’Neil", email="zoe@example.org", manager="Mark Person-Smith", present=True),
    Person("Σοφία Παπά", email="sofia@example.org", present=False),
    Person("Hope", email="hope@example.org"),
)

PRIVATE = (
    "Zoë O’Neil", "zoe@example.org", "Σοφία Παπά", "sofia@example.org", "Mark Person-Smith",
    "hope@example.org", "Person 03", "kept under my pillow", "mail.example.org", "s3cret",
    "Only I know", "phones-secret", "Anna van Buiten", "Frits Facilitator", "held back",
)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A session in which everything private that can be is."""
    folder = tmp_path / "before"
    folder.mkdir()
    workshop = session(folder, people=PEOPLE, extra=("act-plan", "act-scorecard"))
    _fill(workshop)
    return workshop


def _fill(workshop: Workshop) -> None:
    file, tables = workshop.file, storage.tables
    notes = [
        NewNote("happened", "zoë o’neil waited; ask zoe@example.org"),
        NewNote("happened", "We hope, and Hope hopes"),
        NewNote("happened", "held back", held=True),
        NewNote("outcome/lesson", "Call back"),
    ]
    add_notes(file, "", STORY, notes)
    vote(workshop, CHECKLIST, column("ck01", (0, 2, 3, 7, 4)))
    keys = {one.name: one.key for one in read_people(file)}
    settings = {"currency": "£", "phones": {"secret": "phones-secret"}, "mail": "mail.example.org"}
    with file.edit("") as edit:
        edit.run(tables.SessionRow.update(
            settings=json.dumps(settings), facilitator="Frits Facilitator"
        ))
        edit.run(tables.ActionRow.insert(
            key="action-1", activity="act-plan", title="Phone Zoë O’Neil", outcome="", moment="",
            owner=keys["Zoë O’Neil"], partner="Anna van Buiten", start="", due="2026-05-01",
            horizon="", measure="", help="", answer="", status="open", origin="", position=1.0,
        ))
        edit.run(tables.ScoreRow.insert(
            key="score-1", activity="act-scorecard", row="sc-nps", name="", unit="points",
            better="up", baseline=-30.0, target=30.0, horizon="", owner="Anna van Buiten",
            position=1.0,
        ))
        for subject, activity in (("action-1", "act-plan"), ("pledge-1", "be-pledge")):
            edit.run(tables.ReviewRow.insert(subject=subject, activity=activity, verdict="done"))
        edit.run(tables.OutboxRow.insert(
            key="m1", position=1.0, person="", name="Zoë O’Neil", address="zoe@example.org",
            language="en", editions="group", subject="s3cret", body="s3cret", state="waiting",
            message_id="<m1@example.org>", changed_at="",
        ))
    with file.secret_edit() as edit:
        edit.run_each(
            "INSERT INTO pledge VALUES ('pledge-1', 'be-pledge', ?, 'Only I know', '', '', '', '', "
            "'', '', 0, 1.0)",
            [(keys["Zoë O’Neil"],)],
        )
        round_ = file.rows("SELECT key FROM round")[0][0]
        edit.run_each(
            "INSERT INTO named_answer VALUES (?, ?, 'ck01', 'kept under my pillow')",
            [(round_, keys["Zoë O’Neil"])],
        )


def put(file: SessionFile, key: str, data: bytes, position: float = 1.0) -> None:
    """Let a session come along in a file."""
    with file.edit("", undoable=False) as edit:
        edit.run(storage.tables.EarlierRow.insert(key=key, position=position, data=data))


def test_what_the_room_said_comes_back(workshop: Workshop, file: SessionFile) -> None:
    put(file, "one", stripped(workshop.file))
    (one,) = read_earlier(file)
    assert (one.key, one.title, one.day) == ("one", "Test", workshop.info.date)
    assert one.method == workshop.method
    assert not one.file.writable
    for table in ("tally", "tally_group", "round_question", "slot", "score_actual"):
        asked = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert one.file.rows(asked) == workshop.file.rows(asked)
    assert one.file.rows("SELECT state, returned FROM round") == [("revealed", 16)]
    assert one.file.rows("SELECT baseline, target, owner FROM score") == [(-30.0, 30.0, "")]
    assert one.file.rows("SELECT key, title, due, owner, partner FROM action") == [
        ("action-1", f"Phone {UNNAMED}", "2026-05-01", "", "")
    ]
    assert one.file.rows("SELECT subject FROM review") == [("action-1",)]
    assert json.loads(one.file.rows("SELECT settings FROM session")[0][0])["currency"] == "£"


def test_a_kind_reads_then_as_it_reads_now(workshop: Workshop, file: SessionFile) -> None:
    put(file, "one", stripped(workshop.file))
    context = workshop.context(CHECKLIST)
    ((one, then),) = earlier_contexts(context._replace(file=file))
    assert one.key == "one"
    assert then.info.date == one.day
    rating = registry.kind("rating")
    assert rating.results(then) == rating.results(context)
    assert not rating.is_empty(rating.results(then))
    ((_, board),) = earlier_contexts(workshop.context(STORY)._replace(file=file))
    texts = {one.text for one in registry.kind("board").results(board).columns[0].notes}
    assert texts == {f"{UNNAMED} waited; ask {UNNAMED}", f"We hope, and {UNNAMED} hopes"}


def test_an_activity_that_was_not_on_the_agenda_has_no_earlier(
    workshop: Workshop, file: SessionFile
) -> None:
    put(file, "one", stripped(workshop.file))
    assert earlier_contexts(workshop.context("see-journey")._replace(file=file)) == ()


def test_nothing_of_people_is_in_any_byte(workshop: Workshop) -> None:
    content = zlib.decompress(stripped(workshop.file))
    keys = [one.key for one in read_people(workshop.file)]
    for text in (*PRIVATE, *(one.name for one in PEOPLE if " " in one.name)):
        assert text.casefold().encode() not in content, text
        assert text.encode() not in content, text
    assert b"Call back" in content, "the control: what the room said is found in the same way"
    assert sum(key.encode() in content for key in keys) == len(PEOPLE) - 1, "those present"


def test_the_same_texts_are_in_the_file_itself(workshop: Workshop) -> None:
    """The control: the search above finds them where they are."""
    content = workshop.file.connection.serialize("main")
    for text in PRIVATE:
        assert text.encode() in content or json.dumps(text)[1:-1].encode() in content, text


def test_a_round_that_is_open_stays_behind(workshop: Workshop, file: SessionFile) -> None:
    with workshop.file.edit("") as edit:
        edit.run(RoundRow.update(state="open"))
    put(file, "one", stripped(workshop.file))
    (one,) = read_earlier(file)
    for table in ("round", "round_question", "tally"):
        assert one.file.rows(f"SELECT * FROM {table}") == []


def test_those_present_are_known_by_their_keys(workshop: Workshop, file: SessionFile) -> None:
    put(file, "one", stripped(workshop.file))
    (one,) = read_earlier(file)
    there = {person.key for person in read_people(workshop.file) if person.present}
    assert one.present == there
    assert len(there) == len(PEOPLE) - 1


def test_oldest_first_and_read_once(workshop: Workshop, file: SessionFile) -> None:
    put(file, "b", stripped(workshop.file), 2.0)
    kept = read_earlier(file)
    add_notes(file, "", STORY, [NewNote("happened", "Something else")])
    assert read_earlier(file) is kept
    with workshop.file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(title="First", date="2025-01-31"))
    put(file, "a", stripped(workshop.file), 1.0)
    assert [(one.title, one.day) for one in read_earlier(file)] == [
        ("First", date(2025, 1, 31)), ("Test", workshop.info.date),
    ]


def test_whoever_is_erased_is_no_longer_among_those_present(
    workshop: Workshop, file: SessionFile
) -> None:
    data = stripped(workshop.file)
    put(file, "one", data)
    (one,) = read_earlier(file)
    gone, *left = sorted(one.present)
    less = without_people(file, data, {gone})
    assert gone.encode() not in zlib.decompress(less)
    assert without_people(file, less, {gone}) == less
    assert without_people(file, b"none", {gone}) == b"none"
    with file.edit("", undoable=False) as edit:
        edit.run(storage.tables.EarlierRow.update(data=less))
    (one,) = read_earlier(file)
    assert one.present == set(left)


def test_a_session_without_earlier_ones_has_none(file: SessionFile, workshop: Workshop) -> None:
    assert read_earlier(file) == () == broken_earlier(file)
    assert earlier_contexts(workshop.context(CHECKLIST)) == ()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_one_of_an_older_version_is_brought_to_the_newest(
    version: int, tmp_path: Path, file: SessionFile, workshop: Workshop
) -> None:
    path = golden(version, tmp_path)
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE session SET method = ?", (workshop.method.to_json(),))
    put(file, "old", zlib.compress(connection.serialize("main")))
    connection.close()
    (one,) = read_earlier(file)
    assert (one.title, one.day) == ("Closer to Maria", date(2026, 3, 3))
    assert one.file.rows("SELECT text, merged_into FROM note LIMIT 1") != []
    assert one.file.connection.pragma("user_version") == schema.VERSION


def test_an_older_file_is_stripped_as_any_other(tmp_path: Path, workshop: Workshop) -> None:
    path = golden(1, tmp_path)
    before = path.read_bytes()
    with SessionFile.open(path, writable=False) as old:
        content = zlib.decompress(stripped(old))
        names = [name for (name,) in old.rows("SELECT name FROM person")]
    assert names
    for name in names:
        assert name.encode() not in content
    assert path.read_bytes() == before


def _foreign() -> bytes:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE note (text)")
    return zlib.compress(connection.serialize("main"))


def _with_trigger(data: bytes) -> bytes:
    connection = apsw.Connection(":memory:")
    connection.deserialize("main", zlib.decompress(data))
    connection.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM tally; END")
    return zlib.compress(connection.serialize("main"))


def _torn(data: bytes) -> bytes:
    content = bytearray(zlib.decompress(data))
    content[4096:12288] = bytes(8192)
    return zlib.compress(bytes(content))


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: b"", lambda data: b"garbage", lambda data: data[:-9],
        lambda data: zlib.compress(b"none"), lambda data: zlib.compress(b""),
        lambda data: _foreign(), _with_trigger, _torn,
    ],
    ids=["empty", "garbage", "cut", "text", "nothing", "foreign", "trigger", "torn"],
)
def test_what_cannot_be_read_is_said_and_the_others_are_there(
    broken: object, workshop: Workshop, file: SessionFile
) -> None:
    assert callable(broken)
    data = stripped(workshop.file)
    put(file, "bad", broken(data), 1.0)
    put(file, "good", data, 2.0)
    assert [one.key for one in read_earlier(file)] == ["good"]
    (error,) = broken_earlier(file)
    assert isinstance(error, UserError)
    assert "An earlier session that came along in test.workshop cannot be read" in str(error)
    path = file.path
    file.close()
    with SessionFile.open(path) as again:
        assert len(read_earlier(again)) == 1


def test_counts_that_were_changed_are_noticed(workshop: Workshop, file: SessionFile) -> None:
    put(file, "good", stripped(workshop.file))
    check_earlier(file)
    connection = apsw.Connection(":memory:")
    connection.deserialize("main", zlib.decompress(stripped(workshop.file)))
    connection.execute("UPDATE tally SET votes = votes + 1 WHERE answer = '4'")
    connection.execute("UPDATE tally SET votes = votes - 1 WHERE answer = '3'")
    put(file, "bad", zlib.compress(connection.serialize("main")), 2.0)
    with pytest.raises(UserError, match="An earlier session that came along"):
        check_earlier(file)
