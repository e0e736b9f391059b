"""A session in which one person is everywhere a person can be, and a search for their bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.desk import session
from workshop_app import storage
from workshop_app.method.question import Answer, Question
from workshop_app.session import outbox
from workshop_app.session.advocate import appoint
from workshop_app.session.earlier import stripped
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.outbox import Text
from workshop_app.session.people import Person, add_people, change_person, seat_people
from workshop_app.session.photos import Picture, add_photos
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

NAME, ADDRESS = "Wilhelmina Quist", "wilhelmina@quist.example"
OTHER = "Bo Berg"
LINES = (Question("q1", "?", "scale", tuple(Answer(str(n), str(n)) for n in range(1, 6))),)


def everywhere(folder: Path, *, language: str = "en") -> tuple[Workshop, Person]:
    """The session, and the person who is everywhere in it; `bo` is another one."""
    workshop = session(folder, language=language)
    file = workshop.file
    people = [
        Person(NAME, ADDRESS, "Sales", 2, named=True, mail=True, language="nl"),
        Person(OTHER, "bo@example.org", "Sales", 3, manager=NAME, named=True, mail=True),
        *(Person(f"Person {n}", f"p{n}@example.org", "IT", 1) for n in range(4)),
    ]
    who, bo, *rest = add_people(file, f"add {NAME}", people)
    seat_people(file, "seats", {who.key: "Table 2"})
    change_person(file, f"change {NAME}", bo.key, role="scribe")
    appoint(workshop, f"advocate {NAME}", 1, who)
    _promise(file, who, bo)
    _vote(file, [who, bo, *rest])
    outbox.make_entries(
        file, [who, bo], lambda _, __: Text("{title}", "Hi {first_name}"), language="en"
    )
    _sent(file, who)
    add_notes(file, "note", "see-customer-story", [NewNote("happened", "It took a week")])
    _cluster(file)
    add_photos(file, "photo", "see-customer-story", [Picture(b"a wall", 1, 1)])
    _earlier(file)
    add_people(file, "add", [Person("Someone else")])
    file.undo()
    return workshop, who


def _promise(file: SessionFile, who: Person, bo: Person) -> None:
    from workshop_app.kinds.plan.model import Action, add_actions
    from workshop_app.kinds.pledge.model import Pledge, add_pledge

    mine = Pledge(start="Call back on the day itself", buddy=OTHER, person=who.key)
    key = add_pledge(file, "pledge", "be-pledge", mine)
    add_pledge(file, "pledge", "be-pledge", Pledge(start="Listen", buddy=NAME, person=bo.key))
    add_actions(file, "plan", "act-plan", [
        Action("Phone back", owner=who.key, partner=bo.key), Action("Write", owner=NAME),
    ])  # fmt: skip
    with file.edit("score") as edit:
        edit.run(storage.tables.ScoreRow.insert(
            key=storage.new_key(), activity="act-scorecard", row="", name="Calls", unit="",
            better="up", horizon="now", owner=who.key, position=1,
        ))  # fmt: skip
        edit.run(storage.tables.ReviewRow.insert(
            subject=key, activity="be-pledge", verdict="kept"
        ))  # fmt: skip


def _vote(file: SessionFile, people: Iterable[Person]) -> None:
    listed = list(people)
    round_ = rounds.open_round(
        file, "x", LINES, mode="booth", expected=len(listed), named=True
    )
    for place, person in enumerate(listed):
        rounds.cast(file, round_, LINES, {"q1": str(1 + place % 2)}, key=f"of {place}",
                    seat=person.key, way="booth")  # fmt: skip
    rounds.close_round(file, round_)
    closed = latest(file, "x")
    assert closed is not None
    rounds.reveal_round(file, closed)


def _cluster(file: SessionFile) -> None:
    with file.edit("cluster") as edit:
        edit.run(storage.tables.ClusterRow.insert(
            key=storage.new_key(), activity="see-customer-story", place="happened", name="Late",
            position=1,
        ))  # fmt: skip


def _sent(file: SessionFile, who: Person) -> None:
    row = storage.tables.OutboxRow
    with file.edit("", undoable=False) as edit:
        edit.run(row.update(state="sent").where(row.person == who.key))


def _earlier(file: SessionFile) -> None:
    with file.edit("earlier") as edit:
        edit.run(storage.tables.EarlierRow.insert(
            key=storage.new_key(), position=1, data=stripped(file)
        ))  # fmt: skip


def hits(marks: Iterable[str], places: Iterable[Path]) -> dict[str, list[str]]:
    """In which files each mark is found, byte by byte, whatever they are."""
    held = {path.name: path.read_bytes() for place in places for path in _files(place)}
    return {
        mark: [name for name, content in held.items() if mark.encode() in content]
        for mark in marks
    }


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
