"""A workshop that votes with phones: a real file, a real server, and phones that are sockets."""

from __future__ import annotations

import json
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.lan.asking import Asked, AskedAnswer, AskedQuestion, Vote
from workshop_app.lan.room import Room
from workshop_app.lan.server import PhoneServer
from workshop_app.method.question import Answer, Question
from workshop_app.storage import SessionFile, rounds
from workshop_app.storage.tally import Tally, ballots_in, tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.lan.asking import Store
    from workshop_app.method.ways import Outcome

HERE = "127.0.0.1"
POINTS = tuple("12345")
QUESTIONS = (
    Question("q1", "", "scale", tuple(Answer(point, point) for point in POINTS)),
    Question("w", "", "word", ()),
)
ASKED = (
    AskedQuestion(
        "q1",
        "scale",
        {"en": "How often?", "nl": "Hoe vaak?"},
        tuple(AskedAnswer(point, point, {"en": point, "nl": point}) for point in POINTS),
    ),
    AskedQuestion("w", "word", {"en": "One word", "nl": "Eén woord"}),
)


class Reply(NamedTuple):
    """What came back; status 0 = the connection was closed without an answer."""

    status: int
    head: str
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def cookie(self) -> str:
        return next(
            line.partition("device=")[2].partition(";")[0]
            for line in self.head.split("\r\n")
            if line.lower().startswith("set-cookie:")
        )


def read_reply(raw: bytes) -> Reply:
    head, _, body = raw.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    status = int(text.split()[1]) if text.startswith("HTTP/1.") else 0
    return Reply(status, text, body)


def exchange(port: int, raw: bytes, address: str = HERE) -> Reply:
    """Send bytes as they are and read until the other side closes."""
    with socket.create_connection((address, port), timeout=10) as connection:
        received = b""
        try:
            connection.sendall(raw)
            while part := connection.recv(65536):
                received += part
        except ConnectionError:
            pass
    return read_reply(received)


def request(
    port: int, method: str, path: str, said: Any = None, cookie: str = "", **headers: str | None
) -> bytes:
    """A request as a browser sends it; ``headers`` replace its own, ``None`` leaves one out."""
    body = b"" if said is None else said if isinstance(said, bytes) else json.dumps(said).encode()
    sent: dict[str, str | None] = {"Host": f"{HERE}:{port}", "Connection": "close"}
    if method == "POST":
        sent |= {
            "Origin": f"http://{HERE}:{port}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
    if cookie:
        sent["Cookie"] = f"language=nl; device={cookie}"
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in sent.items() if value is not None]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode() + body


class Phone:
    """One participant's phone."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port = port
        self.cookie = cookie

    def ask(self, method: str, path: str, said: Any = None, **headers: str | None) -> Reply:
        return exchange(self.port, request(self.port, method, path, said, self.cookie, **headers))

    def join(self, **proof: str) -> Reply:
        reply = self.ask("POST", "/join", proof)
        if reply.status == 200 and "set-cookie" in reply.head.lower():
            self.cookie = reply.cookie
        return reply

    def state(self) -> Any:
        reply = self.ask("GET", "/state")
        assert reply.status == 200, reply
        return reply.json

    def vote(self, round_: str, key: str, value: str, **more: Any) -> Reply:
        said = {"round": round_, "key": key, "answers": {"q1": value}} | more
        return self.ask("POST", "/ballot", said)


class Hall:
    """A session file with a server before it, as the app puts them together."""

    def __init__(self, path: Path, store: Store | None = None, patience: float = 10.0) -> None:
        self.file = SessionFile.create(path)
        self.room = Room()
        self.server = PhoneServer(self.room, store or self.store, patience=patience)
        self.port = self.server.start(HERE)
        self.round = rounds.open_round(self.file, "x", QUESTIONS, mode="phones")
        self.show()

    @property
    def token(self) -> str:
        """What phones call the round: never the key that the file has."""
        return f"round-{self.round.number}"

    def store(self, votes: list[Vote]) -> list[Outcome]:
        late: list[Outcome] = ["closed"] * len(votes)
        if {vote.round for vote in votes} != {self.token}:
            return late
        ballots = [(vote.key, vote.seat, vote.group, vote.answers) for vote in votes]
        return list(rounds.cast_many(self.file, self.round, QUESTIONS, ballots))

    def show(self, state: Any = "open") -> None:
        said = {"en": "Said", "nl": "Gezegd"}
        self.server.show(Asked(self.token, state, said, said, said, ASKED))
        self.server.show_turnout(ballots_in(self.file, self.round.key), 16)

    def close_round(self) -> Tally:
        rounds.close_round(self.file, self.round)
        found = tally(self.file, "x")
        assert found is not None
        return found

    def next_round(self) -> None:
        self.round = rounds.open_round(self.file, "x", QUESTIONS, mode="phones")
        self.show()

    def phone(self) -> Phone:
        """A phone that has joined."""
        return Phone(self.port, self.room.admit())

    def ballots(self) -> int:
        return ballots_in(self.file, self.round.key)

    def close(self) -> None:
        self.server.stop()
        self.file.close()


@contextmanager
def hall_in(path: Path, store: Store | None = None, patience: float = 10.0) -> Iterator[Hall]:
    hall = Hall(path, store, patience)
    try:
        yield hall
    finally:
        hall.close()
