"""Where the scribe writes what an activity comes to, and the insights that close a phase."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QLineEdit

from workshop_app.session.notes import LONGEST, Note, change_note, clean, delete_note
from workshop_app.session.outcomes import (
    INSIGHTS,
    add_insight,
    add_outcome,
    read_insights,
    read_outcomes,
)
from workshop_app.ui.capture_parts import label
from workshop_app.ui.drawer import Drawer
from workshop_app.ui.note_actions import short, too_long

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.ui.desk import Desk


class _Asked(NamedTuple):
    """One heading with its sentences; ``add`` writes another one."""

    title: str
    most: int | None
    notes: tuple[Note, ...]
    add: Callable[[str, str], object]


class ClosingPanel(Drawer):
    """A line for each sentence and one more; its button says how much is written.

    It follows the activity that is on, and is not there where nothing is asked.
    """

    def __init__(self, desk: Desk) -> None:
        """Start closed, for no activity."""
        super().__init__(desk, "pencil")
        self._activity = ""
        self._phase = ""
        self._asked: tuple[_Asked, ...] = ()
        self.fields: list[QLineEdit] = []
        self._add_to: dict[QLineEdit, _Asked] = {}
        self._notes: dict[QLineEdit, Note] = {}

    def show_activity(self, activity: str, phase: str) -> None:
        """Ask for the outcomes of ``activity``, and for the insights of ``phase`` if it ends."""
        if (activity, phase) != (self._activity, self._phase):
            self._activity, self._phase = activity, phase
            self.set_open(False)
        self.refresh()

    def refresh(self) -> None:
        """Read again; what is being typed in the line for a new sentence stays."""
        before, self._asked = self._asked, self._read()
        if [asked[:3] for asked in before] == [asked[:3] for asked in self._asked]:
            return
        typed = {asked.title: field.text() for field, asked in self._add_to.items()}
        writes_in = next((a.title for f, a in self._add_to.items() if f.hasFocus()), "")
        count = sum(len(asked.notes) for asked in self._asked)
        words = self.desk.workshop.words
        text = words("closing.strip.some", n=count) if count else words("closing.strip")
        self.say(text, there=bool(self._asked))
        self._fill(typed, writes_in)

    def is_typing(self) -> bool:
        """Whether a sentence is being written."""
        return any(field.text() for field in self._add_to if field.hasFocus())

    def focus_first(self) -> None:
        """The first line without a sentence."""
        for field in (*self._add_to, *self.fields):
            field.setFocus()
            break

    # -- inside --------------------------------------------------------------------------

    def _read(self) -> tuple[_Asked, ...]:
        workshop = self.desk.workshop
        if not self._activity:
            return ()
        context = workshop.context(self._activity)
        file = workshop.file
        found = [
            _Asked(
                context.text(f"outcomes.{one.id}"),
                one.most,
                one.notes,
                partial(_add_outcome, self.desk, self._activity, one.id),
            )
            for one in read_outcomes(file, context.activity)
        ]
        if self._phase:
            name = context.of_method(f"phases.{self._phase}.name")
            title = workshop.words("closing.insight", phase=name)
            found.append(
                _Asked(
                    title,
                    INSIGHTS,
                    read_insights(file, self._phase),
                    partial(_add_insight, self.desk, self._phase),
                )
            )
        return tuple(found)

    def _fill(self, typed: dict[str, str], writes_in: str) -> None:
        self.empty_grid()
        self.fields, self._add_to, self._notes = [], {}, {}
        row = 0
        for asked in self._asked:
            self.grid.addWidget(label("meta", asked.title, wrap=True), row, 0)
            for number, note in enumerate(asked.notes, 1):
                self._notes[self._field(asked, number, row, note.text)] = note
                row += 1
            full = asked.most is not None and len(asked.notes) >= asked.most
            if not full:
                number = len(asked.notes) + 1
                field = self._field(asked, number, row, typed.get(asked.title, ""))
                field.setPlaceholderText(self.desk.workshop.words("closing.write"))
                self._add_to[field] = asked
                if asked.title == writes_in:
                    field.setFocus()
                row += 1
        self.grid.setColumnStretch(1, 1)
        self.grid.setRowStretch(row, 1)
        if self.is_open:
            self.grew.emit()

    def _field(self, asked: _Asked, number: int, row: int, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(LONGEST)
        said = self.desk.workshop.words("closing.said", title=asked.title, n=number)
        field.setAccessibleName(said)
        field.editingFinished.connect(partial(self._on_finished, field))
        self.grid.addWidget(field, row, 1)
        self.fields.append(field)
        return field

    def _on_finished(self, field: QLineEdit) -> None:
        text = clean(field.text())
        if field in self._add_to and text:
            asked = self._add_to[field]
            field.clear()
            words = self.desk.workshop.words
            label_ = words("closing.add", text=short(text))
            if not self.desk.attempt(partial(asked.add, label_, text)):
                field.setText(text)
        elif field in self._notes and text != self._notes[field].text:
            self._change(self._notes[field], text)

    def _change(self, note: Note, text: str) -> None:
        workshop = self.desk.workshop
        words, file = workshop.words, workshop.file
        if not text:
            label_ = words("closing.delete", text=short(note.text))
            if self.desk.attempt(partial(delete_note, file, label_, note.key)):
                self.desk.toast(label_, undoable=True)
        elif len(text) > LONGEST:
            self.desk.fail(too_long())
        else:
            label_ = words("closing.change", text=short(text))
            self.desk.attempt(partial(change_note, file, label_, note.key, text=text))


def _add_outcome(desk: Desk, activity: str, id_: str, label_: str, text: str) -> None:
    workshop = desk.workshop
    add_outcome(workshop.file, label_, workshop.method.activities[activity], id_, text)


def _add_insight(desk: Desk, phase: str, label_: str, text: str) -> None:
    add_insight(desk.workshop.file, label_, phase, text)
