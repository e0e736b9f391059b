"""The pledges that were made: shared ones with their words, private ones with a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QApplication, QFrame, QStyleOptionViewItem

from workshop_app.ui import icon
from workshop_app.ui.row_list import RowDelegate, RowList, RowModel, has_focus
from workshop_app.ui.theme import draw_ring, font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from workshop_app.figures.theme import Theme

_Key = Qt.Key
_ROW: Final = 40
_NAMES: Final = 190
_DIGITS: Final = tuple("01234")


class PledgeLine(NamedTuple):
    """A row: whose it is, what may be seen of it, and all of that for a screen reader.

    ``text`` of a private pledge never holds what it says, nor ``state`` what became of it.
    """

    key: str
    name: str
    text: str
    said: str
    shared: bool
    state: str = ""
    mark: str = ""
    token: str = "ink2"


class _PledgeModel(RowModel[PledgeLine]):
    def words(self, row: PledgeLine) -> tuple[str, str, str]:
        return f"{row.name}  {row.text}  {row.state}".rstrip(), row.said, ""


class _PledgeDelegate(RowDelegate[PledgeLine]):
    def __init__(self, view: PledgeList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._medium, self._regular = font("medium"), font()

    def size(self, row: PledgeLine) -> QSize:
        return QSize(200, _ROW)

    def draw(
        self, painter: QPainter, row: PledgeLine, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        rect = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if has_focus(option):
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name, token = ("users", "ok") if row.shared else ("lock", "ink2")
        icon.draw(painter, name, rect.left() + 10, rect.center().y() - 9, 18, theme, token)
        names = QRect(rect.left() + 40, rect.top(), min(_NAMES, rect.width() // 3), rect.height())
        write_line(painter, names, row.name, theme.colour("ink"), self._medium)
        room = self._draw_state(painter, row, rect, theme) if row.state else 9
        rest = rect.adjusted(names.right() + 12 - rect.left(), 0, -room, 0)
        write_line(painter, rest, row.text, theme.colour("ink" if row.shared else "ink3"),
                   self._regular)

    def _draw_state(
        self, painter: QPainter, row: PledgeLine, rect: QRect, theme: Theme
    ) -> int:
        """What became of it, at the right; gives the room that it took."""
        wide = min(QFontMetrics(self._medium).horizontalAdvance(row.state) + 2, rect.width() // 3)
        left = rect.right() - 9 - wide
        icon.draw(painter, row.mark, left - 22, rect.center().y() - 8, 16, theme, row.token)
        place = QRect(left, rect.top(), wide, rect.height())
        write_line(painter, place, row.state, theme.colour(row.token), self._medium)
        return wide + 9 + 22 + 12

    def ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Also after a click: the keys act on this pledge."""
        if has_focus(option):
            rect = QRectF(option.rect).adjusted(0, 0, 0, -1)
            draw_ring(painter, rect, QApplication.palette())


class PledgeList(RowList[PledgeLine]):
    """Enter opens a shared pledge, Space makes it private, Del takes away.

    A digit says what became of one that came along; 0 opens it again.
    """

    opened = Signal(str)
    shared = Signal(str)
    deleted = Signal(str)
    judged = Signal(str, int)

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__(_PledgeModel())
        self.setItemDelegate(_PledgeDelegate(self, theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_rows(self, rows: Sequence[PledgeLine]) -> None:
        """Replace the rows; the keyboard stays where it was."""
        number = self.currentIndex().row()
        self.table.show_rows(rows)
        if rows and number >= 0:
            self.go_to(min(number, len(rows) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys."""
        signals = {
            _Key.Key_Return: self.opened, _Key.Key_Enter: self.opened, _Key.Key_F2: self.opened,
            _Key.Key_Space: self.shared, _Key.Key_Delete: self.deleted,
        }
        index = self.currentIndex()
        if index.isValid() and event.key() in signals and not event.modifiers():
            signals[_Key(event.key())].emit(self.rows[index.row()].key)
        elif index.isValid() and event.text() in _DIGITS and not self._has_modifiers(event):
            self.judged.emit(self.rows[index.row()].key, int(event.text()))
        else:
            super().keyPressEvent(event)

    def _has_modifiers(self, event: QKeyEvent) -> bool:
        """Whether more than a key was pressed; that of a keypad is none."""
        return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row to act on."""
        if not self.currentIndex().isValid() and self.rows:
            self.go_to(0)
        super().focusInEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows[index.row()].key)
