"""The notes of an activity as a list that is edited in place, by keyboard or mouse.

Rows are painted, not built of widgets, so that ten thousand of them stay fast.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from workshop_app.ui.heap_actions import HeapActions
from workshop_app.ui.note_actions import Abilities, NoteActions
from workshop_app.ui.note_delegate import NoteDelegate
from workshop_app.ui.note_model import NONE, Extras, NoteModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk

_Key = Qt.Key
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_BOTH = _CONTROL | Qt.KeyboardModifier.ShiftModifier
_PLAIN_KEYS = {
    _Key.Key_F2: "edit", _Key.Key_Delete: "delete", _Key.Key_M: "flag", _Key.Key_L: "link",
    _Key.Key_Equal: "more", _Key.Key_Minus: "less",
}  # fmt: skip
_WITH_CONTROL = {
    (_Key.Key_G, _CONTROL): "gather", (_Key.Key_G, _BOTH): "scatter",
    (_Key.Key_M, _CONTROL): "merge", (_Key.Key_M, _BOTH): "unmerge",
}  # fmt: skip


class NoteList(QListView):
    """Newest first; Enter or F2 edits, Del deletes, + and − count dots, Ctrl+1…6 moves.

    Where notes can be heaped several are chosen at once: Ctrl+G heaps, Ctrl+M merges. Where
    they can be linked L begins a line, and Enter on another note ends it.
    """

    left_above = Signal()
    """Up on the first row: the keyboard goes back to what lies above."""

    focused = Signal(bool)
    """Whether the list has the keyboard now."""

    gathering = Signal()
    """The chosen notes want a name."""

    linking = Signal(str)
    """The words of the note from which a line is drawn; empty when that is over."""

    model_type: type[NoteModel] = NoteModel

    def __init__(
        self, desk: Desk, activity: str, can: Abilities, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet; `show_words` and `show_notes` follow."""
        super().__init__(parent)
        self._desk = desk
        self._activity = activity
        self._can = can
        self._places: Mapping[str, str] = {}
        self._notes = self.model_type(self, self._rename)
        self._actions = NoteActions(desk, activity, self._notes.put)
        self._heaps = HeapActions(desk, activity)
        self._source: Note | None = None
        self.setModel(self._notes)
        self.delegate = NoteDelegate(self, self._notes, desk, can)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        mode = QListView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if can.heaps else mode.SingleSelection)
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
    def chosen(self) -> list[Note]:
        """The notes that are selected, from the top; at least the one the keyboard is on."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        found = [self._notes.notes[row] for row in rows]
        return found if len(found) > 1 or self.current is None else [self.current]

    @property
    def is_editing(self) -> bool:
        """Whether a text is being changed in place."""
        return self.state() == QListView.State.EditingState

    def show_words(self, places: Mapping[str, str], name: str) -> None:
        """Say everything in the session's language; ``name`` is for a screen reader."""
        self._places = dict(places)
        self._notes.show_words(self._desk.workshop.words, places)
        self.setAccessibleName(name)

    def show_notes(self, notes: Sequence[Note], extras: Extras = NONE) -> None:
        """Show these; a text that is being changed stays open."""
        self._notes.show_extras(extras)
        self._notes.show_notes(notes)

    def edit_current(self) -> None:
        """Open the current note's text."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def move_current(self, index: int) -> None:
        """Put the chosen notes in the place with this index."""
        places = list(self._places.items())
        if self.chosen and index < len(places):
            self._actions.move(self.chosen, *places[index])

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
        key, modifiers = _Key(event.key()), event.modifiers()
        if key in (_Key.Key_Return, _Key.Key_Enter):
            return self._enter(modifiers)
        if key == _Key.Key_Escape and self._source is not None:
            return self._end_line
        if key == _Key.Key_Plus and self._can.votes:
            return partial(self._actions.vote, step=1)
        name = _WITH_CONTROL.get((key, modifiers)) if self._can.heaps else None
        if modifiers in _PLAIN:
            name = _PLAIN_KEYS.get(key)
        return partial(self._press_on, name) if name and self._allows(name) else None

    def _enter(self, modifiers: Qt.KeyboardModifier) -> Callable[[Note], object] | None:
        if modifiers == _CONTROL:
            return self._hold
        if modifiers not in _PLAIN:
            return None
        return self._draw_line if self._source is not None else self._edit

    def _allows(self, name: str) -> bool:
        needs = {"flag": self._can.flags, "link": self._can.links,
                 "more": self._can.votes, "less": self._can.votes}
        return needs.get(name, True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a row to act on."""
        if not self.currentIndex().isValid() and self._notes.rowCount():
            self.setCurrentIndex(self._notes.index(0))
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys mean something else now."""
        super().focusOutEvent(event)
        self.focused.emit(False)

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
            text = words(f"editors.menu.{name}", tag=self._only_tag()).replace("&", "&&")
            menu.addAction(f"{text}\t{key}").triggered.connect(partial(self._press, name))
        if self._notes.extras.tags:
            self._add_tags(menu.addMenu(words("editors.menu.tags")))
        menu.addSeparator()
        for number, (place, label) in enumerate(self._places.items(), 1):
            if len(self._places) > 1 and place != note.place:
                text = words("editors.menu.move", place=label).replace("&", "&&")
                action = menu.addAction(f"{text}\tCtrl+{number}" if number <= 6 else text)
                action.triggered.connect(partial(self.move_current, number - 1))
        menu.popup(self.viewport().mapToGlobal(at))

    def show_tags(self) -> None:
        """The tags of the chosen notes as a menu: a digit puts one on or takes it off."""
        menu = QMenu(self._desk.workshop.words("editors.menu.tags"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_tags(menu)
        at = self.visualRect(self.currentIndex()).center()
        menu.popup(self.viewport().mapToGlobal(at))

    def _add_tags(self, menu: QMenu) -> None:
        chosen = self.chosen
        for number, (tag, name) in enumerate(self._notes.extras.tags.items(), 1):
            key = f"&{number}  " if number < 10 else ""
            action = menu.addAction(key + name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(all(tag in note.tags for note in chosen))
            action.triggered.connect(partial(self._tag, chosen, tag))

    def _tag(self, notes: Sequence[Note], tag: str, _checked: bool = False) -> None:
        self._actions.tag(notes, tag)

    def _only_tag(self) -> str:
        context = self._desk.workshop.context(self._activity)
        tags = context.activity.list("tags") if self._can.flags else ()
        return context.text(f"tags.{tags[0].id}") if len(tags) == 1 else ""

    def _menu_lines(self, note: Note) -> list[tuple[str, str]]:
        lines = [("edit", "F2"), ("show" if note.held else "hold", "Ctrl+Enter")]
        if self._can.flags and not self._notes.extras.tags:
            lines.append(("unflag" if note.flagged else "flag", "M"))
        if self._can.votes:
            lines += [("more", "+"), ("less", "−")]
        if self._can.links:
            lines.append(("link", "L"))
        if self._can.heaps:
            lines.append(("gather", "Ctrl+G"))
            if note.cluster in self._notes.extras.clusters:
                lines += [("scatter", "Ctrl+Shift+G"), ("dissolve", "")]
            if len(self.chosen) > 1:
                lines.append(("merge", "Ctrl+M"))
            if note.key in self._notes.extras.merged:
                lines.append(("unmerge", "Ctrl+Shift+M"))
        return [*lines, ("delete", "Del")]

    def _press(self, name: str, _checked: bool = False) -> None:
        if self.current is not None:
            self._press_on(name, self.current)

    def _press_on(self, name: str, note: Note) -> None:
        does: dict[str, Callable[[Note], object]] = {
            "edit": self._edit,
            "hold": self._hold,
            "show": self._hold,
            "flag": self._flag,
            "unflag": self._flag,
            "more": partial(self._actions.vote, step=1),
            "less": partial(self._actions.vote, step=-1),
            "delete": self._delete,
            "link": self._begin_line,
            "gather": self._gather,
            "scatter": self._scatter,
            "dissolve": self._dissolve,
            "merge": self._merge,
            "unmerge": self._heaps.unmerge,
        }
        does[name](note)

    # -- what several notes want -------------------------------------------------------------

    def _hold(self, _note: Note) -> None:
        self._actions.hold(self.chosen)

    def _delete(self, _note: Note) -> None:
        self._actions.delete(self.chosen)

    def _flag(self, note: Note) -> None:
        if self._notes.extras.tags:
            self.show_tags()
        elif len(self.chosen) > 1:
            tags = self._desk.workshop.method.activities[self._activity].list("tags")
            self._actions.tag(self.chosen, tags[0].id)
        else:
            self._actions.flag(note)

    def _gather(self, _note: Note) -> None:
        self.gathering.emit()

    def _scatter(self, _note: Note) -> None:
        self._heaps.scatter(self.chosen)

    def _dissolve(self, note: Note) -> None:
        cluster = self._heaps.common([note])
        if cluster is not None:
            self._heaps.dissolve(cluster)

    def _merge(self, _note: Note) -> None:
        self._heaps.merge(self.chosen)

    def _begin_line(self, note: Note) -> None:
        self._source = note
        self.linking.emit(note.text)

    def _draw_line(self, note: Note) -> None:
        source = self._source
        self._end_line(note)
        if source is not None and source.key != note.key:
            self._heaps.link(source, note)

    def _end_line(self, _note: Note) -> None:
        self._source = None
        self.linking.emit("")

    def _rename(self, note: Note, text: str) -> bool:
        return self._actions.rename(note, text)

    def _edit(self, _note: Note) -> None:
        self.edit_current()
