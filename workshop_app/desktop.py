"""Puts the two windows together; the only place that knows everybody."""

from __future__ import annotations

import logging
import secrets
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from workshop_app import excepthook, paths
from workshop_app.console.outside import Screen, StageState
from workshop_app.console.settings import default_of
from workshop_app.console.window import ConsoleWindow, local_now
from workshop_app.figures.theme import THEMES
from workshop_app.session.preferences import Preferences
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.ui import theme as themes
from workshop_app.ui.figure_painter import load_fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_app.errors import UserError
    from workshop_app.stage.booth import BoothWindow
    from workshop_app.stage.screens import ScreenChoice
    from workshop_app.stage.window import StageWindow
    from workshop_app.storage import Change
    from workshop_app.storage.copies import CopyKeeper

_LOG = logging.getLogger(__name__)

LOOK_FOR_COPY = 30_000
"""Milliseconds between two looks whether a copy is due."""


def run(path: Path | None) -> int:
    """Open the app on a session file, or on the sample; returns the exit code.

    Raises `UserError` when the file cannot be opened.
    """
    app = _application()
    session = open_session(path or sample())
    desktop = Desktop(app, session)
    desktop.start()
    return app.exec()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName("workshop-app")
    load_fonts()
    return app


def sample() -> Path:
    """The sample session, made and played to its middle when it is not there yet."""
    path = paths.sample_session()
    if not path.exists():
        from workshop_app.assembly.demo import make_sample

        make_sample(path)
    return path


def open_session(path: Path) -> Workshop:
    """Open a session file for writing; raises `UserError`."""
    return Workshop(SessionFile.open(path))


class Projection(QObject):
    """The stage and the booth as the console sees them; made when first needed."""

    def __init__(self, workshop: Workshop, preferences: Preferences) -> None:
        super().__init__()
        self._workshop = workshop
        self._preferences = preferences
        self._console: ConsoleWindow | None = None
        self._screens: ScreenChoice | None = None
        self._window: StageWindow | None = None
        self._booth: BoothWindow | None = None
        self._listeners: list[Callable[[], None]] = []

    def attach(self, console: ConsoleWindow) -> None:
        """Know the console, whose screen the stage must never cover."""
        self._console = console

    # -- StageControl --------------------------------------------------------------------

    def state(self) -> StageState:
        """Where the stage is now."""
        if self._window is None:
            return StageState("off")
        return StageState(self._window.state, self._window.screen_label)

    def screens(self) -> Sequence[Screen]:
        """Every screen the stage could be on."""
        return [Screen(*entry) for entry in self._choice().connected()]

    def turn_on(self) -> None:
        """Show the stage on the chosen screen."""
        self._stage().turn_on()

    def turn_off(self) -> None:
        """Hide the stage."""
        if self._window is not None:
            self._window.turn_off()

    def choose_screen(self, key: str) -> None:
        """Put the stage on another screen and remember it."""
        self._choice().choose(key)

    def swap_screens(self) -> None:
        """Let console and stage change places."""
        self._stage().swap_screens()

    def explore(self) -> bool:
        """Open the explore view of what is on stage, or close it; whether it is open now."""
        stage = self._stage()
        if stage.layers.is_exploring:
            stage.end_explore()
            return False
        shown = stage.layers.shown
        if shown is None or stage.state not in ("on", "practice"):
            return False
        stage.explore(shown.figure)
        return True

    def open_booth(self, activity: str) -> None:
        """Say the PIN, then cover the shared screen with the booth for the open round."""
        from workshop_app.stage.booth_round import BoothRound

        console = self._console
        if console is None or self._booth is not None:
            return
        round_: list[BoothRound] = []
        if not console.attempt(lambda: round_.append(BoothRound(self._workshop, activity))):
            return
        pin = f"{secrets.randbelow(10_000):04d}"
        words = self._workshop.words

        def answer(key: str) -> None:
            if key == "open":
                self._cover(round_[0], pin)

        answers = (("open", words("desktop.booth.open")), ("not", words("desktop.booth.not")))
        console.ask(words("desktop.booth.pin", pin=pin), answers, answer)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `state` or `screens` changed."""
        self._listeners.append(listener)

    # -- inside --------------------------------------------------------------------------

    def _cover(self, round_: object, pin: str) -> None:
        from workshop_app.stage.booth import BoothWindow
        from workshop_app.stage.booth_round import BoothRound

        if not isinstance(round_, BoothRound) or self._console is None:
            return
        theme = THEMES[self._preference("stage_theme")]
        self._booth = BoothWindow(round_, pin, theme)
        self._booth.left.connect(self._on_booth_left)
        choice = self._choice()
        on_projector = self.state().kind == "on"
        screen = choice.wanted() if on_projector else choice.console_screen()
        home = screen or self._console.screen()
        self._booth.open_on(home, insists=not on_projector)

    @Slot()
    def _on_booth_left(self) -> None:
        booth, self._booth = self._booth, None
        if booth is not None:
            booth.deleteLater()
        if self._console is not None:
            self._console.activateWindow()

    def _choice(self) -> ScreenChoice:
        if self._screens is None:
            from workshop_app.stage.screens import ScreenChoice

            self._screens = ScreenChoice(self._console)
            self._screens.changed.connect(self._on_changed)
            self._screens.screen_offered.connect(self._on_screen_offered)
        return self._screens

    def _stage(self) -> StageWindow:
        if self._window is None:
            from workshop_app.stage.window import StageWindow

            self._window = StageWindow(
                self._workshop,
                THEMES[self._preference("stage_theme")],
                self._choice(),
                reduced_motion=self._preference("reduced_motion") == "on",
            )
            self._window.state_changed.connect(self._on_changed)
            self._window.key_pressed.connect(self._on_key_pressed)
        return self._window

    def _preference(self, name: str) -> str:
        return self._preferences.read(name) or default_of(name)

    def preferences_changed(self, name: str) -> None:
        """Take up a preference that concerns the stage."""
        if self._window is None:
            return
        if name == "stage_theme":
            self._window.apply_theme(THEMES[self._preference(name)])
        elif name == "reduced_motion":
            self._window.layers.set_reduced_motion(self._preference(name) == "on")

    def close(self) -> None:
        """Close both windows."""
        if self._booth is not None:
            self._booth.shut()
        if self._window is not None:
            self._window.layers.stop()
            self._window.close()

    @Slot()
    def _on_changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    @Slot(object)
    def _on_key_pressed(self, event: object) -> None:
        if self._console is not None:
            QApplication.sendEvent(self._console, event)  # type: ignore[arg-type]

    @Slot(str, str)
    def _on_screen_offered(self, key: str, label: str) -> None:
        console = self._console
        if console is None or self.state().kind == "off":
            return
        words = self._workshop.words

        def answer(chosen: str) -> None:
            if chosen == "use":
                self.choose_screen(key)

        answers = (("use", words("desktop.screen.use")), ("not", words("desktop.screen.not")))
        console.ask(words("desktop.screen.offered", screen=label), answers, answer)


class StoredPreferences:
    """The user's settings, with whoever follows them told of a change."""

    def __init__(self, stored: Preferences, changed: Callable[[str], None]) -> None:
        """Pass every change on to ``changed`` with the preference's name."""
        self._stored = stored
        self._changed = changed

    def read(self, name: str) -> str:
        """The value; empty when nothing was chosen."""
        return self._stored.read(name)

    def write(self, name: str, value: str) -> None:
        """Keep a value and tell who follows it."""
        self._stored.write(name, value)
        self._changed(name)


