"""The sheet of shortcuts: lies over the console, and any key or click takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from workshop_app.console.editor_keys import EDITOR_KEYS
from workshop_app.console.parts import text_label
from workshop_app.console.shortcuts import SHORTCUTS
from workshop_app.console.veil import Veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_COLUMN = 430
_MOST_COLUMNS = 3


class ShortcutSheet(Veil):
    """Every key of the console and of its editors, read from the two tables of them."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme], words: Words) -> None:
        """Build it over ``parent``, shown at once."""
        columns = min(max(parent.width() // _COLUMN, 1), _MOST_COLUMNS)
        super().__init__(parent, theme, widest=columns * _COLUMN + 60)
        self.setAccessibleName(words("console.sheet"))
        self.column.addWidget(text_label("heading", words("console.sheet")))
        self.column.addWidget(self.area, 1)
        self.column.addWidget(text_label("hint", words("console.sheet.close")))
        self._fill(words, columns)
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
        row = QHBoxLayout(inside)
        row.setSpacing(24)
        for lines in _spread(_lines(words), columns):
            row.addLayout(_column(lines), 1)
        self.hold(inside)


Line = tuple[str, str]
"""A key as it is shown, and what it does; without a key a heading."""


def _column(lines: list[Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for row, (shown, text) in enumerate(lines):
        if not shown:
            grid.addWidget(text_label("strong", text), row, 0, 1, 2)
            continue
        keys = text_label("key", shown)
        keys.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(keys, row, 0)
        said = text_label("", text)
        said.setWordWrap(True)
        grid.addWidget(said, row, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(lines), 1)
    return grid


def _lines(words: Words) -> list[list[Line]]:
    """The console's own keys, then those of each editor below its heading."""
    own = [(one.shown, words(f"console.key.{one.action}")) for one in SHORTCUTS]
    return [own] + [
        [("", words(f"console.keys.{place}"))]
        + [(key.shown, words(f"console.keys.{place}.{key.does}")) for key in keys]
        for place, keys in EDITOR_KEYS
    ]


def _spread(parts: list[list[Line]], columns: int) -> list[list[Line]]:
    """Put the parts into columns of about the same length; none is cut in two."""
    most = -(-sum(len(part) + 1 for part in parts) // columns)
    made: list[list[Line]] = [[]]
    for part in parts:
        if made[-1] and len(made) < columns and len(made[-1]) + len(part) // 2 >= most:
            made.append([])
        made[-1] += ([("", "")] if made[-1] else []) + part
    return made
