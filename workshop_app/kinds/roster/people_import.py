"""A list of people before it is taken over: what was understood of it, and what it asks."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
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
from workshop_app.session.people_csv import people_file, people_pasted, understood
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import OneLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.csv_file import CsvFile
    from workshop_app.session.people_csv import PeopleList
    from workshop_app.ui.desk import Desk

_MOST_NAMES = 5
_EDITS = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.SelectedClicked
)
_ATTRIBUTES = {"table": "seating"}
"""Columns of a list whose attribute of a person is called differently."""


class PeopleImport(QWidget):
    """Shows one list; nothing is saved before “Add”, and then all that was understood.

    Lines that cannot come in stand first, can be changed in place, and say what is wrong.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a list."""
        super().__init__()
        self._desk = desk
        self._read: Callable[[], CsvFile] | None = None
        self._file: CsvFile | None = None
        self._answers: dict[tuple[int, str], str] = {}
        self.found: PeopleList | None = None
        self.said = OneLine("strong")
        self.more = OneLine("meta")
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
        self.rows.setEditTriggers(_EDITS)
        self.rows.itemChanged.connect(self._on_answered)
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
        self._read = partial(people_file, path)
        self._show()

    def show_pasted(self, text: str) -> None:
        """Read what was pasted and show what was understood."""
        name = self._desk.workshop.words("editors.import.pasted")
        self._read = partial(people_pasted, text, name)
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
        self.more.setText("")
        # What the bar still says was about another list.
        self._desk.attempt(self._take_in)
        self.again.setVisible(self.found is None)
        self._desk.announce(f"{self.said.text()} {self.more.text()}".strip())
        if self.found is None:
            self.again.setFocus()
        else:
            (self.add if self.found.people else self.rows).setFocus()

    def _take_in(self) -> None:
        """Read the list; its faults are said here, not in the bar."""
        self._file, self.found = None, None
        self._answers.clear()
        try:
            self._file = self._read() if self._read else None
        except UserError as fault:
            head, *lines = self._desk.workshop.words.sentence(fault).split("\n")
            self.said.setText(head)
            self.faults.setPlainText("\n".join(lines))
            self._below.setCurrentWidget(self.faults)
            self.add.setEnabled(False)
        self._understand()

    def _understand(self) -> None:
        """Show what the list says with the answers given so far."""
        workshop = self._desk.workshop
        if self._file is None:
            return
        known = workshop.people()
        self.found = understood(
            self._file, workshop.method, known, self._answers, workshop.words.language
        )
        self._show_people(self.found)

    def _show_people(self, found: PeopleList) -> None:
        words = self._desk.workshop.words
        n = len(found.people)
        self.said.setText(words("editors.import.understood", n=n))
        self.more.setText(self._besides(found))
        self.add.setText(words("editors.import.add", n=n) if n else words("editors.import.none"))
        self.add.setEnabled(bool(n))
        here = self.rows.currentRow(), self.rows.currentColumn()
        self.rows.blockSignals(True)
        self._fill(found)
        self.rows.blockSignals(False)
        if here[0] < self.rows.rowCount():
            self.rows.setCurrentCell(*here)
        # Where something is asked, its sentence gets the room.
        modes, heads = QHeaderView.ResizeMode, self.rows.horizontalHeader()
        heads.setSectionResizeMode(modes.ResizeToContents if found.asked else modes.Stretch)
        if found.asked:
            heads.setSectionResizeMode(len(found.columns), modes.Stretch)
        self._below.setCurrentWidget(self.rows)

    def _fill(self, found: PeopleList) -> None:
        words = self._desk.workshop.words
        columns = [*found.columns, *(["asked"] if found.asked else [])]
        self.rows.setColumnCount(len(columns))
        self.rows.setRowCount(len(found.asked) + len(found.people))
        self.rows.setHorizontalHeaderLabels(
            [words(f"editors.import.column.{column}") for column in columns]
        )
        for row, line in enumerate(found.asked):
            for at, column in enumerate(found.columns):
                self.rows.setItem(row, at, QTableWidgetItem(line.cells.get(column, "")))
            said = "; ".join(words.sentence(fault) for fault in line.faults)
            asked = words("editors.import.line", line=line.number, fault=said)
            self._put(row, len(columns) - 1, asked)
        for row, person in enumerate(found.people, len(found.asked)):
            for at, column in enumerate(columns):
                self._put(row, at, "" if column == "asked" else self._cell(person, column))

    def _put(self, row: int, column: int, text: str) -> None:
        """A cell that is only read."""
        item = QTableWidgetItem(text)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        item.setToolTip(text)
        self.rows.setItem(row, column, item)

    def _besides(self, found: PeopleList) -> str:
        """How many lines ask something, who is there already, and what was left out."""
        words, parts = self._desk.workshop.words, []
        if found.asked:
            parts.append(words("editors.import.asked", n=len(found.asked)))
        if found.there:
            parts.append(words("editors.import.there", names=self._some(found.there)))
        if found.left_out:
            parts.append(words("editors.import.left_out", names=self._some(found.left_out)))
        if found.unclear:
            parts.append(words("editors.import.unclear", names=self._some(found.unclear)))
        if found.accented:
            parts.append(words("intake.accented", word=found.accented))
        return " · ".join(parts)

    def _some(self, names: Sequence[str]) -> str:
        words, some = self._desk.workshop.words, list(names[:_MOST_NAMES])
        if len(names) > len(some):
            some.append(words("editors.people.others", n=len(names) - len(some)))
        return words.listing(some)

    def _on_answered(self, item: QTableWidgetItem) -> None:
        if self.found is None or item.row() >= len(self.found.asked):
            return
        line, column = self.found.asked[item.row()], self.found.columns[item.column()]
        self._answers[line.number, column] = item.text()
        # The cell is still being closed: the table is filled anew once it is.
        QTimer.singleShot(0, self._understand)

    def _cell(self, person: Person, column: str) -> str:
        value = getattr(person, _ATTRIBUTES.get(column, column))
        words = self._desk.workshop.words
        if column == "language" and value:
            return words(f"console.language.{value}")
        if column in ("contact", "named", "mail"):
            return "" if value is None else words(f"editors.import.{'yes' if value else 'no'}")
        if column == "role" and value:
            method = self._desk.workshop.method
            return method.text(f"roles.{value}", words.language)
        return "" if value is None else str(value)

    def _on_add_clicked(self) -> None:
        if self.found is None or not self.found.people:
            return
        people: Sequence[Person] = self.found.people
        workshop = self._desk.workshop
        label = workshop.words("editors.people.added", n=len(people), name=people[0].name)
        if self._desk.attempt(partial(add_people, workshop.file, label, people)):
            self._desk.toast(label, undoable=True)
            if self.found.asked:
                self._understand()
            else:
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
        column.addWidget(self.more)
        column.addLayout(self._below, 1)
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._below.addWidget(self.rows)
        self._below.addWidget(self.faults)
