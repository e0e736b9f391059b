"""The outbox at the desk, in front of a real mail server."""

from __future__ import annotations

import os
import shutil
import ssl
import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import trustme
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget

from tests.console.room import make_workshop
from tests.mail.servers import (
    PASSWORD,
    SILENCE,
    USER,
    Mailbox,
    Server,
    drop,
    keep_silent,
    say,
    serving,
)
from workshop_app import paths, storage
from workshop_app.mail.password import Passwords
from workshop_app.session import mail_list, outbox, planning, sending
from workshop_app.session.info import write_info
from workshop_app.session.live import Moment
from workshop_app.session.mail_settings import (
    MailSettings,
    read_mail_settings,
    write_mail_settings,
)
from workshop_app.session.notes import NewNote, add_notes
from workshop_app.session.people import Person, add_people, change_person, read_people
from workshop_app.session.print_choices import PrintChoices, write_print_choices
from workshop_app.session.sent_before import SentBefore
from workshop_app.ui.theme import font

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workshop_app import desktop
    from workshop_app.console.outbox_list import ReadersList
    from workshop_app.console.outbox_window import OutboxWindow
    from workshop_app.console.talking import TalkingWindow
    from workshop_app.desktop.mailing import Mailing
    from workshop_app.desktop.session import Desktop
    from workshop_app.session.outbox import Entry
    from workshop_app.session.preferences import Preferences

pytestmark = pytest.mark.gui

SENDER = "mia@example.org"
PEOPLE = (
    Person("Ana", "ana@example.org", mail=True),
    Person("Bo", "bo@example.org", mail=True, language="nl"),
    Person("Cy", mail=True),
    Person("Di", "di@example.org"),
    Person("Ed", "ed@example.org", mail=True, present=False),
)


