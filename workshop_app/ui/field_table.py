"""Rows with typed fields, such as actions: Enter goes on to the next field and the next row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QTableView, QWidget

from workshop_app.ui import icon
from workshop_app.ui.line_table import Index, LineDelegate, LineTable
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from workshop_app.figures.theme import Theme

_MARK: Final = 16
_DIGITS: Final = tuple("123456789")
_LINE: Final = 210
"""Pixels that an open line has at least where a sentence is typed."""


class Field(NamedTuple):
    """A column; ``width`` in pixels at least, ``grows`` where there is room."""

    id: str
    title: str
    width: int
    grows: bool = False


class FieldCell(NamedTuple):
    """What a cell says, and what it opens with; ``mark`` is an icon in the colour ``token``.

    ``hint`` says in words what the mark says.
    """

    text: str = ""
    typed: str = ""
    mark: str = ""
    token: str = "ink2"
    hint: str = ""


class FieldRow(NamedTuple):
    """A row with a cell for every field; ``name`` is what a screen reader calls it."""

    key: str
    name: str
    cells: tuple[FieldCell, ...]
    faded: bool = False


class FieldModel(QAbstractTableModel):
    """Rows and fields as Qt reads them."""

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show_fields` and `show_rows`."""
        super().__init__(parent)
        self.fields: tuple[Field, ...] = ()
        self.rows: tuple[FieldRow, ...] = ()

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Name the columns, such as in another language."""
        if [one.id for one in fields] == [one.id for one in self.fields]:
            self.fields = tuple(fields)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(fields) - 1)
            return
        self.beginResetModel()
        self.fields = tuple(fields)
        self.endResetModel()

    def show_rows(self, rows: Sequence[FieldRow]) -> None:
        """Replace the rows; where only values changed, an open line stays."""
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()
            return
        self.rows = tuple(rows)
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.fields) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Fields."""
        return 0 if parent is not None and parent.isValid() else len(self.fields)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be changed."""
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text, and with its row and field for a screen reader."""
        row, field = self.rows[index.row()], self.fields[index.column()]
        cell = row.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{row.name}, {field.title}: {cell.text or '–'}"
            return f"{said}, {cell.hint}" if cell.hint else said
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (cell.text, cell.hint) if part) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The fields' names."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation != Qt.Orientation.Horizontal or role not in shown:
            return None
        return self.fields[section].title


class _FieldDelegate(LineDelegate):
    """Paints a cell with its mark; the row under the keyboard is tinted."""

    def __init__(self, table: FieldTable, model: FieldModel, theme: Callable[[], Theme]) -> None:
        super().__init__(table)
        self._model = model
        self._theme = theme
        self._body = font()
        self._strong = font("medium")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme(), QRectF(option.rect)
        row = self._model.rows[index.row()]
        cell = row.cells[index.column()]
        current = self._table.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == current.row():
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        line = rect.adjusted(8, 0, -6, 0)
        if cell.mark:
            left = painter.layoutDirection() != Qt.LayoutDirection.RightToLeft
            x = line.left() if left else line.right() - _MARK
            y = rect.center().y() - _MARK / 2
            icon.draw(painter, cell.mark, x, y, _MARK, theme, cell.token)
            line.adjust(_MARK + 6 if left else 0, 0, 0 if left else -_MARK - 6, 0)
        painter.setFont(self._strong if index.column() == 0 else self._body)
        painter.setPen(QColor(theme.colour("ink3" if row.faded else "ink")))
        shown = painter.fontMetrics().elidedText(
            cell.text, Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown
        )
        if index == current and self._table.hasFocus():
            draw_ring(painter, rect.adjusted(0, 0, 0, -1), QApplication.palette())
        painter.restore()


