"""A process of its own: people who vote, or attackers, against a server on this machine.

``python -m tests.lan.crowd vote PORT ROUND EACH COOKIE…``, each so many times, and ``… attack PORT
SECONDS SLOW LOUD``; both write a line of JSON at the end. What it is told on standard input begins
it.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from contextlib import suppress
from typing import Any

from tests.lan.hall import HERE, request

BALLOTS_EACH = 10
MEGABYTE = b"x" * (1 << 20)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.lower().split(b"\r\n")
        if line.startswith(b"content-length")
    )
    await reader.readexactly(length)
    return int(head.split()[1])


# -- people who vote ---------------------------------------------------------------------


async def _voter(port: int, round_: str, each: int, cookie: str, times: list[float]) -> int:
    """Vote and change the vote, one ballot after the other; returns how many were saved."""
    key, saved = secrets.token_hex(16), 0
    reader, writer = await asyncio.open_connection(HERE, port)
    for number in range(each):
        said = {"round": round_, "key": key, "answers": {"q1": str(1 + number % 5)}}
        begin = time.perf_counter()
        writer.write(request(port, "POST", "/ballot", said, cookie, Connection=None))
        saved += await _answer(reader) == 200
        times.append(time.perf_counter() - begin)
        await asyncio.sleep(0.2)
    writer.close()
    return saved


async def vote(port: int, round_: str, each: int, cookies: list[str]) -> dict[str, Any]:
    """Everybody at once; 95 of 100 answers took no longer than ``p95`` seconds."""
    times: list[float] = []
    saved = await asyncio.gather(*(_voter(port, round_, each, cookie, times) for cookie in cookies))
    return {"saved": sum(saved), "p95": sorted(times)[int(len(times) * 0.95)]}


# -- attackers ---------------------------------------------------------------------------


async def _slow(port: int, number: int, until: float, dropped: list[int]) -> None:
    """A letter now and then: half of them of the head, half of the body. Never reads."""
    raw = request(port, "POST", "/join", b"y" * 16000)
    head = raw[:60] if number % 2 else raw[: raw.index(b"\r\n\r\n") + 4]
    reader, writer = await asyncio.open_connection(HERE, port, limit=64)
    writer.write(head)
    with suppress(ConnectionError):
        while time.monotonic() < until:
            writer.write(b"z")
            await writer.drain()
            if reader.at_eof():
                raise ConnectionError
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(4096), 0.2)
                if reader.at_eof():
                    raise ConnectionError
        writer.close()
        return
    dropped.append(number)
    writer.close()


async def _large(port: int, number: int, until: float) -> None:
    """A megabyte as a body, or as frames of a web socket that was never granted."""
    raw = request(port, "POST", "/ballot", b"", "0" * 32, Content_Length=str(len(MEGABYTE)))
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec_WebSocket_Version": "13"}
    frames = request(port, "GET", "/events", None, "0" * 32, **upgrade)
    while time.monotonic() < until:
        with suppress(OSError):
            _, writer = await asyncio.open_connection(HERE, port)
            writer.write((raw if number % 2 else frames) + MEGABYTE)
            with suppress(TimeoutError):
                await asyncio.wait_for(writer.drain(), 1)
            writer.transport.abort()
        await asyncio.sleep(0.05)


async def _flood(port: int, number: int, until: float, sent: list[int]) -> None:
    """Requests as fast as they are answered, many in a row, or none that is HTTP."""
    raw = request(port, "GET", "/state", None, "0" * 32, Connection=None) * 10
    if number % 4 == 0:
        raw = b"\x16\x03\x01\x02\x00 not http\r\n\r\n"
    while time.monotonic() < until:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection(HERE, port)
            while time.monotonic() < until and not reader.at_eof():
                writer.write(raw)
                sent.append(1)
                await reader.read(65536)
            writer.transport.abort()


async def attack(port: int, seconds: float, slow: int, loud: int) -> dict[str, int]:
    """``slow`` clients, and ``loud`` each that send megabytes and that flood."""
    until, dropped, sent = time.monotonic() + seconds, list[int](), list[int]()
    await asyncio.gather(
        *(_slow(port, number, until, dropped) for number in range(slow)),
        *(_large(port, number, until) for number in range(loud)),
        *(_flood(port, number, until, sent) for number in range(loud)),
    )
    return {"dropped": len(dropped), "sent": len(sent)}


def main() -> None:
    what, port, *more = sys.argv[1:]
    sys.stdin.readline()
    found = (
        asyncio.run(vote(int(port), more[0], int(more[1]), more[2:]))
        if what == "vote"
        else asyncio.run(attack(int(port), float(more[0]), int(more[1]), int(more[2])))
    )
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
