"""What left this laptop is known beside the preferences, whatever becomes of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from tests.mail.servers import Mailbox, drop, say
from tests.session.sending import NO_PAUSE, filled, postman
from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.session.outbox import read_outbox
from workshop_app.session.sending import Sender, recover
from workshop_app.session.sent_before import BACK, GONE, SENT, NotedPost, SentBefore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.session.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path)
    yield made
    made.file.close()


def run(workshop: Workshop, port: int, before: SentBefore) -> None:
    post = NotedPost(postman(workshop, port), before)
    Sender(workshop.file, post, pauses=NO_PAUSE, network=NO_PAUSE).run()


def known(workshop: Workshop) -> dict[str, bool]:
    entries = read_outbox(workshop.file)
    found = SentBefore(workshop.file).find(entries)
    return {one.name: found[one.key].is_sure for one in entries if one.key in found}


def test_what_was_sent_is_known_and_nothing_else(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, ("Ana", "Bo", "Cy"))
    assert known(workshop) == {}
    mailbox.rules = {
        "RCPT": lambda server, reader: "550 5.1.1 nobody" if reader.startswith("bo@") else "",
        "TAKEN": lambda server, reader: drop(server) if len(mailbox.taken) == 2 else "",
    }
    run(workshop, mailbox.port, SentBefore(workshop.file))
    assert known(workshop) == {"Ana": True, "Cy": False}


def test_a_mail_that_the_server_refused_at_its_end_is_back(
    workshop: Workshop, mailbox: Mailbox
) -> None:
    filled(workshop, ("Ana",))
    mailbox.rules = {"END": say("554 5.7.1 no")}
    run(workshop, mailbox.port, SentBefore(workshop.file))
    assert known(workshop) == {}


def test_it_says_neither_names_nor_addresses(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, ("Ana",), "Sam")
    run(workshop, mailbox.port, SentBefore(workshop.file))
    assert len(mailbox.taken) == 2
    text = (paths.settings_folder() / "sent.txt").read_text(encoding="ascii")
    assert len(text.splitlines()) == 4
    assert "ana" not in text.lower()
    assert "example" not in text


def test_nothing_leaves_that_cannot_be_noted(
    workshop: Workshop, mailbox: Mailbox, tmp_path: Path
) -> None:
    filled(workshop, ("Ana",))
    run(workshop, mailbox.port, SentBefore(workshop.file, tmp_path / "missing" / "sent.txt"))
    assert mailbox.taken == []
    recover(workshop.file)
    assert read_outbox(workshop.file)[0].state == "waiting"


def test_the_last_line_counts_and_rubbish_does_not(workshop: Workshop, tmp_path: Path) -> None:
    entries = filled(workshop, ("Ana", "Bo"))
    path = tmp_path / "sent.txt"
    before = SentBefore(workshop.file, path)
    before.note(entries, GONE)
    before.note(entries[:1], SENT)
    before.note(entries[1:], BACK)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("€ rubbish\n2026 sent\nnever sent 0123456789abcdef\n")
    found = before.find(entries)
    assert {key: one.is_sure for key, one in found.items()} == {entries[0].key: True}
    path.unlink()
    assert before.find(entries) == {}
    with pytest.raises(UserError, match="could not be noted"):
        SentBefore(workshop.file, tmp_path).note(entries, SENT)
