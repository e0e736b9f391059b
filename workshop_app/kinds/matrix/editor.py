"""The console's capture of a matrix: notes and their places, and a round where it asks one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.matrix import KIND
from workshop_app.kinds.matrix.pane import MatrixPane
from workshop_app.session.notes import NOTE_TABLES
from workshop_app.ui.pane_editor import PaneEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.ui.desk import Desk


class Editor(PaneEditor):
    """The matrix alone; with a number to ask for, tabs for the vote and the matrix."""

    kind = KIND
    tab = "matrix.tab"
    reads = NOTE_TABLES | {"session"}

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        pane = MatrixPane(desk, activity)
        super().__init__(desk, activity, pane, parent)
        self.pane = pane

    def choose_place(self, index: int) -> None:
        """Quadrant by number, in reading order; 5 is beside the matrix."""
        if not self.at_vote:
            self.pane.choose_place(index)
