"""What keys and buttons do to the stage: blank, hold, freeze, reveal, pages and the countdown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.assembly import conduct
from workshop_app.session import live
from workshop_app.session.door import JOIN

if TYPE_CHECKING:
    from workshop_app.console.pane import ConsoleDesk


class StageActions:
    """Each is one change of the session, so that a restart comes back to it."""

    def __init__(self, desk: ConsoleDesk) -> None:
        """Act on the session of ``desk``."""
        self._desk = desk

    def resume(self) -> None:
        """F5: stage on; when it is on, back to the step."""
        stage = self._desk.stage
        if stage is not None and stage.state().kind in ("off", "lost"):
            stage.turn_on()
        if self._desk.workshop.live().surface == JOIN:
            self._leave_way_in()
        elif self._desk.workshop.live().surface != "step":
            self._set_surface("step")

    def switch(self) -> None:
        """The chip: stage on or off."""
        stage = self._desk.stage
        if stage is None:
            return
        if stage.state().kind in ("on", "practice"):
            stage.turn_off()
        else:
            stage.turn_on()

    def swap(self) -> None:
        """Console and stage change screens."""
        if self._desk.stage is not None:
            self._desk.stage.swap_screens()

    def explore(self) -> None:
        """Pan and zoom the picture on stage, or stop."""
        stage = self._desk.stage
        if stage is not None:
            words = self._desk.workshop.words
            opened = stage.explore()
            self._desk.announce(words("console.explore.on" if opened else "console.explore.off"))

    def toggle(self, surface: str) -> None:
        """``hold`` or ``blank`` instead of the step, or back to the step."""
        shown = self._desk.workshop.live().surface
        if shown == JOIN:
            self._leave_way_in()
            if surface == "hold":
                return
        self._set_surface("step" if shown == surface else surface)

    def freeze(self) -> None:
        """Let the stage stand still while the console moves on, or let go."""
        workshop = self._desk.workshop
        state = workshop.live()
        moment = None if state.frozen else state.moment
        self._desk.attempt(partial(live.set_frozen, workshop.file, moment))

    def reveal(self) -> None:
        """Show the closed round to the room."""
        workshop = self._desk.workshop
        action = conduct.reveal_action(workshop)
        if action is None:
            self._desk.toast(workshop.words("console.reveal.nothing"))
            return
        self._desk.attempt(partial(conduct.perform, workshop, action, self._desk.now()))

    def pause(self) -> None:
        """Stop the countdown, or go on."""
        file = self._desk.workshop.file
        self._desk.attempt(partial(live.pause_timer, file, self._desk.now()))

    def add_minutes(self, minutes: int) -> None:
        """Give or take time."""
        file = self._desk.workshop.file
        self._desk.attempt(partial(live.add_minutes, file, self._desk.now(), minutes))

    def _leave_way_in(self) -> None:
        if self._desk.phones is not None:
            self._desk.phones.show_way_in()

    def _set_surface(self, surface: str) -> None:
        file = self._desk.workshop.file
        self._desk.attempt(partial(live.set_surface, file, surface))
