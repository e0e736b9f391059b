"""The projector window: what the room sees, on the right screen and never on the console's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from workshop_app.stage.layered import LayeredStage
from workshop_app.stage.layers import utc_now
from workshop_app.stage.screens import ScreenName
from workshop_app.ui.figure_view import table_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QScreen

    from workshop_app.figures.figure import Figure
    from workshop_app.figures.theme import Theme
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.screens import ScreenChoice

PRACTICE = (960, 540)
"""Size in pixels of the ordinary window where there is one screen only."""


class StageWindow(QWidget):
    """Full screen on the projector, an ordinary window to practise in, or hidden."""

    key_pressed = Signal(object)
    """A copy of the `QKeyEvent`: presenter remotes type here, the console acts."""
    state_changed = Signal()

    def __init__(
        self,
        workshop: Workshop,
        theme: Theme,
        screens: ScreenChoice,
        *,
        now: Callable[[], datetime] = utc_now,
        reduced_motion: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Follow ``workshop`` from now on; `turn_on` shows the window.

        ``scale`` is the room check's, 1 or more.
        """
        super().__init__()
        self._workshop, self._screens = workshop, screens
        self._state = "off"
        self._on_its_way = False
        self.layers = LayeredStage(
            workshop, theme, self, now=now, reduced_motion=reduced_motion, scale=scale
        )
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        screens.screen_lost.connect(self._on_screen_lost)
        screens.screen_returned.connect(self._on_screen_returned)
        screens.chosen.connect(self._on_chosen)
        screens.changed.connect(self._on_screens_changed)
        self.layers.scene_changed.connect(self._on_scene_changed)
        self._on_scene_changed()

    @property
    def state(self) -> str:
        """``off``, ``on``, ``practice`` (an ordinary window) or ``lost``."""
        return self._state

    @property
    def screen_label(self) -> str:
        """What people call the screen it is on; empty unless it is ``on``."""
        return ScreenName.of(self.screen()).label if self._state == "on" else ""

    # -- on and off ----------------------------------------------------------------------

    def turn_on(self) -> None:
        """Show the stage on the chosen screen; with one screen only, in a window."""
        screen = self._screens.wanted()
        if screen is None:
            self._practise()
        else:
            self._fill(screen)

    def turn_off(self) -> None:
        """Hide the stage; the session goes on."""
        self._screens.use(None)
        self._set_state("off")
        self.hide()

    def _fill(self, screen: QScreen) -> None:
        self._on_its_way = True
        self.hide()
        self.setWindowState(Qt.WindowState.WindowNoState)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self._screens.use(screen)
        self._on_its_way = False
        self._state, before = "on", self._state
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)  # showFullScreen would take the keyboard from the console
        self._guard()
        if self._state != before:
            self.state_changed.emit()

    def _practise(self) -> None:
        if self._state != "practice" or not self.isVisible():
            self.hide()
            self.setWindowState(Qt.WindowState.WindowNoState)
            self.resize(*PRACTICE)
            self.show()
        self._set_state("practice")

    def _set_state(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit()

    def swap_screens(self) -> None:
        """Let console and stage change places; nothing happens with one screen."""
        home, away = self._screens.console_screen(), self._screens.wanted()
        if home is None or away is None:
            return
        self._on_its_way = True
        self.hide()
        self._screens.move_console(away)
        self._on_its_way = False
        self._screens.choose(home.name())

    # -- the guard -----------------------------------------------------------------------

    def _guard(self) -> None:
        """Hide at once when the window would lie over the console."""
        if self._state == "on" and not self._on_its_way and self._is_over_console():
            self._set_state("lost")
            self.hide()

    def _is_over_console(self) -> bool:
        console = self._screens.console_screen()
        if console is None:
            return False
        under = QGuiApplication.screenAt(self.geometry().center())
        return under is console or (under is None and self.screen() is console)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt moves a window off a lost screen before it says that the screen is gone."""
        super().moveEvent(event)
        self._guard()

    def _on_screen_lost(self) -> None:
        if self._state == "on":
            self._set_state("lost")
            self.hide()

    def _on_screen_returned(self) -> None:
        if self._state in ("lost", "practice"):
            self.turn_on()

    def _on_chosen(self) -> None:
        if self._state != "off":
            self.turn_on()

    def _on_screens_changed(self) -> None:
        self._guard()
        if self._state == "lost" and not self._on_its_way and self._screens.is_back():
            self.turn_on()

    # -- the picture ---------------------------------------------------------------------

    def apply_theme(self, theme: Theme) -> None:
        """Paint the stage in other colours; the console keeps its own."""
        self.layers.apply_theme(theme)

    def explore(self, figure: Figure) -> None:
        """Open a figure on the stage for panning, zooming and reading out."""
        self.layers.explore(figure)

    def end_explore(self) -> None:
        """Show the step again."""
        self.layers.end_explore()

    def _on_scene_changed(self) -> None:
        title = self._workshop.words("stage.window", title=self._workshop.info.title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        shown = self.layers.shown
        self.setAccessibleDescription(table_text(shown.tables) if shown is not None else "")

    # -- Qt ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The layers fill the window."""
        super().resizeEvent(event)
        self.layers.setGeometry(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing is done here: the console decides."""
        event.accept()
        self.key_pressed.emit(
            QKeyEvent(
                event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat()
            )
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window turns the stage off."""
        super().closeEvent(event)
        self._screens.use(None)
        self._set_state("off")
