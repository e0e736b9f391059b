"""Connections that stay: who does not read, who is too many, and who only listens."""

from __future__ import annotations

import asyncio
import select
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.lan.hall import HERE, Hall, hall_in, request

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lan


def _hung_up_within(connection: socket.socket, seconds: float) -> bool:
    """Whether the other side breaks off, without reading anything."""
    poll = select.poll()
    poll.register(connection, 0)  # Only errors and hanging up are told then.
    return bool(poll.poll(seconds * 1000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no poll")
@pytest.mark.parametrize(("patience", "dropped"), [(0.3, True), (1000.0, False)])
def test_who_does_not_read_the_answers_is_dropped(
    tmp_path: Path, patience: float, dropped: bool
) -> None:
    """With its control: where there is no end of patience nobody is."""
    with (
        hall_in(tmp_path / "hall.workshop", patience=patience) as hall,
        socket.create_connection((HERE, hall.port)) as connection,
    ):
        connection.setblocking(False)
        many = request(hall.port, "GET", "/page.js", Connection=None) * 400
        assert connection.send(many)
        assert _hung_up_within(connection, 10 if dropped else 1) == dropped


def test_too_many_connections_are_hung_up_on_and_the_others_stay(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop_app.lan import connection

    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 2)
    lines = [socket.create_connection((HERE, hall.port), timeout=10) for _ in range(3)]
    assert lines[2].recv(1) == b""
    for line in lines[:2]:
        line.sendall(request(hall.port, "GET", "/"))
        assert line.recv(15).startswith(b"HTTP/1.1 200")
        line.close()
    lines[2].close()


def test_one_address_leaves_room_for_the_others(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop_app.lan import connection

    monkeypatch.setattr(connection, "MOST_OF_ONE", 2)
    lines = [socket.create_connection((HERE, hall.port), timeout=10) for _ in range(3)]
    assert lines[2].recv(1) == b""
    with socket.create_connection(
        (HERE, hall.port), timeout=10, source_address=("127.0.0.9", 0)
    ) as other:
        other.sendall(request(hall.port, "GET", "/"))
        assert other.recv(15).startswith(b"HTTP/1.1 200")
    for line in lines:
        line.close()
    assert hall.phone().state()["state"] == "open", "who has gone takes no room"


def test_a_client_that_cannot_be_connected_stops_nobody_after_it(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems refuse to set up a connection that was reset before it was taken."""
    loop_class = asyncio.BaseEventLoop
    connect = loop_class.connect_accepted_socket
    failed: list[int] = []

    async def fail_once(self: asyncio.BaseEventLoop, *arguments: Any, **options: Any) -> Any:
        if not failed:
            failed.append(1)
            raise OSError(22, "Invalid argument")
        return await connect(self, *arguments, **options)

    monkeypatch.setattr(loop_class, "connect_accepted_socket", fail_once)
    with socket.create_connection((HERE, hall.port), timeout=10) as gone:
        assert gone.recv(1) == b""
    assert failed
    assert hall.phone().state()["state"] == "open"


def test_who_listens_hears_that_the_line_is_alive(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workshop_app.lan import web

    monkeypatch.setattr(web, "HEARTBEAT", 0.05)
    with socket.create_connection((HERE, hall.port), timeout=10) as connection:
        connection.sendall(request(hall.port, "GET", "/events", cookie=hall.room.admit()))
        received = b""
        while received.count(b"\n:\n\n") < 2:
            received += connection.recv(4096)


def test_turnout_is_told_twice_a_second_at_most_and_its_end_always(hall: Hall) -> None:
    with socket.create_connection((HERE, hall.port), timeout=10) as connection:
        connection.sendall(request(hall.port, "GET", "/events", cookie=hall.room.admit()))
        received = b""
        while b"event: turnout" not in received:
            received += connection.recv(4096)
        for voted in range(1, 501):
            hall.server.show_turnout(voted, 500)
        while b'{"voted": 500, "present": 500}' not in received:
            received += connection.recv(4096)
    assert received.count(b"event: turnout") <= 4


def test_a_phone_that_goes_away_while_it_listens_is_forgotten_and_no_fault(hall: Hall) -> None:
    """What went wrong here would stand in the log, and fail this test."""
    with socket.create_connection((HERE, hall.port), timeout=10) as connection:
        connection.sendall(request(hall.port, "GET", "/events", cookie=hall.room.admit()))
        assert connection.recv(4096)
    showing, phone = hall.server._showing, hall.phone()  # noqa: SLF001 - nobody is told of it
    assert showing is not None
    while showing._of_device:  # noqa: SLF001
        hall.show()
        assert phone.state()["state"] == "open"
