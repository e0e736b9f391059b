"""Why a mail server cannot be talked to, in plain words; the mail is not there then."""

from __future__ import annotations

import smtplib
import socket
import ssl

from workshop_app.errors import UserError
from workshop_app.mail.headers import one_line
from workshop_app.mail.outcome import SAFE, Server, Trouble, busy, for_all, said


def stopped() -> Trouble:
    """Somebody pressed stop before the mail had left."""
    return Trouble("later", UserError("Sending was stopped.", SAFE, "Go on when you like."), True)


def answer_lost(server: Server) -> Trouble:
    """The connection broke between the end of the mail and the answer to it."""
    why = UserError(
        "The connection to {host} was lost before it said whether it took the mail.",
        "It may have been sent.",
        "Ask the reader, or send it again: most mail programs show it once.",
        host=server.host,
    )
    return Trouble("perhaps", why)


def of_connection(
    error: OSError | UnicodeError | smtplib.SMTPException, server: Server, patience: float
) -> Trouble:
    """Why the server could not be talked to; the mail is not there."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _bad_certificate(error, server)
    cause = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else None
    if isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return _unwelcome(error, server)
    if isinstance(cause, OSError):
        error = cause
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return for_all("refused", UserError(
            "{host} does not speak TLS on port {port}.",
            SAFE,
            "Check that port and security belong together: 587 with STARTTLS, 465 with TLS.",
            host=server.host, port=server.port,
        ))  # fmt: skip
    return for_all("later", _unreached(error, server, patience))


def _unreached(
    error: OSError | UnicodeError | smtplib.SMTPException, server: Server, patience: float
) -> UserError:
    host, port = server.host, server.port
    if isinstance(error, socket.gaierror | UnicodeError):
        return UserError(
            "There is no mail server {host} to be found.",
            SAFE,
            "Check that this laptop is online, and how the server is written.",
            host=host,
        )
    if isinstance(error, ConnectionRefusedError):
        return UserError(
            "{host} lets nobody in on port {port}.",
            SAFE,
            "Check the port: usually 587 with STARTTLS, 465 with TLS.",
            host=host,
            port=port,
        )
    if isinstance(error, TimeoutError):
        return UserError(
            "{host} did not answer on port {port} for {seconds} seconds.",
            SAFE,
            "Check the network, and that port and security belong together: 587 with STARTTLS, "
            "465 with TLS.",
            host=host,
            port=port,
            seconds=round(patience),
        )
    reason = error.strerror if isinstance(error, OSError) else None
    if isinstance(error, smtplib.SMTPException | ConnectionError | ssl.SSLError) or not reason:
        return UserError(
            "The connection to {host} was lost before the mail had left.",
            SAFE,
            "Check the network; it is tried again.",
            host=host,
        )
    return UserError(
        "{host} cannot be reached: {reason}.",
        SAFE,
        "Check that this laptop is online.",
        host=host,
        reason=reason,
    )


def _bad_certificate(error: ssl.SSLCertVerificationError, server: Server) -> Trouble:
    code, host = error.verify_code, server.host
    safe = "Nothing was sent, and no password was told."
    if code in (9, 10):
        why = UserError(
            "The certificate of {host} has expired."
            if code == 10
            else "The certificate of {host} does not count yet.",
            safe,
            "Check the date and time of this laptop; if they are right, ask who runs the server.",
            host=host,
        )
    elif code in (62, 64):
        why = UserError(
            "The certificate that {host} shows is for another server.",
            safe,
            "Check how the server is written; somebody could be in between.",
            host=host,
        )
    elif code in (18, 19):
        why = UserError(
            "{host} shows a certificate that it signed itself, so anybody could have made it.",
            safe,
            "Ask who runs the server for one that this laptop knows.",
            host=host,
        )
    elif code in (2, 20, 21):
        why = UserError(
            "The certificate of {host} was signed by somebody this laptop does not know.",
            safe,
            "Ask who runs the server, or try another network: somebody could be in between.",
            host=host,
        )
    else:
        why = UserError(
            "The certificate of {host} is not good: {reason}.",
            safe,
            "Ask who runs the server.",
            host=host,
            reason=one_line(error.verify_message),
        )
    return for_all("refused", why)


def _unwelcome(error: smtplib.SMTPResponseException, server: Server) -> Trouble:
    """The server's first words were no welcome."""
    if not 400 <= error.smtp_code < 600:
        return nonsense(server)
    text = error.smtp_error
    why = UserError(
        "{host} does not want to talk now. It says: “{answer}”.",
        SAFE,
        "Try it again later, or from another network.",
        host=server.host,
        answer=said(text if isinstance(text, bytes) else text.encode()),
    )
    return for_all("later" if error.smtp_code < 500 else "refused", why)


def nonsense(server: Server) -> Trouble:
    """It answered, but not as a mail server does."""
    why = UserError(
        "What answers at {host} on port {port} is no mail server.",
        SAFE,
        "Check the server and the port.",
        host=server.host,
        port=server.port,
    )
    return for_all("refused", why)


def no_tls(server: Server) -> Trouble:
    """STARTTLS was chosen and is not offered: going on would tell the password to everybody."""
    why = UserError(
        "{host} does not offer STARTTLS on port {port}.",
        "Nothing was sent, and no password was told.",
        "Try TLS on port 465. Without either, everybody on the way can read the mail.",
        host=server.host,
        port=server.port,
    )
    return for_all("refused", why)


def no_password_asked(server: Server) -> Trouble:
    """There is no way to sign in that a password is enough for."""
    why = UserError(
        "{host} lets nobody sign in with a password on port {port}.",
        SAFE,
        "Check port and security, or write the mails as drafts and send them from your mail "
        "program.",
        host=server.host,
        port=server.port,
    )
    return for_all("refused", why)


def of_password(code: int, reply: bytes, server: Server) -> Trouble | None:
    """What the server says to user and password; ``None`` when they are right."""
    if code in (235, 503):  # 503: nobody has to sign in twice
        return None
    if 400 <= code < 500:
        return busy(reply)
    why = UserError(
        "{host} does not take this user and password. It says: “{answer}”.",
        SAFE,
        "Check both. Many providers want a password of its own for each program.",
        host=server.host,
        answer=said(reply),
    )
    return for_all("refused", why)
