"""The console's capture of a roster: who is there, and whose voice is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.kinds.roster import KIND
from workshop_app.kinds.roster.people_page import PeoplePage
from workshop_app.session.notes import NOTE_TABLES
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.notes_pane import FRONT, NotesPane

_PEOPLE = frozenset({"person", "session"})


class Editor(EditorBase):
    """People first; missing voices are notes on a tab of their own."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self.page = PeoplePage(desk, activity)
        self.page.counted.connect(self._on_counted)
        self.notes = NotesPane(desk, activity, KIND.add_notes, front=self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notes)

    def focus_capture(self) -> None:
        """The line of the tab that is open."""
        if self.notes.tab == FRONT:
            self.page.focus_capture()
        else:
            self.notes.focus_capture()

    def refresh(self, tables: frozenset[str]) -> None:
        """People and notes, each when they changed."""
        words = self.desk.workshop.words
        if not tables:
            self.page.show_words()
            places = KIND.places(self.context)
            invitation = words("editors.people.missing_type")
            self.notes.show_places(places, invitation, places[0].label)
        if not tables or tables & _PEOPLE:
            self.page.reload()
        if not tables or not NOTE_TABLES.isdisjoint(tables):
            self.notes.reload()

    def is_typing(self) -> bool:
        """Whether something is being typed."""
        return self.page.is_typing() or self.notes.is_typing()

    def _on_counted(self, people: int) -> None:
        self.notes.name_front(self.desk.workshop.words("editors.people.tab", n=people))
