"""The pledges that were made: shared ones with their words, private ones with a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

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
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_ROW: Final = 40
_NAMES: Final = 190


class PledgeLine:
    """A row: whose it is, what may be seen of it, and all of that for a screen reader."""

    def __init__(self, key: str, name: str, text: str, said: str, *, shared: bool) -> None:
        """``text`` of a private pledge never holds what it says."""
        self.key = key
        self.name = name
        self.text = text
        self.said = said
        self.shared = shared


class _PledgeModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[PledgeLine] = ()

    def show_lines(self, lines: Sequence[PledgeLine]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.name}  {line.text}"
        return line.said if role == Qt.ItemDataRole.AccessibleTextRole else None


class _PledgeDelegate(QStyledItemDelegate):
    def __init__(self, view: QListView, model: _PledgeModel, theme: Callable[[], Theme]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, row, theme = self._model.lines[index.row()], option.rect, self._theme()
        focused = index == self._view.currentIndex() and self._view.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if focused:
            painter.fillRect(row, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        name, token = ("users", "ok") if line.shared else ("lock", "ink2")
        icon.draw(painter, name, row.left() + 10, row.center().y() - 9, 18, theme, token)
        names = QRect(row.left() + 40, row.top(), min(_NAMES, row.width() // 3), row.height())
        self._write(painter, names, line.name, theme.colour("ink"), font("medium"))
        rest = QRect(names.right() + 12, row.top(), row.right() - names.right() - 20, row.height())
        colour = theme.colour("ink" if line.shared else "ink3")
        self._write(painter, rest, line.text, colour, font())
        if focused:
            draw_ring(painter, QRectF(row).adjusted(0, 0, 0, -1), QApplication.palette())
        painter.restore()

    def _write(
        self, painter: QPainter, box: QRect, text: str, colour: str, type_: QFont
    ) -> None:
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, side, shown)


class PledgeList(QListView):
    """Enter opens a shared pledge, Space shares or takes back, Del takes away."""

    opened = Signal(str)
    shared = Signal(str)
    deleted = Signal(str)

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._pledges = _PledgeModel(self)
        self.setModel(self._pledges)
        self.setItemDelegate(_PledgeDelegate(self, self._pledges, theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_double_clicked)

    @property
    def lines(self) -> Sequence[PledgeLine]:
        """What is shown."""
        return self._pledges.lines

    def show_lines(self, lines: Sequence[PledgeLine]) -> None:
        """Replace the rows; the keyboard stays where it was."""
        row = self.currentIndex().row()
        self._pledges.show_lines(lines)
        if lines and row >= 0:
            self.setCurrentIndex(self._pledges.index(min(row, len(lines) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys."""
        signals = {
            _Key.Key_Return: self.opened, _Key.Key_Enter: self.opened, _Key.Key_F2: self.opened,
            _Key.Key_Space: self.shared, _Key.Key_Delete: self.deleted,
        }
        index = self.currentIndex()
        if index.isValid() and event.key() in signals and not event.modifiers():
            signals[_Key(event.key())].emit(self.lines[index.row()].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row to act on."""
        if not self.currentIndex().isValid() and self.lines:
            self.setCurrentIndex(self._pledges.index(0))
        super().focusInEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.lines[index.row()].key)
