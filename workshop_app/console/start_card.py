"""What the cards of the start window that make a session share: fields, a file, a big button."""

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
from workshop_app.console.start_fields import DayField, Labelled, Rule, TimeField
from workshop_app.console.start_menus import MenuButton
from workshop_app.console.start_recent import short_path
from workshop_app.console.start_sums import Sums, end_in_words, sums_in_words
from workshop_app.errors import UserError
from workshop_app.file_names import free_path
from workshop_app.session.file_names import checked_name, suggested_name
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, time

    from PySide6.QtGui import QKeyEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

COLUMNS = 6


class StartCard(QFrame):
    """Says where a session goes, or puts the keyboard where something is missing."""

    make_clicked = Signal()
    place_clicked = Signal()
    """The user wants the file in another folder, or under another name."""

    def __init__(
        self, theme: Callable[[], Theme], words: Words, today: Callable[[], date]
    ) -> None:
        """Start empty, for a day that is ``today``."""
        super().__init__()
        self.setProperty("look", "card")
        self._theme, self._words = theme, words
        self._folder = _first_folder()
        self._own_name = False
        self.title = QLineEdit()
        self.title.setProperty("look", "capture")
        self.day, self.time = DayField(words, today), TimeField()
        self.file = QLineEdit()
        self.change = push_button("folder-open", theme())
        self.make = QPushButton()
        self.make.setProperty("look", "big")
        self.make.setProperty("phase", "see")
        self.summary = ElidedLabel("meta")
        self.fields: dict[str, Labelled] = {}
        self._heading = text_label("heading")
        self._keys = text_label("key", "Ctrl+Enter")

    # -- for the window ------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """Where the file would go as things stand."""
        return self._folder / self.file.text().strip()

    def keep_at(self, path: Path) -> None:
        """Take a place for the file that the user chose."""
        self._folder, self._own_name = path.parent, True
        self.file.setText(path.name)
        self._show_folder()

    def set_heading(self, shown: bool) -> None:
        """Whether the card has its own heading, or a tab names it."""
        self._heading.setVisible(shown)

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

    # -- for the cards -------------------------------------------------------------------

    def about(self) -> str:
        """What the file is called after; empty for nothing yet."""
        raise NotImplementedError

    def checked(self, widget: QWidget, read: Callable[[], Any]) -> Any:
        """What ``read`` gives; where it raises `UserError`, the keyboard goes to ``widget``."""
        try:
            return read()
        except UserError:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(widget)
            raise

    def read_title(self) -> str:
        """The title; raises `UserError` where there is none."""
        return str(self.checked(self.title, self._title))

    def read_times(self) -> tuple[date, time]:
        """The day and when it begins; raises `UserError`."""
        return (
            self.checked(self.day, self.day.value),
            self.checked(self.time, self.time.value),
        )

    def read_place(self) -> Path:
        """Where the file goes; raises `UserError` for a name that some system would not take."""
        name: str = self.checked(self.file, lambda: checked_name(self.file.text()))
        return self._folder / name

    def suggest(self) -> None:
        """Name the file after what it is about and the day, until the user names it."""
        if self._own_name:
            return
        try:
            name = suggested_name(
                self.about() or self._words("start.file.default"), self.day.value()
            )
        except UserError:
            return
        self.file.setText(free_path(self._folder, name).name)

    def say_times(self, sums: Sums) -> None:
        """The weekday, the end, and how much there is to do."""
        words = self._words
        unread = words("start.unread")
        day: date | None = None
        try:
            day = self.day.value()
            self.fields["day"].say(words(f"start.weekday.{day.weekday()}"))
        except UserError:
            self.fields["day"].say(unread, fault=True)
        try:
            self.fields["time"].say(end_in_words(words, sums, self.time.value(), day))
        except UserError:
            self.fields["time"].say(unread, fault=True)
        self.summary.setText(sums_in_words(words, sums))

    def say_place(self, make: str) -> None:
        """The words of the file's line, and of the button that makes it."""
        self.change.setText(self._words("start.change"))
        icon.dress(self.change, "folder-open", self._theme())
        self.make.setText(make)
        self._show_folder()

    def lay_out(
        self, places: Mapping[str, tuple[int, int, int]], *, above: QWidget | None = None
    ) -> QGridLayout:
        """Put the fields of these names into the card: row, column and columns of each.

        The file comes after them; ``above`` stands instead of the heading.
        """
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 2, 16, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        for name, (row, column, span) in places.items():
            field = self.fields[name] = Labelled(getattr(self, name))
            grid.addWidget(field, row, column, 1, span)
        last = max(row for row, *_ in places.values()) + 1
        self.fields["file"] = Labelled(beside(self.file, self.change), self.file)
        grid.addWidget(self.fields["file"], last, 0, 1, COLUMNS)
        grid.setRowStretch(last + 1, 1)
        self._frame(inside, above or self._heading)
        self.file.textEdited.connect(self._on_file_edited)
        self.file.editingFinished.connect(self.suggest)
        self.change.clicked.connect(self.place_clicked)
        self.make.clicked.connect(self.make_clicked)
        return grid

    # -- inside --------------------------------------------------------------------------

    def _frame(self, inside: QWidget, above: QWidget) -> None:
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
        above.setContentsMargins(16, 0, 16, 0)
        self._rule = Rule(self._theme)
        self._rule.hide()
        self.area.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 14, 0, 14)
        whole.setSpacing(8)
        whole.addWidget(above)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._rule)
        whole.addLayout(footer)

    def _title(self) -> str:
        title = " ".join(self.title.text().split())
        if not title:
            raise UserError(
                "The workshop has no title yet.",
                "Nothing was made, and everything you typed is still here.",
                "Type what it is called.",
            )
        return title

    def _show_folder(self) -> None:
        self.fields["file"].say(self._words("start.file.in", folder=short_path(self._folder)))

    def _on_file_edited(self, text: str) -> None:
        self._own_name = bool(text.strip())

    def _on_range_changed(self, _least: int, most: int) -> None:
        self._rule.setVisible(most > 0)


def beside(*widgets: QWidget) -> QWidget:
    """Widgets in one line; the first has the room that is left."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, int(place == 0))
    return line


def _first_folder() -> Path:
    try:
        return paths.sessions()
    except OSError:
        return Path.home()
