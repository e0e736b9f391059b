"""Real mail servers on this machine: one that takes mail, and ones that misbehave on demand."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, NamedTuple

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

USER, PASSWORD = "someone@example.org", "pass wörd"

logging.getLogger("mail.log").propagate = False  # the server's own diary is no fault of the app


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


class Received(NamedTuple):
    """A mail that the server took."""

    sender: str
    reader: str
    data: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.data, policy=policy.default)

    @property
    def id(self) -> str:
        return str(self.message["Message-ID"])


class Mailbox:
    """Takes mails, unless ``rules`` say something else.

    A rule is for MAIL, RCPT, DATA (before the mail), END or TAKEN (after it came, not yet or
    already taken): an answer, `drop`, or `keep_silent`. One is used up after ``times``.
    """

    def __init__(self) -> None:
        self.taken: list[Received] = []
        self.commands: list[str] = []
        self.names: list[str] = []
        self.logins: list[tuple[str, str]] = []
        self.rules: dict[str, Callable[[Server, str], str]] = {}
        self.times = -1
        self.port = 0
        self.encrypted: list[bool] = []
        self.let_go = asyncio.Event()

    def ids(self) -> list[str]:
        return [mail.id for mail in self.taken]

    async def obey(self, server: Server, command: str, reader: str = "") -> str:
        self.commands.append(command)
        rule = self.rules.get(command)
        if rule is None or self.times == 0:
            return ""
        self.times -= 1
        answer = rule(server, reader)
        if answer == SILENCE:
            await self.let_go.wait()
            server.hang_up()
        return answer

    async def handle_EHLO(
        self, server: Server, session: Any, envelope: Any, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        self.names.append(name)
        self.encrypted.append(session.ssl is not None)
        return responses

    async def handle_MAIL(
        self, server: Server, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = await self.obey(server, "MAIL")
        if not answer:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer or "250 OK"

    async def handle_RCPT(
        self, server: Server, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = await self.obey(server, "RCPT", address)
        if not answer:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Server, session: Any, envelope: Any) -> str:
        answer = await self.obey(server, "END")
        if answer:
            return answer
        self.taken.append(
            Received(envelope.mail_from, envelope.rcpt_tos[0], envelope.original_content)
        )
        return await self.obey(server, "TAKEN") or "250 2.0.0 taken"

    def sign_in(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self.logins.append((mechanism, user))
        return AuthResult(success=(user, password) == (USER, PASSWORD), handled=False)


SILENCE = "silence"


def say(answer: str) -> Callable[[Server, str], str]:
    return lambda server, reader: answer


def drop(server: Server, reader: str = "") -> str:
    """Break the connection without a word."""
    server.hang_up()
    return "421 gone"


def keep_silent(server: Server, reader: str = "") -> str:
    """Say nothing until the test ends."""
    return SILENCE


class Server(SMTP):
    """The rule for DATA is looked at when the mail begins to come in."""

    def hang_up(self) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.abort()

    async def smtp_DATA(self, arg: str) -> None:
        mailbox = self.event_handler
        if "DATA" in mailbox.rules and mailbox.times:
            if mailbox.rules["DATA"] in (drop, keep_silent):
                await self.push("354 go on")
                await self._reader.readline()
            answer = await mailbox.obey(self, "DATA")
            if self.transport is not None and not self.transport.is_closing():
                await self.push(answer)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> Server:
        return Server(self.handler, **self.SMTP_kwargs)


@contextmanager
def serving(
    mailbox: Mailbox, tls: ssl.SSLContext | None = None, port: int = 0, **options: Any
) -> Iterator[None]:
    """Let it listen on a port, or a free one; ``tls`` is for TLS from the first byte."""
    mailbox.port = port or free_port()
    if options.get("auth_required") or "auth_exclude_mechanism" in options:
        options["authenticator"] = mailbox.sign_in
    controller = _Controller(
        mailbox, hostname="127.0.0.1", port=mailbox.port, ssl_context=tls, **options
    )
    controller.start()
    mailbox.let_go = asyncio.Event()
    try:
        yield
    finally:
        controller.loop.call_soon_threadsafe(mailbox.let_go.set)
        controller.stop()


@contextmanager
def shaking_hands(tls: ssl.SSLContext) -> Iterator[int]:
    """A server that speaks TLS from the first byte and nothing after that, to two clients."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(2):
            with suppress(OSError):
                connection, _address = listener.accept()
                with connection, suppress(OSError):
                    tls.wrap_socket(connection, server_side=True).close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join()


@contextmanager
def scripted(*answers: bytes | None) -> Iterator[int]:
    """A server for one connection that reads a line before each answer but the first.

    ``None`` hangs up. After the last answer it waits for the other side to go.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(30)

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as lines:
                connection.settimeout(30)
                for place, answer in enumerate(answers):
                    if place:
                        lines.readline()
                    if answer is None:
                        return
                    connection.sendall(answer)
                while lines.readline():
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join()
