"""The board's capture; the notes themselves are tested in tests/ui/test_notes_pane.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workshop_app.kinds.board import KIND
from workshop_app.kinds.board.editor import Editor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

BOARD = "see-customer-story"


def test_what_is_typed_counted_and_flagged_is_what_the_board_shows(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = Editor(desk, BOARD)
    qtbot.addWidget(editor)
    desk.show(editor)
    for index, text in enumerate(("It came used", "Cheated")):
        editor.choose_place(index)
        QTest.keyClicks(editor.pane.capture.field, text)
        QTest.keyClick(editor.pane.capture.field, Qt.Key.Key_Return)
        desk.turn()
    list_ = editor.pane.list
    list_.setCurrentIndex(list_.model().index(0, 0))
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_M):
        QTest.keyClick(list_, key)
    results = KIND.results(editor.context)
    shown = {column.id: [note.text for note in column.notes] for column in results.columns}
    assert shown["happened"] == ["It came used"]
    assert shown["customer_felt"] == ["Cheated"]
    (note,) = results.columns[1].notes
    assert (note.votes, note.flagged) == (2, True)


def test_a_column_that_is_not_there_changes_nothing(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = Editor(desk, BOARD)
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.choose_place(3)
    editor.choose_place(5)
    assert editor.pane.capture.place == "we_did"
