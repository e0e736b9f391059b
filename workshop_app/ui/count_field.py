"""A field that counts: cards, or tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeySequence
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_MOST: Final = 500
_MORE: Final = (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up)
_LESS: Final = (Qt.Key.Key_Minus, Qt.Key.Key_Down)


class CountField(QLineEdit):
    """A number of cards; + and − count, digits say it at once, Ctrl+Z takes back, Enter goes on."""

    counted = Signal(int)

    def __init__(self) -> None:
        """Start at nothing."""
        super().__init__("0")
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(52)
        self._known = 0
        self._before: list[int] = []
        self.textEdited.connect(self._on_text_edited)

    @property
    def count(self) -> int:
        """The number that stands there."""
        return int(self.text() or 0)

    def show_count(self, number: int) -> None:
        """What is saved; an empty field that means none stays empty while it is typed in."""
        if number != self._known:
            self._before.clear()  # Others counted too: the numbers before are not true any more.
        self._known = number
        if number != self.count:
            self.setText(str(number))

    def step(self, by: int) -> None:
        """Some cards more or less."""
        wanted = min(max(self.count + by, 0), _MOST)
        if wanted != self.count:
            self._tell(wanted)
        self.selectAll()

    def take_back(self) -> None:
        """The number as it was before the last change."""
        if self._before:
            self._known = self._before.pop()
            self.setText(str(self._known))
            self.counted.emit(self._known)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus, Enter; digits are a line edit's."""
        if event.key() in _MORE:
            self.step(1)
        elif event.key() in _LESS or event.text() == "−":
            self.step(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A digit replaces what stands there."""
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An empty field says none."""
        super().focusOutEvent(event)
        self.deselect()
        if not self.text():
            self.setText("0")

    def _on_text_edited(self, _text: str) -> None:
        self._tell(self.count)

    def _tell(self, number: int) -> None:
        self._before.append(self._known)
        self._known = number
        self.counted.emit(number)
