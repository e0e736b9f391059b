"""The console's capture of a board: notes in columns, with dots, tags, heaps and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.board import KIND
from workshop_app.kinds.board.model import TICK
from workshop_app.ui.note_actions import Abilities
from workshop_app.ui.notes_editor import NotesEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.ui.desk import Desk


class Editor(NotesEditor):
    """Notes by column, with dots and heaps; tags and lines where the method asks for them."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        board = desk.workshop.method.activities[activity]
        tags = board.list("tags")
        can = Abilities(
            votes=True,
            flags=bool(tags),
            heaps=True,
            links=bool(board.setting("links")),
            settles=len(tags) == 1 and tags[0].setting("mark") == TICK,
        )
        super().__init__(desk, activity, KIND.places, KIND.add_notes, can, parent)
