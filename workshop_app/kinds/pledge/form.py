"""One pledge as a form: Enter moves on, Ctrl+Enter saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from workshop_app.errors import UserError
from workshop_app.kinds.pledge.model import CHOICES, PARTS, Pledge
from workshop_app.kinds.pledge.typed import read_date
from workshop_app.session.notes import LONGEST, one_line
from workshop_app.session.owners import called, one_called, typed_owner
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import Choice, EnterLine, label
from workshop_app.ui.note_actions import too_long

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLabel

    from workshop_app.session.context import Context
    from workshop_app.ui.desk import Desk

PRIVATE, GROUP = "private", "group"


class PledgeForm(QWidget):
    """The fields that the method asks for."""

    submitted = Signal()
    left = Signal()
    """A pledge that was opened again is put back as it was."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Build it for one activity."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._asked = [part.id for part in self._context.activity.list("fields")]
        self._open: Pledge | None = None
        self.person = self._line()
        self.parts = {part: self._line() for part in PARTS if part in self._asked}
        self.choices = {one: Choice(named=False) for one in CHOICES if one in self._asked}
        self.buddy = self._line()
        self.check_date = self._line()
        self.check_date.setFixedWidth(130)
        self.check_date.textChanged.connect(self._on_date_changed)
        self.understood = label("meta")
        self.share = Choice()
        self.share.chosen.connect(self._on_chosen)
        for choice in self.choices.values():
            choice.chosen.connect(self._on_chosen)
        self.save = QPushButton()
        self.save.setProperty("phase", self._context.activity.phase)
        self.save.clicked.connect(self.submitted)
        icon.dress(self.save, "check", desk.theme, "on_phase")
        self.leave = QPushButton()
        self.leave.clicked.connect(self.left)
        self._labels: dict[str, QLabel] = {}
        self._picked = dict.fromkeys((*CHOICES, "share"), "")
        self._lay_out()

    # -- what the editor asks ------------------------------------------------------------------

    @property
    def opened(self) -> Pledge | None:
        """The pledge that is being changed; ``None`` for a new one."""
        return self._open

    def is_typing(self) -> bool:
        """Whether a field has text."""
        fields = (self.person, *self.parts.values(), self.buddy, self.check_date)
        return any(field.text() for field in fields)

    def focus_capture(self) -> None:
        """Whose pledge it is."""
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_words(self) -> None:
        """Say everything in the session's language."""
        words, context = self._desk.workshop.words, self._context
        self._labels["person"].setText(words("editors.pledge.person"))
        for one, field in self._named().items():
            self._labels[one].setText(context.text(f"fields.{one}"))
            field.setAccessibleName(context.text(f"fields.{one}"))
        self.person.setAccessibleName(words("editors.pledge.person"))
        self.person.setPlaceholderText(words("editors.pledge.person_type"))
        self.check_date.setPlaceholderText(words("editors.pledge.date_type"))
        self.leave.setText(words("editors.pledge.leave"))
        self._show_choices()
        self._show_save()
        self._on_date_changed(self.check_date.text())

    def show_people(self) -> None:
        """Names to choose from, for whose pledge it is and for the buddy."""
        names = [*called(self._desk.workshop.people()).values()]
        for field in (self.person, self.buddy):
            completer = QCompleter(names, field)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(completer)

    def pledge(self) -> Pledge:
        """What stands in the form; raises `UserError` for a date or a person that is none."""
        texts = {part: field.text() for part, field in self.parts.items()}
        if any(len(one_line(text)) > LONGEST for text in texts.values()):
            raise too_long()
        day = read_date(self.check_date.text(), self._desk.workshop.info.date)
        return Pledge(
            **texts,
            first_step=self._picked["first_step"],
            practise=self._picked["practise"],
            buddy=self.buddy.text(),
            check_date=day.isoformat() if day else "",
            shared=self._picked["share"] == GROUP,
            person=self._person_key(),
            key=self._open.key if self._open else "",
        )

    def clear(self) -> None:
        """Ready for the next one, private as every new pledge is."""
        self._open = None
        for field in (self.person, *self.parts.values(), self.buddy, self.check_date):
            field.setText("")
        self._picked = dict.fromkeys((*CHOICES, "share"), "")
        self._show_choices()
        self._show_save()

    def open(self, pledge: Pledge) -> None:
        """Show a shared pledge, to change it."""
        self.clear()
        self._open = pledge
        self.person.setText(self.name_of(pledge))
        for part, field in self.parts.items():
            field.setText(getattr(pledge, part))
        self.buddy.setText(pledge.buddy)
        self.check_date.setText(pledge.check_date)
        self._picked = {"first_step": pledge.first_step, "practise": pledge.practise,
                        "share": GROUP if pledge.shared else PRIVATE}
        self._show_choices()
        self._show_save()

    def name_of(self, pledge: Pledge) -> str:
        """Whose pledge it is: a name from the list, an alias, or nothing."""
        return typed_owner(pledge.person, self._desk.workshop.people())

    # -- inside --------------------------------------------------------------------------------

    @property
    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _person_key(self) -> str:
        """The key of somebody on the list; an alias stays as it was typed.

        Raises `UserError` where several people have that name, unless it was theirs before.
        """
        typed = one_line(self.person.text())
        if self._open and typed == self.name_of(self._open):
            return self._open.person
        return one_called(typed, self._desk.workshop.people()) or typed

    def _line(self) -> EnterLine:
        field = EnterLine()
        field.setMaxLength(4 * LONGEST)
        field.entered.connect(self._on_entered)
        return field

    def _show_choices(self) -> None:
        words, context = self._desk.workshop.words, self._context
        options = context.activity.list("options")
        for one, choice in self.choices.items():
            mine = [part.id for part in options if part.setting("field") == one]
            shown = [("", "–"), *((id_, context.text(f"options.{id_}")) for id_ in mine)]
            name = context.text(f"fields.{one}")
            choice.show_options(name, shown, self._picked[one], words)
        shown = [(PRIVATE, words("editors.pledge.private")), (GROUP, words("editors.pledge.group"))]
        self.share.show_options(
            words("editors.pledge.share"), shown, self._picked["share"] or PRIVATE, words
        )

    def _show_save(self) -> None:
        words = self._desk.workshop.words
        said = words("editors.pledge.change" if self._open else "editors.pledge.save")
        self.save.setText(said)
        self.save.setAccessibleName(f"{said} (Ctrl+Enter)")
        self.save.setToolTip("Ctrl+Enter")
        self.leave.setVisible(self._open is not None)

    def _on_chosen(self, value: str) -> None:
        sender = self.sender()
        for one, choice in (*self.choices.items(), ("share", self.share)):
            if choice is sender:
                self._picked[one] = value
        self._show_choices()

    def _on_date_changed(self, text: str) -> None:
        """Say which day is understood while it is typed."""
        try:
            day = read_date(text, self._desk.workshop.info.date)
        except UserError:
            self.understood.setText("")
            return
        self.understood.setText(self._desk.workshop.words.date(day) if day else "")

    def _on_entered(self, saves: bool) -> None:
        if saves:
            self.submitted.emit()
        else:
            self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a button Enter presses it, on a choice it goes on; with Ctrl it saves."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.leave.hasFocus():
            self.leave.click()
        else:
            saves = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._on_entered(saves or self.save.hasFocus())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._put(grid, 0, 0, "person", self.person)
        self._put(grid, 0, 2, "buddy", self.buddy)
        for row, (part, field) in enumerate(self.parts.items(), 1):
            self._put(grid, row, 0, part, field, span=3)
        row = 1 + len(self.parts)
        day = QHBoxLayout()
        day.setSpacing(10)
        day.addWidget(self.check_date)
        day.addWidget(self.understood, 1)
        self._labels["check_date"] = label("meta")
        for one, choice in self.choices.items():
            self._put(grid, row, 0, one, choice, span=3)
            row += 1
        grid.addWidget(self._labels["check_date"], row, 0)
        grid.addLayout(day, row, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.share, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        grid.addLayout(foot, row, 2, 1, 2)
        grid.setRowStretch(row + 1, 1)
        self._leave_out()

    def _leave_out(self) -> None:
        """Hide what the method does not ask for; all else is there only where it does."""
        found: dict[str, tuple[QWidget, ...]] = {
            "buddy": (self._labels["buddy"], self.buddy),
            "check_date": (self._labels["check_date"], self.check_date, self.understood),
            "share": (self.share,),
        }
        for one, widgets in found.items():
            for widget in widgets if one not in self._asked else ():
                widget.hide()

    def _named(self) -> dict[str, QWidget]:
        """The fields that the method asks for and names."""
        lines = {"buddy": self.buddy, "check_date": self.check_date}
        asked = {one: line for one, line in lines.items() if one in self._asked}
        return {**asked, **self.parts, **self.choices}

    def _put(
        self, grid: QGridLayout, row: int, column: int, name: str, field: QWidget, span: int = 1
    ) -> None:
        self._labels[name] = label("meta")
        grid.addWidget(self._labels[name], row, column)
        grid.addWidget(field, row, column + 1, 1, span)
