"""Dots counted on the console, while the stage takes them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.test_round_panel import editor_of, round_of, texts_of
from workshop_app.kinds import registry
from workshop_app.session.touched_votes import move_vote
from workshop_app.storage.rounds import cast, new_ballot_key
from workshop_app.storage.tally import tally

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.ui.count_field import CountField
    from workshop_app.ui.vote_editor import VoteEditor

pytestmark = pytest.mark.gui

POLL, HEARTBEAT = "think-moral-wisdom", "be-heartbeat"


def touched(
    qtbot: QtBot, desk: DeskDouble, activity: str = POLL, ways: str = "touch"
) -> VoteEditor:
    """An open round in these ways, after the cards were taken off."""
    editor = editor_of(qtbot, desk, activity)
    for way in (*ways.split("+"), "cards"):
        editor.panel.mode.chosen.emit(way)
    editor.panel.open.click()
    desk.turn()
    assert round_of(desk, activity).mode == ways
    return editor


def tap(desk: DeskDouble, key: str, times: int = 1, activity: str = POLL) -> None:
    """Somebody taps an answer on the stage."""
    context = desk.workshop.context(activity)
    questions = registry.kind(context.activity.kind).questions(context)
    for _ in range(times):
        assert move_vote(context, questions, key, key)


def fields(editor: VoteEditor) -> list[CountField]:
    return editor.panel.dots.fields


def test_the_pad_takes_dots_and_shows_those_of_the_stage(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk)
    assert editor.panel.body.currentWidget() is editor.panel.dots
    assert "People place their dots on the stage" in texts_of(editor)
    editor.focus_capture()
    yes, no, *_ = fields(editor)
    QTest.keyClicks(yes, "++")
    tap(desk, "mw1/1", 3)
    desk.turn()
    assert yes.count == 5
    QTest.keyClick(yes, Qt.Key.Key_Minus)
    QTest.keyClicks(no, "7")
    desk.turn()
    assert [field.count for field in (yes, no)] == [4, 7]
    assert "11 of 16" in texts_of(editor)
    assert round_of(desk, POLL).returned == 11
    editor.panel.close_.click()
    found = tally(desk.workshop.file, POLL)
    assert found is not None
    assert found.total.counts["mw1"].votes == {"1": 4, "2": 7}
    assert found.round.mode == "touch"


def test_a_tap_that_the_pad_has_not_heard_of_is_not_lost(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk)
    yes = fields(editor)[0]
    QTest.keyClicks(yes, "+")
    tap(desk, "mw1/1", 2)
    QTest.keyClicks(yes, "+")
    assert yes.count == 4
    desk.turn()
    assert yes.count == round_of(desk, POLL).returned == 4


def test_undo_of_a_number_never_takes_dots_of_the_stage(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk)
    yes = fields(editor)[0]
    QTest.keyClicks(yes, "++")
    QTest.keyClick(yes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert yes.count == 1
    tap(desk, "mw1/1", 4)
    desk.turn()
    QTest.keyClick(yes, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.turn()
    assert yes.count == round_of(desk, POLL).returned == 5


def test_after_a_restart_the_pad_counts_on(qtbot: QtBot, desk: DeskDouble) -> None:
    touched(qtbot, desk)
    tap(desk, "mw1/2", 6)
    again = editor_of(qtbot, desk, POLL)
    assert fields(again)[1].count == 6
    assert again.panel.earlier.text == "", "nothing is in that the pad does not show"
    QTest.keyClicks(fields(again)[1], "-")
    desk.turn()
    assert round_of(desk, POLL).returned == 5


def test_cards_and_dots_of_one_round_are_counted_apart(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = editor_of(qtbot, desk, POLL)
    editor.panel.mode.chosen.emit("touch")
    editor.panel.open.click()
    desk.turn()
    panel = editor.panel
    assert round_of(desk, POLL).mode == "cards+touch"
    tap(desk, "mw1/1", 2)
    desk.turn()
    panel.mode.chosen.emit("cards")
    assert panel.body.currentWidget() is panel.counts
    QTest.keyClicks(panel.counts.fields[0], "5")
    desk.turn()
    panel.mode.chosen.emit("touch")
    assert panel.body.currentWidget() is panel.dots
    assert (panel.counts.fields[0].count, panel.dots.fields[0].count) == (5, 2)
    assert round_of(desk, POLL).returned == 7


def test_more_dots_than_people_are_said_not_blocked(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk)
    tap(desk, "mw1/1", 17)
    desk.turn()
    assert "17 dots, 16 people: some too many?" in texts_of(editor)
    assert any("17 dots" in one for one in desk.said)


def test_words_are_not_for_dots(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk, HEARTBEAT)
    assert not editor.panel.dots.entries
    assert len(fields(editor)) == 10
    assert "Words, long scales and rankings are not answered with dots." in texts_of(editor)


def test_that_few_secret_ballots_lie_beside_dots_is_said(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = touched(qtbot, desk, ways="booth+touch")
    tap(desk, "mw1/1", 5)
    questions = editor.kind.questions(editor.context)
    for n in range(4):
        desk.turn()
        assert ("came in secretly" in editor.panel.warning.text) == (n > 0)
        cast(desk.workshop.file, round_of(desk, POLL), questions, {"mw1": "2"},
             key=new_ballot_key(), way="booth")
    desk.turn()
    assert "came in secretly" not in editor.panel.warning.text


def test_where_nothing_can_be_tapped_dots_are_not_offered(qtbot: QtBot, desk: DeskDouble) -> None:
    panel = editor_of(qtbot, desk, "act-rituals").panel
    panel.choices.openly.click()
    assert not panel.take_way("touch")
    assert not panel.take_way("cards"), "an order is more than raised cards can say"
    assert panel.take_way("phones")
