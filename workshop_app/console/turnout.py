"""How many have voted in the open round, never who or what; and the way to the booth."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import ProgressLine, push_button, text_label
from workshop_app.method.ways import ways_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel, QPushButton

    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme

_BESIDE_FROM = 360

BOOTH_MODES = ("booth", "paper", "personal", "phones")
"""Modes of rounds that may also be filled in at the booth (METHOD, input modes)."""


class _Parts(NamedTuple):
    line: ProgressLine
    said: QLabel
    booth: QPushButton
    row: QBoxLayout


class Turnout(Pane):
    """Shown only while a round is open."""

    tables = frozenset({"live", "round", "ballot", "session"})

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build line, words and button."""
        super().__init__(desk)
        self.setProperty("look", "card")
        self._activity = ""

    @cached_property
    def _parts(self) -> _Parts:
        """What is inside; made when a round is open for the first time."""
        line = ProgressLine(self._current_theme)
        said = text_label("strong")
        booth = push_button("vote", self.desk.theme)
        booth.clicked.connect(self._on_booth_clicked)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.addWidget(said)
        row.addStretch(1)
        row.addWidget(booth)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(line)
        column.addLayout(row)
        self.grew.emit()
        return _Parts(line, said, booth, row)

    def changed(self, tables: frozenset[str]) -> None:
        """It hides itself, so that it looks even when nobody sees it."""
        if not tables or tables & self.tables:
            self.refresh(self.desk.snapshot(), tables)

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Turnout of the open round."""
        round_ = snapshot.round
        is_open = round_ is not None and round_.state == "open"
        if round_ is None or not is_open:
            self.setVisible(False)
            return
        parts = self._parts
        self.setVisible(True)
        words = snapshot.words
        self._activity = round_.activity
        key = "console.turnout" if round_.expected else "console.turnout_open"
        key = "console.turnout_surplus" if round_.has_surplus else key
        said = words(key, n=round_.returned, expected=round_.expected)
        parts.said.setText(said)
        parts.line.setAccessibleName(said)
        share = round_.returned / round_.expected if round_.expected else 0.0
        parts.line.show_share(share, snapshot.phase)
        parts.booth.setText(words("console.booth"))
        parts.booth.setVisible(
            self.desk.stage is not None and not {*ways_of(round_.mode)}.isdisjoint(BOOTH_MODES)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow column the button stands below the words."""
        super().resizeEvent(event)
        below = self.width() < _BESIDE_FROM
        direction = QBoxLayout.Direction
        self._parts.row.setDirection(direction.TopToBottom if below else direction.LeftToRight)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _on_booth_clicked(self) -> None:
        self.desk.open_booth(self._activity)
