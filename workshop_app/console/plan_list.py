"""The plan as a list: moved by dragging or Alt+arrows, changed by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from workshop_app.ui import icon
from workshop_app.ui.desk import OWN_LETTERS
from workshop_app.ui.focus_style import by_keyboard
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.console.plan_rows import LibraryRow, PlanRow
    from workshop_app.figures.theme import Theme
    from workshop_app.session.agenda import Slot

Index = QModelIndex | QPersistentModelIndex

SLOT_MIME = "application/x-workshop-slot"
ACTIVITY_MIME = "application/x-workshop-activity"

_ROW, _HEADING = 42, 36

_KEYS = {
    Qt.Key.Key_Delete: "out",
    Qt.Key.Key_Backspace: "out",
    Qt.Key.Key_Plus: "more",
    Qt.Key.Key_Equal: "more",
    Qt.Key.Key_Minus: "less",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_D: "day",
}
_WITH_ALT = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}


class PlanModel(QAbstractListModel):
    """The rows of the plan; a slot or an activity dropped between two rows is put there."""

    moved = Signal(str, int)
    """A slot's key and the place it was dropped at, counted from 0."""

    brought = Signal(str, int)
    """An activity and the place it was dropped at."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: Sequence[PlanRow] = ()

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def place_of(self, row: int) -> int:
        """The place among the slots that something dropped above ``row`` takes."""
        if 0 <= row < len(self.rows):
            return self.rows[row].place
        return sum(one.slot is not None for one in self.rows)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Slots can be chosen and dragged; anything can be dropped between rows."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.rows[index.row()].slot is None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving; what comes from the library is a copy to Qt."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Slots of this plan and activities of the library."""
        return [SLOT_MIME, ACTIVITY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The slot that is dragged."""
        data = QMimeData()
        slot = self.rows[indexes[0].row()].slot if indexes else None
        if slot is not None:
            data.setData(SLOT_MIME, QByteArray(slot.key.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Say what is wanted; the plan is changed by the session, never by the view."""
        at = parent.row() if parent.isValid() else row
        place = self.place_of(at if at >= 0 else len(self.rows))
        for mime, signal in ((SLOT_MIME, self.moved), (ACTIVITY_MIME, self.brought)):
            if data.hasFormat(mime):
                signal.emit(bytes(data.data(mime).data()).decode(), place)
        return False  # Qt would take the dragged row away itself


class PlanList(QListView):
    """Keys: Alt+arrows move, + and − change minutes, Del takes out, S skips, D begins a day."""

    wanted = Signal(str)
    """What a key asks for: ``up``, ``down``, ``more``, ``less``, ``out``, ``skip``, ``day``."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty(OWN_LETTERS, True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.rows = PlanModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_PlanDelegate(self, theme))

    @property
    def current(self) -> Slot | None:
        """The slot the keyboard is on."""
        row = self.currentIndex().row()
        return self.rows.rows[row].slot if 0 <= row < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[PlanRow], keep: str) -> None:
        """Show the plan anew; the keyboard stays on the slot ``keep``, or where it was."""
        before = self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        keys = [row.slot.key if row.slot else "" for row in rows]
        at = keys.index(keep) if keep in keys else min(max(before, 0), len(rows) - 1)
        while 0 <= at < len(rows) - 1 and rows[at].slot is None:
            at += 1
        self.setCurrentIndex(self.rows.index(at))
        self.verticalScrollBar().setValue(top)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that change the plan."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        wanted = (_WITH_ALT if alt else _KEYS).get(Qt.Key(event.key()))
        if wanted and self.current is not None:
            self.wanted.emit(wanted)
            event.accept()
        else:
            super().keyPressEvent(event)


class LibraryModel(QAbstractListModel):
    """What could be added; dragged into the plan it is a copy."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: Sequence[LibraryRow] = ()

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Activities can be chosen and dragged."""
        if not index.isValid() or not self.rows[index.row()].activity:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    def mimeTypes(self) -> list[str]:
        """Activities only."""
        return [ACTIVITY_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The activity that is dragged."""
        data = QMimeData()
        if indexes:
            data.setData(ACTIVITY_MIME, QByteArray(self.rows[indexes[0].row()].activity.encode()))
        return data


class LibraryList(QListView):
    """Enter or a double click adds what the keyboard is on."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__()
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.rows = LibraryModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_LibraryDelegate(self, theme))

    @property
    def current(self) -> str:
        """The activity the keyboard is on; empty for none."""
        row = self.currentIndex().row()
        return self.rows.rows[row].activity if 0 <= row < len(self.rows.rows) else ""

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show it anew; the keyboard stays on its activity."""
        before, top = self.current, self.verticalScrollBar().value()
        self.rows.show_rows(rows)
        found = [number for number, row in enumerate(rows) if row.activity]
        same = [number for number in found if rows[number].activity == before]
        if found:
            self.setCurrentIndex(self.rows.index((same or found)[0]))
        self.verticalScrollBar().setValue(top)


class _RowDelegate(QStyledItemDelegate):
    """What both lists paint alike."""

    def __init__(self, view: QListView, theme: Callable[[], Theme]) -> None:
        super().__init__(view)
        self._theme = theme
        self._regular, self._semibold = font("regular"), font("semibold")
        self._small = font("medium", 14)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.colour("sunken")))
        painter.setPen(QColor(theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())

    def _ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())

    def _text(
        self, painter: QPainter, rect: QRect, text: str, colour: str, type_: Any, *,
        end: bool = False,
    ) -> int:
        """Write one line; returns the width it took."""
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(type_)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.horizontalAdvance(shown)


