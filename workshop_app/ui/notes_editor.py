"""An editor that is nothing but notes: a board's, a talk's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.session.notes import NOTE_TABLES
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.notes_pane import NotesPane
from workshop_app.ui.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.session.context import Context
    from workshop_app.session.notes_csv import NamedPlace
    from workshop_app.ui.note_actions import Abilities


class NotesEditor(EditorBase):
    """Notes in the places of a kind."""

    def __init__(
        self,
        desk: Desk,
        activity: str,
        places: Callable[[Context], Sequence[NamedPlace]],
        save: Callable[..., object],
        can: Abilities,
        parent: QWidget | None = None,
    ) -> None:
        """``places`` and ``save`` are the kind's ``places`` and ``add_notes``."""
        super().__init__(desk, activity, parent)
        self._places = places
        self.pane = NotesPane(desk, activity, save, can)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.touch = TouchButton(desk, activity) if can.votes else None
        if self.touch is not None:
            column.addWidget(self.touch)
        self.setFocusProxy(self.pane.capture)

    def focus_capture(self) -> None:
        """The line."""
        self.pane.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """Notes when they changed, words when everything did."""
        if not tables:
            invitation = self.desk.workshop.words("editors.capture.invitation")
            self.pane.show_places(self._places(self.context), invitation)
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
