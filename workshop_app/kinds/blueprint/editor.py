"""The console's capture of a blueprint: a line, and cells of step × lane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_app.kinds.blueprint import KIND, changes, model
from workshop_app.kinds.blueprint.figure import ICONS, tag_name
from workshop_app.kinds.blueprint.step_menu import StepMenu
from workshop_app.kinds.blueprint.typed import (
    CHANGED,
    FAIL,
    REMOVED,
    TAGS,
    WAIT,
    department_of,
    to_type,
)
from workshop_app.kinds.contract import Place
from workshop_app.session.notes import LONGEST, NOTE_TABLES, NewNote, read_notes
from workshop_app.ui.capture_parts import MARGINS, Choice
from workshop_app.ui.cell_grid import CellGrid
from workshop_app.ui.cell_model import Cell
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.lane_button import LaneButton
from workshop_app.ui.note_actions import NoteActions, short, too_long
from workshop_app.ui.note_capture import NoteCapture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.session.notes import Note

_READS: Final = NOTE_TABLES | {"blueprint_step"}
_LETTERS: Final = {"F": FAIL, "W": WAIT, "N": CHANGED, "X": REMOVED}
_LINK: Final = "L"
_TOKENS: Final = {FAIL: "danger", WAIT: "warn", CHANGED: "act", REMOVED: "ink2"}
_HINTS_FROM: Final = 380
"""Pixels of height from which the keys stand below the cells."""


class Editor(EditorBase):
    """Lanes by Ctrl+1…5, cells by arrows, marks by their letters; the last column adds a step."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        found = self.context.activity
        self._lanes = [lane.id for lane in found.list("lanes")]
        self._own = self._lanes.index(model.customer_lane(found))
        self._steps: list[str] = []
        self._cells: dict[tuple[str, str], list[Note]] = {}
        self._source: Note | None = None
        self._wanted: tuple[int, int] | None = (self._own, 0)
        self._actions = NoteActions(desk, activity)
        self.capture = NoteCapture(self._theme, self._add, found.phase)
        self.capture.field.installEventFilter(self)
        self.lane = LaneButton(desk.theme)
        self.lane.setMaximumWidth(190)
        self.lane.chosen.connect(self._on_lane_chosen)
        self.capture.put_before_field(self.lane)
        self.version = Choice()
        self.version.chosen.connect(self._on_version_chosen)
        self._future = False
        self.menu = StepMenu(desk, activity)
        self.menu.went.connect(self._on_step_went)
        marks = {tag: (ICONS[tag], _TOKENS[tag]) for tag in TAGS}
        letters = "".join((*_LETTERS, _LINK))
        self.grid = CellGrid(self._theme, self._save_cell, lambda _row: True, letters, marks)
        self.capture.left_below.connect(self.grid.setFocus)
        self.grid.marked.connect(self._on_marked)
        self.grid.emptied.connect(self._on_emptied)
        self.grid.left_above.connect(self.focus_capture)
        self.grid.installEventFilter(self)
        self.grid.horizontalHeader().sectionClicked.connect(self._on_step_clicked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        self.hints = KeyHints(self._theme)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.version, 1)
        row.addWidget(self.menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        column.addWidget(self.capture)
        column.addLayout(row)
        column.addWidget(self.grid, 1)
        column.addWidget(self.hints)

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line."""
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, tables: frozenset[str]) -> None:
        """Cells when they changed, words when everything did."""
        if not tables or tables & _READS:
            self._read()
        if not tables:
            self._show_words()

    def choose_place(self, index: int) -> None:
        """Lane by number, for the line and in the grid."""
        if 0 <= index < len(self._lanes):
            self.grid.go(index, self._column)
            self.desk.announce(self._place_label())

    def is_typing(self) -> bool:
        """Whether something is being typed, in the line or in a cell."""
        return self.capture.is_typing() or self.grid.is_editing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys are explained where there is room for it."""
        super().resizeEvent(event)
        self.hints.setVisible(self.height() >= _HINTS_FROM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and arrows go to another cell from the line; with Shift they move the step."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event, in_line=watched is self.capture.field)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, *, in_line: bool) -> bool:
        keys, modifiers = Qt.Key, event.modifiers()
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        ways = {keys.Key_Up: (-1, 0), keys.Key_Down: (1, 0), keys.Key_Left: (0, -1),
                keys.Key_Right: (0, 1)}
        way = ways.get(keys(event.key()))
        if way and alt and shift and way[1]:
            self.menu.shift(self._step, way[1])
            return True
        if way and alt and in_line:
            rows, columns = len(self._lanes), len(self._steps) + 1
            self.grid.go(
                min(max(self._row + way[0], 0), rows - 1),
                min(max(self._column + way[1], 0), columns - 1),
            )
            self.desk.announce(self._place_label())
            return True
        if in_line:
            return False
        if event.key() == keys.Key_Insert:
            self.menu.insert(self._step, 0)
        elif event.key() == keys.Key_Delete and shift:
            self.menu.remove(self._step)
        elif event.key() == keys.Key_Escape and self._source is not None:
            self._let_go()
        else:
            return False
        return True

    # -- where we are --------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        return max(self.grid.currentIndex().row(), 0)

    @property
    def _column(self) -> int:
        return max(self.grid.currentIndex().column(), 0)

    @property
    def _step(self) -> str:
        """The key of the step under the keyboard; empty in the column that adds one."""
        return self._steps[self._column] if self._column < len(self._steps) else ""

    @property
    def _here(self) -> list[Note]:
        """The cards of the cell under the keyboard."""
        return self._cells.get((self._step, self._lanes[self._row]), [])

    def _lane_name(self, row: int) -> str:
        return self.context.text(f"lanes.{self._lanes[row]}")

    def _fields(self, row: int, column: int) -> dict[str, object]:
        return {"step": column + 1, "lane": self._lane_name(row)}

    def _place_label(self) -> str:
        words = self.desk.workshop.words
        return words("blueprint.place", **self._fields(self._row, self._column))

    def _theme(self) -> Theme:
        return self.desk.theme

    # -- showing -------------------------------------------------------------------------------

    def _show_words(self) -> None:
        words = self.desk.workshop.words
        self.grid.setAccessibleName(words("blueprint.grid"))
        options = [(one, words(f"blueprint.version.{one}"))
                   for one in (model.PRESENT, model.FUTURE)]
        chosen = model.FUTURE if self._future else model.PRESENT
        self.version.show_options(words("blueprint.version"), options, chosen, words)
        names = {tag: tag_name(tag, self.context) for tag in TAGS}
        self.hints.show_hints([
            ("Enter", words("blueprint.hint.edit")),
            (f"Ctrl+1…{len(self._lanes)}", words("blueprint.hint.lane")),
            *((letter, names[tag].lower()) for letter, tag in _LETTERS.items()),
            (_LINK, words("blueprint.hint.link")),
            ("… @IT", words("blueprint.hint.department")),
            ("Alt+Shift+←", words("blueprint.hint.move")),
        ])
        self._show_place()

    def _show_place(self) -> None:
        """Line, lane and menu follow the cell."""
        words, row, column = self.desk.workshop.words, self._row, self._column
        makes = row == self._own and not (self._step and not self._here)
        number = column + 1 if not self._step or not makes else column + 2
        kind = "step" if makes else "cell"
        invitation = words(f"blueprint.type.{kind}", step=number)
        here = Place(f"{column + 1}/{self._lanes[row]}", self._place_label())
        self.capture.show_words(words, [here], invitation)
        lanes = [self._lane_name(one) for one in range(len(self._lanes))]
        said = words("blueprint.lane_said", lane=lanes[row])
        self.lane.show_lane(lanes, row, said, words("blueprint.lane_tip", n=len(lanes)))
        self.menu.show_step(self._step, column + 1)

    def _read(self) -> None:
        """Cards of every cell, those held back included."""
        words, file = self.desk.workshop.words, self.desk.workshop.file
        at = self._wanted or (self._row, self._column)
        self._wanted = None
        self._steps = [key for key, _ in model.read_steps(file, self.activity)]
        self._cells = {}
        for note in read_notes(file, self.activity):
            step, _, lane = note.place.partition("/")
            self._cells.setdefault((step, lane), []).append(note)
        lanes = [self._lane_name(row) for row in range(len(self._lanes))]
        self.grid.cells.show_names(
            [self._step_name(number) for number in range(len(self._steps))],
            lanes, words, adding=words("blueprint.new_column"),
            marks={tag: tag_name(tag, self.context) for tag in TAGS},
        )
        self.grid.show_cells([
            [_cell(self._cells.get((step, lane), ())) for step in self._steps]
            for lane in self._lanes
        ])
        self.grid.go(at[0], min(at[1], len(self._steps)))
        self._show_place()

    def _step_name(self, number: int) -> str:
        words = self.desk.workshop.words
        cards = self._cells.get((self._steps[number], self._lanes[self._own]))
        if cards:
            return department_of(cards[0].text)[0] or cards[0].text
        return words("blueprint.column_empty", number=number + 1)

    # -- doing ---------------------------------------------------------------------------------

    def _add(self, texts: Sequence[str], held: bool) -> bool:
        """The line makes steps in the customers' lane, and cards elsewhere."""
        lane = self._lanes[self._row]
        if any(len(text) > LONGEST for text in texts):
            self.desk.fail(too_long())
            return False
        fills = self._step and (self._row != self._own or not self._here)
        if not fills:
            return self._add_steps(texts, lane, held)
        tags = (CHANGED,) if self._future else ()
        notes = [NewNote(f"{self._step}/{lane}", text, held=held, tags=tags) for text in texts]
        words = self.desk.workshop.words
        said = words("editors.edit.add", n=len(texts), text=short(texts[0]))
        return self._done(partial(KIND.add_notes, notes, said, self.context), said)

    def _add_steps(self, texts: Sequence[str], lane: str, held: bool) -> bool:
        words = self.desk.workshop.words
        at = self._column + 1 if self._step else len(self._steps)
        said = words("blueprint.edit.step", step=at + 1)
        version = model.FUTURE if self._future else model.PRESENT
        notes = [NewNote(lane, text, held=held) for text in texts]
        action = partial(changes.add_steps, notes, said, self.context, at, version)
        column = at + len(texts) - (1 if self._step else 0)
        return self._done(action, said, (self._row, column))

    def _done(
        self, action: Callable[[], object], said: str, at: tuple[int, int] | None = None
    ) -> bool:
        """Do, say and show it; the keyboard's place goes to ``at``."""
        done = self.desk.attempt(action)
        if done:
            self._wanted = at
            self.desk.announce(said)
            if not self.grid.is_editing:
                self._read()
        return done

    def _save_cell(self, row: int, column: int, text: str) -> bool:
        """Let a cell hold the lines that were typed in it; the last column makes a step."""
        lines = [line for line in text.splitlines() if line.strip()]
        if any(len(line) > LONGEST for line in lines):
            self.desk.fail(too_long())
            return False
        words, lane = self.desk.workshop.words, self._lanes[row]
        if column >= len(self._steps):
            if not lines:
                return True
            said = words("blueprint.edit.step", step=column + 1)
            return self._done(partial(self._new_step, lane, lines, said), said, (row, column))
        said = words("blueprint.edit.cell", **self._fields(row, column))
        tags = (CHANGED,) if self._future else ()
        step = self._steps[column]
        return self._done(
            partial(changes.set_cell, self.context, said, step, lane, lines, tags), said
        )

    def _new_step(self, lane: str, lines: Sequence[str], said: str) -> None:
        """One step for a cell of several lines; in the customers' lane one for each."""
        version = model.FUTURE if self._future else model.PRESENT
        if lane == self._lanes[self._own]:
            notes = [NewNote(lane, line) for line in lines]
            changes.add_steps(notes, said, self.context, version=version)
        else:
            changes.add_step(lane, lines, said, self.context, version)

    def _on_marked(self, _row: int, _column: int, letter: str) -> None:
        """The first card without the mark gets it; where all have it, none has it then."""
        if letter == _LINK:
            self._link()
            return
        cards, tag = self._here, _LETTERS[letter]
        without = [card for card in cards if tag not in card.tags]
        words, file = self.desk.workshop.words, self.desk.workshop.file
        said = words(
            "blueprint.edit.mark" if without else "blueprint.edit.unmark",
            tag=tag_name(tag, self.context), **self._fields(self._row, self._column),
        )
        self._done(
            partial(changes.mark_cards, file, said, without[:1] or cards, tag, on=bool(without)),
            said,
        )

    def _link(self) -> None:
        """The first press takes hold of a card, the second draws or takes away an arrow."""
        words, card = self.desk.workshop.words, self._here[0]
        if self._source is None:
            self._source = card
            said = words("blueprint.link_from", **self._fields(self._row, self._column))
            self.desk.toast(said)
            return
        if card.place == self._source.place:
            self._let_go()
            return
        file, source = self.desk.workshop.file, self._source
        there = (source.key, card.key) in model.read_links(file, self.activity)
        said = words("blueprint.edit.unlink" if there else "blueprint.edit.link")
        self._source = None
        action = partial(
            changes.link_cards, file, said, self.activity, source.key, card.key
        )
        if self._done(action, said):
            self.desk.toast(said, undoable=True)

    def _let_go(self) -> None:
        self._source = None
        self.desk.toast(self.desk.workshop.words("blueprint.link_let_go"))

    def _on_emptied(self, row: int, column: int) -> None:
        if column < len(self._steps) and self._here and self._save_cell(row, column, ""):
            words = self.desk.workshop.words
            said = words("blueprint.emptied", **self._fields(row, column))
            self.desk.toast(said, undoable=True)

    def _on_step_went(self, column: int) -> None:
        """The keyboard follows a step that was moved, inserted or removed."""
        self._wanted = (self._row, column)
        self._read()

    def _on_version_chosen(self, version: str) -> None:
        self._future = version == model.FUTURE
        self._show_words()

    def _on_current_changed(self, *_indexes: object) -> None:
        self._show_place()

    def _on_step_clicked(self, column: int) -> None:
        self.grid.go(self._row, column)
        self.focus_capture()

    def _on_lane_chosen(self, row: int) -> None:
        self.grid.go(row, self._column)
        self.focus_capture()


def _cell(notes: Sequence[Note]) -> Cell:
    """The cards of a cell, and how they are typed."""
    return Cell(cards=tuple(notes), opens=tuple(to_type(one.text, one.tags) for one in notes))
