"""The keying grid in a real round: digits in, ballots out, and nothing else pressed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from workshop_app.kinds.poll.editor import Editor as PollEditor
from workshop_app.kinds.rating.editor import Editor as RatingEditor
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.storage.rounds import close_round
from workshop_app.storage.tally import latest, tally

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.session.keying import Keying
    from workshop_app.storage import Change
    from workshop_app.ui.keying_grid import KeyingGrid

CHECKLIST = "see-checklist"
Key = Qt.Key


def opened(qtbot: QtBot, desk: DeskDouble, attribute: str = "") -> RatingEditor:
    """The checklist's editor with an open round."""
    voting.choose_plan(desk.workshop.context(CHECKLIST), RoundPlan("paper", attribute))
    editor = RatingEditor(desk, CHECKLIST)
    qtbot.addWidget(editor)
    editor.resize(808, 353)
    desk.show(editor)
    editor.show()
    editor.panel.open.click()
    desk.turn()
    return editor


def grid_of(editor: RatingEditor | PollEditor) -> KeyingGrid:
    return editor.panel.keying.grid


def keying_of(editor: RatingEditor | PollEditor) -> Keying:
    keying = grid_of(editor).keying
    assert keying is not None
    return keying


def press(grid: KeyingGrid, digits: str) -> None:
    for digit in digits:
        QTest.keyClicks(grid, digit)


def seek(editor: RatingEditor | PollEditor, number: str) -> None:
    """# and the number of a sheet, then Enter."""
    QTest.keyClicks(grid_of(editor), "#")
    QTest.keyClicks(editor.panel.keying.number, number)
    QTest.keyClick(editor.panel.keying.number, Key.Key_Return)


def counts_of(desk: DeskDouble) -> list[list[int]]:
    """What the closed round counted per item, for 0 and 1 to 5."""
    found = tally(desk.workshop.file, CHECKLIST)
    assert found is not None
    return [
        [count.cannot_judge, *(count.vector(asked.answers) or ())]
        for asked in found.questions
        for count in [found.total.counts[asked.id]]
    ]


@pytest.mark.gui
@pytest.mark.parametrize("attribute", ["", "band"])
def test_sixteen_sheets_of_eighteen_items_take_288_key_presses(
    qtbot: QtBot, desk: DeskDouble, attribute: str
) -> None:
    editor = opened(qtbot, desk, attribute)
    grid = grid_of(editor)
    if attribute:
        editor.panel.keying.stack.chosen.emit("floor")
    random = Random(1)
    sheets = [[random.choice("012345") for _ in range(18)] for _ in range(16)]
    pressed = 0
    for sheet in sheets:
        for digit in sheet:
            QTest.keyClicks(grid, digit)
            pressed += 1
    assert pressed == 288
    desk.turn()
    assert "16" in editor.panel.turnout.text()
    editor.panel.close_.click()
    expected = [
        [sum(sheet[item] == value for sheet in sheets) for value in "012345"]
        for item in range(18)
    ]
    assert counts_of(desk) == expected
    assert not desk.failures


