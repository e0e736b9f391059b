"""Which screen the stage belongs on: chosen by the user, remembered, never the console's."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication

from workshop_app import atomic, paths
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

_LOG = logging.getLogger(__name__)
_MOVES = (QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.ScreenChangeInternal)


@dataclass(frozen=True, slots=True)
class ScreenName:
    """What tells one screen from another when it is plugged in again."""

    name: str
    manufacturer: str = ""
    model: str = ""
    serial: str = ""

    @classmethod
    def of(cls, screen: QScreen) -> ScreenName:
        """The name of a connected screen."""
        return cls(
            screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber().strip()
        )

    def is_same(self, other: ScreenName) -> bool:
        """The same serial number, or the same name where there is none."""
        if (self.manufacturer, self.model) != (other.manufacturer, other.model):
            return False
        if self.serial or other.serial:
            return self.serial == other.serial
        return self.name == other.name

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.manufacturer} {self.model}".strip() or self.name


class ScreenChoice(QObject):
    """Knows the console's screen, the one in use for the stage, and what comes and goes."""

    screen_lost = Signal()
    """The stage's screen was unplugged."""
    screen_returned = Signal()
    """The very screen is back: `wanted` gives it."""
    screen_offered = Signal(str, str)
    """Another screen came: its key for `choose`, and its label. Ask, in a bar."""
    chosen = Signal()
    """The user chose another screen."""
    changed = Signal()
    """A screen came or went, or was chosen; or the console went to another one."""

    def __init__(self, console: QWidget | None = None, file: Path | None = None) -> None:
        """Watch the screens; ``file`` remembers the choice from day to day."""
        super().__init__(console)
        self._console = console
        self._file = file or paths.settings_folder() / "stage-screen.json"
        self._chosen = _read(self._file)
        self._used: ScreenName | None = None
        if console is not None:
            console.installEventFilter(self)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._on_screen_added)
        app.screenRemoved.connect(self._on_screen_removed)

    # -- what there is -------------------------------------------------------------------

    def console_screen(self) -> QScreen | None:
        """The screen under the console; the primary one while it is not shown."""
        if self._console is None:
            return QGuiApplication.primaryScreen()
        centre = QGuiApplication.screenAt(self._console.frameGeometry().center())
        return centre if self._console.isVisible() and centre else self._console.screen()

    def free_screens(self) -> list[QScreen]:
        """Every screen but the console's."""
        taken = self.console_screen()
        return [screen for screen in QGuiApplication.screens() if screen is not taken]

    def connected(self) -> list[tuple[str, str, bool]]:
        """Every screen the stage could be on: its key, its label, whether it is meant."""
        meant = self.wanted()
        return [
            (screen.name(), ScreenName.of(screen).label, screen is meant)
            for screen in self.free_screens()
        ]

    def wanted(self) -> QScreen | None:
        """The chosen screen, else any free one; ``None`` = practise in a window."""
        free = self.free_screens()
        for name in (self._used, self._chosen):
            for screen in free:
                if name is not None and name.is_same(ScreenName.of(screen)):
                    return screen
        return free[0] if free else None

    def is_back(self) -> bool:
        """Whether the screen the stage was on is free again."""
        used = self._used
        return used is not None and any(
            used.is_same(ScreenName.of(screen)) for screen in self.free_screens()
        )

    # -- what happens to it --------------------------------------------------------------

    def use(self, screen: QScreen | None) -> None:
        """The stage is on ``screen`` now; ``None`` = it is in a window, or off."""
        self._used = ScreenName.of(screen) if screen is not None else None

    def choose(self, key: str) -> None:
        """The user wants the stage on this screen, today and next time."""
        for screen in QGuiApplication.screens():
            if screen.name() == key:
                self._chosen = self._used = ScreenName.of(screen)
                self._remember()
                self.chosen.emit()
                self.changed.emit()
                return

    def move_console(self, screen: QScreen) -> None:
        """Put the console on ``screen``, as large as it was."""
        console = self._console
        if console is None:
            return
        was_maximized, size = console.isMaximized(), console.size()
        console.showNormal()
        console.setScreen(screen)
        room = screen.availableGeometry()
        console.resize(size.boundedTo(room.size()))
        console.move(room.topLeft())
        if was_maximized:
            console.showMaximized()

    def _remember(self) -> None:
        if self._chosen is None:
            return
        data = json.dumps(asdict(self._chosen), ensure_ascii=False, indent=2)
        try:
            atomic.write_bytes(self._file, data.encode())
        except UserError as error:
            _LOG.info("The choice of screen was not kept: %s", error)

    def _on_screen_added(self, screen: QScreen) -> None:
        name = ScreenName.of(screen)
        expected = self._used or self._chosen
        if expected is not None and expected.is_same(name):
            self.screen_returned.emit()
        else:
            self.screen_offered.emit(screen.name(), name.label)
        self.changed.emit()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self._used is not None and self._used.is_same(ScreenName.of(screen)):
            self.screen_lost.emit()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The console may be dragged to another screen."""
        if event.type() in _MOVES:
            self.changed.emit()
        return super().eventFilter(watched, event)


def _read(file: Path) -> ScreenName | None:
    """The remembered choice; ``None`` when there is none that can be read."""
    try:
        return ScreenName(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
