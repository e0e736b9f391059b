"""aiohttp's connections with limits: how many, how slow; garbage is counted, never logged."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import struct
from collections import Counter
from typing import Any, Final

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from workshop_app.lan.web import MOST_BYTES, answer

MOST_CONNECTIONS: Final = 3_000
"""Five hundred phones with the handful that a browser opens for a page."""

MOST_OF_ONE: Final = 2_000
"""Of one address: nobody alone keeps the others out, and a room behind one address is let in."""

_ACCEPT_AGAIN: Final = 0.1

_NO_LINGER: Final = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""On, and for no time at all."""

_log = logging.getLogger(__name__)


class Connections(web.Server):
    """Makes a `Connection` for each client and counts what was not HTTP."""

    def __init__(self, handler: Any, patience: float) -> None:
        """``patience`` is how many seconds a client may take to ask, and to read the answer."""
        super().__init__(
            handler,
            access_log=None,
            auto_decompress=False,
            keepalive_timeout=patience,
            lingering_time=0,
            max_field_size=4096,
            max_headers=64,
            max_line_size=2048,
            read_bufsize=MOST_BYTES,
        )
        self.patience = patience
        self.garbage = 0
        self.transports: set[asyncio.Transport] = set()
        self.of_address: Counter[str] = Counter()

    async def accept(self, listener: socket.socket) -> None:
        """Take clients until this is cancelled; too many are hung up on.

        Not `loop.create_server`: what that has accepted when it is closed, it forgets to close.
        """
        loop = asyncio.get_running_loop()
        while True:
            try:
                client, (address, *_) = await loop.sock_accept(listener)
            except OSError:  # Too many open files, or the network is gone for now.
                await asyncio.sleep(_ACCEPT_AGAIN)
                continue
            is_full = len(self.transports) >= MOST_CONNECTIONS
            if is_full or self.of_address[address] >= MOST_OF_ONE:
                client.close()
                continue
            try:
                await loop.connect_accepted_socket(self, client)
            except OSError:  # It has gone already.
                client.close()

    async def close(self, timeout: float) -> None:
        """Let the last answers out, for so many seconds, then hang up everywhere."""
        self.pre_shutdown()
        await self.shutdown(timeout)
        for transport in self.transports:
            transport.abort()
        while self.transports:
            await asyncio.sleep(0)

    def __call__(self) -> RequestHandler:
        """A new client."""
        return Connection(self, loop=self._loop, **self._kwargs)


class Connection(RequestHandler):
    """One client's connection."""

    __slots__ = ("_address", "_own", "_server", "_stuck")

    def __init__(self, server: Connections, **options: Any) -> None:
        """Take the options of aiohttp."""
        super().__init__(server, **options)
        self._server = server
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to listen to the client."""
        super().connection_made(transport)
        assert self.transport is not None
        self._own = self.transport
        self._server.transports.add(self._own)
        self._address = str((self._own.get_extra_info("peername") or ("",))[0])
        self._server.of_address[self._address] += 1

    def pause_writing(self) -> None:
        """The client does not read: give it some time, then hang up."""
        super().pause_writing()
        self._stuck = self._loop.call_later(self._server.patience, self._on_stuck)

    def resume_writing(self) -> None:
        """It reads again."""
        super().resume_writing()
        self._be_patient()

    def connection_lost(self, exc: BaseException | None) -> None:
        """It is gone."""
        super().connection_lost(exc)
        self._server.transports.discard(self._own)
        self._server.of_address[self._address] -= 1
        if not self._server.of_address[self._address]:
            del self._server.of_address[self._address]
        self._be_patient()

    def _be_patient(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _on_stuck(self) -> None:
        if self.transport is not None:
            # Or the system would keep what was never read, and try to send it for minutes.
            client = self.transport.get_extra_info("socket")
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self.transport.abort()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer garbage, and what went wrong here, in JSON; only the latter is logged."""
        if status == 500:
            _log.error("A request of a phone failed", exc_info=exc)
        else:
            self._server.garbage += 1
        if request.writer.output_size > 0:
            raise ConnectionError("the answer had begun")
        reason = b'{"reason": "error"}' if status == 500 else b'{"reason": "garbage"}'
        response = answer(reason, status=status)
        response.force_close()
        return response

    def log_exception(self, *texts: Any, **more: Any) -> None:
        """Only clients that break off come here."""
        self._server.garbage += 1
