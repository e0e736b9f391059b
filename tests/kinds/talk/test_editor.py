"""The scribe's notes: one line, one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workshop_app.kinds.talk import KIND
from workshop_app.kinds.talk.editor import Editor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui


def test_a_note_of_the_scribe(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = Editor(desk, "break")
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.show()
    assert not editor.pane.capture.chips.isVisible()
    QTest.keyClicks(editor.pane.capture.field, "Start again at eleven")
    QTest.keyClick(editor.pane.capture.field, Qt.Key.Key_Return)
    assert KIND.results(editor.context).notes == ("Start again at eleven",)
