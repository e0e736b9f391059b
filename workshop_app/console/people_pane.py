"""Who is there: presence at a press, a person added in one line, turnout without names."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import set_shown, text_label
from workshop_app.console.people_rows import here, people_rows, read_person
from workshop_app.session import people

if TYPE_CHECKING:
    from workshop_app.console.people_list import PeopleList, PeopleModel
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme


class PeoplePane(Pane):
    """The list, and a field for whoever comes late."""

    menu_wanted = Signal(str, QPoint)
    """The menu of a person, by their key, is wanted at a place on the screen."""
    about_wanted = Signal(str)
    """Everything about a person is wanted."""

    tables = frozenset({"person", "session"})
    late = 5

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading, list and field."""
        super().__init__(desk)
        self.setProperty("look", "card")
        self._header = QWidget(self)
        self._heading = text_label("heading")
        self._count = text_label("meta")
        self._empty = text_label("muted")
        self._empty.setWordWrap(True)
        self._lay_out()

    def set_heading(self, shown: bool) -> None:
        """Whether the pane has its own heading, or a tab names it."""
        set_shown(self._header, shown)

    @cached_property
    def field(self) -> QLineEdit:
        """The field; made when people are shown for the first time."""
        made = QLineEdit(self)
        made.returnPressed.connect(self._on_return_pressed)
        around = QHBoxLayout()
        around.setContentsMargins(12, 0, 12, 0)
        around.addWidget(made)
        self._column.addLayout(around)
        return made

    @cached_property
    def list(self) -> PeopleList:
        """The list; made when people are shown for the first time."""
        from workshop_app.console.people_list import PeopleList

        made = PeopleList(self, self._current_theme)
        made.toggled.connect(self._on_toggled)
        made.removed.connect(self._on_removed)
        made.asked.connect(self._on_asked)
        made.menu_wanted.connect(self._on_menu_wanted)
        self._column.insertWidget(2, made, 1)
        self.grew.emit()
        return made

    @property
    def model(self) -> PeopleModel:
        """The rows of the list."""
        return self.list.table

    def outline(self, snapshot: Snapshot) -> None:
        """How many there are; without the people themselves."""
        words = snapshot.words
        self._heading.setText(words("console.people"))
        count = words("console.people.of", here=here(snapshot.people), all=len(snapshot.people))
        self._count.setText(count)
        self.field.setPlaceholderText(words("console.people.add"))
        self.field.setAccessibleName(words("console.people.add_spoken"))
        self._empty.setText(words("console.people.empty"))
        set_shown(self._empty, not snapshot.people)

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Everybody, by band."""
        self.outline(snapshot)
        set_shown(self.list, bool(snapshot.people))
        self.list.setAccessibleName(f"{self._heading.text()}, {self._count.text()}")
        self.model.show_rows(people_rows(snapshot))

    def focus_first(self) -> None:
        """The list, or the field while nobody is on it."""
        target: QWidget = self.list if self.model.rows else self.field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._header)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(self._count)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(4, 14, 4, 14)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self._empty)
        column.addStretch(0)

    def _on_toggled(self, number: int) -> None:
        row = self.model.rows[number]
        if not row.key:
            return
        key = "console.edit.away" if row.present else "console.edit.here"
        label = self.desk.workshop.words(key, name=row.name)
        change = partial(
            people.change_person, self.desk.workshop.file, label, row.key, present=not row.present
        )
        if self.desk.attempt(change):
            self.desk.announce(label)

    def _on_removed(self, number: int) -> None:
        row = self.model.rows[number]
        label = self.desk.workshop.words("console.edit.remove", name=row.name)
        remove = partial(people.remove_person, self.desk.workshop.file, label, row.key)
        if row.key and self.desk.attempt(remove):
            self.desk.toast(label, undoable=True)

    def _on_asked(self, number: int) -> None:
        if key := self.model.rows[number].key:
            self.about_wanted.emit(key)

    def _on_menu_wanted(self, number: int, at: QPoint) -> None:
        if key := self.model.rows[number].key:
            self.menu_wanted.emit(key, at)

    def _on_return_pressed(self) -> None:
        if self.desk.attempt(self._add):
            self.field.setText("")  # clear() could be undone: Ctrl+Z is the person's now

    def _add(self) -> None:
        workshop = self.desk.workshop
        person = read_person(self.field.text(), workshop.method.levels)
        if person is not None:
            label = workshop.words("console.edit.add", name=person.name)
            people.add_people(workshop.file, label, [person])
            self.desk.announce(label)
