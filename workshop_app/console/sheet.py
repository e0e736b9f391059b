"""The sheet of shortcuts: lies over the console, and any key or click takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workshop_app.console.editor_keys import EDITOR_KEYS
from workshop_app.console.parts import text_label
from workshop_app.console.shortcuts import SHORTCUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_COLUMN = 430
_MOST_COLUMNS = 3
_VEIL = 150


class ShortcutSheet(QWidget):
    """Every key of the console and of its editors, read from the two tables of them."""

    def __init__(self, parent: QWidget, theme: Callable[[], Theme], words: Words) -> None:
        """Build it over ``parent``, shown at once."""
        super().__init__(parent)
        self._host = parent
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words("console.sheet"))
        self._card = QFrame(self)
        self._card.setProperty("look", "card")
        self._scroll = QScrollArea(self._card)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(24, 18, 12, 18)
        column.setSpacing(12)
        column.addWidget(text_label("heading", words("console.sheet")))
        column.addWidget(self._scroll, 1)
        column.addWidget(text_label("hint", words("console.sheet.close")))
        parent.installEventFilter(self)
        self._columns = min(max(parent.width() // _COLUMN, 1), _MOST_COLUMNS)
        self._fill(words)
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it where it is long; Esc and the rest take it away."""
        bar = self._scroll.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and bar.maximum():
            step = 48 if event.key() == Qt.Key.Key_Down else -48
            bar.setValue(bar.value() + step)
        elif event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.close_sheet()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes it away."""
        self.close_sheet()
        event.accept()

    def close_sheet(self) -> None:
        """Take it away for good; it is made again when it is wanted."""
        self._host.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        veil = QColor(self._theme().colour("shadow" if self._theme().line_scale == 1 else "page"))
        veil.setAlpha(_VEIL)
        painter = QPainter(self)
        painter.fillRect(self.rect(), veil)
        painter.end()

    def _fill(self, words: Words) -> None:
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(24)
        for lines in _spread(_lines(words), self._columns):
            row.addLayout(_column(lines), 1)
        self._scroll.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(self.width() - 48, self._columns * _COLUMN + 60)
        self._card.setFixedWidth(width)
        self._inside.setFixedWidth(width - 60)
        rows = self._inside.layout()
        needed = rows.totalHeightForWidth(width - 60) + 120 if rows is not None else 0
        height = min(needed, self.height() - 48)
        self._card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )


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
