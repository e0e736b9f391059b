"""A figure as a PNG file, drawn by Qt as the windows draw it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workshop_app import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.theme import Theme

_kept: list[object] = []
"""The application object made for a command; Qt needs it to stay alive."""


def write_png(figure: Figure, theme: Theme, path: Path, size: tuple[int, int]) -> None:
    """Write ``size`` pixels; whole or not at all. Works without a screen. Raises `UserError`."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QGuiApplication, QImageWriter

    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication([]))
    from workshop_app.ui.figure_painter import render

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(render(figure, theme, *size))
    buffer.close()
    atomic.write_bytes(path, bytes(data.data()))
