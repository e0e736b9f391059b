"""The journey's cells as a table that is filled by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView

from workshop_app.kinds.journey.cell_delegate import LEAST, CellDelegate
from workshop_app.kinds.journey.cells import LANES, Cell, JourneyModel
from workshop_app.ui.note_capture import paint_chip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key


class _StageHeader(QHeaderView):
    """Stages by number and name in their note colours; the one the line types for stands out."""

    def __init__(self, theme: Callable[[], Theme], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._view = view
        self.setSectionsClickable(True)
        self.setFixedHeight(34)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(96)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        """A chip, as the columns of a board have."""
        chosen = index == self._view.currentIndex().column()
        model = self.model()
        name = str(model.headerData(index, Qt.Orientation.Horizontal))
        number, _, label = name.partition("  ")
        box = QRectF(rect).adjusted(2, 2, -2, -2)
        painter.save()
        paint_chip(painter, box, int(number), label, self._theme(), chosen=chosen)
        painter.restore()


class JourneyGrid(QTableView):
    """Arrows move, Enter or F2 edits, typing begins another card, Del empties, + and − dot."""

    dotted = Signal(int, int, int)
    """Row, column, and how many dots more."""

    emptied = Signal(int, int)
    left_above = Signal()

    def __init__(
        self,
        theme: Callable[[], Theme],
        save: Callable[[int, int, str], bool],
        numeric: Callable[[int], bool],
    ) -> None:
        """``save`` takes row, column and text; ``numeric`` says whether + and − are text."""
        super().__init__()
        self._cells = JourneyModel(self)
        self._numeric = numeric
        self.setModel(self._cells)
        self._delegate = CellDelegate(self, self._cells, theme, save)
        self._delegate.finished.connect(self._on_finished)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_StageHeader(theme, self))
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.hide()
        self.verticalHeader().setFixedWidth(LANES)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(LEAST)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def cells(self) -> JourneyModel:
        """What is shown."""
        return self._cells

    @property
    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self.state() == QTableView.State.EditingState

    def show_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Fill the cells and make room for them."""
        self._cells.show_cells(cells)
        self.resizeRowsToContents()
        self.viewport().update()

    def go(self, row: int, column: int) -> None:
        """Put the keyboard's place on a cell."""
        index = self._cells.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The grid's own keys; arrows are a table's."""
        index = self.currentIndex()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() == _Key.Key_Up and index.row() == 0:
            self.left_above.emit()
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            self.edit(index)
        elif event.key() in (_Key.Key_Delete, _Key.Key_Backspace):
            self.emptied.emit(index.row(), index.column())
        elif event.text() in ("+", "-", "−") and not self._numeric(index.row()):
            self.dotted.emit(index.row(), index.column(), 1 if event.text() == "+" else -1)
        elif event.text().strip() and event.text().isprintable():
            self._delegate.begin_with = event.text()
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """The stage that is chosen stands out in the header."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()

    def _on_finished(self, step: int) -> None:
        index = self.currentIndex()
        column, row = index.column() + step, index.row()
        count = self._cells.columnCount()
        if 0 <= row + column // count < self._cells.rowCount():
            self.go(row + column // count, column % count)
