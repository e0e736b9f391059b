"""How this facilitator sends mail: kept with the preferences, never in a session, no password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from workshop_app.addresses import is_address
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop_app.session.preferences import Preferences

Security = Literal["starttls", "tls", "none"]

PORTS: Final[Mapping[Security, int]] = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each kind of security, in the order in which they are offered."""

_PREFIX: Final = "mail."


class MailSettings(NamedTuple):
    """The server, who is there, and who the mails are from.

    Without security only where ``none`` was chosen. ``user`` is empty where nobody signs in,
    ``reply_to`` where answers go to the sender.
    """

    host: str = ""
    port: int = PORTS["starttls"]
    security: Security = "starttls"
    user: str = ""
    from_name: str = ""
    from_address: str = ""
    reply_to: str = ""


def read_mail_settings(preferences: Preferences) -> MailSettings:
    """What was chosen; what the app would not have written counts as not chosen."""
    found = {name: preferences.read(f"{_PREFIX}{name}") for name in MailSettings._fields}
    security: Security = next((one for one in PORTS if one == found["security"]), "starttls")
    port = found["port"]
    is_port = port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536
    return MailSettings(
        found["host"],
        int(port) if is_port else PORTS[security],
        security,
        found["user"],
        found["from_name"],
        found["from_address"],
        found["reply_to"],
    )


def write_mail_settings(preferences: Preferences, settings: MailSettings) -> None:
    """Keep them. Raises `UserError` when they cannot be written."""
    for name, value in settings._asdict().items():
        preferences.write(f"{_PREFIX}{name}", str(value))


def check_mail_settings(settings: MailSettings) -> None:
    """Raise `UserError` for the first thing that is missing or cannot be."""
    safe = "Nothing was sent."
    host = settings.host
    if not host or not host.isprintable() or any(c.isspace() or c in "/@" for c in host):
        raise UserError(
            "The outbox has no mail server yet.",
            safe,
            "Fill in the server, such as smtp.example.org; your provider says what it is called.",
        )
    if not 0 < settings.port < 65_536:
        raise UserError(
            "There is no port {port}.",
            safe,
            "Usual ones are 587 with STARTTLS and 465 with TLS.",
            port=settings.port,
        )
    for address in (settings.from_address, *filter(None, (settings.reply_to,))):
        if not is_address(address):
            raise UserError(
                "“{address}” is not an address that mail can come from."
                if address
                else "The mails have no sender yet.",
                safe,
                "Fill in your own e-mail address.",
                address=address[:80],
            )
