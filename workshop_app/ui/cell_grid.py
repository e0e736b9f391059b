"""Cells of steps and lanes as a table that is filled by keyboard."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView

from workshop_app.ui.cell_delegate import LEAST, CellDelegate
from workshop_app.ui.cell_model import LANES, Cell, CellModel
from workshop_app.ui.desk import OWN_LETTERS
from workshop_app.ui.note_capture import paint_chip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key
_NO_MARKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({})


class _StepHeader(QHeaderView):
    """Steps by number and name in their note colours; the one the line types for stands out."""

    def __init__(
        self, theme: Callable[[], Theme], view: QTableView, model: CellModel
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._model = model
        self._theme = theme
        self._view = view
        self.setSectionsClickable(True)
        self.setFixedHeight(34)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(96)

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:  # noqa: N802
        """A chip, as the columns of a board have."""
        chosen = index == self._view.currentIndex().column()
        box = QRectF(rect).adjusted(2, 2, -2, -2)
        painter.save()
        name = self._model.name(index)
        paint_chip(painter, box, index + 1, name, self._theme(), chosen=chosen)
        painter.restore()


class CellGrid(QTableView):
    """Arrows move, Enter or F2 edits, typing begins another card, Del empties, + and − dot.

    Where cards can be marked, the letters of their marks work on a cell that has one; there
    only Enter opens it, so that no first letter of a text is taken for a mark.
    """

    dotted = Signal(int, int, int)
    """Row, column, and how many dots more."""

    marked = Signal(int, int, str)
    """Row, column, and the letter in capitals."""

    emptied = Signal(int, int)
    left_above = Signal()

    def __init__(
        self,
        theme: Callable[[], Theme],
        save: Callable[[int, int, str], bool],
        numeric: Callable[[int], bool],
        letters: str = "",
        marks: Mapping[str, tuple[str, str]] = _NO_MARKS,
    ) -> None:
        """``save`` takes row, column and text; ``numeric`` says whether + and − are text.

        ``letters`` mark the cards of a cell; ``marks`` gives icon and colour of a tag.
        """
        super().__init__()
        self._letters = letters
        if letters:
            self.setProperty(OWN_LETTERS, True)
        self._cells = CellModel(self)
        self._numeric = numeric
        self.setModel(self._cells)
        self._delegate = CellDelegate(self, self._cells, theme, save, marks)
        self._delegate.finished.connect(self._on_finished)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(_StepHeader(theme, self, self._cells))
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
    def cells(self) -> CellModel:
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
        elif self._letters and self._cells.cell(index).lines and event.text().strip():
            if event.text().upper() in self._letters:
                self.marked.emit(index.row(), index.column(), event.text().upper())
        elif event.text() in ("+", "-", "−") and not self._numeric(index.row()):
            self.dotted.emit(index.row(), index.column(), 1 if event.text() == "+" else -1)
        elif event.text().strip() and event.text().isprintable():
            self._delegate.begin_with = event.text()
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """The step that is chosen stands out in the header."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()

    def _on_finished(self, step: int) -> None:
        index = self.currentIndex()
        column, row = index.column() + step, index.row()
        count = self._cells.columnCount()
        if 0 <= row + column // count < self._cells.rowCount():
            self.go(row + column // count, column % count)
