"""The outbox at the desk: readers at the left, what they get at the right, the ways out below."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from workshop_app.assembly.mailing import read_texts
from workshop_app.console.outbox_readers import Readers
from workshop_app.console.outbox_server import ServerForm
from workshop_app.console.outbox_text import MailPreview, MailText
from workshop_app.console.outbox_ways import WaysStrip
from workshop_app.console.parts import push_button, text_label
from workshop_app.console.start_fields import Rule
from workshop_app.console.talking import TalkingWindow
from workshop_app.console.window import local_now
from workshop_app.errors import UserError
from workshop_app.session import mail_list, outbox
from workshop_app.session.mail_report import leaving, summary
from workshop_app.session.outbox import Entry, Text
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent

    from workshop_app.assembly.enclosing import Enclosed
    from workshop_app.assembly.mailing import Texts
    from workshop_app.console.outbox_ways import Progress
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.figures.theme import Theme
    from workshop_app.session.mail_list import Line
    from workshop_app.session.mail_settings import MailSettings

_SIZE: Final = (1320, 716)


class MailControl(Protocol):
    """What sends, as the window sees it."""

    def settings(self) -> MailSettings:
        """The mail server and the sender."""

    def enclosed(self, entry: Entry, texts: Texts) -> Sequence[Enclosed]:
        """What goes along with a mail."""

    def progress(self) -> Progress | None:
        """How far sending is; ``None`` while nothing is sent or made."""


class OutboxWindow(TalkingWindow):
    """Shows the outbox and changes it; what leaves is up to who made it.

    It belongs to the console, and closing it stops nothing.
    """

    closing = Signal()
    """What was typed is to be kept."""
    report_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, console: ConsoleWindow, control: MailControl) -> None:
        """Empty until `refresh`."""
        super().__init__(console.workshop, console.theme)
        self.setParent(console, Qt.WindowType.Window)
        self._console, self._control = console, control
        self._words = words = self.workshop.words
        self.spoken = words.language
        """What everything here is said in."""
        spoken = [one for one in LANGUAGES if one in self.workshop.method.languages]
        self.setAutoFillBackground(True)
        self.setWindowTitle(words("mailing.title", title=self.workshop.info.title))
        self.readers = Readers(self, self._current_theme, spoken)
        self.text = MailText(words, self._current_theme, spoken)
        self.preview = MailPreview(words, self._current_theme)
        self.ways = WaysStrip(words, self._current_theme)
        self.report = QPlainTextEdit()
        self.pages = QStackedWidget()
        self.counts = text_label("meta")
        self.to_server = push_button("settings", self.theme, "quiet")
        self.to_report = push_button("list-checks", self.theme, "quiet")
        self._main, self._report = QWidget(), QWidget()
        self._entries: list[Entry] = []
        self._choices = mail_list.Choices()
        self._lay_out()
        self._connect()
        self.resize(*_SIZE)

    @cached_property
    def server(self) -> ServerForm:
        """The mail server's page; made when it is first wanted."""
        made = ServerForm(self._words, self._current_theme)
        self.pages.addWidget(made)
        return made

    # -- showing -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the outbox as it is now."""
        workshop, words = self.workshop, self._words
        with workshop.file.alone():
            self._entries = entries = outbox.read_outbox(workshop.file)
            self._choices = choices = mail_list.read_choices(workshop.file)
            people = workshop.people()
        self.texts = read_texts(workshop, self._control.settings().from_name)
        self.readers.show_lines(
            mail_list.lines(people, entries, choices, words.language),
            choices.sponsor,
            sends=self._control.progress() is not None,
        )
        states = [entry.state for entry in entries]
        parts = [
            words(f"mailing.count.{state}", n=states.count(state))
            for state in outbox.STATES if state in states
        ]  # fmt: skip
        self.counts.setText(" · ".join(parts))
        self.show_way()
        self.show_reader()

    def show_way(self, _way: str = "") -> None:
        """What would leave, or how far it is."""
        progress = self._control.progress()
        if progress is not None:
            self.ways.show_progress(progress)
            return
        way = self.ways.way.value
        text = summary(self._entries, way, self._control.settings(), self._words, self._choices)
        self.ways.show_leaving(text, len(leaving(self._entries, way, self._choices)))

    def show_reader(self) -> None:
        """The text and the mail of the reader that the keyboard is on."""
        line = self.readers.list.line
        if line is None:
            language, kind = self.text.shown
        else:
            language, kind = line.language, _kind(line)
        self._show_text(language, kind)

    def _show_text(self, language: str, kind: str) -> None:
        choices = mail_list.read_choices(self.workshop.file)
        spoken = language if self.text.language.button(language) else self._words.language
        self.text.show_text(spoken, kind, choices.text(spoken, kind))
        self.show_preview()

    def show_preview(self) -> None:
        """The mail to the chosen reader with what is typed now."""
        entry = self._example()
        try:
            text = self.texts.of(entry)
        except UserError:
            text = None
        named = f"{entry.name} <{entry.address}>" if entry.address else entry.name
        to = named if entry.name else entry.address
        line = self.readers.list.line
        is_none = line is not None and not line.is_ticked and bool(entry.address or entry.name)
        gone = "mailing.to_sent" if entry.state == outbox.SENT else "mailing.to"
        said = self._words("mailing.to_none" if is_none else gone, reader=to)
        enclosed = () if is_none else self._control.enclosed(entry, self.texts)
        self.preview.show_mail(said, text, enclosed)

    def _example(self) -> Entry:
        """The mail of the chosen reader, or one like it."""
        language, kind = self.text.shown
        line, text = self.readers.list.line, self.text.text
        is_theirs = line is not None and (line.language, _kind(line)) == (language, kind)
        if is_theirs and line is not None and line.entry is not None:
            entry = line.entry
            return entry._replace(**text._asdict()) if mail_list.is_open(entry) else entry
        name, address = (line.name, line.address) if line is not None and is_theirs else ("", "")
        editions = (outbox.SPONSOR,) if kind == mail_list.SPONSOR else outbox.EVERYBODY
        return Entry(
            "", line.key if line else "", name or self._words(f"mailing.kind.{kind}"), address,
            language, editions, *text, outbox.WAITING, False, None, "", 0, "", "",
        )  # fmt: skip

    def take_keys(self) -> None:
        """The keyboard goes to the readers, where they are shown."""
        if self.pages.currentWidget() is self._main:
            self.readers.list.setFocus()

    @property
    def is_at_server(self) -> bool:
        """Whether the mail server is shown."""
        return self.pages.currentWidget() is self.server

    # -- pages ---------------------------------------------------------------------------

    def show_list(self) -> None:
        """Back to the readers."""
        self.pages.setCurrentWidget(self._main)
        self.show_way()
        self.take_keys()

    def show_server(self) -> None:
        """The mail server."""
        if not self.is_at_server:
            self.server.show_settings(self._control.settings())
            self.pages.setCurrentWidget(self.server)
            self.server.fields["host"].setFocus()

    def show_report(self, text: str) -> None:
        """The report, as it is now."""
        self.renew_report(text)
        self.pages.setCurrentWidget(self._report)
        self.report.setFocus()

    def renew_report(self, text: str) -> None:
        """Another text, read on where it was."""
        if text != self.report.toPlainText():
            bar = self.report.verticalScrollBar()
            place = bar.value()
            self.report.setPlainText(text)
            bar.setValue(place)

    @property
    def is_at_report(self) -> bool:
        """Whether the report is shown."""
        return self.pages.currentWidget() is self._report

    # -- TalkingWindow -------------------------------------------------------------------

    def now(self) -> datetime:
        """The time, in local time."""
        return local_now()

    def _current_theme(self) -> Theme:
        return self._console.theme

    def closeEvent(self, event: QCloseEvent) -> None:
        """What was typed is kept."""
        self.text.keep()
        self.closing.emit()
        super().closeEvent(event)

    # -- changing ------------------------------------------------------------------------

    def _on_text_kept(self, language: str, kind: str, text: Text) -> None:
        self.attempt(partial(mail_list.keep_text, self.workshop.file, language, kind, text))

    def _on_text_turned(self) -> None:
        self._show_text(*self.text.shown)

    def _on_back(self) -> None:
        if self.pages.currentWidget() is self._main:
            self.close()
        elif self.is_at_server:
            self.server.closed.emit()
        else:
            self.show_list()

    def _on_go_shortcut(self) -> None:
        if self.pages.currentWidget() is self._main and not self.ways.is_busy:
            self.ways.go.click()

    # -- building ------------------------------------------------------------------------

    def _connect(self) -> None:
        self.readers.moved.connect(self.show_reader)
        self.text.typed.connect(self.show_preview)
        self.text.kept.connect(self._on_text_kept)
        self.text.turned.connect(self._on_text_turned)
        self.ways.chosen.connect(self.show_way)
        self.to_server.clicked.connect(self.show_server)
        self.to_report.clicked.connect(self.report_wanted)
        for keys, slot in (("Esc", self._on_back), ("Ctrl+Return", self._on_go_shortcut)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _lay_out(self) -> None:
        words = self._words
        self.to_server.setText(words("mailing.server"))
        self.to_report.setText(words("mailing.report"))
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(20, 10, 16, 6)
        row.setSpacing(12)
        row.addWidget(text_label("heading", words("mailing")))
        row.addWidget(self.counts, 1)
        row.addWidget(self.to_report)
        row.addWidget(self.to_server)
        self._lay_out_main()
        self._lay_out_report()
        for page in (self._main, self._report):
            self.pages.addWidget(page)
        self.column.addWidget(top)
        self.column.addWidget(self.pages, 1)

    def _lay_out_main(self) -> None:
        words = self._words
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(text_label("strong", words("mailing.text")))
        right.addWidget(self.text, 5)
        right.addWidget(Rule(self._current_theme))
        right.addWidget(self.preview, 4)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self.readers, 12)
        across.addLayout(right, 8)
        column = QVBoxLayout(self._main)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(12)
        column.addLayout(across, 1)
        column.addWidget(self.ways)

    def _lay_out_report(self) -> None:
        words = self._words
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(words("mailing.report"))
        save, back = push_button("save", self.theme), push_button("arrow-left", self.theme)
        save.setText(words("mailing.report.save"))
        back.setText(words("mailing.server.done"))
        save.clicked.connect(self.save_wanted)
        back.clicked.connect(self.show_list)
        row = QHBoxLayout()
        row.addWidget(save)
        row.addStretch(1)
        row.addWidget(back)
        column = QVBoxLayout(self._report)
        column.setContentsMargins(20, 4, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.report, 1)
        column.addLayout(row)


def _kind(line: Line) -> str:
    if line.entry is not None:
        return mail_list.kind_of(line.entry)
    return mail_list.READERS if line.person is not None else mail_list.SPONSOR
