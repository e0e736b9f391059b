"""The countdown on the console: large digits, what they are of, and the line below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop_app.figures.theme import Theme
    from workshop_app.session.live import Timer
    from workshop_app.words import Words

DIGITS = 44
"""Pixels of the digits (LOOK, type)."""


def console_time(seconds: float) -> str:
    """``3:05``; past the end ``+0:42``, which only the console shows."""
    whole = math.ceil(seconds) if seconds > 0 else -math.floor(-seconds)
    minutes, rest = divmod(abs(whole), 60)
    return f"{'+' if whole < 0 else ''}{minutes}:{rest:02d}"


class Countdown(QWidget):
    """Painted by hand, because it changes every second."""

    ended = Signal()
    """The time is over; sent once for every countdown, unless it was over when first shown."""

    def __init__(self, theme: Callable[[], Theme], pixels: int = DIGITS) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self._pixels = pixels
        self._digits = font("semibold", pixels)
        self._hint = font("regular", 14)
        self._text = "0:00"
        self._of = ""
        self._over = False
        self._minute: tuple[int, str] | None = None
        self._ended_for: Timer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """The digits."""
        return self._text

    def show_timer(self, timer: Timer, now: datetime, words: Words) -> None:
        """Show what is left at ``now``."""
        left = timer.remaining(now)
        text, of = console_time(left), ""
        if timer.total > 0:
            of = words("console.timer.of", n=round(timer.total / 60))
            if timer.started_at is None:
                of = words("console.timer.paused")
        over = left < 0 and timer.total > 0
        if (text, of, over) != (self._text, self._of, self._over):
            self._text, self._of, self._over = text, of, over
            self.update()
        is_news = self._minute is not None
        self._speak(left, timer, words)
        if left <= 0 < timer.total and timer.started_at and self._ended_for != timer:
            self._ended_for = timer
            if is_news:
                self.ended.emit()

    def sizeHint(self) -> QSize:
        """Digits and hint side by side."""
        width = QFontMetrics(self._digits).horizontalAdvance("+00:00")
        return QSize(
            width + 12 + QFontMetrics(self._hint).horizontalAdvance(self._of),
            round(self._pixels * 1.2),
        )

    def minimumSizeHint(self) -> QSize:
        """The digits alone."""
        width = QFontMetrics(self._digits).horizontalAdvance(self._text)
        return QSize(width, round(self._pixels * 1.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Digits, and the hint if there is room."""
        theme = self._theme()
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            lead = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.setLayoutDirection(self.layoutDirection())
            painter.setFont(self._digits)
            token = "warn" if self._over else "ink" if self._of else "ink3"
            painter.setPen(QColor(theme.colour(token)))
            painter.drawText(rect, lead, self._text)
            used = QFontMetrics(self._digits).horizontalAdvance(self._text) + 12
            room = rect.width() - used
            if QFontMetrics(self._hint).horizontalAdvance(self._of) <= room:
                mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                rest = rect.adjusted(0, 6, -used, 6) if mirrored else rect.adjusted(used, 6, 0, 6)
                painter.setFont(self._hint)
                painter.setPen(QColor(theme.colour("ink2")))
                painter.drawText(rest, lead, self._of)

    def _speak(self, left: float, timer: Timer, words: Words) -> None:
        """The accessible name changes once a minute, not every second."""
        state = (math.ceil(left / 60), self._of)
        if state != self._minute:
            self._minute = state
            key = "console.timer.over" if left < 0 else "console.timer.left"
            minutes = abs(state[0])
            self.setAccessibleName(words(key, n=minutes) if timer.total > 0 else "")
