"""The list of people as Qt reads it: a row each, a column for everything the method asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.session.people import Person
    from workshop_app.words import Words

Index = QModelIndex | QPersistentModelIndex

COLUMNS: Final = {
    "name": "name",
    "department": "department",
    "level": "level",
    "contact": "contact",
    "role": "role",
    "table": "seating",
    "manager": "manager",
}
"""What the method's fields are called among a person's attributes, in the list's order."""

TICKED: Final = ("present", "contact", "named")
"""Columns that say yes or no, or for contact that nobody knows."""


def columns_for(fields: Sequence[str]) -> tuple[str, ...]:
    """Presence first, what the method asks, the consent to print the name; the manager last."""
    asked = [column for field, column in COLUMNS.items() if field in fields]
    last = [column for column in asked if column == "manager"]
    return ("present", *(column for column in asked if column not in last), "named", *last)


class PeopleModel(QAbstractTableModel):
    """Rows of people; words for a screen reader in every cell."""

    def __init__(self, parent: QWidget, columns: Sequence[str]) -> None:
        """``columns`` are a person's attributes."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self._people: list[Person] = []
        self._words: Words | None = None
        self._role_name: Callable[[str], str] = str

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, in the list's order."""
        return self._people

    def show_words(self, words: Words, role_name: Callable[[str], str]) -> None:
        """Say everything in a language."""
        self._words, self._role_name = words, role_name
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def show_people(self, people: Sequence[Person]) -> None:
        """Replace the rows; where only values changed, selection and editing stay."""
        if [person.key for person in people] != [person.key for person in self._people]:
            self.beginResetModel()
            self._people = list(people)
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(self._people, people, strict=True)):
            if old != new:
                self._people[row] = new
                self._changed(row)

    def put(self, key: str, **values: Any) -> None:
        """Show values as they were saved just now, before the session is read again."""
        for row, person in enumerate(self._people):
            if person.key == key:
                self._people[row] = person._replace(**values)
                self._changed(row)

    def text(self, person: Person, column: str) -> str:
        """What a cell says."""
        value = getattr(person, column)
        if column == "level":
            return f"L{value}" if value else ""
        if column == "role":
            return self._role_name(value) if value else ""
        if column in TICKED:
            return self.state(person, column)
        return str(value)

    def state(self, person: Person, column: str) -> str:
        """A ticked column in words."""
        assert self._words is not None
        value = getattr(person, column)
        said = "unknown" if value is None else "yes" if value else "no"
        return self._words(f"editors.people.{column}.{said}")

    def rowCount(self, parent: Index | None = None) -> int:
        """People."""
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: Index | None = None) -> int:
        """What is known of them."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be changed."""
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text, and with its person and column for a screen reader."""
        person, column = self._people[index.row()], self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(person, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            value = self.text(person, column)
            if column in TICKED:
                return f"{person.name}, {value}"
            title = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{person.name}, {title}: {value}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Short names of the columns."""
        if orientation != Qt.Orientation.Horizontal or self._words is None:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(f"editors.people.{column}")
        if role == Qt.ItemDataRole.TextAlignmentRole and column in TICKED:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _changed(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
