"""Rows chosen and figures typed on the console, in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desk import opened, type_into
from workshop_app.kinds.scorecard.editor import Editor
from workshop_app.kinds.scorecard.model import Score, read_actuals, read_scores
from workshop_app.words import Words

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desk import DeskDouble

pytestmark = pytest.mark.gui

Key = Qt.Key
ACTIVITY = "act-scorecard"


@pytest.fixture
def editor(qtbot: QtBot, desk: DeskDouble) -> Editor:
    return opened(qtbot, desk, Editor(desk, ACTIVITY))


def stored(desk: DeskDouble) -> list[Score]:
    return read_scores(desk.workshop.file, ACTIVITY)


def add(editor: Editor, desk: DeskDouble, text: str) -> None:
    editor.line.setText(text)
    QTest.keyClick(editor.line, Key.Key_Return)
    desk.turn()


def into(editor: Editor, desk: DeskDouble, field: str, text: str, row: int = 0) -> None:
    type_into(desk, editor, stored(desk)[row].key, field, text)


def actuals(desk: DeskDouble) -> list[tuple[int, float]]:
    """The figures of the first row, with the days since the session."""
    found = read_actuals(desk.workshop.file, ACTIVITY).get(stored(desk)[0].key, ())
    return [((one.day - desk.workshop.info.date).days, one.value) for one in found]


def test_a_row_is_chosen_by_its_name_and_once(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "nps")
    add(editor, desk, "Our own figure")
    add(editor, desk, "NPS")
    assert [(one.row, one.name, one.unit, one.better) for one in stored(desk)] == [
        ("sc-nps", "", "points", "up"), ("", "Our own figure", "percent", "up"),
    ]
    assert editor.line.text() == ""
    assert desk.undo() == "Row “Our own figure” added"


def test_the_menu_ticks_what_is_on_the_card(editor: Editor, desk: DeskDouble) -> None:
    editor.menu.aboutToShow.emit()
    entries = editor.menu.actions()
    assert len(entries) == 17
    entries[1].trigger()
    assert [one.row for one in stored(desk)] == ["sc-churn"]
    editor.menu.aboutToShow.emit()
    assert [entry.isChecked() for entry in editor.menu.actions()].count(True) == 1
    editor.menu.actions()[1].trigger()
    assert stored(desk) == []
    assert desk.undoable == [True]


def test_figures_are_typed_one_after_the_other(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Churn")
    into(editor, desk, "baseline", "12.5")
    assert editor.list.current[1] == "target"
    into(editor, desk, "target", "8 %")
    into(editor, desk, "horizon", "1 y")
    into(editor, desk, "owner", "Person 02")
    (score,) = stored(desk)
    assert (score.baseline, score.target, score.horizon) == (12.5, 8, "year1")
    assert score.owner == desk.workshop.people()[2].key
    assert desk.failures == []


def test_decimals_in_dutch(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "NPS")
    desk.workshop.words = Words.load("nl")
    editor.refresh(frozenset())
    into(editor, desk, "baseline", "-12,5")
    assert stored(desk)[0].baseline == -12.5
    cells = editor.list.table.rows[0].cells
    assert cells[3].text == "−12,5"
    assert cells[2].text == "hoger"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("baseline", "much", "is not a number"),
        ("baseline", "30%", "in another unit than this row, which is counted in points"),
        ("unit", "miles", "not one of the choices"),
        ("better", "sideways", "not one of the choices"),
        ("horizon", "soon", "not one of the choices"),
        ("actual", "much", "is not a number"),
        ("actual", "30 31-13", "is not a date"),
    ],
)
def test_what_cannot_be_stays_open_and_is_said(
    editor: Editor, desk: DeskDouble, field: str, text: str, said: str
) -> None:
    add(editor, desk, "NPS")
    before = stored(desk)
    into(editor, desk, field, text)
    assert said in str(desk.failures[-1])
    assert editor.is_typing()
    assert stored(desk) == before
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClick(line, Key.Key_Escape)
    assert not editor.is_typing()


def test_actuals_have_their_day_and_typing_adds_one(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "NPS")
    into(editor, desk, "actual", "10")
    assert actuals(desk) == [(0, 10)]
    day = desk.workshop.info.date + timedelta(days=40)
    into(editor, desk, "actual", f"12.5 {day.isoformat()}")
    assert actuals(desk) == [(0, 10), (40, 12.5)]
    assert editor.list.table.rows[0].cells[5].text.startswith("12.5 · ")
    editor.list.go(stored(desk)[0].key, "actual")
    QTest.keyClick(editor.list, Key.Key_Delete)
    assert actuals(desk) == []
    desk.undo()
    assert len(actuals(desk)) == 2


def test_a_target_the_wrong_way_is_said_quietly(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "Churn")
    into(editor, desk, "baseline", "10")
    into(editor, desk, "target", "20")
    editor.list.go(stored(desk)[0].key, "target")
    assert "Lower is better here" in editor.notice.text()
    into(editor, desk, "better", "high")
    assert editor.list.table.rows[0].cells[4].hint == ""
    into(editor, desk, "target", "10")
    assert "equal" in editor.list.table.rows[0].cells[4].hint
    assert desk.failures == []


def test_more_than_seven_rows_are_many(editor: Editor, desk: DeskDouble) -> None:
    editor.line.setText("\n".join(f"Row {n}" for n in range(8)))
    for number in range(8):
        add(editor, desk, f"Row {number}")
    editor.go_below()
    assert "8 rows: at most seven" in editor.notice.text()


def test_rows_of_one_kind_ask_to_be_mixed(editor: Editor, desk: DeskDouble) -> None:
    for name in ("NPS", "Churn", "Customer satisfaction"):
        add(editor, desk, name)
    editor.go_below()
    assert "mix output and impact" in editor.notice.text()
    add(editor, desk, "Profit")
    editor.list.go(stored(desk)[0].key, "unit")
    assert "mix" not in editor.notice.text()


def test_del_on_the_name_takes_the_row(editor: Editor, desk: DeskDouble) -> None:
    add(editor, desk, "NPS")
    into(editor, desk, "actual", "10")
    editor.list.go(stored(desk)[0].key, "name")
    QTest.keyClick(editor.list, Key.Key_Delete)
    assert stored(desk) == []
    assert desk.toasts == ["Row “NPS” taken off the card"]
    desk.undo()
    assert actuals(desk) == [(0, 10)]
