"""Shows a figure on a widget, and lets it grow from another one when results are revealed."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workshop_app.figures.figure import Figure, interpolate
from workshop_app.ui.figure_painter import load_fonts, paint
from workshop_app.ui.theme import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtCore import QEasingCurve

    from workshop_app.figures.figure import Item
    from workshop_app.figures.layout import Box
    from workshop_app.figures.table import Cell, Table
    from workshop_app.figures.theme import Theme

GROWTH: Final = 700
"""Milliseconds that a picture takes to grow once (LOOK, motion)."""

_FRAME: Final = 16
_LONGEST: Final = 2_000

_MARGIN: Final = 2.0
"""Units by which pens and letters may reach beyond the room of an item."""


def easing() -> QEasingCurve:
    """LOOK's easing (0.2, 0, 0.38, 0.9)."""
    from PySide6.QtCore import QEasingCurve

    curve = QEasingCurve(QEasingCurve.Type.BezierSpline)
    curve.addCubicBezierSegment(QPointF(0.2, 0.0), QPointF(0.38, 0.9), QPointF(1.0, 1.0))
    return curve


class FigureView(QWidget):
    """One figure as large as it fits, with another small one on top that changes often.

    What does not move is painted once into a pixmap; a repaint copies it. A figure that differs in
    some of its items, such as one dot more of five hundred, is painted anew around these alone.
    """

    grown = Signal()
    """The picture reached its end; sent at once where nothing moves."""

    def __init__(self, parent: QWidget | None = None, *, reduced_motion: bool = False) -> None:
        """Start empty; `show_figure` follows."""
        super().__init__(parent)
        self.reduced_motion = reduced_motion
        self._figure = Figure(0, 0)
        self._overlay: Figure | None = None
        self._theme: Theme | None = None
        self._still: QPixmap | None = None
        self._growth: _Growth | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def figure(self) -> Figure:
        """What is shown, or what the picture is growing into."""
        return self._figure

    @property
    def is_growing(self) -> bool:
        """Whether the picture still moves."""
        return self._growth is not None

    def show_figure(
        self,
        figure: Figure,
        theme: Theme,
        animate_from: Figure | None = None,
        *,
        tables: tuple[Table, ...] = (),
    ) -> None:
        """Show ``figure``, growing out of ``animate_from`` if it has the same shape.

        ``tables`` say the same to a screen reader.
        """
        if figure == self._figure and theme is self._theme and animate_from is None:
            return
        moves = animate_from is not None or self._growth is not None or theme is not self._theme
        changed = None if moves else changed_rooms(self._figure, figure)
        self._figure, self._theme = figure, theme
        self._stop()
        if changed is None or self._still is None:
            self._still = None
            self.update()
        else:
            self._repaint_still(changed)
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(table_text(tables))
        if animate_from is None or self.reduced_motion or not self.isVisible():
            self.grown.emit()
        else:
            self._growth = _Growth(self, animate_from, figure)

    def set_overlay(self, figure: Figure | None) -> None:
        """Lay a small figure over the picture, in the picture's own units: the countdown."""
        if figure == self._overlay:
            return
        before, self._overlay = self._overlay, figure
        for layer in (before, figure):
            if layer is not None and layer.items:
                self.update(self._pixels(_room_of(layer.items)))

    def picture_rect(self) -> QRectF:
        """Where the picture lies on the widget, in pixels."""
        figure = self._figure
        if figure.width <= 0 or figure.height <= 0:
            return QRectF(self.rect())
        scale = min(self.width() / figure.width, self.height() / figure.height)
        width, height = figure.width * scale, figure.height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def sizeHint(self) -> QSize:
        """A small stage."""
        return QSize(480, 270)

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its aspect."""
        return self._figure.width > 0

    def heightForWidth(self, width: int) -> int:
        """The height at which the picture fills ``width``; a stack of pages asks in any case."""
        if not self._figure.width:
            return -1
        return round(width * self._figure.height / self._figure.width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the still picture again, in the new size."""
        super().resizeEvent(event)
        self._still = None

    def changeEvent(self, event: QEvent) -> None:
        """Another screen may have other pixels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._still = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy what is still, paint what moves."""
        with QPainter(self) as painter:
            if self._theme is None:
                fill(painter, event.rect(), self.palette().color(QPalette.ColorRole.Window))
            elif self._growth is not None:
                self._growth.paint(painter, self._theme)
            else:
                if self._still is None:
                    self._still = self.picture(self._figure)
                painter.drawPixmap(0, 0, self._still)
            if self._overlay is not None and self._theme is not None:
                self.paint_figure(painter, self._overlay)

    def picture(self, figure: Figure) -> QPixmap:
        """``figure`` painted in the size of the widget, on the theme's page."""
        theme = self._theme
        assert theme is not None
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(theme.colour("page")))
        with QPainter(pixmap) as painter:
            self.paint_figure(painter, figure)
        return pixmap

    def _repaint_still(self, changed: Sequence[Box]) -> None:
        """Paint the picture again where items came or went, and nowhere else."""
        from workshop_app.figures.layout import reach

        theme, still, figure = self._theme, self._still, self._figure
        assert theme is not None
        assert still is not None
        rows = [(box.y - _MARGIN, box.bottom + _MARGIN) for box in changed]
        near: list[Item] = []
        for item in figure.items:
            top, bottom = reach(item)
            if any(top < end and bottom > begin for begin, end in rows):
                near.append(item)
        region = QRegion()
        for box in changed:
            region += self._pixels(box)
        with QPainter(still) as painter:
            painter.setClipRegion(region)
            painter.fillRect(self.rect(), QColor(theme.colour("page")))
            self.paint_figure(painter, Figure(figure.width, figure.height, tuple(near)))
        self.update(region)

    def paint_figure(self, painter: QPainter, figure: Figure) -> None:
        """Paint another figure in the units of the picture."""
        theme = self._theme
        if theme is None or self._figure.height <= 0:
            return
        load_fonts()
        room = self.picture_rect()
        paint(painter, figure, theme, room.height() / self._figure.height, (room.x(), room.y()))

    def _pixels(self, box: Box) -> QRect:
        """Where a part of the picture lies on the widget, and what its pens and letters reach."""
        room = self.picture_rect()
        scale = room.height() / self._figure.height if self._figure.height else 0.0
        x, y = room.x() + box.x * scale, room.y() + box.y * scale
        found = QRectF(x, y, box.width * scale, box.height * scale)
        around = _MARGIN * scale
        return found.adjusted(-around, -around, around, around).toAlignedRect()

    def _stop(self) -> None:
        if self._growth is not None:
            self._growth.stop()
            self._growth = None

    def _on_growth_over(self) -> None:
        self._stop()
        self._still = None
        self.update()
        self.grown.emit()


