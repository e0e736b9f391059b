"""A pulse made in the start window: from which session, when, with which theme, who comes along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workshop_app.console.parts import ElidedLabel, push_button, text_label
from workshop_app.console.start_card import COLUMNS, StartCard, beside
from workshop_app.console.start_menus import ChoiceButton
from workshop_app.console.start_sums import Sums, add_up
from workshop_app.errors import UserError
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from workshop_app.assembly.pulses import Source
    from workshop_app.console.start_chooser import FileChooser
    from workshop_app.console.start_form import StartForm
    from workshop_app.figures.theme import Theme
    from workshop_app.session.workshop import Plan
    from workshop_app.words import Words

_PLACES = {
    "source": (0, 0, COLUMNS),
    "title": (1, 0, COLUMNS),
    "day": (2, 0, 2),
    "time": (2, 2, 2),
    "theme": (2, 4, 2),
    "along": (3, 0, COLUMNS),
}
_NAMES = {
    "source": "pulse.from", "title": "start.title", "day": "start.day", "time": "start.time",
    "theme": "pulse.theme", "along": "pulse.along", "file": "start.file",
}
_NAMED = 60
"""So many names are shown; the number is said of all."""


class PulseForm(StartCard):
    """Proposes title, theme and file by the day until the user says otherwise."""

    another_clicked = Signal()
    back_clicked = Signal()

    def __init__(
        self, theme: Callable[[], Theme], words: Words, today: Callable[[], date]
    ) -> None:
        """Without a session; `show_source` gives it one."""
        super().__init__(theme, words, today)
        self._today = today
        self._source: Source | None = None
        self._own_title = self._own_theme = False
        self._from = ElidedLabel()
        self.another = push_button("folder-open", theme())
        self.source = beside(self._from, self.another)
        self.theme = ChoiceButton(theme)
        self._counts = ElidedLabel()
        self._people = text_label("meta")
        self._people.setWordWrap(True)
        self.along = _stacked(self._counts, self._people)
        self.back = push_button("arrow-left", theme(), "quiet")
        above = beside(self._heading, self.back)
        self.lay_out(_PLACES, above=above)
        self._connect()
        self.set_words(words)

    @property
    def said(self) -> str:
        """What it looks back on and what comes along, for a screen reader."""
        return f"{self._from.text()}. {self._counts.text()}"

    @property
    def names(self) -> str:
        """Who comes along, as it is shown."""
        return self._people.text()

    def show_source(self, source: Source) -> None:
        """Propose a pulse of this session."""
        from workshop_app.session.pulse import proposed_day

        self._source = source
        self._own_title = self._own_theme = self._own_name = False
        self.day.show_value(proposed_day(source.past, self._today()))
        self.time.show_value(source.past.info.starts_at)
        self._say_source()
        self._propose()

    def begin(self) -> None:
        """Put the keyboard on the title, where it can be seen."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._on_laid_out)

    def read(self) -> tuple[Path, Plan]:
        """Where the pulse goes, and what it is; raises `UserError`."""
        from workshop_app.session.pulse import check_day

        source = self._known()
        title = self.read_title()
        day, starts = self.read_times()
        self.checked(self.day, lambda: check_day(source.past, day))
        plan = source.plan(day, int(self.theme.value))
        return self.read_place(), plan._replace(title=title, starts_at=starts)

    def about(self) -> str:
        """The client, else the title."""
        client = self._source.past.info.client if self._source else ""
        return client or self.title.text().strip()

    def set_words(self, words: Words) -> None:
        """Say everything in another language; what was typed stays."""
        self._words = words
        self._heading.setText(words("pulse.heading"))
        for name, field in self.fields.items():
            field.name(words(_NAMES[name]))
        self.day.set_words(words)
        for button, key, name in (
            (self.another, "pulse.from.another", "folder-open"),
            (self.back, "pulse.back", "arrow-left"),
        ):
            button.setText(words(key))
            icon.dress(button, name, self._theme())
        self.say_place(words("pulse.make"))
        if self._source is not None:
            self._say_source()
            self._propose()

    # -- inside --------------------------------------------------------------------------

    def _known(self) -> Source:
        assert self._source is not None, "the form is shown with a session only"
        return self._source

    def _say_source(self) -> None:
        from workshop_app.session.pulse import themes

        source, words = self._known(), self._words
        past, method = source.past, source.method
        day, before = words.date(past.info.date), past.sessions - 1
        said = {"title": past.info.title, "day": day}
        self._from.setText(
            words("pulse.from.first", n=before, **said)
            if before
            else words("pulse.from.only", **said)
        )
        spoken = words.language if words.language in method.languages else method.languages[0]
        self.theme.set_options(
            [
                (str(months), method.text(f"agendas.{agenda}", spoken))
                for months, agenda in themes(method).items()
            ]
        )
        counts = {
            "people": len(past.people), "actions": past.actions, "pledges": past.pledges,
        }
        self._counts.setText(
            " · ".join(words(f"pulse.along.{name}", n=n) for name, n in counts.items() if n)
            or words("pulse.along.none")
        )
        names = [person.name for person in past.people]
        more = " …" if len(names) > _NAMED else ""
        self._people.setText(", ".join(names[:_NAMED]) + more)
        self._people.setVisible(bool(names))

    def _propose(self) -> None:
        """What follows from the day: the theme, and from that the title."""
        from workshop_app.session.pulse import months_since

        source, words = self._known(), self._words
        try:
            day: date = self.day.value()
        except UserError:
            self._sum_up()
            return
        proposed = source.theme_on(day)
        if not self._own_theme:
            self.theme.choose(str(proposed))
        months = months_since(source.past.first, day)
        is_proposed = self.theme.value == str(proposed)
        self.fields["theme"].say(
            words("pulse.theme.since", n=months) if is_proposed and months >= 0
            else words("pulse.theme.other") if not is_proposed else ""
        )
        if not self._own_title:
            self.title.setText(source.plan(day, int(self.theme.value)).title)
        self.suggest()
        self._sum_up()

    def _sum_up(self) -> None:
        from workshop_app.session.pulse import themes

        method = self._known().method
        agenda = themes(method).get(int(self.theme.value or 0))
        self.say_times(add_up(method, agenda, ()) if agenda else Sums())

    def _on_laid_out(self) -> None:
        self.area.ensureWidgetVisible(self.title)

    def _on_day_changed(self) -> None:
        if self._source is not None:
            self._propose()

    def _on_theme_chosen(self) -> None:
        self._own_theme = True
        self._propose()

    def _on_title_edited(self, text: str) -> None:
        self._own_title = bool(text.strip())

    def _connect(self) -> None:
        for field in (self.day, self.time):
            field.textChanged.connect(self._on_day_changed)
        self.title.textEdited.connect(self._on_title_edited)
        self.title.textChanged.connect(self.suggest)
        self.theme.chosen.connect(self._on_theme_chosen)
        self.another.clicked.connect(self.another_clicked)
        self.back.clicked.connect(self.back_clicked)


