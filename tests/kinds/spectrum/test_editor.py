"""A sheet of pairs keyed in on the console: digits only, values with their sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from workshop_app.kinds.spectrum import KIND
from workshop_app.kinds.spectrum.editor import Editor
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.storage.rounds import reveal_round
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

SHIFT = "think-shift"


def test_one_to_seven_become_minus_three_to_plus_three(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context(SHIFT), RoundPlan("paper", ""))
    editor = Editor(desk, SHIFT)
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.panel.open.click()
    assert "1 Entirely   2 Mostly" in editor.panel.keying.answers.text()
    assert "7 Entirely" in editor.panel.keying.answers.text()
    QTest.keyClicks(editor.panel.keying.grid, "17" * 12 * 4)
    QTest.keyClicks(editor.panel.keying.grid, "0")
    assert "from 1 to 7" in desk.said[-1]
    keying = editor.panel.keying.keying
    assert keying is not None
    assert keying.ballots[0].answers["sh1.today"] == "-3"
    assert keying.seek(1) == "opened"
    assert keying.shown(keying.ballots[0], "sh1.today") == "1"
    desk.turn()
    editor.panel.close_.click()
    desk.turn()
    round_ = latest(desk.workshop.file, SHIFT)
    assert round_ is not None
    reveal_round(desk.workshop.file, round_)
    context = editor.context
    assert KIND.numbers(KIND.results(context), context)["shifts"]["sh12"] == 6
