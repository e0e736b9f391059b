"""A pulse and the sessions it looks back on, with real ballots, for tests of what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.kinds.taster import method
from workshop_app import storage
from workshop_app.kinds import registry
from workshop_app.method.model import Agenda, Slot
from workshop_app.session.crowd import Crowd
from workshop_app.session.earlier import stripped
from workshop_app.session.people import Person, read_people
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.rounds import (
    cast,
    close_round,
    new_ballot_key,
    open_round,
    reveal_round,
)
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workshop_app.method.model import Method
    from workshop_app.session.workshop import Workshop

FIRST, PREVIOUS, NOW = date(2026, 3, 16), date(2026, 9, 21), date(2027, 1, 18)


def day_of(
    folder: Path,
    day: date,
    activities: Sequence[str],
    *,
    of: Method | None = None,
    people: Sequence[Person] = (),
    language: str = "en",
) -> Workshop:
    """A session of these activities, held on ``day``."""
    slots = tuple(Slot(id_, 10) for id_ in activities)
    agenda = Agenda("day", 10 * len(slots), 10 * len(slots), slots)
    found = (of or method())._replace(agendas={"day": agenda})
    plan = Plan("day", f"Session of {day}", date=day, people=people, language=language)
    return create_workshop(folder / f"{day}.workshop", found, plan)


def look_back(pulse: Workshop, *before: Workshop) -> None:
    """Let sessions come along in a pulse, oldest first."""
    row = storage.tables.EarlierRow
    with pulse.file.edit("", undoable=False) as edit:
        for place, one in enumerate(before):
            edit.run(row.insert(key=f"e{place}", position=place, data=stripped(one.file)))


def crowd(workshop: Workshop, id_: str, seed: int, lift: int = 0, size: int = 14) -> None:
    """An invented room votes; every answer is ``lift`` points higher, as far as there are any."""
    context = workshop.context(id_)
    questions = registry.kind(context.activity.kind).questions(context)
    room = Crowd(workshop.method, Words.load("en"), size, seed)
    round_ = open_round(
        workshop.file, id_, questions, mode="paper", expected=size, minimum=4
    )
    for person in room.people:
        answers = room.ballot(questions, person)
        for one in questions:
            values = [answer.value for answer in one.answers]
            if one.form not in ("rank", "word") and answers.get(one.id) in values:
                place = values.index(answers[one.id]) + lift
                answers[one.id] = values[min(max(place, 0), len(values) - 1)]
        cast(workshop.file, round_, questions, answers, key=new_ballot_key())
    close_round(workshop.file, round_)
    reveal_round(workshop.file, round_)


def same_people(pulse: Workshop, before: Workshop, count: int) -> None:
    """Bring ``count`` people of an earlier session along, under their keys."""
    row = storage.tables.PersonRow
    with pulse.file.edit("", undoable=False) as edit:
        for place, person in enumerate(read_people(before.file)[:count]):
            values = person._asdict() | {"position": place}
            edit.run(row.insert(**values))
