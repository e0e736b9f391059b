"""Notes from capture to list: what a board, a talk and every activity with columns needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.session.notes import read_notes
from workshop_app.ui.capture_parts import MARGINS, label
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.note_actions import Abilities, NoteActions
from workshop_app.ui.note_capture import NoteCapture
from workshop_app.ui.note_list import NoteList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes_csv import NamedPlace
    from workshop_app.ui.desk import Desk

FRONT, NOTES, HELD = "front", "notes", "held"
"""The tabs, by the data they carry."""

_HINTS_FROM = 400
"""Pixels of height from which the keys stand below the field."""

_PLAIN = Abilities()


class NotesPane(QWidget):
    """Tabs for notes on stage and held back, the capture line, and the list.

    An activity whose main matter is something else puts that in ``front``, as the first tab.
    """

    def __init__(
        self,
        desk: Desk,
        activity: str,
        save: Callable[..., object],
        can: Abilities = _PLAIN,
        front: QWidget | None = None,
    ) -> None:
        """``save`` is the kind's ``add_notes``; ``can`` says what its notes have."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._save = save
        self._places: tuple[NamedPlace, ...] = ()
        self._title = ""
        self._actions = NoteActions(desk, activity)
        self.front = front
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in (*((FRONT,) if front else ()), NOTES, HELD):
            self.tabs.setTabData(self.tabs.addTab(""), name)
        phase = desk.workshop.method.activities[activity].phase
        self.capture = NoteCapture(self._theme, self._add, phase)
        self.capture.place_chosen.connect(self._on_place_chosen)
        self.capture.left_below.connect(self._on_left_below)
        self.hints = KeyHints(self._theme)
        self.list = NoteList(desk, activity, can)
        self.list.left_above.connect(self.focus_capture)
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.empty.setContentsMargins(12, 12, 12, 0)
        self._below = QStackedLayout()
        self._pages = QStackedLayout()
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab_changed)

    # -- showing -------------------------------------------------------------------------------

    @property
    def tab(self) -> str:
        """Which tab is open."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def open_tab(self, name: str) -> None:
        """Open a tab, if there is one of that name."""
        for index in range(self.tabs.count()):
            if self.tabs.tabData(index) == name:
                self.tabs.setCurrentIndex(index)

    def name_front(self, text: str) -> None:
        """The words on the first tab."""
        self.tabs.setTabText(0, text)

    def show_places(
        self, places: Sequence[NamedPlace], invitation: str, title: str = ""
    ) -> None:
        """Say everything in the session's language; ``title`` is what the notes are called."""
        words = self._desk.workshop.words
        self._places, self._title = tuple(places), title
        self.capture.show_words(words, self._places, invitation)
        labels = {place.id: place.label for place in self._places}
        self.list.show_words(labels, words("editors.notes.list"))
        hints = [("Enter", words("editors.hint.add")), ("Ctrl+Enter", words("editors.hint.hold"))]
        if len(self._places) > 1:
            keys = f"Ctrl+1…{min(len(self._places), 6)}"
            hints.append((keys, words("editors.hint.place")))
        hints.append(("↓", words("editors.hint.list")))
        self.hints.show_hints(hints)

    def reload(self) -> None:
        """Read the notes again."""
        words = self._desk.workshop.words
        known = {place.id for place in self._places}
        notes = read_notes(self._desk.workshop.file, self._activity)
        mine = [note for note in reversed(notes) if note.place in known]
        held = [note for note in mine if note.held]
        shown = [note for note in mine if not note.held]
        title = self._title or words("editors.notes.title")
        count = self.tabs.count()
        self.tabs.setTabText(count - 2, words("editors.notes.tab", title=title, n=len(shown)))
        self.tabs.setTabText(count - 1, words("editors.notes.tab_held", n=len(held)))
        on_held = self.tab == HELD
        visible = held if on_held else shown
        self.list.show_notes(visible)
        self.empty.setText(words("editors.notes.none_held" if on_held else "editors.notes.none"))
        self._below.setCurrentWidget(self.list if visible else self.empty)

    # -- what the editor asks ------------------------------------------------------------------

    def focus_capture(self) -> None:
        """The keyboard to the line."""
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_place(self, index: int) -> None:
        """The next note goes there; with the keyboard on the list, the current note does."""
        if self.list.hasFocus() and self.list.current is not None:
            self.list.move_current(index)
        elif self.capture.choose(index, self._desk.workshop.words):
            self._desk.announce(self._places[index].label)

    def is_typing(self) -> bool:
        """Whether something is being typed, in the line or in a note."""
        return self.capture.is_typing() or self.list.is_editing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys are named where there is room for them."""
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= _HINTS_FROM)

    # -- inside --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        column.addLayout(self._pages, 1)
        page = QWidget(self)
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.capture)
        inside.addWidget(self.hints)
        inside.addLayout(self._below, 1)
        # A stack shows what it is given: only now that it is inside a window does that window
        # keep the keyboard.
        self._below.addWidget(self.empty)
        self._below.addWidget(self.list)
        self._pages.addWidget(page)
        if self.front is not None:
            self._pages.addWidget(self.front)
            self._pages.setCurrentWidget(self.front)

    def _theme(self) -> Theme:
        return self._desk.theme

    def _add(self, texts: Sequence[str], held: bool) -> bool:
        return self._actions.add(self.capture.place, texts, held, self._save)

    def _on_place_chosen(self, index: int) -> None:
        self.capture.choose(index, self._desk.workshop.words)

    def _on_tab_changed(self, _index: int) -> None:
        at_front = self.tab == FRONT
        self._pages.setCurrentIndex(1 if at_front else 0)
        if not at_front:
            self.reload()

    def _on_left_below(self) -> None:
        if self.list.notes:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
