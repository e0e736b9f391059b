"""A pulse has of its earlier session what goes on, and that session is only read."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING

import apsw
import pytest

from tests.desk import session
from tests.own_methods import method_of_every_kind
from tests.session.pulses import HELD, action, held_session
from tests.storage.test_migrations import golden
from workshop_app import storage
from workshop_app.assembly.pulses import make_pulse, read_source
from workshop_app.assembly.sound_counts import check_whole
from workshop_app.errors import UserError
from workshop_app.method.again import held_again
from workshop_app.method.question import Answer, Question
from workshop_app.session.earlier import earlier_contexts, read_earlier
from workshop_app.session.notes import read_notes
from workshop_app.session.outcomes import read_outcomes
from workshop_app.session.people import read_people
from workshop_app.session.pulse import check_day, look_back, months_since, theme_at, themes
from workshop_app.session.review import read_reviews, set_verdict
from workshop_app.storage import SessionFile
from workshop_app.storage.rounds import open_round
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

EN = Words.load("en")
LATER = date(2026, 9, 5)


@pytest.fixture
def before(tmp_path: Path) -> Workshop:
    """The session of a day in March, closed."""
    folder = tmp_path / "before"
    folder.mkdir()
    return held_session(folder)


def pulse_of(path: Path, target: Path, day: date = LATER) -> Workshop:
    """A pulse with the proposed theme."""
    source = read_source(path)
    return make_pulse(source, target, source.plan(day, source.theme_on(day)))


@pytest.fixture
def pulse(before: Workshop, tmp_path: Path) -> Iterator[Workshop]:
    """The pulse in September."""
    made = pulse_of(before.file.path, tmp_path / "pulse.workshop")
    yield made
    made.file.close()


def test_it_is_the_next_session_of_the_same_workshop(pulse: Workshop) -> None:
    info = pulse.info
    assert (info.title, info.client) == ("Closer to Maria: Pulse after 6 months", "Northlight")
    assert (info.facilitator, info.place, info.date) == ("Frits", "Utrecht", LATER)
    assert f"{info.starts_at:%H:%M}" == "13:00"
    slots = [(slot.activity, slot.minutes) for slot in pulse.slots()]
    agenda = pulse.method.agendas["pulse-6"].slots
    assert slots == [(slot.activity, slot.minutes) for slot in agenda]
    assert json.loads(pulse.file.rows("SELECT settings FROM session")[0][0]) == {"currency": "£"}
    check_whole(pulse.file)


def test_people_are_there_but_not_present_yet(before: Workshop, pulse: Workshop) -> None:
    with SessionFile.open(before.file.path, writable=False) as file:
        wanted = read_people(file)
    assert pulse.people() == [one._replace(present=False, seating="") for one in wanted]
    zoe = pulse.people()[-1]
    assert (zoe.named, zoe.mail, zoe.language, zoe.role) == (True, True, "nl", "sponsor")


def test_actions_and_pledges_are_open_for_review(pulse: Workshop) -> None:
    file = pulse.file
    zoe = pulse.people()[-1].key
    assert file.rows("SELECT key, owner, due, status FROM action") == [
        ("a-open", zoe, "2026-05-01", "open")
    ]
    assert file.rows("SELECT key, person, start, shared FROM pledge ORDER BY key") == [
        ("p-private", zoe, "I listen", 0), ("p-shared", zoe, "I listen", 1),
    ]
    (review,) = read_reviews(file, "act-plan").values()
    assert (review.subject, review.verdict, review.date) == ("a-open", "", "2026-05-01")
    assert set(read_reviews(file, "be-pledge")) == {"p-private", "p-shared"}


def test_dream_calendar_loops_and_scorecard_come_and_the_rest_stays(pulse: Workshop) -> None:
    file = pulse.file
    dream = read_notes(file, "think-dream", closing=True)
    assert [(one.place, one.text) for one in dream] == [("outcome/dream", "Maria smiles")]
    harvest = read_notes(file, "be-harvest", closing=True)
    assert [(one.text, one.tags) for one in harvest] == [("Fewer calls", ("me",)), ("We meet", ())]
    assert len(file.rows("SELECT * FROM note_link")) == 1
    assert file.rows("SELECT baseline FROM score") == [(-30.0,)]
    assert file.rows("SELECT value FROM score_actual") == [(1.0,)]
    for table in ("round", "tally", "economics_input", "journal", "held", "outbox", "advocate"):
        assert file.rows(f"SELECT * FROM {table}") == [], table


def test_what_the_room_said_then_is_beside_it(pulse: Workshop) -> None:
    ((one, context),) = earlier_contexts(pulse.context("see-checklist"))
    assert (one.title, one.day) == ("Closer to Maria", HELD)
    assert context.file.rows("SELECT returned FROM round") == [(16,)]
    assert one.present == {person.key for person in pulse.people()}


def test_the_dream_is_in_the_booklets_of_a_pulse(pulse: Workshop) -> None:
    from workshop_app.assembly.material import Material

    said = Material(pulse, pulse.words).sentences("dream")
    assert [one.text for one in said] == ["Maria smiles"]


def test_an_activity_put_onto_the_agenda_has_what_came_along(pulse: Workshop) -> None:
    found = read_outcomes(pulse.file, pulse.method.activity("think-dream"))
    assert any(note.text == "Maria smiles" for one in found for note in one.notes)


def test_a_pulse_of_a_pulse_has_both_sessions(pulse: Workshop, tmp_path: Path) -> None:
    set_verdict(pulse.file, "", "act-plan", "a-open", "done")
    set_verdict(pulse.file, "", "be-pledge", "p-shared", "kept")
    set_verdict(pulse.file, "", "be-pledge", "p-private", "renewed")
    first = pulse.file.rows("SELECT key FROM earlier")
    pulse.file.close()
    again = pulse_of(pulse.file.path, tmp_path / "second.workshop", date(2027, 3, 1))
    with again.file:
        days = [(one.title, one.day) for one in read_earlier(again.file)]
        assert days == [("Closer to Maria", HELD), (pulse.info.title, LATER)]
        assert again.info.title == "Closer to Maria: Pulse after 12 months"
        assert again.file.rows("SELECT key FROM earlier ORDER BY position LIMIT 1") == first
        assert again.file.rows("SELECT key FROM action") == [], "done is settled"
        assert again.file.rows("SELECT key FROM pledge") == [("p-private",)]
        assert read_reviews(again.file, "be-pledge")["p-private"].verdict == "", "open anew"
        assert [len(one.present) for one in read_earlier(again.file)] == [17, 0]
        assert [one.text for one in read_notes(again.file, "think-dream", closing=True)]


def test_who_comes_along_tells_no_private_verdict(pulse: Workshop, tmp_path: Path) -> None:
    before = look_back(pulse.file).pledges
    set_verdict(pulse.file, "", "be-pledge", "p-private", "kept")
    assert look_back(pulse.file).pledges == before
    pulse.file.close()
    again = pulse_of(pulse.file.path, tmp_path / "second.workshop", date(2027, 3, 1))
    with again.file:
        assert again.file.row("SELECT verdict FROM review WHERE subject = 'p-private'") == ("",)
        assert ("p-private",) in again.file.rows("SELECT key FROM pledge")


def test_the_earlier_file_is_only_read(before: Workshop, tmp_path: Path) -> None:
    def state() -> object:
        files = sorted(before.file.path.parent.iterdir())
        stat = before.file.path.stat()
        return files, hashlib.sha256(before.file.path.read_bytes()).digest(), stat.st_mtime_ns

    was = state()
    pulse_of(before.file.path, tmp_path / "pulse.workshop").file.close()
    assert state() == was


def test_an_older_file_is_migrated_in_memory_only(tmp_path: Path) -> None:
    path = golden(1, tmp_path)
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE session SET method = ?", (method_of_every_kind().to_json(),))
    connection.execute("DELETE FROM ballot; DELETE FROM voted; DELETE FROM tally")
    connection.execute("DELETE FROM tally_group; DELETE FROM round_question; DELETE FROM round")
    connection.execute("UPDATE slot SET activity = 'see-roster'; DELETE FROM note")
    connection.close()
    was = path.read_bytes()
    with pulse_of(path, tmp_path / "pulse.workshop").file as file:
        assert [one.title for one in read_earlier(file)] == ["Closer to Maria"]
        assert read_people(file)
    assert path.read_bytes() == was
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "pulse.workshop", "version 1.workshop"
    ]


def test_what_was_held_twice_is_one(tmp_path: Path) -> None:
    workshop = session(tmp_path, extra=("act-plan",))
    method, again = held_again(workshop.method, "act-plan")
    with workshop.file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(method=method.to_json(), date=HELD.isoformat()))
        edit.run(storage.tables.ActionRow.insert(action("first", title="One")))
        edit.run(storage.tables.ActionRow.insert(action("second", title="Two", activity=again)))
    workshop.file.close()
    with pulse_of(workshop.file.path, tmp_path / "pulse.workshop").file as file:
        assert set(read_reviews(file, "act-plan")) == {"first", "second"}
        assert file.rows("SELECT DISTINCT activity FROM action") == [("act-plan",)]


# -- what cannot be ----------------------------------------------------------------------


def refused(path: Path, target: Path, day: date = LATER) -> str:
    """The sentence, after which there is no new file."""
    there = set(target.parent.iterdir())
    with pytest.raises(UserError) as caught:
        pulse_of(path, target, day)
    assert set(target.parent.iterdir()) == there
    return EN.sentence(caught.value)


def test_no_file(tmp_path: Path) -> None:
    assert "There is no file" in refused(tmp_path / "none.workshop", tmp_path / "new.workshop")


def test_a_file_that_is_open_elsewhere(before: Workshop, tmp_path: Path) -> None:
    with SessionFile.open(before.file.path):
        said = refused(before.file.path, tmp_path / "new.workshop")
    assert "already open in another window" in said


def test_a_broken_file(before: Workshop, tmp_path: Path) -> None:
    content = bytearray(before.file.path.read_bytes())
    content[8192:12288] = bytes(4096)
    before.file.path.write_bytes(bytes(content))
    assert "is damaged" in refused(before.file.path, tmp_path / "new.workshop")


def test_values_that_no_session_has(before: Workshop, tmp_path: Path) -> None:
    with SessionFile.open(before.file.path) as file, file.edit("") as edit:
        edit.run(storage.tables.SlotRow.update(activity="none"))
    said = refused(before.file.path, tmp_path / "new.workshop")
    assert "values that a session cannot have" in said


def test_a_round_that_is_open(before: Workshop, tmp_path: Path) -> None:
    with SessionFile.open(before.file.path) as file:
        asked = (Question("fa1", "Uniform", "scale", answers=(Answer("1", "No"),)),)
        open_round(file, "see-five-answers", asked, mode="paper", expected=4, minimum=4)
    said = refused(before.file.path, tmp_path / "new.workshop")
    assert "Round 1 of see-five-answers is still open in test.workshop" in said


@pytest.mark.parametrize("day", [HELD, date(2020, 1, 1)])
def test_a_day_that_is_not_later(day: date, before: Workshop, tmp_path: Path) -> None:
    said = refused(before.file.path, tmp_path / "new.workshop", day)
    assert "held until 3 March 2026" in said
    with (
        SessionFile.open(before.file.path, writable=False) as file,
        pytest.raises(UserError) as caught,
    ):
        check_day(look_back(file), day)
    assert "tot en met 3 maart 2026" in Words.load("nl").sentence(caught.value)


def test_a_place_that_is_taken(before: Workshop, tmp_path: Path) -> None:
    assert "already exists" in refused(before.file.path, before.file.path)
    (tmp_path / "note.workshop").write_text("mine")
    assert "already exists" in refused(before.file.path, tmp_path / "note.workshop")
    assert (tmp_path / "note.workshop").read_text() == "mine"


def test_a_method_without_pulses(before: Workshop, tmp_path: Path) -> None:
    method = method_of_every_kind()
    agendas = {key: one for key, one in method.agendas.items() if not key.startswith("pulse")}
    own = method._replace(id="our-own", agendas=agendas)
    with SessionFile.open(before.file.path) as file, file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(method=own.to_json()))
    assert "has no agenda for a pulse" in refused(before.file.path, tmp_path / "new.workshop")


def test_a_fault_half_way_leaves_nothing(
    before: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(file: SessionFile) -> bytes:
        raise UserError("Stopped.", "Nothing was made.", "Try again.")

    monkeypatch.setattr("workshop_app.session.pulse.stripped", stopped)
    assert refused(before.file.path, tmp_path / "new.workshop").startswith("Stopped.")


# -- when --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "theme"),
    [
        (date(2026, 3, 20), 1, 3), (date(2026, 6, 3), 3, 3), (date(2026, 7, 3), 4, 3),
        (date(2026, 8, 3), 5, 6), (date(2026, 12, 3), 9, 6), (date(2026, 12, 20), 10, 12),
        (date(2027, 3, 1), 12, 12), (date(2028, 3, 3), 24, 24), (date(2031, 3, 3), 60, 36),
    ],
)
def test_the_theme_follows_from_the_months(day: date, months: int, theme: int) -> None:
    method = method_of_every_kind()
    assert months_since(HELD, day) == months
    assert theme_at(method, HELD, day) == theme
    assert list(themes(method)) == [3, 6, 12, 24, 36]


def test_what_there_is_to_look_back_on(before: Workshop) -> None:
    with SessionFile.open(before.file.path, writable=False) as file:
        past = look_back(file)
    assert (past.title, past.first, past.last, past.sessions) == ("Closer to Maria", HELD, HELD, 1)
    assert (len(past.people), past.actions, past.pledges) == (17, 1, 2)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Pulse after 6 months", "Pulse after 6 months"),
        ("Maria: Pulse after 3 months", "Maria: Pulse after 6 months"),
        ("Maria", "Maria: Pulse after 6 months"),
    ],
)
def test_a_theme_stands_once_in_a_title(before: Workshop, title: str, said: str) -> None:
    with SessionFile.open(before.file.path) as file, file.edit("") as edit:
        edit.run(storage.tables.SessionRow.update(title=title))
    assert read_source(before.file.path).plan(LATER, 6).title == said
