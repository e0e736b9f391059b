"""E-mail addresses: what is one, and how it goes over the wire."""

from __future__ import annotations

import re
from typing import Final

from workshop_app.errors import UserError

_PLAIN: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_LINK: Final = "mailto:"
_LONGEST: Final = 254


def tidy(text: str) -> str:
    """What was typed or copied as an address, without what a link puts before it."""
    plain = text.strip()
    if plain[: len(_LINK)].casefold() == _LINK:
        plain = plain[len(_LINK) :].partition("?")[0].strip()
    return plain


def is_address(text: str) -> bool:
    """Whether a mail can be sent there; only the mail shows whether anybody reads it."""
    return bool(_on_the_wire(text))


def for_mail(address: str) -> str:
    """The address in the letters that every mail server takes, its domain translated to them.

    Raises `UserError` for a text that is none, or that has other letters before the @.
    """
    plain = _on_the_wire(address)
    if not plain:
        raise UserError(
            "“{address}” is not an address that mail can be sent to.",
            "Nothing was sent to it.",
            "Correct the address.",
            address=" ".join(address.split())[:80],
        )
    return plain


def _on_the_wire(text: str) -> str:
    """The address as it is sent; empty for what is none."""
    plain = tidy(text)
    name, _, domain = plain.rpartition("@")
    if not domain.isascii():
        try:
            plain = f"{name}@{domain.encode('idna').decode('ascii')}"
        except UnicodeError:  # a part of the domain that is too long or no word at all
            return ""
    return plain if len(plain) <= _LONGEST and _PLAIN.fullmatch(plain) else ""
