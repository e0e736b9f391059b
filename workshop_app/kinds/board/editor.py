"""The console's capture of a board: notes in columns, with dots and flags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.board import KIND
from workshop_app.ui.note_actions import Abilities
from workshop_app.ui.notes_editor import NotesEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.ui.desk import Desk


class Editor(NotesEditor):
    """Notes by column; dots are counted, and flagged where the method has a tag for it."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        tags = desk.workshop.method.activities[activity].list("tags")
        can = Abilities(votes=True, flags=bool(tags))
        super().__init__(desk, activity, KIND.places, KIND.add_notes, can, parent)
