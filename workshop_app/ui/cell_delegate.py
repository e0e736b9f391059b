"""Paints cells of steps and lanes, and opens one without ever losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.theme import draw_place, font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QAbstractItemModel, QObject

    from workshop_app.figures.theme import Theme
    from workshop_app.ui.cell_model import Cell, CellModel

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key

LEAST: Final = 38
"""Pixels that a row is high at least."""

_LINE: Final = 20
_PAD: Final = 9
_MOST_LINES: Final = 5
_EDITOR: Final = QSize(240, 84)


class CellField(QPlainTextEdit):
    """A cell's cards, one a line; Enter saves, Alt+Enter begins another card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter and Shift+Enter are a new line; the delegate sees the rest first."""
        if event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Paints cells, and keeps one open until its text is saved."""

    finished = Signal(int)
    """A cell was left with Tab (1) or Shift+Tab (−1)."""

    def __init__(
        self,
        view: QTableView,
        model: CellModel,
        theme: Callable[[], Theme],
        save: Callable[[int, int, str], bool],
        marks: Mapping[str, tuple[str, str]],
    ) -> None:
        """``marks`` gives the icon and the colour of a tag."""
        super().__init__(view)
        self._marks = marks
        self._view = view
        self._model = model
        self._theme = theme
        self._save = save
        self._small = font("regular", 14)
        self._strong = font("semibold", 14)
        self._open: tuple[int, int] | None = None
        self.begin_with = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its lines, up to a limit."""
        lines = min(self._model.cell(index).lines, _MOST_LINES)
        return QSize(120, max(lines * _LINE + _PAD * 2, LEAST))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Numbers, then cards; the current cell is marked."""
        theme, rect, cell = self._theme(), option.rect, self._model.cell(index)
        current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        lines = rect.adjusted(9, 0, -7, 0)
        shown = min(cell.lines, _MOST_LINES)
        y = rect.top() + (rect.height() - shown * _LINE) // 2
        if shown and rect.height() > LEAST:
            y = rect.top() + _PAD
        for number in range(shown):
            line = QRect(lines.left(), y + number * _LINE, lines.width(), _LINE)
            self._line(painter, cell, number, shown, line, theme)
        if current:
            draw_place(painter, QRectF(rect), theme, focused=self._view.hasFocus())
        painter.restore()

    def _line(
        self, painter: QPainter, cell: Cell, number: int, shown: int, line: QRect, theme: Theme
    ) -> None:
        if cell.value and number == 0:
            self._write(painter, line, cell.value, theme.colour("ink"), strong=True)
            return
        if number == shown - 1 and shown < cell.lines:
            more = f"+ {cell.lines - shown + 1}"
            self._write(painter, line, more, theme.colour("ink2"), strong=True)
            return
        card = cell.cards[number - bool(cell.value)]
        if card.held:
            icon.draw(painter, "eye-off", line.left(), line.top() + 3, 14, theme, "warn")
            line = line.adjusted(19, 0, 0, 0)
        for tag in card.tags:
            if tag in self._marks:
                name, token = self._marks[tag]
                icon.draw(painter, name, line.left(), line.top() + 3, 14, theme, token)
                line = line.adjusted(18, 0, 0, 0)
        text = f"● {card.votes}  {card.text}" if card.votes else card.text
        self._write(painter, line, text, theme.colour("ink3" if card.held else "ink"))

    def _write(
        self, painter: QPainter, line: QRect, text: str, colour: str, *, strong: bool = False
    ) -> None:
        write_line(painter, line, text, colour, self._strong if strong else self._small)

    # -- editing -----------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A field with a card on each line."""
        self._open = (index.row(), index.column())
        field = CellField(parent)
        field.setTabChangesFocus(True)
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        text = self._model.cell(index).text
        if self.begin_with:
            text = f"{text}\n{self.begin_with}" if text else self.begin_with
        field.setPlainText(text)
        field.document().setModified(bool(self.begin_with))
        field.moveCursor(field.textCursor().MoveOperation.End)
        self.begin_with = ""
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Filled when it was made; what is typed is never overwritten."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Saved in `eventFilter`, which knows whether that worked."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Over the cell, and larger where that is small."""
        view, rect = self._view.viewport().rect(), option.rect
        box = QRect(rect.topLeft(), rect.size().expandedTo(_EDITOR))
        box.moveRight(min(box.right(), view.right()))
        box.moveBottom(min(box.bottom(), view.bottom()))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves, Tab saves and goes on, Esc takes back, leaving saves."""
        if not isinstance(watched, CellField):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._finish(watched)
        return False

    def _key(self, field: CellField, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        another = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
        if key in (_Key.Key_Return, _Key.Key_Enter) and not modifiers & another:
            self._finish(field)
        elif key in (_Key.Key_Tab, _Key.Key_Backtab):
            if self._finish(field):
                self.finished.emit(1 if key == _Key.Key_Tab else -1)
        elif key == _Key.Key_Escape:
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        else:
            return False
        return True

    def _finish(self, field: CellField) -> bool:
        """Save what is typed and close; a failure keeps it open."""
        if field.document().isModified() and self._open is not None:
            if not self._save(*self._open, field.toPlainText()):
                return False
            field.document().setModified(False)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        return True
