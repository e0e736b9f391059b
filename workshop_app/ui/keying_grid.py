"""The keying grid: one paper ballot a row, digits only, the focus moves by itself.

What a key means is decided in `workshop_app.session.keying`; this shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workshop_app.session.keyed_ballot import GROUP
from workshop_app.ui.desk import OWN_UNDO
from workshop_app.ui.keying_delegate import NARROWEST, ROW, DigitHeader, KeyingDelegate
from workshop_app.ui.keying_model import KeyingModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.session.keyed_ballot import Refusal
    from workshop_app.session.keying import Keying
    from workshop_app.words import Words

_Key = Qt.Key

_HEAD: Final = 28
_NUMBER: Final = 58
_GROUP_WIDTH: Final = 88
_WORD_WIDTH: Final = 150
_DIGIT_WIDTHS: Final = (NARROWEST, 64)
_NUMBER_WIDTH: Final = 66

_NUMBER_KEYS: Final = ("#", "*")
"""Both are there on keypads and phones’ keyboards; no digit is in the way."""

_MOVES: Final = {
    _Key.Key_Left: (0, -1),
    _Key.Key_Right: (0, 1),
    _Key.Key_Up: (-1, 0),
    _Key.Key_Down: (1, 0),
}


class WholeRows(QWidget):
    """Room for a grid, as high as a whole number of its rows: none is cut."""

    def __init__(self, grid: KeyingGrid) -> None:
        """Take the grid in."""
        super().__init__()
        self._grid = grid
        grid.setParent(self)
        self.setMinimumHeight(_HEAD + ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the grid what its rows take."""
        around = _HEAD + 2 * self._grid.frameWidth()
        rows = max((self.height() - around) // ROW, 1)
        self._grid.setGeometry(0, 0, self.width(), around + rows * ROW)


class KeyingGrid(QTableView):
    """Sheets in, ballots out; arrows, Backspace and Ctrl+Z correct, Space and “.” skip."""

    refused = Signal(object)
    """A key meant nothing here; carries the `Refusal`."""

    moved = Signal()
    """The keyboard is on another cell, or a cell has changed."""

    number_wanted = Signal()
    """# or * was pressed: the keyboard should go to the field for a sheet's number."""

    row_done = Signal(object)
    """A new row is finished, saved or refused; carries its `KeyedBallot`."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Empty until `start`."""
        super().__init__()
        self.setProperty(OWN_UNDO, True)
        self._table = KeyingModel(self)
        self.setModel(self._table)
        self.setItemDelegate(KeyingDelegate(self, self._table, theme))
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        head = DigitHeader(theme, self)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setMinimumSectionSize(_DIGIT_WIDTHS[0])
        head.setFixedHeight(_HEAD)

    @property
    def keying(self) -> Keying | None:
        """The stack that is being keyed in."""
        return self._table.keying

    def start(self, keying: Keying | None, words: Words) -> None:
        """Show a stack; ``None`` empties the grid."""
        self._table.show_keying(keying, words)
        self._fit()
        self._follow()

    def reword(self, words: Words) -> None:
        """Say everything in another language; the stack and the place in it stay."""
        self._table.show_keying(self.keying, words)
        self._follow()

    def refresh(self) -> None:
        """The stack has changed from outside, such as a row that was taken out."""
        self._table.catch_up()
        self._follow()

    # -- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything a scribe presses."""
        keying = self.keying
        if keying is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier
                                | Qt.KeyboardModifier.AltModifier):
            if event.key() == _Key.Key_End:
                keying.resume()
                self._after(None)
            elif event.matches(QKeySequence.StandardKey.Undo):
                self._after(keying.back())
            else:
                event.ignore()
            return
        if not self._command(keying, event) and not self._typed(keying, event.text()):
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that come through an input method, such as é or 中."""
        if self.keying is not None and event.commitString():
            self._typed(self.keying, event.commitString())
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        """Ask for digits, except in a column for words."""
        if query == Qt.InputMethodQuery.ImHints:
            question = self.keying.question if self.keying else None
            if question is not None and question.form == "word":
                return int(Qt.InputMethodHint.ImhNone.value)
            return int(Qt.InputMethodHint.ImhDigitsOnly.value)
        return super().inputMethodQuery(query)

    def _command(self, keying: Keying, event: QKeyEvent) -> bool:
        """Keys that are no characters, and those that mean a blank."""
        key = event.key()
        question = keying.question
        in_word = question is not None and question.form == "word"
        if key in _MOVES:
            self._arrow(keying, *_MOVES[_Key(key)])
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self._after(keying.enter())
        elif key == _Key.Key_Backspace:
            self._after(keying.back())
        elif event.text() in _NUMBER_KEYS and not (in_word and keying.pending):
            self.number_wanted.emit()
        elif key == _Key.Key_Delete or (
            event.text() in (" ", ".", ",") and not (in_word and keying.pending)
        ):
            self._after(keying.blank())
        elif key == _Key.Key_Home:
            keying.go(keying.row, 0)
            self._after(None)
        elif key == _Key.Key_End:
            keying.go(keying.row, len(keying.columns) - 1)
            self._after(None)
        else:
            return False
        return True

    def _arrow(self, keying: Keying, rows: int, columns: int) -> None:
        if columns and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            columns = -columns
        if keying.pending and columns > 0:
            self._after(keying.enter())
            return
        self._after(keying.move(rows, columns))

    def _typed(self, keying: Keying, text: str) -> bool:
        if not text or not text.isprintable():
            return False
        for character in text:
            self._after(keying.press(character))
        return True

    def _after(self, refusal: Refusal | None) -> None:
        """Show what a key did."""
        keying = self.keying
        assert keying is not None
        rows = self._table.rowCount()
        self._table.catch_up()
        self._follow()
        if refusal is not None:
            self.refused.emit(refusal)
        elif len(keying.ballots) > rows and keying.ballots[-2] not in keying.waiting:
            self.row_done.emit(keying.ballots[-2])

    # -- mouse and layout --------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell that is clicked."""
        index = self.indexAt(event.position().toPoint())
        if self.keying is not None and index.isValid():
            refusal = self.keying.go(index.row(), max(index.column() - 1, 0))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._after(refusal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the questions."""
        super().resizeEvent(event)
        self._fit()
        self._uncover()

    def _follow(self) -> None:
        if self.keying is not None:
            index = self._table.index(self.keying.row, self.keying.column + 1)
            if index != self.currentIndex():
                self.setCurrentIndex(index)
            self._uncover()
            self.viewport().update()
        self.moved.emit()

    def _uncover(self) -> None:
        """Scroll by whole rows until the row that is keyed is seen."""
        if self.keying is None:
            return
        bar, row = self.verticalScrollBar(), self.keying.row
        fit = max(self.viewport().height() // ROW, 1)
        bar.setValue(min(max(bar.value(), row - fit + 1), row))
        self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        keying = self.keying
        if keying is None:
            return
        fixed = {
            number: width
            for number, column in enumerate(keying.columns, 1)
            if (width := self._fixed_width(keying, column))
        }
        narrow = len(keying.columns) - len(fixed)
        room = self.viewport().width() - _NUMBER - sum(fixed.values())
        least, most = _DIGIT_WIDTHS
        width = min(max(room // max(narrow, 1), least), most)
        self.setColumnWidth(0, _NUMBER)
        for number in range(1, len(keying.columns) + 1):
            self.setColumnWidth(number, fixed.get(number, width))

    def _fixed_width(self, keying: Keying, column: str) -> int:
        if column == GROUP and keying.groups:
            return _GROUP_WIDTH
        question = next(one for one in keying.questions if one.id == column)
        if question.form == "word":
            return _WORD_WIDTH
        return _NUMBER_WIDTH if any(len(mark) > 1 for mark in question.marks) else 0
