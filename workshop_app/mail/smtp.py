"""Mails over SMTP, one at a time, and for each what became of it in words.

A mail belongs to the server from the moment its last line, a single dot, has arrived there. So that
line is sent by itself: what breaks before it breaks nothing, and whoever keeps the books is told
just before it leaves (`Post.send`, ``before_end``). What breaks after it may have arrived.
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.addresses import for_mail
from workshop_app.mail import answers, reaching
from workshop_app.mail.outcome import SENT_IT

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.mail.outcome import Outcome, Server, Trouble

PATIENCE: Final = 30.0
"""Seconds that a server may take for each answer."""

ANSWER: Final = 300.0
"""Seconds for the answer to a whole mail: to give up here means not to know."""

_GOODBYE: Final = 3.0
"""Seconds for the server to say goodbye too; nothing hangs on it."""

_OWN_NAME: Final = "[127.0.0.1]"
"""How this laptop introduces itself: never by its name, which may say whose it is."""

_FAULTS: Final = (OSError, UnicodeError, smtplib.SMTPException)
_Fault = OSError | UnicodeError | smtplib.SMTPException

_DOT: Final = re.compile(rb"^\.", re.MULTILINE)


class Mail(NamedTuple):
    """A mail that is ready: two addresses, and its bytes with CR LF at the end of each line."""

    sender: str
    reader: str
    data: bytes


class Offer(NamedTuple):
    """What a server that was tried says about itself; ``most`` bytes a mail, 0 = any size."""

    most: int
    is_encrypted: bool


class Post:
    """A server to send mails to; the connection is made with the first and kept for the next.

    Used by one thread; `interrupt` is called from others. ``trust`` are the certificates to
    believe in, by default the system's.
    """

    def __init__(
        self,
        server: Server,
        password: str = "",
        *,
        patience: float = PATIENCE,
        answer: float = ANSWER,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """Connect to nothing yet."""
        self._server = server
        self._password = password
        self._patience = patience
        self._answer = answer
        self._trust = trust
        self._smtp: smtplib.SMTP | None = None
        self._gate = Lock()
        self._is_over = False
        self._is_gone = False

    def check(self, sender: str) -> Offer:
        """Try the server, the password and the sender's address, and send nothing.

        Raises `UserError` when a mail could not be sent like this.
        """
        try:
            smtp = self._ready()
            self._must(smtp.mail(for_mail(sender)), answers.of_sender)
            offer = Offer(_most(smtp), isinstance(smtp.sock, ssl.SSLSocket))
        except _FAULTS as error:
            raise self._explained(error).why from error
        finally:
            self.close()
        return offer

    def send(self, mail: Mail, before_end: Callable[[], None]) -> Outcome:
        """Send one mail, and say what became of it.

        ``before_end`` is called just before the last line leaves; if it raises, the mail does not
        leave, and that is raised here.
        """
        done = False
        try:
            smtp = self._ready()
            self._begin(smtp, mail)
            before_end()
            self._pass_gate(smtp)
            smtp.send(b".\r\n")
            answer = smtp.getreply()
            outcome = answers.of_mail(*answer) or SENT_IT
            done = not outcome.for_all and outcome.kind != "perhaps"
        except _FAULTS as error:
            outcome = self._explained(error)
            done = isinstance(error, _RefusedError) and not outcome.for_all
        finally:
            self._is_gone = False
            if not done:
                self._drop()
        return outcome

    def interrupt(self) -> None:
        """Break off, from another thread: now, or when the mail that is with the server ends.

        Nothing is sent any more after that.
        """
        with self._gate:
            self._is_over = True
            smtp = self._smtp
            if smtp is not None and smtp.sock is not None and not self._is_gone:
                with suppress(OSError):
                    socket.socket.shutdown(smtp.sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Say goodbye; another mail would connect again."""
        smtp = self._smtp
        if smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                if smtp.sock is not None:
                    smtp.sock.settimeout(min(self._patience, _GOODBYE))
                smtp.quit()
        self._drop()

    # -- one mail ------------------------------------------------------------------------

    def _begin(self, smtp: smtplib.SMTP, mail: Mail) -> None:
        """Everything up to the last line, which the server does not have after this."""
        most = _most(smtp)
        if most and len(mail.data) > most:
            raise _RefusedError(answers.too_big(len(mail.data), most))
        options = (f"SIZE={len(mail.data)}",) if smtp.has_extn("size") else ()
        self._must(smtp.mail(mail.sender, options), answers.of_sender)
        self._must(smtp.rcpt(mail.reader), answers.of_reader)
        smtp.putcmd("DATA")
        code, reply = smtp.getreply()
        if code != 354:
            raise _RefusedError(answers.of_mail(code, reply) or reaching.nonsense(self._server))
        end = b"" if mail.data.endswith(b"\r\n") else b"\r\n"
        smtp.send(_DOT.sub(b"..", mail.data) + end)

    def _pass_gate(self, smtp: smtplib.SMTP) -> None:
        """The last moment at which nothing has happened yet; raises `OSError` if it is broken."""
        with self._gate:
            if self._is_over or smtp.sock is None or _hung_up(smtp.sock):
                raise ConnectionAbortedError
            smtp.sock.settimeout(self._answer)
            self._is_gone = True

    def _explained(self, error: _Fault) -> Trouble:
        if isinstance(error, _RefusedError):
            return error.trouble
        if self._is_gone:
            return reaching.answer_lost(self._server)
        if self._is_over:
            return reaching.stopped()
        return reaching.of_connection(error, self._server, self._patience)

    @staticmethod
    def _must(
        answer: tuple[int, bytes], explain: Callable[[int, bytes], Trouble | None]
    ) -> None:
        trouble = explain(*answer)
        if trouble is not None:
            raise _RefusedError(trouble)

    # -- the connection ------------------------------------------------------------------

    def _ready(self) -> smtplib.SMTP:
        """A server that listens: the one that is there, unless it went away meanwhile."""
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                if self._smtp.sock is not None:
                    self._smtp.sock.settimeout(self._patience)
                if self._smtp.rset()[0] == 250:
                    return self._smtp
            self._drop()
        if self._is_over:
            raise ConnectionAbortedError
        smtp = self._connected()
        try:
            with self._gate:
                self._smtp = smtp
                if self._is_over:
                    raise ConnectionAbortedError
            self._introduce(smtp)
        except BaseException:
            self._drop()
            raise
        return smtp

    def _connected(self) -> smtplib.SMTP:
        host, port, security, _ = self._server
        if security == "tls":
            return smtplib.SMTP_SSL(
                host, port, _OWN_NAME, timeout=self._patience, context=self._context()
            )
        return smtplib.SMTP(host, port, _OWN_NAME, timeout=self._patience)

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self._server.security == "starttls":
            if not smtp.has_extn("starttls"):
                raise _RefusedError(reaching.no_tls(self._server))
            if smtp.starttls(context=self._context())[0] != 220:
                raise _RefusedError(reaching.no_tls(self._server))
            smtp.ehlo_or_helo_if_needed()
        if self._server.user:
            self._log_in(smtp)

    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        """Sign in, once: a second try with the same password could lock the account."""
        user, password = self._server.user, self._password
        ways = smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:
            answer = smtp.docmd("AUTH", f"PLAIN {_letters(f'{chr(0)}{user}{chr(0)}{password}')}")
        elif "LOGIN" in ways:
            answer = smtp.docmd("AUTH", f"LOGIN {_letters(user)}")
            if answer[0] == 334:
                answer = smtp.docmd(_letters(password))
        else:
            raise _RefusedError(reaching.no_password_asked(self._server))
        trouble = reaching.of_password(*answer, self._server)
        if trouble is not None:
            raise _RefusedError(trouble)

    def _drop(self) -> None:
        with self._gate:
            smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


class _RefusedError(smtplib.SMTPException):
    """The server said no, or something was seen before it was asked."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__()
        self.trouble = trouble


def _most(smtp: smtplib.SMTP) -> int:
    """The largest mail that the server takes, in bytes; 0 where it does not say."""
    text = smtp.esmtp_features.get("size", "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0


def _hung_up(connection: socket.socket) -> bool:
    """Whether the other side has closed already, as far as can be seen without waiting."""
    connection.setblocking(False)
    try:
        # Around TLS, whose own layer cannot look without reading.
        return not socket.socket.recv(connection, 1, socket.MSG_PEEK)
    except BlockingIOError:
        return False


def _letters(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
