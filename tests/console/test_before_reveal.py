"""PROMISES 20, for the console and both its pictures: the same whatever people choose.

The whole window is looked at, with the preview of the stage in it and all that a screen reader
finds, while people vote at the booth, with phones, and on paper that is keyed in its grid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.console.room import make_workshop, open_room
from tests.desk import sixteen_people
from tests.stage.booths import picture, spoken
from workshop_app.assembly import conduct
from workshop_app.session.holding import RoundPlan
from workshop_app.session.voting import choose_plan
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.ui.keying_grid import KeyingGrid

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.console.room import Room

pytestmark = pytest.mark.gui

ACTIVITY = "see-five-answers"
VOTERS = 9
LOOKS = (1, 2, 8, VOTERS)
"""The turnouts at which one looks: a live picture moves with the eighth ballot."""

SOON = 500
"""Milliseconds: what takes longer is a message that goes by itself."""

Frame = tuple[bytes, str]


def vote(room: Room, voter: int, answer: str) -> None:
    workshop = room.workshop
    asked = conduct.questions(workshop, workshop.method.activities[ACTIVITY])
    round_ = latest(workshop.file, ACTIVITY)
    assert round_ is not None
    given = {one.id: answer for one in asked}
    way = ("booth", "phones")[voter % 2]
    rounds.cast(workshop.file, round_, asked, given, key=f"{voter:032x}", way=way)
    room.settle()


def is_settled(room: Room) -> bool:
    """Whether every part of the window has heard of the newest ballot, and been drawn since."""
    room.settle()
    waiting = [one for one in room.window.findChildren(QTimer) if one.isSingleShot()]
    round_ = latest(room.workshop.file, ACTIVITY)
    assert round_ is not None
    said = {int(n) for n in re.findall(r"(\d+) of 16 ha", spoken(room.window))}
    soon = [one for one in waiting if one.isActive() and one.interval() < SOON]
    return said <= {round_.returned} and not soon


def watched(qtbot: QtBot, folder: Path, answers: str, *, live: bool = False) -> list[Frame]:
    """A round as the facilitator sees it, from the first ballot to its closing."""
    folder.mkdir()
    workshop = make_workshop(folder, people=sixteen_people())
    with workshop.file:
        choose_plan(workshop.context(ACTIVITY), RoundPlan("booth+paper+phones", "", live=live))
        room = open_room(qtbot, workshop)
        room.go(ACTIVITY, "collect")
        conduct.open_round(workshop)
        room.settle()
        seen: list[Frame] = []

        def look() -> None:
            qtbot.waitUntil(lambda: is_settled(room), timeout=20_000)
            seen.append((picture(room.window), spoken(room.window)))

        look()
        for voter in range(VOTERS):
            vote(room, voter, answers[voter % len(answers)])
            if voter + 1 in LOOKS:
                look()
        if not live:
            _key_sheets(room, answers)
        look()
        for view in ("question", "card", "total", "groups"):
            room.go(ACTIVITY, view)
            look()
        round_ = latest(workshop.file, ACTIVITY)
        assert round_ is not None
        rounds.close_round(workshop.file, round_)
        look()
        assert len({frame for frame, _ in seen}) > len(LOOKS) + 4, "turnout and steps show"
        room.window.close()
    return seen


def _key_sheets(room: Room, answers: str) -> None:
    """Two sheets whose last digit saves them, and one that its number opens and shuts again."""
    grids = [grid for grid in room.window.findChildren(KeyingGrid) if grid.isVisible()]
    assert grids
    keying = grids[0].keying
    assert keying is not None
    for sheet in range(2):
        QTest.keyClicks(grids[0], answers[sheet % len(answers)] * 3)
        room.settle()
    assert keying.counted == 2


def differing(qtbot: QtBot, folder: Path, *, live: bool = False) -> list[int]:
    rooms = [
        watched(qtbot, folder / answers, answers, live=live) for answers in ("15", "3432")
    ]
    return [n for n, (one, other) in enumerate(zip(*rooms, strict=True)) if one != other]


def test_the_facilitator_sees_no_choice_either(qtbot: QtBot, tmp_path: Path) -> None:
    assert differing(qtbot, tmp_path) == []


def test_the_check_sees_totals_that_are_drawn_live(qtbot: QtBot, tmp_path: Path) -> None:
    """The control: the preview shows what the stage shows."""
    assert differing(qtbot, tmp_path, live=True)
