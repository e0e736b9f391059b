"""A room that speaks the phones' HTTP and can be told to fail: replies cut, disks full, lids shut.

The server itself has tests of its own; here it stands for everything a page may meet.
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from workshop_app import paths

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "nl")
FILES = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Trusted types make Chromium refuse every way to write HTML."""


def page_words() -> dict[str, dict[str, str]]:
    """What ``GET /words.json`` answers."""
    folder = paths.resources() / "translations"
    return {
        language: json.loads((folder / language / "phone.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }


class StandIn:
    """One room; everything it got is kept for the test to look at."""

    def __init__(self) -> None:
        """Open the doors on a port of its own."""
        self.secret = secrets.token_hex(16)
        self.code = "AB3K7Q"
        self.devices: set[str] = set()
        self.saved: dict[str, str] = {}
        """Device → key of its ballot in this round."""
        self.ballots: dict[str, dict[str, Any]] = {}
        """Key → ballot, as stored."""
        self.posts: list[dict[str, Any]] = []
        """Every ballot that came in, stored or not."""
        self.paths: list[str] = []
        self.cut = 0
        """So many ballots are stored and their replies never sent."""
        self.refusals: list[tuple[int, dict[str, Any]]] = []
        """What the next ballots are answered with instead of being stored."""
        self.join_refusal: tuple[int, dict[str, Any]] | None = None
        self.cookies = True
        self.policy = POLICY
        self.spoil = ("", "")
        """What is replaced in the page's script, to see whether a test would notice."""
        self.events = True
        self.turnout = {"voted": 0, "present": 17}
        self._state: dict[str, Any] = {"state": "lobby", "round": ""}
        self._left: dict[str, tuple[dict[str, str], dict[str, dict[str, Any]]]] = {}
        """What the rounds have that the room went away from while they were open."""
        self.version = 1
        self.changed = threading.Condition()
        self.stopping = False
        self._server: _Server | None = None
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Listen, on the port it had before if there was one: the lid is opened again."""
        self.stopping = False
        self._server = _Server(self.port, self)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="stand-in").start()

    def stop(self) -> None:
        """Cut every connection: the lid is shut."""
        server, self._server = self._server, None
        if server is None:
            return
        with self.changed:
            self.stopping = True
            self.changed.notify_all()
        server.shutdown()
        server.cut_all()
        server.server_close()

    def show(self, *, quietly: bool = False, **state: Any) -> None:
        """Show this; phones are told, or find out by asking."""
        with self.changed:
            before, now = self._state.get("round", ""), state.get("round", "")
            if now != before:
                self._left[before] = self.saved, self.ballots
                stayed = now in self._state.get("rounds", ())
                self.saved, self.ballots = self._left.get(now, ({}, {})) if stayed else ({}, {})
            self._state = state
            self.version += 1
            if not quietly:
                self.changed.notify_all()

    def count(self, voted: int) -> None:
        """Tell the turnout."""
        with self.changed:
            self.turnout = {"voted": voted, "present": 17}
            self.changed.notify_all()

    def state(self, device: str) -> dict[str, Any]:
        """What one phone is told."""
        mine = {"saved": device in self.saved}
        return {**self._state, "version": self.version, "mine": mine, "turnout": self.turnout}

    def join(self, proof: Mapping[str, Any]) -> tuple[int, dict[str, Any], str]:
        """Let a phone in: status, reply, cookie."""
        if self.join_refusal is not None:
            return (*self.join_refusal, "")
        if proof.get("secret") != self.secret and proof.get("code") != self.code:
            return 403, {"reason": "wrong"}, ""
        device = secrets.token_hex(16)
        self.devices.add(device)
        return 200, {"ok": True}, device

    def cast(self, device: str, ballot: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Store a ballot."""
        with self.changed:
            self.posts.append(ballot)
            if self.refusals:
                return self.refusals.pop(0)
            round_, saved, ballots = ballot["round"], self.saved, self.ballots
            if round_ != self._state["round"]:
                saved, ballots = self._left.get(round_, ({}, {}))
                if round_ not in self._state.get("rounds", ()):
                    more = {"saved": True} if device in saved else {}
                    return 409, {"reason": "other_round", **more}
            elif self._state["state"] != "open":
                return 409, {"reason": "closed"}
            if saved.get(device, ballot["key"]) != ballot["key"]:
                return 409, {"reason": "voted"}
            saved[device] = ballot["key"]
            ballots[ballot["key"]] = ballot
            return 200, {"saved": True}

    def is_cut(self) -> bool:
        """Whether this reply is lost on its way."""
        with self.changed:
            self.cut -= 1
            return self.cut >= 0


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, port: int, room: StandIn) -> None:
        self.room = room
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no news."""

    def cut_all(self) -> None:
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                self._open.discard(connection)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    @property
    def room(self) -> StandIn:
        return self.server.room

    def _device(self) -> str:
        for part in self.headers.get("Cookie", "").split(";"):
            name, _, value = part.strip().partition("=")
            if name == "device" and value in self.room.devices:
                return value
        return ""

    def _send(self, status: int, body: bytes, kind: str, cookie: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.room.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if cookie and self.room.cookies:
            limits = "HttpOnly; SameSite=Strict; Path=/"
            self.send_header("Set-Cookie", f"device={cookie}; {limits}")
        self.end_headers()
        self.wfile.write(body)

    def _json(self, status: int, reply: Any, cookie: str = "") -> None:
        self._send(status, json.dumps(reply).encode(), "application/json", cookie)

    def do_GET(self) -> None:
        self.room.paths.append(self.path)
        if self.path in FILES:
            name, kind = FILES[self.path]
            body = (paths.resources() / "phone" / name).read_bytes()
            if name == "page.js" and self.room.spoil[0]:
                right, wrong = (text.encode() for text in self.room.spoil)
                assert right in body
                body = body.replace(right, wrong)
            self._send(200, body, kind)
        elif self.path == "/words.json":
            self._json(200, page_words())
        elif not self._device():
            self._json(401, {"reason": "join"})
        elif self.path == "/state":
            self._json(200, self.room.state(self._device()))
        elif self.path == "/events" and self.room.events:
            self._stream()
        else:
            self._json(404, {"reason": "unknown"})

    def do_POST(self) -> None:
        self.room.paths.append(self.path)
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/join":
            status, reply, cookie = self.room.join(given)
            self._json(status, reply, cookie)
        elif not self._device():
            self._json(401, {"reason": "join"})
        else:
            status, reply = self.room.cast(self._device(), given)
            if status == 200 and self.room.is_cut():
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self._json(status, reply)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        room, version, turnout = self.room, 0, None
        while not room.stopping:
            with room.changed:
                said = b": here\n\n"
                if version != room.version:
                    version = room.version
                    said += f'event: state\ndata: {{"version": {version}}}\n\n'.encode()
                if turnout != room.turnout:
                    turnout = room.turnout
                    said += f"event: turnout\ndata: {json.dumps(turnout)}\n\n".encode()
            self.wfile.write(said)
            with room.changed:
                if not room.stopping and (version, turnout) == (room.version, room.turnout):
                    room.changed.wait(1)
