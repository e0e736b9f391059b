"""Paints the row of steps, in its list and on the console's first picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from workshop_app.ui import icon
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme

HEIGHT = 36
_PAD = 13
_ICON = 18
_SMALL = 40


class StepMark(NamedTuple):
    """One step: its icon, its name, what it says, and whether it is on.

    ``number`` stands for the icon where that would be the one of an earlier step.
    """

    icon: str
    name: str
    spoken: str
    on: bool
    number: str = ""


class StepPainter:
    """Joined boxes; where they do not all fit, the names of the others shrink to icons."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever a step is painted."""
        self.theme = theme
        self._font = font("medium", 14)
        self._metrics = QFontMetrics(self._font)
        self.phase = "see"
        self.names = True

    def fit(self, marks: list[StepMark], width: int) -> None:
        """Show names where they all fit into ``width``."""
        self.names = sum(self._width(mark, named=True) for mark in marks) <= width

    def width(self, mark: StepMark) -> int:
        """Pixels that a step is wide."""
        return self._width(mark, named=self.names or mark.on)

    def step(
        self, painter: QPainter, mark: StepMark, rect: QRect, *, last: bool, hover: bool = False
    ) -> None:
        """Paint one step into ``rect``; ``last`` has its own right border."""
        theme = self.theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5 if last else 0.5, -0.5)
        colour = QColor(theme.colour(self.phase if mark.on else "border"))
        fill = f"{self.phase}_tint" if mark.on else "sunken" if hover else "surface"
        painter.setBrush(QColor(theme.colour(fill)))
        painter.setPen(QPen(colour, 2.0 if mark.on else theme.line_scale))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if mark.on else box)
        token = self.phase if mark.on else "ink"
        text = mark.name if self.names or mark.on else mark.number
        if text:
            painter.setFont(self._font)
            painter.setPen(QColor(theme.colour(token)))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        else:
            left = rect.center().x() - _ICON / 2
            icon.draw(painter, mark.icon, left, (HEIGHT - _ICON) / 2, _ICON, theme, "ink2")
        painter.restore()

    def steps(self, painter: QPainter, marks: list[StepMark], room: QRect) -> None:
        """Paint all of them as the list does that follows: what is on is always in sight."""
        right, now = 0, 0
        for mark in marks:
            right += self.width(mark)
            now = right if mark.on else now
        x = room.x() - max(now - room.width(), 0)
        for mark in marks:
            width = self.width(mark)
            self.step(painter, mark, QRect(x, 0, width, HEIGHT), last=mark is marks[-1])
            x += width

    def _width(self, mark: StepMark, *, named: bool) -> int:
        if not named:
            return _SMALL
        return 2 * _PAD + self._metrics.horizontalAdvance(mark.name)
