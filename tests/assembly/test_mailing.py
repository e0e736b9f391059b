"""From the outbox to mails: in each reader's language, as drafts and as files too."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from tests.session.sending import booklets, filled
from workshop_app.assembly.mailing import (
    FIELDS,
    check_text,
    letter_of,
    post_for,
    read_texts,
    write_booklets,
    write_drafts,
)
from workshop_app.errors import UserError
from workshop_app.mail.message import Attachment
from workshop_app.session import outbox
from workshop_app.session.info import write_info
from workshop_app.session.mail_settings import MailSettings
from workshop_app.session.outbox import EVERYBODY, SPONSOR, Text, usual_text
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.outbox import Entry
    from workshop_app.session.workshop import Workshop

SETTINGS = MailSettings("smtp.example.org", from_name="Mia", from_address="mia@example.org")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path)
    yield made
    made.file.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("editions", [EVERYBODY, (SPONSOR,)])
def test_the_usual_text_says_everything_in_the_readers_language(
    workshop: Workshop, language: str, editions: tuple[str, ...]
) -> None:
    text = usual_text(Words.load(language), editions)
    check_text(text)
    entry = filled(workshop, ["Ana"])[0]._replace(
        language=language, editions=editions, subject=text.subject, body=text.body
    )
    letter = letter_of(entry, read_texts(workshop), SETTINGS, ())
    said = f"{letter.subject}\n{letter.body}"
    assert "{" not in said
    assert "Ana" in said
    assert workshop.info.title in said
    assert Words.load(language).date(workshop.info.date) in said
    assert letter.language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("facilitator", "signed"), [("", "Kim Sender"), ("Fay", "Fay")])
def test_a_mail_is_signed_also_where_nobody_is_named(
    workshop: Workshop, language: str, facilitator: str, signed: str
) -> None:
    write_info(workshop.file, "", workshop.info._replace(facilitator=facilitator))
    workshop.refresh()
    text = usual_text(Words.load(language), EVERYBODY)
    entry = filled(workshop, ["Ana"])[0]._replace(language=language, body=text.body)
    assert read_texts(workshop, "Kim Sender").of(entry).body.endswith(f",\n{signed}")


def test_every_field_is_filled(workshop: Workshop) -> None:
    template = "|".join(f"{{{field}}}" for field in FIELDS)
    entry = filled(workshop, ["Ana"])[0]._replace(subject="s", body=template, name="Vries, Jan de")
    filled_in = read_texts(workshop).of(entry).body.split("|")
    assert filled_in[:3] == ["Jan", "Vries, Jan de", "Test"]
    assert len(filled_in) == len(FIELDS)
    with pytest.raises(UserError, match=r"Did you mean \{facilitator\}"):
        check_text(Text("", "{facilitater}"))


def test_drafts_say_what_the_mails_would(workshop: Workshop, tmp_path: Path) -> None:
    entries = filled(workshop, ["Ana", "Bo"], "Sam")
    texts = read_texts(workshop)
    paths = write_drafts(tmp_path / "drafts", entries, texts, SETTINGS, booklets).paths
    assert [path.name for path in paths] == ["Ana.eml", "Bo.eml", "Sam.eml"]
    mail = message_from_bytes(paths[2].read_bytes(), policy=policy.default)
    assert (mail["X-Unsent"], mail["To"]) == ("1", "Sam <sam@example.org>")
    assert mail["Message-ID"] == entries[2].message_id
    assert [part.get_filename() for part in mail.iter_attachments()] == ["sponsor.pdf"]
    states = [entry.state for entry in outbox.read_outbox(workshop.file)]
    assert states == ["waiting", "waiting", "held"], "only the facilitator knows what left"


def test_a_wrong_address_stops_no_other_draft(workshop: Workshop, tmp_path: Path) -> None:
    ana, bo, cy = filled(workshop, ["Ana", "Bo", "Cy"])
    entries, texts = [ana, bo._replace(address="sëven@example.org"), cy], read_texts(workshop)
    filed = write_drafts(tmp_path / "drafts", entries, texts, SETTINGS, booklets)
    assert [path.name for path in filed.paths] == ["Ana.eml", "Cy.eml"]
    assert filed.keys == [ana.key, cy.key]
    assert [one.name for one in filed.missing] == ["Bo"]
    wrong = SETTINGS._replace(reply_to="me@here")
    with pytest.raises(UserError, match="can come from"):
        write_drafts(tmp_path / "none", entries, texts, wrong, booklets)
    assert not (tmp_path / "none").exists()


def test_each_booklet_is_one_file(workshop: Workshop, tmp_path: Path) -> None:
    def own(entry: Entry) -> list[Attachment]:
        personal = Attachment("Personal.pdf", entry.name.encode())
        return [Attachment("Group.pdf", b"the same"), personal]

    paths = write_booklets(tmp_path / "pdf", filled(workshop, ["Ana", "Bo"]), own).paths
    assert [path.name for path in paths] == ["Group.pdf", "Personal.pdf", "Personal 2.pdf"]
    assert [path.read_bytes() for path in paths] == [b"the same", b"Ana", b"Bo"]


def test_nothing_is_connected_before_a_mail_is_sent() -> None:
    post_for(SETTINGS, "secret").close()
