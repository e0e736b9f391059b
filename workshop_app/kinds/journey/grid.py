"""The journey's cells as a table that is filled by keyboard: stages across, lanes down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workshop_app.ui import icon
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject

    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes import Note
    from workshop_app.words import Words

_Index = QModelIndex | QPersistentModelIndex
_Key = Qt.Key

_LINE: Final = 20
_PAD: Final = 9
_LEAST: Final = 38
_MOST_LINES: Final = 5
_LANES: Final = 150
_EDITOR: Final = QSize(240, 84)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its numbers for people and as one types them, and its cards."""

    value: str = ""
    typed: str = ""
    cards: tuple[Note, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return bool(self.value) + len(self.cards)

    @property
    def text(self) -> str:
        """Its text while it is edited, a line each."""
        return "\n".join(part for part in (self.typed, *(c.text for c in self.cards)) if part)


class JourneyModel(QAbstractTableModel):
    """Stages across, lanes down."""

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show_cells`."""
        super().__init__(parent)
        self.stages: Sequence[str] = ()
        self.lanes: Sequence[str] = ()
        self.cells: Sequence[Sequence[Cell]] = ()
        self._words: Words | None = None

    def show_names(self, stages: Sequence[str], lanes: Sequence[str], words: Words) -> None:
        """Name columns and rows."""
        self.beginResetModel()
        self.stages, self.lanes, self._words = stages, lanes, words
        self.cells = [[Cell()] * len(stages) for _ in lanes]
        self.endResetModel()

    def show_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Fill them, lane by lane."""
        self.cells = cells
        if cells and self.stages:
            self.dataChanged.emit(self.index(0, 0),
                                  self.index(len(self.lanes) - 1, len(self.stages) - 1))

    def cell(self, index: _Index) -> Cell:
        """What stands there."""
        return self.cells[index.row()][index.column()]

    def rowCount(self, parent: _Index | None = None) -> int:
        """Lanes."""
        return 0 if parent is not None and parent.isValid() else len(self.lanes)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Stages."""
        return 0 if parent is not None and parent.isValid() else len(self.stages)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text, and all there is to know for a screen reader."""
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([*((cell.value,) if cell.value else ()),
                              *(card.text for card in cell.cards)])
        if role == Qt.ItemDataRole.AccessibleTextRole and self._words is not None:
            return self._said(index, cell, self._words)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Stages with their numbers; lanes on two lines where they are long."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return f"{section + 1}  {self.stages[section]}"
        lane = self.lanes[section]
        return lane if role == Qt.ItemDataRole.ToolTipRole else _in_two(lane, _LANES - 20)

    def _said(self, index: _Index, cell: Cell, words: Words) -> str:
        parts = [self.stages[index.column()], self.lanes[index.row()]]
        parts.append(cell.value)
        for card in cell.cards:
            held = f" ({words('editors.note.held')})" if card.held else ""
            dots = f" ({words('editors.note.votes', n=card.votes)})" if card.votes else ""
            parts.append(f"{card.text}{held}{dots}")
        if not cell.lines:
            parts.append(words("editors.keying.empty"))
        return ", ".join(part for part in parts if part)


def _in_two(text: str, width: int) -> str:
    """A name on two lines where it is wider than its column."""
    metrics, parts = QFontMetrics(font("regular", 14)), text.split(" ")
    if metrics.horizontalAdvance(text) <= width:
        return text
    for cut in range(len(parts) - 1, 0, -1):
        if metrics.horizontalAdvance(" ".join(parts[:cut])) <= width:
            return f"{' '.join(parts[:cut])}\n{' '.join(parts[cut:])}"
    return text


class _CellField(QPlainTextEdit):
    """A cell's cards, one a line; Enter saves, Alt+Enter begins another card."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter and Shift+Enter are a new line; the delegate sees the rest first."""
        if event.key() in (_Key.Key_Return, _Key.Key_Enter):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)


class _CellDelegate(QStyledItemDelegate):
    """Paints cells, and keeps one open until its text is saved."""

    finished = Signal(object)
    """The key that closed a cell, or ``None``."""

    def __init__(
        self,
        view: JourneyGrid,
        model: JourneyModel,
        theme: Callable[[], Theme],
        save: Callable[[int, int, str], bool],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._save = save
        self._small = font("regular", 14)
        self._strong = font("semibold", 14)
        self._open: tuple[int, int] | None = None
        self.begin_with = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = min(self._model.cell(index).lines, _MOST_LINES)
        return QSize(120, max(lines * _LINE + _PAD * 2, _LEAST))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
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
        if shown and rect.height() > _LEAST:
            y = rect.top() + _PAD
        for number in range(shown):
            line = QRect(lines.left(), y + number * _LINE, lines.width(), _LINE)
            self._line(painter, cell, number, shown, line, theme)
        if current:
            self._ring(painter, QRectF(rect), theme)
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
        text = f"● {card.votes}  {card.text}" if card.votes else card.text
        self._write(painter, line, text, theme.colour("ink3" if card.held else "ink"))

    def _write(
        self, painter: QPainter, line: QRect, text: str, colour: str, *, strong: bool = False
    ) -> None:
        painter.setFont(self._strong if strong else self._small)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, side, shown)

    def _ring(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        if self._view.hasFocus():
            draw_ring(painter, rect, QApplication.palette())
            return
        painter.setPen(QPen(QColor(theme.colour("border")), theme.line_scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    # -- editing -----------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        self._open = (index.row(), index.column())
        field = _CellField(parent)
        field.setTabChangesFocus(True)
        field.setProperty("look", "cell")
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
        view, rect = self._view.viewport().rect(), option.rect
        box = QRect(rect.topLeft(), rect.size().expandedTo(_EDITOR))
        box.moveRight(min(box.right(), view.right()))
        box.moveBottom(min(box.bottom(), view.bottom()))
        editor.setGeometry(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, _CellField):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._finish(watched)
        return False

    def _key(self, field: _CellField, event: QKeyEvent) -> bool:
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

    def _finish(self, field: _CellField) -> bool:
        """Save what is typed and close; a failure keeps it open."""
        if field.document().isModified() and self._open is not None:
            if not self._save(*self._open, field.toPlainText()):
                return False
            field.document().setModified(False)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        return True


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
        self._delegate = _CellDelegate(self, self._cells, theme, save)
        self._delegate.finished.connect(self._on_finished)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QTableView.EditTrigger.DoubleClicked)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(96)
        self.verticalHeader().setFixedWidth(_LANES)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setMinimumSectionSize(_LEAST)
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

    def _on_finished(self, step: int) -> None:
        index = self.currentIndex()
        column, row = index.column() + step, index.row()
        count = self._cells.columnCount()
        if 0 <= row + column // count < self._cells.rowCount():
            self.go(row + column // count, column % count)
