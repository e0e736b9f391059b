"""What keys and buttons do with the phones' room, and with the ways to vote without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.assembly import conduct
from workshop_app.session.door import JOIN
from workshop_app.session.holding import held_as
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from workshop_app.console.body import ConsoleBody
    from workshop_app.console.overlays import Overlays
    from workshop_app.console.pane import ConsoleDesk


class PhoneActions:
    """The room itself is kept by whoever opens the session."""

    def __init__(self, desk: ConsoleDesk, body: ConsoleBody, overlays: Overlays) -> None:
        """Act on the room of ``desk``."""
        self._desk, self._body, self._overlays = desk, body, overlays
        self._kind, self._code = "closed", ""

    def open_sheet(self) -> None:
        """Everything about the room, over the console."""
        if self._desk.phones is not None:
            self._overlays.toggle_phones(self._desk.phones, self._other_ways(), self.vote_by)

    def show_way_in(self) -> None:
        """The way in on the stage, or the step again; without a room, how to open one."""
        phones = self._desk.phones
        if phones is None:
            return
        if phones.state().kind not in ("open", "lost"):
            self.open_sheet()
            return
        phones.show_way_in()
        shown = self._desk.workshop.live().surface == JOIN
        self._desk.announce(self._desk.workshop.words(f"phones.way_in.{'on' if shown else 'off'}"))

    def follow(self) -> None:
        """The room changed: the sheet follows, and what matters is said aloud."""
        phones = self._desk.phones
        if phones is None:
            return
        state = phones.state()
        if self._overlays.phones is not None:
            self._overlays.phones.refresh(state)
        if state.kind != self._kind:
            self._kind = state.kind
            said = self._desk.workshop.words(f"phones.state.{state.kind}", n=state.joined)
            self._desk.announce(said)
        if state.code and self._code not in ("", state.code):
            self._desk.announce(self._desk.workshop.words("phones.renewed"))
        self._code = state.code

    def _other_ways(self) -> tuple[str, ...]:
        """The ways in which the activity that is on can be voted on; none where nobody votes."""
        from workshop_app.session import voting

        workshop, activity = self._desk.workshop, self._desk.snapshot().activity
        asked = conduct.questions(workshop, activity) if activity else ()
        if activity is None or not asked:
            return ()
        context = workshop.context(activity.id)
        return voting.offered(context, asked, named=held_as(context).named)

    def vote_by(self, way: str) -> None:
        """Take ballots another way too, in the same round, and begin with it."""
        desk, editor = self._desk, self._body.capture.editor
        workshop = desk.workshop
        if editor is None or not editor.take_way(way):
            desk.toast(workshop.words("phones.way.not_here"))
            return
        self._body.show_pane(self._body.capture)
        round_ = latest(workshop.file, editor.activity)
        if way == "booth" and round_ is not None and round_.state == "open":
            desk.open_booth(editor.activity)
