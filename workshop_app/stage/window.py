"""The projector window: what the room sees, on the right screen and never on the console's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.stage.layered import LayeredStage
from workshop_app.stage.screens import ScreenName

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

    from workshop_app.figures.theme import Theme
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.screens import ScreenChoice

PRACTICE = (960, 540)
"""Size in pixels of the ordinary window where there is one screen only."""


class StageWindow(QWidget):
    """Full screen on the projector, an ordinary window to practise in, or hidden.

    ``state`` is ``off``, ``on``, ``practice`` or ``lost``. Keys pressed here, as presenter
    remotes do, are sent on by `key_pressed`.
    """

    key_pressed = Signal(object)
    """A copy of the `QKeyEvent`, for the console's shortcuts."""
    state_changed = Signal()

    def __init__(
        self, layers: LayeredStage, screens: ScreenChoice, title: str
    ) -> None:
        """Show ``layers``; `turn_on` opens the window."""
        super().__init__()
        self.layers = layers
        self._screens = screens
        self._state = "off"
        self._settling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(layers)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        screens.screen_lost.connect(self._on_screen_lost)
        screens.screen_returned.connect(self._on_screen_returned)
        screens.chosen.connect(self._on_chosen)
        screens.changed.connect(self._on_screens_changed)
        layers.scene_changed.connect(self._on_scene_changed)
        self._on_scene_changed()

    @property
    def state(self) -> str:
        """``off``, ``on``, ``practice`` (an ordinary window) or ``lost``."""
        return self._state

    @property
    def screen_label(self) -> str:
        """What people call the screen it is on."""
        return ScreenName.of(self.screen()).label if self._state == "on" else ""
