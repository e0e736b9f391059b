"""Sends the outbox beside the windows: booklets first, then one mail after the other."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from workshop_app.assembly.enclosing import USUAL_LIMIT, Shelf
from workshop_app.assembly.mailing import (
    Postman,
    post_for,
    read_texts,
    write_booklets,
    write_drafts,
)
from workshop_app.assembly.pressroom import print_orders
from workshop_app.console.outbox_ways import Progress
from workshop_app.desktop.aside import Aside
from workshop_app.desktop.errand import Errand
from workshop_app.errors import UserError
from workshop_app.mail.password import Passwords
from workshop_app.session import outbox, sending
from workshop_app.session.info import read_info
from workshop_app.session.mail_report import clock
from workshop_app.session.mail_settings import read_mail_settings
from workshop_app.session.people import read_people
from workshop_app.session.print_choices import read_print_choices
from workshop_app.session.sending import Report, Sender
from workshop_app.session.sent_before import NotedPost, SentBefore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from workshop_app.assembly.mailing import Texts
    from workshop_app.assembly.orders import Order
    from workshop_app.mail.message import Attachment
    from workshop_app.session.outbox import Entry
    from workshop_app.session.preferences import Preferences
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.words import Words

_TICK: Final = 200
"""Milliseconds between two looks at what the sender's thread has changed."""

_LAST_MAIL: Final = 10.0
"""Seconds that the end of the app waits for the server's answer to the mail it has."""

_NOT_PRINTED: Final = frozenset({"outbox", "live", "held", "session", "person"})
"""Tables that change without a booklet changing; of the last two it is looked what changed."""


@cache
def passwords() -> Passwords:
    """Those of this run of the app, whatever session is open."""
    return Passwords()


