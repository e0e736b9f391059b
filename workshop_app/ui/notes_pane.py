"""Notes from capture to list: what a board, a talk and every activity with columns needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from workshop_app.session.clusters import read_clusters
from workshop_app.session.note_links import read_links
from workshop_app.session.notes import read_notes
from workshop_app.ui.capture_parts import MARGINS, label
from workshop_app.ui.heap_actions import HeapActions
from workshop_app.ui.heap_bar import HeapBar
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.note_actions import Abilities, NoteActions, short
from workshop_app.ui.note_capture import NoteCapture
from workshop_app.ui.note_list import NoteList
from workshop_app.ui.note_model import Extras

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes import Note
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
        self._can = can
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
        self.list.focused.connect(self._show_hints)
        self.list.gathering.connect(self._on_gathering)
        self.list.linking.connect(self._on_linking)
        self._heaps = HeapActions(desk, activity)
        self._gathered: list[Note] = []
        self.heap_bar = HeapBar()
        self.heap_bar.named.connect(self._on_named)
        self.heap_bar.left.connect(self._on_left)
        self.prompts = label("muted", wrap=True)
        self.prompts.hide()
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
        self._show_hints(on_list=False)

    def show_prompts(self, prompts: Sequence[str]) -> None:
        """Words the room may think of, quietly below the line."""
        self.prompts.setText(" · ".join(prompts))
        self.prompts.setVisible(bool(prompts))

    def reload(self) -> None:
        """Read the notes again; a duplicate is shown by the note it was merged into."""
        words = self._desk.workshop.words
        known = {place.id for place in self._places}
        notes = read_notes(self._desk.workshop.file, self._activity)
        mine = [
            note for note in reversed(notes) if note.place in known and not note.merged_into
        ]
        held = [note for note in mine if note.held]
        shown = [note for note in mine if not note.held]
        title = self._title or words("editors.notes.title")
        count = self.tabs.count()
        self.tabs.setTabText(count - 2, words("editors.notes.tab", title=title, n=len(shown)))
        self.tabs.setTabText(count - 1, words("editors.notes.tab_held", n=len(held)))
        on_held = self.tab == HELD
        visible = held if on_held else shown
        self.list.show_notes(visible, self._extras(notes))
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
        """Whether something is being typed, in the line, in a note or as a name."""
        return self.capture.is_typing() or self.list.is_editing or self.heap_bar.is_asking

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
        inside.addWidget(self.prompts)
        inside.addWidget(self.hints)
        inside.addWidget(self.heap_bar)
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

    def _show_hints(self, on_list: bool) -> None:
        """The keys of the line, or those of the list while it has the keyboard."""
        words, can = self._desk.workshop.words, self._can
        there = {
            "Enter": "edit" if on_list else "add",
            "Ctrl+Enter": "" if on_list else "hold",
            f"Ctrl+1…{min(len(self._places), 6)}": "place" if len(self._places) > 1 else "",
            "↓": "" if on_list else "list",
            "+ −": "dots" if on_list and can.votes else "",
            "M": "tag" if on_list and can.flags else "",
            "L": "link" if on_list and can.links else "",
            "Ctrl+G": "gather" if can.heaps else "",
            "Ctrl+M": "merge" if can.heaps else "",
        }
        self.hints.show_hints(
            [(key, words(f"editors.hint.{does}")) for key, does in there.items() if does]
        )

    def _extras(self, notes: Sequence[Note]) -> Extras:
        """What else there is to say of these notes."""
        context = self._desk.workshop.context(self._activity)
        tags = context.activity.list("tags") if self._can.flags else ()
        merged: dict[str, tuple[str, ...]] = {}
        for note in notes:
            if note.merged_into:
                merged[note.merged_into] = (*merged.get(note.merged_into, ()), note.text)
        return Extras(
            {part.id: context.text(f"tags.{part.id}") for part in tags} if len(tags) > 1 else {},
            {one.key: one.name for one in read_clusters(context.file, self._activity)}
            if self._can.heaps else {},
            merged,
            self._linked(notes) if self._can.links else {},
        )  # fmt: skip

    def _linked(self, notes: Sequence[Note]) -> dict[str, tuple[str, ...]]:
        texts = {note.key: note.text for note in notes}
        first = {note.key: note.merged_into or note.key for note in notes}
        found: dict[str, tuple[str, ...]] = {}
        for link in read_links(self._desk.workshop.file, self._activity):
            for one, other in ((link.source, link.target), (link.target, link.source)):
                key = first.get(one, one)
                if other in texts:
                    found[key] = (*found.get(key, ()), texts[other])
        return found

    def _on_gathering(self) -> None:
        words = self._desk.workshop.words
        self._gathered = self.list.chosen
        cluster = self._heaps.common(self._gathered)
        name = cluster.name if cluster else ""
        asked = "editors.heap.ask_again" if cluster else "editors.heap.ask"
        self.heap_bar.ask(words(asked, n=len(self._gathered), name=name), name)

    def _on_named(self, name: str) -> None:
        if self._heaps.name(self._gathered, name):
            self._on_left()

    def _on_left(self) -> None:
        self.heap_bar.say("")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_linking(self, text: str) -> None:
        words = self._desk.workshop.words
        said = words("editors.heap.choose_end", text=short(text)) if text else ""
        self.heap_bar.say(said)
        if said:
            self._desk.announce(said)

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
