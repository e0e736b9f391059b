"""The phones' room of one session: opened when it is wanted, closed with the session.

Nothing of the server is imported before that, and it starts in a thread of its own: aiohttp
takes a quarter of a second, which the console does not wait for.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from workshop_app.console.outside import NetworkChoice, RoomState
from workshop_app.errors import UserError
from workshop_app.session.door import JOIN, Door

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.assembly.phones import Polling
    from workshop_app.console import talking
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.lan.asking import Asked
    from workshop_app.lan.room import Room
    from workshop_app.lan.server import PhoneServer
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.words import Words

_LOG = logging.getLogger(__name__)

TELL_EVERY: Final = 60
"""Milliseconds between two changes by phones that the windows hear of: a busy room is drawn
again 16 times a second, and every ballot within 100 ms."""

_PAINTED_AFTER: Final = 8
"""Milliseconds after which what the windows show anew is painted; Qt waits 5 before it does."""

_COUNT_EVERY: Final = 500
"""Milliseconds between two looks at how many devices have joined."""

_KEEP_AFTER: Final = 2_000
"""Milliseconds after which devices that joined are put down; a whole room joins within them."""

_LOOK_EVERY: Final = 5_000
"""Milliseconds between two looks whether the network is still there."""

_FOLLOWED: Final = frozenset({"live", "slot", "held", "round", "session", "person"})
"""The tables whose changes may show something else on the phones."""


class Phones(QObject):
    """The room as the console sees it (`console.outside.PhoneControl`)."""

    _waiting = Signal()
    _started = Signal()

    def __init__(self, workshop: Workshop, parent: QObject | None = None) -> None:
        """Open nothing."""
        super().__init__(parent)
        self._workshop = workshop
        self._console: ConsoleWindow | None = None
        self._room: Room | None = None
        self._server: PhoneServer | None = None
        self._polling: Polling | None = None
        self._starting: threading.Thread | None = None
        self._fault: UserError | None = None
        self._kind = "closed"
        self._port = 0
        self._kept_all = False
        self._address = ""
        self._joined = 0
        self._told = 0.0
        self._shown: Asked | None = None
        self._listeners: list[Callable[[], None]] = []
        self._unsubscribe: Callable[[], None] | None = None
        self._waiting.connect(self._on_waiting, Qt.ConnectionType.QueuedConnection)
        self._started.connect(self._on_started, Qt.ConnectionType.QueuedConnection)
        self._tell = self._timer(TELL_EVERY, self._on_tell, again=False)
        self._refreshed = self._timer(0, self._on_refreshed, again=False)
        self._painted = self._timer(_PAINTED_AFTER, self._on_painted, again=False)
        self._look = self._timer(0, self._on_look, again=False)
        self._count = self._timer(_COUNT_EVERY, self._on_count)
        self._keep_soon = self._timer(_KEEP_AFTER, self._on_keep, again=False)
        self._networks = self._timer(_LOOK_EVERY, self._on_networks)

    def _timer(
        self, interval: int, slot: Callable[[], None], *, again: bool = True
    ) -> QTimer:
        timer = QTimer(self, singleShot=not again, interval=interval)
        timer.timeout.connect(slot)
        return timer

    def attach(self, console: ConsoleWindow) -> None:
        """Know the console, which says what went wrong."""
        self._console = console

    # -- PhoneControl --------------------------------------------------------------------

    def state(self) -> RoomState:
        """Whether the room is open, where, and for how many."""
        door = self._workshop.door
        if door is None:
            return RoomState(self._kind)
        shown = self._workshop.live().surface == JOIN
        return RoomState(self._kind, door.address, door.code, self._joined, is_on_stage=shown)

    def networks(self) -> Sequence[NetworkChoice]:
        """Every network that phones could be on, the likeliest first, the last used above all."""
        from workshop_app.lan.addresses import networks
        from workshop_app.session.phone_room import read_room

        last, words = read_room(self._workshop.file).address, self._workshop.words
        found = [NetworkChoice(one.address, one.said(words)) for one in networks()]
        return sorted(found, key=lambda one: one.address != last)

    def open(self, address: str) -> None:
        """Let phones in on one address; `state` says when it is done. Open already: nothing."""
        if self._kind != "closed":
            return
        from workshop_app.assembly.phones import Polling
        from workshop_app.lan.room import Room
        from workshop_app.lan.server import PhoneServer
        from workshop_app.session.phone_room import read_room

        kept = read_room(self._workshop.file)
        self._room = self._room or Room(kept=kept.room)
        self._polling = polling = Polling(self._workshop)
        self._server = server = PhoneServer(self._room, polling.store)
        asked = polling.look()
        self._room.begin_round(asked.round)
        self._room.mark_saved(*polling.seats())
        self._shown = asked
        server.show(asked)
        server.show_turnout(*polling.turnout())
        self._kind, self._address, self._fault = "opening", address, None
        port = kept.port if address == kept.address else 0
        self._starting = threading.Thread(
            target=self._start, args=(server, address, port), name="phones-start", daemon=True
        )
        self._workshop.file.call_when_waiting(self._waiting.emit)
        self._starting.start()
        self._say()

    def close(self) -> None:
        """Let nobody in any more. Whoever was in is let in again when it opens again."""
        self._shut()
        self._workshop.show_door(None)
        self._say()

    def renew_code(self) -> None:
        """Let phones in by another code and another square from now on; who is in stays in."""
        room, server, door = self._room, self._server, self._workshop.door
        if room is None or server is None or door is None:
            return
        room.renew()
        self._keep(is_open=True)
        self._workshop.show_door(door._replace(url=server.url, code=room.code))
        self._say()

    def show_way_in(self) -> None:
        """Show the stage how to get in, or the step again."""
        workshop = self._workshop
        door, live = workshop.door, workshop.live()
        if door is not None:
            shown_at = None if live.surface == JOIN else live.moment
            workshop.show_door(door._replace(shown_at=shown_at))

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` whenever `state` changed."""
        self._listeners.append(listener)

    # -- for `desktop` -------------------------------------------------------------------

    def offer_again(self) -> None:
        """Ask whether to open the room again that was open when the app ended unexpectedly."""
        from workshop_app.session.phone_room import read_room

        kept, console = read_room(self._workshop.file), self._console
        if not kept.is_open or console is None or self._kind != "closed":
            return
        if kept.address not in [one.address for one in self.networks()]:
            return

        def answer(key: str) -> None:
            if key == "open":
                self.open(kept.address)

        console.ask(_again, answer)

    def stop(self) -> None:
        """Close for good, before the file does. What has come in is saved."""
        self._shut()
        for timer in self.findChildren(QTimer):
            timer.stop()

    # -- starting and stopping -----------------------------------------------------------

    def _start(self, server: PhoneServer, address: str, port: int) -> None:
        """In a thread of its own: the same port once more where it is free."""
        try:
            try:
                server.start(address, port)
            except UserError:
                if not port:
                    raise
                server.start(address)
        except UserError as fault:
            self._fault = fault
        self._started.emit()

    @Slot()
    def _on_started(self) -> None:
        server, room, thread = self._server, self._room, self._starting
        if self._kind != "opening" or server is None or room is None or thread is None:
            return
        thread.join()
        self._starting = None
        if not self._kept_all:
            # Looking for garbage holds the windows up, some 50 ms while a room joins: not among
            # what has just been imported for good.
            from workshop_app.ui.garbage import keep_all

            self._kept_all = True
            keep_all()
        if self._fault is not None:
            self._shut()
            if self._console is not None:
                self._console.fail(self._fault)
            self._say()
            return
        self._kind, self._joined = "open", room.joined
        base = server.url.partition("/#")[0]
        self._port = int(base.rpartition(":")[2])
        self._unsubscribe = self._workshop.file.subscribe(self._on_changed)
        self._on_look()  # The session may have gone on meanwhile.
        self._keep(is_open=True)
        self._count.start()
        self._networks.start()
        self._workshop.show_door(Door(server.url, base, room.code))
        self._say()

    def _shut(self) -> None:
        """Stop the server, keep who was in, and follow nothing any more."""
        if self._kind == "closed":
            return
        for timer in (self._tell, self._look, self._count, self._keep_soon, self._networks):
            timer.stop()
        if self._starting is not None:
            self._starting.join()
            self._starting = None
        if self._server is not None:
            self._server.stop()
        self._workshop.file.call_when_waiting(None)
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._workshop.file.tell_waiting()
        if self._kind != "opening":
            self._keep(is_open=False)
        self._kind, self._server, self._polling = "closed", None, None

    def _keep(self, *, is_open: bool) -> None:
        """Put down who is in; where that cannot be written, a restart lets them join anew."""
        from workshop_app.session.phone_room import KeptRoom, keep_room

        if self._room is not None:
            kept = KeptRoom(self._room.kept(), self._address, self._port, is_open)
            with suppress(UserError):
                keep_room(self._workshop.file, kept)

    def _say(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    # -- following the session -----------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        polling, server = self._polling, self._server
        if polling is None or server is None:
            return
        if change.tables & _FOLLOWED or ("ballot" in change.tables and polling.is_named):
            self._look.start()
        if "ballot" in change.tables:
            server.show_turnout(*polling.turnout())

    @Slot()
    def _on_look(self) -> None:
        """Show the phones where the session stands now."""
        polling, server = self._polling, self._server
        if polling is None or server is None:
            return
        asked = polling.look()
        if asked != self._shown:
            self._shown = asked
            server.show(asked)
        server.show_turnout(*polling.turnout())
        self._leave_way_in()

    def _leave_way_in(self) -> None:
        """Going on, blank or hold take the way in off the stage for good."""
        workshop = self._workshop
        door, live = workshop.door, workshop.live()
        if door is not None and door.shown_at is not None and live.surface != JOIN:
            workshop.show_door(door._replace(shown_at=None))

    @Slot()
    def _on_waiting(self) -> None:
        """Phones have changed the file: tell the windows now, or when it is time again."""
        if self._tell.isActive():
            return
        rest = TELL_EVERY - (time.monotonic() - self._told) * 1000
        self._tell.start(max(0, round(rest)))

    @Slot()
    def _on_tell(self) -> None:
        """The windows read and paint in turns of their own; the phones wait until both are done."""
        self._told = time.monotonic()
        if self._server is not None:
            self._server.pause.begin()
        self._workshop.file.tell_waiting()
        self._refreshed.start()

    @Slot()
    def _on_refreshed(self) -> None:
        if self._server is not None:
            self._server.pause.begin()
        self._painted.start()

    @Slot()
    def _on_painted(self) -> None:
        if self._server is not None:
            self._server.pause.end()

    @Slot()
    def _on_count(self) -> None:
        room = self._room
        if room is not None and room.joined != self._joined:
            self._joined = room.joined
            if not self._keep_soon.isActive():
                self._keep_soon.start()
            self._say()

    @Slot()
    def _on_keep(self) -> None:
        self._keep(is_open=True)

    @Slot()
    def _on_networks(self) -> None:
        """Say that the network is gone, and that it is back."""
        from workshop_app.lan.addresses import networks

        kind = "open" if self._address in [one.address for one in networks()] else "lost"
        if kind != self._kind and not self._address.startswith("127."):
            self._kind = kind
            self._say()


def _again(words: Words) -> talking.Asked:
    answers = (("open", words("phones.again.open")), ("not", words("phones.again.not")))
    return words("phones.again"), "warn", answers