class _Growth:
    """One movement between two figures; what is the same at both ends is painted once."""

    def __init__(self, view: FigureView, start: Figure, end: Figure) -> None:
        self._view = view
        self._start, self._end = start, end
        self._curve = easing()
        self._behind: QPixmap | None = None
        self._clock = QElapsedTimer()
        self._timer = QTimer(view)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()
        same = len(start.items) == len(end.items)
        self._first = _common(start, end) if same else 0

    def stop(self) -> None:
        self._timer.stop()
        self._timer.deleteLater()

    def _on_timeout(self) -> None:
        over = self._clock.isValid() and self._clock.elapsed() >= GROWTH
        if over or not self._view.isVisible():
            self._view._on_growth_over()  # noqa: SLF001  (one class in two)
        else:
            self._view.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """One frame; the clock starts with the first, so that a slow start skips nothing."""
        end, first = self._end, self._first
        if not self._clock.isValid():
            self._clock.start()
        if self._behind is None or self._behind.deviceIndependentSize() != self._view.size():
            still = Figure(end.width, end.height, end.items[:first])
            self._behind = self._view.picture(still)
        painter.drawPixmap(0, 0, self._behind)
        t = self._curve.valueForProgress(min(self._clock.elapsed() / GROWTH, 1.0))
        between = interpolate(
            Figure(end.width, end.height, self._start.items[first:]),
            Figure(end.width, end.height, end.items[first:]),
            t,
        )
        self._view.paint_figure(painter, between)


def changed_rooms(before: Figure, after: Figure) -> list[Box] | None:
    """Where items went and came: the room of each run of items of which all are others.

    ``None`` where the whole picture is another.
    """
    if (before.width, before.height) != (after.width, after.height):
        return None
    if len(before.items) != len(after.items):
        return None
    pairs = zip(before.items, after.items, strict=True)
    runs = groupby(pairs, key=lambda pair: pair[0] != pair[1])
    return [_room_of(chain.from_iterable(run)) for differ, run in runs if differ]


def _room_of(items: Iterable[Item]) -> Box:
    """The room that at least one item takes together with others."""
    from workshop_app.figures.layout import Box, bounds

    boxes = [bounds(item) for item in items]
    x, y = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(x, y, right - x, bottom - y)


def _common(start: Figure, end: Figure) -> int:
    """How many items at the beginning are the same in both."""
    for index, (a, b) in enumerate(zip(start.items, end.items, strict=True)):
        if a != b:
            return index
    return len(end.items)


def table_text(tables: tuple[Table, ...]) -> str:
    """The numbers behind a picture as one text, for a screen reader."""
    said: list[str] = []
    length = -1
    for line in _lines(tables):
        said.append(line)
        length += len(line) + 1
        if length > _LONGEST:
            return "\n".join(said)[: _LONGEST - 1] + "…"
    return "\n".join(said)


def _lines(tables: tuple[Table, ...]) -> Iterator[str]:
    """Line by line, because few are read of a table of thousands."""
    for table in tables:
        if table.caption:
            yield table.caption
        for row in table.rows:
            cells = [
                f"{column.title} {_cell(cell, column.decimals)}".strip()
                for column, cell in zip(table.columns, row, strict=False)
            ]
            if line := ", ".join(cells):
                yield line
        if table.note:
            yield table.note


def _cell(cell: Cell, decimals: int | None) -> str:
    if cell is None:
        return "–"
    if decimals is not None and isinstance(cell, float):
        return f"{cell:.{decimals}f}"
    return str(cell)
