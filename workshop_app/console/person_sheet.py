"""What is known of one person and what they agreed to, in a card over the console."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workshop_app.addresses import is_address, tidy
from workshop_app.console.parts import push_button, text_label
from workshop_app.console.people_menu import CONSENTS
from workshop_app.console.start_fields import Segments
from workshop_app.console.veil import Veil
from workshop_app.errors import UserError
from workshop_app.session.people import change_person

if TYPE_CHECKING:

    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.people import Person

_WIDEST: Final = 560


class PersonSheet(Veil):
    """Address, language and consents; what was changed is kept, undoable, when the sheet goes."""

    held_wanted = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, console: ConsoleWindow, person: Person) -> None:
        """Build it over the console, shown at once."""
        super().__init__(console, lambda: console.theme, _WIDEST)
        self._console, self._person = console, person
        words = console.workshop.words
        self.setAccessibleName(words("people.menu.about", name=person.name))
        self.address = QLineEdit(person.email)
        spoken = console.workshop.method.languages
        self.language = Segments([
            ("", words("people.language.session")),
            *((one, words(f"console.language.{one}")) for one in spoken),
        ])  # fmt: skip
        if person.language in spoken:
            self.language.choose(person.language)
        self.consents = {one: QCheckBox(words(f"people.agree.{one}")) for one in CONSENTS}
        for one, box in self.consents.items():
            box.setChecked(getattr(person, one))
        self.held = push_button("file-text", console.theme)
        self.held.setText(words("people.sheet.held"))
        self.held.clicked.connect(partial(self._go_on, self.held_wanted))
        self.erase = push_button("trash-2", console.theme)
        self.erase.setText(words("people.sheet.erase"))
        self.erase.clicked.connect(partial(self._go_on, self.erase_wanted))
        self.done = push_button("check", console.theme)
        self.done.setText(words("people.sheet.done"))
        self.done.clicked.connect(self.close_sheet)
        self.address.returnPressed.connect(self.close_sheet)
        self._lay_out()
        self.lie()
        self.address.setFocus()

    def around(self, width: int) -> int:
        """Heading and buttons, which the contrast theme draws with thicker lines."""
        return 136

    def close_sheet(self) -> None:
        """Keep what was changed, and go."""
        self._close()

    def _close(self) -> bool:
        """The same; whether it could be kept."""
        if not self._console.attempt(self._keep):
            return False
        self.take_away()
        self._console.body.people.focus_first()
        return True

    def _go_on(self, wanted: Any) -> None:
        if self._close():
            wanted.emit(self._person.key)

    def _keep(self) -> None:
        person, workshop = self._person, self._console.workshop
        address = tidy(self.address.text())
        if address and not is_address(address):
            raise UserError(
                "“{address}” is not an address that mail can be sent to.",
                "Nothing was saved, and everything you typed is still here.",
                "Correct the address, or leave it empty.",
                address=address,
            )
        chosen: dict[str, object] = {
            "email": address,
            "language": self.language.value,
            **{one: box.isChecked() for one, box in self.consents.items()},
        }
        changed = {name: value for name, value in chosen.items() if getattr(person, name) != value}
        if changed:
            label = workshop.words("editors.people.changed", name=person.name)
            change_person(workshop.file, label, person.key, **changed)
            self._console.toast(label, undoable=True)

    def _lay_out(self) -> None:
        words = self._console.workshop.words
        self.column.addWidget(text_label("heading", self._person.name))
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setSpacing(6)
        for key, field in (("email", self.address), ("language", self.language)):
            label = text_label("meta", words(f"people.column.{key}"))
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            rows.addWidget(label)
            rows.addWidget(field)
        rows.addSpacing(4)
        for box in self.consents.values():
            rows.addWidget(box)
        rows.addWidget(_hint(words("people.sheet.consent")))
        self.hold(inside)
        self.column.addWidget(self.area, 1)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 12, 0)
        last.setSpacing(8)
        for button in (self.held, self.erase):
            last.addWidget(button)
        last.addStretch(1)
        last.addWidget(self.done)
        self.column.addLayout(last)


def _hint(text: str) -> QLabel:
    label = text_label("hint", text)
    label.setWordWrap(True)
    return label
