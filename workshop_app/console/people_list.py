"""The list of people: their presence at a press."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.people_rows import PeopleRow
    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

_ROW = 36


class PeopleModel(QAbstractListModel):
    """Headings and people; a person's box is their presence."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: list[PeopleRow] = []

    def show_rows(self, rows: list[PeopleRow]) -> None:
        """Replace what is shown, without losing the place where the rows stay the same."""
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """People can be chosen."""
        if not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers, and the box."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.CheckStateRole and row.key:
            return Qt.CheckState.Checked if row.present else Qt.CheckState.Unchecked
        return None


class _PeopleDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, model: PeopleModel, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._strong, self._body, self._small = (
            font("semibold"),
            font(),
            font("regular", 14),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme = self._model.rows[index.row()], self._theme()
        rect: QRect = option.rect
        painter.save()
        if row.key:
            name, token = ("circle-check", "ok") if row.present else ("circle", "border")
            icon.draw(painter, name, rect.x() + 12, rect.y() + 9, 18, theme, token)
        inset = 40 if row.key else 12
        line = rect.adjusted(inset, 0, -12, 0)
        quiet = theme.colour("ink3")
        side = min(QFontMetrics(self._small).horizontalAdvance(row.detail), line.width() // 2)
        self._text(painter, line, row.detail, quiet, self._small, end=True)
        line.adjust(0, 0, -side - 8, 0)
        ink = theme.colour("ink" if row.present else "ink3")
        self._text(painter, line, row.name, ink, self._body if row.key else self._strong)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(rect), QApplication.palette())
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        type_: QFont,
        *,
        end: bool = False,
    ) -> None:
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        room = rect.width() // 2 if end else rect.width()
        shown = QFontMetrics(type_).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class PeopleList(QListView):
    """Space, Enter or a click turns a person's presence; Delete takes them off the list."""

    toggled = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget, theme: Callable[[], Theme]) -> None:
        """Start empty; ``theme`` is asked whenever a row is painted."""
        super().__init__(parent)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = PeopleModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_PeopleDelegate(self, self.rows, theme))
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the person that is chosen."""
        index = self.currentIndex()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if index.isValid() and event.key() in keys:
            self.toggled.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index.row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row())
