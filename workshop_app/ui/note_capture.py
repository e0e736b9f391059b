"""One line in which the scribe types what is said, and the places it can go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workshop_app.figures.theme import PHASES
from workshop_app.ui import icon
from workshop_app.ui.theme import TARGET, draw_ring, font

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes_csv import NamedPlace
    from workshop_app.words import Words

NOTE_COLOURS: Final = 6
"""How many note colours a theme has; a seventh column begins again."""

Save = Callable[[Sequence[str], bool], bool]
"""Saves some texts, held back from the stage or not, and returns whether that worked."""

_EDGE: Final = 3
_RADIUS: Final = 6.0


class PlaceChip(QAbstractButton):
    """A place by its number, name and note colour."""

    def __init__(self, number: int, name: str, theme: Callable[[], Theme]) -> None:
        """``number`` counts from 1; ``theme`` is asked whenever it is painted."""
        super().__init__()
        self._number = number
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font("medium", 14))
        self.rename(name)

    def rename(self, name: str) -> None:
        """Call it otherwise, such as in another language."""
        if name != self.text():
            self.setText(name)
            self.setToolTip(name)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for number and name, up to a limit; what is longer is elided."""
        return QSize(min(self.fontMetrics().horizontalAdvance(self.text()) + 52, 260), TARGET + 4)

    def minimumSizeHint(self) -> QSize:
        """Room for the number and a few letters."""
        return QSize(72, TARGET + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A note in its colour; the keyboard's ring lies around it."""
        with QPainter(self) as painter:
            box = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
            paint_chip(painter, box, self._number, self.text(), self._theme(),
                       chosen=self.isChecked())
            if self.hasFocus():
                draw_ring(painter, QRectF(self.rect()), QApplication.palette())


def paint_chip(
    painter: QPainter, box: QRectF, number: int, name: str, theme: Theme, *, chosen: bool
) -> None:
    """A place in its note colour; the chosen one has a thick border and a bold name."""
    note = f"note{(number - 1) % NOTE_COLOURS + 1}"
    width = (2.5 if chosen else 1.0) * theme.line_scale
    box = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.colour("ink" if chosen else f"{note}_line")), width))
    painter.setBrush(QColor(theme.colour(note)))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    painter.setPen(QColor(theme.colour("note_ink")))
    text = box.adjusted(9, 0, -8, 0)
    leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(font("semibold", 14))
    painter.drawText(text, leading, str(number))
    used = painter.fontMetrics().horizontalAdvance(str(number)) + 8
    right_to_left = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    text.adjust(0 if right_to_left else used, 0, -used if right_to_left else 0, 0)
    painter.setFont(font("semibold" if chosen else "medium", 14))
    elided = painter.fontMetrics().elidedText(
        name, Qt.TextElideMode.ElideRight, int(text.width())
    )
    painter.drawText(text, leading, elided)


class PlaceChips(QWidget):
    """The places to choose from; one of them is chosen."""

    chosen = Signal(int)

    def __init__(self, theme: Callable[[], Theme], said: str) -> None:
        """``said`` is the word key under which a screen reader hears a chip."""
        super().__init__()
        self._theme = theme
        self._said = said
        self._chips: list[PlaceChip] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)

    @property
    def index(self) -> int:
        """The chosen place, counted from 0."""
        return max(self._group.checkedId(), 0)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._chips)

    def show_names(self, names: Sequence[str], words: Words) -> None:
        """Name the chips; the choice stays while their number does."""
        if len(names) != len(self._chips):
            self._rebuild(names)
        for chip, name in zip(self._chips, names, strict=True):
            chip.rename(name)
        self.speak(words)

    def speak(self, words: Words) -> None:
        """Tell a screen reader which one is chosen."""
        for number, chip in enumerate(self._chips, 1):
            state = words("editors.chosen") if chip.isChecked() else ""
            name = words(self._said, number=number, total=self.count, name=chip.text())
            chip.setAccessibleName(f"{name}, {state}" if state else name)

    def choose(self, index: int) -> bool:
        """Choose one by its index; `False` when there is none."""
        if not 0 <= index < self.count:
            return False
        self._chips[index].setChecked(True)
        return True

    def _rebuild(self, names: Sequence[str]) -> None:
        for chip in self._chips:
            self._group.removeButton(chip)
            chip.deleteLater()
        self._chips = [PlaceChip(n, name, self._theme) for n, name in enumerate(names, 1)]
        for index, chip in enumerate(self._chips):
            self._group.addButton(chip, index)
            self._row.addWidget(chip)
        self.choose(0)


