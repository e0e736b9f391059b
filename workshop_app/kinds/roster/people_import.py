"""A list of people before it is taken over: what was understood of it, or all its faults."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workshop_app.errors import UserError
from workshop_app.session.people import Person, add_people
from workshop_app.session.people_csv import PeopleList, read_people_pasted, understood
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.method.model import Method
    from workshop_app.ui.desk import Desk

_ATTRIBUTES = {"table": "seating"}
"""Columns of a list whose attribute of a person is called differently."""


class PeopleImport(QWidget):
    """Shows one list; nothing is saved before “Add”, and then all of it in one edit."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a list."""
        super().__init__()
        self._desk = desk
        self._read: Callable[[], PeopleList] | None = None
        self.found: PeopleList | None = None
        self.said = OneLine("strong")
        self.add = QPushButton()
        self.add.clicked.connect(self._on_add_clicked)
        icon.dress(self.add, "user-plus", desk.theme)
        self.again = QPushButton()
        self.again.setProperty("look", "quiet")
        self.again.clicked.connect(self._show)
        icon.dress(self.again, "rotate-ccw", desk.theme)
        self.cancel = QPushButton()
        self.cancel.setProperty("look", "quiet")
        self.cancel.clicked.connect(self.closed)
        icon.dress(self.cancel, "x", desk.theme)
        self.rows = QTableWidget()
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.verticalHeader().hide()
        self.rows.setTabKeyNavigation(False)
        self.faults = QPlainTextEdit()
        self.faults.setReadOnly(True)
        self.faults.setTabChangesFocus(True)
        self._below = QStackedLayout()
        self._lay_out()

    def choose(self) -> None:
        """Ask for a file; nothing happens when none is chosen."""
        from PySide6.QtWidgets import QFileDialog

        words = self._desk.workshop.words
        path, _ = QFileDialog.getOpenFileName(
            self, words("editors.import.choose"), str(Path.home()),
            f"{words('editors.import.lists')} (*.csv *.txt *.xlsx)",
        )
        if path:
            self.show_file(Path(path))

    def show_file(self, path: Path) -> None:
        """Read a file and show what was understood."""
        from workshop_app.session.csv_file import read_csv
        from workshop_app.session.people_csv import COLUMNS

        workshop = self._desk.workshop

        def read() -> PeopleList:
            file = read_csv(path, COLUMNS, required=("name",))
            return understood(file, workshop.method, workshop.people())

        self._read = read
        self._show()

    def show_pasted(self, text: str) -> None:
        """Read what was pasted and show what was understood."""
        workshop = self._desk.workshop
        name = workshop.words("editors.import.pasted")
        method: Method = workshop.method
        self._read = partial(read_people_pasted, text, name, method, workshop.people())
        self._show()

    # -- inside --------------------------------------------------------------------------

    def _show(self) -> None:
        if self._read is None:
            return
        words = self._desk.workshop.words
        self.add.setText(words("editors.import.none"))
        self.again.setText(words("editors.import.again"))
        self.cancel.setText(words("editors.import.cancel"))
        self.rows.setAccessibleName(words("editors.import.rows"))
        self.faults.setAccessibleName(words("editors.import.faults"))
        try:
            self.found = self._read()
        except UserError as fault:
            self.found = None
            head, *lines = words.sentence(fault).split("\n")
            self.said.setText(head)
            self.faults.setPlainText("\n".join(lines))
            self._below.setCurrentWidget(self.faults)
        else:
            self._show_people(self.found)
        self.add.setEnabled(self.found is not None)
        self.again.setVisible(self.found is None)
        self._desk.announce(self.said.text())
        (self.add if self.found is not None else self.again).setFocus()

    def _show_people(self, found: PeopleList) -> None:
        words = self._desk.workshop.words
        columns, people = found
        said = words("editors.import.understood", n=len(people))
        self.said.setText(said)
        self.add.setText(words("editors.import.add", n=len(people)))
        self.rows.setColumnCount(len(columns))
        self.rows.setRowCount(len(people))
        self.rows.setHorizontalHeaderLabels(
            [words(f"editors.import.column.{column}") for column in columns]
        )
        for row, person in enumerate(people):
            for at, column in enumerate(columns):
                self.rows.setItem(row, at, QTableWidgetItem(self._cell(person, column)))
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._below.setCurrentWidget(self.rows)

    def _cell(self, person: Person, column: str) -> str:
        value = getattr(person, _ATTRIBUTES.get(column, column))
        words = self._desk.workshop.words
        if column == "contact":
            return "" if value is None else words(f"editors.import.{'yes' if value else 'no'}")
        if column == "role" and value:
            method = self._desk.workshop.method
            return method.text(f"roles.{value}", words.language)
        return "" if value is None else str(value)

    def _on_add_clicked(self) -> None:
        if self.found is None:
            return
        people: Sequence[Person] = self.found.people
        workshop = self._desk.workshop
        label = workshop.words("editors.people.added", n=len(people), name=people[0].name)
        if self._desk.attempt(partial(add_people, workshop.file, label, people)):
            self._desk.toast(label, undoable=True)
            self.closed.emit()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.said, 1)
        line.addWidget(self.again)
        line.addWidget(self.cancel)
        line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addLayout(self._below, 1)
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._below.addWidget(self.rows)
        self._below.addWidget(self.faults)
