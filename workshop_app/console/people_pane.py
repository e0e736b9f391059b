"""Who is there: presence at a press, a person added in one line, turnout without names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import text_label
from workshop_app.console.people_rows import PeopleRow, here, people_rows, read_person
from workshop_app.session import people
from workshop_app.ui import icon
from workshop_app.ui.theme import by_keyboard, draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

_Index = QModelIndex | QPersistentModelIndex

_ROW = 36


class PeopleModel(QAbstractListModel):
    """Headings and people; a person's box is their presence."""

    def __init__(self, parent: QListView) -> None:
        """Start empty."""
        super().__init__(parent)
        self.rows: list[PeopleRow] = []

    def show_rows(self, rows: list[PeopleRow]) -> None:
        """Replace what is shown, without losing the place where the rows stay the same."""
        if [row.key for row in rows] != [row.key for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        before, self.rows = self.rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """People can be chosen."""
        if not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for people and for screen readers, and the box."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.CheckStateRole and row.key:
            return Qt.CheckState.Checked if row.present else Qt.CheckState.Unchecked
        return None


class _PeopleDelegate(QStyledItemDelegate):
    def __init__(self, parent: QListView, model: PeopleModel, theme: Callable[[], Theme]) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._strong, self._body, self._small = (
            font("semibold"),
            font(),
            font("regular", 14),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, theme = self._model.rows[index.row()], self._theme()
        rect: QRect = option.rect
        painter.save()
        if row.key:
            name, token = ("circle-check", "ok") if row.present else ("circle", "border")
            icon.draw(painter, name, rect.x() + 12, rect.y() + 9, 18, theme, token)
        inset = 40 if row.key else 12
        line = rect.adjusted(inset, 0, -12, 0)
        quiet = theme.colour("ink3")
        side = min(QFontMetrics(self._small).horizontalAdvance(row.detail), line.width() // 2)
        self._text(painter, line, row.detail, quiet, self._small, end=True)
        line.adjust(0, 0, -side - 8, 0)
        ink = theme.colour("ink" if row.present else "ink3")
        self._text(painter, line, row.name, ink, self._body if row.key else self._strong)
        if option.state & QStyle.StateFlag.State_HasFocus and by_keyboard(option):
            draw_ring(painter, QRectF(rect), QApplication.palette())
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        colour: str,
        type_: QFont,
        *,
        end: bool = False,
    ) -> None:
        painter.setFont(type_)
        painter.setPen(QColor(colour))
        room = rect.width() // 2 if end else rect.width()
        shown = QFontMetrics(type_).elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
        side = Qt.AlignmentFlag.AlignTrailing if end else Qt.AlignmentFlag.AlignLeading
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)


class _PeopleList(QListView):
    """Space, Enter or a click turns a person's presence; Delete takes them off the list."""

    toggled = Signal(int)
    removed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if index.isValid() and event.key() in keys:
            self.toggled.emit(index.row())
        elif index.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(index.row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row())


class PeoplePane(Pane):
    """The list, and a field for whoever comes late."""

    tables = frozenset({"person", "session"})
    late = 4

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading, list and field."""
        super().__init__(desk)
        self.setProperty("look", "card")
        self._header = QWidget(self)
        self._heading = text_label("heading")
        self._count = text_label("meta")
        self.list = _PeopleList(self)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = PeopleModel(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_PeopleDelegate(self.list, self.model, self._current_theme))
        self.list.toggled.connect(self._on_toggled)
        self.list.removed.connect(self._on_removed)
        self._empty = text_label("muted")
        self._empty.setWordWrap(True)
        self.field = QLineEdit(self)
        self.field.returnPressed.connect(self._on_return_pressed)
        self._lay_out()

    def set_heading(self, shown: bool) -> None:
        """Whether the pane has its own heading, or a tab names it."""
        self._header.setVisible(shown)

    def outline(self, snapshot: Snapshot) -> None:
        """How many there are; without the people themselves."""
        words = snapshot.words
        self._heading.setText(words("console.people"))
        count = words("console.people.of", here=here(snapshot.people), all=len(snapshot.people))
        self._count.setText(count)
        self.field.setPlaceholderText(words("console.people.add"))
        self.field.setAccessibleName(words("console.people.add_spoken"))
        self._empty.setText(words("console.people.empty"))
        self._empty.setVisible(not snapshot.people)
        self.list.setVisible(bool(snapshot.people))
        self.list.setAccessibleName(f"{words('console.people')}, {count}")

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Everybody, by band."""
        self.outline(snapshot)
        self.model.show_rows(people_rows(snapshot))

    def focus_first(self) -> None:
        """The list, or the field while nobody is on it."""
        target: QWidget = self.list if self.model.rows else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._header)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self._count)
        around = QHBoxLayout()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self.field)
        self._empty.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 14, 4, 14)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(around)

    def _on_toggled(self, number: int) -> None:
        row = self.model.rows[number]
        if not row.key:
            return
        key = "console.edit.away" if row.present else "console.edit.here"
        label = self.desk.workshop.words(key, name=row.name)
        change = partial(
            people.change_person, self.desk.workshop.file, label, row.key, present=not row.present
        )
        if self.desk.attempt(change):
            self.desk.announce(label)

    def _on_removed(self, number: int) -> None:
        row = self.model.rows[number]
        label = self.desk.workshop.words("console.edit.remove", name=row.name)
        remove = partial(people.remove_person, self.desk.workshop.file, label, row.key)
        if row.key and self.desk.attempt(remove):
            self.desk.toast(label, undoable=True)

    def _on_return_pressed(self) -> None:
        if self.desk.attempt(self._add):
            self.field.setText("")  # clear() could be undone: Ctrl+Z is the person's now

    def _add(self) -> None:
        workshop = self.desk.workshop
        person = read_person(self.field.text(), workshop.method.levels)
        if person is not None:
            label = workshop.words("console.edit.add", name=person.name)
            people.add_people(workshop.file, label, [person])
            self.desk.announce(label)
