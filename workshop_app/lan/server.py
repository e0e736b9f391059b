"""The phone server: a thread with a loop of its own, from `start` to `stop`; off until then."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from workshop_app.errors import UserError
from workshop_app.lan.asking import NOTHING, Asked
from workshop_app.lan.commits import Commits
from workshop_app.lan.pause import Pause
from workshop_app.lan.showing import Showing
from workshop_app.turns import short_turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.lan.asking import Store
    from workshop_app.lan.connection import Connections
    from workshop_app.lan.room import Room

PATIENCE: Final = 15.0
"""Seconds that a phone may take to ask, and to read the answer."""

_ENDING: Final = 2.0
"""Seconds for the last answers when the room closes. What came in is saved, answered or not."""

_FILES: Final = 8_192
"""Each connection is an open file; some systems allow a program 256 unless it asks for more."""

_WAITING: Final = 512
"""Connections that the system keeps while the loop is busy: a whole room that comes at once."""


class PhoneServer:
    """Serves one room on one address. Every method may be called from any one thread.

    ``store`` is called in a worker thread with the votes that came together. `stop` waits for it:
    never call that while holding what the store waits for.
    """

    def __init__(self, room: Room, store: Store, *, patience: float = PATIENCE) -> None:
        """Open nothing yet."""
        self.room = room
        self.pause = Pause()
        self._store = store
        self._patience = patience
        self._asked: Asked = NOTHING
        self._turnout = (0, 0)
        self._address = ""
        self._port = 0
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event | None = None
        self._showing: Showing | None = None
        self._connections: Connections | None = None

    @property
    def url(self) -> str:
        """What the QR code says; no address bar or log has the secret. Empty when off."""
        return f"http://{self._address}:{self._port}/#{self.room.secret}" if self._thread else ""

    @property
    def garbage(self) -> int:
        """How many requests were not HTTP since the start."""
        return self._connections.garbage if self._connections else 0

    def start(self, address: str, port: int = 0) -> int:
        """Serve on this address alone, and return the port; 0 = a free one.

        Raises `UserError` when that cannot be: the network is gone, or the port is taken.
        """
        if self._thread is not None:
            raise RuntimeError("the server runs already: stop it first")
        if ipaddress.IPv4Address(address).is_unspecified:
            raise ValueError("never on all networks: choose one address")
        _allow_many_files()
        try:
            listener = socket.create_server((address, port), backlog=_WAITING)
        except OSError as error:
            raise UserError(
                "Phones cannot be let in on {address}: {reason}.",
                "Nothing that was saved is touched, and every other way to vote goes on.",
                "Choose the network again.",
                address=address,
                reason=error.strerror or error,
            ) from error
        listener.setblocking(False)
        ready: Future[int] = Future()
        self._thread = threading.Thread(
            target=self._serve, args=(address, listener, ready), name="phones", daemon=True
        )
        self._thread.start()
        try:
            self._port = ready.result()
        except BaseException:
            self._thread.join()
            self._thread = None
            raise
        self._address = address
        return self._port

    def stop(self) -> None:
        """Save what has come in, close every connection and the port. Again changes nothing."""
        if self._thread is None:
            return
        if self._ended is not None:
            self._call(self._ended.set)
        self._thread.join()
        self._thread = None

    def show(self, asked: Asked) -> None:
        """Show this to every phone from now on, those that join later too."""
        self._asked = asked
        if self._showing is not None:
            self._call(self._showing.show, asked)

    def show_turnout(self, voted: int, present: int) -> None:
        """Tell every phone how many have voted."""
        self._turnout = (voted, present)
        if self._showing is not None:
            self._call(self._showing.show_turnout, voted, present)

    def _call(self, action: Callable[..., object], *arguments: Any) -> None:
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # The loop has just closed: nobody is there to be told.
                loop.call_soon_threadsafe(action, *arguments)

    # -- in the thread -------------------------------------------------------------------

    def _serve(self, address: str, listener: socket.socket, ready: Future[int]) -> None:
        try:
            with short_turns():
                asyncio.run(self._run(address, listener, ready))
        finally:
            self._loop = self._showing = self._ended = None
            if not ready.done():
                ready.set_exception(RuntimeError("the phone server did not start"))

    async def _run(self, address: str, listener: socket.socket, ready: Future[int]) -> None:
        from workshop_app.lan.connection import Connections
        from workshop_app.lan.web import Site

        self._loop = loop = asyncio.get_running_loop()
        self._ended = asyncio.Event()
        self._showing = showing = Showing(self.room)
        showing.show(self._asked)
        showing.show_turnout(*self._turnout)
        commits = Commits(self._store, self.pause)
        site = Site(self.room, showing, commits, self.pause, self._patience)
        self._connections = connections = Connections(site.handle, self._patience)
        with listener:
            bound: int = listener.getsockname()[1]
            site.serve_as(address, bound)
            accepting = loop.create_task(connections.accept(listener))
            ready.set_result(bound)
            await self._ended.wait()
            await asyncio.sleep(0)  # Whoever was accepted at this very moment is closed properly.
            accepting.cancel()
            await asyncio.wait((accepting,))
        showing.close()
        await connections.close(_ENDING)
        await commits.close()


def _allow_many_files() -> None:
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