class Desktop(QObject):
    """One open session: its windows, its copies, its way out."""

    def __init__(self, app: QApplication, workshop: Workshop) -> None:
        super().__init__()
        self.workshop = workshop
        stored = Preferences()
        self.projection = Projection(workshop, stored)
        theme = THEMES.get(stored.read("console_theme"), THEMES["light"])
        themes.apply(app, theme)
        self.console = ConsoleWindow(
            workshop,
            theme=theme,
            stage=self.projection,
            preferences=StoredPreferences(stored, self.projection.preferences_changed),
        )
        self.projection.attach(self.console)
        excepthook.install(self.console.fail)
        app.aboutToQuit.connect(self._on_about_to_quit)
        self._keeper: CopyKeeper | None = None
        self._at_step = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_FOR_COPY)
        self._look.timeout.connect(self._on_look)
        self._unsubscribe = workshop.file.subscribe(self._on_change)

    def start(self) -> None:
        """Show the console and begin to keep copies."""
        self.console.show()
        self._look.start()
        QTimer.singleShot(2_000, self._on_look)

    def _on_change(self, change: Change) -> None:
        self._at_step = self._at_step or "live" in change.tables

    @Slot()
    def _on_look(self) -> None:
        """Copy when five minutes have passed or a step began (DESIGN, copies)."""
        from workshop_app.storage.copies import CopyKeeper
        from workshop_app.storage.tally import ballots_open

        if self._keeper is None:
            self._keeper = CopyKeeper([paths.copies_folder()])
        now = local_now()
        ballots = ballots_open(self.workshop.file)
        if self._keeper.due(now, ballots, at_step=self._at_step):
            self._at_step = False
            self._told(self._keeper.keep(self.workshop.file, now, ballots))

    def _told(self, faults: list[UserError]) -> None:
        for fault in faults:
            _LOG.warning("No copy: %s", fault)
            self.console.fail(fault)

    @Slot()
    def _on_about_to_quit(self) -> None:
        self._look.stop()
        self._unsubscribe()
        self.projection.close()
        self.workshop.file.close()
