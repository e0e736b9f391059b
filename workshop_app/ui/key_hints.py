"""A line of keys and what they do, small and quiet below what they work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.theme import Theme

_HEIGHT: Final = 26
_PAD: Final = 8


class KeyHints(QWidget):
    """Painted, not read aloud: the controls themselves say what they do."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self._hints: list[tuple[str, str]] = []
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Keys with the words for what they do; those that do not fit are left out."""
        self._hints = list(hints)
        self.setToolTip("\n".join(f"{key}  {does}" for key, does in hints))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Hints never make the window wider."""
        return QSize(0, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Key caps with words behind them."""
        theme, small, caps = self._theme(), font("regular", 13), font("medium", 12)
        words, keys = QFontMetrics(small), QFontMetrics(caps)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            x = 0.0
            for key, does in self._hints:
                cap, text = keys.horizontalAdvance(key) + 2 * _PAD, words.horizontalAdvance(does)
                if x + cap + 6 + text > self.width():
                    break
                box = self._at(QRectF(x + 0.5, 3.5, cap - 1, _HEIGHT - 7))
                painter.setPen(QPen(QColor(theme.colour("line")), theme.line_scale))
                painter.setBrush(QColor(theme.colour("sunken")))
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(QColor(theme.colour("ink2")))
                painter.setFont(caps)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
                painter.setPen(QColor(theme.colour("ink3")))
                painter.setFont(small)
                beside = self._at(QRectF(x + cap + 6, 0, text + 1, _HEIGHT))
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, does)
                x += cap + 6 + text + 16

    def _at(self, box: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box
