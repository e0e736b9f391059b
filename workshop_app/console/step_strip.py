"""The steps of the activity in a row: what is on, what was, what comes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import Place
from workshop_app.console.step_painter import HEIGHT, StepMark, StepPainter
from workshop_app.session.live import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QRect
    from PySide6.QtGui import QPainter, QResizeEvent

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.console.step_list import StepList
    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Step

_ICONS = {
    "title": "book-open",
    "question": "circle-help",
    "card": "file-text",
    "collect": "pencil",
    "guess": "search",
    "total": "target",
    "agreement": "list-checks",
    "groups": "users",
    "content": "grid-3x3",
}

_LONGEST = 18
"""Letters of a step's own words, where the one before it shows the same."""

_STOPS = " .,:;(“–"


class StepStrip(Pane):
    """One stop for the Tab key; arrows choose, Enter or a click goes there."""

    tables = frozenset({"live", "session"})
    late = 1

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build the row."""
        super().__init__(desk)
        self._marks: list[StepMark] = []
        self._listed: tuple[list[StepMark], str] | None = None
        self._painter = StepPainter(self._current_theme)
        self._place = Place(self, self._paint_steps)
        self._place.setFixedHeight(HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._place)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def has_names(self) -> bool:
        """Whether every step is named; otherwise only the one that is on."""
        return self._painter.names

    @cached_property
    def list(self) -> StepList:
        """The list; the first picture of the console is painted without it."""
        from workshop_app.console.step_list import StepList

        made = StepList(self, self._painter)
        made.clicked.connect(self._on_index_chosen)
        made.activated.connect(self._on_index_chosen)
        self._place.give_to(made)
        self.grew.emit()
        return made

    def outline(self, snapshot: Snapshot) -> None:
        """All that is read; painted without a list, which comes after the first painting."""
        activity, words = snapshot.activity, snapshot.words
        steps = activity.steps if activity else ()
        marks = []
        for number, step in enumerate(steps):
            name = words(f"console.view.{step.view}")
            said = snapshot.text(step.key(activity.id)) if activity else ""
            on = number == snapshot.moment.step
            key = "console.step.spoken_on" if on else "console.step.spoken"
            spoken = words(key, number=number + 1, name=name, text=said).rstrip(" :")
            again = _shows_again(steps, number)
            shown = (begun(said) if again else "") or name
            short = str(number + 1) if again else ""
            marks.append(StepMark(_ICONS[step.view], shown, spoken, on, short))
        self._marks, self._painter.phase = marks, snapshot.phase
        self._painter.fit(marks, self.width())

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """The steps of the activity that is on."""
        self.outline(snapshot)
        self.list.setAccessibleName(snapshot.words("console.steps"))
        listed = (self._marks, snapshot.phase)
        if listed != self._listed:
            self._listed = listed
            self.list.show_marks(self._marks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names where they all fit."""
        super().resizeEvent(event)
        before = self.has_names
        self._painter.fit(self._marks, self.width())
        if self.has_names != before and self._listed is not None:
            self.list.measure()

    def focus_first(self) -> None:
        """The step that is on."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _paint_steps(self, painter: QPainter, room: QRect) -> None:
        self._painter.steps(painter, self._marks, room)

    def _on_index_chosen(self, index: QModelIndex) -> None:
        moment = self.desk.snapshot().moment
        if index.row() != moment.step:
            self.desk.go(Moment(moment.slot, index.row()))


def _shows_again(steps: Sequence[Step], place: int) -> bool:
    """Whether a step shows what the one before it does, or an earlier one of its routine."""
    step = steps[place]
    earlier = [other for other in steps[:place] if other.line == step.line]
    return step.view in {other.view for other in (*earlier, *steps[place - 1 : place])}


def begun(text: str) -> str:
    """The first words of a text, as far as a step of the strip is wide."""
    if len(text) <= _LONGEST:
        return text.rstrip(".")
    kept = text[: _LONGEST + 1].rpartition(" ")[0] or text[:_LONGEST]
    return f"{kept.rstrip(_STOPS)}…"
