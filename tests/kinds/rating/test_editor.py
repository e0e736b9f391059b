"""The rating's capture; the round itself is tested in tests/ui/test_round_panel.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workshop_app.kinds.rating import KIND
from workshop_app.kinds.rating.editor import Editor
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

FIVE = "see-five-answers"


def test_sentences_and_ballots_become_the_picture(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context(FIVE), RoundPlan("paper"))
    editor = Editor(desk, FIVE)
    qtbot.addWidget(editor)
    desk.show(editor)
    slot = desk.workshop.slot_of(FIVE)
    assert slot is not None
    desk.workshop.go(Moment(slot.key, 2), desk.workshop.info.start)
    assert editor.notes is not None
    QTest.keyClicks(editor.notes.capture.field, "You get a straight answer")
    QTest.keyClick(editor.notes.capture.field, Qt.Key.Key_Return)
    editor.panel.open.click()
    QTest.keyClicks(editor.panel.keying.grid, "543" * 5)
    desk.turn()
    editor.panel.close_.click()
    desk.turn()
    assert KIND.results(editor.context).round is None, "nobody has seen it yet"
    editor.panel.reveal.click()
    results = KIND.results(editor.context)
    assert results.said == {"sentences": ("You get a straight answer",)}
    assert results.total is not None
    assert results.total.ballots == 5
    assert [results.total.items[item].mean for item in ("fa1", "fa2", "fa3")] == [5, 4, 3]


def test_without_columns_there_is_nothing_but_the_round(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = Editor(desk, "see-checklist")
    qtbot.addWidget(editor)
    desk.show(editor)
    assert editor.notes is None
    editor.choose_place(1)
    assert not editor.is_typing()
