"""The plan as a list: moved by dragging or Alt+arrows, changed by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from workshop_app.console.plan_rows import LibraryRow, PlanRow
from workshop_app.ui import icon
from workshop_app.ui.desk import OWN_LETTERS
from workshop_app.ui.row_list import Index, Row, RowDelegate, RowList, RowModel
from workshop_app.ui.theme import font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.session.agenda import Slot

SLOT_MIME = "application/x-workshop-slot"
ACTIVITY_MIME = "application/x-workshop-activity"

_ROW, _HEADING = 42, 36
_TWO_LINES = 54

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


class _DragModel(RowModel[Row]):
    """Rows that can be dragged, and chosen, by their key."""

    mime: ClassVar[str]

    def key(self, row: Row) -> str:
        """What is dragged; empty for a heading."""
        raise NotImplementedError

    def can_choose(self, row: Row) -> bool:
        """Headings stay."""
        return bool(self.key(row))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be chosen can be dragged."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if flags else flags

    def mimeTypes(self) -> list[str]:
        """Its own."""
        return [self.mime]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The key of the row that is dragged."""
        data = QMimeData()
        if indexes and (key := self.key(self.rows[indexes[0].row()])):
            data.setData(self.mime, QByteArray(key.encode()))
        return data


class PlanModel(_DragModel[PlanRow]):
    """The rows of the plan; a slot or an activity dropped between two rows is put there."""

    moved = Signal(str, int)
    """A slot's key and the place it was dropped at, counted from 0."""

    brought = Signal(str, int)
    """An activity and the place it was dropped at."""

    mime = SLOT_MIME

    def key(self, row: PlanRow) -> str:
        """The slot's."""
        return row.slot.key if row.slot else ""

    def words(self, row: PlanRow) -> tuple[str, str, str]:
        """The title, and all there is to know."""
        return row.title, row.spoken, row.spoken

    def identity(self, row: PlanRow) -> object:
        """Times and minutes come and go: a slot stays itself, and a day its heading."""
        return row.slot.key if row.slot else (row.title,)

    def place_of(self, row: int) -> int:
        """The place among the slots that something dropped above ``row`` takes."""
        if 0 <= row < len(self.rows):
            return self.rows[row].place
        return sum(one.slot is not None for one in self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Slots can be dragged; anything can be dropped between rows."""
        return super().flags(index) if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving; what comes from the library is a copy to Qt."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """Slots of this plan and activities of the library."""
        return [SLOT_MIME, ACTIVITY_MIME]

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


class PlanList(RowList[PlanRow]):
    """Keys: Alt+arrows move, + and − change minutes, Del takes out, S skips, D begins a day."""

    table: PlanModel

    wanted = Signal(str)
    """What a key asks for: ``up``, ``down``, ``more``, ``less``, ``out``, ``skip``, ``day``."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__(PlanModel())
        self.setProperty(OWN_LETTERS, True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setItemDelegate(_PlanDelegate(self, theme))

    @property
    def current(self) -> Slot | None:
        """The slot the keyboard is on."""
        row = self.current_row
        return row.slot if row else None

    def show_rows(self, rows: Sequence[PlanRow], keep: str) -> None:
        """Show the plan anew; the keyboard stays on the slot ``keep``, or where it was."""
        before = self.currentIndex().row()
        top = self.verticalScrollBar().value()
        self.table.show_rows(rows)
        keys = [row.slot.key if row.slot else "" for row in rows]
        at = keys.index(keep) if keep in keys else min(max(before, 0), len(rows) - 1)
        while 0 <= at < len(rows) - 1 and rows[at].slot is None:
            at += 1
        self.go_to(at)
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


class LibraryModel(_DragModel[LibraryRow]):
    """What could be added; dragged into the plan it is a copy."""

    mime = ACTIVITY_MIME

    def key(self, row: LibraryRow) -> str:
        """The activity."""
        return row.activity

    def words(self, row: LibraryRow) -> tuple[str, str, str]:
        """The title, and all there is to know."""
        return row.title, row.spoken, row.spoken


class LibraryList(RowList[LibraryRow]):
    """Enter or a double click adds what the keyboard is on."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__(LibraryModel())
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setItemDelegate(_LibraryDelegate(self, theme))

    @property
    def current(self) -> str:
        """The activity the keyboard is on; empty for none."""
        row = self.current_row
        return row.activity if row else ""

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show it anew; the keyboard stays on its activity."""
        before, top = self.current, self.verticalScrollBar().value()
        self.table.show_rows(rows)
        found = [number for number, row in enumerate(rows) if row.activity]
        same = [number for number in found if rows[number].activity == before]
        if found:
            self.go_to((same or found)[0])
        self.verticalScrollBar().setValue(top)


class _Delegate(RowDelegate[Row]):
    """What both lists paint alike."""

    def __init__(self, view: RowList[Row], theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._regular, self._semibold = font("regular"), font("semibold")
        self._small = font("medium", 14)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.colour("sunken")))
        painter.setPen(QColor(theme.colour("line")))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())


