"""One mail: what it says arrives as it was written, and nothing else does."""

from __future__ import annotations

import getpass
import re
import socket
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_app.errors import UserError
from workshop_app.mail.headers import Field, one_line
from workshop_app.mail.message import Attachment, Letter, check_fields, filled, written
from workshop_app.words import Words

if TYPE_CHECKING:
    from email.message import EmailMessage

WHEN = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
ID = "<0123456789abcdef0123456789abcdef@example.org>"
PDF = Attachment("Closer to Maria.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20)
LETTER = Letter(ID, "me@example.org", "Mia Berg", "you@example.org", "Åsa Ünlü",
                "Closer to Maria: your booklets", "Dear Åsa,\n\nhere it is.\n", "nl", (PDF,),
                "answers@example.org")  # fmt: skip
FIELDS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "MIME-Version",
          "Content-Type", "Content-Language"]  # fmt: skip

HOSTILE = (
    "a\r\nBcc: evil@example.org",
    "a\nBcc: evil@example.org",
    "a\rBcc: evil@example.org",
    "a\r\n\r\n<b>body</b>",
    "a\x0bBcc: x@example.org\x0c\x85y\u2028Bcc: z@example.org\u2029",
    "=?utf-8?q?a=0D=0ABcc:_evil@example.org?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQGV4YW1wbGUub3Jn?=",
    "=?us-ascii?q?=0D=0A=0D=0Abody?= =?utf-8?q?=0ATo:_x@example.org?=",
    "=?utf-8?q?=0D=0A?=" * 20,
    'x" <evil@example.org>, "y',
    "x\\\" <evil@example.org>",
    "evil@example.org,",
    "(comment) a <b@example.org>",
    "a;b:c<d>",
    "\x00\x07\x1b[31m",
    "\ud800 half of a letter",
    "é" * 300,
    "word " * 60,
    "w" * 1200,
    "=?",
    "?=",
    ".",
    "👩‍👧 שלום مرحبا",
)


def read(message: EmailMessage) -> EmailMessage:
    """As a mail program reads what was sent."""
    return message_from_bytes(message.as_bytes(), policy=policy.default)


def field_in(message: EmailMessage, field: str) -> str:
    """A field as it travels, its lines put together."""
    found = message_from_bytes(message.as_bytes(), policy=policy.compat32)[field]
    return re.sub(r"\r?\n(?=[ \t])", "", found or "")


def decoded(text: str) -> str:
    """By RFC 2047; the standard library's newer reader puts spaces between encoded words."""
    return str(make_header(decode_header(text)))


def name_in(message: EmailMessage, field: str) -> tuple[str, str]:
    """Name and address; there is one."""
    (address,) = read(message)[field].addresses
    name, only = parseaddr(field_in(message, field))
    assert only == address.addr_spec
    return decoded(name), only


def test_a_mail_says_what_it_was_given() -> None:
    message = written(LETTER, WHEN)
    raw, mail = message.as_bytes(), read(message)
    assert mail.keys() == FIELDS
    assert name_in(message, "From") == ("Mia Berg", "me@example.org")
    assert name_in(message, "To") == ("Åsa Ünlü", "you@example.org")
    assert mail["Reply-To"] == "answers@example.org"
    assert mail["Subject"] == "Closer to Maria: your booklets"
    assert mail["Message-ID"] == ID
    assert mail["Date"].datetime == WHEN
    assert mail["Content-Language"] == "nl"
    body = mail.get_body()
    assert body is not None
    assert body.get_content() == "Dear Åsa,\r\n\r\nhere it is.\r\n"
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (PDF.name, "application/pdf")
    assert file.get_content() == PDF.data
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\r\nSubject: Closer to Maria: your booklets\r\n" in raw, "plain words stay plain"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_a_field(text: str) -> None:
    """PROMISES 35: subject, names, file names and body."""
    letter = LETTER._replace(
        subject=text, sender_name=text, reader_name=text, body=text,
        attachments=(Attachment(text + ".pdf", b"1"), Attachment(text, b"2")),
    )  # fmt: skip
    message = written(letter, WHEN)
    mail = read(message)
    assert [key for key in mail if key not in FIELDS] == []
    assert mail.keys() == (FIELDS if one_line(text) else [f for f in FIELDS if f != "Subject"])
    said = one_line(text)
    assert decoded(field_in(message, "Subject")) == said
    assert name_in(message, "To") == (said, "you@example.org")
    assert name_in(message, "From") == (said, "me@example.org")
    files = [part.get_filename() for part in mail.iter_attachments()]
    assert all(name and one_line(name) == name and len(name) < 200 for name in files)
    assert [part.get_content() for part in mail.iter_attachments()] == [b"1", b"2"]
    for part in mail.walk():
        assert set(part.keys()) <= {*FIELDS, "Content-Disposition", "Content-Transfer-Encoding"}


