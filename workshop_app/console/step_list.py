"""The list of steps: one stop for the Tab key, and a click or Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workshop_app.console.step_painter import HEIGHT, StepMark, StepPainter
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QWheelEvent
    from PySide6.QtWidgets import QWidget

_Index = QModelIndex | QPersistentModelIndex


class _StepModel(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.marks: list[StepMark] = []

    def show_marks(self, marks: list[StepMark]) -> None:
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.marks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.marks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return mark.spoken
        return None


class _StepDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, model: _StepModel, steps: StepPainter) -> None:
        super().__init__(parent)
        self._model = model
        self._steps = steps

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._steps.width(self._model.marks[index.row()]), HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        marks = self._model.marks
        mark, last = marks[index.row()], index.row() == len(marks) - 1
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._steps.step(painter, mark, option.rect, last=last, hover=hover)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())


class StepList(QListView):
    """One row; the wheel moves it sideways."""

    def __init__(self, parent: QWidget, steps: StepPainter) -> None:
        """Start empty; ``steps`` paints them."""
        super().__init__(parent)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFixedHeight(HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._marks = _StepModel(self)
        self.setModel(self._marks)
        self.setItemDelegate(_StepDelegate(self, self._marks, steps))

    def show_marks(self, marks: list[StepMark]) -> None:
        """Show the steps, and the one that is on in sight."""
        self._marks.show_marks(marks)
        now = next((i for i, mark in enumerate(marks) if mark.on), None)
        if now is not None:
            self.setCurrentIndex(self._marks.index(now))
            self.scrollTo(self._marks.index(now))

    def measure(self) -> None:
        """Names came or went: every step has another width."""
        self._marks.layoutChanged.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() // 2)
        event.accept()
