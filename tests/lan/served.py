"""The app's own phone server, in the place of the stand-in."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from workshop_app.lan.asking import Asked, AskedAnswer, AskedGroup, AskedQuestion, Vote
from workshop_app.lan.room import Room
from workshop_app.lan.server import PhoneServer

if TYPE_CHECKING:
    from workshop_app.method.ways import Outcome


class Served:
    """A room of the app's own server; stores in memory what a session would store on disk."""

    def __init__(self) -> None:
        """Open it on the loopback."""
        self.ballots: dict[str, dict[str, Any]] = {}
        self.posts: list[dict[str, Any]] = []
        self._seats: dict[str, str] = {}
        self._open = ""
        self._rounds: list[str] = []
        self._left: dict[str, dict[str, dict[str, Any]]] = {}
        """What the rounds have that the room went away from while they were open."""
        self._lock = threading.Lock()
        self._room = Room()
        self._server = PhoneServer(self._room, self._store)
        self.secret, self.code = self._room.secret, self._room.code
        self.port = self._server.start("127.0.0.1")

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """The lid is opened again."""
        self._server.start("127.0.0.1", self.port)

    def stop(self) -> None:
        """The lid is shut."""
        self._server.stop()

    def count(self, voted: int) -> None:
        """Tell the turnout."""
        self._server.show_turnout(voted, 17)

    def show(self, **state: Any) -> None:
        """Show this."""
        with self._lock:
            if state["round"] and state["round"] != self._open:
                kept = self._left.get(state["round"], {}) if state["round"] in self._rounds else {}
                self._left[self._open], self.ballots = self.ballots, kept
            self._rounds = state["rounds"]
            self._open = state["round"] if state["state"] == "open" else ""
        self._server.show(
            Asked(
                state["round"],
                state["state"],
                state["title"],
                state["activity"],
                state["question"],
                tuple(_question(plain) for plain in state["questions"]),
                tuple(AskedGroup(plain["id"], plain["label"]) for plain in state["groups"]),
                state["named"],
                state["note"],
                state["words"],
                tuple(state["rounds"]),
            )
        )

    def _store(self, votes: list[Vote]) -> list[Outcome]:
        with self._lock:
            return [self._save(vote) for vote in votes]

    def _save(self, vote: Vote) -> Outcome:
        plain = {
            "round": vote.round,
            "key": vote.key,
            "group": vote.group,
            "answers": dict(vote.answers),
        }
        self.posts.append(plain)
        if vote.round != self._open:
            return "closed"
        if self._seats.setdefault(vote.seat, vote.key) != vote.key:
            return "voted"
        self.ballots[vote.key] = plain
        return "saved"


def _question(plain: dict[str, Any]) -> AskedQuestion:
    return AskedQuestion(
        plain["id"],
        plain["form"],
        plain["prompt"],
        tuple(AskedAnswer(**one) for one in plain["answers"]),
        AskedAnswer(**plain["zero"]) if plain["zero"] else None,
        plain["part_of"],
        plain["places"],
    )
