"""The controls of the stage: one big button, the timer, blank and freeze."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from workshop_app.console.countdown import Countdown
from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import (
    ElidedLabel,
    ProgressLine,
    name_control,
    push_button,
    set_shown,
    text_label,
)
from workshop_app.console.stage_preview import HEADING, SPACING, NextPreview
from workshop_app.ui import icon
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

_TIGHT = 8
_LOOSE = 12
_HEADING = HEADING + SPACING - _LOOSE
"""The button begins where the picture beside it does."""

_SMALL_WIDTH = 288
_WORDS_FROM = 760
"""Pixels of the narrow row from which blank and freeze have words."""


class Controls(Pane):
    """Always visible, in every width."""

    tables = frozenset({"live", "round", "ballot", "session", "slot"})

    next_clicked = Signal()
    blank_clicked = Signal()
    freeze_clicked = Signal()
    pause_clicked = Signal()
    minutes_clicked = Signal(int)
    time_over = Signal()

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build buttons and timer."""
        super().__init__(desk)
        theme = desk.theme
        self._mode = ""
        self._ahead = ElidedLabel("meta")
        self._ahead.setFixedHeight(_HEADING)
        self._key = text_label("key", "PgDn")
        self._keys = (text_label("key", "B"), text_label("key", "F"))
        self._preview: NextPreview | None = None
        self.next = QPushButton()
        self.next.setProperty("look", "big")
        self.next.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.next.clicked.connect(self.next_clicked)
        self.timer = Countdown(self._current_theme)
        self.timer.ended.connect(self.time_over)
        self._line = ProgressLine(self._current_theme)
        self._less = self._minute_button("−1", -1)
        self._pause = push_button("pause", theme)
        self._pause.clicked.connect(self.pause_clicked)
        self._more = self._minute_button("+1", 1)
        self._blank = push_button("monitor-off", theme)
        self._blank.setCheckable(True)
        self._blank.clicked.connect(self.blank_clicked)
        self._freeze = push_button("snowflake", theme)
        self._freeze.setCheckable(True)
        self._freeze.clicked.connect(self.freeze_clicked)
        self._lay_out()

    def set_mode(self, mode: str) -> None:
        """Beside the preview from top to bottom; in the narrow console in two rows."""
        if mode == self._mode:
            return
        self._mode = mode
        narrow = mode == "narrow"
        direction = QBoxLayout.Direction
        self._main.setDirection(direction.LeftToRight if narrow else direction.TopToBottom)
        set_shown(self._ahead, not narrow)
        for key in (self._key, *self._keys):
            set_shown(key, not narrow)
        set_shown(self._line, not narrow)
        self._main.setSpacing(_TIGHT if narrow else _LOOSE)
        self._main.setStretchFactor(self.next, 1 if narrow else 0)
        self._main.setStretch(self._main.count() - 1, 0 if narrow else 1)
        if mode == "wide" and self._preview is None:
            self._preview = NextPreview(self.desk)
            self._preview.setFixedSize(_SMALL_WIDTH, round(_SMALL_WIDTH * 9 / 16))
            self._main.insertWidget(1, self._preview)
        if self._preview is not None:
            set_shown(self._preview, mode == "wide")

    def changed(self, tables: frozenset[str]) -> None:
        """The small preview follows too."""
        super().changed(tables)
        if self._preview is not None:
            self._preview.changed(tables)

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """What the buttons do now."""
        self._show_next(snapshot)
        self._show_states(snapshot)
        self.tick(snapshot)

    def tick(self, snapshot: Snapshot) -> None:
        """The countdown and its line."""
        timer = snapshot.live.timer
        self.timer.show_timer(timer, snapshot.now, snapshot.words)
        left = timer.remaining(snapshot.now)
        self._line.show_share(1 - left / timer.total if timer.total > 0 else 0.0, snapshot.phase)

    def focus_first(self) -> None:
        """The big button."""
        self.next.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow row the words of blank and freeze give way."""
        super().resizeEvent(event)
        tight = self.width() < _WORDS_FROM
        if self._mode == "narrow" and tight == bool(self._blank.text()):
            self._show_states(self.desk.snapshot())

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _minute_button(self, text: str, minutes: int) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(partial(self.minutes_clicked.emit, minutes))
        return button

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._ahead, 1)
        top.addWidget(self._key)
        clock = QHBoxLayout()
        clock.setSpacing(8)
        clock.addWidget(self.timer, 1)
        for button in (self._less, self._pause, self._more):
            clock.addWidget(button)
        timing = QVBoxLayout()
        timing.setSpacing(6)
        timing.addLayout(clock)
        timing.addWidget(self._line)
        surface = QHBoxLayout()
        surface.setSpacing(8)
        surface.addWidget(self._blank)
        surface.addWidget(self._keys[0])
        surface.addSpacing(8)
        surface.addWidget(self._freeze)
        surface.addWidget(self._keys[1])
        surface.addStretch(1)
        self._main = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._main.setContentsMargins(0, 0, 0, 0)
        self._main.setSpacing(_LOOSE)
        self._main.addLayout(top)
        self._main.addWidget(self.next)
        self._main.addLayout(timing)
        self._main.addLayout(surface)
        self._main.addStretch(1)

    def _show_next(self, snapshot: Snapshot) -> None:
        words, action = snapshot.words, snapshot.action
        text = next_label(snapshot)
        self.next.setText(text)
        self.next.setEnabled(action.kind != "done")
        name_control(self.next, text.removesuffix(" →"), words("console.next.tip"))
        if self.next.property("phase") != snapshot.phase:
            self.next.setProperty("phase", snapshot.phase)
            restyle(self.next)
        said = _said_next(snapshot)
        hint = words(f"console.next.hint.{action.kind}")
        self._ahead.setText(words("console.next.ahead", text=said) if said else hint)

    def _show_states(self, snapshot: Snapshot) -> None:
        words, state, theme = snapshot.words, snapshot.live, self.desk.theme
        blank, frozen = state.surface == "blank", state.frozen is not None
        paused = state.timer.started_at is None
        self._blank.setChecked(blank)
        self._blank.setText(words("console.blank"))
        name_control(
            self._blank,
            words("console.blank.on" if blank else "console.blank"),
            words("console.blank.tip"),
        )
        tight = self._mode == "narrow" and self.width() < _WORDS_FROM
        token = "page" if blank else "ink"
        icon.dress(self._blank, "monitor-off", theme, token, alone=tight)
        self._freeze.setChecked(frozen)
        self._freeze.setText(words("console.freeze"))
        name_control(
            self._freeze,
            words("console.freeze.on" if frozen else "console.freeze"),
            words("console.freeze.tip"),
        )
        token = "page" if frozen else "ink"
        icon.dress(self._freeze, "snowflake", theme, token, alone=tight)
        if tight:
            self._blank.setText("")
            self._freeze.setText("")
        icon.dress(self._pause, "play" if paused else "pause", theme, alone=True)
        name_control(self._pause, words("console.timer.go_on" if paused else "console.timer.pause"))
        name_control(self._less, words("console.timer.less"))
        name_control(self._more, words("console.timer.more"))
        for button in (self._less, self._pause, self._more):
            button.setEnabled(state.timer.total > 0 or state.moment.slot is not None)


def next_label(snapshot: Snapshot) -> str:
    """What the big button does, in words."""
    words, action = snapshot.words, snapshot.action
    fields: dict[str, object] = {}
    if action.round is not None:
        fields = {"voted": action.round.returned, "expected": action.round.expected}
    step = snapshot.workshop.step_at(action.moment)
    activity = snapshot.workshop.activity_at(action.moment)
    fields["view"] = words(f"console.view.{step.view}") if step else ""
    fields["title"] = snapshot.title(activity.id) if activity else ""
    key = f"console.next.{action.kind}"
    if action.kind == "close_round" and not fields["expected"]:
        key = f"{key}_open"
    return words(key, **fields)


def _said_next(snapshot: Snapshot) -> str:
    """What the facilitator will read after the next press."""
    moment = snapshot.action.moment
    activity = snapshot.workshop.activity_at(moment)
    step = snapshot.workshop.step_at(moment)
    if activity is None or step is None or moment == snapshot.moment:
        return ""
    return snapshot.text(step.key(activity.id))
