"""The stage's small layers: the countdown, and the picture that fades away at a step."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from workshop_app.figures import frame
from workshop_app.figures.canvas import STAGE_WIDTH
from workshop_app.session.live import GRACE, Timer
from workshop_app.ui.figure_painter import paint
from workshop_app.ui.figure_view import easing

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.theme import Theme

STEP_CHANGE: Final = 240
"""Milliseconds in which one step gives way to the next (LOOK, motion)."""

_FRAME: Final = 16


def utc_now() -> datetime:
    """The clock of the stage, where no test brings its own."""
    return datetime.now(UTC)


def untouchable(widget: QWidget) -> None:
    """Let the mouse and the keyboard pass by."""
    widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class Countdown(QWidget):
    """Ring and digits; at zero they stay ten seconds and go, without colour or sound."""

    def __init__(self, parent: QWidget, theme: Theme, now: Callable[[], datetime]) -> None:
        """Start hidden; `show_timer` follows."""
        super().__init__(parent)
        self._theme, self._now = theme, now
        self._timer: Timer | None = None
        self._phase = "see"
        self._figure: Figure | None = None
        self._scale = 1.0
        self._at = (0.0, 0.0)
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        untouchable(self)
        self.hide()

    def show_timer(self, timer: Timer | None, phase: str, theme: Theme) -> None:
        """Count ``timer`` down in the colour of ``phase``; ``None`` hides it."""
        if theme is not self._theme:
            self._theme = theme
            self.update()
        self._timer, self._phase = timer, phase
        self._on_tick()

    def stand(self, picture: QRectF) -> None:
        """Take its corner of a picture that lies at ``picture``, in pixels."""
        scale = picture.height() / frame.HEIGHT
        left = STAGE_WIDTH - frame.MARGIN - frame.COUNTDOWN_WIDTH
        area = QRectF(
            picture.x() + left * scale,
            picture.y() + frame.CHIP_TOP * scale,
            frame.COUNTDOWN_WIDTH * scale,
            frame.COUNTDOWN_HEIGHT * scale,
        )
        self._scale = scale
        self._at = (area.x() - math.floor(area.x()), area.y() - math.floor(area.y()))
        self.setGeometry(area.toAlignedRect())
        self.update()

    def _on_tick(self) -> None:
        """Show this second, and wake for the next one."""
        self._tick.stop()
        timer = self._timer
        if timer is None or timer.total <= 0:
            self._show(None)
            return
        left = timer.remaining(self._now())
        if left <= -GRACE.total_seconds():
            self._show(None)
            return
        whole = max(math.ceil(left), 0)
        self._show(frame.countdown(whole, math.ceil(timer.total), self._phase))
        if timer.started_at is not None:
            rest = left - math.floor(left) if left > 0 else left + GRACE.total_seconds()
            self._tick.start(max(math.ceil(rest * 1000), 1))

    def _show(self, figure: Figure | None) -> None:
        if figure != self._figure:
            self._figure = figure
            self.setAccessibleName(figure.title if figure else "")
            self.update()
        self.setVisible(figure is not None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and digits."""
        if self._figure is None:
            return
        with QPainter(self) as painter:
            paint(painter, self._figure, self._theme, self._scale, self._at)


class Fade(QWidget):
    """The picture of the step before, which goes while the new one is there already."""

    def __init__(self, parent: QWidget) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._clock = QElapsedTimer()
        self._curve = easing()
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setInterval(_FRAME)
        self._tick.timeout.connect(self._on_tick)
        untouchable(self)
        self.hide()

    def start(self, picture: QPixmap) -> None:
        """Lay ``picture`` on top and let it go."""
        self._picture = picture
        self._clock.invalidate()
        self._tick.start()
        self.show()

    def stop(self) -> None:
        """Be gone at once."""
        self._tick.stop()
        self._picture = None
        self.hide()

    def _on_tick(self) -> None:
        over = self._clock.isValid() and self._clock.elapsed() >= STEP_CHANGE
        if over or not self.isVisible():
            self.stop()
        else:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is left of the picture; the clock starts with the first frame."""
        if self._picture is None:
            return
        if not self._clock.isValid():
            self._clock.start()
        done = self._curve.valueForProgress(min(self._clock.elapsed() / STEP_CHANGE, 1.0))
        with QPainter(self) as painter:
            painter.setOpacity(1.0 - done)
            painter.drawPixmap(0, 0, self._picture)
