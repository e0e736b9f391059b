"""Lists whose rows are painted, not built of widgets: their model, delegate and view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

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

from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from workshop_app.figures.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")

_WORDS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,
)


class RowModel(QAbstractListModel, Generic[Row]):
    """Records as rows; subclasses say what they are called, and which can be chosen."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: Sequence[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace what is shown, without losing the place where the rows stay the same."""
        if [*map(self.identity, rows)] != [*map(self.identity, self.rows)]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    # -- what subclasses say -----------------------------------------------------------------

    def words(self, row: Row) -> tuple[str, str, str]:
        """What a row shows, what a screen reader says, and the tool tip, if there is one."""
        raise NotImplementedError

    def identity(self, row: Row) -> object:
        """What stays the same while other things about a row change; else nothing may."""
        return row

    def can_choose(self, row: Row) -> bool:
        """Whether the keyboard can be on a row; a heading is passed over."""
        return True

    # -- Qt's questions ----------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen, not edited."""
        if not index.isValid() or not self.can_choose(self.rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers."""
        if role not in _WORDS:
            return None
        said = self.words(self.rows[index.row()])
        return said[_WORDS.index(Qt.ItemDataRole(role))] or None


class RowList(QListView, Generic[Row]):
    """The view of a `RowModel`; subclasses bring the delegate, and what keys and clicks do."""

    def __init__(self, table: RowModel[Row], parent: QWidget | None = None) -> None:
        """Show ``table``, which belongs to the view from now on."""
        super().__init__(parent)
        self.table = table
        table.setParent(self)
        self.setModel(table)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self.table.rows

    @property
    def current_row(self) -> Row | None:
        """The row the keyboard is on."""
        number = self.currentIndex().row()
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def go_to(self, number: int) -> None:
        """Put the keyboard on a row."""
        self.setCurrentIndex(self.table.index(number))


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints the rows of a `RowList`; subclasses say how high they are and draw them."""

    def __init__(self, view: RowList[Row], theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever a row is painted."""
        super().__init__(view)
        self._view = view
        self._theme = theme

    # -- what subclasses say -----------------------------------------------------------------

    def size(self, row: Row) -> QSize:
        """The least room for a row; a list gives each its whole width."""
        raise NotImplementedError

    def draw(
        self, painter: QPainter, row: Row, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        """Paint a row into ``option.rect``; the ring follows."""
        raise NotImplementedError

    def ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Where the keyboard is; whoever clicks sees where they are."""
        if has_focus(option) and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())

    # -- Qt's questions ----------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What `size` says."""
        return self.size(self._view.rows[index.row()])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row, and the ring where the keyboard is."""
        painter.save()
        self.draw(painter, self._view.rows[index.row()], option, self._theme())
        self.ring(painter, option)
        painter.restore()


def has_focus(option: QStyleOptionViewItem) -> bool:
    """Whether the list has the keyboard, and it is on this row."""
    return bool(option.state & QStyle.StateFlag.State_HasFocus)
