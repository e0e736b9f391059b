"""The poll's capture; rounds and cards are tested in tests/ui/test_round_panel.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workshop_app.kinds.poll.editor import Editor
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.storage.tally import tally

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

RITUALS = "act-rituals"


def test_a_ranking_is_keyed_by_its_places(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context(RITUALS), RoundPlan("paper"))
    editor = Editor(desk, RITUALS)
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.panel.open.click()
    for keys in ("123", "0010203", "3 2 1", "0000000012 "):
        QTest.keyClicks(editor.panel.keying.grid, keys)
    desk.turn()
    editor.panel.close_.click()
    found = tally(desk.workshop.file, RITUALS)
    assert found is not None
    votes = {id_: dict(count.votes or {}) for id_, count in found.total.counts.items()}
    assert found.round.returned == 4
    assert votes["ri1"] == {"1": 1, "3": 1}
    assert votes["ri3"] == {"3": 1, "1": 1, "2": 1}
    assert votes["ri10"] == {"2": 1}
    assert votes["ri11"] == {}


def test_escape_in_a_grid_is_the_consoles(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context(RITUALS), RoundPlan("paper"))
    editor = Editor(desk, RITUALS)
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.panel.open.click()
    keying = editor.panel.keying.keying
    assert keying is not None
    QTest.keyClick(editor.panel.keying.grid, Qt.Key.Key_Escape)
    assert keying.ballot.answers == {}
