"""What a server's answers about one mail mean, in plain words."""

from __future__ import annotations

from typing import Final

from workshop_app.errors import UserError
from workshop_app.mail.outcome import SAFE, Trouble, busy, for_all, said, status

CLOSING: Final = 421
"""The server ends the connection; it may be there again later."""

_MEGABYTE: Final = 1_000_000

_TOO_BIG: Final = ("5.3.4", "5.2.3")
_FULL: Final = ("4.2.2", "5.2.2")
_UNKNOWN: Final = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.1")


def of_sender(code: int, reply: bytes) -> Trouble | None:
    """What the server says to the sender; ``None`` when it goes on."""
    if 200 <= code < 300:
        return None
    if 400 <= code < 500:
        return busy(reply)
    if code == 552 or status(reply) in _TOO_BIG:
        return _refused_size(reply)
    if code == 530:
        why = UserError(
            "The server wants a user and a password first. It says: “{answer}”.",
            SAFE,
            "Fill in the user and the password.",
            answer=said(reply),
        )
        return for_all("refused", why)
    why = UserError(
        "The server does not take mail from this sender. It says: “{answer}”.",
        SAFE,
        "Check the sender’s address: usually it is that of the user.",
        answer=said(reply),
    )
    return for_all("refused", why)


def of_reader(code: int, reply: bytes) -> Trouble | None:
    """What the server says to the reader's address; ``None`` when it goes on."""
    if 200 <= code < 300:
        return None
    if code == CLOSING:
        return busy(reply)
    known = status(reply)
    if known in _FULL or (not known and code in (452, 552)):
        return _full(code, reply)
    if 400 <= code < 500:
        return Trouble("later", _not_yet(reply))
    why = UserError(
        "There is no such mailbox. The server says: “{answer}”."
        if known in _UNKNOWN or (not known and code in (550, 551, 553))
        else "The server does not take mail for this address. It says: “{answer}”.",
        SAFE,
        "Check the address.",
        answer=said(reply),
    )
    return Trouble("refused", why)


def of_mail(code: int, reply: bytes) -> Trouble | None:
    """What the server says to the mail itself; ``None`` when it took it."""
    if 200 <= code < 300:
        return None
    if code == CLOSING:
        return busy(reply)
    if not 400 <= code < 600:
        why = UserError(
            "The server answered something else than yes or no: “{answer}”.",
            "It may have been sent.",
            "Ask the reader, or send it again: most mail programs show it once.",
            answer=said(reply),
        )
        return Trouble("perhaps", why)
    if status(reply) in _FULL:
        return _full(code, reply)
    if code < 500:
        return Trouble("later", _not_yet(reply))
    if code == 552 or status(reply) in _TOO_BIG:
        return _refused_size(reply)
    why = UserError(
        "The server does not want this mail. It says: “{answer}”.",
        SAFE,
        "Change its text, or write it as a draft and send it from your mail program.",
        answer=said(reply),
    )
    return Trouble("refused", why)


def too_big(size: int, most: int) -> Trouble:
    """Seen before anything was sent: the server said how much it takes."""
    why = UserError(
        "The mail is {size} MB, and the server takes {most} MB at most.",
        SAFE,
        "Send fewer editions at once, or save the booklets in a folder and share that.",
        size=_megabytes(size),
        most=_megabytes(most),
    )
    return Trouble("refused", why)


def _refused_size(reply: bytes) -> Trouble:
    why = UserError(
        "The mail is too big for the server. It says: “{answer}”.",
        SAFE,
        "Send fewer editions at once, or save the booklets in a folder and share that.",
        answer=said(reply),
    )
    return Trouble("refused", why)


def _full(code: int, reply: bytes) -> Trouble:
    why = UserError(
        "The mailbox is full. The server says: “{answer}”.",
        SAFE,
        "Tell the reader, and send it again when there is room.",
        answer=said(reply),
    )
    return Trouble("later" if code < 500 else "refused", why)


def _not_yet(reply: bytes) -> UserError:
    return UserError(
        "The server does not take this mail yet. It says: “{answer}”.",
        SAFE,
        "It is tried again.",
        answer=said(reply),
    )


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}".removesuffix(".0") if size >= _MEGABYTE / 10 else "0.1"
