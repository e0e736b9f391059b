"""HTTP: what may be asked, by whom, and the answers. Imports aiohttp; `server` imports this late.

Everything a request may do stands in `ROUTES`. No facilitator ever comes this way.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from aiohttp import web
from multidict import CIMultiDict

from workshop_app.errors import UserError
from workshop_app.lan.asking import Vote
from workshop_app.lan.page import FILES, WORDS, page_files
from workshop_app.lan.room import Entry, Room

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from workshop_app.lan.commits import Commits
    from workshop_app.lan.pause import Pause
    from workshop_app.lan.showing import Showing, Stream

MOST_BYTES: Final = 16 * 1024
MOST_STREAMS: Final = 4
"""Of one device: a few tabs."""

HEARTBEAT: Final = 15.0

_COOKIE: Final = re.compile(r"(?:^|;) *device=([0-9a-f]{32}) *(?:;|$)")
_KEY: Final = re.compile(r"[0-9a-f]{32}")

_HEADERS: Final = {
    "Server": "workshop",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class RefusedError(Exception):
    """A request that gets another answer than it wanted."""

    def __init__(self, status: int, reason: str, **more: Any) -> None:
        """``reason`` is for the page, never for people; ``more`` goes beside it."""
        super().__init__(status, reason)
        self.status = status
        self.plain = {"reason": reason, **more} if reason else more


def answer(body: bytes, kind: str = "application/json", status: int = 200) -> web.Response:
    """A response with everything that a browser must be told."""
    headers = CIMultiDict(_HEADERS)
    headers["Content-Type"] = kind
    return web.Response(body=body, status=status, headers=headers)


class Route(NamedTuple):
    """Who answers, and whether only devices that have joined may ask."""

    handle: Callable[[Site, web.BaseRequest, str], Awaitable[web.StreamResponse]]
    joined: bool


class Site:
    """Answers the requests to one address and port."""

    def __init__(
        self, room: Room, showing: Showing, commits: Commits, pause: Pause, patience: float
    ) -> None:
        """Nobody is answered in a ``pause``; ``patience`` is how many seconds a body may take."""
        self._room = room
        self._showing = showing
        self._commits = commits
        self._pause = pause
        self._patience = patience
        self._files = page_files()
        self._host = ""

    def serve_as(self, address: str, port: int) -> None:
        """Answer only those who ask for exactly this."""
        self._host = f"{address}:{port}"

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request. All others wait with it while the windows are drawn."""
        self._pause.sit_out()
        try:
            route, device = self._let_through(request)
            return await route.handle(self, request, device)
        except RefusedError as refused:
            response = answer(json.dumps(refused.plain).encode(), status=refused.status)
            if not request.content.is_eof():
                response.force_close()
            return response

    def _let_through(self, request: web.BaseRequest) -> tuple[Route, str]:
        headers = request.headers
        if headers.getall("Host", []) != [self._host]:
            raise RefusedError(403, "host")
        path = request.raw_path.partition("?")[0]
        methods = ROUTES.get(path)
        if methods is None:
            raise RefusedError(404, "unknown")
        route = methods.get(request.method)
        if route is None:
            raise RefusedError(405, "method")
        if "Upgrade" in headers:
            raise RefusedError(400, "upgrade")
        if path not in FILES:
            self._check_origin(request)
        if request.method == "POST":
            _check_body(request)
        if not route.joined:
            return route, ""
        device = self._device(request)
        if not device:
            raise RefusedError(401, "join")
        return route, device

    def _check_origin(self, request: web.BaseRequest) -> None:
        own = [f"http://{self._host}"]
        given = request.headers.getall("Origin", own if request.method == "GET" else [])
        fetched = request.headers.get("Sec-Fetch-Site", "same-origin")
        if given != own or fetched not in ("same-origin", "none"):
            raise RefusedError(403, "origin")

    def _device(self, request: web.BaseRequest) -> str:
        found = _COOKIE.search(request.headers.get("Cookie", ""))
        return self._room.device(found[1]) if found else ""

    async def _read(self, request: web.BaseRequest) -> dict[str, Any]:
        content = request.content
        try:
            if content.is_eof():
                body = content.read_nowait()
            else:
                async with asyncio.timeout(self._patience):
                    body = await content.read()
        except TimeoutError:
            raise RefusedError(408, "slow") from None
        except (web.RequestPayloadError, ConnectionError):
            raise RefusedError(400, "garbage") from None
        try:
            found = json.loads(body)
        except (ValueError, RecursionError):
            raise RefusedError(400, "garbage") from None
        if not isinstance(found, dict):
            raise RefusedError(400, "garbage")
        return found

    # -- the answers ---------------------------------------------------------------------

    async def page(self, request: web.BaseRequest, device: str) -> web.StreamResponse:
        """One of the page's own files."""
        file = self._files[request.raw_path.partition("?")[0]]
        return answer(file.body, file.kind)

    async def join(self, request: web.BaseRequest, device: str) -> web.StreamResponse:
        """A cookie for whoever has the secret or the code."""
        said = await self._read(request)
        if self._device(request):
            return answer(b'{"ok": true}')
        secret, code = said.get("secret"), said.get("code")
        entry = Entry()
        if isinstance(secret, str):
            entry = self._room.join_by_secret(secret, request.remote or "")
        elif isinstance(code, str):
            entry = self._room.join_by_code(code, request.remote or "")
        if entry.wait:
            raise RefusedError(429, "wait", seconds=entry.wait)
        if not entry.cookie:
            raise RefusedError(403, "wrong")
        response = answer(b'{"ok": true}')
        cookie = f"device={entry.cookie}; HttpOnly; SameSite=Strict; Path=/"
        response.headers["Set-Cookie"] = cookie
        return response

    async def state(self, request: web.BaseRequest, device: str) -> web.StreamResponse:
        """Everything the page shows."""
        return answer(self._showing.state(device))

    async def ballot(self, request: web.BaseRequest, device: str) -> web.StreamResponse:
        """Answer when the ballot is on disk, and not before."""
        wait = self._room.wait_for_ballot(device)
        if wait:
            raise RefusedError(429, "wait", seconds=wait)
        vote = self._vote(await self._read(request), device)
        try:
            outcome = await self._commits.save(vote)
        except UserError:
            raise RefusedError(503, "disk") from None
        if outcome == "faulty":
            raise RefusedError(422, "", faults=[])
        if outcome == "closed":
            raise self._over(outcome, device, vote.round)
        if outcome != "saved":
            raise RefusedError(409, outcome)
        self._room.mark_saved(vote.seat)
        self._room.mark_voter(device)
        return answer(b'{"saved": true}')

    def _vote(self, said: dict[str, Any], device: str) -> Vote:
        """What was sent, where it fits what is asked in its round, shown or not."""
        round_ = said.get("round")
        asked = self._showing.asked.of(round_)
        if asked is None or asked.state != "open":
            raise self._over("closed" if asked else "other_round", device, str(round_))
        key, group, answers = said.get("key"), said.get("group", ""), said.get("answers")
        if not isinstance(key, str) or not _KEY.fullmatch(key) or not isinstance(group, str):
            raise RefusedError(400, "garbage")
        if not isinstance(answers, dict) or not all(isinstance(a, str) for a in answers.values()):
            raise RefusedError(400, "garbage")
        if faults := asked.faults(group, answers):
            raise RefusedError(422, "", faults=faults)
        return Vote(asked.round, key, self._room.seat(device, asked.round), group, answers)

    def _over(self, reason: str, device: str, round_: str) -> RefusedError:
        """The round is over; a phone that has a ballot in it hears so."""
        more = {"saved": True} if self._room.has_voted(device, round_) else {}
        return RefusedError(409, reason, **more)

    async def events(self, request: web.BaseRequest, device: str) -> web.StreamResponse:
        """Tell of a new state or turnout as long as the phone listens."""
        response = web.StreamResponse(headers=_HEADERS | {"Content-Type": "text/event-stream"})
        response.force_close()
        stream = self._showing.listen(device, MOST_STREAMS)
        try:
            await response.prepare(request)
            while not stream.ended:
                await response.write(self._news(stream) or b":\n\n")
                await _wait_for(stream)
        except ConnectionError:  # Phones go to sleep and out of reach all the time.
            pass
        finally:
            self._showing.leave(device, stream)
        return response

    def _news(self, stream: Stream) -> bytes:
        showing, news = self._showing, b""
        if stream.version != showing.version:
            stream.version = showing.version
            news += b'event: state\ndata: {"version": %d}\n\n' % stream.version
        if stream.turnout != showing.turnout:
            stream.turnout = showing.turnout
            news += b'event: turnout\ndata: {"voted": %d, "present": %d}\n\n' % stream.turnout
        return news


ROUTES: Final[dict[str, dict[str, Route]]] = {
    **{path: {"GET": Route(Site.page, joined=False)} for path in (*FILES, WORDS)},
    "/join": {"POST": Route(Site.join, joined=False)},
    "/state": {"GET": Route(Site.state, joined=True)},
    "/events": {"GET": Route(Site.events, joined=True)},
    "/ballot": {"POST": Route(Site.ballot, joined=True)},
}
"""Path → method → route: all there is."""


def _check_body(request: web.BaseRequest) -> None:
    """Refuse a body by what is said about it, before any of it is read."""
    headers = request.headers
    if "Content-Length" not in headers or "Transfer-Encoding" in headers:
        raise RefusedError(411, "length")
    if (request.content_length or 0) > MOST_BYTES:
        raise RefusedError(413, "large")
    if request.content_type != "application/json" or "Content-Encoding" in headers:
        raise RefusedError(415, "json")


async def _wait_for(stream: Stream) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT):
            await stream.waked.wait()
    except TimeoutError:
        return
    stream.waked.clear()
