"""Erasing somebody: nothing of them is found in any file of the app, and nothing else is lost."""

from __future__ import annotations

import json
import shutil
import zlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from tests.crash import killed_everywhere
from tests.looked_back import NOW as LATER
from tests.looked_back import first_session
from tests.persons import ADDRESS, LINES, NAME, OTHER, everywhere, hits
from workshop_app.assembly import pulses
from workshop_app.assembly.sound import check_sound
from workshop_app.assembly.sound_counts import check_whole
from workshop_app.errors import UserError
from workshop_app.session import erasing
from workshop_app.session.earlier import read_earlier
from workshop_app.session.erased import ERASED
from workshop_app.session.holding import save_settings, settings_of
from workshop_app.session.mentions import said
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import read_people
from workshop_app.session.photos import (
    Picture,
    add_photos,
    caption_photo,
    read_picture,
    remove_photo,
)
from workshop_app.storage import SessionFile, rounds, schema
from workshop_app.storage.copies import copies_of, make_copy
from workshop_app.storage.duplicate import duplicate
from workshop_app.storage.traces import made_beside
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.people import Person
    from workshop_app.session.workshop import Workshop

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC).astimezone()
EVERY = 24
"""Writes between two kills: writing the whole file anew makes a thousand of them."""

KEPT = ("Phone back", "Write", "It took a week", OTHER, "bo@example.org")


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def copied(workshop: Workshop, copies: Path) -> None:
    """As a session is after a while: two copies, one of a former place, one of a migration."""
    file = workshop.file
    for hours in (2, 1):
        make_copy(file, copies, NOW - timedelta(hours=hours))
    (copies / "Old name 12345678").mkdir()
    duplicate(file.connection, copies / "Old name 12345678" / "Old name 2026-03-03 120000.workshop")
    duplicate(file.connection, file.path.with_name(f"{file.path.stem} (version 3).workshop"))


def folder_of(workshop: Workshop) -> Path:
    return workshop.file.path.parent


def marks(who: Person) -> tuple[str, ...]:
    return NAME, NAME.split()[1], ADDRESS, who.key


def nowhere(who: Person) -> dict[str, list[str]]:
    return {mark: [] for mark in marks(who)}


def erase(workshop: Workshop, people: list[Person] | None, copies: Path) -> None:
    erasing.erase(workshop.file, people, [copies], NOW)


# -- nothing is found --------------------------------------------------------------------


