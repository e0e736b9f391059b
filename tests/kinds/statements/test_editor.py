"""Statements keyed in on the console, and actions typed for the question about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workshop_app.kinds.statements import KIND
from workshop_app.kinds.statements.editor import Editor
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.storage.rounds import reveal_round
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui


def test_sheets_become_scores(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context("see-one-voice"), RoundPlan("paper"))
    editor = Editor(desk, "see-one-voice")
    qtbot.addWidget(editor)
    desk.show(editor)
    assert editor.notes is None
    editor.panel.open.click()
    QTest.keyClicks(editor.panel.keying.grid, "12301230" * 4)
    desk.turn()
    editor.panel.close_.click()
    desk.turn()
    round_ = latest(desk.workshop.file, "see-one-voice")
    assert round_ is not None
    reveal_round(desk.workshop.file, round_)
    items = KIND.numbers(KIND.results(editor.context), editor.context)["items"]
    assert [items[f"ov{n}"]["score"] for n in (1, 2, 3, 4)] == [100, 50, 0, None]


def test_the_words_of_an_action_are_typed_in_its_place(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = Editor(desk, "be-decision-check")
    qtbot.addWidget(editor)
    desk.show(editor)
    assert editor.notes is not None
    editor.notes.open_tab("notes")
    editor.choose_place(1)
    QTest.keyClicks(editor.notes.capture.field, "Call back within a day")
    QTest.keyClick(editor.notes.capture.field, Qt.Key.Key_Return)
    (asked,) = KIND.questions(editor.context)
    assert (asked.id, asked.prompt) == ("dc2", "Call back within a day")
