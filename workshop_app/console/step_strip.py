"""The steps of the activity in a row: what is on, what was, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.session.live import Moment
from workshop_app.ui import icon
from workshop_app.ui.theme import by_keyboard, draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

_HEIGHT = 36
_PAD = 13
_ICON = 18
_SMALL = 40

_ICONS = {
    "title": "book-open",
    "question": "circle-help",
    "card": "file-text",
    "collect": "pencil",
    "guess": "search",
    "total": "target",
    "agreement": "list-checks",
    "groups": "users",
    "content": "grid-3x3",
}


class StepMark(NamedTuple):
    """One step: its icon, its name, what it says, and whether it is on."""

    icon: str
    name: str
    spoken: str
    on: bool


class _StepModel(QAbstractListModel):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.marks: list[StepMark] = []

    def show_marks(self, marks: list[StepMark]) -> None:
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.marks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.marks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return mark.spoken
        return None


class _StepDelegate(QStyledItemDelegate):
    """Joined boxes; where they do not all fit, the names of the others shrink to icons."""

    def __init__(self, parent: QListView, model: _StepModel, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._font = font("medium", 14)
        self._metrics = QFontMetrics(self._font)
        self.phase = "see"
        self.names = True

    def width(self, mark: StepMark, *, named: bool) -> int:
        if not named:
            return _SMALL
        return 2 * _PAD + self._metrics.horizontalAdvance(mark.name)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        mark = self._model.marks[index.row()]
        return QSize(self.width(mark, named=self.names or mark.on), _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        mark, theme = self._model.marks[index.row()], self._theme()
        last = index.row() == len(self._model.marks) - 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5 if last else 0.5, -0.5)
        colour = QColor(theme.colour(self.phase if mark.on else "border"))
        fill = f"{self.phase}_tint" if mark.on else "surface"
        if option.state & QStyle.StateFlag.State_MouseOver and not mark.on:
            fill = "sunken"
        painter.setBrush(QColor(theme.colour(fill)))
        painter.setPen(QPen(colour, 2.0 if mark.on else theme.line_scale))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if mark.on else box)
        token = self.phase if mark.on else "ink"
        if self.names or mark.on:
            painter.setFont(self._font)
            painter.setPen(QColor(theme.colour(token)))
            painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, mark.name)
        else:
            left = option.rect.center().x() - _ICON / 2
            icon.draw(painter, mark.icon, left, (_HEIGHT - _ICON) / 2, _ICON, theme, "ink2")
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(option.rect), QApplication.palette())
        painter.restore()


class _StepList(QListView):
    """One row; the wheel moves it sideways."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - event.angleDelta().y() // 2)
        event.accept()


class StepStrip(Pane):
    """One stop for the Tab key; arrows choose, Enter or a click goes there."""

    tables = frozenset({"live", "session"})

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build the row."""
        super().__init__(desk)
        self._marks: list[StepMark] = []
        self.list = _StepList(self)
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(False)
        self.list.setFixedHeight(_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self._model = _StepModel(self.list)
        self._delegate = _StepDelegate(self.list, self._model, self._current_theme)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(self._on_index_chosen)
        self.list.activated.connect(self._on_index_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """The steps of the activity that is on."""
        activity, words = snapshot.activity, snapshot.words
        steps = activity.steps if activity else ()
        marks = []
        for number, step in enumerate(steps):
            name = words(f"console.view.{step.view}")
            said = snapshot.text(step.key(activity.id)) if activity else ""
            on = number == snapshot.moment.step
            key = "console.step.spoken_on" if on else "console.step.spoken"
            spoken = words(key, number=number + 1, name=name, text=said).rstrip(" :")
            marks.append(StepMark(_ICONS[step.view], name, spoken, on))
        self.list.setAccessibleName(words("console.steps"))
        if marks == self._marks and self._delegate.phase == snapshot.phase:
            return
        self._marks = marks
        self._delegate.phase = snapshot.phase
        self._fit()
        self._model.show_marks(marks)
        on_now = next((i for i, mark in enumerate(marks) if mark.on), None)
        if on_now is not None:
            self.list.setCurrentIndex(self._model.index(on_now))
            self.list.scrollTo(self._model.index(on_now))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names where they all fit."""
        super().resizeEvent(event)
        before = self._delegate.names
        self._fit()
        if self._delegate.names != before:
            self._model.layoutChanged.emit()

    def focus_first(self) -> None:
        """The step that is on."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _fit(self) -> None:
        needed = sum(self._delegate.width(mark, named=True) for mark in self._marks)
        self._delegate.names = needed <= self.width()

    def _on_index_chosen(self, index: QModelIndex) -> None:
        moment = self.desk.snapshot().moment
        if index.row() != moment.step:
            self.desk.go(Moment(moment.slot, index.row()))
