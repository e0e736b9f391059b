"""The console's capture of a matrix: notes and their places, and a round where it asks one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.kinds.matrix import KIND
from workshop_app.kinds.matrix.pane import MatrixPane
from workshop_app.session.notes import NOTE_TABLES
from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.notes_pane import FRONT, NOTES
from workshop_app.ui.round_panel import RoundPanel
from workshop_app.ui.vote_editor import ROUND_TABLES, wanted_tab

if TYPE_CHECKING:
    from workshop_app.errors import UserError
    from workshop_app.session.live import Moment


class Editor(EditorBase):
    """The matrix alone; with a number to ask for, tabs for the vote and the matrix."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._seen: Moment | None = None
        self.pane = MatrixPane(desk, activity)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        self.tabs: QTabBar | None = None
        if KIND.questions(self.context):
            self.panel = RoundPanel(desk, activity, KIND.questions)
            self.tabs = QTabBar()
            self.tabs.setDrawBase(False)
            self.tabs.setExpanding(False)
            for name in (FRONT, NOTES):
                self.tabs.setTabData(self.tabs.addTab(""), name)
            column.addWidget(self.tabs)
            self._pages = QStackedLayout()
            column.addLayout(self._pages, 1)
            self._pages.addWidget(self.panel)
            self._pages.addWidget(self.pane)
            self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        else:
            column.addWidget(self.pane)

    @property
    def _at_vote(self) -> bool:
        return self.tabs is not None and self.tabs.currentIndex() == 0

    def focus_capture(self) -> None:
        """Where the next thing comes in; a new step opens the tab it needs."""
        moment = self.desk.workshop.live().moment
        if self.tabs is not None and moment != self._seen:
            self._seen = moment
            wanted = wanted_tab(self.desk, self.activity, moment)
            self.tabs.setCurrentIndex((FRONT, NOTES).index(wanted))
        if self._at_vote:
            self.panel.focus_capture()
        else:
            self.pane.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """Round and notes, each when it changed; words when everything did."""
        if self.tabs is not None and (not tables or tables & ROUND_TABLES):
            self.panel.refresh(tables)
        if not tables:
            self.pane.show_words()
            if self.tabs is not None:
                words = self.desk.workshop.words
                self.tabs.setTabText(0, words("editors.round.tab"))
                self.tabs.setTabText(1, words("matrix.tab"))
        if not tables or not NOTE_TABLES.isdisjoint(tables):
            self.pane.reload()

    def choose_place(self, index: int) -> None:
        """Quadrant by number, in reading order; 5 is beside the matrix."""
        if not self._at_vote:
            self.pane.choose_place(index)

    def is_typing(self) -> bool:
        """Whether keys belong to a field of this editor."""
        voting = self.tabs is not None and self.panel.is_typing()
        return voting or self.pane.is_typing()

    def unfinished(self) -> UserError | None:
        """A row that is not finished."""
        return self.panel.unfinished() if self.tabs is not None else None
