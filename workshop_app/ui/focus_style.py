"""The focus ring of every control that Qt draws itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from workshop_app.ui.theme import draw_ring

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


class FocusStyle(QProxyStyle):
    """Fusion with one focus ring for everything: 2 px along the inside of the control."""

    def __init__(self) -> None:
        """Stand on Fusion on every platform."""
        super().__init__("Fusion")

    def drawPrimitive(  # noqa: N802  (Qt's name)
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Replace the focus frame; everything else is Fusion's."""
        if element is not QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)
            return
        if not by_keyboard(option):
            return
        rect = widget.rect() if isinstance(widget, QAbstractButton) else option.rect
        on_colour = bool(widget is not None and widget.property("phase"))
        # Not the option's palette: in it a style sheet changes what is selected.
        draw_ring(painter, QRectF(rect), QApplication.palette(), inverse=on_colour)


def by_keyboard(option: QStyleOption) -> bool:
    """Whether the focus came by the keyboard: whoever clicks sees where they are."""
    return bool(option.state & QStyle.StateFlag.State_KeyboardFocusChange)
