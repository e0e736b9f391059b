"""PROMISES 22: a vote or a correction that comes after the results changes nothing."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.assembly.mixed import ACTIVITY, WAYS, WORD, Hall
from workshop_app.assembly.booklet import edition_of
from workshop_app.assembly.outcome import outcome
from workshop_app.assembly.phones import token_of
from workshop_app.assembly.scene import view_scene
from workshop_app.errors import UserError
from workshop_app.lan.asking import Vote
from workshop_app.session.holding import RoundPlan
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import change_person
from workshop_app.session.voting import choose_plan
from workshop_app.stage.ballot import Ballot
from workshop_app.stage.booth_round import BoothRound
from workshop_app.storage import rounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VOTERS = 12
ANSWERS = {"hb1": "5", "hb2": "5", WORD: "late"}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "day", WAYS)
    yield made
    made.file.close()


def published(hall: Hall) -> tuple[object, ...]:
    """The counts, and all that is made of them: results file, pictures, tables, booklet."""
    workshop = hall.workshop
    views = {step.view for step in workshop.method.activities[ACTIVITY].steps}
    scenes = [view_scene(workshop, ACTIVITY, view) for view in sorted(views)]
    return (
        hall.file.rows("SELECT * FROM round"),
        hall.file.rows("SELECT * FROM tally"),
        hall.file.rows("SELECT * FROM tally_group"),
        outcome(workshop, ACTIVITY),
        [repr((one.figure, one.tables)) for one in scenes],
        [repr((one.lead, [*one.figures], one.tables)) for one in edition_of(workshop).sections
         if one.key == ACTIVITY],
    )  # fmt: skip


def late(hall: Hall, keys: list[str], booth: BoothRound) -> Iterator[Callable[[], object]]:
    """Whatever might come too late, in every way to vote; refused or not."""
    file, asked = hall.file, hall.questions
    for n, key in enumerate(keys):  # a phone or a sheet changes its ballot, by key or number
        seat = hall.room.seat(hall.devices[n]) if n in hall.devices else f"sheet {n + 1}"
        vote = Vote(token_of(hall.round), key, seat, "", ANSWERS)
        yield partial(hall.polling.store, [vote])
        yield partial(
            rounds.cast, file, hall.round, asked, ANSWERS, key=key, seat=seat, way="paper"
        )
        yield partial(rounds.withdraw, file, hall.round, key, seat)
    new = Vote(token_of(hall.round), "f" * 32, "a new phone", "", ANSWERS)
    yield lambda: hall.polling.store([new])
    yield lambda: booth.cast(Ballot(booth.sheets, "", answers=dict(ANSWERS)))
    yield lambda: rounds.cast_all(file, hall.round, asked, [("", ANSWERS)] * 5, way="paper")
    yield lambda: rounds.close_round(file, hall.round, expected=99)
    yield lambda: rounds.discard_round(file, hall.round)
    yield lambda: rounds.add_way(file, hall.round, "cards")


def around(hall: Hall) -> Iterator[Callable[[], object]]:
    """What the session goes through afterwards."""
    file = hall.file
    person = hall.workshop.people()[0].key
    yield lambda: change_person(file, "Level", person, level=5, department="Board")
    yield lambda: choose_plan(hall.context, RoundPlan("paper", "", live=True))
    yield lambda: add_notes(file, "Note", "see-journey", [NewNote("doing", "later")])
    yield from [file.undo] * 40
    yield from [file.redo] * 40


def attempted(hall: Hall, attempts: Iterator[Callable[[], object]]) -> set[int]:
    """Which attempts changed anything that is published."""
    before, changed = published(hall), set()
    for n, attempt in enumerate(attempts):
        with suppress(UserError):
            attempt()
        if published(hall) != before:
            changed.add(n)
            before = published(hall)
    return changed


def test_a_result_is_never_counted_again(hall: Hall) -> None:
    keys = [hall.vote(n, "calm") for n in range(VOTERS)]
    booth = BoothRound(hall.workshop, ACTIVITY)  # somebody is in it while the round closes
    hall.show()
    assert attempted(hall, late(hall, keys, booth)) == set()
    assert attempted(hall, around(hall)) == set()
    assert hall.file.rows("SELECT * FROM ballot") == hall.file.rows("SELECT * FROM voted") == []


def test_the_check_sees_a_round_that_takes_late_votes(hall: Hall) -> None:
    """The control: opened again in the file, the same attempts count."""
    keys = [hall.vote(n, "calm") for n in range(VOTERS)]
    booth = BoothRound(hall.workshop, ACTIVITY)
    hall.show()
    hall.file.connection.execute("UPDATE round SET state = 'open'")
    assert attempted(hall, late(hall, keys, booth))
