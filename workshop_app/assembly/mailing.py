"""From an entry of the outbox to a mail: fields filled in, booklets attached, on its way out."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.addresses import for_mail, is_address
from workshop_app.errors import UserError
from workshop_app.mail.drafts import save_drafts
from workshop_app.mail.folder import save_each
from workshop_app.mail.message import Letter, check_fields, filled, written
from workshop_app.session.outbox import Text
from workshop_app.session.people import first_name
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from workshop_app.mail.message import Attachment
    from workshop_app.mail.outcome import Outcome
    from workshop_app.mail.smtp import Post
    from workshop_app.session.mail_settings import MailSettings
    from workshop_app.session.outbox import Entry
    from workshop_app.session.workshop import Workshop

    Enclosures = Callable[[Entry], Sequence[Attachment]]

FIELDS: Final = (
    "first_name", "name", "title", "client", "place", "date", "facilitator", "editions",
)
"""What a mail's text may have in braces."""


class Texts(NamedTuple):
    """The session's facts in each language, for any thread: nothing is read after it was made."""

    facts: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Words]

    def of(self, entry: Entry) -> Text:
        """What the mail says to its reader; raises `UserError` for a field there is not."""
        words = self.words_of(entry)
        fields = {
            **self.facts[words.language],
            "first_name": first_name(entry.name) or entry.address,
            "name": entry.name or entry.address,
            "editions": words.listing([words(f"outbox.edition.{e}") for e in entry.editions]),
        }
        return Text(filled(entry.subject, fields), filled(entry.body, fields))

    def words_of(self, entry: Entry) -> Words:
        """The language that its reader is written to in."""
        return self.words.get(entry.language) or self.words[LANGUAGES[0]]


def read_texts(workshop: Workshop, sender: str = "") -> Texts:
    """The facts as they are now; ``sender`` signs where the session names no facilitator."""
    spoken = _spoken()
    info = workshop.info
    facts = {
        language: {
            "title": info.title,
            "client": info.client,
            "place": info.place,
            "date": workshop.dates(words),
            "facilitator": info.facilitator.strip() or sender,
        }
        for language, words in spoken.items()
    }
    return Texts(facts, spoken)


@cache
def _spoken() -> Mapping[str, Words]:
    """Every language; reading them takes longer than a window may stand still."""
    return {language: Words.load(language) for language in LANGUAGES}


def check_text(text: Text) -> None:
    """Raise `UserError` for a field that no mail has; call it before a text is kept."""
    for template in text:
        check_fields(template, FIELDS)


def letter_of(
    entry: Entry, texts: Texts, settings: MailSettings, attachments: Sequence[Attachment]
) -> Letter:
    """The mail of an entry; raises `UserError` for a field there is not."""
    subject, body = texts.of(entry)
    return Letter(
        entry.message_id, settings.from_address, settings.from_name, entry.address, entry.name,
        subject, body, entry.language, attachments, settings.reply_to,
    )  # fmt: skip


class Postman:
    """Brings entries to a mail server (a `sending.Post`); ``enclosures`` gives their booklets.

    Everything but `interrupt` is called in the sender's thread, ``enclosures`` too.
    """

    def __init__(
        self, post: Post, texts: Texts, settings: MailSettings, enclosures: Enclosures
    ) -> None:
        """Connect to nothing yet."""
        self._post = post
        self._texts = texts
        self._settings = settings
        self._enclosures = enclosures

    def send(self, entry: Entry, before_end: Callable[[], None]) -> Outcome:
        """Send one; what is wrong with the mail itself refuses it before anything leaves."""
        from workshop_app.mail.outcome import Outcome
        from workshop_app.mail.smtp import Mail

        try:
            letter = letter_of(entry, self._texts, self._settings, self._enclosures(entry))
            data = written(letter, datetime.now().astimezone()).as_bytes()
            mail = Mail(for_mail(letter.sender), for_mail(letter.reader), data)
        except UserError as error:
            return Outcome("refused", error)
        return self._post.send(mail, before_end)

    def interrupt(self) -> None:
        """Break off."""
        self._post.interrupt()

    def close(self) -> None:
        """End the connection."""
        self._post.close()


def post_for(settings: MailSettings, password: str) -> Post:
    """The mail server of these settings, not connected yet."""
    from workshop_app.mail.outcome import Server
    from workshop_app.mail.smtp import Post

    server = Server(settings.host, settings.port, settings.security, settings.user)
    return Post(server, password)


class Filed(NamedTuple):
    """What was written, for whom by their keys, and whose address no mail can be sent to."""

    paths: Sequence[Path]
    keys: Sequence[str]
    missing: Sequence[Entry] = ()


def write_drafts(
    folder: Path,
    entries: Sequence[Entry],
    texts: Texts,
    settings: MailSettings,
    enclosures: Enclosures,
) -> Filed:
    """Write a draft of each mail into a folder; whose address is none is left out and told.

    Raises `UserError` for a folder that cannot be written, or a sender that cannot be.
    """
    _check_sender(settings)
    good = [entry for entry in entries if is_address(entry.address)]
    missing = [entry for entry in entries if not is_address(entry.address)]
    letters = (letter_of(entry, texts, settings, enclosures(entry)) for entry in good)
    paths = save_drafts(folder, letters, datetime.now().astimezone())
    return Filed(paths, [entry.key for entry in good], missing)


def _check_sender(settings: MailSettings) -> None:
    """What is wrong with every draft is said before the first."""
    for address in filter(None, (settings.from_address, settings.reply_to)):
        if not is_address(address):
            raise UserError(
                "“{address}” is not an address that mail can come from.",
                "Nothing was written.",
                "Fill in your own e-mail address.",
                address=address[:80],
            )


def write_booklets(
    folder: Path, entries: Sequence[Entry], enclosures: Enclosures
) -> Filed:
    """Write the booklets of all into a folder, each once; raises `UserError`."""
    paths = save_each(folder, _each_once(entries, enclosures))
    return Filed(paths, [entry.key for entry in entries])


def _each_once(entries: Sequence[Entry], enclosures: Enclosures) -> Iterator[tuple[str, bytes]]:
    """The group's booklet is attached to every mail and is one file."""
    seen: set[tuple[str, bytes]] = set()
    for entry in entries:
        for attachment in enclosures(entry):
            file = attachment.name, hashlib.sha256(attachment.data).digest()
            if file not in seen:
                seen.add(file)
                yield attachment.name, attachment.data
