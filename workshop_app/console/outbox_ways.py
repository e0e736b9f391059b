"""The three ways out of the outbox, what would leave, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from workshop_app.console.parts import ProgressLine, push_button, set_shown, text_label
from workshop_app.console.start_fields import Segments
from workshop_app.session.mail_report import WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words


_MARGINS: Final = (14, 10, 14, 10)


class Progress(NamedTuple):
    """How far it is: words, a share from 0 to 1, and whether something waits to be tried again."""

    said: str
    share: float
    waits: bool = False
    stops: bool = False


class WaysStrip(QFrame):
    """Says in plain words what leaves, and takes the one click that lets it leave."""

    chosen = Signal(str)
    """Another way out."""
    go_wanted = Signal(str)
    stop_wanted = Signal()
    hurry_wanted = Signal()

    def __init__(self, words: Words, theme: Callable[[], Theme]) -> None:
        """Nothing leaves yet."""
        super().__init__()
        self._words = words
        self.setProperty("look", "card")
        self.way = Segments([(one, words(f"mailing.way.{one}")) for one in WAYS])
        self.way.setAccessibleName(words("mailing.way"))
        self.way.chosen.connect(self.chosen)
        self.summary = text_label()
        self.summary.setWordWrap(True)
        self.go = push_button("", theme())
        self.go.setProperty("phase", "act")
        self.go.setAutoDefault(True)
        self.go.clicked.connect(self._on_go_clicked)
        self.said = text_label("strong")
        self.said.setWordWrap(True)
        self.line = ProgressLine(theme)
        self.hurry = push_button("play", theme())
        self.hurry.setText(words("mailing.hurry"))
        self.hurry.clicked.connect(self.hurry_wanted)
        self.stop = push_button("square", theme())
        self.stop.setText(words("mailing.stop"))
        self.stop.clicked.connect(self.stop_wanted)
        self._at_rest, self._busy = QWidget(), QWidget()
        self._stack = QStackedLayout()
        self._lay_out()

    def show_leaving(self, text: str, count: int) -> None:
        """What would leave; with nothing the button rests."""
        self.summary.setText(text)
        self.go.setText(self._words(f"mailing.go.{self.way.value}", n=count))
        self.go.setAccessibleName(f"{self.go.text()}. {text}")
        self.go.setEnabled(count > 0)
        self._stack.setCurrentWidget(self._at_rest)

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        had_keys = self.go.hasFocus()
        self.said.setText(progress.said)
        self.line.show_share(progress.share, "act")
        self.line.setAccessibleName(progress.said)
        set_shown(self.hurry, progress.waits)
        self.stop.setEnabled(not progress.stops)
        self._stack.setCurrentWidget(self._busy)
        if had_keys:
            self.stop.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether progress is shown."""
        return self._stack.currentWidget() is self._busy

    def _on_go_clicked(self) -> None:
        self.go_wanted.emit(self.way.value)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._at_rest)
        row.setContentsMargins(*_MARGINS)
        row.setSpacing(16)
        row.addWidget(self.way)
        row.addWidget(self.summary, 1)
        row.addWidget(self.go)
        busy = QHBoxLayout(self._busy)
        busy.setContentsMargins(*_MARGINS)
        busy.setSpacing(12)
        told = QVBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.said)
        told.addWidget(self.line)
        busy.addLayout(told, 1)
        busy.addWidget(self.hurry)
        busy.addWidget(self.stop)
        self._stack.addWidget(self._at_rest)
        self._stack.addWidget(self._busy)
        self.setLayout(self._stack)