class StartPulse(QObject):
    """Puts the form of a pulse in the place of the other, and makes the pulse."""

    failed = Signal(UserError)
    told = Signal(str)
    """Something a screen reader should say."""
    shown = Signal()

    def __init__(
        self,
        form: StartForm,
        chooser: FileChooser,
        theme: Callable[[], Theme],
        words: Words,
        today: Callable[[], date],
    ) -> None:
        """Show the form of a new workshop; the other is made when it is first wanted."""
        super().__init__(form)
        self._other, self._chooser, self._theme = form, chooser, theme
        self._words, self._today = words, today
        self._form: PulseForm | None = None
        self._source: Source | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(form)

    @property
    def form(self) -> PulseForm | None:
        """The form while it is shown."""
        return self._form if self.stack.currentWidget() is self._form else None

    @property
    def card(self) -> StartCard:
        """The form that is shown, whichever it is."""
        return self.form or self._other

    def set_words(self, words: Words) -> None:
        """Say everything in another language."""
        self._words = words
        if self._form is not None:
            self._form.set_words(words)

    def set_heading(self, shown: bool) -> None:
        """Whether the cards have their own headings, or a tab names them."""
        self._other.set_heading(shown)

    def choose(self) -> None:
        """Ask which session it looks back on."""
        words = self._words
        folder = self._source.path.parent if self._source else self._other.path.parent
        path = self._chooser.existing(words("pulse.choose"), folder, words("start.kinds.session"))
        if path is not None:
            self.take(path)

    def choose_place(self) -> None:
        """Ask where the file of the shown form goes."""
        words, card = self._words, self.card
        path = self._chooser.new(words("start.make"), card.path, words("start.kinds.session"))
        if path is not None:
            card.keep_at(path)

    def take(self, path: Path) -> None:
        """Show the form for a pulse of the session at ``path``; one that cannot be is said."""
        from workshop_app.assembly.pulses import read_source

        try:
            source = read_source(path)
        except UserError as error:
            self.failed.emit(error)
            return
        self._source = source
        form = self._made()
        form.show_source(source)
        self.stack.setCurrentWidget(form)
        self.shown.emit()
        form.begin()
        self.told.emit(form.said)

    def make(self) -> Path:
        """Make the pulse as the form says and go back to the other; raises `UserError`."""
        from workshop_app.assembly.pulses import make_pulse

        assert self._form is not None
        assert self._source is not None
        path, plan = self._form.read()
        make_pulse(self._source, path, plan).file.close()
        self.stack.setCurrentWidget(self._other)
        return path

    def leave(self) -> None:
        """Go back to the form of a new workshop."""
        if self.form is not None:
            self.stack.setCurrentWidget(self._other)
            self._other.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self) -> PulseForm:
        if self._form is None:
            self._form = PulseForm(self._theme, self._words, self._today)
            for child in self._form.findChildren(QWidget):
                child.setAcceptDrops(False)
            self._form.another_clicked.connect(self.choose)
            self._form.back_clicked.connect(self.leave)
            self._form.make_clicked.connect(self._other.make_clicked)
            self._form.place_clicked.connect(self.choose_place)
            self.stack.addWidget(self._form)
        return self._form


def _stacked(*widgets: QWidget) -> QWidget:
    """Widgets below each other."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for widget in widgets:
        column.addWidget(widget)
    return whole
