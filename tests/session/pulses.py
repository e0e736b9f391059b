"""A session that was held, with everything in it that a pulse could take."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from tests.desk import session, sixteen_people
from tests.kinds.voting import column, vote
from workshop_app import storage
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person, read_people

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile

HELD = date(2026, 3, 3)
EXTRA = (
    "think-dream", "think-economics", "act-plan", "act-scorecard", "act-close-loop", "be-harvest"
)
ZOE = Person(
    "Zoë O’Neil", email="zoe@example.org", seating="Table 1", role="sponsor", named=True, mail=True,
    language="nl",
)


def held_session(folder: Path) -> Workshop:
    """The session of a day in March, closed."""
    workshop = session(folder, people=(*sixteen_people(), ZOE), extra=EXTRA)
    _fill(workshop)
    workshop.file.close()
    return workshop


def action(key: str, **columns: object) -> dict[str, object]:
    """A row of the plan in which little is said."""
    empty = dict.fromkeys(
        ("title", "outcome", "moment", "owner", "partner", "start", "due", "horizon", "measure",
         "help", "answer", "origin"), "",
    )
    start = {"key": key, "activity": "act-plan", "status": "open", "position": 1.0}
    return {**empty, **start, **columns}


def _fill(workshop: Workshop) -> None:
    file, tables = workshop.file, storage.tables
    zoe = next(one.key for one in read_people(file) if one.name == ZOE.name)
    add_notes(file, "", "think-dream", [
        NewNote("outcome/dream", "Maria smiles"), NewNote("say", "A sticky note"),
    ])
    add_notes(file, "", "be-harvest", [
        NewNote("months_6", "Fewer calls", tags=("me",)), NewNote("months_3", "parked", held=True),
        NewNote("outcome/keep_going", "We meet"),
    ])
    heard, happened = add_notes(file, "", "act-close-loop", [
        NewNote("heard", "Nobody phones back"), NewNote("happened", "We do"),
    ])
    vote(workshop, "see-checklist", column("ck01", (0, 2, 3, 7, 4)))
    with file.edit("") as edit:
        edit.run(tables.SessionRow.update(
            date=HELD.isoformat(), title="Closer to Maria", client="Northlight",
            facilitator="Frits", place="Utrecht", starts_at="13:00",
            settings=json.dumps({"currency": "£", "phones": {"secret": "s3cret"}}),
        ))
        edit.run(tables.NoteLinkRow.insert(
            source=heard, target=happened, activity="act-close-loop", broken=False
        ))
        edit.run(tables.ActionRow.insert(action("a-open", title="Phone", owner=zoe,
                                                due="2026-05-01")))
        edit.run(tables.ActionRow.insert(action("a-stopped", status="stopped")))
        edit.run(tables.ScoreRow.insert(
            key="score", activity="act-scorecard", row="sc-nps", name="", unit="points",
            better="up", baseline=-30.0, target=30.0, horizon="", owner=zoe, position=1.0,
        ))
        edit.run(tables.ScoreActualRow.insert(
            key="actual", score="score", date="2026-06-01", value=1.0
        ))
        edit.run(tables.EconomicsInputRow.insert(
            activity="think-economics", field="customers", value=9.0, estimate=True
        ))
    _pledge(file, "p-private", zoe, shared=0)
    _pledge(file, "p-shared", zoe, shared=1)


def _pledge(file: SessionFile, key: str, person: str, *, shared: int) -> None:
    with file.secret_edit("pledge") as edit:
        edit.run_each(
            "INSERT INTO pledge VALUES (?, 'be-pledge', ?, 'I listen', '', '', '', '', '', "
            "'2026-06-03', ?, 1.0)",
            [(key, person, shared)],
        )
