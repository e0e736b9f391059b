"""Erasing people: what goes, what stays and where copies may be, asked before and said after."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workshop_app.assembly import erasure
from workshop_app.console.parts import push_button, text_label
from workshop_app.console.veil import Veil
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.people import Person

_WIDEST: Final = 720


class EraseSheet(Veil):
    """Asks with “Keep” under the keyboard; once erased it stays to say where copies may be."""

    def __init__(self, console: ConsoleWindow, people: Sequence[Person] | None) -> None:
        """Build it over the console, shown at once; ``None`` is everybody."""
        super().__init__(console, lambda: console.theme, _WIDEST)
        self._console, self._people = console, people
        workshop, words = console.workshop, console.workshop.words
        going = erasure.foreseen(workshop, people)
        self.told = erasure.told(workshop, going, words)
        name = going.people[0].name if people is not None and len(going.people) == 1 else ""
        title = (
            words("people.sheet.ask", name=name) if name
            else words("people.sheet.ask_all", n=len(going.people))
        )
        self.setAccessibleName(title)
        self._heading = text_label("heading", title)
        self._heading.setWordWrap(True)
        self.keep = push_button("x", console.theme)
        self.keep.setText(words("people.sheet.keep"))
        self.keep.clicked.connect(self.close_sheet)
        self.erase = push_button("trash-2", console.theme)
        self.erase.setText(words("people.sheet.go"))
        self.erase.clicked.connect(self._on_erase_clicked)
        self._lay_out()
        self._show(("goes", "stays", "elsewhere"))
        self.lie()
        self.keep.setFocus()

    def around(self, width: int) -> int:
        """Heading and buttons, which the contrast theme draws with thicker lines."""
        return 136

    def close_sheet(self) -> None:
        """Go; what was not erased stays."""
        self.take_away()
        self._console.body.people.focus_first()

    def _on_erase_clicked(self) -> None:
        console = self._console
        erase = partial(erasure.erase, console.workshop, self._people, console.now())
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = console.attempt(erase)
        finally:
            QApplication.restoreOverrideCursor()
        if not done:
            self.close_sheet()
            return
        words = console.workshop.words
        self._heading.setText(words("people.erase.done"))
        self.erase.hide()
        self.keep.setText(words("people.sheet.done"))
        icon.dress(self.keep, "check", console.theme)
        self._show(("stays", "elsewhere"))
        self.place()
        self.keep.setFocus()
        console.announce(words("people.erase.done"))

    def _show(self, parts: Sequence[str]) -> None:
        words = self._console.workshop.words
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setSpacing(5)
        for part in parts:
            lines = getattr(self.told, part)
            if lines:
                rows.addWidget(_wrapped("strong", words(f"people.erase.{part}")))
                for line in lines:
                    rows.addWidget(_wrapped("", f"•  {line}"))
                rows.addSpacing(8)
        self.hold(inside)

    def _lay_out(self) -> None:
        self.column.addWidget(self._heading)
        self.column.addWidget(self.area, 1)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 12, 0)
        last.setSpacing(8)
        last.addStretch(1)
        last.addWidget(self.keep)
        last.addWidget(self.erase)
        self.column.addLayout(last)


def _wrapped(look: str, text: str) -> QLabel:
    label = text_label(look, text)
    label.setWordWrap(True)
    return label