class _PlanDelegate(_Delegate[PlanRow]):
    """Paints a row of the plan: phase, time, title, what stands out, minutes."""

    def size(self, row: PlanRow) -> QSize:
        return QSize(200, _ROW if row.slot else _HEADING)

    def draw(
        self, painter: QPainter, row: PlanRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        inside = option.rect.adjusted(16, 0, -12, 0)
        if row.slot is None:
            write_line(painter, inside, row.title, theme.colour("ink"), self._semibold)
            write_line(painter, inside, row.minutes, theme.colour("ink2"), self._small, end=True)
        else:
            self._ground(painter, option, theme)
            self._slot(painter, row, option.rect, inside, theme)

    def _slot(
        self, painter: QPainter, row: PlanRow, rect: QRect, inside: QRect, theme: Theme
    ) -> None:
        phase = row.phase if row.phase and not row.pause else "line"
        painter.fillRect(rect.x(), rect.y(), 4, rect.height(), QColor(theme.colour(phase)))
        quiet = theme.colour("ink3" if row.held and not row.on else "ink2")
        skipped = row.slot is not None and row.slot.state == "skipped"
        ink = theme.colour("ink3" if skipped or (row.held and not row.on) else "ink")
        write_line(painter, inside, row.time, quiet, self._small)
        line = inside.adjusted(56, 0, 0, 0)
        done = "play" if row.on else "circle-check"
        name = done if row.held else "coffee" if row.pause else "move"
        icon.draw(painter, name, line.x(), rect.center().y() - 8, 16, theme, "ink3")
        line.adjust(26, 0, 0, 0)
        write_line(painter, line, row.minutes, ink, self._semibold, end=True)
        line.adjust(0, 0, -72, 0)
        if row.mark:
            token = "ink3" if skipped else "warn"
            width = QFontMetrics(self._small).horizontalAdvance(row.mark) + 2
            place = QRect(line.right() - width, line.y(), width, line.height())
            write_line(painter, place, row.mark, theme.colour(token), self._small)
            if not skipped:
                icon.draw(painter, "triangle-alert", place.x() - 22, rect.center().y() - 8, 16,
                          theme, token)
            line.adjust(0, 0, -width - 34, 0)
        write_line(painter, line, row.title, ink, self._regular)


class _LibraryDelegate(_Delegate[LibraryRow]):
    """Paints an activity that could be added."""

    def size(self, row: LibraryRow) -> QSize:
        return QSize(200, _TWO_LINES if row.kept else _HEADING)

    def draw(
        self, painter: QPainter, row: LibraryRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        inside = option.rect.adjusted(16, 0, -12, -20 if row.kept else 0)
        if not row.activity:
            token = row.phase or "ink2"
            write_line(painter, inside, row.title, theme.colour(token), self._semibold)
            return
        self._ground(painter, option, theme)
        name = "rotate-ccw" if row.out else "check" if row.used else "plus"
        icon.draw(painter, name, inside.x(), inside.center().y() - 8, 16, theme, "ink3")
        line = inside.adjusted(28, 0, 0, 0)
        took = write_line(painter, line, row.minutes, theme.colour("ink3"), self._small, end=True)
        line.adjust(0, 0, -took - 8, 0)
        ink = theme.colour("ink3" if row.used else "ink")
        write_line(painter, line, row.title, ink, self._regular)
        if row.kept:
            below = option.rect.adjusted(44, 28, -12, -4)
            write_line(painter, below, row.kept, theme.colour("ink2"), self._small)
