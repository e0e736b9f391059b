"""Who is there: a line to add people, how mixed they are, dealing tables, and the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workshop_app.errors import Errors, UserError
from workshop_app.kinds.roster import model
from workshop_app.kinds.roster.dealing import deal, table_count
from workshop_app.kinds.roster.people_import import PeopleImport
from workshop_app.kinds.roster.people_model import columns_for
from workshop_app.kinds.roster.people_table import PeopleTable
from workshop_app.session.people import add_people, seat_people
from workshop_app.session.people_csv import may_name_columns, names_columns
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import OneLine, label
from workshop_app.ui.count_field import CountField
from workshop_app.ui.note_capture import CaptureField
from workshop_app.ui.status_icon import StatusIcon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person
    from workshop_app.ui.desk import Desk

_LIGHTS = {"green": ("circle-check", "ok"), "amber": ("triangle-alert", "warn"),
           "red": ("circle-alert", "danger")}
_FIELDS = ("department", "level", "contact")
_MOST_NAMES = 5
_WIDTHS = {"department": 150, "level": 76, "contact": 104}


class PeoplePage(QWidget):
    """The capture of people."""

    counted = Signal(int)
    """How many people are on the list."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Build it for one activity."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        context = desk.workshop.context(activity)
        fields = [part.id for part in context.activity.list("fields")]
        self.name = CaptureField()
        self.name.submitted.connect(self._on_submitted)
        self.name.pasted.connect(self._on_pasted)
        self.name.left_below.connect(self._on_left_below)
        self.fields = {one: QLineEdit() for one in _FIELDS if one in fields}
        for one, field in self.fields.items():
            field.setMinimumHeight(42)
            field.setFixedWidth(_WIDTHS[one])
            field.returnPressed.connect(self._on_submitted)
        self.add = QPushButton()
        self.add.setMinimumHeight(44)
        self.add.setProperty("phase", context.activity.phase)
        self.add.clicked.connect(self._on_submitted)
        icon.dress(self.add, "user-plus", desk.theme, "on_phase")
        self.light = StatusIcon(self._theme)
        self.mix = OneLine("meta")
        self.tables = CountField()
        self.deal = QPushButton()
        self.deal.setProperty("look", "small")
        self.deal.clicked.connect(self._on_deal_clicked)
        icon.dress(self.deal, "shuffle", desk.theme)
        self.open = QPushButton()
        self.open.setProperty("look", "small")
        icon.dress(self.open, "folder-open", desk.theme)
        self.incoming = PeopleImport(desk)
        self.open.clicked.connect(self._on_open_clicked)
        self.incoming.closed.connect(self._on_import_closed)
        self.list = PeopleTable(desk, columns_for(fields))
        self.list.left_above.connect(self.focus_capture)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._below = QStackedLayout()
        self._lay_out()

    # -- what the editor asks ------------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line for the next person."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether something is being typed that is not saved."""
        fields = (self.name, *self.fields.values())
        return any(field.text() for field in fields) or self.list.is_editing

    def show_words(self) -> None:
        """Say everything in the session's language."""
        words = self._desk.workshop.words
        self.name.setPlaceholderText(words("editors.people.type"))
        self.name.setAccessibleName(words("editors.people.type"))
        for one, field in self.fields.items():
            said = words(f"editors.people.{one}")
            field.setPlaceholderText(said)
            field.setAccessibleName(self._context.text(f"fields.{one}"))
        self.add.setText(words("editors.capture.add"))
        self.add.setAccessibleName(words("editors.people.add"))
        self.open.setText(words("editors.import.open"))
        self.open.setAccessibleName(words("editors.import.choose"))
        self.deal.setText(words("editors.people.deal"))
        self.deal.setAccessibleName(words("editors.people.deal_said"))
        self.tables.setAccessibleName(words("editors.people.tables"))
        self.tables.setToolTip(words("editors.people.tables"))
        self.list.setAccessibleName(words("editors.people.list"))
        self.list.table.show_words(words, self.list.reader().role_name)
        self.empty.setText(words("editors.people.none"))

    def reload(self) -> None:
        """Read the people again."""
        people = self._desk.workshop.people()
        current = self.list.currentIndex()
        self.list.table.show_people(people)
        if current.isValid() and not self.list.currentIndex().isValid() and people:
            row = min(current.row(), len(people) - 1)
            self.list.setCurrentIndex(self.list.table.index(row, current.column()))
        if self._below.currentWidget() is not self.incoming:
            self._below.setCurrentWidget(self.list if people else self.empty)
        self.counted.emit(len(people))
        self._show_mix(people)

    # -- inside --------------------------------------------------------------------------------

    @property
    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _theme(self) -> Theme:
        return self._desk.theme

    def _show_mix(self, people: Sequence[Person]) -> None:
        """The light of the mix rules, and which of them are missed."""
        words = self._desk.workshop.words
        present = [person for person in people if person.present]
        self.light.setVisible(bool(present))
        self.deal.setVisible(bool(present))
        self.tables.setVisible(bool(present))
        if not self.tables.hasFocus():
            known = {person.seating for person in present if person.seating}
            self.tables.show_count(len(known) or table_count(len(present)))
        if not present:
            self.mix.setText("")
            return
        results = model.read_results(self._context)
        missed = [
            words(f"roster.rule.{rule}") for rule, met in results.rules.rules.items() if not met
        ]
        parts = [words("roster.count", n=len(present))]
        if results.mix:
            word = words(f"roster.mix.{results.mix.word}")
            parts.append(words("editors.people.mix", index=words.number(results.mix.index),
                               word=word))
        parts.append(words("editors.people.missed", rules="; ".join(missed)) if missed
                     else words("roster.met"))
        self.light.show_icon(*_LIGHTS[results.rules.light])
        self.mix.setText(" · ".join(parts))

    def _on_open_clicked(self) -> None:
        self._below.setCurrentWidget(self.incoming)
        self.incoming.choose()
        if self.incoming.said.text() == "":
            self._on_import_closed()

    def _on_pasted(self) -> None:
        """A pasted list that names its columns is shown first; other lines are people."""
        text = self.name.text()
        if not (names_columns(text) or (may_name_columns(text) and self._begins_with_nobody())):
            self._on_submitted()
            return
        self.name.setText("")
        self._below.setCurrentWidget(self.incoming)
        self.incoming.show_pasted(text)

    def _begins_with_nobody(self) -> bool:
        """Whether the first line cannot be a person: then it was meant to name columns."""
        try:
            self.list.reader().line(self.name.lines[0])
        except UserError:
            return True
        return False

    def _on_import_closed(self) -> None:
        people = self._desk.workshop.people()
        self.incoming.said.setText("")
        self._below.setCurrentWidget(self.list if people else self.empty)
        self.focus_capture()

    def _on_submitted(self, _held: bool = False) -> None:
        """Add whoever was typed; the fields clear only when that worked."""
        lines = self.name.lines
        if not lines and not any(field.text().strip() for field in self.fields.values()):
            return
        try:
            people = self._typed(lines)
        except UserError as error:
            self._desk.fail(error)
            return
        words, file = self._desk.workshop.words, self._desk.workshop.file
        label_ = words("editors.people.added", n=len(people), name=people[0].name)
        if self._desk.attempt(partial(add_people, file, label_, people)):
            for field in (self.name, *self.fields.values()):
                field.setText("")
            self._desk.toast(label_, undoable=True)
            self.focus_capture()

    def _typed(self, lines: Sequence[str]) -> list[Person]:
        """One line with the fields beside it, or several lines, each a person."""
        reader = self.list.reader()
        given = {one: field.text() for one, field in self.fields.items() if field.text().strip()}
        if len(lines) < 2 and given:
            return [reader.person(lines[0] if lines else "", **given)]
        found: list[Person] = []
        for number, line in enumerate(lines, 1):
            try:
                found.append(reader.line(line))
            except UserError as error:
                raise _in_line(error, number, len(lines)) from error
            reader = type(reader)(reader.method, (*reader.people, found[-1]), reader.language)
        return found

    def _on_deal_clicked(self) -> None:
        """Deal everybody who is present over so many tables, in one edit."""
        workshop = self._desk.workshop
        count = max(self.tables.count, 1)
        seats = deal(workshop.people(), count, workshop.method.band_of_level)
        said = workshop.words("editors.people.dealt", n=count, people=len(seats))
        if self._desk.attempt(partial(seat_people, workshop.file, said, seats)):
            beside = self._beside_manager()
            self._desk.toast(f"{said}. {beside}" if beside else said, undoable=True)

    def _beside_manager(self) -> str:
        """Who sits with their own manager all the same, and why; empty for nobody."""
        tables: dict[str, list[Person]] = {}
        for person in self._desk.workshop.people():
            if person.present and person.seating:
                tables.setdefault(person.seating, []).append(person)
        found = [one.name for table in tables.values() for one in model.beside_manager(table)]
        if not found:
            return ""
        words = self._desk.workshop.words
        names = found[:_MOST_NAMES]
        if len(found) > len(names):
            names.append(words("editors.people.others", n=len(found) - len(names)))
        return words("editors.people.beside", n=len(found), names=words.listing(names))

    def _on_left_below(self) -> None:
        if self.list.table.people:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.list.currentIndex().isValid():
                self.list.setCurrentIndex(self.list.table.index(0, 0))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.name, 1)
        for field in self.fields.values():
            line.addWidget(field)
        line.addWidget(self.add)
        mix = QHBoxLayout()
        mix.setSpacing(6)
        mix.addWidget(self.light)
        mix.addWidget(self.mix, 1)
        mix.addWidget(self.open)
        mix.addWidget(self.tables)
        mix.addWidget(self.deal)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addLayout(mix)
        column.addLayout(self._below, 1)
        # A stack shows what it is given, as a window unless it is inside one by now.
        self._below.addWidget(self.empty)
        self._below.addWidget(self.list)
        self._below.addWidget(self.incoming)


def _in_line(error: UserError, number: int, lines: int) -> UserError:
    """The same error, with the line it is about where there are several."""
    if lines < 2:
        return error
    return UserError("Line {number}: {error}", number=number, error=Errors((error,)))
