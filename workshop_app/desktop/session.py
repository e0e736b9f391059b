"""One open session with its windows, its copies, and its way out."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from workshop_app import excepthook, paths
from workshop_app.console.window import ConsoleWindow, local_now
from workshop_app.desktop.phones import Phones
from workshop_app.desktop.projection import Projection
from workshop_app.errors import UserError
from workshop_app.figures.theme import THEMES
from workshop_app.session.preferences import Preferences
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QMenu

    from workshop_app.console.talking import Asked
    from workshop_app.desktop.booklets import Booklets
    from workshop_app.desktop.exporting import Exporting
    from workshop_app.desktop.intake import Intake
    from workshop_app.desktop.mailing import Mailing
    from workshop_app.desktop.steps import Steps
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.storage.copies import CopyKeeper
    from workshop_app.storage.location import Risk
    from workshop_app.words import Words

_LOG = logging.getLogger(__name__)

LOOK_FOR_COPY = 30_000
"""Milliseconds between two looks whether a copy is due."""
_FIRST_COPY = 2_000
SETTLED = 300
"""Milliseconds after which the window stands and there is time for what can wait."""
_LEAVE = "Ctrl+O"
_BOOKLET = "Ctrl+P"
_EXPORT = "Ctrl+Shift+E"
_OUTBOX = "Ctrl+Shift+O"
_OUTBOX_MODULES = (
    "workshop_app.assembly.mailing",
    "workshop_app.console.outbox_ways",
    "workshop_app.desktop.mailing",
    "workshop_app.console.outbox_list",
    "workshop_app.console.outbox_window",
)
"""Together they take longer than a window may stand still."""


class StoredPreferences:
    """The user's settings, with whoever follows them told of a change."""

    def __init__(self, stored: Preferences, changed: Callable[[str], None]) -> None:
        """Pass every change on to ``changed`` with the preference's name."""
        self._stored = stored
        self._changed = changed

    def read(self, name: str) -> str:
        """The value; empty when nothing was chosen."""
        return self._stored.read(name)

    def write(self, name: str, value: str) -> None:
        """Keep a value and tell who follows it."""
        self._stored.write(name, value)
        self._changed(name)


