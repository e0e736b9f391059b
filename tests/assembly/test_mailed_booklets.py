"""From the session to a mail server: each reader gets their own booklets, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.booklet.insides import insides, pages
from tests.desk import session
from tests.mail.servers import Mailbox, serving
from tests.session.sending import NO_PAUSE, postman
from workshop_app.assembly.enclosing import Shelf
from workshop_app.assembly.mailing import read_texts
from workshop_app.assembly.press import press
from workshop_app.kinds.pledge.model import Pledge, add_pledge
from workshop_app.session import outbox
from workshop_app.session.mail_list import Choices, Sponsor, follow, keep_choices
from workshop_app.session.people import Person, read_people
from workshop_app.session.sending import Sender

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop

PLEDGE = "be-pledge"
READERS = (
    Person("Ana Silva", "ana@example.org", mail=True),
    Person("Bo Kaya", "bo@example.org", mail=True, language="nl"),
    Person("Cy Away", "cy@example.org", mail=True, present=False),
    Person("Di Quiet", "di@example.org"),
)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path, people=READERS, extra=(PLEDGE,))
    for person in made.people():
        first = person.name.split()[0]
        add_pledge(made.file, "", PLEDGE, Pledge(f"MARKER{first}", person=person.key))
    yield made
    made.file.close()


def test_everybody_is_sent_their_own_booklet_in_their_language_once(
    workshop: Workshop, tmp_path: Path
) -> None:
    file = workshop.file
    keep_choices(file, Choices(sponsor=Sponsor("Sam", "sam@example.org", "nl")))
    follow(file, read_people(file), "en")
    shelf, entries = Shelf(file.path, tmp_path / "shelf"), outbox.read_outbox(file)
    orders = shelf.orders(entries, read_people(file), "a4")
    shelf.make_folder()
    assert len(list(press(workshop, orders))) == 5, "two of the group, two personal, the sponsor's"
    texts, mailbox = read_texts(workshop), Mailbox()
    with serving(mailbox):
        way = postman(workshop, mailbox.port, booklets=lambda one: shelf.enclosures(one, texts))
        Sender(file, way, pauses=NO_PAUSE, network=NO_PAUSE).run()
    assert [mail.reader for mail in mailbox.taken] == [
        "ana@example.org", "bo@example.org", "sam@example.org",
    ]  # fmt: skip
    ana, bo, sam = ([*mail.message.iter_attachments()] for mail in mailbox.taken)
    own = []
    for place, part in enumerate((*ana, *bo, *sam)):
        path = tmp_path / f"{place}.pdf"
        path.write_bytes(part.get_content())
        own.append(path)
    assert "The road we took" in " ".join(pages(own[0]))
    assert "Dear Ana," in pages(own[1])[1]
    assert "De weg die we aflegden" in " ".join(pages(own[2]))
    assert "Beste Bo," in pages(own[3])[1]
    assert "Voor de opdrachtgever" in pages(own[4])[0]
    found = [{who for who in ("Ana", "Bo", "Cy", "Di") if f"MARKER{who}" in insides(path)}
             for path in own]  # fmt: skip
    assert found == [set(), {"Ana"}, set(), {"Bo"}, set()], "private pledges go to their owners"
