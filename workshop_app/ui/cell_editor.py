"""The capture of cells in steps and lanes: a line for one cell, and all of them below it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.cell_grid import CellGrid
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.lane_button import LaneButton
from workshop_app.ui.note_capture import NoteCapture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.figures.theme import Theme

_Key = Qt.Key
_NO_MARKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({})

UP_DOWN: Final[Mapping[_Key, tuple[int, int]]] = MappingProxyType(
    {_Key.Key_Up: (-1, 0), _Key.Key_Down: (1, 0)}
)
ALL_WAYS: Final[Mapping[_Key, tuple[int, int]]] = MappingProxyType(
    {**UP_DOWN, _Key.Key_Left: (0, -1), _Key.Key_Right: (0, 1)}
)


class CellEditor(EditorBase):
    """What journey and blueprint share; subclasses read, save and name their cells."""

    tables: ClassVar[frozenset[str]] = frozenset()
    """The tables the cells are read from."""

    ways: ClassVar[Mapping[Qt.Key, tuple[int, int]]] = UP_DOWN
    """The arrows that go to another cell from the line, with Alt, and how far."""

    explained_from: ClassVar[int] = 0
    """Pixels of height from which there is room to explain what can be typed."""

    def __init__(
        self,
        desk: Desk,
        activity: str,
        parent: QWidget | None = None,
        *,
        letters: str = "",
        marks: Mapping[str, tuple[str, str]] = _NO_MARKS,
    ) -> None:
        """Build line and cells; the subclass then calls `lay_out`. Marks as in `CellGrid`."""
        super().__init__(desk, activity, parent)
        found = self.context.activity
        self.lanes = [lane.id for lane in found.list("lanes")]
        self._explained: QWidget | None = None
        self.capture = NoteCapture(self._theme, self.add, found.phase)
        self.capture.field.installEventFilter(self)
        self.lane = LaneButton(desk.theme)
        self.lane.chosen.connect(self._on_lane_chosen)
        self.capture.put_before_field(self.lane)
        self.grid = CellGrid(self._theme, self.save_cell, self.is_numeric, letters, marks)
        self.capture.left_below.connect(self.grid.setFocus)
        self.grid.emptied.connect(self.on_emptied)
        self.grid.left_above.connect(self.focus_capture)
        self.grid.horizontalHeader().sectionClicked.connect(self._on_step_clicked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)

    def lay_out(self, parts: Sequence[QWidget | QHBoxLayout], explained: QWidget) -> None:
        """Put them below one another; ``explained`` shows where there is room for it."""
        self._explained = explained
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        for part in parts:
            if isinstance(part, QWidget):
                column.addWidget(part, 1 if part is self.grid else 0)
            else:
                column.addLayout(part)

    # -- what subclasses say -------------------------------------------------------------------

    def add(self, texts: Sequence[str], held: bool) -> bool:
        """Save what was typed in the line; whether that worked."""
        raise NotImplementedError

    def save_cell(self, row: int, column: int, text: str) -> bool:
        """Let a cell hold what was typed in it; whether that worked."""
        raise NotImplementedError

    def is_numeric(self, row: int) -> bool:
        """Whether + and − are text in this lane."""
        return True

    def on_emptied(self, row: int, column: int) -> None:
        """Empty a cell."""
        raise NotImplementedError

    def place_label(self) -> str:
        """The cell under the keyboard, as it is said."""
        raise NotImplementedError

    def show_words(self) -> None:
        """Say everything around the cells in the session's language."""
        raise NotImplementedError

    def show_place(self) -> None:
        """Let the line follow the cell."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the cells again."""
        raise NotImplementedError

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line."""
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, tables: frozenset[str]) -> None:
        """Cells when they changed, words when everything did."""
        if not tables:
            self.show_words()
        if not tables or tables & self.tables:
            self.reload()

    def is_typing(self) -> bool:
        """Whether something is being typed, in the line or in a cell."""
        return self.capture.is_typing() or self.grid.is_editing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one can type is explained where there is room for it."""
        super().resizeEvent(event)
        if self._explained is not None:
            self._explained.setVisible(self.height() >= self.explained_from)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that the line, or what else is watched, does not get."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.takes_key(event, in_line=watched is self.capture.field)
        return super().eventFilter(watched, event)

    def takes_key(self, event: QKeyEvent, *, in_line: bool) -> bool:
        """Alt and arrows go to another cell while the line is typed."""
        way = self.ways.get(_Key(event.key()))
        if not (way and in_line and event.modifiers() & Qt.KeyboardModifier.AltModifier):
            return False
        last = self.grid.cells.rowCount() - 1, self.grid.cells.columnCount() - 1
        row, column = self.row + way[0], self.column + way[1]
        self.go(min(max(row, 0), last[0]), min(max(column, 0), last[1]))
        return True

    # -- where we are --------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The lane under the keyboard."""
        return max(self.grid.currentIndex().row(), 0)

    @property
    def column(self) -> int:
        """The step under the keyboard."""
        return max(self.grid.currentIndex().column(), 0)

    def go(self, row: int, column: int) -> None:
        """Put the keyboard's place on a cell, and say which."""
        self.grid.go(row, column)
        self.desk.announce(self.place_label())

    def _theme(self) -> Theme:
        return self.desk.theme

    def _on_current_changed(self, *_indexes: object) -> None:
        self.show_place()

    def _on_step_clicked(self, column: int) -> None:
        self.grid.go(self.row, column)
        self.focus_capture()

    def _on_lane_chosen(self, row: int) -> None:
        self.grid.go(row, self.column)
        self.focus_capture()
