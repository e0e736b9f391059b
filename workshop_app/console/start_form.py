"""The form of a new workshop: everything a session starts from, and where it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workshop_app import paths
from workshop_app.console.parts import ElidedLabel, push_button, text_label
from workshop_app.console.settings_menu import MINIMUM_GROUPS
from workshop_app.console.start_fields import DayField, Labelled, Rule, Segments, TimeField
from workshop_app.console.start_menus import ChoiceButton, MenuButton, PickButton
from workshop_app.console.start_people import PeopleChoice
from workshop_app.console.start_reading import next_quarter
from workshop_app.console.start_recent import short_path
from workshop_app.console.start_sums import Sums, add_up, end_in_words, sums_in_words
from workshop_app.errors import UserError
from workshop_app.file_names import free_path
from workshop_app.session.file_names import checked_name, suggested_name
from workshop_app.session.workshop import Plan
from workshop_app.ui import icon
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, time

    from PySide6.QtGui import QKeyEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.words import Words

_COLUMNS = 6
_PLACES = {
    "title": (0, 0, 6),
    "client": (1, 0, 3),
    "place": (1, 3, 3),
    "facilitator": (2, 0, 3),
    "language": (2, 3, 3),
    "day": (3, 0, 2),
    "time": (3, 2, 2),
    "minimum": (3, 4, 2),
    "method": (4, 0, 2),
    "agenda": (4, 2, 2),
    "extra": (4, 4, 2),
    "people": (5, 0, 6),
}
"""Row, column and columns of each field."""
_CHOICES = (("method", 2), ("agenda", 2), ("extra", 2))
_WITHOUT_METHOD = (("agenda", 3), ("extra", 3))
_MINIMUM = 4


class StartForm(QFrame):
    """Reads a `Plan` and a path, or puts the keyboard where something is missing."""

    make_clicked = Signal()
    people_clicked = Signal()
    place_clicked = Signal()
    """The user wants the file in another folder, or under another name."""
    told = Signal(str)
    """Something a screen reader should say."""

    def __init__(
        self,
        theme: Callable[[], Theme],
        words: Words,
        today: Callable[[], date],
        now: Callable[[], time],
    ) -> None:
        """Start empty, for a workshop ``today`` in a moment."""
        super().__init__()
        self.setProperty("look", "card")
        self._theme, self._words = theme, words
        self._method: Method | None = None
        self._folder = _first_folder()
        self._own_name = self._own_language = False
        self.title = QLineEdit()
        self.title.setProperty("look", "capture")
        self.client, self.place, self.facilitator = QLineEdit(), QLineEdit(), QLineEdit()
        self.day, self.time = DayField(words, today), TimeField()
        self._now = now
        self.time.show_value(next_quarter(now()))
        self.minimum = ChoiceButton(theme)
        self.minimum.choose(str(_MINIMUM))
        self.language = Segments([(key, words(f"console.language.{key}")) for key in LANGUAGES])
        self.method, self.agenda = ChoiceButton(theme), ChoiceButton(theme)
        self.extra = PickButton(theme)
        self.people = PeopleChoice(theme, words)
        self.file = QLineEdit()
        self.change = push_button("folder-open", theme())
        self.make = QPushButton()
        self.make.setProperty("look", "big")
        self.make.setProperty("phase", "see")
        self._heading = text_label("heading")
        self.summary = ElidedLabel("meta")
        self._keys = text_label("key", "Ctrl+Enter")
        self.fields: dict[str, Labelled] = {}
        self._lay_out()
        self._connect()
        self.set_words(words)

    # -- what it holds -------------------------------------------------------------------

    def read(self) -> tuple[Path, Plan]:
        """Where the file goes, and what is in it.

        Raises `UserError` and puts the keyboard on the field that it is about.
        """
        title = self._checked(self.title, self._title)
        day, starts = (
            self._checked(self.day, self.day.value),
            self._checked(self.time, self.time.value),
        )
        people = self._checked(self.people.button, self.people.people)
        name = self._checked(self.file, lambda: checked_name(self.file.text()))
        plan = Plan(
            agenda=self.agenda.value,
            title=title,
            client=self.client.text().strip(),
            date=day,
            language=self.language.value,
            place=self.place.text().strip(),
            facilitator=self.facilitator.text().strip(),
            starts_at=starts,
            minimum_group=int(self.minimum.value),
            people=people,
            extra=self.extra.value,
        )
        return self._folder / name, plan

    @property
    def path(self) -> Path:
        """Where the file would go as things stand."""
        return self._folder / self.file.text().strip()

    def clear(self) -> None:
        """Ready for the next one; what rarely changes stays."""
        for field in (self.title, self.client, self.place):
            field.clear()
        self.extra.pick(())
        self.people.clear()
        self._own_name = False
        self.time.show_value(next_quarter(self._now()))
        self._suggest()
        self._sum_up()

    def keep_at(self, path: Path) -> None:
        """Take a place for the file that the user chose."""
        self._folder, self._own_name = path.parent, True
        self.file.setText(path.name)
        self._show_folder()

    def set_method(self, method: Method) -> None:
        """The method the session is made with: its agendas and what can be added."""
        self._method = method
        self.people.set_method(method)
        self._offer()

    def offer_methods(self, methods: Sequence[tuple[str, str]]) -> None:
        """The methods to choose from; one alone is no choice, and has no field."""
        self.method.set_options(methods)
        several = len(methods) > 1
        shares = _CHOICES if several else _WITHOUT_METHOD
        column = 0
        for name, span in shares:
            self._grid.removeWidget(self.fields[name])
            self._grid.addWidget(self.fields[name], 4, column, 1, span)
            column += span
        self.fields["method"].setVisible(several)

    def set_heading(self, shown: bool) -> None:
        """Whether the card has its own heading, or a tab names it."""
        self._heading.setVisible(shown)

    def set_words(self, words: Words) -> None:
        """Say everything in another language; what was typed stays."""
        self._words = words
        self._heading.setText(words("start.new"))
        for name, field in self.fields.items():
            field.name(words(f"start.{name}"))
        self.title.setPlaceholderText(words("start.title.example"))
        self.day.set_words(words)
        self.people.set_words(words)
        self.extra.name_none(words("start.extra.none"))
        sizes = [(str(n), words("start.minimum.of", n=n)) for n in MINIMUM_GROUPS]
        self.minimum.set_options(sizes)
        if not self._own_language:
            self.language.choose(words.language)
        for button, key, name in (
            (self.change, "start.change", "folder-open"),
            (self.make, "start.make", ""),
        ):
            button.setText(words(key))
            if name:
                icon.dress(button, name, self._theme())
        self._offer()
        self._suggest()
        self._show_folder()

    # -- Qt ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, and presses a button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        plain = isinstance(focus, QPushButton) and not focus.isCheckable()
        if isinstance(focus, QPushButton) and plain and not isinstance(focus, MenuButton):
            focus.click()
        else:
            self.focusNextPrevChild(True)

    # -- inside --------------------------------------------------------------------------

    def _checked(self, widget: QWidget, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except UserError:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(widget)
            raise

    def _title(self) -> str:
        title = " ".join(self.title.text().split())
        if not title:
            raise UserError(
                "The workshop has no title yet.",
                "Nothing was made, and everything you typed is still here.",
                "Type what it is called.",
            )
        return title

    def _offer(self) -> None:
        """What the method has to choose from, in the language of the window."""
        method = self._method
        if method is None:
            return
        spoken = self._words.language
        language = spoken if spoken in method.languages else method.languages[0]
        self.agenda.set_options(
            [(key, method.text(f"agendas.{key}", language)) for key in method.agendas]
        )
        self._offer_extra(method, language)
        self._sum_up()

    def _offer_extra(self, method: Method, language: str) -> None:
        """Every activity that the agenda does not have; a pause at the end serves nobody."""
        inside = {slot.activity for slot in method.agendas[self.agenda.value].slots}
        options = []
        for key, activity in method.activities.items():
            if key not in inside and not activity.pause:
                title = method.text(f"{key}.title", language)
                minutes = self._words("start.minutes", n=activity.minutes)
                options.append((key, f"{title}, {minutes}"))
        self.extra.set_options(options)

    def _sum_up(self) -> None:
        """The weekday, the end, and how much there is to do."""
        words, method = self._words, self._method
        unread = words("start.unread")
        day: date | None = None
        try:
            day = self.day.value()
            self.fields["day"].say(words(f"start.weekday.{day.weekday()}"))
        except UserError:
            self.fields["day"].say(unread, fault=True)
        sums = add_up(method, self.agenda.value, self.extra.value) if method else Sums()
        try:
            self.fields["time"].say(end_in_words(words, sums, self.time.value(), day))
        except UserError:
            self.fields["time"].say(unread, fault=True)
        self.summary.setText(sums_in_words(words, sums))

    def _suggest(self) -> None:
        """Name the file after client and day until the user names it."""
        if self._own_name:
            return
        about = self.client.text().strip() or self.title.text().strip()
        try:
            name = suggested_name(about or self._words("start.file.default"), self.day.value())
        except UserError:
            return
        self.file.setText(free_path(self._folder, name).name)

    def _show_folder(self) -> None:
        self.fields["file"].say(self._words("start.file.in", folder=short_path(self._folder)))

    def _on_file_edited(self, text: str) -> None:
        self._own_name = bool(text.strip())

    def _on_language_chosen(self) -> None:
        self._own_language = True

    def _on_agenda_chosen(self) -> None:
        self._offer()

    def _connect(self) -> None:
        for field in (self.title, self.client, self.day):
            field.textChanged.connect(self._suggest)
        for field in (self.day, self.time):
            field.textChanged.connect(self._sum_up)
        self.file.textEdited.connect(self._on_file_edited)
        self.file.editingFinished.connect(self._suggest)
        self.language.chosen.connect(self._on_language_chosen)
        self.agenda.chosen.connect(self._on_agenda_chosen)
        self.extra.chosen.connect(self._sum_up)
        self.people.choose_clicked.connect(self.people_clicked)
        self.people.changed.connect(self.told)
        self.change.clicked.connect(self.place_clicked)
        self.make.clicked.connect(self.make_clicked)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(16, 2, 16, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for name, place in _PLACES.items():
            self._place(name, getattr(self, name), *place)
        self.fields["method"].hide()
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(self.change)
        self.fields["file"] = Labelled(line, self.file)
        self._grid.addWidget(self.fields["file"], 6, 0, 1, _COLUMNS)
        self._grid.setRowStretch(7, 1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        for widget in (self.area.viewport(), inside):
            widget.setAutoFillBackground(False)
        footer = QHBoxLayout()
        footer.setContentsMargins(16, 0, 16, 0)
        footer.setSpacing(12)
        footer.addWidget(self.summary, 1)
        footer.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)
        footer.addWidget(self.make)
        self._heading.setContentsMargins(16, 0, 16, 0)
        self._rule = Rule(self._theme)
        self._rule.hide()
        self.area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 14, 0, 14)
        whole.setSpacing(8)
        whole.addWidget(self._heading)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._rule)
        whole.addLayout(footer)

    def _on_range_changed(self, _least: int, most: int) -> None:
        self._rule.setVisible(most > 0)

    def _place(self, name: str, control: QWidget, row: int, column: int, span: int) -> None:
        field = self.fields[name] = Labelled(control)
        self._grid.addWidget(field, row, column, 1, span)


def _first_folder() -> Path:
    try:
        return paths.sessions()
    except OSError:
        return Path.home()
