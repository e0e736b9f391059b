"""The rows of a stack of ballots as Qt reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from workshop_app.session.keyed_ballot import GROUP, KeyedBallot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.method.question import Question
    from workshop_app.session.keying import Keying
    from workshop_app.words import Words

_Index = QModelIndex | QPersistentModelIndex


class KeyingModel(QAbstractTableModel):
    """The rows of a `Keying`, with their numbers in the first column."""

    def __init__(self, parent: QWidget) -> None:
        """Start without a stack."""
        super().__init__(parent)
        self.keying: Keying | None = None
        self._words: Words | None = None
        self._rows = 0

    def show_keying(self, keying: Keying | None, words: Words) -> None:
        """Show another stack, or none."""
        self.beginResetModel()
        self.keying, self._words = keying, words
        self._rows = len(keying.ballots) if keying else 0
        self.endResetModel()

    def catch_up(self) -> None:
        """Show what the last key did."""
        if self.keying is None:
            return
        rows = len(self.keying.ballots)
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        last = self.index(rows - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def column(self, index: _Index) -> str:
        """The id of the column an index stands in."""
        return self.keying.columns[index.column() - 1] if self.keying else ""

    def rowCount(self, parent: _Index | None = None) -> int:
        """Every row, the one being keyed included."""
        return 0 if parent is not None and parent.isValid() else self._rows

    def columnCount(self, parent: _Index | None = None) -> int:
        """The row's number, the group where it is asked, and every question."""
        return len(self.keying.columns) + 1 if self.keying else 0

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Cells take text; numbers of rows do not."""
        cell = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return cell | Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, and what a screen reader says of it."""
        if self.keying is None or self._words is None:
            return None
        ballot = self.keying.ballots[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == 0:
                return str(ballot.number)
            return self.keying.shown(ballot, self.column(index))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(ballot, index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Questions by their number on the sheet."""
        if self.keying is None or self._words is None or orientation != Qt.Orientation.Horizontal:
            return None
        if section == 0:
            title = self._words("editors.keying.row")
            return title if role == Qt.ItemDataRole.DisplayRole else None
        column = self.keying.columns[section - 1]
        asks_group = bool(self.keying.groups)
        if role == Qt.ItemDataRole.DisplayRole:
            if column == GROUP and asks_group:
                return self._words(self._first)
            return str(section - asks_group)
        if role == Qt.ItemDataRole.ToolTipRole and column != GROUP:
            return self._question(column).prompt
        return None

    def said_of(self, ballot: KeyedBallot) -> str:
        """What became of a row, in words."""
        return state_words(ballot, self._words) if self._words else ""

    def _question(self, id_: str) -> Question:
        assert self.keying is not None
        return next(question for question in self.keying.questions if question.id == id_)

    @property
    def _first(self) -> str:
        """The word for what the first column says of a sheet."""
        named = self.keying is not None and self.keying.named
        return "editors.keying.name" if named else "editors.keying.group"

    def _said(self, ballot: KeyedBallot, index: _Index) -> str:
        assert self.keying is not None
        assert self._words is not None
        words, column = self._words, self.column(index)
        row = words("editors.keying.row_said", row=ballot.number, state=state_words(ballot, words))
        if index.column() == 0 or self.keying.is_hidden(ballot):
            return row
        value = self.keying.shown(ballot, column) or words("editors.keying.empty")
        if column == GROUP and self.keying.groups:
            return f"{row}, {words(self._first)}: {value}"
        return f"{row}, {self._question(column).prompt}: {value}"


def state_words(ballot: KeyedBallot, words: Words) -> str:
    """What became of a row."""
    return words(f"editors.keying.state.{state_of(ballot)}")


def state_of(ballot: KeyedBallot) -> str:
    """``removed``, ``refused``, ``saved``, ``waiting`` (not saved yet) or ``open``."""
    if ballot.removed:
        return "refused" if ballot.refused else "removed"
    if ballot.saved:
        return "saved"
    return "waiting" if ballot.finished else "open"
