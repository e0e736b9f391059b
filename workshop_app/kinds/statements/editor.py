"""The console's capture of statements: the round, and words for items from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.statements import KIND
from workshop_app.ui.vote_editor import VoteEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.ui.desk import Desk


class Editor(VoteEditor):
    """Ballots from paper, from the booth or counted cards."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(
            desk, activity, KIND.questions, KIND.places, KIND.add_notes, parent
        )
