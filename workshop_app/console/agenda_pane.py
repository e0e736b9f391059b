"""The agenda at the left: where we are, where a click or Enter leads, when the day ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from workshop_app.console.agenda_rows import AgendaRow, agenda_rows
from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import ElidedLabel, paint_progress, text_label
from workshop_app.session.live import Moment
from workshop_app.ui import icon
from workshop_app.ui.theme import by_keyboard, draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

_ROW = 36
_NOW = 60
_HEADING = 40
_TIMES_FROM = 300
"""Pixels of width from which the clock times stand beside the minutes."""


class AgendaModel(QAbstractListModel):
    """The rows of the agenda; headings cannot be chosen."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: list[AgendaRow] = []

    def show_rows(self, rows: list[AgendaRow]) -> None:
        """Replace what is shown, without losing the place where the rows stay the same."""
        if [row[:2] for row in rows] != [row[:2] for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)
        if [row.state == "now" for row in before] != [row.state == "now" for row in rows]:
            self.layoutChanged.emit()

    def row_of_now(self) -> int | None:
        """The row that is on."""
        return next((i for i, row in enumerate(self.rows) if row.state == "now"), None)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Slots can be chosen."""
        if self.rows[index.row()].slot:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.spoken
        return None


class _AgendaDelegate(QStyledItemDelegate):
    """Paints a row of the agenda."""

    def __init__(self, parent: QListView, model: AgendaModel, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._regular, self._medium, self._semibold = (
            font(weight) for weight in ("regular", "medium", "semibold")
        )
        self._small = font("medium", 14)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = self._model.rows[index.row()]
        height = _HEADING if not row.slot else _NOW if row.state == "now" else _ROW
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, rect, theme = self._model.rows[index.row()], option.rect, self._theme()
        painter.save()
        if row.slot:
            self._slot(painter, row, rect, theme)
        else:
            self._heading(painter, row, rect, theme)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(rect), QApplication.palette())
        painter.restore()

    def _heading(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        line = rect.adjusted(16, 8, -12, 0)
        minutes = row.time if rect.width() >= _TIMES_FROM else row.minutes
        self._text(painter, line, minutes, theme.colour("ink3"), self._small, end=True)
        room = QFontMetrics(self._small).horizontalAdvance(minutes) + 8
        line.adjust(0, 0, -room, 0)
        name = f"{row.number}  {row.title}"
        self._text(painter, line, name, theme.colour(row.phase), self._semibold)

    def _slot(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        now = row.state == "now"
        if now:
            painter.fillRect(rect, QColor(theme.colour(f"{row.phase}_tint")))
            painter.fillRect(rect.x(), rect.y(), 4, rect.height(), QColor(theme.colour(row.phase)))
        token = row.phase if row.state in ("done", "now") else "ink2"
        icon.draw(painter, row.icon, rect.x() + 14, rect.y() + 9, 18, theme, token)
        line = QRect(rect.x() + 42, rect.y(), rect.width() - 54, _ROW)
        strong = self._semibold if now else self._medium
        quiet = theme.colour("ink2" if row.state != "done" else "ink3")
        self._text(painter, line, row.minutes, quiet, strong, end=True)
        line.adjust(0, 0, -34, 0)
        if rect.width() >= _TIMES_FROM:
            self._text(painter, line, row.time, theme.colour("ink3"), self._small, end=True)
            line.adjust(0, 0, -52, 0)
        ink = theme.colour("ink3" if row.state == "done" else "ink")
        self._text(painter, line, row.title, ink, self._semibold if now else self._regular)
        if now:
            self._progress(painter, row, rect, theme)

    def _progress(self, painter: QPainter, row: AgendaRow, rect: QRect, theme: Theme) -> None:
        line = QRect(rect.x() + 42, rect.y() + _ROW - 4, rect.width() - 54, 20)
        colour = theme.colour(row.phase)
        self._text(painter, line, row.left, colour, self._small, end=True)
        room = QFontMetrics(self._small).horizontalAdvance(row.left) + 12
        track = QRectF(line.x(), line.center().y() - 2, line.width() - room, 5)
        share = min(max(row.share, 0.0), 1.0)
        paint_progress(painter, track, share, theme, row.phase)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        type_: Any,
        *,
        end: bool = False,
    ) -> None:
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(type_)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class AgendaPane(Pane):
    """The list, and below it when the day ends."""

    tables = frozenset({"live", "slot", "session"})

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading, list and footer."""
        super().__init__(desk)
        self.setProperty("look", "side")
        self._minute = -1
        self._heading = text_label("heading")
        self._planned = text_label("meta")
        self.list = QListView(self)
        self.list.setMouseTracking(False)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = AgendaModel(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_AgendaDelegate(self.list, self.model, self._current_theme))
        self.list.clicked.connect(self._on_index_chosen)
        self.list.activated.connect(self._on_index_chosen)
        self._footer = QFrame(self)
        self._footer.setProperty("look", "sunken")
        self._ends = ElidedLabel("strong")
        self._planned_end = ElidedLabel("meta")
        self._ahead = ElidedLabel("meta")
        self._lay_out()

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Rows, sums and times."""
        words = snapshot.words
        schedule = snapshot.schedule
        self._minute = snapshot.now.minute
        self._heading.setText(words("console.agenda"))
        self.list.setAccessibleName(words("console.agenda"))
        begin, end = (
            f"{time.astimezone():%H:%M}"
            for time in (snapshot.workshop.info.start, schedule.planned_end)
        )
        self._planned.setText(words("console.agenda.planned", start=begin, end=end))
        before = self.model.row_of_now()
        self.model.show_rows(agenda_rows(snapshot))
        now = self.model.row_of_now()
        if now is not None and now != before:
            self.list.setCurrentIndex(self.model.index(now))
            self.list.scrollTo(self.model.index(now))
        self._show_footer(snapshot)

    def tick(self, snapshot: Snapshot) -> None:
        """Times and progress move once a minute."""
        if snapshot.now.minute != self._minute:
            self.refresh(snapshot, self.tables)

    def focus_first(self) -> None:
        """The list, on the slot that is on."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_mode(self, mode: str) -> None:
        """Where the column is narrow the planned times give way."""
        self._planned.setVisible(mode != "usual")

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 2)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._planned)
        inside = QVBoxLayout(self._footer)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(2)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self._ends)
        ends.addStretch(1)
        ends.addWidget(self._planned_end)
        inside.addLayout(ends)
        inside.addWidget(self._ahead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        around = QHBoxLayout()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self._footer)
        column.addLayout(around)

    def _show_footer(self, snapshot: Snapshot) -> None:
        words, schedule = snapshot.words, snapshot.schedule
        planned, expected = (
            f"{time.astimezone():%H:%M}" for time in (schedule.planned_end, schedule.expected_end)
        )
        late = planned != expected and snapshot.has_begun and not snapshot.is_over
        key = "console.agenda.over" if snapshot.is_over else "console.agenda.ends"
        self._ends.setText(words(key, end=expected if late else planned))
        self._planned_end.setText(words("console.agenda.planned_end", end=planned))
        self._planned_end.setVisible(late)
        ahead = (
            []
            if snapshot.is_over
            else [
                time
                for time in schedule.times
                if time.state == "ahead"
                and not snapshot.workshop.method.activities[time.slot.activity].pause
            ]
        )
        minutes = sum(time.slot.minutes for time in ahead)
        text = words("console.agenda.ahead", n=len(ahead), minutes=minutes) if ahead else ""
        self._ahead.setText(text)
        self._ahead.setVisible(bool(text))
        self._footer.setVisible(bool(schedule.times))

    def _on_index_chosen(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if row.slot and row.slot != self.desk.snapshot().moment.slot:
            self.desk.go(Moment(row.slot))
