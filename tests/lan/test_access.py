"""Nobody in where they don't belong: PROMISES 26, 28, 29, and bodies refused unread."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.lan.hall import HERE, Hall, Phone, exchange, hall_in, read_reply, request
from workshop_app.lan.room import Room
from workshop_app.lan.server import PhoneServer

if TYPE_CHECKING:
    from workshop_app.lan.web import Route

pytestmark = pytest.mark.lan

ROOT = Path(__file__).parent.parent.parent
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT")
FOREIGN_PATHS = (
    "/admin", "/console", "/results", "/rounds", "/close", "/reveal", "/turnout", "/ballots",
    "/state/", "/State", "/%73tate", "//state", "/./state", "/page.js/../state",
    "/../hall.workshop", "/page.html", "/phone.json", "/favicon.ico", "http://127.0.0.1/state", "*",
)  # fmt: skip


def _routes() -> dict[str, dict[str, Route]]:
    from workshop_app.lan.web import ROUTES

    return ROUTES


def _said(hall: Hall, path: str) -> Any:
    if path == "/join":
        return {"secret": "0" * 32}
    return {"round": hall.token, "key": secrets.token_hex(16), "answers": {"q1": "1"}}


def _status(port: int, method: str, path: str, said: Any, cookie: str, **headers: Any) -> int:
    """The status alone: listening for events never ends by itself."""
    raw = request(port, method, path, said if method == "POST" else None, cookie, **headers)
    with socket.create_connection((HERE, port), timeout=10) as connection:
        connection.sendall(raw)
        received = b""
        while b"\r\n\r\n" not in received and (part := connection.recv(65536)):
            received += part
    return read_reply(received).status


def _everywhere(hall: Hall, stranger: str) -> set[tuple[str, str, str]]:
    """Who got in where: every route × {none, phone, phone of another session}."""
    found = set()
    for path, methods in _routes().items():
        for method in methods:
            for who, cookie in {"nobody": "", "stranger": stranger}.items():
                status = _status(hall.port, method, path, _said(hall, path), cookie)
                if status < 400:
                    found.add((method, path, who))
    return found


PUBLIC = {
    ("GET", path, who)
    for path in ("/", "/page.js", "/page.css", "/icon.svg", "/words.json")
    for who in ("nobody", "stranger")
}


def test_strangers_get_the_page_and_nothing_else(hall: Hall) -> None:
    """PROMISES 26."""
    other = PhoneServer(Room(), hall.store)
    port = other.start(HERE)
    stranger = Phone(port, other.room.admit())
    try:
        assert stranger.ask("GET", "/state").status == 200
        assert _everywhere(hall, stranger.cookie) == PUBLIC
        assert hall.ballots() == 0
    finally:
        other.stop()
    mine = hall.phone()
    for path, methods in _routes().items():
        for method in methods:
            assert _status(hall.port, method, path, _said(hall, path), mine.cookie) == 200


def test_the_check_sees_a_route_that_forgot_to_ask(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control for 26."""
    state = _routes()["/state"]["GET"]
    monkeypatch.setitem(_routes()["/state"], "GET", state._replace(joined=False))
    assert _everywhere(hall, "0" * 32) - PUBLIC == {
        ("GET", "/state", "nobody"),
        ("GET", "/state", "stranger"),
    }


def test_there_is_nothing_but_the_routes(hall: Hall) -> None:
    mine = hall.phone()
    for method in METHODS:
        for path in (*FOREIGN_PATHS, *_routes()):
            if method in _routes().get(path, {}):
                continue
            status = _status(hall.port, method, path, {}, mine.cookie)
            assert status in (400, 403, 404, 405), (method, path, status)
    reply = mine.ask("GET", "/admin")
    assert (reply.status, reply.json) == (404, {"reason": "unknown"})
    reply = mine.ask("POST", "/state", {})
    assert (reply.status, reply.json) == (405, {"reason": "method"})


