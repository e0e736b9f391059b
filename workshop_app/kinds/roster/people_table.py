"""The list of people, changed in place by keyboard or mouse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QApplication,
    QStyleOptionViewItem,
    QTableView,
)

from workshop_app.errors import UserError
from workshop_app.kinds.roster.people_model import TICKED, Index, PeopleModel
from workshop_app.kinds.roster.typed import Reader
from workshop_app.session.people import change_person, remove_person
from workshop_app.ui import icon
from workshop_app.ui.line_table import LineDelegate, LineTable
from workshop_app.ui.theme import draw_ring, font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QMouseEvent

    from workshop_app.session.people import Person
    from workshop_app.ui.desk import Desk

_Key = Qt.Key
_WIDTHS: Final = {"present": 50, "level": 64, "contact": 76, "seating": 58, "named": 88}
_SHARES: Final = {"name": 124, "department": 104, "role": 104, "manager": 92}
"""Pixels at least; where there is more, these columns share it."""

_NEXT_CONTACT: Final = {None: True, True: False, False: None}


class _PeopleDelegate(LineDelegate):
    """Paints cells; what can be ticked is."""

    def __init__(self, view: PeopleTable, model: PeopleModel, desk: Desk) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._desk = desk
        self._body = font()
        self._strong = font("medium")

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


class PeopleTable(LineTable):
    """Arrows move, Space ticks, typing or F2 changes a value, Del takes it or the person away."""

    def __init__(self, desk: Desk, columns: Sequence[str]) -> None:
        """``columns`` are a person's attributes."""
        super().__init__()
        self._desk = desk
        self._table = PeopleModel(self, columns)
        self.show_with(self._table, _PeopleDelegate(self, self._table, desk))

    @property
    def table(self) -> PeopleModel:
        """What is shown."""
        return self._table

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

    def opened_text(self, index: Index, begun: str) -> str:
        """What is there, or what was typed instead."""
        person, column = self._table.people[index.row()], self._table.columns[index.column()]
        return begun or self._table.text(person, column)

    def known_at(self, index: Index) -> Sequence[str]:
        """What a value is most likely to be."""
        return self.known(self._table.columns[index.column()])

    def save_at(self, index: Index, text: str) -> bool:
        """Save a text; a fault is said and the text stays open."""
        return self.save(index.row(), index.column(), text)

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

    def cell_key(self, index: QModelIndex, event: QKeyEvent) -> None:
        """Space and Enter tick what can be ticked."""
        column = self._table.columns[index.column()]
        if column not in TICKED:
            super().cell_key(index, event)
        elif event.key() in (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter):
            self._toggle(index.row(), column)
        else:
            QTableView.keyPressEvent(self, event)

    def empty_at(self, index: QModelIndex) -> None:
        """On the name the person goes, elsewhere the value."""
        self._delete(index.row(), self._table.columns[index.column()])

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
