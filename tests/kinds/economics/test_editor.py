"""The form by keyboard: figures, estimates, scenarios, and clear words for what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk import opened
from tests.kinds.voting import vote
from workshop_app.kinds.economics import KIND
from workshop_app.kinds.economics.editor import Editor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble
    from workshop_app.kinds.economics.model import Given

pytestmark = pytest.mark.gui

Key = Qt.Key
ID = "think-economics"


@pytest.fixture
def extra() -> tuple[str, ...]:
    return (ID,)


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    made = opened(qtbot, desk, Editor(desk, ID), 420)
    assert made.tabs is not None
    made.tabs.setCurrentIndex(1)
    made.form.focus_capture()
    return made


def given(editor: Editor, field: str) -> Given:
    return KIND.results(editor.context).given[field]


def typed(editor: Editor, text: str, key: Qt.Key = Key.Key_Return) -> None:
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)


def test_enter_saves_and_goes_on(editor: Editor, desk: DeskDouble) -> None:
    assert editor.form.lines["customers"].hasFocus()
    for text in ("1000", "200", "~0.8"):
        typed(editor, text)
        desk.turn()
    assert given(editor, "customers").value == 1000
    assert given(editor, "retention")[1:] == (80, True, False)
    assert editor.form.lines["retention"].text() == "80"
    assert editor.form.marks["retention"].isChecked()
    assert "Value of one customer: ~\u00a0€\u00a0533.33" in editor.form.results.text()
    assert editor.form.notice.text() == "Customers who stay a year: ~\u00a080%"
    assert editor.form.lines["discount"].hasFocus()


def test_what_cannot_be_stays_and_is_said(editor: Editor, desk: DeskDouble) -> None:
    editor.form.lines["retention"].setFocus()
    typed(editor, "180")
    assert len(desk.failures) == 1
    assert desk.workshop.words.sentence(desk.failures[0]).startswith(
        "“180” is not a share of a whole."
    )
    assert editor.form.lines["retention"].text() == "180"
    assert editor.form.lines["retention"].hasFocus()
    assert editor.is_typing()
    QTest.keyClick(editor.form.lines["retention"], Key.Key_Escape)
    assert editor.form.lines["retention"].text() == ""
    assert not editor.is_typing()


def test_arrows_go_up_and_down(editor: Editor) -> None:
    QTest.keyClick(editor.form.lines["customers"], Key.Key_Down)
    assert editor.form.lines["margin"].hasFocus()
    QTest.keyClick(editor.form.lines["margin"], Key.Key_Up)
    assert editor.form.lines["customers"].hasFocus()


def test_an_estimate_is_a_tick(editor: Editor, desk: DeskDouble) -> None:
    assert not editor.form.marks["customers"].isEnabled()
    typed(editor, "1000")
    desk.turn()
    editor.form.marks["customers"].click()
    desk.turn()
    assert given(editor, "customers").estimate
    assert desk.undo() == "Figure “Customers”"
    assert not editor.form.marks["customers"].isChecked()


def test_a_preset_gives_way_and_comes_back(editor: Editor, desk: DeskDouble) -> None:
    line = editor.form.lines["leaving"]
    assert (line.text(), line.placeholderText()) == ("", "57")
    line.setFocus()
    typed(editor, "40")
    desk.turn()
    assert given(editor, "leaving")[1:] == (40, False, False)
    line.setFocus()
    QTest.keyClick(line, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Key.Key_Delete)
    QTest.keyClick(line, Key.Key_Return)
    desk.turn()
    assert given(editor, "leaving").preset


def test_scenarios_are_chosen_and_changed(editor: Editor, desk: DeskDouble) -> None:
    editor.form.marks["churn"].click()
    desk.turn()
    assert "churn" not in KIND.results(editor.context).changes
    assert editor.form.lines["churn"].text() == ""
    editor.form.marks["churn"].click()
    desk.turn()
    assert KIND.results(editor.context).changes["churn"] == -30
    editor.form.lines["churn"].setFocus()
    typed(editor, "-20%")
    desk.turn()
    assert KIND.results(editor.context).changes["churn"] == -20


def test_what_one_stands_for_is_fixed_once_somebody_guessed(
    editor: Editor, desk: DeskDouble
) -> None:
    editor.form.step.chosen.emit("1e+06")
    desk.turn()
    assert "1 stands for €\u00a01 million" in KIND.questions(editor.context)[0].prompt
    vote(desk.workshop, ID, [("", {"ec1": "3"})] * 5)
    desk.turn()
    assert not editor.form.step.isEnabled()
    assert KIND.results(editor.context).guess == 3_000_000


def test_the_currency_is_the_sessions(editor: Editor, desk: DeskDouble) -> None:
    editor.form.currency.setFocus()
    typed(editor, "$")
    desk.turn()
    assert KIND.results(editor.context).currency == "$"


def test_leaving_a_line_saves_it(editor: Editor, desk: DeskDouble) -> None:
    line = editor.form.lines["customers"]
    QTest.keyClicks(line, "12,500")
    editor.form.lines["margin"].setFocus()
    desk.turn()
    assert given(editor, "customers").value == 12_500


def test_a_remark_where_figures_contradict(editor: Editor, desk: DeskDouble) -> None:
    for field, text in (("customers", "100"), ("bad_experiences", "200"), ("retention", "15")):
        editor.form.lines[field].setFocus()
        typed(editor, text)
        desk.turn()
    remarks = editor.form._remarks  # noqa: SLF001
    assert remarks["bad_experiences"].text() == "That is more than there are customers."
    assert remarks["retention"].text().startswith("Hardly anybody stays")


def test_every_control_can_be_heard(editor: Editor) -> None:
    for id_, line in editor.form.lines.items():
        assert line.accessibleName()
        assert editor.form.marks[id_].accessibleName()
    assert editor.form.lines["margin"].accessibleName() == (
        "Yearly margin per customer, € a year"
    )
