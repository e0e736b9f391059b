"""The sheet of shortcuts: lies over the console, and any key or click takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from workshop_app.console.parts import text_label
from workshop_app.console.shortcuts import SHORTCUTS
from workshop_app.console.veil import Veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_WIDEST = 940
_TWO_COLUMNS_FROM = 760


class ShortcutSheet(Veil):
    """Every key of the console, read from the one table of them."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme], words: Words) -> None:
        """Build it over ``parent``, shown at once."""
        super().__init__(parent, theme, _WIDEST)
        self.setAccessibleName(words("console.sheet"))
        self.column.addWidget(text_label("heading", words("console.sheet")))
        self.column.addWidget(self.area, 1)
        self.column.addWidget(text_label("hint", words("console.sheet.close")))
        self._fill(words, columns=2 if parent.width() >= _TWO_COLUMNS_FROM else 1)
        self.lie()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it where it is long; Esc and the rest take it away."""
        bar = self.area.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and bar.maximum():
            step = 48 if event.key() == Qt.Key.Key_Down else -48
            bar.setValue(bar.value() + step)
        elif event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.take_away()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes it away."""
        self.take_away()
        event.accept()

    def _fill(self, words: Words, columns: int) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        per_column = -(-len(SHORTCUTS) // columns)
        for number, shortcut in enumerate(SHORTCUTS):
            column, row = divmod(number, per_column)
            keys = text_label("key", shortcut.shown)
            keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(keys, row, column * 3)
            said = text_label("", words(f"console.key.{shortcut.action}"))
            said.setWordWrap(True)
            grid.addWidget(said, row, column * 3 + 1)
            grid.setColumnStretch(column * 3 + 1, 1)
        grid.setRowStretch(per_column, 1)
        self.hold(inside)
