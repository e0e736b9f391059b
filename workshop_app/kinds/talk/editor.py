"""The console's capture of a talk: the scribe's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.talk import KIND
from workshop_app.ui.note_actions import Abilities
from workshop_app.ui.notes_editor import NotesEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.ui.desk import Desk


class Editor(NotesEditor):
    """One place, nothing else."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, KIND.places, KIND.add_notes, Abilities(), parent)
