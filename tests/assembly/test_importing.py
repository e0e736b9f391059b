"""Notes and actions from lists, and from what `export` wrote: the same rows again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from workshop_app.assembly.export import Wanted, export
from workshop_app.assembly.importing import Found, read_list, remarks, take_in, takers
from workshop_app.errors import UserError
from workshop_app.kinds.plan.model import Action, add_actions, read_actions
from workshop_app.session import planning
from workshop_app.session.notes import INSIGHT, NewNote, add_notes, read_notes
from workshop_app.session.outcomes import outcome_place
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

BOARD = "see-customer-story"
JOURNEY = "see-journey"
BLUEPRINT = "act-blueprint"
PLAN = "act-plan"
EXTRA = (JOURNEY, BLUEPRINT, PLAN, "act-basics-first")
PEOPLE = (Person("Sofia Lindqvist", department="Service", named=True), Person("Li", named=True))


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=PEOPLE, extra=EXTRA)
    yield made
    made.file.close()


def read(workshop: Workshop, text: str, activity: str = "") -> Found:
    path = workshop.file.path.with_name("list.csv")
    path.write_text(text, encoding="utf-8", newline="")
    return read_list(workshop, path, activity)


ENGLISH = (
    "What;Owner;Due date;Horizon;Status;Customer outcome\n"
    "Call back;Sofia;30/9/2026;30 days;;Heard at once\n"
    "Read complaints;Service;2026-10-01;1 year;busy;\n"
    "Ask the bank;Piet;31-12;;;\n"
)
DUTCH = (
    "Actie,Eigenaar,Klaar op,Termijn,Status,Klantresultaat\n"
    "Call back,sofia lindqvist,30-9-2026,30 dagen,,Heard at once\n"
    "Read complaints,Service,1 okt 2026,1 jaar,bezig,\n"
    "Ask the bank,Piet,31 december,,open,\n"
)


@pytest.mark.parametrize("text", [ENGLISH, DUTCH])
def test_a_list_of_actions_in_either_language_goes_to_the_plan(
    workshop: Workshop, text: str
) -> None:
    found = read(workshop, text)
    assert (found.faults, found.unknown, found.left_out) == ((), ("Piet",), ())
    take_in(workshop, found, "Imported")
    sofia = read_people(workshop.file)[0].key
    first, second, third = read_actions(workshop.file, PLAN)
    assert (first.title, first.owner, first.due) == ("Call back", sofia, "2026-09-30")
    assert (first.outcome, first.status) == ("Heard at once", "open")
    assert first.horizon == workshop.context(PLAN).activity.list("horizons")[0].id
    assert (second.owner, second.due, second.status) == ("Service", "2026-10-01", "busy")
    assert third.owner == "Piet"
    workshop.file.undo()
    assert not read_actions(workshop.file, PLAN)


def test_every_fault_is_named_with_its_line_and_the_others_come_in(workshop: Workshop) -> None:
    found = read(workshop, (
        "action,due,horizon,status\n"
        "Good,30/9/2026,,\n"
        ",30/9/2026,,\n"
        "No day,31/2/2026,,\n"
        "No horizon,,some day,\n"
        "No status,,,perhaps\n"
        f"{'long ' * 120},,,\n"
    ))
    assert [line.partition(":")[0] for line in found.faults] == [
        "Line 3", "Line 4", "Line 5", "Line 6", "Line 7",
    ]
    assert "31/2/2026" in found.faults[1]
    assert [row.text for section in found.sections for row in section.rows.shown] == ["Good"]
    dutch = Words.load("nl")
    for file in found.lists:
        for _, fault in file.faults.found:
            assert dutch.sentence(fault)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_letters_of_windows_are_read_and_said(workshop: Workshop, language: str) -> None:
    path = workshop.file.path.with_name("list.csv")
    path.write_bytes("Kolom;Opmerking\nWhat happened;Zoë belde\n".encode("cp1252"))
    found = read_list(workshop, path, BOARD)
    (line,) = remarks(found, Words.load(language))
    assert "“Zoë”" in line
    take_in(workshop, found, "Imported")
    assert [note.text for note in read_notes(workshop.file, BOARD)] == ["Zoë belde"]


def test_notes_go_where_the_list_says(workshop: Workshop) -> None:
    found = read(workshop, (
        "Activity,Where,Note,Dots,Colour\n"
        "A customer’s story,What happened,One,3,red\n"
        "see-customer-story,customer_felt,Two,,\n"
        "De klantreis,Na de koop / De klant denkt,Three,,\n"
        "Something else,x,Four,,\n"
    ))
    assert found.left_out == ("Colour",)
    assert found.elsewhere == ("Something else",)
    take_in(workshop, found, "Imported")
    notes = [(note.place, note.text, note.votes) for note in read_notes(workshop.file, BOARD)]
    assert notes == [("happened", "One", 3), ("customer_felt", "Two", None)]
    assert [note.text for note in read_notes(workshop.file, JOURNEY)] == ["Three"]
    assert workshop.file.undo() == "Imported"
    assert not read_notes(workshop.file, BOARD)
    assert not read_notes(workshop.file, JOURNEY)
    workshop.file.redo()
    assert len(read_notes(workshop.file, BOARD)) == 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_plain_list_of_notes_goes_to_the_first_place_and_says_so(
    tmp_path: Path, language: str
) -> None:
    workshop = session(tmp_path, extra=EXTRA, language=language)
    found = read(workshop, "opmerking\nOne\nTwo\n", BOARD)
    assert not found.faults
    assert [item.place for item in found.sections[0].rows.items] == ["happened", "happened"]
    context = workshop.context(BOARD)
    first, *others = (context.text(f"columns.{one.id}") for one in context.activity.list("columns"))
    (said,) = remarks(found, workshop.words)
    assert f"“{first}”" in said
    assert all(one in said for one in others)
    (many,) = remarks(read(workshop, "opmerking\nOne\n", BLUEPRINT), workshop.words)
    assert len(many) < 400
    assert many.endswith(" ….")
    workshop.file.close()


def test_headings_of_another_list_are_understood(workshop: Workshop) -> None:
    text = "Onderdeel;Kolom;Opmerking\nA customer’s story;Wat er gebeurde;One\n"
    assert [row.text for row in read(workshop, text).sections[0].rows.shown] == ["One"]
    titles = read(workshop, "Title;Owner\nCall back;Li\n", PLAN)
    assert [row.text for row in titles.sections[0].rows.shown] == ["Call back"]
    actions = "Actie;Eigenaar\nCall back;Li\n"
    assert read(workshop, actions, BOARD).left_out == ("Eigenaar",)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_list_without_texts_says_once_what_is_understood(tmp_path: Path, language: str) -> None:
    workshop = session(tmp_path, extra=EXTRA, language=language)
    with pytest.raises(UserError, match="which column holds the texts") as caught:
        read(workshop, "Kolom;Zin\nWhat happened;One\nWhat happened;Two\n", BOARD)
    said = workshop.words.sentence(caught.value)
    known = ("tekst", "plaats", "stemmen") if language == "nl" else ("text", "place", "votes")
    assert all(f"“{one}”" in said for one in known)
    workshop.file.close()


def test_a_list_that_names_no_activity_asks_for_one(workshop: Workshop) -> None:
    text = "place,text\nhappened,One\n"
    with pytest.raises(UserError, match="does not say which activity"):
        read(workshop, text)
    assert read(workshop, text, BOARD).n == 1


def test_whoever_takes_lists_is_offered(workshop: Workshop) -> None:
    assert {BOARD, JOURNEY, PLAN} <= {*takers(workshop)}
    assert "break" not in takers(workshop)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_was_exported_comes_in_as_it_was(tmp_path: Path, language: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    made = session(first, language=language, people=PEOPLE, extra=EXTRA)
    fill(made)
    path = tmp_path / "out.xlsx"
    export(made, [Wanted("xlsx", path)])
    empty = session(second, language="en", extra=EXTRA)
    add_people(empty.file, "p", PEOPLE)
    found = read_list(empty, path)
    assert (found.faults, found.elsewhere, found.unknown) == ((), (), ())
    take_in(empty, found, "Imported")
    for activity in (BOARD, JOURNEY, "act-basics-first", "see"):
        assert told(empty, activity) == told(made, activity), activity
    assert told(empty, BLUEPRINT, places=False) == told(made, BLUEPRINT, places=False)
    assert actions(empty) == actions(made)
    empty.file.undo()
    assert not any(told(empty, one) for one in (BOARD, JOURNEY, "see"))
    for workshop in (made, empty):
        workshop.file.close()


def fill(workshop: Workshop) -> None:
    """Say and plan something of every sort."""
    from workshop_app.kinds import registry

    add_notes(workshop.file, "n", BOARD, [
        NewNote("happened", "=1+1"), NewNote("customer_felt", "Alone; “nobody” called", 4),
        NewNote("happened", "'quoted"),
    ])
    outcome = workshop.context(BOARD).activity.list("outcomes")[0].id
    add_notes(workshop.file, "n", BOARD, [NewNote(outcome_place(outcome), "We learned")])
    add_notes(workshop.file, "n", "see", [NewNote(INSIGHT, "We see it now")])
    add_notes(workshop.file, "n", JOURNEY, [NewNote("awareness/does", "Looks around")])
    matrix = workshop.context("act-basics-first")
    kind = registry.kind(matrix.activity.kind)
    kind.add_notes([NewNote(kind.places(matrix)[0].id, "Fix the form")], "n", matrix)
    blueprint = workshop.context(BLUEPRINT)
    lane = blueprint.activity.list("lanes")[0].id
    registry.kind(blueprint.activity.kind).add_notes(
        [NewNote(f"1/{lane}", "Asks"), NewNote(f"2/{lane}", "Waits")], "n", blueprint
    )
    horizons = [part.id for part in workshop.context(PLAN).activity.list("horizons")]
    sofia, li = (person.key for person in read_people(workshop.file))
    add_actions(workshop.file, "a", PLAN, [
        Action("Call back", "Heard", "monday", sofia, li, "2026-01-02", "2026-04-01", horizons[0],
               "calls", "a budget", "yes", "busy"),
        Action("Nobody’s", status="stopped"),
        Action("Ask the bank", help="time"),
        Action("Call back", owner="Service", measure="days"),
    ])


def told(workshop: Workshop, activity: str, *, places: bool = True) -> list[tuple[object, ...]]:
    return [
        (note.place if places else "", note.text, note.votes)
        for note in read_notes(workshop.file, activity, closing=True)
    ]


def actions(workshop: Workshop) -> list[Action]:
    names = {person.key: person.name for person in read_people(workshop.file)}
    return [
        replace(
            one, key="", owner=names.get(one.owner, one.owner),
            partner=names.get(one.partner, one.partner),
        )
        for one in read_actions(workshop.file, PLAN)
    ]


def test_the_long_list_of_an_export_says_where_to_look(workshop: Workshop) -> None:
    path = workshop.file.path.with_name("out.csv")
    export(workshop, [Wanted("csv", path)])
    with pytest.raises(UserError):
        read_list(workshop, path)
    fill(workshop)
    path.unlink()
    export(workshop, [Wanted("csv", path)])
    with pytest.raises(UserError, match="long list of an export"):
        read_list(workshop, path)


def test_what_is_here_already_stays_out_unless_it_is_wanted_again(workshop: Workshop) -> None:
    line = f"{BOARD},happened,One\n"
    notes = f"Activity,Where,Note\n{line}{line}"
    for text, n in ((ENGLISH, 3), (notes, 2)):
        take_in(workshop, read(workshop, text), "Imported")
        found = read(workshop, text)
        assert (found.n, found.here, found.of, found.sections) == (0, n, n, ())
        more = read_list(workshop, workshop.file.path.with_name("list.csv"), again=True)
        assert (more.n, more.here, more.of) == (n, n, n)
        assert f"{n} of these {n} rows are here already" in next(remarks(found, workshop.words))
    found = read(workshop, ENGLISH.replace("Call back", "Call at once"))
    assert [item.title for item in found.sections[0].rows.items] == ["Call at once"]
    found = read(workshop, notes + line)
    assert found.n == 1, "a third one is not here yet"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_export_of_this_session_brings_nothing_new(tmp_path: Path, language: str) -> None:
    made = session(tmp_path, language=language, people=PEOPLE, extra=EXTRA)
    fill(made)
    path = tmp_path / "out.xlsx"
    export(made, [Wanted("xlsx", path)])
    found = read_list(made, path)
    made.file.close()
    assert found.sections == ()
    assert found.here > 10


def test_what_is_not_on_the_agenda_is_said(workshop: Workshop) -> None:
    slot = workshop.slot_of(PLAN)
    assert slot is not None
    planning.take_out(workshop, "Out", slot)
    found = read(workshop, ENGLISH)
    (title,) = found.off_agenda
    said = [line for line in remarks(found, workshop.words) if title in line]
    assert "Not on the agenda here" in said[0]
    assert not read(workshop, "place,text\nhappened,One\n", BOARD).off_agenda