@pytest.mark.gui
def test_every_row_is_one_commit_and_a_correction_counts_once(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = opened(qtbot, desk)
    grid = grid_of(editor)
    commits: list[Change] = []
    desk.workshop.file.subscribe(commits.append)
    press(grid, "1" * 18)
    assert len(commits) == 1
    press(grid, "2" * 18)
    assert len(commits) == 2
    seek(editor, "1")
    QTest.keyClicks(grid, "5")
    desk.turn()
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    assert round_.returned == 2
    assert keying_of(editor).column == 1


@pytest.mark.gui
def test_a_wrong_digit_says_why_and_stays(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    grid = grid_of(editor)
    press(grid, "37")
    keying = keying_of(editor)
    assert keying.column == 1
    assert "7" in editor.panel.keying.notice.text
    assert editor.panel.keying.notice.text in desk.said
    press(grid, "4")
    assert editor.panel.keying.notice.text == ""


@pytest.mark.gui
def test_space_and_period_leave_blank_and_backspace_takes_back(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = opened(qtbot, desk)
    grid, keying = grid_of(editor), keying_of(editor)
    for key in (Key.Key_Space, Key.Key_Period, Key.Key_3, Key.Key_Backspace):
        QTest.keyClick(grid, key)
    assert keying.ballot.answers == {}
    assert keying.column == 2
    QTest.keyClick(grid, Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert keying.ballot.answers == {"ck03": "4"}


@pytest.mark.gui
def test_the_grid_empties_when_the_round_is_closed_elsewhere(
    qtbot: QtBot, desk: DeskDouble
) -> None:
    editor = opened(qtbot, desk)
    press(grid_of(editor), "1" * 18)
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    close_round(desk.workshop.file, round_)
    desk.turn()
    assert grid_of(editor).keying is None
    assert grid_of(editor).model().rowCount() == 0


@pytest.mark.gui
def test_a_row_that_is_taken_out_does_not_count(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    grid = grid_of(editor)
    press(grid, "1" * 18 + "2" * 18)
    seek(editor, "1")
    editor.panel.keying.remove.click()
    desk.turn()
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    assert round_.returned == 1
    editor.panel.keying.remove.click()
    desk.turn()
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    assert round_.returned == 2


@pytest.mark.gui
def test_a_full_disk_keeps_the_row_and_says_so(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    grid, keying = grid_of(editor), keying_of(editor)
    connection = desk.workshop.file.connection
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    row = 0
    while not desk.failures and row < 400:
        press(grid, "1" * 18)
        row += 1
    assert desk.failures
    assert keying.waiting
    problem = editor.unfinished()
    assert problem is not None
    connection.execute("PRAGMA max_page_count = 100000").fetchall()
    press(grid, "2" * 18)
    assert not keying.waiting
    desk.turn()
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    assert round_.returned == row + 1


@pytest.mark.gui
def test_words_are_typed_with_accents(qtbot: QtBot, desk: DeskDouble) -> None:
    voting.choose_plan(desk.workshop.context("be-heartbeat"), RoundPlan("paper"))
    editor = PollEditor(desk, "be-heartbeat")
    qtbot.addWidget(editor)
    desk.show(editor)
    editor.panel.open.click()
    grid = grid_of(editor)
    press(grid, "43")
    event = QInputMethodEvent()
    event.setCommitString("blij én ")
    QApplication.sendEvent(grid, event)
    press(grid, "trots")
    QTest.keyClick(grid, Key.Key_Return)
    assert keying_of(editor).ballots[0].answers == {"hb1": "4", "hb2": "3", "hb3": "blij én trots"}


@pytest.mark.gui
def test_keys_with_ctrl_are_left_to_the_console(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    event = QKeyEvent(
        QKeyEvent.Type.KeyPress, Key.Key_1, Qt.KeyboardModifier.ControlModifier, "1"
    )
    QApplication.sendEvent(grid_of(editor), event)
    assert keying_of(editor).ballot.answers == {}
    assert grid_of(editor).testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


@pytest.mark.gui
def test_a_screen_reader_hears_row_question_and_answer(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk, "band")
    grid = grid_of(editor)
    press(grid, "14")
    model = grid.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = str(model.data(model.index(0, 2), role))
    assert "Sheet 1" in said
    assert said.endswith(": 4")
    assert "Caring for customers" in said
    assert "Floor" not in said
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.text(QAccessible.Text.Name)


@pytest.mark.gui
def test_what_is_saved_shows_nothing_but_that(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    grid, model = grid_of(editor), grid_of(editor).model()
    press(grid, "3" * 18)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(1, 19):
        shown, said = (str(model.data(model.index(0, column), role) or "") for role in roles)
        assert shown == ""
        assert said == "Sheet 1, saved"
    pictures = []
    for answer in "35":
        seek(editor, "1")
        press(grid, answer * 18)
        pictures.append(grid.grab().toImage())
    assert pictures[0] == pictures[1]
    seek(editor, "1")
    assert grid.grab().toImage() != pictures[0]
    assert model.data(model.index(0, 1)) == "5"


@pytest.mark.gui
def test_a_saved_row_is_opened_by_its_number_only(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    grid, keying = grid_of(editor), keying_of(editor)
    press(grid, "3" * 18)
    for key in (Key.Key_Up, Key.Key_Left, Key.Key_Backspace):
        QTest.keyClick(grid, key)
        assert keying.row == 1
        assert "#" in editor.panel.keying.notice.text
    corner = grid.visualRect(grid.model().index(0, 3)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert keying.row == 1
    seek(editor, "1")
    assert keying.row == 0
    QTest.keyClick(grid, Key.Key_Return)
    assert keying.row == 1


@pytest.mark.gui
def test_a_number_used_twice_is_questioned(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    pane = editor.panel.keying
    seek(editor, "7")
    assert pane.doubt.text == ""
    press(pane.grid, "3" * 18)
    assert pane.number.text() == "8"
    seek(editor, "7")
    assert "another sheet" in pane.doubt.text
    QTest.keyClick(pane.grid, Key.Key_Right)
    assert "another sheet" in pane.doubt.text
    QTest.keyClick(pane.grid, Key.Key_Return)
    assert pane.doubt.text == "", "it was about another sheet"
    seek(editor, "7")
    assert "another sheet" in pane.doubt.text
    assert pane.doubt.text in desk.said
    assert keying_of(editor).row == 0
    seek(editor, "7")
    assert "A second sheet" in pane.doubt.text
    press(pane.grid, "4" * 18)
    assert pane.doubt.text == ""
    desk.turn()
    round_ = latest(desk.workshop.file, CHECKLIST)
    assert round_ is not None
    assert round_.returned == 2


@pytest.mark.gui
def test_every_name_can_be_read(qtbot: QtBot, desk: DeskDouble) -> None:
    context = desk.workshop.context("be-heartbeat")
    voting.choose_plan(context, RoundPlan("paper", named=True))
    editor = PollEditor(desk, "be-heartbeat")
    qtbot.addWidget(editor)
    editor.resize(808, 353)
    desk.show(editor)
    editor.show()
    editor.panel.open.click()
    pane = editor.panel.keying
    names = pane.answers

    def fits() -> bool:
        return names.fontMetrics().horizontalAdvance(names.text()) <= names.width()

    assert names.text().startswith("1 Person 00   2 Person 01")
    assert "more: key a first digit or letter" in names.text()
    assert fits()
    press(pane.grid, "1")
    assert names.text().startswith("Enter Person 00   10 Person 09   11 Person 10")
    assert names.text().endswith("16 Person 15")
    assert fits()
    editor.resize(500, 353)
    qtbot.waitUntil(fits)
    assert "more" in names.text()
    QTest.keyClick(pane.grid, Key.Key_Return)
    assert keying_of(editor).ballot.group == desk.workshop.people()[0].key


@pytest.mark.gui
@pytest.mark.parametrize("typed", ["0", "x", "-3", ""])
def test_what_is_no_number_is_refused(qtbot: QtBot, desk: DeskDouble, typed: str) -> None:
    editor = opened(qtbot, desk)
    QTest.keyClicks(grid_of(editor), "*")
    editor.panel.keying.number.setText(typed)
    QTest.keyClick(editor.panel.keying.number, Key.Key_Return)
    assert "from 1 up" in editor.panel.keying.notice.text
    assert keying_of(editor).ballot.number == 1


@pytest.mark.gui
def test_numbers_can_be_read_from_each_sheet(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    pane = editor.panel.keying
    pane.numbers.chosen.emit("read")
    for number in ("12", "3"):
        assert pane.number.hasFocus() or not pane.number.isActiveWindow()
        QTest.keyClicks(pane.number, number)
        QTest.keyClick(pane.number, Key.Key_Return)
        press(pane.grid, "2" * 18)
    assert [one.number for one in keying_of(editor).ballots[:2]] == [12, 3]
    assert editor.panel.is_typing() or not editor.isActiveWindow()


@pytest.mark.gui
def test_after_closing_nothing_of_the_sheets_is_left(qtbot: QtBot, desk: DeskDouble) -> None:
    editor = opened(qtbot, desk)
    press(grid_of(editor), "3" * 18)
    seek(editor, "1")
    QTest.keyClick(grid_of(editor), Key.Key_Return)
    desk.turn()
    editor.panel.close_.click()
    desk.turn()
    pane = editor.panel.keying
    assert pane.keying is None
    assert (pane.number.text(), pane.doubt.text, pane.notice.text) == ("", "", "")
