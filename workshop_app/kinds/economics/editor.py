"""The console's capture of customer economics: the guess, and the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.kinds.economics import KIND
from workshop_app.kinds.economics.form import TABLES, FigureForm
from workshop_app.storage.tally import latest
from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.round_panel import RoundPanel
from workshop_app.ui.vote_editor import ROUND_TABLES

if TYPE_CHECKING:
    from workshop_app.errors import UserError
    from workshop_app.session.live import Moment


class Editor(EditorBase):
    """A form; with a guess to ask for, tabs for the vote and the figures."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._seen: Moment | None = None
        self.form = FigureForm(desk, activity)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        self.tabs: QTabBar | None = None
        if KIND.questions(self.context):
            self.panel = RoundPanel(desk, activity, KIND.questions)
            self.tabs = QTabBar()
            self.tabs.setDrawBase(False)
            self.tabs.setExpanding(False)
            self.tabs.addTab("")
            self.tabs.addTab("")
            column.addWidget(self.tabs)
            self._pages = QStackedLayout()
            column.addLayout(self._pages, 1)
            self._pages.addWidget(self.panel)
            self._pages.addWidget(self.form)
            self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        else:
            column.addWidget(self.form)

    @property
    def _at_vote(self) -> bool:
        return self.tabs is not None and self.tabs.currentIndex() == 0

    def focus_capture(self) -> None:
        """Where the next thing comes in; a new step opens the tab it needs."""
        moment = self.desk.workshop.live().moment
        if self.tabs is not None and moment != self._seen:
            self._seen = moment
            self.tabs.setCurrentIndex(0 if self._votes_at(moment) else 1)
        if self._at_vote:
            self.panel.focus_capture()
        else:
            self.form.focus_capture()

    def _votes_at(self, moment: Moment) -> bool:
        """While a round waits, and at the step that asks for one."""
        round_ = latest(self.desk.workshop.file, self.activity)
        if round_ is not None:
            return round_.state != "revealed"
        step = self.desk.workshop.step_at(moment)
        return step is None or step.view in ("title", "question", "card", "collect")

    def refresh(self, tables: frozenset[str]) -> None:
        """Round and figures, each when it changed; words when everything did."""
        if self.tabs is not None and (not tables or tables & (ROUND_TABLES | TABLES)):
            self.panel.refresh(tables)
        if not tables:
            self.form.show_words()
            if self.tabs is not None:
                words = self.desk.workshop.words
                self.tabs.setTabText(0, words("editors.round.tab"))
                self.tabs.setTabText(1, words("economics.tab"))
        if not tables or tables & TABLES:
            self.form.reload()

    def is_typing(self) -> bool:
        """Whether keys belong to a field of this editor."""
        voting = self.tabs is not None and self.panel.is_typing()
        return voting or self.form.is_typing()

    def unfinished(self) -> UserError | None:
        """A row that is not finished."""
        return self.panel.unfinished() if self.tabs is not None else None
