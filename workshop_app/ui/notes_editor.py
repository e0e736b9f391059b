"""An editor that is nothing but notes: a board's, a talk's."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_app.session.notes import NOTE_TABLES
from workshop_app.ui.capture_parts import MARGINS
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.note_actions import Abilities
from workshop_app.ui.notes_pane import NotesPane
from workshop_app.ui.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.notes import NewNote
    from workshop_app.session.notes_csv import NamedPlace


class NotingKind(Protocol):
    """A kind as editors of its notes see it."""

    def places(self, context: Context) -> Sequence[NamedPlace]:
        """Where notes can go."""

    def add_notes(self, notes: Sequence[NewNote], label: str, context: Context) -> None:
        """Save notes in one edit."""


class NotesEditor(EditorBase):
    """Notes in the places of a kind."""

    kind: ClassVar[NotingKind]

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        can = self.abilities()
        self.pane = NotesPane(desk, activity, self.kind.add_notes, can)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane)
        self.touch = TouchButton(desk, activity) if can.votes else None
        if self.touch is not None:
            line = QHBoxLayout()
            left, _, right, _ = MARGINS
            line.setContentsMargins(left, 0, right, 0)
            line.addWidget(self.touch)
            line.addStretch(1)
            column.addLayout(line)
        self.setFocusProxy(self.pane.capture)

    def abilities(self) -> Abilities:
        """What the notes can have besides their words."""
        return Abilities()

    def focus_capture(self) -> None:
        """The line."""
        self.pane.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """Notes when they changed, words when everything did."""
        if not tables:
            invitation = self.desk.workshop.words("editors.capture.invitation")
            self.pane.show_places(self.kind.places(self.context), invitation)
            context = self.context
            key = f"{context.activity.id}.prompts"
            self.pane.show_prompts(context.method.texts(key, context.words.language))
        if self.touch is not None and (not tables or "session" in tables):
            self.touch.show_words()
        if not tables or not NOTE_TABLES.isdisjoint(tables):
            self.pane.reload()

    def choose_place(self, index: int) -> None:
        """Column by number."""
        self.pane.choose_place(index)

    def is_typing(self) -> bool:
        """Whether something is being typed."""
        return self.pane.is_typing()
