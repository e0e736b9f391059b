"""Which activities an edit of the history changed something of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workshop_app.assembly.methods import built_in_method
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session import planning
from workshop_app.session.notes import (
    NewNote,
    add_notes,
    change_note,
    delete_notes,
    read_notes,
    tag_notes,
)
from workshop_app.session.people import Person, add_people
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage.schema import SCHEMAS, UNRECORDED_TABLES
from workshop_app.storage.touched import ACTIVITY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORY = "see-customer-story"


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    plan = Plan("taster-90", "A day")
    made = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    yield made
    made.file.close()


def _newest(workshop: Workshop) -> frozenset[str]:
    return workshop.file.history.activities_of(workshop.file.history.undoable(1)[0])


def test_every_table_of_an_activity_is_known() -> None:
    tables = {
        found[1]
        for sql in SCHEMAS[max(SCHEMAS)]
        if (found := re.match(r"CREATE TABLE (\w+)", sql)) and re.search(r"\bactivity TEXT", sql)
    }
    assert tables - {"slot", "round", *UNRECORDED_TABLES} == ACTIVITY_TABLES


def test_every_change_of_a_note_is_its_activitys(workshop: Workshop) -> None:
    file = workshop.file
    add_notes(file, "", STORY, [NewNote("happened", "Late")])
    assert _newest(workshop) == {STORY}
    note = read_notes(file, STORY)[0]
    change_note(file, "", note.key, text="Too late")
    assert _newest(workshop) == {STORY}
    tag_notes(file, "", [note.key], "quick_win", on=True)
    assert _newest(workshop) == {STORY}
    delete_notes(file, "", [note.key])
    assert _newest(workshop) == {STORY}
    file.undo()
    again = file.history.redoable()
    assert again is not None
    assert file.history.activities_of(again) == {STORY}


def test_other_rows_count_and_agenda_and_people_do_not(workshop: Workshop) -> None:
    add_pledge(workshop.file, "", "be-pledge", Pledge(start="Call first"))
    assert _newest(workshop) == {"be-pledge"}
    planning.skip(workshop, "", workshop.slots()[0], skipped=True)
    assert _newest(workshop) == frozenset()
    add_people(workshop.file, "", [Person("Ana")])
    assert _newest(workshop) == frozenset()
