"""The notes of an activity as a list that is edited in place, by keyboard or mouse.

Rows are painted, not built of widgets, so that ten thousand of them stay fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from workshop_app.errors import UserError
from workshop_app.session.notes import LONGEST, Note, change_note, clean, delete_note
from workshop_app.ui.note_delegate import NoteDelegate
from workshop_app.ui.note_model import NoteModel

if TYPE_CHECKING:
    from workshop_app.ui.desk import Desk

_Key = Qt.Key
_MOST_VOTES: Final = 999
_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the notes of an activity have besides their text.

    ``flags`` is the tag that marks a note, such as a mismatch; empty for none.
    """

    places: bool = True
    votes: bool = False
    flags: str = ""
    hold: bool = True


class NoteList(QListView):
    """Newest first; F2 or Enter edits, Del deletes, + and − count dots, Ctrl+1…6 moves."""

    left_above = Signal()
    """Up on the first row: the keyboard goes back to what lies above."""

    def __init__(self, desk: Desk, abilities: Abilities, parent: QWidget | None = None) -> None:
        """Show nothing yet; `show_notes` follows."""
        super().__init__(parent)
        self._desk = desk
        self._can = abilities
        self._notes = NoteModel(self, self._rename)
        self.setModel(self._notes)
        self._delegate = NoteDelegate(self, self._notes, lambda: desk.theme, abilities)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    @property
    def notes(self) -> Sequence[Note]:
        """What is shown, newest first."""
        return self._notes.notes

    @property
    def current(self) -> Note | None:
        """The note the keyboard is on."""
        index = self.currentIndex()
        return self._notes.notes[index.row()] if index.isValid() else None

    @property
    def is_editing(self) -> bool:
        """Whether a text is being changed in place."""
        return self.state() == QListView.State.EditingState

    def show_words(self, labels: Mapping[str, str], name: str) -> None:
        """Say everything in the session's language; ``name`` is for a screen reader."""
        self._notes.show_words(self._desk.workshop.words, labels)
        self.setAccessibleName(name)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these; what is being edited stays open."""
        self._notes.show_notes(notes)

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(320, 3 * self._delegate.row_height)

    # -- changes -----------------------------------------------------------------------------

    def edit_current(self) -> None:
        """Open the current note's text."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def delete_current(self) -> None:
        """Take the current note away; the toast can bring it back."""
        note, words = self.current, self._desk.workshop.words
        if note is None:
            return
        if self._change(partial(delete_note, self._file, words("editors.edit.delete"), note.key)):
            self._desk.toast(words("editors.note.deleted", text=short(note.text)), undoable=True)

    def move_current(self, place: str) -> None:
        """Put the current note in another place."""
        note, words = self.current, self._desk.workshop.words
        if note is None or note.place == place:
            return
        label = words("editors.edit.move")
        if self._change(partial(change_note, self._file, label, note.key, place=place)):
            where = self._notes.label(place)
            said = words("editors.note.moved", text=short(note.text), place=where)
            self._desk.toast(said, undoable=True)

    def hold_current(self) -> None:
        """Hold the current note back from the stage, or let it go there."""
        note, words = self.current, self._desk.workshop.words
        if note is None or not self._can.hold:
            return
        key = "editors.edit.show" if note.held else "editors.edit.hold"
        if self._change(
            partial(change_note, self._file, words(key), note.key, held=not note.held)
        ):
            done = "editors.note.shown" if note.held else "editors.note.now_held"
            self._desk.toast(words(done, text=short(note.text)), undoable=True)

    def flag_current(self) -> None:
        """Flag the current note, or take its flag away."""
        note, words = self.current, self._desk.workshop.words
        if note is None or not self._can.flags:
            return
        label = words("editors.edit.unflag" if note.flagged else "editors.edit.flag")
        if self._change(
            partial(change_note, self._file, label, note.key, flagged=not note.flagged)
        ):
            done = "editors.note.now_unflagged" if note.flagged else "editors.note.now_flagged"
            self._desk.announce(words(done))

    def vote_current(self, step: int) -> None:
        """One dot more or less; no dots at all is the same as nobody having voted."""
        note, words = self.current, self._desk.workshop.words
        if note is None or not self._can.votes:
            return
        votes = min(max((note.votes or 0) + step, 0), _MOST_VOTES)
        after = votes or None
        if after == note.votes:
            return
        label = words("editors.edit.votes")
        if self._change(partial(change_note, self._file, label, note.key, votes=after)):
            self._desk.announce(words("editors.note.votes", n=votes))

    def _rename(self, note: Note, text: str) -> bool:
        """Save another text; an empty one is no text, so the old one stays."""
        if not clean(text) or clean(text) == note.text:
            return True
        if len(text.strip()) > LONGEST:
            self._desk.fail(too_long())
            return False
        label = self._desk.workshop.words("editors.edit.text")
        return self._change(partial(change_note, self._file, label, note.key, text=text))

    @property
    def _file(self):  # type: ignore[no-untyped-def]
        return self._desk.workshop.file

    def _change(self, action: Callable[[], object]) -> bool:
        return self._desk.attempt(action)
