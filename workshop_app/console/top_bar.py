"""The console's top bar: session, phases, clock and drift, stage, undo, keys and settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton

from workshop_app.console.pane import EVERYTHING, ConsoleDesk, Pane
from workshop_app.console.parts import (
    ElidedLabel,
    name_control,
    push_button,
    set_shown,
    text_label,
    tool_button,
)
from workshop_app.console.phase_strip import PhaseMark, PhaseStrip
from workshop_app.ui import icon
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from workshop_app.console.outside import StageState
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

HEIGHT = 56

_STAGE_LEVELS = {"on": "ok", "practice": "ok", "lost": "warn", "off": ""}
_STAGE_ICONS = {
    "on": "monitor-play",
    "practice": "monitor",
    "lost": "monitor-x",
    "off": "monitor-off",
}
_ROOM_LEVELS = {"open": "ok", "lost": "warn"}
_MOST_HISTORY = 15
_TIGHT = 900
_MOVES = frozenset({"live", "slot", "session"})


class TopBar(Pane):
    """Where we are and what the day looks like, always visible."""

    tables = EVERYTHING  # any change can be undone

    stage_clicked = Signal()
    phones_clicked = Signal()
    undo_clicked = Signal()
    sheet_clicked = Signal()
    settings_wanted = Signal(QMenu)
    undo_wanted = Signal(int)
    """How many edits the history menu should take back."""

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build the row."""
        super().__init__(desk)
        self.setProperty("look", "strip")
        self.setFixedHeight(HEIGHT)
        self._mode = ""
        self._minute: datetime | None = None
        theme = desk.theme
        self._title = ElidedLabel("heading")
        self._meta = ElidedLabel("meta")
        self._phases = PhaseStrip(self._current_theme)
        self._clock = text_label("clock")
        self._drift = text_label("warn")
        self._stage = push_button("monitor-off", theme)
        self._stage.clicked.connect(self.stage_clicked)
        self._room = push_button("smartphone", theme)
        self._room.clicked.connect(self.phones_clicked)
        self._undo = push_button("undo-2", theme, "quiet")
        self._undo.clicked.connect(self.undo_clicked)
        self._history = tool_button("chevron-down", theme)
        self._history.clicked.connect(self._on_history_clicked)
        self._keys = tool_button("keyboard", theme)
        self._keys.clicked.connect(self.sheet_clicked)
        self._settings = tool_button("settings", theme)
        self._settings.clicked.connect(self._on_settings_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title)
        self._row.addWidget(self._meta)
        self._row.addStretch(1)
        self._row.addWidget(self._phases)
        self._row.addStretch(1)
        self._row.addSpacing(12)
        self._row.addWidget(self._clock)
        self._row.addWidget(self._drift)
        self._row.addWidget(self._stage)
        self._row.addWidget(self._room)
        self._row.addSpacing(4)
        self._row.addWidget(self._undo)
        self._row.addWidget(self._history)
        self._row.addWidget(self._keys)
        self._row.addWidget(self._settings)

    def set_mode(self, mode: str) -> None:
        """``wide``, ``usual`` or ``narrow``: how much the bar says."""
        self._mode = mode
        set_shown(self._meta, mode == "wide")
        self._show_history()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The names of the phases give way first."""
        super().resizeEvent(event)
        width = self.width()
        self._show_history()
        self._show_drift()
        self._phases.set_say("all" if width >= 1760 else "name" if width >= _TIGHT else "one")

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Everything the bar says."""
        words, info = snapshot.words, snapshot.workshop.info
        if not tables or "session" in tables:
            self._title.setText(info.title or words("console.untitled"))
            name_control(self._keys, words("console.bar.keys"), words("console.bar.keys_tip"))
            name_control(self._settings, words("console.bar.settings"))
            name_control(self._history, words("console.bar.history"))
            self.show_stage(snapshot)
            self.show_room(snapshot)
        if not tables or tables & {"session", "slot"}:
            parts = (info.client, snapshot.workshop.dates(words))
            self._meta.setText(", ".join(part for part in parts if part))
        if not tables or tables & _MOVES:
            self._show_phases(snapshot)
            self._show_clock(snapshot)
        self._show_undo(snapshot)

    def tick(self, snapshot: Snapshot) -> None:
        """The clock moves once a minute."""
        if snapshot.now.replace(second=0, microsecond=0) != self._minute:
            self._show_clock(snapshot)

    def show_stage(self, snapshot: Snapshot) -> None:
        """The chip that says where the stage is."""
        words, stage = snapshot.words, self.desk.stage
        set_shown(self._stage, stage is not None)
        if stage is None:
            return
        state: StageState = stage.state()
        short = self._mode == "narrow" or (self._mode == "usual" and state.kind == "on")
        key = f"console.stage.{state.kind}"
        said = words(key, screen=state.screen)
        self._stage.setText(words(f"{key}.short") if short else said)
        name_control(self._stage, said, words("console.stage.tip"))
        icon.dress(
            self._stage,
            _STAGE_ICONS[state.kind],
            self.desk.theme,
            _STAGE_LEVELS[state.kind] or "ink",
        )
        if self._stage.property("level") != _STAGE_LEVELS[state.kind]:
            self._stage.setProperty("level", _STAGE_LEVELS[state.kind])
            restyle(self._stage)

    def show_room(self, snapshot: Snapshot) -> None:
        """The button of the phones' room, with how many have joined while it is open."""
        words, phones = snapshot.words, self.desk.phones
        set_shown(self._room, phones is not None)
        if phones is None:
            return
        state = phones.state()
        is_open = state.kind in _ROOM_LEVELS
        self._room.setText(str(state.joined) if is_open else "")
        said = words(f"phones.state.{state.kind}", n=state.joined)
        name_control(self._room, f"{words('phones.title')}. {said}", words("phones.tip"))
        level = _ROOM_LEVELS.get(state.kind, "")
        icon.dress(self._room, "smartphone", self.desk.theme, level or "ink", alone=not is_open)
        if self._room.property("level") != level:
            self._room.setProperty("level", level)
            restyle(self._room)

    def focus_first(self) -> None:
        """The stage chip, or Undo without a stage."""
        target = self._stage if self._stage.isVisible() else self._undo
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_history(self) -> None:
        set_shown(self._history, self._mode != "narrow" or self.width() >= _TIGHT)

    def _show_drift(self) -> None:
        set_shown(self._drift, bool(self._drift.text()) and self.width() >= _TIGHT)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _on_settings_clicked(self) -> None:
        menu = QMenu(self)
        self.settings_wanted.emit(menu)
        self._pop_up(menu, self._settings)

    def _on_history_clicked(self) -> None:
        menu, words = QMenu(self), self.desk.workshop.words
        done = self.desk.workshop.file.history.undoable(_MOST_HISTORY)
        for count, entry in enumerate(done, 1):
            action = menu.addAction(words.label(entry.label) or words("console.undo.nameless"))
            action.triggered.connect(partial(self.undo_wanted.emit, count))
        if not done:
            menu.addAction(words("console.undo.nothing")).setEnabled(False)
        self._pop_up(menu, self._history)

    def _pop_up(self, menu: QMenu, button: QToolButton) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = button.mapToGlobal(button.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -4))

    def _show_phases(self, snapshot: Snapshot) -> None:
        words, method = snapshot.words, snapshot.workshop.method
        current = snapshot.phase if snapshot.moment.slot is not None else None
        passed = current is not None or snapshot.is_over
        marks = []
        for phase in method.phases:
            if phase.id == current:
                state, passed = "now", False
            elif phase.id not in snapshot.held_phases:
                state = "absent"
            else:
                state = "done" if passed else "ahead"
            marks.append(
                PhaseMark(phase.id, phase.icon, snapshot.text(f"phases.{phase.id}.name"), state)
            )
        spoken = ", ".join(words(f"console.phase.{mark.state}", name=mark.name) for mark in marks)
        self._phases.show_marks(marks, spoken)

    def _show_clock(self, snapshot: Snapshot) -> None:
        self._minute = snapshot.now.replace(second=0, microsecond=0)
        self._clock.setText(f"{snapshot.now:%H:%M}")
        running = snapshot.has_begun and not snapshot.is_over
        drift = snapshot.schedule.drift if running else 0
        words = snapshot.words
        late = words("console.drift", minutes=words.signed(drift)) if drift else ""
        self._drift.setText(late)
        self._show_drift()
        level = "warn" if drift > 0 else "ok"
        if self._drift.property("look") != level:
            self._drift.setProperty("look", level)
            restyle(self._drift)
        self._clock.setAccessibleName(words("console.clock", time=self._clock.text()))

    def _show_undo(self, snapshot: Snapshot) -> None:
        words = snapshot.words
        label = next((entry.label for entry in snapshot.workshop.file.history.undoable(1)), None)
        self._undo.setText(words("console.undo") if self._mode != "narrow" else "")
        icon.dress(self._undo, "undo-2", self.desk.theme, alone=self._mode == "narrow")
        self._undo.setEnabled(label is not None)
        said = words("console.undo.of", label=label) if label else words("console.undo.nothing")
        name_control(self._undo, said)
