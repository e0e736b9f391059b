"""Cells of steps and lanes as Qt reads them: a journey's stages, a blueprint's steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.session.notes import Note
    from workshop_app.words import Words

_Index = QModelIndex | QPersistentModelIndex

LANES: Final = 150
"""Pixels for the names of the lanes."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its numbers for people and as one types them, and its cards.

    ``opens`` is what the cards say while the cell is edited, where that is not their text.
    """

    value: str = ""
    typed: str = ""
    cards: tuple[Note, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        return bool(self.value) + len(self.cards)

    @property
    def text(self) -> str:
        """Its text while it is edited, a line each."""
        cards = self.opens or tuple(card.text for card in self.cards)
        return "\n".join(part for part in (self.typed, *cards) if part)


class CellModel(QAbstractTableModel):
    """Steps across, lanes down; perhaps a last column that makes a step."""

    def __init__(self, parent: QWidget) -> None:
        """Empty until `show_cells`."""
        super().__init__(parent)
        self.steps: Sequence[str] = ()
        self.adding = ""
        self.marks: Mapping[str, str] = {}
        self.lanes: Sequence[str] = ()
        self.cells: Sequence[Sequence[Cell]] = ()
        self._words: Words | None = None

    def show_names(
        self,
        steps: Sequence[str],
        lanes: Sequence[str],
        words: Words,
        *,
        adding: str = "",
        marks: Mapping[str, str] | None = None,
    ) -> None:
        """Name columns and rows; in another language a cell that is open stays open.

        With ``adding`` a last column of that name makes a step. ``marks`` names the cards' tags.
        """
        before = (self.columnCount(), len(self.lanes))
        same = before == (len(steps) + bool(adding), len(lanes))
        if not same:
            self.beginResetModel()
        self.steps, self.lanes, self._words = steps, lanes, words
        self.adding, self.marks = adding, marks or {}
        if same:
            for side, count in ((Qt.Orientation.Horizontal, before[0]),
                                (Qt.Orientation.Vertical, before[1])):
                self.headerDataChanged.emit(side, 0, count - 1)
            return
        self.cells = [[Cell()] * len(steps) for _ in lanes]
        self.endResetModel()

    def show_cells(self, cells: Sequence[Sequence[Cell]]) -> None:
        """Fill them, lane by lane."""
        self.cells = cells
        if cells and self.columnCount():
            self.dataChanged.emit(self.index(0, 0),
                                  self.index(len(self.lanes) - 1, self.columnCount() - 1))

    def cell(self, index: _Index) -> Cell:
        """What stands there; nothing in the column that makes a step."""
        row = self.cells[index.row()]
        return row[index.column()] if index.column() < len(row) else Cell()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Lanes."""
        return 0 if parent is not None and parent.isValid() else len(self.lanes)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Steps, and the column that makes one."""
        if parent is not None and parent.isValid():
            return 0
        return len(self.steps) + bool(self.adding)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Every cell can be edited."""
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        )

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text, and all there is to know for a screen reader."""
        cell = self.cell(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([*((cell.value,) if cell.value else ()),
                              *(card.text for card in cell.cards)])
        if role == Qt.ItemDataRole.AccessibleTextRole and self._words is not None:
            return self._said(index, cell, self._words)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Steps with their numbers; lanes on two lines where they are long."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return f"{section + 1}  {self.name(section)}"
        lane = self.lanes[section]
        return lane if role == Qt.ItemDataRole.ToolTipRole else _in_two(lane, LANES - 20)

    def name(self, column: int) -> str:
        """What a column is called."""
        return self.steps[column] if column < len(self.steps) else self.adding

    def _said(self, index: _Index, cell: Cell, words: Words) -> str:
        parts = [self.name(index.column()), self.lanes[index.row()]]
        parts.append(cell.value)
        for card in cell.cards:
            held = f" ({words('editors.note.held')})" if card.held else ""
            dots = f" ({words('editors.note.votes', n=card.votes)})" if card.votes else ""
            tags = [self.marks[tag] for tag in card.tags if tag in self.marks]
            marks = f" ({', '.join(tags)})" if tags else ""
            parts.append(f"{card.text}{marks}{held}{dots}")
        if not cell.lines:
            parts.append(words("editors.keying.empty"))
        return ", ".join(part for part in parts if part)


def _in_two(text: str, width: int) -> str:
    """A name on two lines where it is wider than its column."""
    metrics, parts = QFontMetrics(font("regular", 14)), text.split(" ")
    if metrics.horizontalAdvance(text) <= width:
        return text
    for cut in range(len(parts) - 1, 0, -1):
        if metrics.horizontalAdvance(" ".join(parts[:cut])) <= width:
            return f"{' '.join(parts[:cut])}\n{' '.join(parts[cut:])}"
    return text