class Folder:
    """Chooses what the test wants."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def existing(self, title: str, folder: Path, kinds: str) -> Path | None:
        return self.path

    def new(self, title: str, path: Path, kinds: str) -> Path | None:
        return self.path


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    made = Mailbox()
    with serving(made):
        yield made


def server(preferences: Preferences, port: int, user: str = "") -> None:
    settings = MailSettings("127.0.0.1", port, "none", user, "Mia", SENDER)
    write_mail_settings(preferences, settings)


@pytest.fixture
def opened(
    front: desktop.Front, preferences: Preferences, mailbox: Mailbox, tmp_path: Path
) -> Desktop:
    """A session with people, and its outbox open."""
    workshop = make_workshop(tmp_path, people=PEOPLE)
    workshop.file.close()
    server(preferences, mailbox.port)
    front.open(workshop.file.path)
    assert front.desktop is not None
    open_outbox(front.desktop)
    return front.desktop


def open_outbox(opened: Desktop) -> OutboxWindow:
    mailing = opened.mailing
    mailing.posting.passwords = Passwords()
    mailing.posting.pauses = mailing.posting.network = (0.0,) * 3
    mailing.open()
    return comes(opened)


def comes(opened: Desktop, language: str = "en") -> OutboxWindow:
    """The outbox, when it has been made."""
    until = time.monotonic() + 30
    while not is_there(opened.mailing.window, language) and time.monotonic() < until:
        QApplication.processEvents()
    return window(opened)


def is_there(made: OutboxWindow | None, language: str) -> bool:
    return made is not None and made.isVisible() and made.spoken == language


def window(opened: Desktop) -> OutboxWindow:
    found = opened.mailing.window
    assert found is not None
    return found


def entries(opened: Desktop) -> dict[str, Entry]:
    return {one.name: one for one in outbox.read_outbox(opened.workshop.file)}


def states(opened: Desktop) -> dict[str, str]:
    return {name: one.state for name, one in entries(opened).items()}


def shown(opened: Desktop) -> dict[str, str]:
    """What the list says of each reader."""
    return {row.name: row.cells[-1].text for row in window(opened).readers.list.table.rows}


def press(talker: TalkingWindow, key: str) -> None:
    button = talker.message.findChild(QPushButton, key)
    assert button is not None, talker.message.text
    button.click()
    QApplication.processEvents()


def send(opened: Desktop, qtbot: QtBot) -> None:
    """Click, agree, and wait for the end."""
    begin(opened)
    end(opened.mailing, qtbot)


def begin(opened: Desktop) -> None:
    window(opened).ways.go.click()
    press(window(opened), "send")


def think_at(mailbox: Mailbox, command: str) -> list[AbstractEventLoop]:
    """The server says nothing to a command until it is let go; its loop comes when it got it."""
    loops: list[AbstractEventLoop] = []

    def think(server: Server, reader: str) -> str:
        loops.append(server.loop)
        return SILENCE

    mailbox.rules = {command: think}
    return loops


def end(mailing: Mailing, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not mailing.posting.is_busy, timeout=60_000)
    QApplication.processEvents()


def sponsor(opened: Desktop, address: str = "sam@example.org") -> None:
    readers = window(opened).readers
    readers.name.setText("Sam")
    readers.address.setText(address)
    QTest.keyClick(readers.address, Qt.Key.Key_Return)
    QApplication.processEvents()


def row(opened: Desktop, name: str, field: str = "name") -> None:
    listed = window(opened).readers.list
    key = next(line.key for line in listed.lines.values() if line.name == name)
    listed.go(key, field)


def type_cell(table: ReadersList, text: str) -> None:
    """Type into the cell under the keyboard; its first letter opens it."""
    QTest.keyClicks(table, text[0])
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, text[1:])
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


# -- who gets one --------------------------------------------------------------------------


def test_who_gets_a_mail_and_who_does_not_and_why(opened: Desktop) -> None:
    assert shown(opened) == {
        "Ana": "waiting", "Bo": "waiting", "Cy": "no address",
        "Di": "has not agreed to mail", "Ed": "was not there",
    }  # fmt: skip
    assert entries(opened)["Bo"].language == "nl"
    assert entries(opened)["Bo"].subject == "{title}: je boekjes"
    row(opened, "Cy")
    assert window(opened).readers.remark.text().startswith("Type an address for Cy")
    assert window(opened).preview.head.text().startswith("Cy gets no mail.")


def test_the_state_is_read_whole_and_what_is_left_over_is_for_names(opened: Desktop) -> None:
    outbox = window(opened)
    table, names = outbox.readers.list, []
    for width in (1100, 1920):
        outbox.resize(width, 760)
        QApplication.processEvents()
        assert not table.horizontalScrollBar().maximum(), width
        assert table.columnWidth(4) >= table.sizeHintForColumn(4), width
        names.append(table.columnWidth(0))
    assert names[1] > 1.5 * names[0]


def test_what_is_missing_is_mended_in_the_list(opened: Desktop) -> None:
    readers = window(opened).readers
    row(opened, "Cy", "address")
    type_cell(readers.list, "cy@example.org")
    assert shown(opened)["Cy"] == "waiting"
    row(opened, "Di")
    readers.buttons["agreed"].click()
    QApplication.processEvents()
    assert shown(opened)["Di"] == "waiting"
    assert {one.name: one.mail for one in read_people(opened.workshop.file)}["Di"]
    row(opened, "Ana", "language")
    type_cell(readers.list, "ned")
    assert entries(opened)["Ana"].language == "nl"
    assert entries(opened)["Ana"].subject == "{title}: je boekjes"


def test_space_takes_a_tick_away_and_brings_it_back(opened: Desktop) -> None:
    listed = window(opened).readers.list
    row(opened, "Ana")
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert shown(opened)["Ana"] == "not ticked"
    assert set(states(opened)) == {"Bo"}
    QTest.keyClick(listed, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert shown(opened)["Ana"] == "waiting"


def test_the_outbox_follows_the_list_of_people(opened: Desktop) -> None:
    file = opened.workshop.file
    ana, bo = read_people(file)[:2]
    change_person(file, "", ana.key, name="Anna", email="anna@example.org")
    change_person(file, "", bo.key, present=False)
    QApplication.processEvents()
    assert [one.address for one in outbox.read_outbox(file)] == ["anna@example.org"]
    assert shown(opened)["Bo"] == "was not there"


# -- the text ------------------------------------------------------------------------------


def test_a_text_is_previewed_kept_and_goes_to_its_readers_only(opened: Desktop) -> None:
    made = window(opened)
    row(opened, "Ana")
    made.text.subject.selectAll()
    QTest.keyClicks(made.text.subject, "For {first_name}")
    assert made.preview.head.text() == "To Ana <ana@example.org>\nFor Ana"
    assert "booklet.pdf (not made yet)" in made.preview.attached.text()
    made.close()
    assert entries(opened)["Ana"].subject == "For {first_name}"
    assert entries(opened)["Bo"].subject == "{title}: je boekjes"
    assert open_outbox(opened).text.subject.text() == "For {first_name}"
    made.text.usual.click()
    assert entries(opened)["Ana"].subject == "{title}: your booklets"
    assert mail_list.read_choices(opened.workshop.file).texts == {}


def test_a_field_that_there_is_not_is_said_at_once_and_stops_the_mails(opened: Desktop) -> None:
    made = window(opened)
    row(opened, "Ana")
    QTest.keyClicks(made.text.body, "{nam}")
    assert "{nam}" in made.text.fault.text()
    assert made.text.fault.isVisible()
    made.ways.go.click()
    assert "{nam}" in made.message.text
    assert made.message.findChild(QPushButton, "send") is None


# -- sending -------------------------------------------------------------------------------


def test_everybody_gets_theirs_and_nothing_leaves_before_the_click(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    sponsor(opened)
    made = window(opened)
    assert made.ways.summary.text() == (
        "2 mails with 2 PDFs each, to 2 people, then 1 summary to the sponsor, "
        f"from Mia <{SENDER}> through 127.0.0.1."
    )
    assert shown(opened)["Sam"] == "not yet allowed"
    made.ways.go.click()
    assert "2 mails with 2 PDFs each" in made.message.text
    press(made, "not")
    assert mailbox.commands == []
    undo = len(opened.workshop.file.history.undoable(50))
    send(opened, qtbot)
    assert set(states(opened).values()) == {"sent"}
    assert [one.reader[:3] for one in mailbox.taken] == ["ana", "bo@", "sam"]
    files = [[part.get_filename() for part in one.message.iter_attachments()]
             for one in mailbox.taken]  # fmt: skip
    title = opened.workshop.info.title
    assert files == [
        [f"{title} - booklet.pdf", f"{title} - Ana.pdf"],
        [f"{title} - boekje.pdf", f"{title} - Bo.pdf"],
        [f"{title} - summary.pdf"],
    ]
    assert made.message.text == "3 of 3 mails were sent."
    assert len(opened.workshop.file.history.undoable(50)) == undo
    assert not made.ways.go.isEnabled()
    row(opened, "Ana")
    QTest.keyClick(made.readers.list, Qt.Key.Key_Space)
    assert "was sent already" in made.message.text


def test_booklets_are_made_anew_when_the_session_changed(opened: Desktop, qtbot: QtBot) -> None:
    made, posting = window(opened), opened.mailing.posting
    row(opened, "Ana")
    made.preview.make.click()
    assert posting.is_busy
    assert "made first" in made.ways.said.text()
    end(opened.mailing, qtbot)
    assert "KB)" in made.preview.attached.text()
    assert not made.preview.make.isVisible()
    file = opened.workshop.file
    change_person(file, "", read_people(file)[2].key, email="cy@example.org")
    assert posting.shelf.orders(list(entries(opened).values()), read_people(file), "a4") == []
    change_person(file, "", read_people(file)[2].key, name="Cyrus")
    assert len(posting.shelf.orders(list(entries(opened).values()), read_people(file), "a4")) > 1
    opened.mailing.close()
    assert list(paths.outgoing_folder().iterdir()) == []


def test_what_no_font_has_is_asked_about_before_booklets_are_made(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, tmp_path: Path
) -> None:
    made, posting = window(opened), opened.mailing.posting
    note = NewNote("happened", "Somebody wrote 𒀀")
    add_notes(opened.workshop.file, "Add", "see-customer-story", [note])
    row(opened, "Ana")
    made.preview.make.click()
    assert "𒀀 (in “" in made.message.text
    press(made, "not")
    begin(opened)
    assert "𒀀 (in “" in made.message.text
    press(made, "not")
    assert not posting.is_busy
    assert not list(paths.outgoing_folder().glob("*/*"))
    assert mailbox.commands == []
    button = made.ways.way.button("folder")
    assert button is not None
    button.click()
    opened.console.chooser = Folder(tmp_path / "mail")
    made.ways.go.click()
    assert "𒀀 (in “" in made.message.text
    press(made, "print")
    qtbot.waitUntil(lambda: "PDFs lie in" in made.message.text, timeout=60_000)
    button = made.ways.way.button("smtp")
    assert button is not None
    button.click()
    begin(opened)
    end(opened.mailing, qtbot)
    assert len(mailbox.taken) == 2, "they are there already: nothing is asked again"


def test_the_day_goes_on_while_mails_leave(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    """What is on its way is of the moment of the click; the next mails have what is new."""
    loops = think_at(mailbox, "RCPT")
    mailbox.times = 1
    begin(opened)
    qtbot.waitUntil(lambda: bool(loops), timeout=60_000)
    people = read_people(opened.workshop.file)
    change_person(opened.workshop.file, "", people[3].key, name="Didi")
    QApplication.processEvents()
    loops[0].call_soon_threadsafe(mailbox.let_go.set)
    end(opened.mailing, qtbot)
    assert set(states(opened).values()) == {"sent"}
    assert len(mailbox.taken) == 2
    change_person(opened.workshop.file, "", people[3].key, mail=True)
    QApplication.processEvents()
    send(opened, qtbot)
    assert len(mailbox.taken) == 3


def test_a_refusal_is_said_at_its_reader_and_mended(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    mailbox.rules = {
        "RCPT": lambda server, reader: "550 5.1.1 nobody" if reader.startswith("bo@") else ""
    }
    send(opened, qtbot)
    assert shown(opened)["Bo"] == "not sent"
    assert "Not sent: 1." in window(opened).message.text
    row(opened, "Bo")
    assert "no such mailbox" in window(opened).readers.remark.text()
    change_person(opened.workshop.file, "", read_people(opened.workshop.file)[1].key,
                  email="bob@example.org")  # fmt: skip
    QApplication.processEvents()
    assert shown(opened)["Bo"] == "waiting"
    send(opened, qtbot)
    assert [one.reader for one in mailbox.taken] == ["ana@example.org", "bob@example.org"]


def test_a_lost_answer_asks(opened: Desktop, qtbot: QtBot, mailbox: Mailbox) -> None:
    mailbox.rules, mailbox.times = {"TAKEN": drop}, 1
    send(opened, qtbot)
    assert sorted(states(opened).values()) == ["perhaps", "sent"]
    assert "May have been sent: 1." in window(opened).message.text
    press(window(opened), "again")
    send(opened, qtbot)
    assert set(states(opened).values()) == {"sent"}
    assert len(mailbox.taken) == 3
    assert len(set(mailbox.ids())) == 2, "its Message-ID is the same"


def test_a_lost_answer_may_count_as_sent(opened: Desktop, qtbot: QtBot, mailbox: Mailbox) -> None:
    mailbox.rules = {"TAKEN": drop}
    send(opened, qtbot)
    press(window(opened), "count")
    assert set(states(opened).values()) == {"sent"}
    assert len(mailbox.taken) == 2


def test_a_server_that_is_busy_is_tried_again_at_a_time_that_is_said(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    mailbox.rules, mailbox.times = {"RCPT": say("451 4.7.1 later")}, 2
    opened.mailing.posting.pauses = (3600.0,)
    begin(opened)
    qtbot.waitUntil(lambda: "tries again at " in shown(opened)["Bo"], timeout=60_000)
    qtbot.waitUntil(window(opened).ways.hurry.isVisible, timeout=5_000)
    assert "is tried again at" in window(opened).ways.said.text()
    window(opened).ways.hurry.click()
    end(opened.mailing, qtbot)
    assert set(states(opened).values()) == {"sent"}


def test_where_nothing_can_be_noted_nothing_leaves(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, tmp_path: Path
) -> None:
    opened.mailing.posting.before = SentBefore(opened.workshop.file, tmp_path)
    send(opened, qtbot)
    assert "could not be noted" in window(opened).message.text
    assert mailbox.taken == []
    assert set(states(opened).values()) == {"waiting"}


def test_stop_ends_it_between_two_mails(opened: Desktop, qtbot: QtBot, mailbox: Mailbox) -> None:
    mailbox.rules, mailbox.times = {"RCPT": keep_silent}, 1
    begin(opened)
    qtbot.waitUntil(lambda: "RCPT" in mailbox.commands, timeout=60_000)
    QApplication.processEvents()
    window(opened).ways.stop.click()
    end(opened.mailing, qtbot)
    assert set(states(opened).values()) == {"waiting"}
    assert mailbox.taken == []
    assert "Still waiting: 2." in window(opened).message.text


def test_nothing_leaves_while_booklets_are_made_for_something_else(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    """Two that send at once would send every mail twice."""
    posting, made = opened.mailing.posting, list[bool]()
    posting.make(list(entries(opened).values()), partial(made.append, True))
    assert posting.is_busy
    posting.start("")
    assert not posting.is_sending
    qtbot.waitUntil(lambda: made == [True], timeout=60_000)
    assert mailbox.commands == []


def test_booklets_that_a_killed_app_left_go_when_the_session_is_opened(
    opened: Desktop, front: desktop.Front, qtbot: QtBot
) -> None:
    path = opened.workshop.file.path
    posting = opened.mailing.posting
    posting.make(list(entries(opened).values()), partial(opened.console.setFocus))
    qtbot.waitUntil(lambda: not posting.is_busy, timeout=60_000)
    (own,) = paths.outgoing_folder().iterdir()
    killed = shutil.copytree(own, paths.outgoing_folder() / "kept")
    opened.close()
    assert list(paths.outgoing_folder().iterdir()) == [killed]
    shutil.copytree(killed, own)
    old, young = killed.rename(killed.with_name("moved")), paths.outgoing_folder() / "another"
    young.mkdir()
    os.utime(old, (0, 0))
    front.open(path)
    qtbot.waitUntil(lambda: list(paths.outgoing_folder().iterdir()) == [young], timeout=30_000)


def test_stop_while_booklets_are_made_sends_nothing(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    begin(opened)
    window(opened).ways.stop.click()
    end(opened.mailing, qtbot)
    assert window(opened).notice.text == "Stopped. Nothing was sent."
    assert mailbox.commands == []


def test_mails_that_are_too_big_are_said_before_anything_leaves(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, preferences: Preferences
) -> None:
    preferences.write("mail.most", "127.0.0.1 1000")
    begin(opened)
    qtbot.waitUntil(lambda: "bigger than" in window(opened).message.text, timeout=60_000)
    assert mailbox.commands == []
    press(window(opened), "send")
    end(opened.mailing, qtbot)
    assert len(mailbox.taken) == 2, "this server takes them all the same"


def test_the_window_may_be_closed_in_the_middle(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    begin(opened)
    window(opened).close()
    end(opened.mailing, qtbot)
    assert len(mailbox.taken) == 2
    assert opened.console.message.text == "2 of 2 mails were sent."


def test_closing_the_console_asks_and_ends_cleanly(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    loops = think_at(mailbox, "END")
    begin(opened)
    qtbot.waitUntil(lambda: bool(loops), timeout=60_000)
    assert not opened.console.close()
    assert "Mails are leaving" in opened.console.message.text
    press(opened.console, "stay")
    assert not opened.console.close()
    press(opened.console, "stop")
    assert opened.console.isVisible(), "the server has not answered yet"
    loops[0].call_soon_threadsafe(mailbox.let_go.set)
    qtbot.waitUntil(lambda: not opened.console.isVisible(), timeout=10_000)
    assert sorted(states(opened).values()) == ["perhaps", "waiting"]


# -- a copy that knows nothing ---------------------------------------------------------------


def test_what_left_before_a_copy_came_back_is_noticed(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    file = opened.workshop.file
    old = file.rows("SELECT key, message_id FROM outbox")
    send(opened, qtbot)
    with file.edit("", undoable=False) as edit:  # as the copy has it
        edit.run(storage.tables.OutboxRow.update(state="waiting"))
    QApplication.processEvents()
    window(opened).ways.go.click()
    assert "2 of these mails left this laptop already" in window(opened).message.text
    press(window(opened), "again")
    press(window(opened), "not")
    assert len(mailbox.taken) == len(old) == 2
    window(opened).ways.go.click()
    press(window(opened), "send")
    end(opened.mailing, qtbot)
    assert len(mailbox.taken) == 4


def test_where_it_cannot_be_noted_that_they_left_before_none_leaves_again(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, tmp_path: Path
) -> None:
    file = opened.workshop.file
    send(opened, qtbot)
    with file.edit("", undoable=False) as edit:  # as the copy has it
        edit.run(storage.tables.OutboxRow.update(state="waiting"))
    QApplication.processEvents()
    window(opened).ways.go.click()
    opened.mailing.posting.before = SentBefore(file, tmp_path)
    press(window(opened), "count")
    assert "could not be noted" in window(opened).message.text
    assert set(states(opened).values()) == {"waiting"}
    assert len(mailbox.taken) == 2


def test_mails_that_are_made_anew_are_noticed_too(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    """As in a copy from before the outbox was opened first."""
    send(opened, qtbot)
    with opened.workshop.file.edit("", undoable=False) as edit:
        edit.run(storage.tables.OutboxRow.delete())
    window(opened).close()
    opened.mailing.open()
    comes(opened)
    assert set(states(opened).values()) == {"waiting"}
    window(opened).ways.go.click()
    press(window(opened), "count")
    assert set(states(opened).values()) == {"sent"}
    assert len(mailbox.taken) == 2


def test_a_restart_says_what_was_being_sent(
    opened: Desktop, front: desktop.Front, qtbot: QtBot
) -> None:
    file = opened.workshop.file
    for is_gone in (True, False):
        entry = sending.claim(file, datetime.now(UTC))
        assert entry is not None
        if is_gone:
            sending.note_gone(file, entry.key)
    path = file.path
    opened.close()
    front.open(path)
    again = front.desktop
    assert again is not None
    qtbot.waitUntil(lambda: again.console.message.text != "", timeout=5_000)
    assert again.console.message.text == (
        "The app ended while it was sending. "
        "In the outbox 1 mail may have been sent and 1 mail still waits."
    )
    press(again.console, "open")
    comes(again)
    assert sorted(states(again).values()) == ["perhaps", "waiting"]
    assert "may have been sent" in shown(again).values()


def test_a_restart_says_what_waits_between_two_mails(
    opened: Desktop, front: desktop.Front, qtbot: QtBot
) -> None:
    """Killed while nothing was with the server, such as while it waited to try again."""
    file, path = opened.workshop.file, opened.workshop.file.path
    assert not outbox.is_unfinished(file), "nobody wanted them to leave yet"
    outbox.choose_message_ids(file, SENDER)
    opened.close()
    front.open(path)
    again = front.desktop
    assert again is not None
    qtbot.waitUntil(lambda: again.console.message.text != "", timeout=30_000)
    assert again.console.message.text == "In the outbox 2 mails still wait."
    write_info(again.workshop.file, "", again.workshop.info._replace(language="nl"))
    qtbot.waitUntil(lambda: "wachten" in again.console.message.text, timeout=30_000)
    assert again.console.message.text == "In het postvak uit wachten nog 2 mails."
    press(again.console, "open")
    comes(again, "nl")
    outbox.mark_sent(again.workshop.file, [one.key for one in entries(again).values()])
    assert not outbox.is_unfinished(again.workshop.file)


def test_what_is_being_sent_now_is_not_what_was_left(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    """Looking for what an earlier run left behind must never let a mail wait again."""
    mailbox.rules, mailbox.times = {"RCPT": keep_silent}, 1
    begin(opened)
    qtbot.waitUntil(lambda: "RCPT" in mailbox.commands, timeout=60_000)
    opened.mailing.say_unsent()
    assert "sending" in states(opened).values()
    opened.mailing.posting.stop()
    end(opened.mailing, qtbot)


# -- the server ------------------------------------------------------------------------------


@pytest.fixture
def locked() -> Iterator[Mailbox]:
    made = Mailbox()
    with serving(made, auth_exclude_mechanism=[], auth_require_tls=False):
        yield made


def test_a_password_is_asked_for_tried_and_kept_nowhere(
    opened: Desktop, qtbot: QtBot, locked: Mailbox, preferences: Preferences, home: Path
) -> None:
    server(preferences, locked.port, USER)
    made, form = window(opened), window(opened).server
    made.ways.go.click()
    press(made, "send")
    qtbot.waitUntil(lambda: made.is_at_server, timeout=30_000)
    assert "Fill in the password for 127.0.0.1" in form.said.text()
    form.fields["password"].setText("wrong")
    form.test.click()
    qtbot.waitUntil(form.test.isEnabled, timeout=10_000)
    assert "does not take this user and password" in form.said.text()
    form.fields["password"].setText(PASSWORD)
    form.test.click()
    qtbot.waitUntil(form.test.isEnabled, timeout=10_000)
    assert form.said.text().startswith("It works: 127.0.0.1 lets you in")
    assert "not encrypted" in form.said.text()
    assert "no keyring" in form.said.text()
    assert form.fields["password"].text() == ""
    assert locked.taken == []
    form.done.click()
    send(opened, qtbot)
    assert len(locked.taken) == 2
    for path in home.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()


def test_a_wrong_password_stops_at_the_first_mail(
    opened: Desktop, qtbot: QtBot, locked: Mailbox, preferences: Preferences
) -> None:
    server(preferences, locked.port, USER)
    opened.mailing.posting.passwords.keep("127.0.0.1", USER, "wrong")
    send(opened, qtbot)
    assert len(locked.logins) == 1
    assert "does not take this user and password" in window(opened).message.text
    assert set(states(opened).values()) == {"waiting"}


def test_a_strange_certificate_is_said_in_plain_words(
    opened: Desktop, qtbot: QtBot, preferences: Preferences
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    strange = Mailbox()
    with serving(strange, tls_context=context):
        made, form = window(opened), window(opened).server
        write_mail_settings(
            preferences,
            MailSettings("127.0.0.1", strange.port, "starttls", USER, "Mia", SENDER),
        )
        made.to_server.click()
        form.fields["password"].setText(PASSWORD)
        form.test.click()
        qtbot.waitUntil(form.test.isEnabled, timeout=10_000)
    assert "signed by somebody this laptop does not know" in form.said.text()
    assert form.said.property("look") == "danger"
    assert strange.logins == []


def test_everything_has_a_name_and_the_keyboard_comes_everywhere(opened: Desktop) -> None:
    made = window(opened)
    sponsor(opened)
    for page in (made.show_list, made.show_server, partial(made.show_report, "text")):
        page()
        stops = [
            one for one in made.findChildren(QWidget)
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        for one in stops:
            said = one.accessibleName() or (one.text() if isinstance(one, QPushButton) else "")
            assert said, f"{type(one).__name__} in {one.parent()}"
        reached: set[QWidget] = set()
        stops[0].setFocus()
        for _ in range(len(stops) + 4):
            focus = QApplication.focusWidget()
            assert focus is not None
            reached.add(focus)
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        # Of buttons that exclude one another Tab reaches the chosen one; arrows the others.
        missed = [one for one in stops if one not in reached and not is_other_choice(one)]
        assert missed == []


def is_other_choice(widget: QWidget) -> bool:
    return isinstance(widget, QPushButton) and widget.isCheckable() and not widget.isChecked()


def test_in_another_language_it_says_everything_anew(opened: Desktop) -> None:
    menu = QMenu(opened.console)
    opened.console.bar.settings_wanted.emit(menu)
    assert "Outbox: mail the booklets…\tCtrl+Shift+O" in [one.text() for one in menu.actions()]
    file, info = opened.workshop.file, opened.workshop.info
    write_info(file, "", info._replace(language="nl"))
    assert comes(opened, "nl").windowTitle().startswith("Postvak uit")
    assert shown(opened)["Ana"] == "wacht"
    assert entries(opened)["Ana"].language == "nl"


def test_how_it_stands_is_read_whole_with_a_long_list(opened: Desktop, qtbot: QtBot) -> None:
    file = opened.workshop.file
    add_people(file, "Add", [Person(f"Person {n}", f"p{n}@example.org") for n in range(40)])
    listed = window(opened).readers.list
    qtbot.waitUntil(listed.verticalScrollBar().isVisible, timeout=30_000)
    last = len(listed.table.fields) - 1
    cell = listed.visualRect(listed.table.index(3, last))
    said = QFontMetrics(font()).horizontalAdvance("has not agreed to mail")
    assert listed.table.rows[3].cells[last].text == "has not agreed to mail"
    assert cell.right() < listed.viewport().width()
    assert cell.width() > said + 36, "beside its mark"


def test_what_is_filled_in_is_kept(opened: Desktop, preferences: Preferences) -> None:
    made = window(opened)
    made.to_server.click()
    made.server.fields["host"].setText("smtp.example.org")
    button = made.server.security.button("tls")
    assert button is not None
    made.server.fields["port"].setText("587")
    button.click()
    QTest.keyClick(made, Qt.Key.Key_Escape)
    settings = read_mail_settings(preferences)
    assert (settings.host, settings.port, settings.security) == ("smtp.example.org", 465, "tls")
    assert "through smtp.example.org" in made.ways.summary.text()


def test_without_a_server_nothing_is_asked(opened: Desktop, preferences: Preferences) -> None:
    write_mail_settings(preferences, MailSettings())
    window(opened).ways.go.click()
    assert window(opened).is_at_server
    assert "no mail server yet" in window(opened).message.text


# -- drafts, folders, the report -------------------------------------------------------------


def test_drafts_lie_in_a_folder_and_may_count_as_sent(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, tmp_path: Path
) -> None:
    made = window(opened)
    sponsor(opened)
    button = made.ways.way.button("drafts")
    assert button is not None
    button.click()
    assert made.ways.summary.text().startswith("2 drafts with 2 PDFs each, for 2 people")
    opened.console.chooser = Folder(tmp_path / "drafts")
    made.ways.go.click()
    qtbot.waitUntil(lambda: "drafts lie in" in made.message.text, timeout=60_000)
    found = {path.name: path for path in (tmp_path / "drafts").iterdir()}
    assert set(found) == {"Ana.eml", "Bo.eml"}, "the sponsor’s is not allowed yet"
    mail = message_from_bytes(found["Ana.eml"].read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["From"] == f"Mia <{SENDER}>"
    assert len(list(mail.iter_attachments())) == 2
    assert states(opened)["Ana"] == "waiting"
    press(made, "count")
    QApplication.processEvents()
    assert states(opened) == {"Ana": "sent", "Bo": "sent", "Sam": "waiting"}
    assert mailbox.commands == []


def test_pdfs_lie_in_a_folder(opened: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    made = window(opened)
    button = made.ways.way.button("folder")
    assert button is not None
    button.click()
    opened.console.chooser = Folder(tmp_path / "out")
    made.ways.go.click()
    qtbot.waitUntil(lambda: "4 PDFs lie in" in made.message.text, timeout=60_000)
    title = opened.workshop.info.title
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{title} - {name}.pdf" for name in ("booklet", "boekje", "Ana", "Bo")
    }


def test_a_folder_that_cannot_be_written_is_said(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    made = window(opened)
    button = made.ways.way.button("folder")
    assert button is not None
    button.click()
    (tmp_path / "file").write_text("x")
    opened.console.chooser = Folder(tmp_path / "file" / "out")
    made.ways.go.click()
    qtbot.waitUntil(lambda: "cannot be used" in made.message.text, timeout=60_000)


def test_the_report_is_shown_and_saved(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, tmp_path: Path
) -> None:
    mailbox.rules = {
        "RCPT": lambda server, reader: "550 5.1.1 nobody" if reader.startswith("bo@") else ""
    }
    send(opened, qtbot)
    press(window(opened), "report")
    text = window(opened).report.toPlainText()
    assert "1 of 2 mails was sent." in text
    assert "Bo: not sent. There is no such mailbox." in text
    assert "Ana <ana@example.org>: " in text
    opened.console.chooser = Folder(tmp_path / "report.txt")
    window(opened).save_wanted.emit()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == text
    QTest.keyClick(window(opened), Qt.Key.Key_Escape)
    assert window(opened).isVisible()
    QTest.keyClick(window(opened), Qt.Key.Key_Escape)
    assert not window(opened).isVisible()


# -- what the list says stays true -----------------------------------------------------------


def click_name(opened: Desktop, name: str, x: int) -> None:
    listed = window(opened).readers.list
    row(opened, name)
    place = listed.visualRect(listed.currentIndex())
    QTest.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(x, 8)
    )
    QApplication.processEvents()


def refuse_bo(mailbox: Mailbox) -> None:
    mailbox.rules = {
        "RCPT": lambda server, reader: "550 5.1.1 nobody" if reader.startswith("bo@") else ""
    }


def test_a_click_on_a_name_only_chooses_and_a_failure_outlives_its_tick(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    refuse_bo(mailbox)
    send(opened, qtbot)
    readers, made = window(opened).readers, window(opened)
    click_name(opened, "Bo", 60)
    assert mail_list.read_choices(opened.workshop.file).unticked == frozenset()
    assert "no such mailbox" in readers.remark.text()
    assert readers.buttons["again"].isVisible()
    before = entries(opened)["Bo"]._replace(why=None)
    click_name(opened, "Bo", 14)
    assert len(mail_list.read_choices(opened.workshop.file).unticked) == 1
    assert not next(one for one in readers.list.lines.values() if one.name == "Bo").is_ticked
    assert "no such mailbox" in readers.remark.text()
    assert not readers.buttons["again"].isVisible()
    button = made.ways.way.button("drafts")
    assert button is not None
    button.click()
    assert not made.ways.go.isEnabled(), "who is not ticked gets no draft"
    mail_list.keep_text(opened.workshop.file, "nl", "readers", outbox.Text("Other", "text"))
    QApplication.processEvents()
    assert states(opened)["Bo"] == "failed", "nothing of it leaves"
    mail_list.keep_text(
        opened.workshop.file, "nl", "readers", mail_list.usual_text("nl", "readers")
    )
    click_name(opened, "Bo", 14)
    assert shown(opened)["Bo"] == "not sent"
    assert entries(opened)["Bo"]._replace(why=None) == before
    assert "no such mailbox" in readers.remark.text()


def test_a_wrong_sponsor_is_said_at_the_field_and_in_what_leaves(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    made = window(opened)
    sponsor(opened)
    sponsor(opened, "boss@northlight")
    assert "“boss@northlight” is not an address" in made.readers.fault.text()
    assert made.readers.fault.isVisible()
    assert "Nothing goes to the sponsor: “boss@northlight”" in made.ways.summary.text()
    assert "Sam" not in shown(opened)
    made.ways.go.click()
    assert "Nothing goes to the sponsor" in made.message.text
    press(made, "send")
    end(opened.mailing, qtbot)
    assert len(mailbox.taken) == 2
    sponsor(opened, "mailto:boss@northlight.org")
    assert not made.readers.fault.isVisible()
    assert entries(opened)["Sam"].address == "boss@northlight.org"


def test_a_wrong_address_on_the_list_is_said_and_the_others_are_written(
    opened: Desktop, qtbot: QtBot, tmp_path: Path
) -> None:
    file = opened.workshop.file
    change_person(file, "", read_people(file)[2].key, email="sëven@example.org")
    QApplication.processEvents()
    assert shown(opened)["Cy"] == "wrong address"
    made = window(opened)
    button = made.ways.way.button("drafts")
    assert button is not None
    button.click()
    opened.console.chooser = Folder(tmp_path / "drafts")
    made.ways.go.click()
    qtbot.waitUntil(lambda: "2 drafts lie in" in made.message.text, timeout=60_000)
    assert "1 reader is missing" in made.message.text
    assert "Cy (“sëven@example.org”)" in made.message.text


def test_the_open_report_follows(opened: Desktop, qtbot: QtBot, mailbox: Mailbox) -> None:
    made = window(opened)
    opened.mailing.out.show_report()
    assert "0 of 2 mails" in made.report.toPlainText()
    outbox.mark_sent(opened.workshop.file, [entries(opened)["Ana"].key])
    qtbot.waitUntil(lambda: "1 of 2 mails" in made.report.toPlainText(), timeout=5_000)


def test_a_mail_gets_the_senders_domain_when_it_leaves(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    assert all("@workshop.invalid>" in one.message_id for one in entries(opened).values())
    send(opened, qtbot)
    assert {one.message["Message-ID"].rpartition("@")[2] for one in mailbox.taken} == {
        "example.org>"
    }


def test_who_has_not_got_theirs_is_said_before_the_summary_leaves(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox
) -> None:
    refuse_bo(mailbox)
    send(opened, qtbot)
    made = window(opened)
    assert "has not got" not in made.ways.summary.text()
    sponsor(opened)
    assert "1 of the group has not got theirs: Bo." in made.ways.summary.text()
    made.ways.go.click()
    assert "1 of the group has not got theirs: Bo." in made.message.text
    press(made, "send")
    end(opened.mailing, qtbot)
    assert mailbox.taken[-1].reader == "sam@example.org"


def test_mails_have_the_paper_and_the_road_that_were_chosen(
    opened: Desktop, qtbot: QtBot, mailbox: Mailbox, preferences: Preferences
) -> None:
    """Also where they were made before the choice."""
    workshop = opened.workshop
    out = workshop.slots()[-1]
    planning.take_out(workshop, "Out", out)
    workshop.go(Moment(workshop.slots()[0].key, 0), datetime.now(UTC))
    title = workshop.method.text(f"{out.activity}.title", "en")
    opened.mailing.posting.make(list(entries(opened).values()), lambda: None)
    end(opened.mailing, qtbot)
    write_print_choices(preferences, PrintChoices("letter", unreached=False))
    send(opened, qtbot)
    for mail in mailbox.taken:
        for part in mail.message.iter_attachments():
            reader = PdfReader(BytesIO(part.get_content()))
            assert reader.pages[0].mediabox.width == pytest.approx(612, abs=1)
    (group, _) = mailbox.taken[0].message.iter_attachments()
    said = [page.extract_text() for page in PdfReader(BytesIO(group.get_content())).pages]
    assert title not in " ".join(" ".join(said).split())
