"""The lane that a line types for, with a menu of all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.theme import Theme


class LaneButton(QToolButton):
    """Says the lane; a click gives the choice."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Empty until `show_lane`."""
        super().__init__()
        self._lanes: Sequence[str] = ()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMinimumHeight(44)
        icon.dress(self, "chevron-down", theme)
        self.clicked.connect(self._on_clicked)

    def show_lane(self, lanes: Sequence[str], row: int, said: str, tip: str) -> None:
        """The lane of a row; ``said`` is for a screen reader."""
        self._lanes = lanes
        self.setText(lanes[row])
        self.setAccessibleName(said)
        self.setToolTip(tip)

    def _on_clicked(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row, lane in enumerate(self._lanes):
            action = menu.addAction(lane.replace("&", "&&"))
            action.triggered.connect(partial(self._on_triggered, row))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_triggered(self, row: int, _checked: bool = False) -> None:
        self.chosen.emit(row)
