"""“Outbox” on the console: its window, the list it follows, and closing while mails leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from workshop_app.desktop.mail_out import WayOut
from workshop_app.desktop.mail_server import ServerDesk
from workshop_app.desktop.posting import Posting
from workshop_app.session import mail_list, outbox
from workshop_app.session.mail_settings import read_mail_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.assembly.enclosing import Enclosed
    from workshop_app.assembly.mailing import Texts
    from workshop_app.console.outbox_ways import Progress
    from workshop_app.console.outbox_window import OutboxWindow
    from workshop_app.console.talking import Asked, TalkingWindow
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.mail_settings import MailSettings
    from workshop_app.session.outbox import Entry
    from workshop_app.session.preferences import Preferences
    from workshop_app.storage import Change
    from workshop_app.words import Words


class Mailing(QObject):
    """Made when it is first wanted; sending goes on while its window is closed."""

    def __init__(self, console: ConsoleWindow, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self.console = console
        self.workshop = console.workshop
        self.preferences = preferences
        self.window: OutboxWindow | None = None
        self.posting = Posting(console.workshop, preferences, self)
        self.posting.changed.connect(self._on_progressed)
        self.out = WayOut(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)
        self._changed: set[str] = set()
        self._unsubscribe = console.workshop.file.subscribe(self._on_change)
        console.installEventFilter(self)

    def close(self) -> None:
        """End everything; the server has a few seconds to answer to the mail it has."""
        if self.window is not None:
            self.window.close()
        self._soon.stop()
        self._unsubscribe()
        self.console.removeEventFilter(self)
        self.posting.close()

    def recover(self) -> None:
        """Settle what an app that was killed was sending, and say so.

        Never while it sends itself: a mail that is with the server would wait again.
        """
        from workshop_app.session.sending import recover

        if self.posting.is_sending:
            return
        if self.console.attempt(partial(recover, self.workshop.file)):
            entries = outbox.read_outbox(self.workshop.file)
            counts = {
                state: sum(one.state == state for one in entries)
                for state in (outbox.PERHAPS, outbox.WAITING)
            }
            self.console.ask(partial(_found, counts), self._on_found_answered)

    def _on_found_answered(self, key: str) -> None:
        if key == "open":
            self.open()

    # -- the window ----------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Show the outbox."""
        if not self.console.attempt(self.follow):
            return
        if self.window is None:
            self.window = self._made()
        else:
            self.window.refresh()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.readers.list.setFocus()

    def _made(self) -> OutboxWindow:
        from workshop_app.console.outbox_window import OutboxWindow

        window = OutboxWindow(self.console, self)
        out, ways = self.out, window.ways
        ways.go_wanted.connect(out.begin)
        ways.stop_wanted.connect(self.posting.stop)
        ways.hurry_wanted.connect(out.hurry)
        window.readers.again_wanted.connect(out.send_again)
        window.readers.sent_wanted.connect(out.count_as_sent)
        window.preview.make_wanted.connect(out.make_booklets)
        window.report_wanted.connect(out.show_report)
        window.save_wanted.connect(out.save_report)
        desk = ServerDesk(window, self.posting, self.preferences)
        self.posting.password_wanted.connect(desk.ask_password)
        return window

    @property
    def talker(self) -> TalkingWindow:
        """Who says what came of it: the outbox as long as it is there."""
        window = self.window
        return window if window is not None and window.isVisible() else self.console

    def follow(self) -> None:
        """Let the outbox follow the list of people; raises `UserError`."""
        workshop = self.workshop
        with workshop.file.alone(), workshop.file.together():
            mail_list.follow(workshop.file, workshop.people(), workshop.words.language)
            if self.posting.is_sending:  # a mail that is new now leaves as well
                outbox.choose_message_ids(workshop.file, self.settings().from_address)

    def _on_change(self, change: Change) -> None:
        self.posting.session_changed(change)
        self._changed |= change.tables
        self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        changed, self._changed = self._changed, set()
        window = self.window
        if window is None or not window.isVisible():
            return
        if window.spoken != self.workshop.words.language:
            self._reopen(window)
            return
        if changed & {"person", "session"}:
            window.attempt(self.follow)
        window.refresh()
        if window.is_at_report:
            window.renew_report(self.out.report())

    def _reopen(self, window: OutboxWindow) -> None:
        """Say everything in another language."""
        self.window = None
        window.close()
        window.deleteLater()
        self.open()

    @Slot()
    def _on_progressed(self) -> None:
        if self.window is not None and self.window.isVisible():
            self.window.show_way()
            self._soon.start()

    # -- MailControl ---------------------------------------------------------------------

    def settings(self) -> MailSettings:
        """The mail server and the sender."""
        return read_mail_settings(self.preferences)

    def enclosed(self, entry: Entry, texts: Texts) -> Sequence[Enclosed]:
        """What goes along with a mail."""
        return self.posting.shelf.look(entry, texts)

    def progress(self) -> Progress | None:
        """How far it is."""
        return self.posting.progress(self.workshop.words)

    # -- the way out of the session ------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The console is not closed while mails are leaving: it asks."""
        if event.type() == QEvent.Type.Close and self.posting.is_busy:
            event.ignore()
            self.ask_to_leave(self._close_console)
            return True
        return super().eventFilter(watched, event)

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Ask whether sending is to stop; then ``go``, when it has ended."""
        self.console.ask(_leaves, partial(self._on_leave_answered, go), takes_keys=True)
        self.console.activateWindow()

    def _on_leave_answered(self, go: Callable[[], None], key: str) -> None:
        if key == "stop":
            self.out.stop_and(go)

    def _close_console(self) -> None:
        self.console.close()


def _leaves(words: Words) -> Asked:
    answers = (("stop", words("mailing.leave.stop")), ("stay", words("mailing.leave.stay")))
    return words("mailing.leave"), "warn", answers


def _found(counts: Mapping[str, int], words: Words) -> Asked:
    parts = [words("mailing.found")]
    parts += [words(f"mailing.found.{state}", n=count) for state, count in counts.items() if count]
    answers = (("open", words("mailing.found.open")), ("later", words("mailing.found.later")))
    return " ".join(parts), "warn", answers
