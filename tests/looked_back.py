"""A workshop of some months ago, and the pulse that looks back on it, for whoever tests either."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.desk import sixteen_people
from workshop_app.assembly import pulses
from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds import registry
from workshop_app.kinds.plan.model import Action, add_actions
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session.note_links import Link, turn_link
from workshop_app.session.notes import NewNote, add_notes, read_notes
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.rounds import cast, close_round, new_ballot_key, open_round, reveal_round

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

PLAN, PLEDGE, RITUALS, LOOPS = "act-plan", "be-pledge", "act-rituals", "act-close-loop"
FIRST = date(2026, 3, 3)
NOW = date(2026, 9, 8)
ACTIONS = (
    ("Phone back the same day", "2026-04-01"),
    ("Let the front line decide up to fifty euros", "2026-06-30"),
    ("Rewrite the three letters that nobody understands", "2026-06-01"),
    ("Weekly report to everybody", "2026-05-01"),
    ("Rebuild the ordering page", "2027-03-01"),
    ("Invite a customer to the planning", ""),
)
HEARD = ("Nobody called me back", "The letter is a riddle", "I had to say it three times")


def first_session(folder: Path, *, language: str = "en", private: int = 6) -> Path:
    """Six actions, nine pledges of which ``private`` are kept private, three rituals and loops."""
    plan = Plan(
        "half-day", "Closer to the customer", "Northlight", FIRST, language,
        people=[one._replace(named=True) for one in sixteen_people()],
        extra=[LOOPS, "act-scorecard"],
    )
    workshop = create_workshop(folder / "first.workshop", built_in_method(), plan)
    people = workshop.people()
    add_actions(workshop.file, "", PLAN, [
        Action(title, owner=people[at].key, due=due, horizon="days90")
        for at, (title, due) in enumerate(ACTIONS)
    ])  # fmt: skip
    for at in range(9):
        pledge = Pledge(start=f"promise {at}", person=people[at].key, check_date="2026-06-01",
                        shared=at >= private)
        add_pledge(workshop.file, "", PLEDGE, pledge)
    add_notes(workshop.file, "", LOOPS, [
        *(NewNote("heard", text) for text in HEARD), NewNote("happened", "We phone by five"),
    ])  # fmt: skip
    keys = {note.text: note.key for note in read_notes(workshop.file, LOOPS)}
    turn_link(workshop.file, "", LOOPS, Link(keys[HEARD[0]], keys["We phone by five"]))
    rank(workshop, {"ri1": "1", "ri4": "2", "ri7": "3"})
    workshop.file.close()
    return workshop.file.path


def rank(workshop: Workshop, places: dict[str, str]) -> None:
    """Everybody ranks the same rituals."""
    questions = registry.kind("poll").questions(workshop.context(RITUALS))
    round_ = open_round(workshop.file, RITUALS, questions, mode="booth", expected=6)
    for _ in range(6):
        cast(workshop.file, round_, questions, places, key=new_ballot_key())
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)


def pulse_of(path: Path, day: date = NOW, theme: int = 6) -> Workshop:
    """The pulse of a session that is closed, beside it."""
    source = pulses.read_source(path)
    beside = path.with_name(f"pulse {day}.workshop")
    return pulses.make_pulse(source, beside, source.plan(day, theme))
