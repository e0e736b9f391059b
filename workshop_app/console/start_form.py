"""The form of a new workshop: everything a session starts from, and where it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from workshop_app.console.settings_menu import MINIMUM_GROUPS
from workshop_app.console.start_card import StartCard
from workshop_app.console.start_fields import Segments
from workshop_app.console.start_menus import ChoiceButton, PickButton
from workshop_app.console.start_people import PeopleChoice
from workshop_app.console.start_reading import next_quarter
from workshop_app.console.start_sums import Sums, add_up
from workshop_app.session.workshop import Plan
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, time
    from pathlib import Path

    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Method
    from workshop_app.words import Words

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


class StartForm(StartCard):
    """Reads a `Plan` and a path, or puts the keyboard where something is missing."""

    people_clicked = Signal()
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
        super().__init__(theme, words, today)
        self._method: Method | None = None
        self._own_language = False
        self.client, self.place, self.facilitator = QLineEdit(), QLineEdit(), QLineEdit()
        self._now = now
        self.time.show_value(next_quarter(now()))
        self.minimum = ChoiceButton(theme)
        self.minimum.choose(str(_MINIMUM))
        self.language = Segments([(key, words(f"console.language.{key}")) for key in LANGUAGES])
        self.method, self.agenda = ChoiceButton(theme), ChoiceButton(theme)
        self.extra = PickButton(theme)
        self.people = PeopleChoice(theme, words)
        self._grid = self.lay_out(_PLACES)
        self.fields["method"].hide()
        self._connect()
        self.set_words(words)

    # -- what it holds -------------------------------------------------------------------

    def read(self) -> tuple[Path, Plan]:
        """Where the file goes, and what is in it.

        Raises `UserError` and puts the keyboard on the field that it is about.
        """
        title = self.read_title()
        day, starts = self.read_times()
        people = self.checked(self.people.button, self.people.people)
        path = self.read_place()
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
        return path, plan

    def clear(self) -> None:
        """Ready for the next one; what rarely changes stays."""
        for field in (self.title, self.client, self.place):
            field.clear()
        self.extra.pick(())
        self.people.clear()
        self._own_name = False
        self.time.show_value(next_quarter(self._now()))
        self.suggest()
        self._sum_up()

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
        self.say_place(words("start.make"))
        self._offer()
        self.suggest()

    def about(self) -> str:
        """The client, else the title."""
        return self.client.text().strip() or self.title.text().strip()

    # -- inside --------------------------------------------------------------------------

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
        method = self._method
        self.say_times(
            add_up(method, self.agenda.value, self.extra.value) if method else Sums()
        )

    def _on_language_chosen(self) -> None:
        self._own_language = True

    def _on_agenda_chosen(self) -> None:
        self._offer()

    def _connect(self) -> None:
        for field in (self.title, self.client, self.day):
            field.textChanged.connect(self.suggest)
        for field in (self.day, self.time):
            field.textChanged.connect(self._sum_up)
        self.language.chosen.connect(self._on_language_chosen)
        self.agenda.chosen.connect(self._on_agenda_chosen)
        self.extra.chosen.connect(self._sum_up)
        self.people.choose_clicked.connect(self.people_clicked)
        self.people.changed.connect(self.told)
