"""An outbox that is really sent: entries, and the way to a mail server on this machine.

``python -m tests.session.sending FILE`` sends what waits in it, as the app does, so that it can be
killed meanwhile. The port is in the environment; each process has a sender's address of its own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_app.assembly.mailing import Postman, read_texts
from workshop_app.mail.message import Attachment
from workshop_app.mail.outcome import Server
from workshop_app.mail.smtp import Post
from workshop_app.session import outbox, sending
from workshop_app.session.mail_settings import MailSettings
from workshop_app.session.outbox import Reader
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.session.sending import Report, Sender
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.outbox import Entry

PORT = "WORKSHOP_TEST_SMTP"
NO_PAUSE = (0.0,) * 4


def filled(workshop: Workshop, names: Sequence[str], sponsor: str = "") -> list[Entry]:
    """A mail for each of ``names``, and one for the sponsor."""
    file = workshop.file
    add_people(file, "", [Person(name, f"{name.lower()}@example.org", mail=True) for name in names])
    outbox.make_entries(
        file,
        read_people(file),
        lambda language, editions: outbox.usual_text(Words.load(language), editions),
        language="en",
        sponsor=Reader(sponsor, f"{sponsor.lower()}@example.org") if sponsor else None,
    )
    return outbox.read_outbox(file)


def booklets(entry: Entry) -> list[Attachment]:
    """Something small for each edition."""
    return [Attachment(f"{edition}.pdf", b"%PDF " + edition.encode()) for edition in entry.editions]


def postman(
    workshop: Workshop,
    port: int,
    sender: str = "me@example.org",
    booklets: Callable[[Entry], list[Attachment]] = booklets,
) -> Postman:
    """The way to the server on ``port``."""
    post = Post(Server("127.0.0.1", port, "none"))
    settings = MailSettings("127.0.0.1", port, "none", from_name="Mia", from_address=sender)
    return Postman(post, read_texts(workshop), settings, booklets)


def sender_for(workshop: Workshop, port: int) -> Sender:
    """Sends to that port, and never rests."""
    return Sender(workshop.file, postman(workshop, port), pauses=NO_PAUSE, network=NO_PAUSE)


def send_all(path: Path) -> Report:
    """Open a session and send what waits; the sender's address is the file's name."""
    with SessionFile.open(path) as file:
        workshop = Workshop(file)
        way = postman(workshop, int(os.environ[PORT]), f"{path.stem}@example.org")
        return Sender(file, way, pauses=NO_PAUSE, network=NO_PAUSE).run()


def send_carelessly(path: Path) -> Report:
    """The control: nobody notes that a mail is about to leave."""
    sending.note_gone = lambda file, key: None
    return send_all(path)


if __name__ == "__main__":
    send_all(Path(sys.argv[1]))
