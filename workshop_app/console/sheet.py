"""The sheet of shortcuts: lies over the console, and any key or click takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from workshop_app.console.parts import text_label
from workshop_app.console.shortcuts import SHORTCUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_WIDEST = 940
_TWO_COLUMNS_FROM = 760
_VEIL = 150


class ShortcutSheet(QWidget):
    """Every key of the console, read from the one table of them."""

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
        self._fill(words, columns=2 if parent.width() >= _TWO_COLUMNS_FROM else 1)
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

    def _fill(self, words: Words, columns: int) -> None:
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
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
        self._scroll.setWidget(self._inside)
        self._inside.setAutoFillBackground(False)

    def _place(self) -> None:
        self.setGeometry(self._host.rect())
        width = min(self.width() - 48, _WIDEST)
        self._card.setFixedWidth(width)
        self._inside.setFixedWidth(width - 60)
        rows = self._inside.layout()
        needed = rows.totalHeightForWidth(width - 60) + 120 if rows is not None else 0
        height = min(needed, self.height() - 48)
        self._card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )
