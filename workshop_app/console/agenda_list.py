"""The list of the agenda: where a click or Enter leads."""

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

from workshop_app.console.agenda_painter import AgendaPainter, height_of
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from workshop_app.console.agenda_rows import AgendaRow

_Index = QModelIndex | QPersistentModelIndex


class AgendaModel(QAbstractListModel):
    """The rows of the agenda; headings cannot be chosen."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: list[AgendaRow] = []

    def show_rows(self, rows: list[AgendaRow]) -> None:
        """Replace what is shown, without losing the place where the rows stay the same."""
        if [row[:2] for row in rows] != [row[:2] for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)
        if [row.state == "now" for row in before] != [row.state == "now" for row in rows]:
            self.layoutChanged.emit()

    def row_of_now(self) -> int | None:
        """The row that is on."""
        return next((i for i, row in enumerate(self.rows) if row.state == "now"), None)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Slots can be chosen."""
        if self.rows[index.row()].slot:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.spoken
        return None


class _AgendaDelegate(QStyledItemDelegate):
    """Paints a row of the agenda."""

    def __init__(self, parent: QListView, model: AgendaModel, rows: AgendaPainter) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, height_of(self._model.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        self._rows.row(painter, self._model.rows[index.row()], option.rect)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())


class AgendaList(QListView):
    """The rows, with the one that is on in sight."""

    def __init__(self, parent: QWidget, rows: AgendaPainter) -> None:
        """Start empty; ``rows`` paints them."""
        super().__init__(parent)
        self.setMouseTracking(False)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows = AgendaModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_AgendaDelegate(self, self.rows, rows))

    def show_rows(self, rows: list[AgendaRow]) -> None:
        """Show them; another one that is on becomes the current one."""
        before = self.rows.row_of_now()
        self.rows.show_rows(rows)
        now = self.rows.row_of_now()
        if now is not None and now != before:
            self.setCurrentIndex(self.rows.index(now))
            self.scrollTo(self.rows.index(now))
            headings = now
            while headings and not rows[headings - 1].slot:
                headings -= 1
            self.scrollTo(self.rows.index(headings))
