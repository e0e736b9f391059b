"""A page behind a button: open it takes the room of the editor above, closed it gives it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from workshop_app.ui import icon

if TYPE_CHECKING:
    from workshop_app.ui.desk import Desk


class Drawer(QScrollArea):
    """The page; ``button`` stands where its owner puts it."""

    opened = Signal(bool)

    grew = Signal()
    """Fields were added or taken away, which the Tab key should find in their place."""

    def __init__(self, desk: Desk, image: str) -> None:
        """Start closed; ``image`` is the icon of the closed drawer's button."""
        super().__init__()
        self.desk = desk
        self._image = image
        self._said = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(14, 6, 14, 8)
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(6)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.button = QPushButton()
        self.button.setProperty("look", "quiet")
        self.button.clicked.connect(self._on_clicked)
        self.button.hide()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether the page shows."""
        return not self.isHidden()

    def open(self) -> None:
        """Show the page, with the keyboard where something is to be done."""
        self.set_open(True)
        self.focus_first()

    def set_open(self, on: bool) -> None:
        """Show the page or hide it."""
        if on == self.is_open:
            return
        self.setVisible(on)
        self._name()
        self.opened.emit(on)
        self.grew.emit()

    def say(self, text: str, *, there: bool) -> None:
        """Name the closed drawer; not ``there`` hides its button and closes it."""
        self._said = text
        self.button.setVisible(there)
        if not there:
            self.set_open(False)
        self._name()

    def empty_grid(self) -> None:
        """Take everything out of the page."""
        self.grid.setRowStretch(self.grid.rowCount() - 1, 0)
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def focus_first(self) -> None:
        """Put the keyboard on what comes first."""

    def _name(self) -> None:
        words = self.desk.workshop.words
        self.button.setText(words("closing.back") if self.is_open else self._said)
        icon.dress(self.button, "arrow-left" if self.is_open else self._image, self.desk.theme)

    def _on_clicked(self) -> None:
        if self.is_open:
            self.set_open(False)
        else:
            self.open()
