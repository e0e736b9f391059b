"""The window the app opens with: make a workshop, go on with one, or look at the sample."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app import paths
from workshop_app.console.parts import Glyph, text_label
from workshop_app.console.start_chooser import FolderChooser, NativeChooser, dropped
from workshop_app.console.start_fields import Segments
from workshop_app.console.start_form import StartForm
from workshop_app.console.start_methods import StartMethods
from workshop_app.console.start_programme import StartProgramme
from workshop_app.console.start_pulse import StartPulse
from workshop_app.console.start_reading import first_language, local_time, local_today
from workshop_app.console.start_recent import RecentCard
from workshop_app.errors import UserError
from workshop_app.session.recent import RecentSession, RecentSessions
from workshop_app.storage.opening import SUFFIX
from workshop_app.ui.bar import Bar
from workshop_app.ui.toast import Toast
from workshop_app.words import LANGUAGES, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, time

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.preferences import Preferences
    from workshop_app.session.recovery import Copy

_TWO_CARDS_FROM = 860
_WIDEST = (880, 560)
_HIGHEST = 760
_SOON = 20
"""Milliseconds after showing: the window is painted before the method is read."""

_ICONS = (("eye", "see"), ("lightbulb", "think"), ("footprints", "act"), ("sprout", "be"))


class StartWindow(QWidget):
    """Stays as it is while a session is open, so that a half-filled form is not lost."""

    rescue_wanted = Signal(Path)
    """What can be read of a damaged session is to be put into a new one."""

    def __init__(
        self,
        opener: Callable[[Path], None],
        sample: Callable[[], Path],
        preferences: Preferences,
        *,
        theme: Theme,
        chooser: FolderChooser | None = None,
        today: Callable[[], date] = local_today,
        now: Callable[[], time] = local_time,
    ) -> None:
        """``opener`` opens a session or raises `UserError`; ``sample`` says where that one is."""
        super().__init__()
        self._opener, self._sample = opener, sample
        self._preferences = preferences
        self._recent = RecentSessions(preferences)
        self.theme = theme
        self._chooser: FolderChooser = chooser or NativeChooser(self)
        self._answers: dict[str, Callable[[], None]] = {}
        self._removed: list[RecentSession] | None = None
        language = first_language(preferences.read("language"), QLocale.system().uiLanguages())
        self._words = Words.load(language)
        self._name = text_label("heading")
        self.language = Segments([(key, key.upper()) for key in LANGUAGES], "small")
        self.language.choose(language)
        self.message = Bar(self, self._current_theme, self._words("console.close"))
        self.form = StartForm(self._current_theme, self._words, today, now)
        self.form.facilitator.setText(preferences.read("facilitator"))
        self.methods = StartMethods(self, self.form, self._chooser, self._current_theme)
        self.pulse = StartPulse(
            self.form, self._chooser, self._current_theme, self._words, today
        )
        self.programme = StartProgramme(
            self._chooser, self._current_theme, self._words, self._folder
        )
        self.recent = RecentCard(self._current_theme)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.addTab("")
        self._tabs.addTab("")
        # Over the list, so that the button that makes the workshop stays free.
        self.notice = Toast(self.recent.list, self._current_theme)
        self._lay_out()
        self._connect()
        self._say_everything()
        for child in self.findChildren(QWidget):
            child.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.setMinimumSize(640, 360)
        self.resize(1100, 720)

    # -- for `desktop` -------------------------------------------------------------------

    def fail(self, error: UserError) -> None:
        """Show what happened, what is safe and what to do."""
        self._say(self._words.sentence(error), {})

    def open(self, path: Path) -> None:
        """Open a session; where that fails the bar says so, with the way back if there is one."""
        self.programme.leave()
        try:
            self._opener(path)
        except UserError as error:
            self._refuse(path, error)
        else:
            self.message.dismiss()

    def come_back(self, theme: Theme) -> None:
        """Show it again after a session, with that session first on the list."""
        self.theme = theme
        self.message.dismiss()
        self.show()
        self.activateWindow()
        self._list()
        self.recent.list.setCurrentIndex(self.recent.list.model().index(0, 0))
        self._tabs.setCurrentIndex(1)
        self.recent.focus_first()

    # -- Qt ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Look again which sessions there are."""
        self._list()
        self._arrange()
        super().showEvent(event)
        if self.focusWidget() is None:
            self.form.title.setFocus()
        QTimer.singleShot(_SOON, self, self._on_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards, or one and tabs."""
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Session files and lists of people are welcome."""
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A session is opened, a list of people is taken into the form."""
        path = dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        # Later, because whoever dragged waits until this returns.
        act = self.open if path.suffix.casefold() == SUFFIX else self.form.people.take
        QTimer.singleShot(0, self, partial(act, path))

    # -- inside --------------------------------------------------------------------------

    def _current_theme(self) -> Theme:
        return self.theme

    def _say(self, text: str, answers: dict[str, Callable[[], None]]) -> None:
        self._answers = answers
        words = self._words
        said = tuple((key, words(f"start.answer.{key}")) for key in answers)
        self.message.say(text, "danger", said)
        self._announce(text)

    def _announce(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _list(self) -> None:
        self.recent.show_entries(self._recent.read(), self._words)

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as error:
            self.fail(error)

    def _make(self) -> None:
        from workshop_app.session.workshop import create_workshop

        if self.pulse.form is not None:
            self.open(self.pulse.make())
            return
        method = self.methods.load()
        path, plan = self.form.read()
        create_workshop(path, method, plan).file.close()
        self._keep("facilitator", plan.facilitator)
        self.form.clear()
        self.open(path)

    def _keep(self, name: str, value: str) -> None:
        self._attempt(partial(self._preferences.write, name, value))

    def _refuse(self, path: Path, error: UserError) -> None:
        """Say why a session did not open, and offer what can be done about it."""
        from workshop_app.console.start_refusal import refusal

        refused = refusal(path, error, self._words)
        answers: dict[str, Callable[[], None]] = {}
        if refused.copy is not None:
            answers["copy"] = partial(self._restore, refused.copy, path)
        if refused.can_rescue:
            answers["rescue"] = partial(self.rescue_wanted.emit, path)
        if refused.is_gone and any(entry.path == path for entry in self._recent.read()):
            answers["forget"] = partial(self._on_removed, path)
        self._say(refused.text, answers)
        self._list()

    def _restore(self, copy: Copy, path: Path) -> None:
        from workshop_app.console.start_refusal import restore_copy

        self._attempt(lambda: self.open(restore_copy(copy, path)))

    def _say_everything(self) -> None:
        """Every word of the window, in its language."""
        words = self._words
        self.setWindowTitle(words("start.window"))
        self._name.setText(words("start.window"))
        self.language.setAccessibleName(words("start.window.language"))
        self.message.name_close(words("console.close"))
        self._tabs.setTabText(0, words("start.new"))
        self._tabs.setTabText(1, words("start.recent"))
        self.form.set_words(words)
        self.methods.set_words(words)
        self.pulse.set_words(words)
        self.programme.set_words(words)
        self._list()

    def _arrange(self) -> None:
        both = self.width() >= _TWO_CARDS_FROM
        self._tabs.setVisible(not both)
        self.form.set_heading(both)
        self.recent.set_heading(both)
        self.pulse.stack.setVisible(both or self._tabs.currentIndex() == 0)
        self.recent.setVisible(both or self._tabs.currentIndex() == 1)

    def _lay_out(self) -> None:
        strip = QFrame()
        strip.setProperty("look", "strip")
        strip.setFixedHeight(56)
        top = QHBoxLayout(strip)
        top.setContentsMargins(20, 0, 16, 0)
        top.setSpacing(8)
        for name, token in _ICONS:
            top.addWidget(Glyph(name, self._current_theme, token, 20))
        top.addSpacing(8)
        top.addWidget(self._name)
        top.addStretch(1)
        top.addWidget(self.methods.button)
        top.addWidget(self.language)
        cards = QHBoxLayout()
        cards.setContentsMargins(12, 12, 12, 12)
        cards.setSpacing(12)
        self.pulse.stack.setMaximumSize(_WIDEST[0], _HIGHEST)
        self.recent.setMaximumSize(_WIDEST[1], _HIGHEST)
        cards.addStretch(0)
        cards.addWidget(self.pulse.stack, 5)
        cards.addWidget(self.recent, 3)
        cards.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.message)
        column.addWidget(self._tabs)
        column.addLayout(cards, 1)
        column.addStretch(0)

    def _connect(self) -> None:
        self.message.answered.connect(self._on_answered)
        self.language.chosen.connect(self._on_language_chosen)
        self._tabs.currentChanged.connect(self._arrange)
        self.form.make_clicked.connect(self._on_make_clicked)
        self.form.people_clicked.connect(self._on_people_clicked)
        self.form.place_clicked.connect(self.pulse.choose_place)
        self.form.told.connect(self._announce)
        self.methods.failed.connect(self.fail)
        self.pulse.failed.connect(self.fail)
        self.pulse.told.connect(self._announce)
        self.pulse.shown.connect(self._on_pulse_shown)
        self.recent.pulse_clicked.connect(self.pulse.choose)
        self.recent.list.pulsed.connect(self.pulse.take)
        self.recent.opened.connect(self.open)
        self.recent.removed.connect(self._on_removed)
        self.recent.other_clicked.connect(self._on_other_clicked)
        self.recent.sample_clicked.connect(self._on_sample_clicked)
        self.recent.programme_clicked.connect(self.programme.choose)
        self.notice.undo_requested.connect(self._on_undo_requested)
        for keys, slot in (
            ("Ctrl+Return", self._on_make_clicked),
            ("Ctrl+Enter", self._on_make_clicked),
            ("Ctrl+O", self._on_other_clicked),
            ("F6", self._on_next_card),
            ("Ctrl+Shift+L", self.pulse.choose),
            ("Ctrl+Shift+P", self.programme.choose),
            ("Esc", self._on_escape),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _on_shown(self) -> None:
        self._attempt(self.methods.load)

    def _on_answered(self, key: str) -> None:
        self._answers[key]()

    def _on_language_chosen(self, language: str) -> None:
        self._words = Words.load(language)
        self.message.dismiss()
        self.notice.hide()
        self._say_everything()
        self._keep("language", language)

    def _on_make_clicked(self) -> None:
        self._attempt(self._make)

    def _on_escape(self) -> None:
        """What is said goes first, then the form of a pulse."""
        if self.message.isVisible():
            self.message.dismiss()
        else:
            self.pulse.leave()

    def _on_pulse_shown(self) -> None:
        self.message.dismiss()
        self._tabs.setCurrentIndex(0)

    def _on_people_clicked(self) -> None:
        folder = self.form.people.folder or self.form.path.parent
        words = self._words
        path = self._chooser.existing(
            words("start.people.choose"), folder, words("start.kinds.list")
        )
        if path is not None:
            self.form.people.take(path)

    def _folder(self) -> Path:
        """Where the session of last time lies."""
        entries = [entry for entry in self._recent.read() if entry.is_there]
        return entries[0].path.parent if entries else self.form.path.parent

    def _on_other_clicked(self) -> None:
        words, folder = self._words, self._folder()
        path = self._chooser.existing(words("start.other"), folder, words("start.kinds.session"))
        if path is not None:
            self.open(path)

    def _on_sample_clicked(self) -> None:
        if not paths.sample_session().exists():
            self.notice.show_text(self._words("start.sample.wait"))
        QTimer.singleShot(_SOON, self, self._open_sample)

    def _open_sample(self) -> None:
        try:
            path = self._sample()
        except UserError as error:
            self.fail(error)
        else:
            self.notice.hide()
            self.open(path)

    def _on_removed(self, path: Path) -> None:
        entries = self._recent.read()
        gone = next((entry for entry in entries if entry.path == path), None)
        if gone is None:
            return
        self._removed = entries
        self._attempt(partial(self._recent.keep, [e for e in entries if e is not gone]))
        self._list()
        title = gone.title or path.stem
        said = self._words("start.recent.removed", title=title)
        self.notice.show_text(said, self._words("console.undo"))
        self._announce(said)

    def _on_undo_requested(self) -> None:
        if self._removed is not None:
            self._attempt(partial(self._recent.keep, self._removed))
            self._removed = None
            self._list()

    def _on_next_card(self) -> None:
        if self.pulse.stack.isAncestorOf(self.focusWidget() or self):
            self._tabs.setCurrentIndex(1)
            self.recent.focus_first()
        else:
            self._tabs.setCurrentIndex(0)
            self.pulse.card.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
