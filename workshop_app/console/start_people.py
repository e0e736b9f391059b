"""The people of a new workshop: a list chosen, counted, and every fault in it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from workshop_app.console.parts import ElidedLabel, Glyph, name_control, push_button, tool_button
from workshop_app.errors import UserError
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.session.people import Person
    from workshop_app.session.people_csv import PeopleList
    from workshop_app.words import Words

_LINE = 20
_MOST_LINES = 6
_NAMED = 3


class PeopleChoice(QWidget):
    """A button and what came of it; a faulty list stays until it is mended or left out."""

    choose_clicked = Signal()
    changed = Signal(str)
    """What there is to know about the list now, for a screen reader; empty for nothing."""

    def __init__(self, theme: Callable[[], Theme], words: Words) -> None:
        """Start without a list."""
        super().__init__()
        self._theme = theme
        self._words = words
        self._method: Method | None = None
        self._path: Path | None = None
        self._people: tuple[Person, ...] = ()
        self._found: PeopleList | None = None
        self._fault: UserError | None = None
        self.button = push_button("users", theme())
        self.button.clicked.connect(self.choose_clicked)
        self.said = ElidedLabel("meta")
        self._mark = Glyph("circle-check", theme, "ok")
        self.again = push_button("rotate-ccw", theme(), "quiet")
        self.again.clicked.connect(self._read)
        self.leave = tool_button("x", theme())
        self.leave.clicked.connect(self.clear)
        self.faults = QPlainTextEdit()
        self.faults.setReadOnly(True)
        self.faults.setTabChangesFocus(True)
        self._lay_out()
        self.set_words(words)

    @property
    def folder(self) -> Path | None:
        """Where the list was found."""
        return self._path.parent if self._path else None

    def people(self) -> tuple[Person, ...]:
        """Everybody on the list; `UserError` while it has faults."""
        if self._fault is not None and self._path is not None:
            raise UserError(
                "The list {name} cannot be used yet.",
                "Nothing was made, and everything you typed is still here.",
                "Mend it and read it again, or leave it out.",
                name=self._path.name,
            )
        return self._people

    def set_method(self, method: Method) -> None:
        """The method whose levels and roles the list may name."""
        self._method = method
        self._read()

    def take(self, path: Path) -> None:
        """Read the list in ``path`` instead of the one before."""
        self._path = path
        self._read()

    def clear(self) -> None:
        """Go without a list."""
        self._path, self._people, self._fault = None, (), None
        self._show()
        self.button.setFocus()

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        self.button.setText(words("start.people.choose"))
        icon.dress(self.button, "users", self._theme())
        name_control(self.again, words("start.people.again"))
        self.again.setText(words("start.people.again"))
        icon.dress(self.again, "rotate-ccw", self._theme())
        name_control(self.leave, words("start.people.leave"))
        self._show()

    def _read(self) -> None:
        if self._path is None or self._method is None:
            return
        from workshop_app.session.people_csv import read_people_csv

        self._people, self._fault = (), None
        try:
            self._found = read_people_csv(
                self._path, self._method, language=self._words.language
            )
            self._people = self._found.people
        except UserError as fault:
            self._fault = fault
        self._show()
        self.changed.emit(self.said.text())

    def _show(self) -> None:
        words, fault = self._words, self._fault
        self._mark.setVisible(self._path is not None)
        self.leave.setVisible(self._path is not None)
        self.again.setVisible(fault is not None)
        self.faults.setVisible(fault is not None)
        if fault is not None:
            head, *lines = words.sentence(fault).split("\n")
            self._mark.show_icon("circle-alert", "danger")
            self.said.setText(head)
            self.faults.setPlainText("\n".join(lines))
            self.faults.setFixedHeight(min(len(lines), _MOST_LINES) * _LINE + 10)
            self.faults.setVisible(bool(lines))
        elif self._path is None:
            self.said.setText(words("start.people.none"))
        else:
            self._mark.show_icon("circle-check", "ok")
            self.said.setText(self._summary())

    def _summary(self) -> str:
        """How many, how many departments and levels, and the first names."""
        words, people = self._words, self._people
        parts = [words("start.people.of", n=len(people))]
        departments = {person.department for person in people if person.department}
        levels = {person.level for person in people if person.level is not None}
        if departments:
            parts.append(words("start.people.departments", n=len(departments)))
        if levels:
            parts.append(words("start.people.levels", n=len(levels)))
        first = ", ".join(person.name for person in people[:_NAMED])
        said = [f"{' · '.join(parts)}: {first}{' …' if len(people) > _NAMED else ''}"]
        if self._found and self._found.left_out:
            names = ", ".join(self._found.left_out)
            said.append(words("editors.import.left_out", names=names))
        if self._found and self._found.unclear:
            names = ", ".join(self._found.unclear)
            said.append(words("editors.import.unclear", names=names))
        if self._found and self._found.accented:
            said.append(words("intake.accented", word=self._found.accented))
        return " · ".join(said)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addSpacing(4)
        row.addWidget(self._mark)
        row.addWidget(self.said, 1)
        row.addWidget(self.again)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.faults)
