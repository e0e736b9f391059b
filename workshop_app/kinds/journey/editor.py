"""The console's capture of a journey: a line, and cells of stage × lane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workshop_app.kinds.contract import Place
from workshop_app.kinds.journey import KIND, model
from workshop_app.kinds.journey.shorthand import spelled_out, to_type
from workshop_app.session.notes import LONGEST, NewNote, read_notes
from workshop_app.ui.capture_parts import MARGINS, OneLine
from workshop_app.ui.cell_grid import CellGrid
from workshop_app.ui.cell_model import Cell
from workshop_app.ui.desk import Desk, EditorBase
from workshop_app.ui.lane_button import LaneButton
from workshop_app.ui.note_actions import NoteActions, too_long
from workshop_app.ui.note_capture import NoteCapture

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.kinds.journey.typed import StepValues
    from workshop_app.session.notes import Note

_READS: Final = frozenset({"note", "journey_step"})
_HINT_FROM: Final = 420
"""Pixels of height from which a line says what can be typed in the lane."""


class Editor(EditorBase):
    """Stages by Ctrl+1…6, lanes by Alt+Up and Alt+Down, cells by arrows."""

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        found = self.context.activity
        self._stages = [stage.id for stage in found.list("stages")]
        self._lanes = [lane.id for lane in found.list("lanes")]
        self._actions = NoteActions(desk, activity, self._on_note_changed)
        self._cells: Mapping[tuple[str, str], Cell] = {}
        self.capture = NoteCapture(self._theme, self._add, found.phase)
        self.capture.left_below.connect(self._on_left_below)
        self.capture.field.installEventFilter(self)
        self.lane = LaneButton(desk.theme)
        self.lane.chosen.connect(self._on_lane_chosen)
        self.capture.put_before_field(self.lane)
        self.hint = OneLine("hint")
        self.grid = CellGrid(self._theme, self._save_cell, self._is_numeric)
        self.grid.dotted.connect(self._on_dotted)
        self.grid.emptied.connect(self._on_emptied)
        self.grid.left_above.connect(self.focus_capture)
        self.grid.horizontalHeader().sectionClicked.connect(self._on_stage_clicked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(6)
        column.addWidget(self.capture)
        column.addWidget(self.hint)
        column.addWidget(self.grid, 1)

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line."""
        self.capture.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, tables: frozenset[str]) -> None:
        """Cells when they changed, words when everything did."""
        if not tables:
            self._show_words()
        if not tables or tables & _READS:
            self._read()

    def choose_place(self, index: int) -> None:
        """Stage by number, in the line and in the grid."""
        if 0 <= index < len(self._stages):
            self._go(self._row, index)
            self.desk.announce(self._place_label())

    def is_typing(self) -> bool:
        """Whether something is being typed, in the line or in a cell."""
        return self.capture.is_typing() or self.grid.is_editing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one can type is explained where there is room for it."""
        super().resizeEvent(event)
        self.hint.setVisible(self.height() >= _HINT_FROM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down change the lane while the line is typed."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                row = min(max(self._row + step, 0), len(self._lanes) - 1)
                self._go(row, self._column)
                self.desk.announce(self._place_label())
                return True
        return super().eventFilter(watched, event)

    # -- where we are --------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        return max(self.grid.currentIndex().row(), 0)

    @property
    def _column(self) -> int:
        return max(self.grid.currentIndex().column(), 0)

    @property
    def place(self) -> tuple[str, str]:
        """Stage and lane of the cell that the line and the grid stand on."""
        return self._stages[self._column], self._lanes[self._row]

    def _go(self, row: int, column: int) -> None:
        self.grid.go(row, column)

    def _form(self, lane: str) -> str:
        return model.form_of(self.context.activity, lane)

    def _is_numeric(self, row: int) -> bool:
        return self._form(self._lanes[row]) in model.TYPED_LANES

    def _place_label(self) -> str:
        stage, lane = self.place
        return f"{self.context.text(f'stages.{stage}')}, {self.context.text(f'lanes.{lane}')}"

    def _theme(self) -> Theme:
        return self.desk.theme

    # -- showing -------------------------------------------------------------------------------

    def _show_words(self) -> None:
        words, context = self.desk.workshop.words, self.context
        row, column = self._row, self._column
        stages = [context.text(f"stages.{stage}") for stage in self._stages]
        lanes = [context.text(f"lanes.{lane}") for lane in self._lanes]
        self.grid.cells.show_names(stages, lanes, words)
        self.grid.setAccessibleName(words("editors.journey.grid"))
        self._go(row, column)
        self._show_place()

    def _show_place(self) -> None:
        """Line, lane and hint follow the cell."""
        words, context = self.desk.workshop.words, self.context
        stage, lane = self.place
        form = self._form(lane)
        label = context.text(f"stages.{stage}")
        invitation = words(f"editors.journey.type.{form}", stage=label)
        here = Place(f"{stage}/{lane}", self._place_label())
        self.capture.show_words(words, [here], invitation)
        name = context.text(f"lanes.{lane}")
        lanes = [context.text(f"lanes.{one}") for one in self._lanes]
        said = words("editors.journey.lane", lane=name)
        self.lane.show_lane(lanes, self._row, said, words("editors.journey.lane_tip"))
        hint = words(f"editors.journey.hint.{form}")
        if form == "departments" and self._departments():
            hint = words("editors.journey.hint.known", names=", ".join(self._departments()))
        self.hint.setText(hint)
        self.capture.field.setToolTip(hint)

    def _departments(self) -> list[str]:
        people = self.desk.workshop.people()
        return sorted({person.department for person in people if person.department})

    def _read(self) -> None:
        """Numbers and cards of every cell, those held back included."""
        file = self.desk.workshop.file
        cards: dict[str, list[Note]] = {}
        for note in read_notes(file, self.activity):
            cards.setdefault(note.place, []).append(note)
        steps = model.read_steps(file, self.activity)
        self._cells = {
            (stage, lane): self._cell(
                lane, steps.get(stage, {}), cards.get(f"{stage}/{lane}", [])
            )
            for stage in self._stages
            for lane in self._lanes
        }
        self.grid.show_cells([
            [self._cells[stage, lane] for stage in self._stages] for lane in self._lanes
        ])

    def _cell(self, lane: str, values: StepValues, cards: Sequence[Note]) -> Cell:
        form, words = self._form(lane), self.desk.workshop.words
        value = ""
        emotion, low, high = values.get("emotion"), values.get("low"), values.get("high")
        severity, frequency = values.get("severity"), values.get("frequency")
        if form == "emotion" and emotion is not None:
            value = words.signed(emotion, _decimals(emotion))
            if low is not None and high is not None and low != high:
                ends = [words.signed(end, _decimals(end)) for end in (low, high)]
                value = f"{value}  ({ends[0]} … {ends[1]})"
        elif form == "friction" and severity and frequency:
            value = f"{severity} × {frequency} = {severity * frequency}"
        return Cell(value, to_type(form, values), tuple(cards))

    # -- doing ---------------------------------------------------------------------------------

    def _add(self, texts: Sequence[str], held: bool) -> bool:
        """Add the line's cards or numbers to the cell."""
        stage, lane = self.place
        lines = self._lines(lane, texts)
        notes = [NewNote(f"{stage}/{lane}", line) for line in lines]
        if not self._may_stand(notes):
            return False
        return self._actions.add(f"{stage}/{lane}", lines, held, KIND.add_notes)

    def _save_cell(self, row: int, column: int, text: str) -> bool:
        """Let a cell hold the lines that were typed in it."""
        stage, lane = self._stages[column], self._lanes[row]
        lines = self._lines(lane, [line for line in text.splitlines() if line.strip()])
        if any(len(line) > LONGEST for line in lines):
            self.desk.fail(too_long())
            return False
        words = self.desk.workshop.words
        name = f"{self.context.text(f'stages.{stage}')}, {self.context.text(f'lanes.{lane}')}"
        label = words("editors.journey.edit", place=name)
        done = self.desk.attempt(
            partial(model.set_cell, self.context, label, stage, lane, lines)
        )
        if done:
            self.desk.announce(label)
        return done

    def _lines(self, lane: str, texts: Sequence[str]) -> list[str]:
        form, known = self._form(lane), self._departments()
        return [line for text in texts for line in spelled_out(form, text, known)]

    def _may_stand(self, notes: Sequence[NewNote]) -> bool:
        return all(
            self.desk.attempt(partial(KIND.check_note, note, self.context)) for note in notes
        )

    def _on_emptied(self, row: int, column: int) -> None:
        cell = self._cells[self._stages[column], self._lanes[row]]
        if cell.lines and self._save_cell(row, column, ""):
            said = self.desk.workshop.words("editors.journey.emptied", place=self._place_label())
            self.desk.toast(said, undoable=True)

    def _on_dotted(self, row: int, column: int, step: int) -> None:
        """Dots go on a moment: on the first card of the cell."""
        cell, words = self._cells[self._stages[column], self._lanes[row]], self.desk.workshop.words
        if not cell.cards:
            self.desk.toast(words("editors.journey.no_card"))
            return
        having = [card for card in cell.cards if card.votes]
        self._actions.vote(having[0] if having else cell.cards[0], step)

    def _on_current_changed(self, *_indexes: object) -> None:
        self._show_place()

    def _on_stage_clicked(self, index: int) -> None:
        self._go(self._row, index)
        self.focus_capture()

    def _on_note_changed(self, _note: Note) -> None:
        self._read()

    def _on_left_below(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_lane_chosen(self, row: int) -> None:
        self._go(row, self._column)
        self.focus_capture()


def _decimals(value: float) -> int:
    """A half is said, a whole number is not said to be one."""
    return 0 if value == int(value) else 1
