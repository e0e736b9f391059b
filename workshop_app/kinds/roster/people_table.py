"""The list of people, changed in place by keyboard or mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workshop_app.errors import UserError
from workshop_app.kinds.roster.people_model import TICKED, Index, PeopleModel
from workshop_app.kinds.roster.typed import Reader
from workshop_app.session.people import change_person, remove_person
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import EnterLine
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel, QObject
    from PySide6.QtGui import QMouseEvent

    from workshop_app.session.people import Person
    from workshop_app.ui.desk import Desk

_Key = Qt.Key
_ROW: Final = 36
_WIDTHS: Final = {"present": 50, "level": 64, "contact": 76, "seating": 58, "named": 88}
_SHARES: Final = {"name": 124, "department": 104, "role": 104, "manager": 92}
"""Pixels at least; where there is more, these columns share it."""

_NEXT_CONTACT: Final = {None: True, True: False, False: None}


class _PeopleDelegate(QStyledItemDelegate):
    """Paints cells, and keeps one open until its text is saved."""

    def __init__(self, view: PeopleTable, model: PeopleModel, desk: Desk) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._desk = desk
        self._body = font()
        self._strong = font("medium")
        self._edited: QPersistentModelIndex | None = None
        self.begin_with = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._desk.theme, QRectF(option.rect)
        person = self._model.people[index.row()]
        column = self._model.columns[index.column()]
        current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.currentIndex().row() and self._view.hasFocus():
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if column in TICKED:
            self._tick(painter, getattr(person, column), rect)
        else:
            painter.setFont(self._strong if column == "name" else self._body)
            painter.setPen(QColor(theme.colour("ink" if person.present else "ink3")))
            line = rect.adjusted(8, 0, -6, 0)
            shown = painter.fontMetrics().elidedText(
                self._model.text(person, column), Qt.TextElideMode.ElideRight, int(line.width())
            )
            side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, side, shown)
        if current and self._view.hasFocus():
            draw_ring(painter, rect.adjusted(0, 0, 0, -1), QApplication.palette())
        painter.restore()

    def _tick(self, painter: QPainter, value: bool | None, rect: QRectF) -> None:
        name, token = {True: ("circle-check", "ok"), False: ("circle", "border"),
                       None: ("minus", "ink3")}[value]
        y = rect.center().y() - 9
        icon.draw(painter, name, rect.center().x() - 9, y, 18, self._desk.theme, token)

    # -- editing -----------------------------------------------------------------------------

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        """A line that completes what is known."""
        self._edited = QPersistentModelIndex(index)
        field = EnterLine(parent)
        field.entered.connect(partial(self._on_entered, field))
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        column = self._model.columns[index.column()]
        person = self._model.people[index.row()]
        field.setText(self.begin_with or self._model.text(person, column))
        field.setModified(bool(self.begin_with))
        if not self.begin_with:
            field.selectAll()
        self.begin_with = ""
        known = self._view.known(column)
        if known:
            completer = QCompleter(list(known), field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            field.setCompleter(completer)
        return field

    def put_cursor_behind(self) -> None:
        """Qt selects the text of a line it opens: what was typed first would be lost."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit) and self._view.isAncestorOf(field):
            field.end(False)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Filled when it was made; what is typed is never overwritten."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Saved in `eventFilter`, which knows whether that worked."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = option.rect
        rect.setWidth(max(rect.width(), 72))
        rect.moveRight(min(rect.right(), self._view.viewport().width() - 1))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and leaving save, Esc takes back; a failure keeps the text open."""
        if not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event.key())
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self._finish(watched)
        return False

    def _key(self, field: QLineEdit, key: int) -> bool:
        steps = {_Key.Key_Return: (1, 0), _Key.Key_Enter: (1, 0),
                 _Key.Key_Tab: (0, 1), _Key.Key_Backtab: (0, -1)}
        if key in steps:
            if self._finish(field):
                self._view.step(*steps[_Key(key)])
            return True
        if key == _Key.Key_Escape:
            self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
            return True
        return False

    def _on_entered(self, field: QLineEdit, _held: bool) -> None:
        """Enter while completions were shown."""
        self._key(field, _Key.Key_Return)

    def _finish(self, field: QLineEdit) -> bool:
        index = self._edited
        if index is not None and index.isValid() and field.isModified():
            if not self._view.save(index.row(), index.column(), field.text()):
                return False
            field.setModified(False)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        return True


class PeopleTable(QTableView):
    """Arrows move, Space ticks, typing or F2 changes a value, Del takes it or the person away."""

    left_above = Signal()

    def __init__(self, desk: Desk, columns: Sequence[str]) -> None:
        """``columns`` are a person's attributes."""
        super().__init__()
        self._desk = desk
        self._table = PeopleModel(self, columns)
        self.setModel(self._table)
        self._delegate = _PeopleDelegate(self, self._table, desk)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)

    @property
    def table(self) -> PeopleModel:
        """What is shown."""
        return self._table

    @property
    def is_editing(self) -> bool:
        """Whether a value is being changed."""
        return self.state() == QTableView.State.EditingState

    @property
    def current(self) -> Person | None:
        """Whose row the keyboard is on."""
        index = self.currentIndex()
        return self._table.people[index.row()] if index.isValid() else None

    def reader(self) -> Reader:
        """Reads values with this session's people, levels and roles."""
        workshop = self._desk.workshop
        return Reader(workshop.method, workshop.people(), workshop.words.language)

    def known(self, column: str) -> Sequence[str]:
        """What a value is most likely to be."""
        people = self._table.people
        if column == "role":
            method, reader = self._desk.workshop.method, self.reader()
            return [reader.role_name(role) for role in method.roles]
        if column == "manager":
            return [person.name for person in people]
        if column == "department":
            return sorted({person.department for person in people if person.department})
        return ()

    def step(self, rows: int, columns: int) -> None:
        """Go to a neighbouring cell, if there is one."""
        index = self.currentIndex()
        following = self._table.index(index.row() + rows, index.column() + columns)
        if following.isValid():
            self.setCurrentIndex(following)
            self.scrollTo(following)

    def save(self, row: int, column: int, text: str) -> bool:
        """Save a text as a value; a fault is said and the text stays open."""
        person, name = self._table.people[row], self._table.columns[column]
        try:
            value = self.reader().value(name, text, person.key)
        except UserError as error:
            self._desk.fail(error)
            return False
        return self._change(person, name, value)

    # -- keyboard and mouse ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys; arrows are a table's."""
        index = self.currentIndex()
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not index.isValid() or event.modifiers() & held:
            super().keyPressEvent(event)
            return
        column = self._table.columns[index.column()]
        if event.key() == _Key.Key_Up and index.row() == 0:
            self.left_above.emit()
        elif event.key() == _Key.Key_Delete:
            self._delete(index.row(), column)
        elif column in TICKED:
            if event.key() in (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter):
                self._toggle(index.row(), column)
            else:
                super().keyPressEvent(event)
        elif event.key() in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            self.edit(index)
        elif event.text().strip() and event.text().isprintable():
            self._delegate.begin_with = event.text()
            self.edit(index)
            self._delegate.put_cursor_behind()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._table.columns[index.column()] in TICKED:
            self._toggle(index.row(), self._table.columns[index.column()])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens a value."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._table.columns[index.column()] not in TICKED:
            self.edit(index)

    def resizeEvent(self, event: object) -> None:
        """Share the width by what the columns need."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        columns = self._table.columns
        least = {column: _WIDTHS.get(column) or _SHARES[column] for column in columns}
        growing = [column for column in columns if column in _SHARES]
        more = max(self.viewport().width() - sum(least.values()), 0) // len(growing)
        for number, column in enumerate(columns):
            self.setColumnWidth(number, least[column] + more * (column in growing))

    # -- changes -----------------------------------------------------------------------------

    def _toggle(self, row: int, column: str) -> None:
        person = self._table.people[row]
        value = getattr(person, column)
        after = _NEXT_CONTACT[value] if column == "contact" else not value
        if self._change(person, column, after):
            changed = self._table.people[row]
            self._desk.announce(f"{person.name}, {self._table.state(changed, column)}")

    def _delete(self, row: int, column: str) -> None:
        """On the name the person goes, elsewhere the value."""
        person = self._table.people[row]
        if column not in ("name", "present"):
            empty = None if column in ("level", "contact") else False if column == "named" else ""
            self._change(person, column, empty)
            return
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label = words("editors.people.removed", name=person.name)
        if self._desk.attempt(partial(remove_person, file, label, person.key)):
            self._desk.toast(label, undoable=True)

    def _change(self, person: Person, column: str, value: object) -> bool:
        if getattr(person, column) == value:
            return True
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label = words("editors.people.changed", name=person.name)
        done = self._desk.attempt(
            partial(change_person, file, label, person.key, **{column: value})
        )
        if done:
            self._table.put(person.key, **{column: value})
        return done
