"""Icons of the console, painted from the same strokes as the stage's and the booklet's."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from workshop_app.figures import icons
from workshop_app.figures.figure import Figure
from workshop_app.figures.theme import THEMES, Theme
from workshop_app.ui.figure_painter import paint

SIZE = 18
"""Pixels of an icon beside 15 px text."""

_DRESS = "icon_dress"
_GAP = 5


@lru_cache(maxsize=256)
def _figure(name: str, token: str) -> Figure:
    return Figure(icons.BOX, icons.BOX, (icons.icon(name, 0, 0, icons.BOX, token),))


def draw(
    painter: QPainter, name: str, x: float, y: float, size: float, theme: Theme, token: str = "ink"
) -> None:
    """Paint an icon into the square of ``size`` pixels at ``x, y``; `KeyError` if unknown."""
    paint(painter, _figure(name, token), theme, size / icons.BOX, (x, y))


@lru_cache(maxsize=256)
def _pixmap(
    name: str, theme_key: str, token: str, size: int, ratio: float, gap: int = 0
) -> QPixmap:
    pixmap = QPixmap(QSize(round((size + gap) * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        draw(painter, name, 0, 0, size, THEMES[theme_key], token)
    return pixmap


def pixmap(
    name: str, theme: Theme, token: str = "ink", size: int = SIZE, ratio: float = 1.0
) -> QPixmap:
    """A cached picture of an icon, ``ratio`` device pixels per pixel."""
    return _pixmap(name, theme.key, token, size, ratio)


def icon(name: str, theme: Theme, token: str = "ink", size: int = SIZE, *, gap: int = 0) -> QIcon:
    """An icon for a button or menu; Qt makes it paler where the control is disabled.

    ``gap`` pixels beside it keep the words of a button away.
    """
    made = QIcon()
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    made.addPixmap(_pixmap(name, theme.key, token, size, ratio, gap))
    return made


def dress(
    button: QAbstractButton,
    name: str,
    theme: Theme,
    token: str = "ink",
    size: int = SIZE,
    *,
    alone: bool = False,
) -> None:
    """Give a button its icon; `workshop_app.ui.theme.apply` repaints it in another theme.

    A QPushButton has words beside it, unless the icon stands ``alone``.
    """
    gap = _GAP if isinstance(button, QPushButton) and not alone else 0
    dressed = f"{name} {token} {size} {gap} {theme.key}"
    if button.property(_DRESS) == dressed:
        return
    button.setProperty(_DRESS, dressed)
    button.setIconSize(QSize(size + gap, size))
    button.setIcon(icon(name, theme, token, size, gap=gap))


def redress(widget: QWidget, theme: Theme) -> None:
    """Repaint the icon that `dress` gave to a button, if it did."""
    dressed = widget.property(_DRESS)
    if dressed and isinstance(widget, QAbstractButton):
        name, token, size, gap, _ = str(dressed).split(" ")
        dress(widget, name, theme, token, int(size), alone=gap == "0")
