"""Lists of painted rows: the place is kept, headings are passed over, the keyboard has a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from workshop_app.figures.theme import LIGHT, Theme
from workshop_app.ui import theme as themes
from workshop_app.ui.row_list import RowDelegate, RowList, RowModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.gui

Role = Qt.ItemDataRole
State = QStyle.StateFlag
WIDTH, HEIGHT = 200, 30


class Line(NamedTuple):
    """A heading (``key`` empty) or a line."""

    key: str
    text: str


class Lines(RowModel[Line]):
    """Lines are the same while their keys are."""

    def words(self, row: Line) -> tuple[str, str, str]:
        return row.text, f"{row.text}, spoken", ""

    def identity(self, row: Line) -> object:
        return row.key

    def can_choose(self, row: Line) -> bool:
        return bool(row.key)


class Painted(RowDelegate[Line]):
    """Writes the text."""

    def size(self, row: Line) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def draw(
        self, painter: QPainter, row: Line, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        themes.write_line(painter, option.rect, row.text, theme.colour("ink"), themes.font())


HEADING, A, B = Line("", "Heading"), Line("a", "Alpha"), Line("b", "Beta")


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication) -> RowList[Line]:
    themes.apply(qapp, LIGHT)
    made = RowList(Lines())
    qtbot.addWidget(made)
    made.setItemDelegate(Painted(made, lambda: LIGHT))
    made.table.show_rows([HEADING, A, B])
    made.resize(WIDTH, 4 * HEIGHT)
    made.show()
    return made


def test_the_place_is_kept_where_the_rows_stay_the_same(view: RowList[Line]) -> None:
    view.go_to(2)
    changed: list[int] = []
    view.table.dataChanged.connect(lambda index: changed.append(index.row()))
    view.table.show_rows([HEADING, A, Line("b", "Another")])
    assert view.current_row == Line("b", "Another")
    assert changed == [2]


def test_other_rows_are_a_new_list(view: RowList[Line]) -> None:
    view.go_to(2)
    view.table.show_rows([HEADING, B])
    assert view.current_row is None
    assert view.rows == [HEADING, B]
    assert view.model().rowCount() == 2


def test_headings_are_passed_over(view: RowList[Line]) -> None:
    view.setFocus()
    view.go_to(1)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.current_row == A
    assert view.table.flags(view.table.index(0)) == Qt.ItemFlag.NoItemFlags


def test_a_row_says_its_words(view: RowList[Line]) -> None:
    index = view.table.index(1)
    assert index.data(Role.DisplayRole) == "Alpha"
    assert index.data(Role.AccessibleTextRole) == "Alpha, spoken"
    assert index.data(Role.ToolTipRole) is None
    assert index.data(Role.EditRole) is None


def painted(view: RowList[Line], state: QStyle.StateFlag) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.colour("page")))
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    option.state = state
    with QPainter(image) as painter:
        view.itemDelegate().paint(painter, option, view.table.index(1))
    return image


def test_only_the_keyboard_has_a_ring(view: RowList[Line]) -> None:
    plain = painted(view, State.State_Enabled)
    assert painted(view, State.State_HasFocus) == plain, "whoever clicks sees where they are"
    assert painted(view, State.State_KeyboardFocusChange) == plain, "it is on another row"
    ring = painted(view, State.State_HasFocus | State.State_KeyboardFocusChange)
    assert ring.pixelColor(WIDTH // 2, 1) == QColor(LIGHT.colour("focus"))


def test_a_line_takes_its_width_and_is_cut_where_it_does_not_fit(view: RowList[Line]) -> None:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    type_ = themes.font()
    wide = QFontMetrics(type_).horizontalAdvance("Alpha")
    with QPainter(image) as painter:
        took = themes.write_line(painter, image.rect(), "Alpha", "black", type_, end=True)
        cut = themes.write_line(painter, QRect(0, 0, 50, HEIGHT), "Alpha " * 9, "black", type_)
        none = themes.write_line(painter, QRect(0, 0, -5, HEIGHT), "Alpha", "black", type_)
    assert (took, cut, none) == (wide, 50, 0)
    dark = {
        x for x in range(WIDTH) for y in range(HEIGHT) if image.pixelColor(x, y).lightness() < 128
    }
    assert dark
    assert all(x < 50 or x >= WIDTH - wide for x in dark)
    assert any(x < 50 for x in dark)
    assert any(x >= WIDTH - wide for x in dark)
