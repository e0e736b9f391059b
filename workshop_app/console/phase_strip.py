"""The road of the day in the top bar: phases that are done, on, and ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop_app.ui import icon
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.theme import Theme

_HEIGHT = 36
_PAD = 14
_ICON = 18
_GAP = 8


class PhaseMark(NamedTuple):
    """One phase; ``state`` is ``done``, ``now``, ``ahead``, or ``absent`` from the agenda."""

    id: str
    icon: str
    name: str
    state: str


class PhaseStrip(QWidget):
    """Painted, not clickable; where there is little room only the current phase is named."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self._marks: tuple[PhaseMark, ...] = ()
        self._say = "all"
        self._plain = QFontMetrics(font("medium"))
        self._bold = QFontMetrics(font("semibold"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_marks(self, marks: Sequence[PhaseMark], spoken: str) -> None:
        """The phases in their order; ``spoken`` says the same to a screen reader."""
        if tuple(marks) == self._marks:
            return
        self._marks = tuple(marks)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def set_say(self, say: str) -> None:
        """``all`` names, only the name of the current phase (``name``), or only it (``one``)."""
        if say != self._say:
            self._say = say
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as the names need."""
        return QSize(sum(self._width(mark) for mark in self._shown()), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It never shrinks; `set_say` makes it say less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One after the other, in the direction of reading."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = 0
            for mark in reversed(self._shown()) if mirrored else self._shown():
                width = self._width(mark)
                self._paint_mark(painter, mark, QRectF(x, 0, width, _HEIGHT), mirrored=mirrored)
                x += width

    def _named(self, mark: PhaseMark) -> bool:
        return mark.state == "now" or self._say == "all"

    def _shown(self) -> tuple[PhaseMark, ...]:
        now = tuple(mark for mark in self._marks if mark.state == "now")
        return now if self._say == "one" and now else self._marks

    def _width(self, mark: PhaseMark) -> int:
        metrics = self._bold if mark.state == "now" else self._plain
        text = _GAP + metrics.horizontalAdvance(mark.name) if self._named(mark) else 0
        return 2 * _PAD + _ICON + text

    def _paint_mark(
        self, painter: QPainter, mark: PhaseMark, box: QRectF, *, mirrored: bool
    ) -> None:
        theme = self._theme()
        now = mark.state == "now"
        if now:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour(mark.id)))
            painter.drawRoundedRect(box, 6, 6)
        plain = {"done": mark.id, "absent": "ink3"}.get(mark.state, "ink2")
        token = "on_phase" if now else plain
        name = "circle-check" if mark.state == "done" else mark.icon
        left = box.right() - _PAD - _ICON if mirrored else box.left() + _PAD
        icon.draw(painter, name, left, (_HEIGHT - _ICON) / 2, _ICON, theme, token)
        if self._named(mark):
            painter.setFont(font("semibold" if now else "medium"))
            painter.setPen(QColor(theme.colour(token)))
            room = box.adjusted(_PAD, 0, -_PAD, 0)
            inset = _ICON + _GAP
            room.adjust(0 if mirrored else inset, 0, -inset if mirrored else 0, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, mark.name
            )
