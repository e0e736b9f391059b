"""E-mail addresses: what is one, and how it goes over the wire."""

from __future__ import annotations

import re
from typing import Final

from workshop_app.errors import UserError

_ADDRESS: Final = re.compile(r"[^\s@,;<>\"()]+@[^\s@,;<>\"().]+(\.[^\s@,;<>\"().]+)+")
_PLAIN: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LONGEST: Final = 254


def is_address(text: str) -> bool:
    """Whether this looks like one address; only a mail to it shows whether anybody reads there."""
    return len(text) <= _LONGEST and text.isprintable() and bool(_ADDRESS.fullmatch(text))


def for_mail(address: str) -> str:
    """The address in the letters that every mail server takes, its domain translated to them.

    Raises `UserError` for a text that is none, or that has other letters before the @.
    """
    plain = address.strip()
    if is_address(plain) and not plain.isascii():
        name, _, domain = plain.rpartition("@")
        try:
            plain = f"{name}@{domain.encode('idna').decode('ascii')}"
        except UnicodeError:  # a part of the domain that is too long or no word at all
            plain = ""
    if not _PLAIN.fullmatch(plain) or len(plain) > _LONGEST:
        raise UserError(
            "“{address}” is not an address that mail can be sent to.",
            "Nothing was sent to it.",
            "Correct the address.",
            address=" ".join(address.split())[:80],
        )
    return plain
