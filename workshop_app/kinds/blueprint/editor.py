"""The console's capture of a blueprint: a line, and cells of step × lane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

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
from workshop_app.ui.capture_parts import Choice
from workshop_app.ui.cell_editor import ALL_WAYS, CellEditor
from workshop_app.ui.cell_model import Cell
from workshop_app.ui.key_hints import KeyHints
from workshop_app.ui.note_actions import NoteActions, short, too_long

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk

_LETTERS: Final = {"F": FAIL, "W": WAIT, "N": CHANGED, "X": REMOVED}
_LINK: Final = "L"
_TOKENS: Final = {FAIL: "danger", WAIT: "warn", CHANGED: "act", REMOVED: "ink2"}


class Editor(CellEditor):
    """Lanes by Ctrl+1…5, cells by arrows, marks by their letters; the last column adds a step."""

    tables = NOTE_TABLES | {"blueprint_step"}
    ways = ALL_WAYS
    explained_from = 380

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        marks = {tag: (ICONS[tag], _TOKENS[tag]) for tag in TAGS}
        letters = "".join((*_LETTERS, _LINK))
        super().__init__(desk, activity, parent, letters=letters, marks=marks)
        self._own = self.lanes.index(model.customer_lane(self.context.activity))
        self._steps: list[str] = []
        self._cells: dict[tuple[str, str], list[Note]] = {}
        self._source: Note | None = None
        self._wanted: tuple[int, int] | None = (self._own, 0)
        self._actions = NoteActions(desk, activity)
        self.lane.setMaximumWidth(190)
        self.version = Choice()
        self.version.chosen.connect(self._on_version_chosen)
        self._future = False
        self.menu = StepMenu(desk, activity)
        self.menu.went.connect(self._on_step_went)
        self.grid.marked.connect(self._on_marked)
        self.grid.installEventFilter(self)
        self.hints = KeyHints(self._theme)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.version, 1)
        row.addWidget(self.menu)
        self.lay_out((self.capture, row, self.grid, self.hints), self.hints)

    # -- what the console asks -----------------------------------------------------------------

    def choose_place(self, index: int) -> None:
        """Lane by number, for the line and in the grid."""
        if 0 <= index < len(self.lanes):
            self.go(index, self.column)

    def takes_key(self, event: QKeyEvent, *, in_line: bool) -> bool:
        """With Shift, Alt and arrows move the step; in the grid keys make and take away steps."""
        keys, modifiers = Qt.Key, event.modifiers()
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        way = self.ways.get(keys(event.key()))
        if way and alt and shift and way[1]:
            self.menu.shift(self._step, way[1])
            return True
        if in_line:
            return super().takes_key(event, in_line=in_line)
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
    def _step(self) -> str:
        """The key of the step under the keyboard; empty in the column that adds one."""
        return self._steps[self.column] if self.column < len(self._steps) else ""

    @property
    def _here(self) -> list[Note]:
        """The cards of the cell under the keyboard."""
        return self._cells.get((self._step, self.lanes[self.row]), [])

    def _lane_name(self, row: int) -> str:
        return self.context.text(f"lanes.{self.lanes[row]}")

    def _fields(self, row: int, column: int) -> dict[str, object]:
        return {"step": column + 1, "lane": self._lane_name(row)}

    def place_label(self) -> str:
        """The step by its number, the lane by its name."""
        words = self.desk.workshop.words
        return words("blueprint.place", **self._fields(self.row, self.column))

    # -- showing -------------------------------------------------------------------------------

    def show_words(self) -> None:
        """The versions and the keys."""
        words = self.desk.workshop.words
        self.grid.setAccessibleName(words("blueprint.grid"))
        options = [(one, words(f"blueprint.version.{one}"))
                   for one in (model.PRESENT, model.FUTURE)]
        chosen = model.FUTURE if self._future else model.PRESENT
        self.version.show_options(words("blueprint.version"), options, chosen, words)
        names = {tag: tag_name(tag, self.context) for tag in TAGS}
        self.hints.show_hints([
            ("Enter", words("blueprint.hint.edit")),
            (f"Ctrl+1…{len(self.lanes)}", words("blueprint.hint.lane")),
            *((letter, names[tag].lower()) for letter, tag in _LETTERS.items()),
            (_LINK, words("blueprint.hint.link")),
            ("… @IT", words("blueprint.hint.department")),
            ("Alt+Shift+←", words("blueprint.hint.move")),
        ])
        self.show_place()

    def show_place(self) -> None:
        """Line, lane and menu follow the cell."""
        words, row, column = self.desk.workshop.words, self.row, self.column
        makes = row == self._own and not (self._step and not self._here)
        number = column + 1 if not self._step or not makes else column + 2
        kind = "step" if makes else "cell"
        invitation = words(f"blueprint.type.{kind}", step=number)
        here = Place(f"{column + 1}/{self.lanes[row]}", self.place_label())
        self.capture.show_words(words, [here], invitation)
        lanes = [self._lane_name(one) for one in range(len(self.lanes))]
        said = words("blueprint.lane_said", lane=lanes[row])
        self.lane.show_lane(lanes, row, said, words("blueprint.lane_tip", n=len(lanes)))
        self.menu.show_step(self._step, column + 1)

    def reload(self) -> None:
        """Cards of every cell, those held back included."""
        words, file = self.desk.workshop.words, self.desk.workshop.file
        at = self._wanted or (self.row, self.column)
        self._wanted = None
        self._steps = [key for key, _ in model.read_steps(file, self.activity)]
        self._cells = {}
        for note in read_notes(file, self.activity):
            step, _, lane = note.place.partition("/")
            self._cells.setdefault((step, lane), []).append(note)
        lanes = [self._lane_name(row) for row in range(len(self.lanes))]
        self.grid.cells.show_names(
            [self._step_name(number) for number in range(len(self._steps))],
            lanes, words, adding=words("blueprint.new_column"),
            marks={tag: tag_name(tag, self.context) for tag in TAGS},
        )
        self.grid.show_cells([
            [_cell(self._cells.get((step, lane), ())) for step in self._steps]
            for lane in self.lanes
        ])
        self.grid.go(at[0], min(at[1], len(self._steps)))
        self.show_place()

    def _step_name(self, number: int) -> str:
        words = self.desk.workshop.words
        cards = self._cells.get((self._steps[number], self.lanes[self._own]))
        if cards:
            return department_of(cards[0].text)[0] or cards[0].text
        return words("blueprint.column_empty", number=number + 1)

    # -- doing ---------------------------------------------------------------------------------

    def add(self, texts: Sequence[str], held: bool) -> bool:
        """The line makes steps in the customers' lane, and cards elsewhere."""
        lane = self.lanes[self.row]
        if any(len(text) > LONGEST for text in texts):
            self.desk.fail(too_long())
            return False
        fills = self._step and (self.row != self._own or not self._here)
        if not fills:
            return self._add_steps(texts, lane, held)
        tags = (CHANGED,) if self._future else ()
        notes = [NewNote(f"{self._step}/{lane}", text, held=held, tags=tags) for text in texts]
        words = self.desk.workshop.words
        said = words("editors.edit.add", n=len(texts), text=short(texts[0]))
        return self._done(partial(KIND.add_notes, notes, said, self.context), said)

    def _add_steps(self, texts: Sequence[str], lane: str, held: bool) -> bool:
        words = self.desk.workshop.words
        at = self.column + 1 if self._step else len(self._steps)
        said = words("blueprint.edit.step", step=at + 1)
        version = model.FUTURE if self._future else model.PRESENT
        notes = [NewNote(lane, text, held=held) for text in texts]
        action = partial(changes.add_steps, notes, said, self.context, at, version)
        column = at + len(texts) - (1 if self._step else 0)
        return self._done(action, said, (self.row, column))

    def _done(
        self, action: Callable[[], object], said: str, at: tuple[int, int] | None = None
    ) -> bool:
        """Do, say and show it; the keyboard's place goes to ``at``."""
        done = self.desk.attempt(action)
        if done:
            self._wanted = at
            self.desk.announce(said)
            if not self.grid.is_editing:
                self.reload()
        return done

    def save_cell(self, row: int, column: int, text: str) -> bool:
        """Let a cell hold the lines that were typed in it; the last column makes a step."""
        lines = [line for line in text.splitlines() if line.strip()]
        if any(len(line) > LONGEST for line in lines):
            self.desk.fail(too_long())
            return False
        words, lane = self.desk.workshop.words, self.lanes[row]
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
        if lane == self.lanes[self._own]:
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
            tag=tag_name(tag, self.context), **self._fields(self.row, self.column),
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
            said = words("blueprint.link_from", **self._fields(self.row, self.column))
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

    def on_emptied(self, row: int, column: int) -> None:
        """The cards of the cell go."""
        if column < len(self._steps) and self._here and self.save_cell(row, column, ""):
            words = self.desk.workshop.words
            said = words("blueprint.emptied", **self._fields(row, column))
            self.desk.toast(said, undoable=True)

    def _on_step_went(self, column: int) -> None:
        """The keyboard follows a step that was moved, inserted or removed."""
        self._wanted = (self.row, column)
        self.reload()

    def _on_version_chosen(self, version: str) -> None:
        self._future = version == model.FUTURE
        self.show_words()


def _cell(notes: Sequence[Note]) -> Cell:
    """The cards of a cell, and how they are typed."""
    return Cell(cards=tuple(notes), opens=tuple(to_type(one.text, one.tags) for one in notes))
