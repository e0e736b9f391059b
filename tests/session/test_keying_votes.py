"""Keyed sheets in a real round: each counts once, whatever the grid remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import session, sixteen_people
from workshop_app.errors import UserError
from workshop_app.kinds import registry
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.keyed_ballot import KeyedBallot
from workshop_app.session.keying_votes import keep, sheet_of, sheets_in
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round

POLL = "be-heartbeat"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    workshop = session(tmp_path, people=sixteen_people())
    with workshop.file:
        yield workshop.context(POLL)


def opened(context: Context) -> Round:
    voting.choose_plan(context, RoundPlan("paper"))
    voting.open_round(context, registry.kind("poll").questions(context))
    found = latest(context.file, POLL)
    assert found is not None
    return found


def put(context: Context, round_: Round, *rows: KeyedBallot) -> None:
    for row in rows:
        questions = registry.kind("poll").questions(context)
        keep(context, round_, questions, row, sheet_of(row, rows))
        row.saved = True


def test_the_second_sheet_of_a_number_is_refused_and_leaves_nothing(context: Context) -> None:
    round_ = opened(context)
    put(context, round_, KeyedBallot(3, answers={"hb1": "4"}))
    again = KeyedBallot(3, answers={"hb1": "5"})
    with pytest.raises(UserError) as told:
        put(context, round_, again)
    assert told.value.sentence == (
        "Sheet 3 was in already. The first one counts; this row is taken out. "
        "Look whether a number was misread."
    )
    assert again.refused
    answers = context.file.rows("SELECT answer FROM ballot WHERE question = 'hb1'")
    assert answers == [("4",)]
    assert sheets_in(context.file, round_) == {3}


def test_a_number_given_twice_on_purpose_is_noted_until_both_are_out(context: Context) -> None:
    round_ = opened(context)
    rows = [KeyedBallot(7, answers={"hb1": "4"}), KeyedBallot(7, answers={"hb1": "5"})]
    put(context, round_, *rows)
    left = [{7}, set()]
    for row, numbers in zip(rows, left, strict=True):
        row.saved = False
        rounds.withdraw(context.file, round_, row.key, sheet_of(row, rows))
        assert sheets_in(context.file, round_) == numbers
