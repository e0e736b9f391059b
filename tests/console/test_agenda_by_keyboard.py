"""A whole day on the console without a mouse: go on, type, key ballots, show, go on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.console.room import DAY, PEOPLE, Room, open_room
from workshop_app.assembly.conduct import next_action, questions
from workshop_app.assembly.methods import built_in_method
from workshop_app.console.shortcuts import is_text_field
from workshop_app.session.counting import is_counted
from workshop_app.session.workshop import Plan, create_workshop
from workshop_app.storage.tally import latest, rounds
from workshop_app.ui.count_field import CountField
from workshop_app.ui.keying_grid import KeyingGrid
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app.method.question import Question
    from workshop_app.storage.tally import Round

Key = Qt.Key
MOST = 400
"""Presses of a remote that no day needs."""


def focused(room: Room) -> QWidget:
    """What the keyboard goes to; nowhere, when a window of its own came up for a moment."""
    found = QApplication.focusWidget()
    assert found is not None, f"the keyboard is lost at {room.workshop.live().moment}"
    return found


def press(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(focused(room), key)
    room.settle()


def write(room: Room, text: str) -> None:
    """Type into whatever has the keyboard, and say that it is done."""
    QTest.keyClicks(focused(room), text)
    press(room, Key.Key_Return)


def open_round(room: Room) -> Round | None:
    """The round that people vote in now."""
    activity = room.workshop.activity_at(room.workshop.live().moment)
    round_ = latest(room.workshop.file, activity.id) if activity else None
    return round_ if round_ is not None and round_.state == "open" else None


def edits(room: Room) -> int:
    """How many changes the history knows."""
    return len(room.workshop.file.history.entries(100_000))


AGENDAS = (
    "full-day", "two-day-1", "two-day-2",
    "pulse-3", "pulse-6", "pulse-12", "pulse-24", "pulse-36",
)
WAYS = {"full-day": {"grid", "counts"}}
CAPTURED = {
    "full-day": {
        "see-roster", "see-customer-story", "see-journey", "think-dream", "act-blueprint",
        "act-plan", "be-pledge",
    },
    "two-day-1": {"see-most-valuable", "see-knowledge-gaps", "think-license", "think-gardener"},
    "two-day-2": {"think-kpi-balance", "act-choose-moments", "act-mandate", "be-harvest"},
}
"""What these hold for certain; every one begins with a customer's story and ends in a pledge."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("agenda", AGENDAS)
def test_an_agenda_is_held_by_keyboard_alone(
    qtbot: QtBot, tmp_path: Path, agenda: str, language: str
) -> None:
    plan = Plan(agenda, "The day", date=DAY, language=language, people=PEOPLE[:4])
    workshop = create_workshop(tmp_path / "day.workshop", built_in_method(), plan)
    room = open_room(qtbot, workshop)
    captured: Counter[str] = Counter()
    ways: Counter[str] = Counter()
    for number in range(MOST):
        if next_action(workshop).kind == "done":
            break
        round_ = open_round(room)
        if round_ is not None and not round_.returned:
            ways[vote(room, round_)] += 1
        elif round_ is None:
            captured += capture(room, number)
        room.clock.forward(1)
        press(room, Key.Key_PageDown)
    assert room.label() == workshop.words("console.next.done")
    assert all(slot.ended_at for slot in workshop.slots())
    for slot in workshop.slots():
        activity = workshop.method.activities[slot.activity]
        if questions(workshop, activity):
            held = rounds(workshop.file, activity.id)
            assert [one.state for one in held] in (["revealed"], ["revealed"] * 2), activity.id
            assert held[-1].returned == held[-1].expected, activity.id
    assert WAYS.get(agenda, {"grid"}) <= set(ways)
    assert CAPTURED.get(agenda, {"see-customer-story", "act-plan", "be-pledge"}) <= set(captured)
    workshop.file.close()


def capture(room: Room, number: int) -> Counter[str]:
    """Type something where the step has a field for it; what was typed is kept."""
    moment = room.workshop.live().moment
    activity, step = room.workshop.activity_at(moment), room.workshop.step_at(moment)
    field = focused(room)
    if activity is None or step is None or step.view != "collect" or not is_text_field(field):
        return Counter()
    before = edits(room)
    write(room, f"{number}")
    if activity.kind == "pledge":
        send_form(room, "ring back", room.workshop.words("editors.pledge.save"))
    assert edits(room) > before, f"{activity.id}: what was typed went nowhere"
    return Counter([activity.id])


def send_form(room: Room, text: str, save: str) -> None:
    """Fill the next field of a form, and go on to its button."""
    press(room, Key.Key_Tab)
    QTest.keyClicks(focused(room), text)
    for _ in range(20):
        button = focused(room)
        if isinstance(button, QAbstractButton) and button.text() == save:
            press(room, Key.Key_Space)
            return
        press(room, Key.Key_Tab)


# -- voting ------------------------------------------------------------------------------


def vote(room: Room, round_: Round) -> str:
    """Everybody's ballot comes in; returns the way it did."""
    asked = questions(room.workshop, room.workshop.method.activities[round_.activity])
    if round_.mode == "booth":
        choose_paper(room)
    if isinstance(focused(room), CountField):
        count(room, asked, round_.expected)
        way = "counts"
    else:
        key_in(room, round_.expected)
        way = "grid"
    now = open_round(room)
    assert now is not None
    assert now.returned == round_.expected
    return way


def choose_paper(room: Room) -> None:
    """From the booth's button on to the ways of voting, each a stop of its own, to paper too."""
    paper = room.workshop.words("editors.mode.paper")
    for _ in range(20):
        button = focused(room)
        if isinstance(button, QAbstractButton) and button.text() == paper:
            press(room, Key.Key_Space)
            return
        press(room, Key.Key_Tab)


def count(room: Room, asked: Sequence[Question], people: int) -> None:
    """Raised cards: all of them for one answer of each question, none for the others."""
    for question in filter(is_counted, asked):
        for place in range(len(question.values)):
            assert isinstance(focused(room), CountField)
            if place == 1:
                write(room, str(people))
            else:
                press(room, Key.Key_Return)


def key_in(room: Room, people: int) -> None:
    """A stack of sheets, one for each of us."""
    grid = focused(room)
    assert isinstance(grid, KeyingGrid), "an open round should have the keyboard"
    for _ in range(people):
        keying = grid.keying
        assert keying is not None
        row, places = keying.row, 0
        for _ in keying.columns:
            question = keying.question
            if question is not None and question.form == "rank":
                places += 1
            key_answer(room, question, row, places)
            if keying.row != row:
                break
        room.settle()


def key_answer(room: Room, question: Question | None, row: int, places: int) -> None:
    """One cell: a group, an answer of the scale, a place, a number or a word."""
    if question is None:
        QTest.keyClicks(focused(room), "1")
    elif question.form == "rank" and places > len(question.answers):
        press(room, Key.Key_Space)
    elif question.form == "rank":
        QTest.keyClicks(focused(room), str(places))
    elif question.form == "word":
        write(room, "hope")
    elif len(question.answers) > 11:
        write(room, str(10 + row))
    else:
        marks = [answer.mark for answer in question.answers]
        mark = marks[row % len(marks)]
        QTest.keyClicks(focused(room), mark)
        if any(other.startswith(mark) and other != mark for other in question.marks):
            press(room, Key.Key_Return)  # 1 or 10?
