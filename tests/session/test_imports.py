"""Items from elsewhere: typed, taken from the plan, or the method's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.voting import activity, make, parts, small_method
from workshop_app import storage
from workshop_app.session.imports import imported, place_of
from workshop_app.session.notes import NewNote, add_notes

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

ID = "see-rating"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    items = parts("d1", "d2", d1={"axis": "x"}, d2={"axis": "x"})
    lists = {"axes": parts("x"), "items": items}
    found = activity("rating", lists, scale="agree5")
    return make(tmp_path, small_method(found))


def _source(workshop: Workshop, source: str | None) -> dict[str, str]:
    context = workshop.context(ID)
    settings = {} if source is None else {"import": source}
    own = context.activity._replace(settings=settings)
    return imported(context._replace(activity=own))


def act(workshop: Workshop, *titles: str, status: str = "open") -> None:
    row = storage.tables.ActionRow
    blank = dict.fromkeys(
        ("outcome", "moment", "owner", "partner", "start", "due", "horizon", "measure", "help",
         "answer", "origin"), "")
    with workshop.file.edit("Actions") as edit:
        for place, title in enumerate(titles):
            edit.run(row.insert(key=f"{status}{title}", activity="act-plan", title=title,
                                status=status, position=float(place), **blank))


def test_a_list_of_its_own_imports_nothing(workshop: Workshop) -> None:
    act(workshop, "First")
    add_notes(workshop.file, "Note", ID, [NewNote(place_of("d1"), "Typed")])
    assert _source(workshop, None) == {}


def test_the_first_actions_fill_the_list_in_their_order(workshop: Workshop) -> None:
    assert _source(workshop, "actions") == {}
    act(workshop, "First", "Second", "Third")
    assert _source(workshop, "actions") == {"d1": "First", "d2": "Second"}


def test_actions_that_were_stopped_are_no_choices(workshop: Workshop) -> None:
    act(workshop, "Dropped", status="stopped")
    act(workshop, "Kept")
    assert _source(workshop, "actions") == {"d1": "Kept"}


def test_what_was_typed_goes_first_and_the_newest_counts(workshop: Workshop) -> None:
    act(workshop, "First", "Second")
    notes = [NewNote(place_of("d2"), "Old"), NewNote(place_of("d2"), "New")]
    add_notes(workshop.file, "Note", ID, notes)
    add_notes(workshop.file, "Note", ID, [NewNote(place_of("d1"), "Hidden", held=True)])
    assert _source(workshop, "actions") == {"d1": "First", "d2": "New"}
