"""PROMISES 20, for phones: every byte that reaches one is the same whatever the others choose."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

from tests.lan.hall import HERE, Hall, Phone, hall_in, request
from workshop_app.storage.tally import ballots_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.lan

VOTERS = 6
OPPOSITE = ("1", "5")
_OWN = re.compile(rb'(?m)^Date: .*\r$|"version": \d+|127\.0\.0\.1:\d+')
"""What no two rooms have alike, and no ballot changes: when and where."""


def _plain(raw: bytes) -> bytes:
    return _OWN.sub(b"-", raw)


def _asked(phone: Phone, method: str, path: str, said: object = None) -> bytes:
    reply = phone.ask(method, path, said)
    return _plain(reply.head.encode() + reply.body)


def _heard(phone: Phone, connection: socket.socket, voted: int) -> bytes:
    """What a phone that listens was told until that turnout."""
    received, last = b"", b'"voted": %d' % voted
    while last not in received:
        part = connection.recv(4096)
        assert part, received
        received += part
    return received


def everything(
    hall: Hall, value: str, told: Callable[[Hall, str], int]
) -> list[bytes]:
    """All answers that phones get while people vote for ``value``, and change their minds."""
    watching = hall.phone()
    with socket.create_connection((HERE, hall.port), timeout=10) as connection:
        connection.sendall(request(hall.port, "GET", "/events", None, watching.cookie))
        found = []
        for n in range(VOTERS):
            phone, key = hall.phone(), f"{n:032x}"
            for choice in ("3", value):
                said = {"round": hall.token, "key": key, "answers": {"q1": choice, "w": choice}}
                found.append(_asked(phone, "POST", "/ballot", said))
            hall.server.show_turnout(told(hall, value), VOTERS)
            found += [_asked(one, "GET", "/state") for one in (phone, watching)]
        found.append(_plain(_heard(watching, connection, told(hall, value))))
    hall.close_round()
    hall.show("closed")
    return [*found, _asked(watching, "GET", "/state")]


def differing(folder: Path, told: Callable[[Hall, str], int]) -> int:
    rooms = []
    for value in OPPOSITE:
        with hall_in(folder / f"{value}.workshop") as hall:
            rooms.append(everything(hall, value, told))
    one, other = ([_events(frame) for frame in room] for room in rooms)
    assert all(one)
    return sum(a != b for a, b in zip(one, other, strict=True))


def _events(frame: bytes) -> bytes:
    """Of what was listened to, the first and the last: turnout comes as the clock has it."""
    if b"event: turnout" not in frame:
        return frame
    told = frame.split(b"event: ")
    return told[0] + told[-1]


def test_no_answer_of_the_server_depends_on_a_choice(tmp_path: Path) -> None:
    assert differing(tmp_path, lambda hall, _: ballots_in(hall.file, hall.round.key)) == 0


def test_the_check_sees_a_turnout_that_tells(tmp_path: Path) -> None:
    """The control: one that counts some of the ballots only."""
    assert differing(tmp_path, lambda hall, value: hall.ballots() - (value == "5")) > 0
