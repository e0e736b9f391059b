"""The one reportlab painter: the figure that stood on stage, as vectors on paper."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workshop_app import paths
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Path, Rect, Stroke, Text
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme

FONTS = {
    "regular": "WorkshopSans-Regular",
    "medium": "WorkshopSans-Medium",
    "semibold": "WorkshopSans-SemiBold",
}
"""Name of each weight in the PDF."""


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Register the app's own fonts with reportlab, once; the same files that Qt shows.

    Raises `FileNotFoundError` when the fonts were not made.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = paths.fonts_folder()
    metrics = json.loads((paths.made() / "metrics.json").read_text(encoding="utf-8"))
    for weight, name in FONTS.items():
        file = folder / metrics[weight]["file"]
        if not file.is_file():
            raise FileNotFoundError(f"The font file {file.name} is not in {folder}.")
        pdfmetrics.registerFont(TTFont(name, str(file)))


@lru_cache(maxsize=256)
def _colour(value: str) -> tuple[float, float, float]:
    red, green, blue = (int(value[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


class _Brushwork:
    """One painting of one figure: only what changes is written into the page."""

    def __init__(self, canvas: Any, theme: Theme, x: float, y: float, scale: float) -> None:
        self.canvas = canvas
        self.theme = theme
        self.x = x
        self.y = y
        self.scale = scale
        self.fill: tuple[str, float] | None = None
        self.stroke: Stroke | None = None

    def draw(self, item: Item) -> None:
        if isinstance(item, Text):
            self.text(item)
            return
        self.tools(item.fill, item.stroke)
        stroke, fill = int(item.stroke is not None), int(item.fill is not None)
        if isinstance(item, Rect):
            self.rect(item, stroke, fill)
        elif isinstance(item, Circle):
            radius = item.radius * self.scale
            self.canvas.circle(*self.at(item.x, item.y), radius, stroke=stroke, fill=fill)
        else:
            self.path(item, stroke, fill)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the figure in points of the page, whose y runs upwards."""
        return self.x + x * self.scale, self.y - y * self.scale

    def tools(self, fill: Fill | None, stroke: Stroke | None) -> None:
        if fill is not None:
            self.set_fill(fill.token, fill.opacity)
        if stroke is None or stroke == self.stroke:
            return
        self.stroke = stroke
        canvas = self.canvas
        pen = stroke.width * self.scale * self.theme.line_scale
        canvas.setStrokeColorRGB(*_colour(self.theme.colour(stroke.token)))
        canvas.setLineWidth(pen)
        canvas.setLineCap(1 if stroke.round_ends else 0)
        canvas.setDash([part * pen for part in stroke.dash])

    def set_fill(self, token: str, opacity: float) -> None:
        if self.fill == (token, opacity):
            return
        if self.fill is None or self.fill[1] != opacity:
            self.canvas.setFillAlpha(opacity)
        self.canvas.setFillColorRGB(*_colour(self.theme.colour(token)))
        self.fill = (token, opacity)

    def rect(self, item: Rect, stroke: int, fill: int) -> None:
        wide, high = item.width * self.scale, item.height * self.scale
        x, y = self.at(item.x, item.y + item.height)
        radius = min(item.radius * self.scale, wide / 2, high / 2)
        if radius > 0:
            self.canvas.roundRect(x, y, wide, high, radius, stroke=stroke, fill=fill)
        else:
            self.canvas.rect(x, y, wide, high, stroke=stroke, fill=fill)

    def path(self, item: Path, stroke: int, fill: int) -> None:
        left, top, scale = self.x, self.y, self.scale
        path = self.canvas.beginPath()
        for name, points in item.commands:
            if name == "Z":
                path.close()
                continue
            x, y = points[-1]
            x, y = left + x * scale, top - y * scale
            if name == "L":
                path.lineTo(x, y)
            elif name == "M":
                path.moveTo(x, y)
            else:
                (ax, ay), (bx, by), _ = points
                path.curveTo(
                    left + ax * scale, top - ay * scale, left + bx * scale, top - by * scale, x, y
                )
        self.canvas.drawPath(path, stroke=stroke, fill=fill, fillMode=1)

    def text(self, item: Text) -> None:
        x, y, text, size, weight, token, anchor, _, _ = item
        if not text:
            return
        scale, canvas = self.scale, self.canvas
        left = self.x + x * scale
        if anchor != "start":
            length = width(text, size, weight) * scale
            left -= length / 2 if anchor == "middle" else length
        if self.fill != (token, 1.0):
            self.set_fill(token, 1.0)
        canvas.setFont(FONTS[weight], size * scale)
        canvas.drawString(left, self.y - y * scale, text)


def paint(canvas: Any, figure: Figure, theme: Theme, x: float, y: float, scale: float) -> None:
    """Draw ``figure`` on a reportlab canvas, all fonts embedded.

    ``x, y`` is the place of its upper left corner in points from the page's lower left one;
    ``scale`` is points per u. Pens and colours are left as they were. `KeyError` for a token
    that the theme does not have.
    """
    load_fonts()
    canvas.saveState()
    canvas.setLineJoin(1)
    work = _Brushwork(canvas, theme, x, y, scale)
    try:
        for item in figure.items:
            work.draw(item)
    finally:
        canvas.restoreState()
