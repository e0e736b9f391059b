"""Phones in a process of their own: ``python -m benchmarks.crowd vote|join``, orders on its input.

Bare sockets under asyncio, so that they cost as little as can be beside the server they measure.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from typing import Any

HOST = "127.0.0.1"
QUESTION = "fa1"
"""A scale from 1 to 5 of the activity that `hall` votes in."""

PAGE = ("/", "/page.js", "/page.css", "/words.json", "/icon.svg")


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._received = b""
        self._answered: asyncio.Future[bytes] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to write."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer when the whole reply is there; of a stream, when it has begun."""
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or self._answered is None or self._answered.done():
            return
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) >= (int(length) if length else 1):
            self._answered.set_result(self._received)
            self._received = b""

    def connection_lost(self, error: Exception | None) -> None:
        """Whoever waits for a reply hears that none will come."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(error or ConnectionError("closed"))

    async def ask(self, request: bytes) -> bytes:
        """Send a request and return the whole reply."""
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answered


async def _connect(port: int) -> Line:
    _, line = await asyncio.get_running_loop().create_connection(Line, HOST, port)
    return line


def _get(port: int, path: str, cookie: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: device={cookie}\r\n\r\n".encode()


def _post(port: int, path: str, said: dict[str, Any], cookie: str) -> bytes:
    body = json.dumps(said)
    return (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nOrigin: http://{HOST}:{port}\r\n"
        f"Cookie: device={cookie}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def answer(key: str, number: int = 1) -> str:
    """What a phone says the first time, the second, …: another answer each time.

    It follows from the ballot's key, so that what is stored can be checked.
    """
    return str(1 + (int(key[:8], 16) + number) % 5)


def _ballot(port: int, round_: str, key: str, cookie: str, number: int = 1) -> bytes:
    said = {"round": round_, "key": key, "answers": {QUESTION: answer(key, number)}}
    return _post(port, "/ballot", said, cookie)


async def vote(
    port: int, round_: str, connections: int, cookies: list[str], minds: int
) -> dict[str, Any]:
    """Every phone votes and changes its mind, ``minds`` votes each, as many at once as said."""
    lines = [await _connect(port) for _ in range(connections)]
    times: list[float] = []
    saved: dict[str, int] = {}

    async def work(line: Line) -> None:
        while cookies:
            key, cookie = secrets.token_hex(16), cookies.pop()
            for number in range(1, minds + 1):
                request = _ballot(port, round_, key, cookie, number)
                begin = time.perf_counter()
                reply = await line.ask(request)
                times.append(time.perf_counter() - begin)
                if reply.startswith(b"HTTP/1.1 200"):
                    saved[key] = number

    begin = time.perf_counter()
    await asyncio.gather(*map(work, lines))
    return {"seconds": time.perf_counter() - begin, "times": times, "saved": saved}


async def join(port: int, round_: str, phones: int, secret: str) -> dict[str, Any]:
    """Phones load the page, join, listen and vote, all at once; they listen until the end."""
    saved: dict[str, int] = {}

    async def phone() -> None:
        line = await _connect(port)
        for path in PAGE:
            await line.ask(_get(port, path, ""))
        reply = await line.ask(_post(port, "/join", {"secret": secret}, ""))
        cookie = reply.partition(b"device=")[2][:32].decode()
        listening = await _connect(port)
        await listening.ask(_get(port, "/events", cookie))
        await line.ask(_get(port, "/state", cookie))
        key = secrets.token_hex(16)
        reply = await line.ask(_ballot(port, round_, key, cookie))
        if reply.startswith(b"HTTP/1.1 200"):
            saved[key] = 1

    begin = time.perf_counter()
    await asyncio.gather(*(phone() for _ in range(phones)))
    return {"seconds": time.perf_counter() - begin, "times": [], "saved": saved}


if __name__ == "__main__":
    orders = json.loads(sys.stdin.readline())
    found = asyncio.run(vote(**orders) if sys.argv[1] == "vote" else join(**orders))
    sys.stdout.write(json.dumps(found) + "\n")