class CaptureField(QLineEdit):
    """A line that keeps pasted lines apart and tells plain Enter from Ctrl+Enter."""

    submitted = Signal(bool)
    """Enter; true with Ctrl: held back from the stage."""

    pasted = Signal()
    """The text has several lines now."""

    left_below = Signal()
    """Down: the keyboard goes to what lies below."""

    def __init__(self) -> None:
        """Large, as the one thing to look at."""
        super().__init__()
        self.setProperty("look", "capture")
        self.textEdited.connect(self._on_text_edited)

    @property
    def lines(self) -> list[str]:
        """What was typed or pasted, line by line, empty ones left out."""
        return [line.strip() for line in self.text().splitlines() if line.strip()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Down leaves; everything else is a line edit's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            event.accept()
        elif event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.left_below.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _on_text_edited(self, text: str) -> None:
        if len(text.splitlines()) > 1:
            self.pasted.emit()


class NoteCapture(QWidget):
    """Places, one line, and Add; the line clears only when its text is saved."""

    place_chosen = Signal(int)
    left_below = Signal()

    def __init__(self, theme: Callable[[], Theme], save: Save, phase: str) -> None:
        """``save`` is asked to keep the texts; ``phase`` colours the button."""
        super().__init__()
        self._theme = theme
        self._save = save
        self._places: Sequence[NamedPlace] = ()
        self.chips = PlaceChips(theme, "editors.place.said")
        self.chips.chosen.connect(self._on_chip_chosen)
        self.field = CaptureField()
        self.field.submitted.connect(self.submit)
        self.field.pasted.connect(partial(self.submit, False))
        self.field.left_below.connect(self.left_below)
        self.add = QPushButton()
        if phase in PHASES:
            self.add.setProperty("phase", phase)
        self.add.clicked.connect(self._on_add_clicked)
        self.add.setMinimumHeight(44)
        icon.dress(self.add, "plus", theme(), "on_phase" if phase in PHASES else "ink")
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(self.field, 1)
        self._line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chips)
        column.addLayout(self._line)
        self.setFocusProxy(self.field)

    @property
    def place(self) -> str:
        """The id of the place the next note goes to."""
        return self._places[self.chips.index].id if self._places else ""

    def show_words(self, words: Words, places: Sequence[NamedPlace], invitation: str) -> None:
        """Name the places, the field and the button; ``invitation`` says what to type."""
        self._places = tuple(places)
        self.chips.setVisible(len(self._places) > 1)
        self.chips.show_names([place.label for place in self._places], words)
        self.field.setPlaceholderText(invitation)
        self.field.setAccessibleName(words("editors.capture.field", place=self._label()))
        self.add.setText(words("editors.capture.add"))
        self.add.setAccessibleName(words("editors.capture.add_to", place=self._label()))

    def choose(self, index: int, words: Words) -> bool:
        """Send the next notes to another place."""
        if not self.chips.choose(index):
            return False
        self.show_words(words, self._places, self.field.placeholderText())
        return True

    def put_before_field(self, widget: QWidget) -> None:
        """Something else that says where a text goes."""
        self._line.insertWidget(0, widget)

    def is_typing(self) -> bool:
        """Whether there is text that is not saved yet."""
        return bool(self.field.text())

    def submit(self, held: bool) -> None:
        """Save what stands in the field; it stays there when that does not work."""
        lines = self.field.lines
        if not lines or self._save(lines, held):
            self.field.setText("")  # clear() could be undone: Ctrl+Z is the note's from here on
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _label(self) -> str:
        return self._places[self.chips.index].label if self._places else ""

    def _on_add_clicked(self) -> None:
        self.submit(False)

    def _on_chip_chosen(self, index: int) -> None:
        self.place_chosen.emit(index)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
