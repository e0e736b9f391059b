"""The editor of a kind with a pane of its own; where it also asks, the round in a tab before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.notes_pane import FRONT, NOTES
from workshop_app.ui.round_panel import RoundPanel
from workshop_app.ui.vote_editor import ROUND_TABLES, VotingKind, wanted_tab

if TYPE_CHECKING:
    from workshop_app.errors import UserError
    from workshop_app.session.live import Moment

_TABS = (FRONT, NOTES)


class CapturePane(QWidget):
    """What a pane can do besides being shown."""

    def focus_capture(self) -> None:
        """Put the keyboard where the next thing said is typed."""
        raise NotImplementedError

    def is_typing(self) -> bool:
        """Whether keys belong to a field."""
        raise NotImplementedError

    def show_words(self) -> None:
        """Say everything in the session's language."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read again what is captured."""
        raise NotImplementedError


class PaneEditor(EditorBase):
    """A pane; with something to vote on, tabs for the round and the pane."""

    kind: ClassVar[VotingKind]
    tab: ClassVar[str]
    """The key of the words on the pane's tab."""

    reads: ClassVar[frozenset[str]]
    """The tables that the pane is read from."""

    round_reads: ClassVar[frozenset[str]] = ROUND_TABLES
    """The tables that the round is read from."""

    def __init__(
        self, desk: Desk, activity: str, pane: CapturePane, parent: QWidget | None = None
    ) -> None:
        """Build it for one activity around its pane."""
        super().__init__(desk, activity, parent)
        self._pane = pane
        self._seen: Moment | None = None
        self.tabs: QTabBar | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        if not self.kind.questions(self.context):
            column.addWidget(pane)
            return
        self.panel = RoundPanel(desk, activity, self.kind.questions)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in _TABS:
            self.tabs.setTabData(self.tabs.addTab(""), name)
        column.addWidget(self.tabs)
        pages = QStackedLayout()
        column.addLayout(pages, 1)
        pages.addWidget(self.panel)
        pages.addWidget(pane)
        self.tabs.currentChanged.connect(pages.setCurrentIndex)

    @property
    def at_vote(self) -> bool:
        """Whether the round is shown."""
        return self.tabs is not None and self.tabs.currentIndex() == 0

    def wanted_tab(self, moment: Moment) -> str:
        """Whether a moment is for voting or for the pane: ``FRONT`` or ``NOTES``."""
        return wanted_tab(self.desk, self.activity, moment)

    def focus_capture(self) -> None:
        """Where the next thing comes in; a new step opens the tab it needs."""
        moment = self.desk.workshop.live().moment
        if self.tabs is not None and moment != self._seen:
            self._seen = moment
            self.tabs.setCurrentIndex(_TABS.index(self.wanted_tab(moment)))
        if self.at_vote:
            self.panel.focus_capture()
        else:
            self._pane.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """Round and pane, each when it changed; words when everything did."""
        if self.tabs is not None and (not tables or tables & self.round_reads):
            self.panel.refresh(tables)
        if not tables:
            self._pane.show_words()
            if self.tabs is not None:
                words = self.desk.workshop.words
                self.tabs.setTabText(0, words("editors.round.tab"))
                self.tabs.setTabText(1, words(self.tab))
        if not tables or tables & self.reads:
            self._pane.reload()

    def take_way(self, way: str) -> bool:
        """In the open round, else in the next one."""
        if self.tabs is None:
            return False
        self.tabs.setCurrentIndex(0)
        return self.panel.take_way(way)

    def is_typing(self) -> bool:
        """Whether keys belong to a field of this editor."""
        voting = self.tabs is not None and self.panel.is_typing()
        return voting or self._pane.is_typing()

    @property
    def needs_height(self) -> bool:
        """Where paper ballots are keyed."""
        return self.tabs is not None and self.panel.keying.isVisible()

    def unfinished(self) -> UserError | None:
        """A row that is not finished."""
        return self.panel.unfinished() if self.tabs is not None else None
