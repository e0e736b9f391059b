"""“Outbox” on the console: its window, the list it follows, and closing while mails leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from workshop_app.desktop.lacking import print_when_agreed
from workshop_app.desktop.mail_out import WayOut
from workshop_app.desktop.mail_server import ServerDesk
from workshop_app.desktop.posting import Posting
from workshop_app.desktop.steps import Steps
from workshop_app.session import mail_list, outbox
from workshop_app.session.mail_settings import read_mail_settings
from workshop_app.session.sending import recover

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
        self.posting = Posting(console.workshop, preferences, self._before_printing, self)
        self.posting.changed.connect(self._on_progressed)
        self.out = WayOut(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._on_soon)
        self._steps = Steps(self)
        self._changed: set[str] = set()
        self._unsubscribe = console.workshop.file.subscribe(self._on_change)
        console.installEventFilter(self)

    def close(self) -> None:
        """End everything; the server has a few seconds to answer to the mail it has."""
        if self.window is not None:
            self.window.close()
        self._soon.stop()
        self._steps.stop()
        self._unsubscribe()
        self.console.removeEventFilter(self)
        self.posting.close()

    def say_unsent(self) -> None:
        """Settle what an app that was killed was sending, and say what waits or may have left.

        Never while it sends itself: a mail that is with the server would wait again.
        """
        if self.posting.is_sending:
            return
        file = self.workshop.file
        is_killed = any(one.state == outbox.SENDING for one in outbox.read_outbox(file))
        if not is_killed or self.console.attempt(partial(recover, file)):
            states = [one.state for one in outbox.read_outbox(file)]
            waiting = states.count(outbox.WAITING) + states.count(outbox.HELD)
            left = {"perhaps": states.count(outbox.PERHAPS), "waiting": waiting}
            self.console.ask(partial(_unsent, left, is_killed), self._on_unsent_answered)

    def _on_unsent_answered(self, key: str) -> None:
        if key == "open":
            self.open()

    # -- the window ----------------------------------------------------------------------

    @Slot()
    def open(self) -> None:
        """Show the outbox: read, made and filled in turns, for each takes its time at first."""
        follow = partial(self.console.attempt, self.follow)
        self._steps.begin((follow, self._make, self._make_server, self._show))

    def _make(self) -> None:
        """Make its window, also anew when another language is spoken by now."""
        if self.window is not None and self.window.spoken != self.workshop.words.language:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self.window = self.window or self._made()

    def _show(self) -> None:
        if self.window is not None:
            self.window.refresh()
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
            self.window.take_keys()

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
        return window

    def _make_server(self) -> None:
        if self.window is not None and self.window.findChild(ServerDesk) is None:
            desk = ServerDesk(self.window, self.posting, self.preferences)
            self.posting.password_wanted.connect(desk.ask_password)

    @property
    def talker(self) -> TalkingWindow:
        """Who says what came of it: the outbox as long as it is there."""
        window = self.window
        return window if window is not None and window.isVisible() else self.console

    def _before_printing(self, go: Callable[[], object]) -> None:
        print_when_agreed(self.talker, go)

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
            self.open()
            return
        if changed & {"person", "session"}:
            window.attempt(self.follow)
        window.refresh()
        if window.is_at_report:
            window.renew_report(self.out.report())

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


def _unsent(left: Mapping[str, int], is_killed: bool, words: Words) -> Asked:
    what = [words(f"mailing.found.{how}", n=count) for how, count in left.items() if count]
    said = words("mailing.found", what=words.listing(what))
    text = f"{words('mailing.found.killed')} {said}" if is_killed else said
    answers = (("open", words("mailing.found.open")), ("later", words("mailing.found.later")))
    return text, "warn", answers
