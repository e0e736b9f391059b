"""The agenda at the left: where we are, where a click or Enter leads, when the day ends."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from workshop_app.console.agenda_painter import AgendaPainter
from workshop_app.console.agenda_rows import AgendaRow, agenda_rows
from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import (
    ElidedLabel,
    Place,
    name_control,
    set_shown,
    text_label,
    tool_button,
)
from workshop_app.session.agenda import days_of
from workshop_app.session.live import Moment
from workshop_app.ui import icon

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QToolButton

    from workshop_app.console.agenda_list import AgendaList, AgendaModel
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme


class AgendaPane(Pane):
    """The list, and below it when the day ends."""

    tables = frozenset({"live", "slot", "session", "round"})
    late = 1

    edit_clicked = Signal()

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading, list and footer."""
        super().__init__(desk)
        self.setProperty("look", "side")
        self._minute = -1
        self._heading = text_label("heading")
        self._planned = text_label("meta")
        self._rows: list[AgendaRow] = []
        self._painter = AgendaPainter(self._current_theme)
        self._place = Place(self, self._paint_rows)
        self._footer = QFrame(self)
        self._footer.setProperty("look", "sunken")
        self._ends = ElidedLabel("strong")
        self._planned_end = ElidedLabel("meta")
        self._ahead = ElidedLabel("meta")
        self._lay_out()

    @cached_property
    def list(self) -> AgendaList:
        """The list; the first picture of the console is painted without it."""
        from workshop_app.console.agenda_list import AgendaList

        made = AgendaList(self, self._painter)
        made.clicked.connect(self._on_index_chosen)
        made.activated.connect(self._on_index_chosen)
        self._place.give_to(made)
        self._top.addWidget(self.edit)
        self.grew.emit()
        return made

    @cached_property
    def edit(self) -> QToolButton:
        """Changes the agenda; it comes with the list."""
        made = tool_button("pencil", self.desk.theme)
        made.clicked.connect(self.edit_clicked)
        return made

    @property
    def model(self) -> AgendaModel:
        """The rows of the list."""
        return self.list.table

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Rows, sums and times."""
        self.outline(snapshot)
        self.list.setAccessibleName(snapshot.words("console.agenda"))
        words = snapshot.words
        name_control(self.edit, words("console.key.agenda"), words("agenda.edit_tip"))
        icon.dress(self.edit, "pencil", self.desk.theme)
        self.list.show_rows(self._rows)

    def outline(self, snapshot: Snapshot) -> None:
        """All that is read; painted without a list, which comes after the first painting."""
        words = snapshot.words
        schedule = snapshot.schedule
        self._minute = snapshot.now.minute
        self._heading.setText(words("console.agenda"))
        begin, end = (
            f"{time.astimezone():%H:%M}"
            for time in (schedule.planned_start, schedule.planned_end)
        )
        self._planned.setText(words("console.agenda.planned", start=begin, end=end))
        self._rows = agenda_rows(snapshot)
        self._show_footer(snapshot)

    def tick(self, snapshot: Snapshot) -> None:
        """Times and progress move once a minute."""
        if snapshot.now.minute != self._minute:
            self.refresh(snapshot, self.tables)

    def focus_first(self) -> None:
        """The list, on the slot that is on."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_mode(self, mode: str) -> None:
        """Where the column is narrow the planned times give way."""
        set_shown(self._planned, mode != "usual")

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _paint_rows(self, painter: QPainter, room: QRect) -> None:
        self._painter.rows(painter, self._rows, room)

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.setContentsMargins(16, 6, 8, 2)
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._planned)
        inside = QVBoxLayout(self._footer)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(2)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self._ends)
        ends.addStretch(1)
        ends.addWidget(self._planned_end)
        inside.addLayout(ends)
        inside.addWidget(self._ahead)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._place, 1)
        around = QHBoxLayout()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(self._footer)
        column.addLayout(around)

    def _show_footer(self, snapshot: Snapshot) -> None:
        words, schedule = snapshot.words, snapshot.schedule
        planned, expected = (
            f"{time.astimezone():%H:%M}" for time in (schedule.planned_end, schedule.expected_end)
        )
        differs = planned != expected and not snapshot.is_over
        over = "over_days" if days_of(snapshot.slots) > 1 else "over"
        key = f"console.agenda.{over if snapshot.is_over else 'ends'}"
        self._ends.setText(words(key, end=expected))
        self._planned_end.setText(words("console.agenda.planned_end", end=planned))
        set_shown(self._planned_end, differs)
        ahead = (
            []
            if snapshot.is_over
            else [
                time
                for time in schedule.times
                if time.state == "ahead"
                and time.slot.day == schedule.day
                and not snapshot.workshop.method.activities[time.slot.activity].pause
            ]
        )
        minutes = sum(time.slot.minutes for time in ahead)
        text = words("console.agenda.ahead", n=len(ahead), minutes=minutes) if ahead else ""
        self._ahead.setText(text)
        set_shown(self._ahead, bool(text))
        set_shown(self._footer, bool(schedule.times))

    def _on_index_chosen(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        if row.slot and row.slot != self.desk.snapshot().moment.slot:
            self.desk.go(Moment(row.slot))
