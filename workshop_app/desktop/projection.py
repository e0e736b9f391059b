"""The stage and the booth as the console sees them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from workshop_app.assembly import conduct
from workshop_app.console.outside import Screen, StageState
from workshop_app.console.settings import default_of
from workshop_app.console.window import local_now
from workshop_app.figures.theme import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from workshop_app.console.talking import Asked
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.preferences import Preferences
    from workshop_app.session.workshop import Workshop
    from workshop_app.stage.booth import BoothWindow
    from workshop_app.stage.booth_round import BoothRound
    from workshop_app.stage.screens import ScreenChoice
    from workshop_app.stage.window import StageWindow
    from workshop_app.words import Words


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

    def explore_key(self, event: QKeyEvent) -> bool:
        """Let the explore view use a key; ``False`` where it is closed or has no use for it."""
        if self._window is None or not self._window.layers.is_exploring:
            return False
        from workshop_app.ui.explore_view import ExploreView

        if not ExploreView.uses(event):
            return False
        views = self._window.layers.findChildren(ExploreView)
        QApplication.sendEvent(views[-1], event)
        return True

    def open_booth(self, activity: str) -> None:
        """Say the PIN and ask where, then cover that screen with the booth for the open round.

        While the booth stands elsewhere, say the PIN once more.
        """
        from workshop_app.stage.booth_round import BoothRound

        console, pin = self._console, booth_pin()
        if console is None:
            return
        if self._booth is not None:
            console.ask(partial(_reminded, pin), _known, takes_keys=True)
            return
        round_: list[BoothRound] = []
        if not console.attempt(lambda: round_.append(BoothRound(self._workshop, activity))):
            return

        def answer(key: str) -> None:
            if key in ("laptop", "projector"):
                self._cover(round_[0], pin, on_projector=key == "projector")

        places = ("laptop", "projector") if self.state().kind == "on" else ("laptop",)
        console.ask(partial(_where, pin, places), answer, takes_keys=True)

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `state` or `screens` changed."""
        self._listeners.append(listener)

    # -- inside --------------------------------------------------------------------------

    def _cover(self, round_: BoothRound, pin: str, *, on_projector: bool) -> None:
        from workshop_app.stage.booth import BoothWindow

        console = self._console
        if console is None:
            return
        if not on_projector:
            console.attempt(lambda: conduct.show_turnout(self._workshop, local_now()))
        theme = THEMES[self._preference("stage_theme")]
        self._booth = BoothWindow(round_, pin, theme)
        self._booth.left.connect(self._on_booth_left)
        self._booth.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        choice = self._choice()
        screen = choice.wanted() if on_projector else choice.console_screen()
        home = screen or console.screen()
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
            self._window.layers.dotted.connect(self._on_dotted)
            # Closing the console ends the app, whatever still stands on the projector.
            self._window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
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

    def is_seen(self) -> bool:
        """Whether stage or booth stands before the room, or waits for its projector."""
        return self._booth is not None or self.state().kind != "off"

    def close(self) -> None:
        """Close both windows for good."""
        if self._booth is not None:
            self._booth.shut()
        if self._window is not None:
            self._window.layers.stop()
            self._window.close()
            self._window.deleteLater()

    @Slot()
    def _on_changed(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    @Slot(object)
    def _on_key_pressed(self, event: object) -> None:
        if self._console is not None:
            QApplication.sendEvent(self._console, event)  # type: ignore[arg-type]

    @Slot(str, str)
    def _on_dotted(self, source: str, target: str) -> None:
        """Somebody placed a dot on the stage, on an answer or a note, or took one away."""
        from workshop_app.session.touched_votes import move_vote
        from workshop_app.session.touching import move_dot

        console = self._console
        activity = self._workshop.activity_at(self._workshop.live().shown)
        if console is None or activity is None:
            return
        context = self._workshop.context(activity.id)
        questions = conduct.questions(self._workshop, activity)
        console.attempt(
            lambda: move_vote(context, questions, source, target)
            or move_dot(context, source, target)
        )

    @Slot(str, str)
    def _on_screen_offered(self, key: str, label: str) -> None:
        console = self._console
        if console is None or self.state().kind == "off":
            return

        def answer(chosen: str) -> None:
            if chosen == "use":
                self.choose_screen(key)

        console.ask(partial(_offered, label), answer)


@cache
def booth_pin() -> str:
    """Four digits that let the facilitator out of every booth of this run.

    Who lost them finds them again at the next opening. They are nowhere but in memory.
    """
    import secrets

    return f"{secrets.randbelow(10_000):04d}"


def _where(pin: str, places: tuple[str, ...], words: Words) -> Asked:
    answers = tuple((key, words(f"desktop.booth.{key}")) for key in (*places, "not"))
    return words("desktop.booth.pin", pin=pin), "warn", answers


def _reminded(pin: str, words: Words) -> Asked:
    known = (("known", words("start.location.known")),)
    return words("desktop.booth.is_open", pin=pin), "ok", known


def _known(_answer: str) -> None:
    """Whoever was reminded goes on."""


def _offered(screen: str, words: Words) -> Asked:
    answers = (("use", words("desktop.screen.use")), ("not", words("desktop.screen.not")))
    return words("desktop.screen.offered", screen=screen), "warn", answers