class Desktop(QObject):
    """Console, stage and booth of one session, from `start` to `close`."""

    left = Signal()
    """The user wants another session; whoever opened this one closes it."""
    rehearsal_wanted = Signal(int)
    """The user wants to rehearse this session with so many invented people."""

    def __init__(
        self, app: QApplication, workshop: Workshop, preferences: Preferences | None = None
    ) -> None:
        super().__init__()
        self.workshop = workshop
        self._app = app
        self._preferences = stored = preferences or Preferences()
        self.projection = Projection(workshop, stored)
        self.phones = Phones(workshop, self)
        theme = THEMES.get(stored.read("console_theme"), THEMES["light"])
        themes.apply(app, theme)
        self.console = ConsoleWindow(
            workshop,
            theme=theme,
            stage=self.projection,
            phones=self.phones,
            preferences=StoredPreferences(stored, self.projection.preferences_changed),
        )
        self.projection.attach(self.console)
        self.phones.attach(self.console)
        excepthook.install(self.console.fail)
        app.aboutToQuit.connect(self._on_about_to_quit)
        self._booklets: Booklets | None = None
        self._exporting: Exporting | None = None
        self._intake: Intake | None = None
        self._mailing: Mailing | None = None
        self._steps: Steps | None = None
        self._keeper: CopyKeeper | None = None
        self._at_step = False
        self._copy_soon = QTimer(self, singleShot=True, interval=0)
        self._copy_soon.timeout.connect(self.copy_if_due)
        self._unsubscribe = workshop.file.subscribe(self._on_change)
        QShortcut(QKeySequence(_BOOKLET), self.console).activated.connect(self._on_booklet_wanted)
        QShortcut(QKeySequence(_EXPORT), self.console).activated.connect(self._on_export_wanted)
        QShortcut(QKeySequence(_OUTBOX), self.console).activated.connect(self._on_outbox_wanted)
        QShortcut(QKeySequence(_LEAVE), self.console).activated.connect(self._on_leave_wanted)
        self.console.bar.settings_wanted.connect(self._on_settings_wanted)

    def start(self) -> None:
        """Show the console and begin to keep copies."""
        self.console.show()
        self._after(SETTLED, self._on_settled)
        self._after(_FIRST_COPY, self.copy_if_due)
        self._after(LOOK_FOR_COPY, self.copy_if_due, again=True)

    def close(self) -> None:
        """Close the windows, stop the copies, then close the file; the app goes on."""
        self._app.aboutToQuit.disconnect(self._on_about_to_quit)
        self._stop()
        self.console.close()
        self.console.deleteLater()
        # Nothing may look into the file any more once it is closed, not even a timer.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.workshop.file.close()
        self.deleteLater()

    @Slot()
    def _on_about_to_quit(self) -> None:
        self._stop()
        self.workshop.file.close()

    def _stop(self) -> None:
        self.phones.stop()
        if self._mailing is not None:
            self._mailing.close()
        if self._booklets is not None:
            self._booklets.close()
        if self._exporting is not None:
            self._exporting.close()
        if self._copy_soon.isActive():
            self.copy_if_due()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._unsubscribe()
        self._remember()
        self.projection.close()

    def _after(self, interval: int, slot: Callable[[], None], *, again: bool = False) -> None:
        """Call ``slot`` once, or every so many milliseconds, until this closes."""
        timer = QTimer(self)
        timer.setSingleShot(not again)
        timer.timeout.connect(slot)
        timer.start(interval)

    # -- what can wait until the window stands -------------------------------------------

    @Slot()
    def _on_settled(self) -> None:
        from workshop_app.console import keeping
        from workshop_app.desktop.soundness import SoundnessCheck
        from workshop_app.storage.location import risk_of

        SoundnessCheck(self, self.workshop.file, self.console.fail).start()
        import_module("workshop_app.storage.tables")  # or the first change would wait for peewee
        import_module("workshop_app.desktop.booklets")  # or the first click would
        self._remember()
        path = self.workshop.file.path
        risk = risk_of(path)
        if risk is not None:
            self.console.ask(partial(_risky, risk, path.name), _ignore)
        self.phones.offer_again()
        self._throw_left_booklets_away()
        self._say_unsent()
        keeping.look(self.console)

    def _throw_left_booklets_away(self) -> None:
        """Booklets that an app that was killed would have mailed do not wait for the outbox."""
        with suppress(OSError):  # then no booklet can lie there either
            if self._mailing is None and any(paths.outgoing_folder().iterdir()):
                from workshop_app.assembly.enclosing import throw_left_away

                throw_left_away(self.workshop.file.path, local_now().timestamp())

    def _say_unsent(self) -> None:
        """Say it where mails were to leave and have not, such as when the app was killed."""
        from workshop_app.session.outbox import is_unfinished

        if is_unfinished(self.workshop.file):
            self.mailing.say_unsent()

    def _remember(self) -> None:
        """Put the session on the list of recent ones."""
        from workshop_app.session.recent import RecentSessions
        from workshop_app.session.retention import kept_until

        try:
            recent = RecentSessions(self._preferences)
            file = self.workshop.file
            recent.remember(file.path, self.workshop.info, kept_until(file))
        except UserError as error:
            _LOG.info("Not on the list of recent sessions: %s", error)

    # -- copies --------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        self._at_step = self._at_step or "live" in change.tables
        if "round" in change.tables:
            # Closing destroyed the ballots; the copies that hold them go at once.
            self._copy_soon.start()

    @Slot()
    def copy_if_due(self) -> None:
        """Copy when five minutes have passed or a step began (DESIGN, copies)."""
        from workshop_app.storage import position
        from workshop_app.storage.copies import CopyKeeper

        with suppress(UserError):
            position.store(self.workshop.file)
        if self._keeper is None:
            self._keeper = CopyKeeper(self.workshop.file, [paths.copies_folder()])
        now = local_now()
        if self._keeper.due(now, at_step=self._at_step):
            self._at_step = False
            self._told(self._keeper.keep(now))

    def _told(self, faults: list[UserError]) -> None:
        for fault in faults:
            _LOG.warning("No copy: %s", fault)
            self.console.fail(fault)

    # -- what is printed and written beside the day --------------------------------------

    @property
    def booklets(self) -> Booklets:
        """What prints them; made when it is first wanted."""
        if self._booklets is None:
            from workshop_app.desktop.booklets import Booklets

            self._booklets = Booklets(self.console, self._preferences, self)
        return self._booklets

    @Slot()
    def _on_booklet_wanted(self) -> None:
        self.booklets.print_group()

    @property
    def exporting(self) -> Exporting:
        """What writes the session for other programs; made when it is first wanted."""
        if self._exporting is None:
            from workshop_app.desktop.exporting import Exporting

            self._exporting = Exporting(self.console, self)
        return self._exporting

    @Slot()
    def _on_export_wanted(self) -> None:
        self.exporting.export_all()

    @property
    def mailing(self) -> Mailing:
        """What mails the booklets; made when it is first wanted."""
        if self._mailing is None:
            from workshop_app.desktop.mailing import Mailing

            self._mailing = Mailing(self.console, self._preferences, self)
        return self._mailing

    @Slot()
    def _on_outbox_wanted(self) -> None:
        """Show it; what it is made of is loaded when it is first wanted, in turns."""
        if self._mailing is None:
            from workshop_app.desktop.steps import Steps

            loads = [partial(import_module, name) for name in _OUTBOX_MODULES]
            self._steps = self._steps or Steps(self)
            self._steps.begin([*loads, self._open_outbox])
        else:
            self._open_outbox()

    def _open_outbox(self) -> None:
        self.mailing.open()

    @property
    def intake(self) -> Intake:
        """What brings in lists and other laptops' sessions; made when it is first wanted."""
        if self._intake is None:
            from workshop_app.desktop.intake import Intake

            self._intake = Intake(self.console, self)
        return self._intake

    # -- the way out ---------------------------------------------------------------------

    @Slot(object)
    def _on_settings_wanted(self, menu: QMenu) -> None:
        menu.addSeparator()
        self.booklets.offer(menu, _BOOKLET)
        outbox = menu.addAction(f"{self.workshop.words('mailing.menu')}\t{_OUTBOX}")
        outbox.triggered.connect(self._on_outbox_wanted)
        self.exporting.offer(menu, _EXPORT)
        self.intake.offer(menu)
        self._offer_rehearsal(menu)
        action = menu.addAction(f"{self.workshop.words('start.another')}\t{_LEAVE}")
        action.triggered.connect(self._on_leave_wanted)

    def _offer_rehearsal(self, menu: QMenu) -> None:
        from workshop_app.console.rehearse_menu import offer_rehearsal

        words, listed = self.workshop.words, len(self.workshop.people())
        offer_rehearsal(menu, words, self._on_rehearsal_wanted, listed)

    def _on_rehearsal_wanted(self, people: int) -> None:
        self._unless_busy(partial(self.rehearsal_wanted.emit, people))

    @Slot()
    def _on_leave_wanted(self) -> None:
        self._unless_busy(self.left.emit)

    def _unless_busy(self, go: Callable[[], None]) -> None:
        """Ask first where the room would notice, or where something is typed, or being sent."""
        if self._mailing is not None and self._mailing.posting.is_busy:
            self._mailing.ask_to_leave(go)
            return
        if not (self.projection.is_seen() or self._is_typing()):
            go()
            return
        self.console.ask(_leaves, partial(self._on_answered, go))

    def _is_typing(self) -> bool:
        editor = self.console.body.capture.editor
        return editor is not None and (editor.is_typing() or editor.unfinished() is not None)

    def _on_answered(self, go: Callable[[], None], key: str) -> None:
        if key == "go":
            go()


def _risky(risk: Risk, name: str, words: Words) -> Asked:
    text = words(f"start.location.{risk.kind}", name=name, service=risk.service)
    return text, "warn", (("known", words("start.location.known")),)


def _leaves(words: Words) -> Asked:
    answers = (("go", words("start.another.go")), ("stay", words("start.another.stay")))
    return words("start.another.ask"), "warn", answers


def _ignore(_key: str) -> None:
    """Reading it is all there is to do."""
