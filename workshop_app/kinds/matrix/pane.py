"""Capture and placing of a matrix's notes: a line, a list, and a small live matrix."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout

from workshop_app.figures.matrix import Spot
from workshop_app.kinds.matrix import KIND, figure
from workshop_app.kinds.matrix.details import NoteDetails
from workshop_app.kinds.matrix.map_view import MapView
from workshop_app.kinds.matrix.model import WAITING, quadrant_at
from workshop_app.kinds.matrix.note_rows import MatrixList, at
from workshop_app.kinds.matrix.placing import Placing
from workshop_app.session.notes import read_notes
from workshop_app.ui.capture_parts import OneLine, label
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.note_actions import Abilities, NoteActions
from workshop_app.ui.note_capture import NoteCapture
from workshop_app.ui.pane_editor import CapturePane
from workshop_app.ui.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from workshop_app.figures.theme import Theme
    from workshop_app.session.context import Context
    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk

_HINTS_FROM: Final = 330
"""Pixels of height from which the keys are named."""


class MatrixPane(CapturePane):
    """Type a note, Enter; Ctrl+1…4 sends it to a quadrant, Down goes on to the matrix."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Build it for one activity."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._notes: dict[str, Note] = {}
        self._chosen = ""
        self._target = WAITING
        found = self._context.activity
        self._placing = Placing(desk, activity)
        self._actions = NoteActions(desk, activity)
        votes = bool(found.setting("dots", False))
        self.capture = NoteCapture(self._theme, self._add, found.phase)
        self.capture.left_below.connect(self._on_left_below)
        self.list = MatrixList(desk, activity, Abilities(votes=votes))
        self.list.sent.connect(self.send)
        self.list.left_above.connect(self.focus_capture)
        self.list.left_beside.connect(self._on_left_below)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.map = MapView()
        self.map.chosen.connect(self.choose)
        self.map.placed.connect(self._on_placed)
        self.map.moved.connect(self._on_moved)
        self.map.sent.connect(self.send)
        self.map.stepped.connect(self._on_stepped)
        self.map.pressed.connect(self._on_pressed)
        self.map.left.connect(self.focus_capture)
        self.details = NoteDetails(self._context)
        self.details.sized.connect(self._on_sized)
        self.details.tagged.connect(self._on_tagged)
        self.now = OneLine("meta")
        self.hints = KeyHints(self._theme)
        self.touch = TouchButton(desk, activity) if votes else None
        self.empty = label("muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._below = QStackedLayout()
        self._lay_out()

    # -- what the editor asks ------------------------------------------------------------------

    def focus_capture(self) -> None:
        """The keyboard to the line."""
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether something is being typed, in the line, in a note or as a share."""
        return self.capture.is_typing() or self.list.is_editing or self.details.is_typing

    def choose_place(self, index: int) -> None:
        """What stands in the line is added there; else the chosen note goes there."""
        places = KIND.places(self._context)
        if index >= len(places):
            return
        if self.capture.is_typing():
            self._target = places[index].id
            self.capture.submit(False)
            self._target = WAITING
        else:
            self.send(index)

    def show_words(self) -> None:
        """Say everything in the session's language."""
        context, words = self._context, self._desk.workshop.words
        places = KIND.places(context)
        self.capture.show_words(words, places[-1:], words("matrix.type"))
        self.list.show_words({place.id: place.label for place in places}, words("matrix.list"))
        named = [
            replace(one, title=f"{number}\u00a0\u00a0{one.title}")
            for number, one in enumerate(figure.quadrants(context), 1)
        ]
        phase = context.activity.phase
        self.map.show_words(named, figure.matrix_words(context), figure.style(context), phase)
        self.empty.setText(words("matrix.none"))
        hints = [("1…4", "send"), ("←↑→↓", "move"), ("Shift", "fine"), ("N", "next"),
                 ("0", "wait"), ("Esc", "type")]
        if context.activity.setting("dots", False):
            hints.insert(4, ("+ −", "dots"))
        self.hints.show_hints([(key, words(f"matrix.hint.{does}")) for key, does in hints])

    def reload(self) -> None:
        """Read the notes again, and whether the stage takes dots."""
        if self.touch is not None:
            self.touch.show_words()
        notes = read_notes(self._desk.workshop.file, self._activity)
        rows = [self._row(note) for note in reversed(notes) if not note.merged_into]
        self._notes = {note.key: note for note in rows}
        if self._chosen not in self._notes:
            self._chosen = rows[0].key if rows else ""
        self.list.show_notes(rows)
        self._below.setCurrentWidget(self.list if rows else self.empty)
        self._select()

    # -- choosing ------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """The note that is placed next, in the list and on the matrix."""
        if key in self._notes and key != self._chosen:
            self.map.settle()
            self._chosen = key
            self._select()

    def send(self, index: int) -> None:
        """The chosen note goes to a quadrant's middle, or beside the matrix."""
        note = self._note
        if note is not None and self._placing.send(note, index):
            self.reload()

    @property
    def _note(self) -> Note | None:
        return self._notes.get(self._chosen)

    @property
    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _theme(self) -> Theme:
        return self._desk.theme

    def _row(self, note: Note) -> Note:
        """A note whose place is the quadrant it stands in."""
        if note.x is None or note.y is None:
            return note._replace(place=WAITING)
        return note._replace(place=quadrant_at(self._context.activity, note.x, note.y).id)

    def _select(self) -> None:
        """List, matrix and details follow the chosen note."""
        keys = [note.key for note in self.list.notes]
        if self._chosen in keys and not self.list.is_editing:
            self.list.setCurrentIndex(self.list.model().index(keys.index(self._chosen), 0))
        shown = [
            note for note in self._notes.values() if not note.held or note.key == self._chosen
        ]
        spots = [
            Spot(note.key, note.text, note.x, note.y, note.size, marked=bool(note.tags))
            for note in reversed(shown)
        ]
        self.map.show_matrix(spots, self._chosen, self._desk.theme)
        self._describe(shown)
        self.details.show_note(self._note, self._context)

    def _describe(self, shown: Sequence[Note]) -> None:
        """The same for a screen reader: the chosen note, and all of them with their places."""
        words, note = self._desk.workshop.words, self._note
        name = words("matrix.map", n=len(shown))
        self.now.setText(self._said(note) if note is not None else "")
        if note is not None:
            name = words("matrix.map_chosen", map=name, note=self._said(note))
        self.map.setAccessibleName(name)
        self.map.setAccessibleDescription("\n".join(self._said(one) for one in shown))

    def _said(self, note: Note) -> str:
        labels = {place.id: place.label for place in KIND.places(self._context)}
        if note.x is None or note.y is None:
            return f"{note.text}, {labels[WAITING]}"
        return f"{note.text}, {at(self._desk.workshop.words, labels[note.place], note.x, note.y)}"

    # -- doing ---------------------------------------------------------------------------------

    def _add(self, texts: Sequence[str], held: bool) -> bool:
        """Add the line's notes; the newest is the one to be placed."""
        done = self._actions.add(self._target, texts, held, KIND.add_notes)
        if done:
            self._chosen = ""
            self.reload()
        return done

    def _on_placed(self, key: str, x: float, y: float) -> None:
        note = self._notes.get(key)
        if note is not None:
            self._placing.place(note, x, y)
            self.reload()

    def _on_moved(self, x: float, y: float) -> None:
        """Say where the note is while it moves; saved it is once it rests."""
        note = self._note
        if note is not None:
            self.now.setText(self._said(self._row(note._replace(x=x, y=y))))

    def _on_stepped(self, by: int) -> None:
        keys = [note.key for note in self.list.notes]
        if self._chosen in keys:
            self.choose(keys[(keys.index(self._chosen) + by) % len(keys)])
            note = self._note
            if note is not None:
                self._desk.announce(self._said(note))

    def _on_pressed(self, what: str) -> None:
        note = self._note
        does: dict[str, Callable[[Note], object]] = {"delete": self._delete}
        if self._context.activity.setting("dots", False):
            does["more"] = partial(self._actions.vote, step=1)
            does["less"] = partial(self._actions.vote, step=-1)
        tags = list(self.details.tags)
        if note is not None and what == "mark" and tags:
            self._placing.tag(note, tags[0], on=tags[0] not in note.tags)
            self.reload()
        elif note is not None and what in does:
            does[what](note)
            self.reload()

    def _delete(self, note: Note) -> None:
        self._actions.delete([note])

    def _on_sized(self, text: str) -> None:
        note = self._note
        if note is not None and self._placing.size(note, text):
            self.details.saved()
            self.reload()

    def _on_tagged(self, tag: str, on: bool) -> None:
        note = self._note
        if note is not None:
            self._placing.tag(note, tag, on=on)
            self.reload()

    def _on_current_changed(self, *_indexes: object) -> None:
        note = self.list.current
        if note is not None and self.list.hasFocus():
            self.choose(note.key)

    def _on_left_below(self) -> None:
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- building ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys are named where there is room for them."""
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= _HINTS_FROM)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.capture)
        row = QHBoxLayout()
        row.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(self._below, 1)
        left.addWidget(self.now)
        below = QHBoxLayout()
        below.addWidget(self.details, 1)
        if self.touch is not None:
            below.addWidget(self.touch, 0, Qt.AlignmentFlag.AlignBottom)
        left.addLayout(below)
        row.addLayout(left, 1)
        row.addWidget(self.map, 1)
        column.addLayout(row, 1)
        column.addWidget(self.hints)
        self._below.addWidget(self.empty)
        self._below.addWidget(self.list)
        self.setTabOrder(self.capture.add, self.map)
        self.setTabOrder(self.map, self.list)