class Posting(QObject):
    """One thing at a time: making booklets, or sending, or writing files."""

    changed = Signal()
    """It is further, or it ended."""
    ended = Signal(Report)
    """Nothing is sent any more."""
    failed = Signal(UserError)
    stopped = Signal()
    """Stopped before anything left."""
    password_wanted = Signal()
    _finished = Signal(Report)

    def __init__(
        self,
        workshop: Workshop,
        preferences: Preferences,
        before_printing: Callable[[Callable[[], object]], None],
        parent: QObject,
    ) -> None:
        """``before_printing`` may ask first; it calls what it is given when booklets are made."""
        super().__init__(parent)
        self._workshop = workshop
        self._before_printing = before_printing
        self._preferences = preferences
        self.passwords = passwords()
        self.pauses: Sequence[float] = sending.PAUSES
        self.network: Sequence[float] = sending.NETWORK_PAUSES
        self.before = SentBefore(workshop.file)
        self.shelf = Shelf(workshop.file.path)
        self.aside = Aside(self)
        self._facts = self._printed_facts()
        self._choices = read_print_choices(preferences)
        self._is_stale = False
        self._phase, self._percent, self._total, self._beside = "", 0, 0, 0
        self._sender: Sender | None = None
        self._next: Callable[[], object] | None = None
        self._errand = Errand(self)
        self._errand.progressed.connect(self._on_progressed)
        self._errand.done.connect(self._on_printed)
        self._errand.failed.connect(self._on_failed)
        self._errand.stopped.connect(self._on_stopped)
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(workshop.file.tell_waiting)

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done."""
        return bool(self._phase)

    @property
    def is_sending(self) -> bool:
        """Whether mails are leaving, or waiting to be tried again."""
        return self._sender is not None

    # -- booklets ------------------------------------------------------------------------

    def session_changed(self, change: Change) -> None:
        """Throw booklets away that are older than what they say; those on their way go on."""
        if change.tables - _NOT_PRINTED:
            self._is_stale = True
        elif change.tables & {"session", "person"} and self._facts != self._printed_facts():
            self._facts = self._printed_facts()
            self._is_stale = True
        if not self.is_busy:
            self._throw_stale_away()

    def _throw_stale_away(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.shelf.empty()

    def _printed_facts(self) -> tuple[object, ...]:
        file = self._workshop.file
        people = [one._replace(email="", mail=False, language="") for one in read_people(file)]
        return (read_info(file), people, file.row("SELECT method FROM session"))

    def make(
        self, entries: Sequence[Entry], then: Callable[[], object], *, anew: bool = True
    ) -> None:
        """Print the booklets of these mails that are not there, then go on.

        ``anew`` also those that are older than the session: they are of the moment of the click.
        """
        if anew:
            chosen = read_print_choices(self._preferences)
            self._is_stale |= chosen != self._choices
            self._choices = chosen
            self._throw_stale_away()
        if self._orders(entries):
            self._before_printing(partial(self._print, entries, then))
        else:
            then()

    def _orders(self, entries: Sequence[Entry]) -> list[Order]:
        people, chosen = read_people(self._workshop.file), self._choices
        return self.shelf.orders(entries, people, chosen.paper, unreached=chosen.unreached)

    def _print(self, entries: Sequence[Entry], then: Callable[[], object]) -> None:
        """Print what is missing by now, whatever changed since it was asked; raises `UserError`."""
        if self.is_busy:
            return
        self.shelf.make_folder()
        self._errand.start(self._workshop, partial(print_orders, self._orders(entries)))
        self._next = then
        self._begin("making")

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        self._percent = percent
        self.changed.emit()

    @Slot(list)
    def _on_printed(self, _paths: list[Path]) -> None:
        then, self._next = self._next, None
        self._rest()
        if then is not None:
            then()

    @Slot(UserError)
    def _on_failed(self, error: UserError) -> None:
        self._rest()
        self.failed.emit(error)

    @Slot()
    def _on_stopped(self) -> None:
        self._rest()
        self.stopped.emit()

    # -- sending -------------------------------------------------------------------------

    def unlock(self, then: Callable[[str], None]) -> None:
        """Get the password, which may ask the user to unlock a keyring, then go on."""
        settings = read_mail_settings(self._preferences)
        if not settings.user:
            then("")
            return
        self._begin("unlocking")
        read = partial(self.passwords.read, settings.host, settings.user)
        self._beside = self.aside.run(read, partial(self._on_unlocked, then))

    def _on_unlocked(self, then: Callable[[str], None], came: object) -> None:
        self._rest()
        if came:
            then(str(came))
        else:
            self.password_wanted.emit()

    def too_big(self, entries: Sequence[Entry]) -> tuple[int, list[Entry]]:
        """How many bytes the server takes, or most servers do, and the mails that are bigger."""
        host, _, most = self._preferences.read("mail.most").rpartition(" ")
        known = host == read_mail_settings(self._preferences).host and most.isdecimal()
        limit = int(most) if known and int(most) else USUAL_LIMIT
        return limit, [entry for entry in entries if self.shelf.size(entry) > limit]

    def start(self, password: str) -> None:
        """Send what waits; busy already: nothing. Nothing leaves this laptop before."""
        if self.is_busy:
            return
        settings = read_mail_settings(self._preferences)
        texts = read_texts(self._workshop, settings.from_name)
        way = Postman(
            post_for(settings, password), texts, settings, partial(self._enclosures, texts)
        )
        file = self._workshop.file
        outbox.choose_message_ids(file, settings.from_address)
        waiting = (outbox.WAITING, outbox.HELD)
        self._total = sum(one.state in waiting for one in outbox.read_outbox(file))
        self._sender = Sender(
            file,
            NotedPost(way, self.before),
            pauses=self.pauses,
            network=self.network,
            finished=self._finished.emit,
        )
        self._begin("sending")
        self._tick.start()
        self._sender.start()

    def _enclosures(self, texts: Texts, entry: Entry) -> Sequence[Attachment]:
        return self.shelf.enclosures(entry, texts)

    @Slot(Report)
    def _on_finished(self, report: Report) -> None:
        if self._sender is None:
            return
        self._sender.join()
        self._sender = None
        self._tick.stop()
        file = self._workshop.file
        with suppress(UserError):  # where the disk is full it is settled at the next start
            sending.recover(file)
        file.tell_waiting()
        self._rest()
        self.ended.emit(Report(outbox.read_outbox(file), report.stopped))

    def hurry(self) -> None:
        """Try again now what waits for its time."""
        entries = outbox.read_outbox(self._workshop.file)
        outbox.send_again(
            self._workshop.file,
            [one.key for one in entries if one.state == outbox.WAITING and one.next_try_at],
        )
        if self._sender is not None:
            self._sender.hurry()

    def stop(self) -> None:
        """End it: at once, or when the server has answered to the mail that it has."""
        if self._phase == "making":
            self._errand.stop()
        elif self._sender is not None:
            self._phase = "stopping"
            self._sender.stop()
        elif self._phase:
            self.aside.forget(self._beside)
            self._on_stopped()
        self.changed.emit()

    def close(self) -> None:
        """End it, for the session is going to be closed; no booklet stays behind."""
        sender, self._sender = self._sender, None
        if sender is not None:
            sender.stop()
            sender.join(_LAST_MAIL)
        self._tick.stop()
        self.aside.close()
        self._errand.close()
        self.shelf.empty()
        self._phase = ""

    # -- files ---------------------------------------------------------------------------

    def write(
        self, way: str, folder: Path, entries: Sequence[Entry], then: Callable[[object], None]
    ) -> None:
        """Write drafts, or the booklets, into a folder; ``then`` gets `Filed` or a `UserError`."""
        settings = read_mail_settings(self._preferences)
        texts = read_texts(self._workshop, settings.from_name)
        enclosures = partial(self._enclosures, texts)
        self._begin("writing")
        if way == "drafts":
            outbox.choose_message_ids(self._workshop.file, settings.from_address)
            keys = {one.key for one in entries}
            entries = [one for one in outbox.read_outbox(self._workshop.file) if one.key in keys]
            work = partial(write_drafts, folder, entries, texts, settings, enclosures)
        else:
            work = partial(write_booklets, folder, entries, enclosures)
        self._beside = self.aside.run(work, partial(self._on_written, then))

    def _on_written(self, then: Callable[[object], None], came: object) -> None:
        self._rest()
        then(came)

    # -- how far it is -------------------------------------------------------------------

    def progress(self, words: Words) -> Progress | None:
        """How far it is; ``None`` while nothing is done."""
        if self._phase == "making":
            said = words("mailing.progress.making", percent=self._percent)
            return Progress(said, self._percent / 100)
        if self._phase == "sending":
            return self._sent_so_far(words)
        if not self._phase:
            return None
        return Progress(words(f"mailing.progress.{self._phase}"), 0.0, stops=True)

    def _sent_so_far(self, words: Words) -> Progress:
        entries = outbox.read_outbox(self._workshop.file)
        left = [one for one in entries
                if one.state in (outbox.WAITING, outbox.HELD, outbox.SENDING)]  # fmt: skip
        total = max(self._total, len(left))
        share = (total - len(left)) / total if total else 1.0
        said = words("mailing.progress.sending", n=total - len(left), total=total)
        now = next((one for one in left if one.state == outbox.SENDING), None)
        waits = [one for one in left if one.state == outbox.WAITING]
        if now is not None:
            said = f"{said} {words('mailing.progress.to', name=now.name or now.address)}"
        elif waits and all(one.next_try_at for one in waits):
            time = clock(min(one.next_try_at for one in waits))
            said = f"{said} {words('mailing.progress.again', time=time)}"
            return Progress(said, share, waits=True)
        elif waits and waits[0].why is not None:
            said = f"{said} {words.sentence(waits[0].why)}"
            return Progress(said, share, waits=True)
        return Progress(said, share)

    def _begin(self, phase: str) -> None:
        self._phase, self._percent = phase, 0
        self.changed.emit()

    def _rest(self) -> None:
        self._phase = ""
        self.changed.emit()
