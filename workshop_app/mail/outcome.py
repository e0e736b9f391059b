"""What can become of a mail, and where it is handed in."""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from workshop_app.errors import UserError
from workshop_app.mail.headers import one_line

Security = Literal["starttls", "tls", "none"]

SAFE: Final = "Nothing was sent."
"""What is true of every outcome but `SENT_IT` and ``perhaps``."""

_LONGEST_ANSWER: Final = 200


class Server(NamedTuple):
    """Where mails are handed in. Without a ``user`` nobody signs in."""

    host: str
    port: int
    security: Security
    user: str = ""


class Outcome(NamedTuple):
    """What became of a mail.

    ``kind`` is ``sent``; ``refused``, for good; ``later``, not now; or ``perhaps``: it may have
    been sent. ``for_all`` says that it is about the server or the settings, so about every mail.
    """

    kind: Literal["sent", "refused", "later", "perhaps"]
    why: UserError | None = None
    for_all: bool = False


class Trouble(Outcome):
    """An outcome that has a reason."""

    __slots__ = ()
    why: UserError


SENT_IT: Final = Outcome("sent")


def for_all(kind: Literal["refused", "later"], why: UserError) -> Trouble:
    """A trouble that every mail would have."""
    return Trouble(kind, why, True)


def status(reply: bytes) -> str:
    """The enhanced status code (RFC 3463) that an answer begins with, if it does."""
    found = re.match(rb"([245]\.\d{1,3}\.\d{1,3})\b", reply)
    return found[1].decode() if found else ""


def said(reply: bytes) -> str:
    """The server's own words, on one line and not too many of them; the sentence ends them."""
    text = one_line(reply.decode("utf-8", "replace")).rstrip(".")
    return text if len(text) <= _LONGEST_ANSWER else f"{text[:_LONGEST_ANSWER]}…"


def busy(reply: bytes) -> Trouble:
    """It will not talk to this sender now, whatever the mail."""
    why = UserError(
        "The server takes nothing just now. It says: “{answer}”.",
        SAFE,
        "It is tried again.",
        answer=said(reply),
    )
    return for_all("later", why)
