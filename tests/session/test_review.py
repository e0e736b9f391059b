"""What became of things: kept as edits that can be taken back, and never more told than may be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.kinds.taster import columns_in, columns_of
from tests.looked_back import PLAN, PLEDGE, first_session, pulse_of
from workshop_app.errors import UserError
from workshop_app.kinds.pledge.model import read_pledges
from workshop_app.session.earlier import read_earlier
from workshop_app.session.review import (
    Review,
    bring_along,
    came_along,
    due_by,
    pledges_kept,
    read_pledge_rate,
    read_reviews,
    read_ritual_rate,
    set_held,
    set_verdict,
)
from workshop_app.storage.tables import ReviewRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import SessionFile


@pytest.fixture
def pulse(tmp_path: Path) -> Iterator[Workshop]:
    workshop = pulse_of(first_session(tmp_path))
    with workshop.file:
        yield workshop


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


def judge(workshop: Workshop, *verdicts: str) -> list[str]:
    """The verdicts of the pledges in their order: six private ones, then three shared ones."""
    pledges = read_pledges(workshop.file, PLEDGE)
    for pledge, verdict in zip(pledges, verdicts, strict=False):
        if verdict:
            set_verdict(workshop.file, "", PLEDGE, pledge.key, verdict)
    return [pledge.key for pledge in pledges]


def told(workshop: Workshop) -> tuple[float, int] | None:
    rates = read_pledge_rate(workshop.file, PLEDGE)
    return (round(rates[0].percent, 3), rates[0].of) if rates else None


def test_pledges_are_told_all_together(pulse: Workshop) -> None:
    judge(pulse, "kept", "kept", "partly", "renewed", "", "", "kept", "not_yet", "partly")
    assert told(pulse) == (57.143, 7)


def test_too_few_answers_are_not_told(pulse: Workshop) -> None:
    judge(pulse, "", "", "", "", "", "", "kept", "kept", "kept")
    assert told(pulse) is None


def test_private_answers_cannot_be_subtracted(pulse: Workshop) -> None:
    """Three shared answers are on the wall: three private ones would be what is left."""
    judge(pulse, "kept", "not_yet", "partly", "", "", "", "kept", "kept", "kept")
    assert told(pulse) is None, "three private ones do not count, and three shared are too few"
    judge(pulse, "", "", "", "kept")
    assert told(pulse) == (78.571, 7)


def test_what_all_private_answers_say_is_not_told(pulse: Workshop) -> None:
    judge(pulse, *["kept"] * 6, "kept", "kept", "kept")
    assert told(pulse) is None


def test_a_later_pulse_knows_what_was_told_and_nothing_more(pulse: Workshop) -> None:
    keys = judge(pulse, "kept", "kept", "partly", "not_yet", "", "", "kept", "not_yet", "partly")
    kept = pledges_kept(pulse.file)
    assert [(id_, round(percent, 3), n) for id_, (percent, n) in kept.items()] == [
        (PLEDGE, 57.143, 7)
    ]
    before = told(pulse)
    pulse.file.close()
    with pulse_of(pulse.file.path, _later(pulse), 12).file as file:
        newest = read_earlier(file)[-1].file
        assert newest.rows("SELECT * FROM pledge") == []
        left = " ".join(map(str, newest.rows("SELECT * FROM review")))
        assert not [key for key in keys if key in left]
        (rate,) = read_pledge_rate(newest, PLEDGE)
        assert (round(rate.percent, 3), rate.of) == before
        row = newest.row("SELECT settings FROM session")
        assert row is not None
        assert "pledges_kept" in json.loads(row[0])


def _later(workshop: Workshop) -> date:
    return workshop.info.date.replace(year=workshop.info.date.year + 1)
