"""One mail to one reader: its text from a template, its fields, its attachments."""

from __future__ import annotations

import re
from difflib import get_close_matches
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from workshop_app.addresses import for_mail
from workshop_app.errors import UserError
from workshop_app.mail.headers import one_line, set_address, set_plain, set_text
from workshop_app.mail.naming import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

_FIELD: Final = re.compile(r"\{([^{}\n]*)\}")
_CALLED: Final = {
    "voornaam": "first_name", "naam": "name", "titel": "title", "klant": "client",
    "plaats": "place", "datum": "date", "begeleider": "facilitator", "boekjes": "editions",
}
"""What fields are called in Dutch; in a mail’s text they are in English in every language."""

_MESSAGE_ID: Final = re.compile(r"<[0-9a-f]{32}@[A-Za-z0-9.-]{1,200}>")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Attachment(NamedTuple):
    """A file that goes along, such as a booklet; ``name`` with its ending."""

    name: str
    data: bytes
    kind: str = "application/pdf"


class Letter(NamedTuple):
    """What one mail says, before it is written down; texts are those that people see.

    ``sender`` and ``reader`` are addresses. ``message_id`` stays the same however often it is
    tried, so that a mail that arrived twice is recognised.
    """

    message_id: str
    sender: str
    sender_name: str
    reader: str
    reader_name: str
    subject: str
    body: str
    language: str
    attachments: Sequence[Attachment] = ()
    reply_to: str = ""


def filled(template: str, fields: Mapping[str, str]) -> str:
    """The template with its ``{fields}`` filled in; what they hold is not looked into.

    Raises `UserError` for a field that there is not, naming what looks like it.
    """
    check_fields(template, fields)
    return _FIELD.sub(lambda found: fields[found[1].strip()], template)


def check_fields(template: str, known: Iterable[str]) -> None:
    """Raise `UserError` for the first field of ``template`` that is not ``known``."""
    names = sorted(known)
    for found in _FIELD.finditer(template):
        name = found[1].strip()
        if name in names:
            continue
        near = _near(name.casefold(), names)
        raise UserError(
            "The mail has a field {field}, and there is none of that name.",
            "Nothing was sent.",
            "Did you mean {near}?" if near else "These fields are known: {near}.",
            field=f"{{{one_line(name)[:40]}}}",
            near=", ".join(f"{{{one}}}" for one in near or names),
        )


def _near(name: str, known: Sequence[str]) -> list[str]:
    """The fields that somebody may have meant, also by the Dutch word for one."""
    called = {one: one for one in known}
    called |= {word: field for word, field in _CALLED.items() if field in called}
    if name in called:
        return [called[name]]
    found = get_close_matches(name, called, n=3, cutoff=0.5)
    return list(dict.fromkeys(called[one] for one in found))


def written(letter: Letter, when: datetime) -> EmailMessage:
    """The mail as it is sent; ``when`` knows its time zone.

    It says nothing of this machine: no host, no login name, no path, no program. Raises
    `UserError` for an address that is none.
    """
    message = EmailMessage(policy=SMTP)
    if letter.sender:
        set_address(message, "From", letter.sender_name, for_mail(letter.sender))
    set_address(message, "To", letter.reader_name, for_mail(letter.reader))
    if letter.reply_to:
        set_address(message, "Reply-To", "", for_mail(letter.reply_to))
    set_text(message, "Subject", letter.subject)
    message["Date"] = when
    if not _MESSAGE_ID.fullmatch(letter.message_id):
        raise ValueError("not a Message-ID of this app")
    set_plain(message, "Message-ID", letter.message_id)
    # Lines of any length and letter, for every server: none of them has to take eight bits.
    message.set_content(_body(letter.body), charset="utf-8", cte="quoted-printable")
    for attachment in letter.attachments:
        kind, _, subkind = attachment.kind.partition("/")
        message.add_attachment(
            attachment.data, maintype=kind, subtype=subkind, filename=file_name(attachment.name)
        )
    if _LANGUAGE.fullmatch(letter.language):
        set_plain(message, "Content-Language", letter.language)
    return message


def _body(text: str) -> str:
    """Plain lines: breaks of one kind, no controls, no halves of a letter."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(c for c in line if c == "\t" or category(c) != "Cc") for line in lines)
    plain = "\n".join(kept).encode("utf-8", "replace").decode("utf-8")
    return plain.rstrip("\n") + "\n"
