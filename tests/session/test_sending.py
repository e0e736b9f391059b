"""Sending the outbox to a real server, which refuses, waits and goes away."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.desk import session
from tests.mail.servers import Mailbox, drop, free_port, keep_silent, say, serving
from tests.session.sending import NO_PAUSE, filled, postman, sender_for
from workshop_app.mail.message import Attachment
from workshop_app.session import outbox, sending
from workshop_app.session.sending import Sender, report_lines
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo
    from pathlib import Path

    from workshop_app.session.sending import Report
    from workshop_app.session.workshop import Workshop

LARGE = bytes(3_000_000)
NAMES = ("Ana", "Bo", "Cy")


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    made = session(tmp_path)
    yield made
    made.file.close()


def states(workshop: Workshop) -> list[str]:
    return [entry.state for entry in outbox.read_outbox(workshop.file)]


def whys(workshop: Workshop) -> list[str]:
    return [e.why.sentence if e.why else "" for e in outbox.read_outbox(workshop.file)]


def test_everybody_gets_one_and_the_sponsor_the_last(workshop: Workshop, mailbox: Mailbox) -> None:
    entries = filled(workshop, NAMES, "Sam")
    assert [entry.state for entry in entries] == ["waiting"] * 3 + ["held"]
    report = sender_for(workshop, mailbox.port).run()
    assert [entry.state for entry in report.entries] == ["sent"] * 4
    assert [mail.reader for mail in mailbox.taken] == [
        "ana@example.org", "bo@example.org", "cy@example.org", "sam@example.org",
    ]  # fmt: skip
    assert mailbox.ids() == [entry.message_id for entry in entries]
    assert len(mailbox.names) == 1, "over one connection"
    mail = mailbox.taken[0].message
    assert mail["Subject"] == "Test: your booklets"
    body = mail.get_body()
    assert body is not None
    assert "Dear Ana," in body.get_content()
    assert "the booklet of the group and your own booklet" in body.get_content()
    files = [part.get_filename() for part in mail.iter_attachments()]
    assert files == ["group.pdf", "personal.pdf"]
    assert sender_for(workshop, mailbox.port).run().entries == report.entries
    assert len(mailbox.taken) == 4, "and never again"


def test_who_cannot_be_reached_does_not_stop_the_others(
    workshop: Workshop, mailbox: Mailbox
) -> None:
    filled(workshop, NAMES, "Sam")
    mailbox.rules = {
        "RCPT": lambda server, reader: "550 5.1.1 nobody" if reader.startswith("bo@") else ""
    }
    report = sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["sent", "failed", "sent", "sent"]
    assert report.stopped is None
    assert len(mailbox.taken) == 3
    for language in LANGUAGES:
        lines = report_lines(report, Words.load(language))
        assert len(lines) == 2
        assert all("{" not in line for line in lines)
    assert report_lines(report, Words.load("en")) == [
        "3 of 4 mails were sent.",
        "Bo: not sent. There is no such mailbox. The server says: “5.1.1 nobody”. "
        "Nothing was sent. Check the address.",
    ]
    key = outbox.read_outbox(workshop.file)[1].key
    outbox.change_entry(workshop.file, key, address="bob@example.org")
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["sent"] * 4


def test_greylisting_is_waited_for(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, NAMES)
    mailbox.rules, mailbox.times = {"RCPT": say("450 4.7.1 come back")}, 3
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["sent"] * 3
    assert len(mailbox.taken) == 3
    assert [entry.attempts for entry in outbox.read_outbox(workshop.file)] != [1, 1, 1]


def test_it_is_not_tried_for_ever(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, ["Ana"])
    mailbox.rules = {"RCPT": say("450 4.7.1 never")}
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["failed"]
    assert mailbox.commands.count("RCPT") == len(NO_PAUSE) + 1
    assert "never" in whys(workshop)[0]


def test_the_next_try_is_later_each_time(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, ["Ana"])
    way = postman(workshop, mailbox.port)
    mailbox.rules = {"RCPT": say("450 4.7.1 wait")}
    moment = datetime.now(UTC)
    waits = []
    for _ in range(3):
        entry = sending.claim(workshop.file, moment)
        assert entry is not None
        assert sending.claim(workshop.file, moment) is None, "it is being sent"
        sending.settle(workshop.file, entry, way.send(entry, lambda: None), (60, 300, 900))
        assert sending.claim(workshop.file, datetime.now(UTC)) is None, "it is not due"
        due = sending.next_due(workshop.file)
        assert due is not None
        waits.append(round((due - datetime.now(UTC)) / timedelta(seconds=1), -1))
        moment = due
    way.close()
    assert waits == [60, 300, 900]
    assert list(sending.PAUSES) == sorted(set(sending.PAUSES))
    assert list(sending.NETWORK_PAUSES) == sorted(set(sending.NETWORK_PAUSES))


def test_wrong_settings_stop_it_at_once(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, NAMES)
    mailbox.rules = {"MAIL": say("550 5.7.1 not you")}
    report = sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["waiting"] * 3
    assert mailbox.commands == ["MAIL"]
    assert report.stopped is not None
    lines = report_lines(report, Words.load("en"))
    assert lines[0] == "0 of 3 mails were sent."
    assert "not you" in lines[1]
    mailbox.rules = {}
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["sent"] * 3
    assert [entry.attempts for entry in outbox.read_outbox(workshop.file)] == [1] * 3


def test_a_mail_with_a_fault_of_its_own_fails_before_anything_leaves(
    workshop: Workshop, mailbox: Mailbox
) -> None:
    entries = filled(workshop, NAMES)
    outbox.change_entry(workshop.file, entries[0].key, body="Dear {firstname}")
    outbox.change_entry(workshop.file, entries[1].key, address="x@y\r\nBcc: z@example.org")
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["failed", "failed", "sent"]
    assert "Did you mean {first_name}" in whys(workshop)[0]
    assert [mail.reader for mail in mailbox.taken] == ["cy@example.org"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_connection_that_breaks_before_the_end_costs_nothing(
    workshop: Workshop, mailbox: Mailbox, command: str
) -> None:
    entries = filled(workshop, NAMES)
    mailbox.rules, mailbox.times = {command: drop}, 2
    # More than what the system holds on the way, so that the middle of a mail is one.
    way = postman(workshop, mailbox.port, booklets=lambda entry: [Attachment("a.pdf", LARGE)])
    Sender(workshop.file, way, pauses=NO_PAUSE, network=NO_PAUSE).run()
    assert states(workshop) == ["sent"] * 3
    assert sorted(mailbox.ids()) == sorted(entry.message_id for entry in entries)


@pytest.mark.parametrize(("command", "arrived"), [("END", 2), ("TAKEN", 3)])
def test_a_lost_answer_is_not_tried_again(
    workshop: Workshop, mailbox: Mailbox, command: str, arrived: int
) -> None:
    filled(workshop, NAMES)
    mailbox.rules, mailbox.times = {command: drop}, 1
    report = sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["perhaps", "sent", "sent"]
    assert len(mailbox.taken) == len(set(mailbox.ids())) == arrived
    assert report_lines(report, Words.load("en"))[1].startswith("Ana: may have been sent.")
    outbox.send_again(workshop.file, [report.of("perhaps")[0].key])
    sender_for(workshop, mailbox.port).run()
    assert states(workshop) == ["sent"] * 3
    assert len(set(mailbox.ids())) == 3, "under the same Message-ID"


def test_it_goes_on_when_the_server_comes_back(workshop: Workshop) -> None:
    filled(workshop, NAMES)
    port = free_port()
    tried = threading.Event()
    sender = Sender(workshop.file, postman(workshop, port), pauses=NO_PAUSE, network=(0.0,))
    workshop.file.call_when_waiting(tried.set)
    sender.start()
    assert tried.wait(20)
    made = Mailbox()
    with serving(made, port=port):
        assert sender.join(60)
    workshop.file.tell_waiting()
    assert states(workshop) == ["sent"] * 3
    assert len(made.taken) == 3


# -- stopping ----------------------------------------------------------------------------


def test_stopping_leaves_the_rest_waiting(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, NAMES)
    reached = threading.Event()

    def second(server: object, reader: str) -> str:
        if not reader.startswith("bo@"):
            return ""
        reached.set()
        return keep_silent(server)  # type: ignore[arg-type]

    mailbox.rules = {"RCPT": second}
    reports: list[Report] = []
    way = postman(workshop, mailbox.port)
    sender = Sender(workshop.file, way, finished=reports.append)
    sender.start()
    with pytest.raises(RuntimeError, match="sends already"):
        sender.start()
    assert reached.wait(20)
    assert not sender.join(0)
    sender.stop()
    assert sender.join(20)
    workshop.file.tell_waiting()
    assert [entry.state for entry in reports[0].entries] == ["sent", "waiting", "waiting"]
    assert len(mailbox.taken) == 1
    mailbox.rules = {}
    sender_for(workshop, mailbox.port).run()
    assert sorted(set(mailbox.ids())) == sorted(mailbox.ids())
    assert states(workshop) == ["sent"] * 3


def test_stopping_ends_a_rest(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, ["Ana"])
    mailbox.rules = {"RCPT": say("450 4.7.1 wait")}
    waiting = threading.Event()
    workshop.file.call_when_waiting(waiting.set)
    sender = Sender(workshop.file, postman(workshop, mailbox.port), pauses=(3600.0,))
    sender.start()
    assert waiting.wait(20)
    sender.stop()
    assert sender.join(20)
    workshop.file.tell_waiting()
    assert states(workshop) == ["waiting"]


def test_a_rest_can_be_cut_short(workshop: Workshop, mailbox: Mailbox) -> None:
    (entry,) = filled(workshop, ["Ana"])
    refused = threading.Event()

    def wait(server: object, reader: str) -> str:
        refused.set()
        return "450 4.7.1 wait"

    mailbox.rules, mailbox.times = {"RCPT": wait}, 1
    sender = Sender(workshop.file, postman(workshop, mailbox.port), pauses=(3600.0,))
    sender.start()
    assert refused.wait(20)
    while not sender.join(0.05):  # until it rests: then one of these ends it
        outbox.send_again(workshop.file, [entry.key])
        sender.hurry()
    assert states(workshop) == ["sent"]


def test_a_laptop_that_slept_notices_that_it_is_later(
    workshop: Workshop, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of a wait stands still meanwhile; that on the wall does not."""
    filled(workshop, ["Ana"])
    slept = timedelta()

    class Wall(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Wall:
            return cls.fromtimestamp((datetime.now(tz) + slept).timestamp(), tz)

    monkeypatch.setattr(sending, "datetime", Wall)
    monkeypatch.setattr(sending, "_LONGEST_REST", 0.01)
    mailbox.rules, mailbox.times = {"RCPT": say("450 4.7.1 wait")}, 1
    noted = threading.Event()
    workshop.file.call_when_waiting(noted.set)
    sender = Sender(workshop.file, postman(workshop, mailbox.port), pauses=(3600.0,))
    sender.start()
    while states(workshop) != ["waiting"] or "RCPT" not in mailbox.commands:
        assert noted.wait(20)
        noted.clear()
        workshop.file.tell_waiting()
    assert not sender.join(0.2), "it rests for an hour"
    slept = timedelta(hours=2)
    assert sender.join(20)
    workshop.file.tell_waiting()
    assert states(workshop) == ["sent"]


def test_nothing_is_sent_that_cannot_be_noted(workshop: Workshop, mailbox: Mailbox) -> None:
    filled(workshop, NAMES)
    file = workshop.file
    sender = sender_for(workshop, mailbox.port)

    def full(server: object, reader: str) -> str:
        file.writable = False  # while the mail is on its way to the end
        return ""

    mailbox.rules, mailbox.times = {"RCPT": full}, 1
    report = sender.run()
    assert report.stopped is not None
    assert "reading only" in report.stopped.sentence
    assert mailbox.taken == []
    file.writable = True
    assert [entry.state for entry in sender.run().entries] == ["sent"] * 3
    assert len(mailbox.taken) == 3


def test_an_answer_that_could_not_be_noted_is_noted_later(
    workshop: Workshop, mailbox: Mailbox
) -> None:
    filled(workshop, NAMES)
    file = workshop.file
    sender = sender_for(workshop, mailbox.port)

    def full(server: object, reader: str) -> str:
        file.writable = False
        return ""

    mailbox.rules, mailbox.times = {"TAKEN": full}, 1
    assert sender.run().stopped is not None
    assert states(workshop)[0] == "sending"
    file.writable = True
    assert [entry.state for entry in sender.run().entries] == ["sent"] * 3
    assert len(mailbox.taken) == len(set(mailbox.ids())) == 3


def test_what_an_app_left_behind_is_settled(workshop: Workshop) -> None:
    filled(workshop, NAMES)
    one, two = (sending.claim(workshop.file, datetime.now(UTC)) for _ in range(2))
    assert one is not None
    assert two is not None
    sending.note_gone(workshop.file, two.key)
    assert states(workshop) == ["sending", "sending", "waiting"]
    sending.recover(workshop.file)
    assert states(workshop) == ["waiting", "perhaps", "waiting"]
    assert "The app ended before" in whys(workshop)[1]