@given(st.text(), st.text())
def test_any_text_comes_out_as_it_went_in(subject: str, name: str) -> None:
    message = written(LETTER._replace(subject=subject, reader_name=name), WHEN)
    assert decoded(field_in(message, "Subject")) == one_line(subject)
    assert name_in(message, "To") == (one_line(name), "you@example.org")
    assert set(read(message).keys()) <= set(FIELDS)


def test_a_field_that_is_not_encoded_would_be_seen() -> None:
    """The control: this is how an added field looks to these tests."""
    message = written(LETTER, WHEN)
    del message["Subject"]
    message["Subject"] = Field("Subject", HOSTILE[0], HOSTILE[0])
    assert "Bcc" in read(message).keys()  # noqa: SIM118 - a message is no mapping


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b", "a@example.org\r\nBcc: x@example.org", "a@example.org, b@example.org",
     "<a@example.org>", "a b@example.org", "a@exa mple.org", "ü@example.org", "a@.example.org",
     "a@" + "x" * 300 + ".org", 'a"b@example.org', "a@example.org>", "a@example.org\x00",
     "=?utf-8?q?a=0D=0A?=@example.org@x.org", "a@" + "ü" * 70 + ".org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    letters = [LETTER._replace(reader=address)]
    if address:
        letters += [LETTER._replace(sender=address), LETTER._replace(reply_to=address)]
    for letter in letters:
        with pytest.raises(UserError, match="is not an address that mail can be sent to") as caught:
            written(letter, WHEN)
        assert "\n" not in caught.value.sentence


def test_a_domain_may_have_any_letters() -> None:
    message = written(LETTER._replace(reader="jan@bücher.example.org"), WHEN)
    assert name_in(message, "To")[1] == "jan@xn--bcher-kva.example.org"


def test_a_message_id_of_somebody_elses_file_is_not_written() -> None:
    for wrong in ("", "<a@b>\r\nBcc: x@example.org", "<zz@example.org>"):
        with pytest.raises(ValueError, match="Message-ID"):
            written(LETTER._replace(message_id=wrong), WHEN)


def test_a_language_of_somebody_elses_file_is_not_written() -> None:
    mail = read(written(LETTER._replace(language="nl\r\nBcc: x@example.org"), WHEN))
    assert mail.keys() == FIELDS[:-1]


def test_a_mail_says_nothing_of_this_machine() -> None:
    """PROMISES 36."""
    raw = written(LETTER._replace(attachments=()), WHEN).as_bytes().decode("ascii").casefold()
    for own in (getpass.getuser(), socket.gethostname(), str(Path.home()), str(Path.cwd()),
                "python", "workshop-app", "x-mailer", "user-agent"):  # fmt: skip
        assert not re.search(rf"\b{re.escape(own.casefold())}\b", raw)


def test_the_body_is_plain_lines() -> None:
    body = "a\r\nb\rc\x00\x1b[1m\t.\n.\n\n\n"
    mail = read(written(LETTER._replace(body=body, attachments=()), WHEN))
    assert mail.get_content() == "a\r\nb\r\nc[1m\t.\r\n.\r\n"
    assert mail.get_content_type() == "text/plain"
    assert mail["Content-Language"] == "nl"


# -- templates ---------------------------------------------------------------------------

FACTS = {"first_name": "Ana", "title": "{client}", "client": "", "date": "3 March 2026"}


def test_fields_are_filled_once() -> None:
    assert filled("Dear { first_name}, {title} {date}{client}", FACTS) == (
        "Dear Ana, {client} 3 March 2026"
    )
    assert filled("no { field\n} and {first_name", FACTS) == "no { field\n} and {first_name"


@pytest.mark.parametrize(
    ("template", "field", "near"),
    [("Dear {firstname}", "{firstname}", "Did you mean {first_name}?"),
     ("{Title}", "{Title}", "Did you mean {title}?"),
     ("{xyzzy}", "{xyzzy}", "These fields are known: {client}, {date}, {first_name}, {title}."),
     ("{title.__class__}", "{title.__class__}", "Did you mean {title}?"),
     ("{voornaam}", "{voornaam}", "Did you mean {first_name}?"),
     ("{Datum}", "{Datum}", "Did you mean {date}?"),
     ("{voornam}", "{voornam}", "Did you mean {first_name}"),
     ("{}", "{}", "These fields are known")],
)  # fmt: skip
def test_an_unknown_field_names_what_looks_like_it(template: str, field: str, near: str) -> None:
    with pytest.raises(UserError) as caught:
        filled(template, FACTS)
    assert field in caught.value.sentence
    assert near in caught.value.sentence
    assert "In de mail staat het veld" in Words.load("nl").sentence(caught.value)
    with pytest.raises(UserError):
        check_fields(template, FACTS)
