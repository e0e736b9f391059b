"""The booth's way out: four digits that the facilitator chose when opening it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from workshop_app.figures.figure import Circle, Fill, Item, Stroke
from workshop_app.figures.layout import Box, label
from workshop_app.stage.booth_card import Card, Look
from workshop_app.stage.booth_cards import MIDDLE
from workshop_app.stage.faces import Face

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.stage.targets import Target

PIN_LENGTH = 4
TRIES = 3
PAUSE = 10_000
"""Milliseconds of rest after three wrong tries, so that nobody tries all of them."""


class PinLock(QObject):
    """Counts wrong tries, whichever card they were made on."""

    changed = Signal()
    """It shut, or opened again."""

    def __init__(self, parent: QObject, pause: int = PAUSE) -> None:
        """Start open; ``pause`` is in milliseconds."""
        super().__init__(parent)
        self._wrong = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(pause)
        self._rest.timeout.connect(self.changed)

    @property
    def is_shut(self) -> bool:
        """Whether it rests."""
        return self._rest.isActive()

    def count(self) -> None:
        """A wrong try."""
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong = 0
            self._rest.start()
            self.changed.emit()

    def forgive(self) -> None:
        """Start counting again."""
        self._wrong = 0


class PinCard(Card):
    """Four digits that let the facilitator out; after three wrong ones it pauses."""

    unlocked = Signal()
    went_back = Signal()

    def __init__(self, look: Look, pin: str, lock: PinLock, parent: QWidget) -> None:
        """``lock`` remembers wrong tries from one card to the next."""
        super().__init__(look, parent)
        self._pin, self._lock = pin, lock
        self._typed = ""
        self._sentence = ""
        self._digits: list[Target] = []
        words = look.words
        self.setAccessibleName(words("stage.booth.pin"))
        for key, box in zip("123456789<0>", _pad(), strict=True):
            self._add(key, box)
        lock.changed.connect(self._on_lock_changed)
        self._on_lock_changed()

    def _add(self, key: str, box: Box) -> None:
        words = self.look.words
        if key == ">":
            face = Face("button", words("stage.booth.erase"), symbol="arrow-left")
            self._digits.append(self.add_target(face, box, self._erase))
        elif key == "<":
            face = Face("button", words("stage.booth.to_vote"))
            self.add_target(face, box, self.went_back.emit)
        else:
            target = self.add_target(Face("scale", "", key), box, partial(self._type, key))
            self._digits.append(target)

    def key(self, event: QKeyEvent) -> bool:
        """Digits and Backspace type; Escape goes back to the vote."""
        if event.key() == Qt.Key.Key_Escape:
            self.went_back.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.text().isascii() and event.text().isdecimal() and not event.isAutoRepeat():
            self._type(event.text())
        else:
            return False
        return True

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._draw()

    def _type(self, digit: str) -> None:
        if self._lock.is_shut:
            return
        self._sentence = ""
        self._typed += digit
        if len(self._typed) == PIN_LENGTH:
            right = self._typed == self._pin
            self._typed = ""
            if right:
                self._lock.forgive()
                self.unlocked.emit()
                return
            self._sentence = self.look.words("stage.booth.pin_wrong")
            self._lock.count()
        self._draw()

    def _on_lock_changed(self) -> None:
        shut = self._lock.is_shut
        for target in self._digits:
            target.setEnabled(not shut)
        self._sentence = self.look.words("stage.booth.pin_wait") if shut else ""
        self._draw()

    def _draw(self) -> None:
        words = self.look.words
        items: list[Item] = [
            label(words("stage.booth.pin"), MIDDLE, 10.0, 5.6, "semibold", "ink", "middle")
        ]
        for index in range(PIN_LENGTH):
            x = MIDDLE + (index - (PIN_LENGTH - 1) / 2) * 6.0
            fill = Fill("ink") if index < len(self._typed) else None
            items.append(Circle(x, 19.0, 1.5, fill, Stroke("ink", 0.4)))
        self.set_items(*items)
        if self._sentence:
            self.set_note(self._sentence, "danger")
        else:
            self.set_note("")


def _pad() -> list[Box]:
    """Three columns and four rows in the middle."""
    width, height, gap = 34.0, 14.6, 1.7
    left = MIDDLE - (3 * width + 2 * gap) / 2
    return [
        Box(left + column * (width + gap), 25.4 + row * (height + gap), width, height)
        for row in range(4)
        for column in range(3)
    ]
