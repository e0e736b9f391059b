"""A sentence at the bottom of a window for ten seconds: what was done, and how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme

SHOWN: Final = 10_000
"""Milliseconds a toast stays, unless the pointer or the keyboard is on it (LOOK)."""

_RADIUS: Final = 6
_EDGE: Final = 16
_MOVING: Final = (
    QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.ShowToParent, QEvent.Type.HideToParent
)  # fmt: skip
_SHADOWS: Final = ((3, 22), (1, 30))


class Toast(QWidget):
    """One toast at a time, over the lower edge of its parent; a new one replaces the old."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget, theme: Callable[[], Theme]) -> None:
        """Lie hidden over ``parent``; ``theme`` is asked whenever it is painted."""
        super().__init__(parent)
        self._host = parent
        self._floor: QWidget | None = None
        self._theme = theme
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("look", "toast")
        self._undo = QPushButton(self)
        self._undo.setProperty("look", "toast")
        self._undo.setCursor(Qt.CursorShape.PointingHandCursor)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._undo.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def stay_above(self, floor: QWidget) -> None:
        """Lie above ``floor``, at the parent's lower edge, wherever that is shown."""
        self._floor = floor
        floor.installEventFilter(self)
        self._place()

    @property
    def text(self) -> str:
        """What it says, shown or not."""
        return self._label.text()

    @property
    def is_counting(self) -> bool:
        """Whether the ten seconds are running."""
        return self._timer.isActive()

    def show_text(self, text: str, undo: str = "") -> None:
        """Say ``text``; ``undo`` is the word on the link, empty for none."""
        self._label.setText(text)
        self._undo.setText(undo)
        self._undo.setAccessibleName(f"{undo}: {text}" if undo else "")
        self._undo.setVisible(bool(undo))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size; count no seconds while the keyboard is on Undo."""
        kind = event.type()
        if kind in _MOVING and watched in (self._host, self._floor):
            self._place()
        elif kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self._undo:
            self._wait(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Count no seconds while the pointer is here."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._wait(event.type() == QEvent.Type.Enter)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dark card on a light console, and the other way round."""
        theme = self._theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            card = QRectF(self.rect()).adjusted(4, 0, -4, -4)
            if theme.line_scale == 1.0:
                for down, alpha in _SHADOWS:
                    shadow = QColor(theme.colour("shadow"))
                    shadow.setAlpha(alpha)
                    painter.setBrush(shadow)
                    painter.drawRoundedRect(card.translated(0, down), _RADIUS, _RADIUS)
            painter.setBrush(QColor(theme.colour("ink")))
            painter.drawRoundedRect(card, _RADIUS, _RADIUS)

    def _wait(self, waiting: bool) -> None:
        if not self.isVisible():
            return
        if waiting:
            self._timer.stop()
        elif not (self.underMouse() or self._undo.hasFocus()):
            self._timer.start()

    def _place(self) -> None:
        room = self._host.width() - 2 * _EDGE
        self._label.setWordWrap(False)
        self.resize(self.sizeHint())
        if self.width() > room:
            self._label.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        host, floor = self._host, self._floor
        low = host.height() if floor is None or floor.isHidden() else floor.y()
        self.move((host.width() - self.width()) // 2, low - self.height() - _EDGE)

    def _on_undo_clicked(self) -> None:
        self.hide()
        self.undo_requested.emit()