OTHERS = ("http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "")
HOSTS = (
    None, "evil.example:{port}", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"
)  # fmt: skip


def _hostile(path: str) -> list[dict[str, str | None]]:
    """Headers that no page of ours sends (PROMISES 28); rebinding is a name that leads here."""
    tries: list[dict[str, str | None]] = [{"Host": host} for host in HOSTS]
    tries += [{"Host": "127.0.0.1:{port}\r\nHost: evil.example"}]
    if path not in ("/", "/page.js", "/page.css", "/icon.svg"):
        tries += [{"Origin": origin} for origin in OTHERS]
        tries += [{"Sec_Fetch_Site": site} for site in ("cross-site", "same-site")]
        tries += [{"Origin": "http://127.0.0.1:{port}\r\nOrigin: http://evil.example"}]
    if path in ("/join", "/ballot"):
        tries += [{"Origin": None}, {"Content_Type": None}]
        forms = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")
        tries += [{"Content_Type": form} for form in forms]
    upgrade: dict[str, str | None] = {"Connection": "Upgrade", "Upgrade": "websocket"}
    upgrade |= {"Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    return [*tries, upgrade]


def _accepted(hall: Hall) -> list[tuple[str, dict[str, str | None]]]:
    mine, found = hall.phone(), []
    for path, methods in _routes().items():
        for method in methods:
            for headers in _hostile(path):
                sent = {
                    name: value.replace("{port}", str(hall.port)) if value else value
                    for name, value in headers.items()
                }
                said = {"secret": hall.room.secret} if path == "/join" else _said(hall, path)
                if 0 < _status(hall.port, method, path, said, mine.cookie, **sent) < 400:
                    found.append((path, headers))
    return found


def test_foreign_pages_and_names_are_refused(hall: Hall) -> None:
    """PROMISES 28: each with the cookie of a phone that is in, as a browser might add it."""
    assert _accepted(hall) == []
    assert hall.ballots() == 0


def test_the_check_sees_a_server_that_does_not_look(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control for 28."""
    from workshop_app.lan.web import Site

    monkeypatch.setattr(Site, "_check_origin", lambda site, request: None)
    accepted = {path for path, _ in _accepted(hall)}
    assert accepted == {"/words.json", "/join", "/state", "/events", "/ballot"}


class _AnyName(str):
    """A host that every other one is."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


def test_the_check_sees_a_server_of_any_name(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control for 28 where a name leads here that is not ours."""
    from workshop_app.lan.web import Site

    serve_as = Site.serve_as

    def careless(site: Site, address: str, port: int) -> None:
        serve_as(site, address, port)
        site._host = _AnyName(site._host)  # noqa: SLF001

    monkeypatch.setattr(Site, "serve_as", careless)
    with hall_in(hall.file.path.with_name("careless.workshop")) as other:
        hosts = {headers.get("Host") for _, headers in _accepted(other)}
    assert {"evil.example:{port}", "localhost:{port}", "[::1]:{port}"} <= hosts


def test_every_answer_tells_the_browser_what_it_may_do(hall: Hall) -> None:
    mine = hall.phone()
    for method, path in (("GET", "/"), ("GET", "/state"), ("GET", "/nothing"), ("POST", "/join")):
        head = mine.ask(method, path, {"code": "wrong"} if method == "POST" else None).head.lower()
        assert "content-security-policy: default-src 'none'; script-src 'self'; " in head
        for line in ("x-content-type-options: nosniff", "referrer-policy: no-referrer"):
            assert line in head
        assert "aiohttp" not in head
        assert "access-control" not in head


def _counting(code: str) -> dict[str, Any]:
    """Run code in a fresh process that notes every address it binds, and what it imported."""
    begin = (
        "import json, sys\n"
        "bound = []\n"
        "sys.addaudithook(lambda event, seen: event == 'socket.bind' and bound.append(seen[1]))\n"
    )
    end = "\nprint(json.dumps({'bound': bound, 'aiohttp': 'aiohttp' in sys.modules}))"
    command = [sys.executable, "-c", begin + code + end]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


_MADE = """
from workshop_app.lan import addresses, asking, commits, page, room, server, showing
made = server.PhoneServer(room.Room(), lambda votes: [])
made.show(asking.NOTHING)
made.show_turnout(1, 2)
"""


def test_it_is_off_until_it_is_started() -> None:
    """PROMISES 29, with its control: the same process once it has started."""
    assert _counting(_MADE) == {"bound": [], "aiohttp": False}
    started = _counting(_MADE + "made.start('127.0.0.1')\nmade.stop()")
    assert started["aiohttp"]
    assert [address for address, _ in started["bound"] if address] == ["127.0.0.1"]


_APP = """
import os, pathlib, socket, sys, tempfile
os.environ["QT_QPA_PLATFORM"] = "offscreen"
folder = pathlib.Path(tempfile.mkdtemp())
os.environ["WORKSHOP_APP_HOME"] = str(folder)
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from tests.console.room import make_workshop
from workshop_app.desktop.session import Desktop
from workshop_app.figures.theme import LIGHT
from workshop_app.ui import theme

app = QApplication([])
theme.apply(app, LIGHT)
made = Desktop(app, make_workshop(folder))
made.start()
for _ in range(50):
    app.processEvents()
"""
_ROOM = """
made.phones.open("127.0.0.1")
while made.phones.state().kind != "open":
    app.processEvents()
"""


def test_the_whole_app_listens_nowhere_until_the_room_is_opened() -> None:
    """PROMISES 29: then at one address and port; nothing else, of any family, is bound."""
    off = _counting(_APP + "made.close()")
    assert _listening(off["bound"]) == []
    on = _counting(_APP + _ROOM + "made.close()")
    assert _listening(on["bound"]) == ["127.0.0.1"]
    assert off["bound"] == [one for one in on["bound"] if not _listening([one])]


def _listening(bound: list[Any]) -> list[str]:
    """The addresses among all that was bound: of IPv4 and IPv6, not names of local sockets."""
    return [one[0] for one in bound if isinstance(one, list)]


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_the_check_sees_a_port_beside_the_room_s() -> None:
    """The control for the whole app."""
    careless = "socket.create_server(('::', 0), family=socket.AF_INET6)\n"
    found = _counting(_APP + careless + _ROOM + "made.close()")
    assert "::" in _listening(found["bound"])


def _reaches(address: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as connection:
        connection.settimeout(2)
        return connection.connect_ex((address, port)) == 0


def test_only_the_chosen_address_answers(hall: Hall) -> None:
    """PROMISES 29."""
    assert _reaches(HERE, hall.port)
    others = ["127.0.0.2", "127.255.255.254"] + (["::1"] if socket.has_ipv6 else [])
    assert [address for address in others if _reaches(address, hall.port)] == []
    hall.server.stop()
    assert not _reaches(HERE, hall.port)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127.0.0.0/8")
def test_the_check_sees_a_server_on_all_addresses() -> None:
    """The control for 29."""
    with socket.create_server(("0.0.0.0", 0)) as careless:
        assert _reaches("127.0.0.2", careless.getsockname()[1])


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "::1", "localhost", ""])
def test_only_one_ipv4_address_may_be_chosen(address: str) -> None:
    with pytest.raises(ValueError, match=r"one address|octets|empty"):
        PhoneServer(Room(), lambda votes: []).start(address)


@pytest.mark.parametrize("path", ["/join", "/ballot"])
def test_large_bodies_are_refused_before_they_are_read(hall: Hall, path: str) -> None:
    """Not a byte of the body is sent: whoever wanted to read it first would wait for it."""
    mine = hall.phone()
    for size, status in (("16385", 413), ("104857600", 413), ("x", 400), ("-1", 400), (None, 411)):
        raw = request(hall.port, "POST", path, None, mine.cookie, Content_Length=size)
        reply = exchange(hall.port, raw)
        assert reply.status == status, (size, reply)
    chunked = {"Content_Length": None, "Transfer_Encoding": "chunked"}
    raw = request(hall.port, "POST", path, None, mine.cookie, **chunked)
    assert exchange(hall.port, raw).status == 411
    packed = request(hall.port, "POST", path, b"x", mine.cookie, Content_Encoding="gzip")
    assert exchange(hall.port, packed).status == 415


def test_the_largest_body_that_is_read(hall: Hall) -> None:
    """The control: one byte less than too many is read, and judged by what it says."""
    mine = hall.phone()
    said = json.dumps(_said(hall, "/ballot")).encode()
    for size, status in ((16384, 200), (16385, 413)):
        assert mine.ask("POST", "/ballot", said.ljust(size)).status == status
    assert hall.ballots() == 1
