"""Header fields that say exactly what they were given, and nothing that people typed besides.

The standard library decodes what looks like an encoded word in a text and, up to Python 3.11,
writes the line breaks that come out of it as they are: a subject could add a ``Bcc``. So texts are
encoded here, and `Field` hands the finished lines over.
"""

from __future__ import annotations

import base64
import re
import textwrap
import unicodedata
from typing import TYPE_CHECKING, Final

from workshop_app.directions import unsigned

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from email.policy import Policy

_WIDTH: Final = 64
"""Characters of a line: room is left for the name of the field."""

_PAYLOAD: Final = 39
"""Bytes in one encoded word, so that it fits the line."""

_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Kinds of characters that no field may hold: controls, halves of one, ends of lines."""

_WORDS: Final = re.compile(r"[A-Za-z0-9 !#$%&*+/=?^_`{|}~-]*")
"""A name in an address may be these as it is; other letters of ASCII stand in quotes."""


class Field(str):
    """The value of a header field with the lines that it is written as."""

    __slots__ = ("lines", "name")
    lines: str
    name: str

    def __new__(cls, name: str, text: str, written: str) -> Field:
        """``text`` is what it says, ``written`` the ASCII for it."""
        field = super().__new__(cls, text)
        field.name, field.lines = name, f"{name}: {written}\r\n"
        return field

    def fold(self, *, policy: Policy) -> str:
        """What `email` asks of a header: its lines, as they stand in the mail."""
        return self.lines


def one_line(text: str) -> str:
    """The text without breaks and controls, its words one space apart."""
    seen = (" " if unicodedata.category(c) in _UNSEEN else c for c in unsigned(text))
    return " ".join("".join(seen).split())


def set_text(message: EmailMessage, name: str, text: str) -> None:
    """Set a field to a text of any letters; none for an empty one."""
    plain = one_line(text)
    if plain:
        message[name] = Field(name, plain, _written(plain))


def set_address(message: EmailMessage, name: str, who: str, address: str) -> None:
    """Set a field to one person; ``address`` is one that `addresses.for_mail` gave."""
    plain = one_line(who)
    quoted = plain.replace("\\", "\\\\").replace('"', '\\"')
    if not plain:
        written = address
    elif _is_simple(plain):
        phrase = plain if _WORDS.fullmatch(plain) else f'"{quoted}"'
        written = f"{phrase} <{address}>"
    else:
        written = f"{_encoded(plain)}\r\n <{address}>"
    message[name] = Field(name, f'"{quoted}" <{address}>' if plain else address, written)


def set_plain(message: EmailMessage, name: str, text: str) -> None:
    """Set a field to something this app made: ASCII, one line."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError(f"not plain enough for {name}")
    message[name] = Field(name, text, text)


def _is_simple(text: str) -> bool:
    """Whether it may stand in a mail as it is: nothing in it looks encoded."""
    return text.isascii() and "=?" not in text and len(text) <= _WIDTH


def _written(text: str) -> str:
    lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    simple = text.isascii() and "=?" not in text and all(len(line) <= _WIDTH for line in lines)
    return "\r\n ".join(lines) if simple else _encoded(text)


def _encoded(text: str) -> str:
    """Encoded words (RFC 2047), never cut within a letter."""
    words = (base64.b64encode(part).decode("ascii") for part in _parts(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _parts(text: str) -> Iterator[bytes]:
    part = b""
    for character in text:
        letter = character.encode("utf-8")
        if len(part) + len(letter) > _PAYLOAD:
            yield part
            part = b""
        part += letter
    yield part
