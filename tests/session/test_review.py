"""What became of things: kept as edits that can be taken back, and never more told than may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import columns_in, columns_of
from tests.looked_back import PLAN, PLEDGE
from workshop_app.errors import UserError
from workshop_app.session.review import (
    Review,
    bring_along,
    came_along,
    due_by,
    read_reviews,
    read_ritual_rate,
    set_held,
    set_verdict,
)
from workshop_app.storage.tables import ReviewRow

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile


def test_the_model_is_the_schema(file: SessionFile) -> None:
    assert columns_of(ReviewRow) == columns_in(file, "review")


def test_a_verdict_is_an_edit_that_can_be_taken_back(file: SessionFile) -> None:
    with file.edit("", undoable=False) as edit:
        bring_along(edit, PLAN, {"a1": "2026-04-01", "a2": ""})
    assert came_along(file, PLAN) == {"a1", "a2"}
    assert came_along(file, PLEDGE) == frozenset()
    set_verdict(file, "Judge", PLAN, "a1", "done")
    assert read_reviews(file, PLAN) == {
        "a1": Review("a1", "done", date="2026-04-01"), "a2": Review("a2"),
    }
    assert file.undo() == "Judge"
    assert read_reviews(file, PLAN)["a1"] == Review("a1", date="2026-04-01")
    assert file.undo() is None, "what came along is no step of anybody"
    file.redo()
    set_verdict(file, "Open", PLAN, "a1", "")
    assert read_reviews(file, PLAN)["a1"].verdict == ""


def test_a_verdict_that_there_is_not_is_refused(file: SessionFile) -> None:
    with pytest.raises(UserError, match="not a verdict"):
        set_verdict(file, "", PLAN, "a1", "perhaps")
    assert read_reviews(file, PLAN) == {}


def test_rituals_are_counted_together(file: SessionFile) -> None:
    assert read_ritual_rate(file, "act-rituals") == ()
    set_held(file, "Held", "act-rituals", "act-rituals/ri1", 8, 10)
    set_held(file, "Held", "act-rituals", "act-rituals/ri4", 0, 6)
    (rate,) = read_ritual_rate(file, "act-rituals")
    assert (rate.percent, rate.done, rate.of) == (50, 8, 16)
    file.undo()
    assert read_ritual_rate(file, "act-rituals")[0].percent == 80
    set_held(file, "Held", "act-rituals", "act-rituals/ri1", None, None)
    assert read_ritual_rate(file, "act-rituals") == ()


@pytest.mark.parametrize(("held", "planned"), [(3, 2), (-1, 2), (3, None), (None, 3)])
def test_no_more_is_held_than_was_planned(
    file: SessionFile, held: int | None, planned: int | None
) -> None:
    with pytest.raises(UserError):
        set_held(file, "", "act-rituals", "act-rituals/ri1", held, planned)
    assert read_reviews(file, "act-rituals") == {}


@pytest.mark.parametrize(
    ("review", "due"),
    [
        (Review("a", date="2026-09-08"), True),
        (Review("a", date="2026-09-09"), False),
        (Review("a", "done", date="2027-01-01"), True),
        (Review("a", "not_yet", date="2026-04-01"), True),
        (Review("a", "not_yet"), False),
        (Review("a", "done"), True),
    ],
)
def test_an_action_is_due_on_the_day_it_had(review: Review, due: bool) -> None:
    assert due_by(review, "2026-09-08") is due
