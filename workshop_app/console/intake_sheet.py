"""A card over the console that shows what would come in from a file, before any of it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import push_button, text_label
from workshop_app.console.veil import Veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.window import ConsoleWindow

_WIDEST: Final = 960


class IntakeSheet(Veil):
    """Heading, what scrolls, and a last line with a hint, the way back and the way on."""

    def __init__(self, console: ConsoleWindow, title: str, hint: str, take: str) -> None:
        """Show nothing yet: `show_rows` fills it."""
        super().__init__(console, lambda: console.theme, _WIDEST)
        self._console = console
        self.setAccessibleName(title)
        self.cancel = self._button("x", console.workshop.words("merge.cancel"), self.close_sheet)
        self.cancel.setProperty("look", "quiet")
        self.take = self._button("check", take, self._on_take_clicked)
        self.column.addWidget(text_label("heading", title))
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that arrow keys scroll it
        self.area.setAccessibleName(title)
        self.column.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 12, 0)
        foot.setSpacing(8)
        foot.addWidget(wrapped("hint", hint), 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.cancel)
        foot.addWidget(self.take)
        self.column.addLayout(foot)

    def show_rows(self, rows: QVBoxLayout) -> None:
        """Put what scrolls into the card, anew."""
        inside = QWidget()
        rows.setSpacing(6)
        rows.addStretch(1)
        inside.setLayout(rows)
        self.hold(inside)
        self.place()

    def take_in(self) -> str:
        """Take in what is shown, as one change; what to say of it. Raises `UserError`."""
        raise NotImplementedError

    def close_sheet(self) -> None:
        """Leave everything as it is."""
        self.take_away()
        self._console.give_back_keys()

    def around(self, width: int) -> int:
        """Heading, last line, margins."""
        return 150

    def _on_take_clicked(self) -> None:
        said: list[str] = []
        if self._console.attempt(lambda: said.append(self.take_in())):
            self.close_sheet()
            self._console.toast(said[0], undoable=True)

    def _button(self, image: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = push_button(image, self._theme())
        button.setText(text)
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button


def wrapped(look: str, text: str) -> QLabel:
    """A text that takes as many lines as it needs."""
    label = text_label(look, text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def heading(text: str) -> QLabel:
    """What stands above a part of the sheet."""
    label = text_label("strong", text)
    label.setContentsMargins(0, 8, 0, 0)
    return label
