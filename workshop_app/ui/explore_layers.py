"""The two layers of the explore view: the figure as a cached picture, and what is read out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from workshop_app.figures.figure import Circle, Figure, Item, Rect, Stroke
from workshop_app.figures.layout import Box, bounds, card, line_height, lines_at
from workshop_app.figures.text import width, wrap
from workshop_app.ui.figure_painter import load_fonts, paint

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme

SIZE: Final = 3.4
"""Font size of a value, in hundredths of the view's height (LOOK: 2.8 at least)."""

WIDEST: Final = 64.0
_SPARE: Final = 0.25
"""How much more than what shows is painted at each side, so that panning only copies."""

_MOST: Final = 4096
_SETTLE: Final = 90
_BLEED: Final = 1.5
"""Pens and shadows reach this far beyond an item's bounds, in u."""


class FigureLayer(QGraphicsItem):
    """Paints the figure in pixels of the view, from a picture while it only moves.

    While the scale changes the last picture is stretched; it is painted anew when the
    scale has settled.
    """

    def __init__(self, figure: Figure, theme: Theme, owner: QWidget) -> None:
        """``figure`` lies at the origin, in u; ``owner`` is the view that it ends with."""
        super().__init__()
        load_fonts()
        self._figure, self._theme = figure, theme
        self._boxes = [bounds(item) for item in figure.items]
        self._picture: QPixmap | None = None
        self._area = QRectF()
        self._scale = 0.0
        self._settle = QTimer(owner)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE)
        self._settle.timeout.connect(self._on_settled)

    def apply_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        """The figure, in u."""
        return QRectF(0, 0, self._figure.width, self._figure.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Copy the picture, or make it anew when it does not reach or fit."""
        transform = painter.transform()
        scale, origin = transform.m11(), QPointF(transform.dx(), transform.dy())
        room = QRectF(widget.rect()) if widget is not None else QRectF(option.exposedRect)
        seen = QRectF((room.topLeft() - origin) / scale, room.size() / scale)
        seen = seen.intersected(self.boundingRect())
        same = abs(scale - self._scale) < 1e-6 * scale
        if self._picture is not None and not same and self._area.contains(seen):
            self._settle.start()
        elif self._picture is None or not same or not self._area.contains(seen):
            ratio = widget.devicePixelRatioF() if widget is not None else 1.0
            self._make(seen, scale, ratio)
        if self._picture is None:
            return
        painter.save()
        painter.resetTransform()
        target = QRectF(self._area.topLeft() * scale + origin, self._area.size() * scale)
        if same or self._settle.isActive() is False:
            target.moveTo(round(target.x()), round(target.y()))
            painter.drawPixmap(target.topLeft(), self._picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
        painter.restore()

    def _on_settled(self) -> None:
        self._picture = None
        self.update()

    def _make(self, seen: QRectF, scale: float, ratio: float) -> None:
        """Paint what shows and something around it."""
        spare = QSizeF(seen.size() * _SPARE)
        for share in (1.0, 0.0):
            dx, dy = spare.width() * share, spare.height() * share
            area = seen.adjusted(-dx, -dy, dx, dy).intersected(self.boundingRect())
            size = (area.size() * scale * ratio).toSize()
            if max(size.width(), size.height()) <= _MOST:
                break
        if size.isEmpty():
            self._picture = None
            return
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.colour("page")))
        with QPainter(picture) as painter:
            reach = area.adjusted(-_BLEED, -_BLEED, _BLEED, _BLEED)
            near = tuple(
                item
                for item, box in zip(self._figure.items, self._boxes, strict=True)
                if box.x <= reach.right() and box.right >= reach.left()
                and box.y <= reach.bottom() and box.bottom >= reach.top()
            )
            figure = Figure(self._figure.width, self._figure.height, near)
            paint(painter, figure, self._theme, scale, (-area.x() * scale, -area.y() * scale))
        self._picture, self._area, self._scale = picture, area, scale


class ReadoutLayer(QWidget):
    """A ring around what is read out, and its value in a box beside it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.figure: Figure | None = None
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def apply_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def clear(self) -> None:
        """Read nothing out."""
        if self.figure is not None:
            self.figure, self._text = None, ""
            self.setAccessibleName("")
            self.update()

    def show_value(self, text: str, at: QRectF) -> None:
        """Read ``text`` out beside the place ``at``, in pixels."""
        unit = self.height() / 100
        if unit <= 0:
            return
        place = Box(at.x() / unit, at.y() / unit, at.width() / unit, at.height() / unit)
        room = Box(0, 0, self.width() / unit, 100)
        self.figure = Figure(room.width, 100, (_ring(place), *_value(text, place, room)), text)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring and box."""
        if self.figure is None:
            return
        with QPainter(self) as painter:
            paint(painter, self.figure, self._theme, self.height() / 100)


def _ring(place: Box) -> Item:
    """A circle around a mark, a frame around something larger."""
    stroke = Stroke("focus", 0.5)
    if max(place.width, place.height) < 8:
        radius = max(place.width, place.height) / 2 + 1.0
        return Circle(place.centre_x, place.centre_y, radius, None, stroke)
    edge = place.inset(-0.7, -0.7)
    return Rect(edge.x, edge.y, edge.width, edge.height, None, stroke, 0.9)


def _value(text: str, place: Box, room: Box) -> tuple[Item, ...]:
    """A card with the value, beside the mark and inside the view."""
    lines = wrap(text, min(WIDEST, room.width - 8), SIZE, "medium", 4)
    wide = max(width(line, SIZE, "medium") for line in lines) + 4.0
    high = line_height(SIZE, len(lines)) + 2.4
    x = place.right + 2.2
    if x + wide > room.right - 1:
        x = max(place.x - 2.2 - wide, 1.0)
    y = min(max(place.centre_y - high / 2, 1.0), room.bottom - high - 1.0)
    box = Box(x, y, wide, high)
    return (
        *card(box, border=Stroke("ink", 0.3), radius=1.0),
        *lines_at(lines, box.x + 2.0, box.y + 1.2, SIZE, "medium"),
    )
