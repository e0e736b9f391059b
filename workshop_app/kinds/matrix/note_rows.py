"""The matrix's notes as a list: digits send a note to a quadrant, Right goes to the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal

from workshop_app.ui.note_list import NoteList
from workshop_app.ui.note_model import NoteModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from workshop_app.session.notes import Note
    from workshop_app.words import Words

DIGITS: Final = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2, Qt.Key.Key_4: 3,
                 Qt.Key.Key_0: 4}
"""The keys of the quadrants in reading order, and of the place beside the matrix."""

PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class MatrixNotes(NoteModel):
    """Says where a note stands with its coordinates; its place is the quadrant."""

    def row_label(self, place: str) -> str:
        """The quadrant's number, as it stands on the matrix; a dash for a note that waits."""
        number = self.number(place)
        return str(number) if 0 < number < len(self.labels) else "–"

    def where(self, note: Note) -> str:
        """Quadrant and coordinates, or that it waits."""
        label = self.label(note.place)
        if note.x is None or note.y is None or self._words is None:
            return label
        return at(self._words, label, note.x, note.y)


def at(words: Words, quadrant: str, x: float, y: float) -> str:
    """A place in words: quadrant and whole coordinates."""
    return words("matrix.at", quadrant=quadrant, x=words.number(x), y=words.number(y))


class MatrixList(NoteList):
    """Newest first; what `NoteList` can, and placing."""

    sent = Signal(int)
    """The current note goes to this place, counted from 0."""

    left_beside = Signal()
    """Right: the keyboard goes to the matrix."""

    model_type = MatrixNotes

    def move_current(self, index: int) -> None:
        """Send the current note to a quadrant, or beside the matrix."""
        self.sent.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits place; the rest is every list's."""
        key = Qt.Key(event.key())
        if event.modifiers() in PLAIN and key in DIGITS and self.current is not None:
            event.accept()
            self.sent.emit(DIGITS[key])
        elif event.modifiers() in PLAIN and key == Qt.Key.Key_Right:
            event.accept()
            self.left_beside.emit()
        else:
            super().keyPressEvent(event)