class _PlanDelegate(_RowDelegate):
    """Paints a row of the plan: phase, time, title, what stands out, minutes."""

    def __init__(self, view: PlanList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._rows = view.rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW if self._rows.rows[index.row()].slot else _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = self._rows.rows[index.row()], option.rect, self._theme()
        painter.save()
        inside = rect.adjusted(16, 0, -12, 0)
        if row.slot is None:
            self._text(painter, inside, row.title, theme.colour("ink"), self._semibold)
            self._text(painter, inside, row.minutes, theme.colour("ink2"), self._small, end=True)
        else:
            self._ground(painter, option, theme)
            self._slot(painter, row, rect, inside, theme)
        self._ring(painter, option)
        painter.restore()

    def _slot(
        self, painter: QPainter, row: PlanRow, rect: QRect, inside: QRect, theme: Theme
    ) -> None:
        phase = row.phase if row.phase and not row.pause else "line"
        painter.fillRect(rect.x(), rect.y(), 4, rect.height(), QColor(theme.colour(phase)))
        quiet = theme.colour("ink3" if row.held or not row.mark else "ink2")
        skipped = row.slot is not None and row.slot.state == "skipped"
        ink = theme.colour("ink3" if skipped or row.held else "ink")
        self._text(painter, inside, row.time, quiet, self._small)
        line = inside.adjusted(56, 0, 0, 0)
        name = "circle-check" if row.held else "coffee" if row.pause else "move"
        icon.draw(painter, name, line.x(), rect.center().y() - 8, 16, theme, "ink3")
        line.adjust(26, 0, 0, 0)
        self._text(painter, line, row.minutes, ink, self._semibold, end=True)
        line.adjust(0, 0, -72, 0)
        if row.mark:
            token = "ink3" if skipped else "warn"
            width = QFontMetrics(self._small).horizontalAdvance(row.mark) + 2
            place = QRect(line.right() - width, line.y(), width, line.height())
            self._text(painter, place, row.mark, theme.colour(token), self._small)
            if not skipped:
                icon.draw(painter, "triangle-alert", place.x() - 22, rect.center().y() - 8, 16,
                          theme, token)
            line.adjust(0, 0, -width - 34, 0)
        self._text(painter, line, row.title, ink, self._regular)


class _LibraryDelegate(_RowDelegate):
    """Paints an activity that could be added."""

    def __init__(self, view: LibraryList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._rows = view.rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect, theme = self._rows.rows[index.row()], option.rect, self._theme()
        painter.save()
        inside = rect.adjusted(16, 0, -12, 0)
        if not row.activity:
            token = row.phase or "ink2"
            self._text(painter, inside, row.title, theme.colour(token), self._semibold)
        else:
            self._ground(painter, option, theme)
            name = "rotate-ccw" if row.out else "check" if row.used else "plus"
            icon.draw(painter, name, inside.x(), rect.center().y() - 8, 16, theme, "ink3")
            line = inside.adjusted(28, 0, 0, 0)
            quiet = theme.colour("ink3")
            width = QFontMetrics(self._small).horizontalAdvance(row.minutes)
            self._text(painter, line, row.minutes, quiet, self._small, end=True)
            line.adjust(0, 0, -width - 8, 0)
            ink = theme.colour("ink3" if row.used else "ink")
            self._text(painter, line, row.title, ink, self._regular)
        self._ring(painter, option)
        painter.restore()
