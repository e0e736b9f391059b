"""The console's capture of customer economics: the guess, and the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.kinds.economics import KIND
from workshop_app.kinds.economics.form import TABLES, FigureForm
from workshop_app.storage.tally import latest
from workshop_app.ui.notes_pane import FRONT, NOTES
from workshop_app.ui.pane_editor import PaneEditor
from workshop_app.ui.vote_editor import ROUND_TABLES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workshop_app.session.live import Moment
    from workshop_app.ui.desk import Desk


class Editor(PaneEditor):
    """A form; with a guess to ask for, tabs for the vote and the figures."""

    kind = KIND
    tab = "economics.tab"
    reads = TABLES
    round_reads = ROUND_TABLES | TABLES

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        form = FigureForm(desk, activity)
        super().__init__(desk, activity, form, parent)
        self.form = form

    def wanted_tab(self, moment: Moment) -> str:
        """The vote while a round waits, and at the step that asks for one."""
        round_ = latest(self.desk.workshop.file, self.activity)
        if round_ is not None:
            return NOTES if round_.state == "revealed" else FRONT
        step = self.desk.workshop.step_at(moment)
        asks = step is None or step.view in ("title", "question", "card", "collect")
        return FRONT if asks else NOTES
