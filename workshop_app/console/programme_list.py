"""The sessions of a programme as a list, and its numbers as a table."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from workshop_app.assembly.programme_export import returned, state
from workshop_app.figures.text import wrap
from workshop_app.ui import icon
from workshop_app.ui.row_list import Index, RowDelegate, RowList, RowModel, has_focus
from workshop_app.ui.theme import font, write_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from workshop_app.assembly.programme import Client, Programme
    from workshop_app.figures.table import Table
    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_PAD, _ICON = 12, 16
_TITLE, _ABOUT = 15, 14
_LINES = (21, 20)
"""Heights of a line of the title and of what stands below it."""

_MOST = 2
"""Lines of either."""


class ProgrammeRow(NamedTuple):
    """A session, or a file that is left out; ``group`` is the number of its line, else −1."""

    path: Path
    title: str
    about: str
    group: int
    hint: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(filter(None, (self.title, self.about, self.hint)))


def programme_rows(programme: Programme, client: Client | None, words: Words) -> list[ProgrammeRow]:
    """A client's sessions, oldest first, then the files that are left out."""
    rows = []
    if client is not None:
        groups = {
            one.path: (place, line)
            for place, line in enumerate(client.lines)
            for one in line.sessions
        }
        for one in client.sessions:
            place, line = groups[one.path]
            share, present = returned(line, one), len(one.facts.present)
            parts = (
                words.date(one.facts.day),
                words("programme.people.of", n=present) if present else "",
                words(f"programme.state.{state(line, one)}"),
                words("programme.returned.of", share=round(share)) if share is not None else "",
            )
            about = " · ".join(filter(None, parts))
            rows.append(ProgrammeRow(one.path, one.facts.title, about, place))
    for left in programme.left:
        said = words.sentence(left.why)
        hint = words("programme.state.left")
        rows.append(ProgrammeRow(left.path, left.path.name, said, -1, hint))
    for copy in programme.copies:
        said = words("programme.copy", of=copy.of.name)
        hint = words("programme.state.copy")
        rows.append(ProgrammeRow(copy.path, copy.path.name, said, -1, hint))
    return rows


class _Model(RowModel[ProgrammeRow]):
    def words(self, row: ProgrammeRow) -> tuple[str, str, str]:
        about = f"{row.about}\n" if row.group < 0 else ""
        return row.title, row.spoken, f"{about}{row.path}"

    def identity(self, row: ProgrammeRow) -> object:
        return row.path


class _Delegate(RowDelegate[ProgrammeRow]):
    """Title, and below it day, people and state; a sign before a file that is left out."""

    def __init__(self, view: SessionList, theme: Callable[[], Theme]) -> None:
        super().__init__(view, theme)
        self._fonts = (font("semibold", _TITLE), font("regular", _ABOUT))
        self._list = view

    def size(self, row: ProgrammeRow) -> QSize:
        texts = self._texts(row, self._list.viewport().width())
        return QSize(160, _PAD + sum(map(mul, map(len, texts), _LINES)))

    def _texts(self, row: ProgrammeRow, room: int) -> tuple[Sequence[str], Sequence[str]]:
        """The title and what stands below it, in lines."""
        room -= 2 * _PAD + 2
        sign = _ICON + 6 if row.group < 0 else 0
        return (
            wrap(row.title, room - sign, _TITLE, "semibold", _MOST),
            wrap(row.about, room, _ABOUT, "regular", _MOST),
        )

    def draw(
        self, painter: QPainter, row: ProgrammeRow, option: QStyleOptionViewItem, theme: Theme
    ) -> None:
        rect: QRect = option.rect
        chosen = row.group >= 0 and row.group == self._list.group
        if chosen or has_focus(option) or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.colour("sunken")))
        room = rect.adjusted(_PAD, 6, -_PAD, -6)
        top, warns = room.top(), row.group < 0
        sign = _ICON + 6 if warns else 0
        if warns:
            icon.draw(painter, "triangle-alert", room.left(), top + 3, _ICON, theme, "warn")
        tokens = ("ink", "warn" if warns else "ink2")
        for texts, high, type_, token, aside in zip(
            self._texts(row, rect.width()), _LINES, self._fonts, tokens, (sign, 0), strict=True
        ):
            for text in texts:
                line = QRect(room.left() + aside, top, room.width() - aside, high)
                write_line(painter, line, text, theme.colour(token), type_)
                top += high


class SessionList(RowList[ProgrammeRow]):
    """Enter or a click shows the group of a session by itself."""

    chosen = Signal(int)
    """The number of the group."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """Start empty."""
        super().__init__(_Model())
        self.group = -1
        self.setItemDelegate(_Delegate(self, theme))
        self.setMouseTracking(True)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)

    def show_rows(self, rows: list[ProgrammeRow]) -> None:
        """Replace the list."""
        self.table.show_rows(rows)

    def show_group(self, group: int) -> None:
        """Which group is shown by itself; −1 for all."""
        self.group = group
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: Index) -> None:
        if index.isValid() and self.rows[index.row()].group >= 0:
            self.chosen.emit(self.rows[index.row()].group)


class NumbersModel(QAbstractTableModel):
    """A table of figures, for reading."""

    def __init__(self, words: Words) -> None:
        """Start empty."""
        super().__init__()
        self._words = words
        self._table: Table | None = None

    def show_table(self, table: Table | None, words: Words) -> None:
        """Show another one."""
        self.beginResetModel()
        self._table, self._words = table, words
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._table is None else len(self._table.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        inside = parent is not None and parent.isValid()
        return 0 if inside or self._table is None else len(self._table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is called."""
        if self._table is None or orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | self._side(section)
        return self._table.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell as pages print it."""
        if self._table is None or not index.isValid():
            return None
        cell = self._table.rows[index.row()][index.column()]
        decimals = self._table.columns[index.column()].decimals
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | self._side(index.column())
        if role == Qt.ItemDataRole.FontRole and index.row() in self._table.strong:
            return font("semibold")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if cell is None:
            return "–"
        if isinstance(cell, int | float):
            return self._words.number(cell, decimals or 0)
        return str(cell)

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand at the end, words at the beginning."""
        assert self._table is not None, "asked only where there are columns"
        right = self._table.columns[column].ends_right
        return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
