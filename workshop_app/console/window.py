"""The facilitator's window: composes the panes and is the desk they work at."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMenu

from workshop_app.assembly import conduct
from workshop_app.console.actions import Actions
from workshop_app.console.body import ConsoleBody, mode_of
from workshop_app.console.outside import ForgetfulPreferences
from workshop_app.console.overlays import Overlays
from workshop_app.console.pane import EVERYTHING
from workshop_app.console.reminders import Reminders
from workshop_app.console.settings import default_of
from workshop_app.console.shortcuts import KeyWatch, find
from workshop_app.console.snapshot import Snapshot
from workshop_app.console.talking import TalkingWindow
from workshop_app.console.top_bar import TopBar
from workshop_app.figures.theme import THEMES, Theme
from workshop_app.ui import theme as themes
from workshop_app.ui.closing import doubt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent

    from workshop_app.console.outside import PhoneControl, Preferences, StageControl
    from workshop_app.console.people_actions import PeopleActions
    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage import Change
    from workshop_app.storage.tally import Round

_TICK = 250
"""Milliseconds between two looks at the clock: a second never shows late by more."""


def local_now() -> datetime:
    """The time on this computer."""
    return datetime.now().astimezone()


class ConsoleWindow(TalkingWindow):
    """Shows the session, follows every change of it, and never a dialog.

    Changes of one event loop turn are gathered, and only what they touch is shown again.
    """

    bar_at = -1  # nothing that somebody is about to press moves away when it comes

    def __init__(
        self,
        workshop: Workshop,
        *,
        theme: Theme,
        stage: StageControl | None = None,
        phones: PhoneControl | None = None,
        preferences: Preferences | None = None,
        clock: Callable[[], datetime] = local_now,
    ) -> None:
        """Build the window for an open workshop; whoever opened the file closes it."""
        super().__init__(workshop, theme)
        self.stage = stage
        self.phones = phones
        self.chooser: FileChooser | None = None
        """Asks for files instead of the system's own chooser."""
        self._preferences = preferences or ForgetfulPreferences(console_theme=theme.key)
        self._clock = clock
        self._snapshot: Snapshot | None = None
        self._pending: set[str] = set()
        self._wants_capture = False
        self._awaits_editor = False
        self._language = workshop.words.language
        """What everything here is said in; the stage may be the first to hear of another."""
        self.bar = TopBar(self)
        self.body = ConsoleBody(self)
        self.overlays = Overlays(self, self, self.body, self._focus_capture)
        self._reminders = Reminders(self)
        self.actions_ = Actions(self, self.bar, self.body, self.overlays)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.body, 1)
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)
        self._name_window()
        self._watch()
        self._arrange()
        for pane in self.body.panes:
            if pane.isVisibleTo(self):
                pane.prepare()

    # -- Desk ----------------------------------------------------------------------------

    def open_booth(self, activity: str) -> None:
        """Ask where, then cover a screen with the booth for the activity's open round."""
        if self.stage is not None:
            self.stage.open_booth(activity)

    @cached_property
    def people_actions(self) -> PeopleActions:
        """What can be done with one person; made when somebody is first asked about."""
        from workshop_app.console.people_actions import PeopleActions

        return PeopleActions(self)

    def print_ballots(self, activity: str, language: str) -> None:
        """Ask where to, then write the activity's paper ballots."""
        from workshop_app.console.ballots import print_pile
        from workshop_app.console.start_chooser import NativeChooser

        print_pile(self, self.chooser or NativeChooser(self), activity, language)

    def next_step(self) -> None:
        """What the big button does."""
        action = conduct.next_action(self.workshop)
        editor = self.body.capture.editor
        closes = action.kind in ("close_round", "skip_round")
        problem = editor.unfinished() if closes and editor is not None else None
        if problem is not None:
            self.fail(problem)
            self.body.capture.focus_first()
            return
        if closes and action.round is not None and not self._may_close(action.round):
            return
        if self.attempt(lambda: conduct.perform(self.workshop, action, self.now())):
            self._wants_capture = True

    def reveal(self) -> None:
        """Show the closed round of the current activity to the room."""
        self.actions_.stage.reveal()

    def go(self, moment: Moment) -> None:
        """Show a moment and put the keyboard on the capture."""
        if self.attempt(lambda: self.workshop.go(moment, self.now())):
            self._wants_capture = True

    def snapshot(self) -> Snapshot:
        """The session as it is in this turn."""
        if self._snapshot is None:
            self._snapshot = Snapshot(self.workshop, self._clock())
        return self._snapshot

    def now(self) -> datetime:
        """The time, in local time."""
        return self._clock()

    def preference(self, name: str) -> str:
        """A preference of this user, or what it is without a choice."""
        return self._preferences.read(name) or default_of(name)

    # -- for `desktop` -------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Show the console in another theme."""
        self.theme = theme
        app = QApplication.instance()
        if isinstance(app, QApplication):
            themes.apply(app, theme)
        self._refresh(EVERYTHING)

    def stage_changed(self) -> None:
        """The stage's screen or state changed: the chip and the preview follow."""
        self.bar.show_stage(self.snapshot())
        if self.stage is not None and self.stage.state().kind == "lost":
            self.announce(self.workshop.words("console.stage.lost"))
        self.body.preview.changed(frozenset({"live"}))

    # -- Qt ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The clock runs, and the keyboard goes to where one types."""
        self._ticker.start()
        super().showEvent(event)
        if self.focusWidget() is None:
            self._wants_capture = True
            self._turn.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may want another arrangement."""
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no control wanted."""
        shortcut = find(event)
        if self.actions_.explore(event) or (
            shortcut is not None and self.actions_.act(shortcut, event)
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Follow the session no longer."""
        for timer in self.findChildren(QTimer):
            timer.stop()
        self._unsubscribe()
        super().closeEvent(event)

    # -- inside --------------------------------------------------------------------------

    def _watch(self) -> None:
        """Connect buttons, keys, clock and session."""
        act, bar, controls = self.actions_, self.bar, self.body.controls
        bar.stage_clicked.connect(act.stage.switch)
        bar.phones_clicked.connect(act.phones.open_sheet)
        bar.undo_clicked.connect(self._on_undo_clicked)
        bar.undo_wanted.connect(act.undo)
        bar.sheet_clicked.connect(self.overlays.toggle_sheet)
        bar.settings_wanted.connect(self._on_settings_wanted)
        controls.next_clicked.connect(self.next_step)
        controls.blank_clicked.connect(act.table["blank"])
        controls.freeze_clicked.connect(act.stage.freeze)
        controls.pause_clicked.connect(act.stage.pause)
        controls.minutes_clicked.connect(act.stage.add_minutes)
        controls.time_over.connect(self._on_time_over)
        self.body.agenda.edit_clicked.connect(self.overlays.toggle_agenda)
        self.body.preview.explore_clicked.connect(act.stage.explore)
        self.body.capture.grew.connect(self._on_capture_grew)
        self.body.people.menu_wanted.connect(self._on_person_menu_wanted)
        self.body.people.about_wanted.connect(self._on_person_wanted)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self._keys = KeyWatch(self, app, act.explore, act.act)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._on_turn)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK)
        self._ticker.timeout.connect(self._on_tick)
        self._unsubscribe = self.workshop.file.subscribe(self._on_change)
        if self.stage is not None:
            self.stage.listen(self.stage_changed)
        if self.phones is not None:
            self.phones.listen(act.phones.follow)
            self.phones.listen(self._on_room_changed)

    @Slot(str, QPoint)
    def _on_person_menu_wanted(self, key: str, at: QPoint) -> None:
        self.people_actions.show_menu(key, at)

    @Slot(str)
    def _on_person_wanted(self, key: str) -> None:
        self.people_actions.act(key, "about")

    def _on_room_changed(self) -> None:
        self.bar.show_room(self.snapshot())

    def _arrange(self) -> None:
        mode = mode_of(self.width())
        if mode != self.body.mode:
            self.bar.set_mode(mode)
            self.body.arrange(mode)
            if self.isVisible():
                self.bar.changed(EVERYTHING)
            else:
                self.bar.prepare()

    def _on_change(self, change: Change) -> None:
        self._snapshot = None
        self._pending |= change.tables
        self._turn.start()

    def _on_turn(self) -> None:
        tables, self._pending = frozenset(self._pending), set()
        if "session" in tables:
            self.workshop.refresh()
        before, self._language = self._language, self.workshop.words.language
        if self._language != before:
            self._refresh(EVERYTHING)
        elif tables:
            self._refresh(tables)
        if "live" in tables:
            self._reminders.look()
        if self._wants_capture:
            self._wants_capture = False
            self._focus_capture()

    def _focus_capture(self) -> None:
        """The field of the editor; where there is nothing to type, the big button."""
        self._awaits_editor = self.body.capture.is_waiting
        if self.body.capture.editor is not None:
            self.body.capture.focus_first()
        else:
            self.body.controls.next.setFocus()

    def _on_capture_grew(self) -> None:
        if self._awaits_editor and self.focusWidget() is self.body.controls.next:
            self._wants_capture = True
            self._turn.start()

    def _refresh(self, tables: frozenset[str]) -> None:
        """Read at once: between two ballots' commits, or each reading would wait for one."""
        with self.workshop.file.alone():
            self._show(tables)

    def _show(self, tables: frozenset[str]) -> None:
        self._snapshot = None
        for pane in (*self.body.panes, self.bar):
            pane.changed(tables)
        self.overlays.changed(tables)
        if not tables or tables & {"person", "session"}:
            self.body.name_tabs(self.snapshot())
        if not tables:
            self.message.name_close(self.workshop.words("console.close"))
            self.reword()
        if not tables or "session" in tables:
            self._name_window()

    def _may_close(self, round_: Round) -> bool:
        text = doubt(self.workshop.words, round_)
        return not text or self.sure(f"close {round_.key} {round_.returned}", text)

    def _on_tick(self) -> None:
        now = self._clock()
        self.forget_lapsed(now)
        if self._snapshot is not None and self._snapshot.now.minute != now.minute:
            self._snapshot = None
        snapshot = self.snapshot()
        snapshot.now = now
        for pane in (self.body.preview, self.body.controls, self.body.agenda, self.bar):
            if pane.isVisible():
                pane.tick(snapshot)
        self.overlays.tick(snapshot)

    def _name_window(self) -> None:
        self.setWindowTitle(self.workshop.info.title)

    def _on_time_over(self) -> None:
        self.announce(self.workshop.words("console.timer.zero"))

    def _on_undo_clicked(self) -> None:
        self.actions_.undo()

    def give_back_keys(self) -> None:
        """The keyboard goes to where one types, once the editor has followed."""
        self._wants_capture = True
        self._turn.start()

    def _on_settings_wanted(self, menu: QMenu) -> None:
        from workshop_app.console import settings_menu

        settings_menu.fill(menu, self, self._choose)

    def _choose(self, name: str, value: str) -> None:
        if not self.attempt(lambda: self._preferences.write(name, value)):
            return
        if name == "console_theme":
            self.set_theme(THEMES[value])
        else:
            self._refresh(EVERYTHING)
