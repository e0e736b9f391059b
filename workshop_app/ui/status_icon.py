"""An icon that says how something stands; the words beside it say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from workshop_app.figures.theme import Theme


class StatusIcon(QWidget):
    """Eighteen pixels of it."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self._drawn: tuple[str, str] | None = None
        self.setFixedSize(icon.SIZE, icon.SIZE)

    def show_icon(self, name: str, token: str) -> None:
        """An icon in the colour of a token."""
        self._drawn = (name, token)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        if self._drawn is None:
            return
        with QPainter(self) as painter:
            icon.draw(painter, self._drawn[0], 0, 0, icon.SIZE, self._theme(), self._drawn[1])