class FieldTable(LineTable):
    """Enter and Tab save and go to the next field, at the last one to the next row."""

    emptied = Signal(str, str)
    """Del: the row's key and the field."""

    moved = Signal(str, str)
    """Where the keyboard is: the row's key and the field."""

    steps: ClassVar[Mapping[int, tuple[int, int]]] = {
        Qt.Key.Key_Return: (0, 1), Qt.Key.Key_Enter: (0, 1),
        Qt.Key.Key_Tab: (0, 1), Qt.Key.Key_Backtab: (0, -1),
    }  # fmt: skip

    def __init__(
        self,
        theme: Callable[[], Theme],
        save: Callable[[str, str, str], bool],
        known: Callable[[str, str], Sequence[str]],
    ) -> None:
        """``save`` takes row, field and text; ``known`` gives what a cell may be."""
        super().__init__()
        self._save = save
        self._known = known
        self.added_to: frozenset[str] = frozenset()
        """Fields where typing adds to what is there, such as a series of figures."""
        self.at_once: Mapping[str, Sequence[str]] = {}
        """Fields in which one key saves, with what 1, 2 and so on say."""
        self.fixed: frozenset[str] = frozenset()
        """Fields that are only read."""
        self._table = FieldModel(self)
        self.show_with(self._table, _FieldDelegate(self, self._table, theme))
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def table(self) -> FieldModel:
        """What is shown."""
        return self._table

    def show_rows(self, rows: Sequence[FieldRow]) -> None:
        """Replace the rows; the keyboard stays on its row, or where that was."""
        index = self.currentIndex()
        was = self._table.rows[index.row()].key if index.isValid() else ""
        self._table.show_rows(rows)
        if index.isValid() and rows and not self.currentIndex().isValid():
            keys = [row.key for row in rows]
            row = keys.index(was) if was in keys else min(index.row(), len(rows) - 1)
            self.setCurrentIndex(self._table.index(row, index.column()))

    def go(self, key: str, field: str) -> None:
        """Put the keyboard on a field of a row, whose name shows where there is room for both."""
        keys = [row.key for row in self._table.rows]
        ids = [one.id for one in self._table.fields]
        if key in keys and field in ids:
            index = self._table.index(keys.index(key), ids.index(field))
            self.setCurrentIndex(index)
            self.scrollTo(index.siblingAtColumn(0))
            self.scrollTo(index)

    @property
    def current(self) -> tuple[str, str]:
        """Row and field under the keyboard; empty without."""
        return self._at(self.currentIndex())

    def _at(self, index: Index) -> tuple[str, str]:
        if not index.isValid():
            return "", ""
        return self._table.rows[index.row()].key, self._table.fields[index.column()].id

    def cell_key(self, index: QModelIndex, event: QKeyEvent) -> None:
        """A digit chooses where one key is enough."""
        said = self.at_once.get(self._at(index)[1], ())
        place = int(event.text()) if event.text() in _DIGITS else 0
        if 0 < place <= len(said):
            self.save_at(index, said[place - 1])
        elif self._at(index)[1] in self.fixed:
            QTableView.keyPressEvent(self, event)
        else:
            super().cell_key(index, event)

    # -- a cell ----------------------------------------------------------------------------------

    def opened_text(self, index: Index, begun: str) -> str:
        """What is there, or what was typed; both in a field that is added to."""
        cell = self._table.rows[index.row()].cells[index.column()]
        if begun and self._at(index)[1] in self.added_to and cell.typed:
            return f"{cell.typed}; {begun}"
        return begun or cell.typed

    def known_at(self, index: Index) -> Sequence[str]:
        """What the value is most likely to be."""
        return self._known(*self._at(index))

    def least_line(self, index: Index) -> int:
        """A sentence needs room, a date little."""
        return _LINE if self._table.fields[index.column()].grows else 130

    def save_at(self, index: Index, text: str) -> bool:
        """Save a text; a fault is said and the text stays open."""
        return self._save(*self._at(index), text)

    def empty_at(self, index: QModelIndex) -> None:
        """Say which."""
        self.emptied.emit(*self._at(index))

    def step(self, rows: int, columns: int) -> None:
        """Past the last field comes the next row, before the first one the row before."""
        index = self.currentIndex()
        row, column = divmod(index.column() + columns, max(len(self._table.fields), 1))
        following = self._table.index(index.row() + rows + row, column)
        if following.isValid():
            self.setCurrentIndex(following)
            self.scrollTo(following)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens a value."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._at(index)[1] not in self.fixed:
            self.edit(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a cell to act on."""
        if not self.currentIndex().isValid() and self._table.rows:
            self.setCurrentIndex(self._table.index(0, 0))
        super().focusInEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Share the width among the fields that grow."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.share_width()

    def share_width(self) -> None:
        """Give each field its width, and what is left to those that grow."""
        fields = self._table.fields
        growing = sum(field.grows for field in fields)
        spare = self.viewport().width() - sum(field.width for field in fields)
        more = max(spare, 0) // growing if growing else 0
        for number, field in enumerate(fields):
            self.setColumnWidth(number, field.width + more * field.grows)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.moved.emit(*self._at(index))