def test_a_byte_search_finds_nothing_of_who_was_erased(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    copied(workshop, copies)
    places = [tmp_path]
    before = hits(marks(who), places)
    assert all(len(found) == 5 for found in before.values()), "the search sees them"
    erase(workshop, [who], copies)
    assert hits(marks(who), places) == nowhere(who)
    assert all(hits(KEPT, [workshop.file.path]).values()), "the others stay"
    workshop.file.close()
    assert hits(marks(who), places) == nowhere(who)
    with SessionFile.open(workshop.file.path) as file:
        (one,) = read_earlier(file)
        assert who.key not in one.present
        assert len(one.present) == 5
        assert len(copies_of(copies, file.path)) == 1, "there is a copy again"


def test_without_writing_the_file_anew_the_search_finds_them(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    workshop.file.close()
    path = tmp_path / "plain.workshop"
    shutil.copyfile(workshop.file.path, path)
    connection = apsw.Connection(str(path))
    connection.pragma("secure_delete", 0)
    connection.execute("DELETE FROM person; DELETE FROM journal; DELETE FROM outbox")
    connection.execute("DELETE FROM pledge; DELETE FROM action; DELETE FROM named_answer")
    connection.execute("DELETE FROM advocate; DELETE FROM score")
    connection.close()
    assert all(hits(marks(who), [path]).values())


def test_without_the_history_the_search_finds_them(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    with workshop.file.edit("") as edit:
        edit.run_each("DELETE FROM person WHERE key = ?", [(who.key,)])
    assert all(hits(marks(who), [workshop.file.path]).values())


@pytest.mark.parametrize("who", ["one", "all"])
def test_rows_go_mentions_are_emptied_and_results_stay(
    tmp_path: Path, copies: Path, who: str
) -> None:
    workshop, person = everywhere(tmp_path)
    file = workshop.file
    counts = file.rows("SELECT * FROM tally ORDER BY 1, 2, 3, 4")
    erase(workshop, [person] if who == "one" else None, copies)
    owners = file.rows("SELECT title, owner FROM action ORDER BY position")
    assert owners == [("Phone back", ""), ("Write", "")], "the action stays, nobody owns it"
    assert file.row("SELECT owner FROM score") == ("",)
    assert file.row("SELECT COUNT(*) FROM advocate") == (0,)
    assert file.row("SELECT COUNT(*) FROM review") == (0,)
    assert file.rows("SELECT * FROM tally ORDER BY 1, 2, 3, 4") == counts
    assert file.row("SELECT text FROM note") == ("It took a week",)
    left = [one.name for one in read_people(file)]
    if who == "one":
        assert left == [OTHER, *(f"Person {n}" for n in range(4))]
        assert file.rows("SELECT start, buddy FROM pledge") == [("Listen", "")]
        assert file.rows("SELECT name FROM outbox") == [(OTHER,)]
        assert file.row("SELECT COUNT(DISTINCT person) FROM named_answer") == (5,)
        assert read_people(file)[0].manager == ""
    else:
        assert left == []
        for table in ("pledge", "outbox", "named_answer"):
            assert file.row(f"SELECT COUNT(*) FROM {table}") == (0,)
    assert file.history.entries() == [], "what undo would bring back is gone"
    assert file.undo() is None
    check_sound(file)
    check_whole(file)
    file.close()


def test_everybody_leaves_departments_as_owners(tmp_path: Path, copies: Path) -> None:
    workshop, _ = everywhere(tmp_path)
    with workshop.file.edit("") as edit:
        edit.run_each("UPDATE action SET owner = ? WHERE title = 'Write'", [("Sales",)])
    erase(workshop, None, copies)
    assert workshop.file.rows("SELECT owner FROM action ORDER BY position") == [("",), ("Sales",)]


def test_settings_lose_them_too(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    mail = {"unticked": [who.key, "other"], "sponsor": [NAME, ADDRESS, "nl"]}
    save_settings(workshop.file, {"mail": mail, "openly": "yes", "phones": {"room": None}})
    erase(workshop, [who], copies)
    assert kept(workshop) == {
        "mail": {"unticked": ["other"], "sponsor": ["", "", ""]}, "openly": "yes",
        "phones": {"room": None},
    }  # fmt: skip
    erase(workshop, None, copies)
    assert kept(workshop) == {"openly": "yes"}


def kept(workshop: Workshop) -> dict[str, Any]:
    """The settings, but for the marks of who was erased."""
    return {name: value for name, value in settings_of(workshop.file).items() if name != ERASED}


@pytest.mark.parametrize("sponsor", [
    [NAME, "boss@quist.example", ""], ["The boss", ADDRESS.upper(), "nl"],
])  # fmt: skip
def test_a_sponsor_who_is_erased_goes_whole_and_is_not_said_to_stay(
    tmp_path: Path, copies: Path, sponsor: list[str]
) -> None:
    workshop, who = everywhere(tmp_path)
    save_settings(workshop.file, {"mail": {"sponsor": sponsor}, "greeting": f"Ask {NAME}"})
    found = erasing.going(workshop.file, [who], [copies])
    assert [one.text for one in found.mentions] == [f"Ask {NAME}"], "what goes is left out"
    erase(workshop, [who], copies)
    assert settings_of(workshop.file)["mail"] == {"sponsor": ["", "", ""]}
    assert not hits(["boss@quist.example"], [workshop.file.path])["boss@quist.example"]


def test_another_sponsor_stays(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    mail = {"sponsor": [OTHER, "bo@example.org", "nl"]}
    save_settings(workshop.file, {"mail": mail})
    erase(workshop, [who], copies)
    assert kept(workshop) == {"mail": mail}


OF_THE_APP = {
    "key", "activity", "slot", "place", "version", "horizon", "status", "start", "due", "date",
    "origin", "position", "state", "created_at", "language", "starts_at", "started_at", "ended_at",
    "surface", "frozen", "timer_started_at", "cluster", "merged_into", "source",
    "target", "tag", "row", "better", "score", "field", "round", "question", "form", "answers",
    "mode", "attribute", "merged", "seal", "message_id", "next_try_at", "changed_at", "editions",
    "why", "check_date", "verdict", "stage", "note", "made_at", "seat",
}
"""Columns that hold keys, ids, states and dates; no person has a place in them."""

KEYS = {("outbox", "person"), ("review", "subject"), ("person", "name"), ("person", "email")}
"""Keys of people and pledges; and other people, who may have the same last name."""


FREE = {("pledge", "start"), ("session", "place"), ("outbox", "subject")}
"""Free texts whose columns are called like one of these."""


def _may_hold_names(table: str, column: str) -> bool:
    if (table, column) in {*KEYS, ("earlier", "data"), ("photo_data", "data")}:
        return False
    return (column not in OF_THE_APP or (table, column) in FREE) and _has_rowid(table)


def _has_rowid(table: str) -> bool:
    (sql,) = [sql for sql in schema.SCHEMAS[schema.VERSION]
              if sql.startswith(f"CREATE TABLE {table} (")]  # fmt: skip
    return "WITHOUT ROWID" not in sql


def _columns() -> list[tuple[str, str]]:
    memory = apsw.Connection(":memory:")
    for statement in schema.SCHEMAS[schema.VERSION]:
        memory.execute(statement)
    tables = [name for (name,) in memory.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'")]  # fmt: skip
    return [
        (table, column[1])
        for table in tables
        for column in memory.execute(f"PRAGMA table_info({table})")
        if column[2] in ("TEXT", "BLOB") and _may_hold_names(table, column[1])
    ]


@pytest.mark.parametrize(("table", "column"), _columns())
def test_every_text_of_the_file_is_erased_or_named(
    tmp_path: Path, copies: Path, table: str, column: str
) -> None:
    """A new column fails here until it is decided what becomes of a name in it."""
    workshop, who = everywhere(tmp_path)
    file = workshop.file
    row = file.row(f"SELECT rowid, {column} FROM {table} LIMIT 1")
    assert row is not None, f"put a row of {table} into tests.persons.everywhere"
    value = f"See {NAME}"
    if column in ("settings", "method"):
        value = json.dumps({**json.loads(row[1]), "sponsor": {"decisions": [value]}})
    file.connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row[0]))
    found = erasing.going(file, [who], [copies])
    erase(workshop, [who], copies)
    left = hits([NAME], [file.path])[NAME]
    assert not left or any(NAME in mention.text for mention in found.mentions)


# -- what stays, and what is said --------------------------------------------------------


def test_what_goes_is_said_before(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    copied(workshop, copies)
    duplicate(workshop.file.connection, tmp_path / "test (restored).workshop")
    (tmp_path / "not a session.workshop").write_bytes(b"something else")
    found = erasing.going(workshop.file, [who], [copies])
    assert [one.name for one in found.people] == [NAME]
    assert (found.pledges, found.owned, found.answers, found.mails) == (1, 4, 1, 1)
    assert [entry.address for entry in found.sent] == [ADDRESS]
    assert found.history > 5
    assert len(found.copies) == 4
    assert [path.name for path in found.others] == ["test (restored).workshop"]
    assert [path.name for path in found.unread] == ["not a session.workshop"]


def test_what_is_half_made_beside_the_session_is_said(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    stem = workshop.file.path.stem
    hidden = tmp_path / f".{stem} booklet.pdf.4711.new"
    migrated = tmp_path / f".{stem} (version 3).workshop.4711.new"
    for path in (hidden, migrated, tmp_path / ".another.pdf.4711.new"):
        path.write_bytes(NAME.encode())
    assert made_beside(workshop.file) == [hidden]
    assert erasing.going(workshop.file, [who], [copies]).copies == (migrated,)


def test_a_damaged_copy_beside_the_session_is_said(tmp_path: Path, copies: Path) -> None:
    (tmp_path / "other").mkdir()
    workshop, who = everywhere(tmp_path)
    another, _ = everywhere(tmp_path / "other")
    duplicate(another.file.connection, tmp_path / "another.workshop")
    for name, kept in (("cut", slice(3000)), ("whole", slice(None)), ("head", slice(100, None))):
        duplicate(workshop.file.connection, tmp_path / "made.workshop")
        content = (tmp_path / "made.workshop").read_bytes()
        (tmp_path / "made.workshop").unlink()
        (tmp_path / f"{name}.workshop").write_bytes(content[kept])
    found = erasing.going(workshop.file, [who], [copies])
    assert [path.name for path in found.others] == ["whole.workshop"]
    assert [path.name for path in found.unread] == ["cut.workshop", "head.workshop"]


def test_another_session_keeps_its_copies(tmp_path: Path, copies: Path) -> None:
    (tmp_path / "other").mkdir()
    workshop, who = everywhere(tmp_path)
    other, _ = everywhere(tmp_path / "other")
    make_copy(other.file, copies, NOW)
    erase(workshop, [who], copies)
    assert len(copies_of(copies, other.file.path)) == 1
    assert read_people(other.file)[0].name == NAME


@pytest.mark.parametrize("place", ["beside", "elsewhere"])
def test_a_copy_that_somebody_works_on_keeps_its_own_copies(
    tmp_path: Path, copies: Path, place: str
) -> None:
    workshop, who = everywhere(tmp_path)
    file = workshop.file
    folder = tmp_path if place == "beside" else tmp_path / "usb"
    folder.mkdir(exist_ok=True)
    sibling = folder / "sibling.workshop"
    duplicate(file.connection, sibling)
    old = folder / f"{sibling.stem} (version 3).workshop"
    duplicate(file.connection, old)
    with SessionFile.open(sibling) as other:
        for hours in (2, 1):
            make_copy(other, copies, NOW - timedelta(hours=hours))
    copied(workshop, copies)
    theirs = {path: path.read_bytes() for _, path in copies_of(copies, sibling)}
    known = [sibling]
    found = erasing.going(file, [who], [copies], known)
    assert len(found.copies) == 4, "those of the file itself, also of its former name"
    assert found.kept == ((sibling, 2),)
    assert {sibling, old} & {*found.others} == ({sibling, old} if place == "beside" else {sibling})
    erasing.erase(file, [who], [copies], NOW, known)
    assert {path: path.read_bytes() for _, path in copies_of(copies, sibling)} == theirs
    assert old.is_file()
    ours = [path for _, path in copies_of(copies, file.path)]
    assert len(ours) == 1
    assert hits(marks(who), [file.path, *ours, copies / "Old name 12345678"]) == nowhere(who)


def test_a_copy_of_somebody_else_is_named_only_while_it_holds_them(
    tmp_path: Path, copies: Path
) -> None:
    workshop, who = everywhere(tmp_path)
    sibling = tmp_path / "sibling.workshop"
    duplicate(workshop.file.connection, sibling)
    with SessionFile.open(sibling) as other:
        make_copy(other, copies, NOW)
        erasing.erase(other, [who], [copies], NOW)
    assert erasing.going(workshop.file, [who], [copies]).kept == ()


def test_a_pulse_beside_the_session_is_named_while_it_has_them(
    tmp_path: Path, copies: Path
) -> None:
    path = first_session(tmp_path)
    source = pulses.read_source(path)
    beside = tmp_path / "after.workshop"
    with pulses.make_pulse(source, beside, source.plan(LATER, 6)).file as pulse:
        make_copy(pulse, copies, NOW)
    with SessionFile.open(path) as file:
        who, *_ = read_people(file)
        found = erasing.going(file, [who], [copies])
        assert (found.others, found.kept) == ((beside,), ((beside, 1),))
        with SessionFile.open(beside) as pulse:
            erasing.erase(pulse, [who], [copies], NOW)
        found = erasing.going(file, [who], [copies])
        assert (found.others, found.kept) == ((), ())


@pytest.mark.parametrize("text", [
    f"Ask {NAME} about it", "wilhelmina knows", "Mevrouw Quist zei het", f"mail {ADDRESS}",
])  # fmt: skip
def test_a_name_in_a_text_is_listed_and_never_changed(
    tmp_path: Path, copies: Path, text: str
) -> None:
    workshop, who = everywhere(tmp_path)
    add_notes(workshop.file, "", "see-customer-story", [NewNote("felt", text)])
    add_notes(workshop.file, "", "see-customer-story", [NewNote("felt", "The Quisters came")])
    (found,) = erasing.going(workshop.file, [who], [copies]).mentions
    assert (found.activity, found.what, found.text) == ("see-customer-story", "note", text)
    for language in LANGUAGES:
        line = said(found, workshop.method, Words.load(language))
        assert text in line
        assert workshop.method.text("see-customer-story.title", language) in line
    erase(workshop, [who], copies)
    assert (text,) in workshop.file.rows("SELECT text FROM note")


def test_photos_stay_and_are_said_and_those_taken_out_are_gone(
    tmp_path: Path, copies: Path
) -> None:
    workshop, who = everywhere(tmp_path)
    file = workshop.file
    data = [bytes([mark]) * 5000 for mark in (0xD1, 0xD2)]
    kept, out = add_photos(file, "Add", "see-x", [Picture(one, 10, 10) for one in data])
    caption_photo(file, "Say", kept, f"{NAME} at the wall")
    remove_photo(file, "Out", out)
    before = erasing.going(file, [who], [copies])
    assert before.photos == 2, "one was there"
    assert ("photo", f"{NAME} at the wall") in [(one.what, one.text) for one in before.mentions]
    erase(workshop, [who], copies)
    assert read_picture(file, kept) == data[0]
    assert data[1][:100] not in file.path.read_bytes()
    assert data[0][:100] in file.path.read_bytes()


def test_nothing_is_erased_while_a_vote_is_open(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    rounds.open_round(workshop.file, "y", LINES, mode="booth", expected=5)
    with pytest.raises(UserError, match="vote is open"):
        erase(workshop, [who], copies)
    assert who.key in [one.key for one in read_people(workshop.file)]


def test_nothing_is_erased_while_a_mail_is_under_way(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    with workshop.file.edit("", undoable=False) as edit:
        edit.run_each("UPDATE outbox SET state = ?", [("sending",)])
    with pytest.raises(UserError, match="being sent"):
        erase(workshop, [who], copies)
    assert who.key in [one.key for one in read_people(workshop.file)]


def test_a_session_that_is_only_read_stays_as_it_is(tmp_path: Path, copies: Path) -> None:
    workshop, who = everywhere(tmp_path)
    workshop.file.close()
    with SessionFile.open(workshop.file.path, writable=False) as file, pytest.raises(UserError):
        erasing.erase(file, [who], [copies], NOW)
    assert hits([NAME], [workshop.file.path])[NAME]


# -- killed in the middle ----------------------------------------------------------------


def erase_killed(path: Path) -> None:
    """What the killed process does: erase whoever is everywhere."""
    folder = path.parent / "copies"
    with SessionFile.open(path) as file:
        who = next(one for one in read_people(file) if one.name == NAME)
        erasing.erase(file, [who], [folder], NOW)


def test_killed_anywhere_it_is_as_before_or_erased_and_opening_ends_it(
    tmp_path: Path, copies: Path
) -> None:
    workshop, who = everywhere(tmp_path)
    workshop.file.close()
    before = 0
    left = killed_everywhere(erase_killed, workshop.file.path, tmp_path / "killed", every=EVERY)
    assert len(left) > 8
    for path in left:
        with SessionFile.open(path) as file:
            there = NAME in [one.name for one in read_people(file)]
            pending = erasing.finish(file, [tmp_path / "killed" / "copies"], NOW)
            before += there
            assert not (there and pending)
        found = hits(marks(who), [path])
        assert all(found.values()) if there else not any(found.values()), path.name
    assert 0 < before < len(left)


def test_what_is_kept_of_earlier_sessions_has_no_names(tmp_path: Path) -> None:
    workshop, who = everywhere(tmp_path)
    (data,) = workshop.file.row("SELECT data FROM earlier") or (b"",)
    content = zlib.decompress(data)
    assert NAME.encode() not in content
    assert who.key.encode() in content, "but who was there, by a key: that goes too"
