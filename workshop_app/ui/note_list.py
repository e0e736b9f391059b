"""The notes of an activity as a list that is edited in place, by keyboard or mouse.

Rows are painted, not built of widgets, so that ten thousand of them stay fast.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from workshop_app.ui.note_actions import Abilities, NoteActions
from workshop_app.ui.note_delegate import NoteDelegate
from workshop_app.ui.note_model import NoteModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk

_Key = Qt.Key
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class NoteList(QListView):
    """Newest first; Enter or F2 edits, Del deletes, + and − count dots, Ctrl+1…6 moves."""

    left_above = Signal()
    """Up on the first row: the keyboard goes back to what lies above."""

    model_type: type[NoteModel] = NoteModel

    def __init__(
        self, desk: Desk, activity: str, can: Abilities, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet; `show_words` and `show_notes` follow."""
        super().__init__(parent)
        self._desk = desk
        self._can = can
        self._places: Mapping[str, str] = {}
        self._notes = self.model_type(self, self._rename)
        self._actions = NoteActions(desk, activity, self._notes.put)
        self.setModel(self._notes)
        self.delegate = NoteDelegate(self, self._notes, desk, can)
        self.setItemDelegate(self.delegate)
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

    def show_words(self, places: Mapping[str, str], name: str) -> None:
        """Say everything in the session's language; ``name`` is for a screen reader."""
        self._places = dict(places)
        self._notes.show_words(self._desk.workshop.words, places)
        self.setAccessibleName(name)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these; a text that is being changed stays open."""
        self._notes.show_notes(notes)

    def edit_current(self) -> None:
        """Open the current note's text."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def move_current(self, index: int) -> None:
        """Put the current note in the place with this index."""
        note, places = self.current, list(self._places.items())
        if note is not None and index < len(places):
            self._actions.move(note, *places[index])

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(320, 3 * self.delegate.row_height)

    # -- keyboard and mouse ------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys; the rest moves the selection."""
        note = self.current
        action = self._key_action(event) if note is not None else None
        if action is not None and note is not None:
            event.accept()
            action(note)
            return
        if event.key() == _Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_above.emit()
            return
        if event.text().isprintable() and event.text() and not event.modifiers() & _CONTROL:
            event.accept()  # no search by letters: they would be lost among the notes
            return
        super().keyPressEvent(event)

    def _key_action(self, event: QKeyEvent) -> Callable[[Note], object] | None:
        key, modifiers = event.key(), event.modifiers()
        if modifiers == _CONTROL and key in (_Key.Key_Return, _Key.Key_Enter):
            return self._actions.hold
        if key == _Key.Key_Plus and self._can.votes:
            return partial(self._actions.vote, step=1)
        if modifiers not in _PLAIN:
            return None
        if key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_F2):
            return self._edit
        if key == _Key.Key_Delete:
            return self._actions.delete
        if key == _Key.Key_M and self._can.flags:
            return self._actions.flag
        if key == _Key.Key_Equal and self._can.votes:
            return partial(self._actions.vote, step=1)
        if key == _Key.Key_Minus and self._can.votes:
            return partial(self._actions.vote, step=-1)
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row to act on."""
        if not self.currentIndex().isValid() and self._notes.rowCount():
            self.setCurrentIndex(self._notes.index(0))
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The icons at a row's end are buttons."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        name = self.delegate.button_at(self.visualRect(index), event.position().toPoint())
        if name:
            self.setCurrentIndex(index)
            self._press(name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the text."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.delegate.button_at(
            self.visualRect(index), event.position().toPoint()
        ):
            self.edit_current()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything the keyboard can do, with its keys."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            at = self.visualRect(index).center() if event.globalPos().isNull() else event.pos()
            self.show_menu(at)

    def show_menu(self, at: QPoint) -> None:
        """The menu of the current note at a point of the list."""
        note, words = self.current, self._desk.workshop.words
        if note is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, key in self._menu_lines(note):
            action = menu.addAction(words(f"editors.menu.{name}"))
            action.setText(f"{action.text()}\t{key}")
            action.triggered.connect(partial(self._press, name))
        menu.addSeparator()
        for number, (place, label) in enumerate(self._places.items(), 1):
            if len(self._places) > 1 and place != note.place:
                text = words("editors.menu.move", place=label).replace("&", "&&")
                action = menu.addAction(f"{text}\tCtrl+{number}" if number <= 6 else text)
                action.triggered.connect(partial(self.move_current, number - 1))
        menu.popup(self.viewport().mapToGlobal(at))

    def _menu_lines(self, note: Note) -> list[tuple[str, str]]:
        lines = [("edit", "F2"), ("show" if note.held else "hold", "Ctrl+Enter")]
        if self._can.flags:
            lines.append(("unflag" if note.flagged else "flag", "M"))
        if self._can.votes:
            lines += [("more", "+"), ("less", "−")]
        return [*lines, ("delete", "Del")]

    def _press(self, name: str, _checked: bool = False) -> None:
        note = self.current
        if note is None:
            return
        does: dict[str, Callable[[Note], object]] = {
            "edit": self._edit,
            "hold": self._actions.hold,
            "show": self._actions.hold,
            "flag": self._actions.flag,
            "unflag": self._actions.flag,
            "more": partial(self._actions.vote, step=1),
            "less": partial(self._actions.vote, step=-1),
            "delete": self._actions.delete,
        }
        does[name](note)

    def _rename(self, note: Note, text: str) -> bool:
        return self._actions.rename(note, text)

    def _edit(self, _note: Note) -> None:
        self.edit_current()
