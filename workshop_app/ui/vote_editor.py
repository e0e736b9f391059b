"""The editor of every kind that votes: the round, and notes where the activity has columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.session.notes import NOTE_TABLES
from workshop_app.storage.tally import latest
from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.notes_editor import NotingKind
from workshop_app.ui.notes_pane import FRONT, NOTES, NotesPane
from workshop_app.ui.round_panel import RoundPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.errors import UserError
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.session.live import Moment

_BEFORE_VOTING = ("title", "question", "content")
"""Steps at which, before the first round, people say something rather than vote."""

ROUND_TABLES = frozenset({"round", "ballot", "person", "session"})


class VotingKind(NotingKind, Protocol):
    """A kind as editors of its rounds see it."""

    def questions(self, context: Context) -> Sequence[Question]:
        """The lines of the ballot; none where nothing is asked."""


class VoteEditor(EditorBase):
    """A round panel; with columns also a tab for notes."""

    kind: ClassVar[VotingKind]

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._seen: Moment | None = None
        self.panel = RoundPanel(desk, activity, self.kind.questions)
        self.notes: NotesPane | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if self.kind.places(self.context):
            self.notes = NotesPane(desk, activity, self.kind.add_notes, front=self.panel)
            column.addWidget(self.notes)
        else:
            column.setContentsMargins(*MARGINS)
            column.addWidget(self.panel)

    def focus_capture(self) -> None:
        """Where the next thing comes in; a new step opens the tab it needs."""
        moment = self.desk.workshop.live().moment
        if self.notes is not None and moment != self._seen:
            self._seen = moment
            self.notes.open_tab(wanted_tab(self.desk, self.activity, moment))
        if self.notes is not None and self.notes.tab != FRONT:
            self.notes.focus_capture()
        else:
            self.panel.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """Round and notes, each when it changed."""
        if not tables or tables & ROUND_TABLES:
            self.panel.refresh(tables)
        if self.notes is None:
            return
        if not tables:
            words = self.desk.workshop.words
            places = self.kind.places(self.context)
            title = places[0].label if len(places) == 1 else ""
            self.notes.show_places(places, words("editors.capture.invitation"), title)
            self.notes.name_front(words("editors.round.tab"))
        if not tables or not NOTE_TABLES.isdisjoint(tables):
            self.notes.reload()

    def choose_place(self, index: int) -> None:
        """Column by number."""
        if self.notes is not None and self.notes.tab != FRONT:
            self.notes.choose_place(index)

    def take_way(self, way: str) -> bool:
        """In the open round, else in the next one."""
        if self.notes is not None:
            self.notes.open_tab(FRONT)
        return self.panel.take_way(way)

    def is_typing(self) -> bool:
        """Whether keys belong to a field of this editor."""
        return self.panel.is_typing() or (self.notes is not None and self.notes.is_typing())

    @property
    def needs_height(self) -> bool:
        """Where paper ballots are keyed."""
        return self.panel.keying.isVisible()

    def unfinished(self) -> UserError | None:
        """A row that is not finished, a word that is not added."""
        return self.panel.unfinished()


def wanted_tab(desk: Desk, activity: str, moment: Moment) -> str:
    """Whether a moment is for voting or for what is said around it: ``FRONT`` or ``NOTES``."""
    step = desk.workshop.step_at(moment)
    round_ = latest(desk.workshop.file, activity)
    if step is None or (round_ is not None and round_.state != "revealed"):
        return FRONT
    if round_ is None:
        return NOTES if step.view in _BEFORE_VOTING else FRONT
    return NOTES if step.view == "content" else FRONT
