"""Lets the room place its dots on the stage, with one mouse or a touch screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from workshop_app.session.touching import choose_touch, is_touched, may_touch
from workshop_app.ui import icon

if TYPE_CHECKING:
    from workshop_app.ui.desk import Desk


class TouchButton(QPushButton):
    """Pressed while the stage takes dots for its activity."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Without words until `show_words`."""
        super().__init__()
        self._desk, self._activity = desk, activity
        self.setProperty("look", "small")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icon.dress(self, "vote", desk.theme)
        self.clicked.connect(self._on_clicked)

    def show_words(self) -> None:
        """Say what a press does, in the session's language, and how it is now."""
        workshop = self._desk.workshop
        context, words = workshop.context(self._activity), workshop.words
        self.setChecked(is_touched(context))
        self.setVisible(may_touch(context))
        self.setText(words("touch.on_stage"))
        state = words("editors.chosen") if self.isChecked() else ""
        self.setAccessibleName(", ".join(filter(None, (self.text(), state))))
        self.setToolTip(words("touch.hint"))

    def _on_clicked(self, checked: bool = False) -> None:
        activity = self._activity if checked else ""
        self._desk.attempt(partial(choose_touch, self._desk.workshop.file, activity))
        self.show_words()
