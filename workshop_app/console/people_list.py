"""The list of people: their presence at a press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent

from workshop_app.console.people_rows import PeopleRow
from workshop_app.ui import icon
from workshop_app.ui.row_list import Index, RowDelegate, RowList, RowModel
from workshop_app.ui.theme import font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from workshop_app.figures.theme import Theme

_ROW = 36
_AGREED = 16
"""Pixels of the icons for what somebody agreed to."""


class PeopleModel(RowModel[PeopleRow]):
    """Headings and people; a person's box is their presence."""

    def words(self, row: PeopleRow) -> tuple[str, str, str]:
        """The name, and all there is to know."""
        return row.name, row.spoken, ""

    def identity(self, row: PeopleRow) -> object:
        """Who it is."""
        return row.key

    def can_choose(self, row: PeopleRow) -> bool:
        """People can be chosen."""
        return bool(row.key)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words and the box."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and row.key:
            return Qt.CheckState.Checked if row.present else Qt.CheckState.Unchecked
        return super().data(index, role)


class _PeopleDelegate(RowDelegate[PeopleRow]):
    def __init__(self, view: PeopleList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._strong, self._body = font("semibold"), font()
        self._small = font("regular", 14)

    def size(self, row: PeopleRow) -> QSize:
        return QSize(120, _ROW)

    def draw(
        self, painter: QPainter, row: PeopleRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        rect = option.rect
        if row.key:
            name, token = ("circle-check", "ok") if row.present else ("circle", "border")
            icon.draw(painter, name, rect.x() + 12, rect.y() + 9, 18, theme, token)
        line = rect.adjusted(40 if row.key else 12, 0, -12, 0)
        for name in row.agreed:
            line.adjust(0, 0, -_AGREED - 6, 0)
            icon.draw(painter, name, line.right() + 6, rect.y() + 10, _AGREED, theme, "ink3")
        half = line.adjusted((line.width() + 1) // 2, 0, 0, 0)
        took = write_line(painter, half, row.detail, theme.colour("ink3"), self._small, end=True)
        line.adjust(0, 0, -took - 8, 0)
        ink = theme.colour("ink" if row.present else "ink3")
        write_line(painter, line, row.name, ink, self._body if row.key else self._strong)


class PeopleList(RowList[PeopleRow]):
    """Space, Enter or a click turns a person's presence; Delete takes them off the list.

    F2 asks for everything about a person, the menu for what they agreed to.
    """

    table: PeopleModel

    toggled = Signal(int)
    removed = Signal(int)
    asked = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget, theme: Callable[[], Theme]) -> None:
        """Start empty; ``theme`` is asked whenever a row is painted."""
        super().__init__(PeopleModel(), parent)
        self.setItemDelegate(_PeopleDelegate(self, theme))
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the person that is chosen."""
        index = self.currentIndex()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if index.isValid() and event.key() in keys:
            self.toggled.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_F2:
            self.asked.emit(index.row())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the person below the pointer, or of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_wanted.emit(index.row(), below if by_key else event.globalPos())

    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row())
