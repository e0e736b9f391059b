"""A table whose cells are changed in place, a line each: arrows move, typing opens a cell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workshop_app.ui.capture_parts import EnterLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT: Final = 36

_Key = Qt.Key


class LineDelegate(QStyledItemDelegate):
    """Opens a line over a cell and keeps it open until its text is saved; subclasses paint."""

    def __init__(self, table: LineTable) -> None:
        """``table`` says what a cell opens with and saves it."""
        super().__init__(table)
        self._table = table
        self._edited: QPersistentModelIndex | None = None
        self.begin_with = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high as a finger."""
        return QSize(60, ROW_HEIGHT)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A line that completes what is known."""
        self._edited = QPersistentModelIndex(index)
        field = EnterLine(parent)
        field.entered.connect(partial(self._on_entered, field))
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        field.setText(self._table.opened_text(index, self.begin_with))
        field.setModified(bool(self.begin_with))
        if not self.begin_with:
            field.selectAll()
        self.begin_with = ""
        known = self._table.known_at(index)
        if known:
            completer = QCompleter(list(known), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            field.setCompleter(completer)
        return field

    def put_cursor_behind(self) -> None:
        """Qt selects the text of a line it opens: what was typed first would be lost."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and self._table.isAncestorOf(field):
            field.end(False)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Filled when it was made; what is typed is never overwritten."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Saved in `eventFilter`, which knows whether that worked."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Over the cell, as wide as it takes to type, within the table."""
        rect = option.rect
        least = self._table.least_line(index)
        if rect.width() < least:
            rect.setWidth(least)
            rect.moveRight(min(rect.right(), self._table.viewport().width() - 1))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and leaving save, Esc takes back; a failure keeps the text open."""
        if not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event.key())
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._finish(watched)
        return False

    def _key(self, field: QLineEdit, key: int) -> bool:
        steps = self._table.steps
        if key in steps:
            if self._finish(field):
                self._table.step(*steps[key])
            return True
        if key == _Key.Key_Escape:
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return False

    def _on_entered(self, field: QLineEdit, _held: bool) -> None:
        """Enter while completions were shown."""
        self._key(field, _Key.Key_Return)

    def _finish(self, field: QLineEdit) -> bool:
        index = self._edited
        if index is not None and index.isValid() and field.isModified():
            if not self._table.save_at(index, field.text()):
                return False
            field.setModified(False)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        return True


class LineTable(QTableView):
    """The table; subclasses bring model, delegate and what happens to a text."""

    left_above = Signal()
    """Up was pressed in the first row."""

    steps: ClassVar[Mapping[int, tuple[int, int]]] = {
        _Key.Key_Return: (1, 0), _Key.Key_Enter: (1, 0),
        _Key.Key_Tab: (0, 1), _Key.Key_Backtab: (0, -1),
    }  # fmt: skip
    """Where a key leads to from an open line, in rows and columns."""

    def __init__(self) -> None:
        """Without model and delegate yet; see `show_with`."""
        super().__init__()
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)

    def show_with(self, model: QAbstractItemModel, delegate: LineDelegate) -> None:
        """Show a model through a delegate."""
        self._opener = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)

    @property
    def is_editing(self) -> bool:
        """Whether a value is being changed."""
        return self.state() == QTableView.State.EditingState

    # -- what subclasses say -------------------------------------------------------------------

    def opened_text(self, index: Index, begun: str) -> str:
        """What the line over a cell holds; ``begun`` was typed to open it."""
        raise NotImplementedError

    def known_at(self, index: Index) -> Sequence[str]:
        """What the value is most likely to be."""
        return ()

    def least_line(self, index: Index) -> int:
        """Pixels that an open line is wide at least."""
        return 72

    def save_at(self, index: Index, text: str) -> bool:
        """Save a text; ``False`` keeps the line open."""
        raise NotImplementedError

    def empty_at(self, index: QModelIndex) -> None:
        """Del was pressed."""

    # -- keyboard ------------------------------------------------------------------------------

    def step(self, rows: int, columns: int) -> None:
        """Go to a neighbouring cell, if there is one."""
        index = self.currentIndex()
        following = self.model().index(index.row() + rows, index.column() + columns)
        if following.isValid():
            self.setCurrentIndex(following)
            self.scrollTo(following)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The table's own keys; arrows are Qt's."""
        index = self.currentIndex()
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not index.isValid() or event.modifiers() & held:
            super().keyPressEvent(event)
        elif event.key() == _Key.Key_Up and index.row() == 0:
            self.left_above.emit()
        elif event.key() == _Key.Key_Delete:
            self.empty_at(index)
        else:
            self.cell_key(index, event)

    def cell_key(self, index: QModelIndex, event: QKeyEvent) -> None:
        """Enter, F2 and typing open a cell."""
        if event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            self.edit(index)
        elif event.text().strip() and event.text().isprintable():
            self._opener.begin_with = event.text()
            self.edit(index)
            self._opener.put_cursor_behind()
        else:
            super().keyPressEvent(event)
