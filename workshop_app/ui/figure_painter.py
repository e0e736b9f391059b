"""The one Qt painter: a figure on the stage, in a preview or in a picture file.

Shapes are drawn one by one with cached pens, brushes and fonts; nothing is laid out here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from workshop_app import paths
from workshop_app.figures.figure import Circle, Rect, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from workshop_app.figures.figure import Figure, Fill, Item, Path, Stroke
    from workshop_app.figures.theme import Theme

FAMILIES = {
    "regular": "Workshop Sans",
    "medium": "Workshop Sans Medium",
    "semibold": "Workshop Sans SemiBold",
}
"""Family of each weight: Qt's FreeType database lists static weights as families."""

Origin = tuple[float, float]

os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
"""Qt shares the filling of every shape above some thirty rows with other threads and waits for
them, which takes five times as long as filling it. Qt reads this when it first paints."""


@lru_cache(maxsize=1)
def load_fonts() -> tuple[str, ...]:
    """Register the app's own fonts with Qt, once; returns the families it now knows.

    Needs a `QGuiApplication`. Raises `FileNotFoundError` when the fonts were not made.
    """
    families: list[str] = []
    for file in sorted(paths.made().glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    missing = sorted(set(FAMILIES.values()) - set(families))
    if missing:
        raise FileNotFoundError(f"No font files for {', '.join(missing)} in {paths.made()}.")
    return tuple(families)


SCRIPTS = ("Workshop Sans Arabic", "Workshop Sans Hebrew")
"""Families of the scripts that the app's own font lacks, as set-up makes them."""


@lru_cache(maxsize=1)
def _load_scripts() -> None:
    """Register their fonts, once: with the first text that the app's own cannot set."""
    from workshop_app.figures.scripts import made_fonts

    for file in made_fonts():
        QFontDatabase.addApplicationFont(str(file))


@lru_cache(maxsize=512)
def _font(weight: str, pixels: int, *, own: bool = True) -> QFont:
    families = [FAMILIES[weight], FAMILIES["regular"]]
    if not own:
        _load_scripts()
        ending = FAMILIES[weight].removeprefix(FAMILIES["regular"])
        families += [f"{family}{ending}" for family in SCRIPTS]
    font = QFont(families)
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _font_for(text: str, weight: str, pixels: int) -> QFont:
    if text.isascii():
        return _font(weight, pixels)
    from workshop_app.figures.text import is_own

    return _font(weight, pixels, own=is_own(text))


@lru_cache(maxsize=8192)
def _advance(text: str, weight: str, pixels: int) -> float:
    return QFontMetricsF(_font_for(text, weight, pixels)).horizontalAdvance(text)


@lru_cache(maxsize=512)
def _colour(value: str, opacity: float) -> QColor:
    colour = QColor(value)
    colour.setAlphaF(opacity)
    return colour


@lru_cache(maxsize=512)
def _brush(value: str, opacity: float) -> QBrush:
    return QBrush(_colour(value, opacity))


@lru_cache(maxsize=512)
def _pen(value: str, width: float, dash: tuple[float, ...], round_ends: bool) -> QPen:
    pen = QPen(_colour(value, 1.0), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if round_ends else Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern(list(dash))
    return pen


class _Brushwork:
    """One painting of one figure: where the unit lies on the device, and in which colours."""

    def __init__(self, painter: QPainter, theme: Theme, scale: float, origin: Origin) -> None:
        self.painter = painter
        self.theme = theme
        self.scale = scale
        self.dx, self.dy = origin
        self.world = painter.worldTransform()
        self.held: tuple[Fill | None, Stroke | None] | None = None
        """What the painter's brush and pen are for: of hundreds of dots most are alike."""

    def draw(self, item: Item) -> None:
        if isinstance(item, Text):
            self.text(item)
            return
        if (item.fill, item.stroke) != self.held:
            self.tools(item.fill, item.stroke)
        if isinstance(item, Rect):
            self.rect(item)
        elif isinstance(item, Circle):
            self.circle(item)
        else:
            self.painter.drawPath(self.path(item))

    def tools(self, fill: Fill | None, stroke: Stroke | None) -> None:
        painter, theme = self.painter, self.theme
        self.held = (fill, stroke)
        if fill is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        else:
            painter.setBrush(_brush(theme.colour(fill.token), fill.opacity))
        if stroke is None:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            width = stroke.width * self.scale * theme.line_scale
            colour = theme.colour(stroke.token)
            painter.setPen(_pen(colour, width, stroke.dash, stroke.round_ends))

    def rect(self, item: Rect) -> None:
        scale = self.scale
        box = QRectF(
            item.x * scale + self.dx,
            item.y * scale + self.dy,
            item.width * scale,
            item.height * scale,
        )
        if item.radius:
            radius = min(item.radius * scale, box.width() / 2, box.height() / 2)
            self.painter.drawRoundedRect(box, radius, radius)
        else:
            self.painter.drawRect(box)

    def circle(self, item: Circle) -> None:
        scale = self.scale
        radius = item.radius * scale
        centre = QPointF(item.x * scale + self.dx, item.y * scale + self.dy)
        self.painter.drawEllipse(centre, radius, radius)

    def path(self, item: Path) -> QPainterPath:
        scale, dx, dy = self.scale, self.dx, self.dy
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for name, points in item.commands:
            if name == "L":
                ((x, y),) = points
                path.lineTo(x * scale + dx, y * scale + dy)
            elif name == "M":
                ((x, y),) = points
                path.moveTo(x * scale + dx, y * scale + dy)
            elif name == "C":
                (ax, ay), (bx, by), (x, y) = points
                path.cubicTo(
                    ax * scale + dx,
                    ay * scale + dy,
                    bx * scale + dx,
                    by * scale + dy,
                    x * scale + dx,
                    y * scale + dy,
                )
            else:
                path.closeSubpath()
        return path

    def text(self, item: Text) -> None:
        """Draw with a font of whole pixels, which is all that Qt has, scaled to the true size."""
        size = item.size * self.scale
        pixels = max(round(size), 1)
        stretch = size / pixels
        x, y = item.x * self.scale + self.dx, item.y * self.scale + self.dy
        if item.anchor == "middle":
            x -= _advance(item.text, item.weight, pixels) * stretch / 2
        elif item.anchor == "end":
            x -= _advance(item.text, item.weight, pixels) * stretch
        painter, self.held = self.painter, None
        painter.setFont(_font_for(item.text, item.weight, pixels))
        painter.setPen(_colour(self.theme.colour(item.token), 1.0))
        painter.setWorldTransform(QTransform(stretch, 0, 0, stretch, x, y) * self.world)
        painter.drawText(_ORIGIN, item.text)
        painter.setWorldTransform(self.world)


_ORIGIN = QPointF(0.0, 0.0)


def paint(
    painter: QPainter,
    figure: Figure,
    theme: Theme,
    scale: float,
    origin: Origin = (0.0, 0.0),
) -> None:
    """Draw ``figure``; ``scale`` is device-independent pixels per u, ``origin`` its corner.

    The painter's hints, pen, brush and font are left as they were. `KeyError` for a token
    that the theme does not have.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    work = _Brushwork(painter, theme, scale, origin)
    try:
        for item in figure.items:
            work.draw(item)
    finally:
        painter.restore()


def render(figure: Figure, theme: Theme, width: int, height: int) -> QImage:
    """A picture of ``width`` × ``height`` pixels: the figure as large as it fits, on the page."""
    from PySide6.QtGui import QImage

    load_fonts()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(_colour(theme.colour("page"), 1.0))
    scale = min(width / figure.width, height / figure.height)
    origin = ((width - figure.width * scale) / 2, (height - figure.height * scale) / 2)
    with QPainter(image) as painter:
        paint(painter, figure, theme, scale, origin)
    return image
