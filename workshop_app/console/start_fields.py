"""Fields of the start window: a label above, words beside it, and a control that reads."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workshop_app.console.parts import ElidedLabel, text_label
from workshop_app.console.start_reading import later, read_day, read_time
from workshop_app.errors import UserError
from workshop_app.ui.theme import restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.words import Words

_QUARTER = 15


class Labelled(QWidget):
    """A control below its name; a note stands at the end of the same line."""

    def __init__(self, control: QWidget, named: QWidget | None = None) -> None:
        """Put ``control`` below an empty label; ``named`` is the part that has the name."""
        super().__init__()
        self._control = named or control
        self._label = text_label("meta")
        self._label.setBuddy(self._control)
        self._note = ElidedLabel("hint")
        self._note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._label)
        line.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(control)

    @property
    def note(self) -> str:
        """What stands beside the label."""
        return self._note.text()

    def name(self, label: str) -> None:
        """What the field is called, also to a screen reader."""
        self._label.setText(label)
        self._control.setAccessibleName(label)

    def say(self, note: str, *, fault: bool = False) -> None:
        """Put a note at the end of the label's line."""
        look = "danger" if fault else "hint"
        if self._note.property("look") != look:
            self._note.setProperty("look", look)
            restyle(self._note)
        self._note.setText(note)
        self._note.updateGeometry()
        self._control.setAccessibleDescription(note)


class Rule(QWidget):
    """A thin line between what scrolls and what does not."""

    def __init__(self, theme: Callable[[], Theme]) -> None:
        """``theme`` is asked whenever it is painted."""
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(self._theme().colour("line")))


class ReadField(QLineEdit):
    """A line that means something: written out in full when the keyboard leaves it.

    Up and Down go one step on or back. `value` raises `UserError` for what cannot be read.
    """

    def value(self) -> Any:
        """What was typed; raises `UserError`."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Write a value out in full."""
        raise NotImplementedError

    def stepped(self, value: Any, by: int) -> Any:
        """The value ``by`` steps on."""
        raise NotImplementedError

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show how it was understood."""
        super().focusOutEvent(event)
        self._step(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down change the value."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._step(by)

    def _step(self, by: int) -> None:
        try:
            self.show_value(self.stepped(self.value(), by))
        except (UserError, OverflowError):
            return


class DayField(ReadField):
    """A day, such as 3 March 2026."""

    def __init__(self, words: Words, today: Callable[[], date]) -> None:
        """Start at ``today``."""
        super().__init__()
        self._words = words
        self._today = today
        self.show_value(today())

    def value(self) -> date:
        """The day; raises `UserError`."""
        return read_day(self.text(), self._words, self._today())

    def show_value(self, value: date) -> None:
        """Write the day out."""
        self.setText(self._words.date(value))

    def stepped(self, value: date, by: int) -> date:
        """A day on or back."""
        return value + timedelta(days=by)

    def set_words(self, words: Words) -> None:
        """Write the day in another language."""
        try:
            day: date | None = self.value()
        except UserError:
            day = None
        self._words = words
        if day is not None:
            self.show_value(day)


class TimeField(ReadField):
    """A time of the day, such as 09:00."""

    def value(self) -> time:
        """The time; raises `UserError`."""
        return read_time(self.text())

    def show_value(self, value: time) -> None:
        """Write the time out."""
        self.setText(value.isoformat(timespec="minutes"))

    def stepped(self, value: time, by: int) -> time:
        """A quarter of an hour on or back."""
        return later(value, _QUARTER * by)


class Segments(QWidget):
    """A few choices side by side, one of them chosen; the arrow keys go from one to the next."""

    chosen = Signal(str)
    """The user chose another one."""

    def __init__(self, options: Sequence[tuple[str, str]], look: str = "") -> None:
        """``options`` are keys with words; the first is chosen."""
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key, words in options:
            button = QPushButton(words)
            button.setObjectName(key)
            button.setCheckable(True)
            if look:
                button.setProperty("look", look)
            self._group.addButton(button)
            row.addWidget(button, 1)
        self._group.buttons()[0].setChecked(True)
        self._group.buttonToggled.connect(self._on_button_toggled)
        self.setFocusProxy(self._group.buttons()[0])

    @property
    def value(self) -> str:
        """The key of what is chosen."""
        button = self._group.checkedButton()
        return button.objectName() if button is not None else ""

    def choose(self, key: str) -> None:
        """Choose without telling anybody; an unknown key changes nothing."""
        button = self.button(key)
        if button is not None:
            self._group.blockSignals(True)
            button.setChecked(True)
            self._group.blockSignals(False)
            self.setFocusProxy(button)

    def button(self, key: str) -> QPushButton | None:
        """The button of a choice."""
        return self.findChild(QPushButton, key)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802  (Qt's name)
        """Name every choice after what is chosen with it."""
        super().setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")

    def _on_button_toggled(self, button: QPushButton, checked: bool) -> None:
        if checked:
            self.setFocusProxy(button)
            self.chosen.emit(button.objectName())
