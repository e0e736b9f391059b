"""A phone joins, sees what is asked, votes, changes its mind, and comes back."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.lan.hall import ASKED, HERE, Hall, Phone, exchange, hall_in, request
from workshop_app.errors import UserError
from workshop_app.lan.asking import Asked, AskedGroup
from workshop_app.lan.room import Room
from workshop_app.lan.server import PhoneServer
from workshop_app.storage.tally import tally

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop_app.lan.asking import Vote
    from workshop_app.method.ways import Outcome

pytestmark = pytest.mark.lan


def _key() -> str:
    return secrets.token_hex(16)


def test_a_phone_joins_by_secret_or_code_and_votes(hall: Hall) -> None:
    for proof in ({"secret": hall.room.secret}, {"code": f" {hall.room.code.lower()} "}):
        phone = Phone(hall.port)
        assert phone.ask("GET", "/state").status == 401
        reply = phone.join(**proof)
        assert reply.json == {"ok": True}
        assert "; HttpOnly; SameSite=Strict; Path=/" in reply.head
        assert phone.state()["mine"] == {"saved": False}
        assert phone.vote(hall.token, _key(), "4").json == {"saved": True}
        assert phone.state()["mine"] == {"saved": True}
    assert hall.ballots() == 2
    assert hall.room.joined == 2


def test_a_phone_that_is_in_stays_one_device(hall: Hall) -> None:
    phone = hall.phone()
    before = phone.cookie
    assert phone.join(secret=hall.room.secret).json == {"ok": True}
    assert (phone.cookie, hall.room.joined) == (before, 1)


def test_the_state_says_what_is_asked_and_nothing_that_was_chosen(hall: Hall) -> None:
    mine, other = hall.phone(), hall.phone()
    seen = []
    for value in "15":
        other.vote(hall.token, "ab" * 16, value)
        state = mine.state()
        seen.append(state | {"version": 0})
        assert state["questions"] == [question.plain() for question in ASKED]
        assert (state["state"], state["round"]) == ("open", hall.token)
        assert hall.round.key not in json.dumps(state)
    assert seen[0] == seen[1]


def test_the_same_key_replaces_until_closing_and_a_phone_votes_once(hall: Hall) -> None:
    phone, key = hall.phone(), _key()
    for value in "12345":
        assert phone.vote(hall.token, key, value).status == 200
    second = phone.vote(hall.token, _key(), "1")
    assert (second.status, second.json) == (409, {"reason": "voted"})
    for _ in range(4):
        hall.phone().vote(hall.token, _key(), "5")
    assert hall.close_round().total.counts["q1"].votes == {"5": 5}


def test_after_results_no_vote_and_no_correction(hall: Hall) -> None:
    """PROMISES 22, also where the phone and the server have not heard of the closing yet."""
    phones, key = [hall.phone() for _ in range(5)], _key()
    for number, phone in enumerate(phones):
        phone.vote(hall.token, key if number == 0 else _key(), "2")
    # The control: as long as the round is open, a correction does change what is stored.
    assert phones[0].vote(hall.token, key, "3").status == 200
    found = hall.close_round()
    assert found.total.counts["q1"].votes == {"2": 4, "3": 1}
    late = hall.phone()
    for _ in ("the server still shows it as open", "it knows"):
        reply = phones[0].vote(hall.token, key, "5")
        assert (reply.status, reply.json) == (409, {"reason": "closed", "saved": True})
        reply = late.vote(hall.token, _key(), "5")
        assert (reply.status, reply.json) == (409, {"reason": "closed"})
        hall.show("closed")
    hall.next_round()
    reply = phones[0].vote("round-1", key, "5")
    assert (reply.status, reply.json) == (409, {"reason": "other_round", "saved": True})
    assert hall.ballots() == 0
    assert hall.close_round()._replace(round=found.round) != found
    assert tally(hall.file, "x", 1) == found


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"q1": "6"}, [("q1", "not_an_answer")]),
        ({"q9": "1"}, [("q9", "unknown_question")]),
        ({"w": "a\x00b"}, [("w", "not_an_answer")]),
        ({"w": "\ud83d"}, [("w", "not_an_answer")]),
    ],
)
def test_what_is_no_answer_is_named(
    hall: Hall, answers: dict[str, str], faults: list[tuple[str, str]]
) -> None:
    reply = hall.phone().vote(hall.token, _key(), "1", answers=answers)
    found = [(fault["question"], fault["reason"]) for fault in reply.json["faults"]]
    assert (reply.status, found) == (422, faults)
    assert hall.ballots() == 0


def test_groups_are_those_that_are_offered(hall: Hall) -> None:
    said = {"en": "x"}
    floor = (AskedGroup("floor", said),)
    hall.server.show(Asked(hall.token, "open", said, said, said, ASKED, floor))
    replies = [
        hall.phone().vote(hall.token, _key(), "1", group=group) for group in ("floor", "", "top")
    ]
    assert [reply.status for reply in replies] == [200, 200, 422]
    assert replies[2].json["faults"] == [{"question": "", "reason": "unknown_group"}]


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"[" * 9000,
        b'{"answers": ' + b"9" * 9000 + b"}",
        b"\xff\xfe\xfd",
        {"key": 7},
        {"key": "no hex"},
        {"answers": "q1"},
        {"answers": {"q1": 4}},
        {"group": ["floor"]},
    ],
)
def test_garbage_is_answered_in_json_and_stored_nowhere(hall: Hall, said: object) -> None:
    if isinstance(said, dict):
        said = {"round": hall.token, "key": _key(), "answers": {"q1": "1"}} | said
    reply = hall.phone().ask("POST", "/ballot", said)
    assert (reply.status, reply.json) == (400, {"reason": "garbage"})
    assert hall.ballots() == 0


def test_what_is_not_http_is_counted_and_not_logged(hall: Hall) -> None:
    for line in (b"\x16\x03\x01 hello", b"GET / HTTP/9.9", b"G\x00T / HTTP/1.1"):
        assert exchange(hall.port, line + b"\r\n\r\n").json == {"reason": "garbage"}
    assert hall.server.garbage == 3
    assert hall.phone().vote(hall.token, _key(), "1").status == 200


def test_a_full_disk_is_said_and_the_same_ballot_is_saved_when_there_is_room(
    tmp_path: Path,
) -> None:
    full = threading.Event()

    def store(votes: list[Vote]) -> list[Outcome]:
        if full.is_set():
            raise UserError("The disk is full.")
        return hall.store(votes)

    with hall_in(tmp_path / "full.workshop", store) as hall:
        phone, key = hall.phone(), _key()
        full.set()
        reply = phone.vote(hall.token, key, "1")
        assert (reply.status, reply.json) == (503, {"reason": "disk"})
        assert phone.state()["mine"] == {"saved": False}
        full.clear()
        assert phone.vote(hall.token, key, "1").status == 200
        assert hall.ballots() == 1


def test_a_bug_in_the_store_is_logged_and_the_server_goes_on(
    tmp_path: Path, expected_log: Callable[[str], None]
) -> None:
    broken = threading.Event()

    def store(votes: list[Vote]) -> list[Outcome]:
        return [] if broken.is_set() else hall.store(votes)

    expected_log("A request of a phone failed")
    with hall_in(tmp_path / "bug.workshop", store) as hall:
        phone, key = hall.phone(), _key()
        broken.set()
        assert phone.vote(hall.token, key, "1").status == 500
        broken.clear()
        assert phone.vote(hall.token, key, "1").status == 200


def test_a_phone_that_hammers_waits_and_the_others_do_not(hall: Hall) -> None:
    phone, key = hall.phone(), _key()
    replies = [phone.vote(hall.token, key, "1") for _ in range(30)]
    refused = [reply for reply in replies if reply.status == 429]
    assert refused
    assert refused[0].json["seconds"] >= 1
    assert hall.phone().vote(hall.token, _key(), "1").status == 200


def _listen(hall: Hall, phone: Phone) -> socket.socket:
    connection = socket.create_connection((HERE, hall.port), timeout=10)
    connection.sendall(request(hall.port, "GET", "/events", cookie=phone.cookie))
    return connection


def _heard(connection: socket.socket, text: bytes) -> bytes:
    received = b""
    while text not in received:
        part = connection.recv(4096)
        assert part, received
        received += part
    return received


def test_a_phone_that_listens_hears_of_the_state_and_of_the_turnout(hall: Hall) -> None:
    phone = hall.phone()
    with _listen(hall, phone) as connection:
        first = _heard(connection, b'"present": 16}')
        assert b"event: state" in first
        hall.server.show_turnout(11, 17)
        assert b"event: turnout" in _heard(connection, b'{"voted": 11, "present": 17}')
        version = phone.state()["version"]
        hall.show("closed")
        assert b"event: state" in _heard(connection, b'{"version": %d}' % (version + 1))


def test_a_device_listens_in_a_few_tabs_and_the_oldest_ends(hall: Hall) -> None:
    phone = hall.phone()
    tabs = [_listen(hall, phone) for _ in range(4)]
    for tab in tabs:
        _heard(tab, b"event: turnout")
    with _listen(hall, phone) as fifth:
        _heard(fifth, b"event: turnout")
        while tabs[0].recv(4096):
            pass
        hall.server.show_turnout(1, 17)
        for tab in (*tabs[1:], fifth):
            _heard(tab, b'{"voted": 1, "present": 17}')
    for tab in tabs:
        tab.close()


def test_the_lid_is_closed_and_opened_and_nobody_is_lost(hall: Hall) -> None:
    """The loop stands still and every connection is cut, in the middle of a vote."""
    phones = [hall.phone() for _ in range(5)]
    keys = [_key() for _ in phones]
    phones[0].vote(hall.token, keys[0], "4")
    asleep, awake = threading.Event(), threading.Event()

    def sleep() -> None:
        asleep.set()
        awake.wait()

    hall.server._call(sleep)  # noqa: SLF001 - what no client can do to a laptop
    asleep.wait()
    for phone, key in zip(phones, keys, strict=True):
        said = {"round": hall.token, "key": key, "answers": {"q1": "4"}}
        with socket.create_connection((HERE, hall.port), timeout=10) as cut:
            cut.sendall(request(hall.port, "POST", "/ballot", said, phone.cookie))
    awake.set()
    assert [phone.state()["round"] for phone in phones] == [hall.token] * 5
    for phone, key in zip(phones, keys, strict=True):
        assert phone.vote(hall.token, key, "4").status == 200
    assert hall.close_round().total.counts["q1"].votes == {"4": 5}


def test_a_server_that_starts_again_on_its_port_knows_its_phones(hall: Hall) -> None:
    phone, key = hall.phone(), _key()
    phone.vote(hall.token, key, "4")
    hall.server.stop()
    hall.server.stop()
    assert not hall.server.url
    with pytest.raises(ConnectionRefusedError):
        phone.state()
    assert hall.server.start(HERE, hall.port) == hall.port
    assert phone.state()["mine"] == {"saved": True}
    assert phone.vote(hall.token, key, "5").status == 200
    # After a restart of the app as well, where the session has kept the room; and not without.
    for kept, status in ((hall.room.kept(), 200), (None, 401)):
        hall.server.stop()
        hall.room = Room(kept=json.loads(json.dumps(kept)))
        hall.server = PhoneServer(hall.room, hall.store)
        hall.server.start(HERE, hall.port)
        hall.show()
        assert phone.vote(hall.token, key, "3").status == status
    assert hall.ballots() == 1


def test_a_port_that_is_taken_is_said_in_a_sentence(hall: Hall) -> None:
    second = PhoneServer(Room(), hall.store)
    with pytest.raises(UserError, match="Phones cannot be let in") as refused:
        second.start(HERE, hall.port)
    assert refused.value.fields["address"] == HERE
    assert second.url == ""


def test_stopping_saves_what_has_come_in(tmp_path: Path) -> None:
    arrived, go = threading.Event(), threading.Event()

    def store(votes: list[Vote]) -> list[Outcome]:
        arrived.set()
        go.wait()
        return hall.store(votes)

    with hall_in(tmp_path / "stop.workshop", store) as hall:
        phone = hall.phone()
        said = {"round": hall.token, "key": _key(), "answers": {"q1": "4"}}
        with socket.create_connection((HERE, hall.port), timeout=10) as connection:
            connection.sendall(request(hall.port, "POST", "/ballot", said, phone.cookie))
            arrived.wait()
            stopping = threading.Thread(target=hall.server.stop)
            stopping.start()
            go.set()
            stopping.join()
            assert b'{"saved": true}' in _heard(connection, b"saved")
        assert hall.ballots() == 1
