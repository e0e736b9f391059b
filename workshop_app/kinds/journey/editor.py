"""The console's capture of a journey: a line, and cells of stage × lane."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workshop_app.kinds.contract import Place
from workshop_app.kinds.journey import KIND, model
from workshop_app.kinds.journey.shorthand import spelled_out, to_type
from workshop_app.session.notes import LONGEST, NewNote, read_notes
from workshop_app.ui.capture_parts import OneLine
from workshop_app.ui.cell_editor import CellEditor
from workshop_app.ui.cell_model import Cell
from workshop_app.ui.note_actions import NoteActions, too_long

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.kinds.journey.typed import StepValues
    from workshop_app.session.notes import Note
    from workshop_app.ui.desk import Desk


class Editor(CellEditor):
    """Stages by Ctrl+1…6, lanes by Alt+Up and Alt+Down, cells by arrows."""

    tables = frozenset({"note", "journey_step"})
    explained_from = 420

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._stages = [stage.id for stage in self.context.activity.list("stages")]
        self._actions = NoteActions(desk, activity, self._on_note_changed)
        self._cells: Mapping[tuple[str, str], Cell] = {}
        self.hint = OneLine("hint")
        self.grid.dotted.connect(self._on_dotted)
        self.lay_out((self.capture, self.hint, self.grid), self.hint)

    # -- what the console asks -----------------------------------------------------------------

    def choose_place(self, index: int) -> None:
        """Stage by number, in the line and in the grid."""
        if 0 <= index < len(self._stages):
            self.go(self.row, index)

    # -- where we are --------------------------------------------------------------------------

    @property
    def place(self) -> tuple[str, str]:
        """Stage and lane of the cell that the line and the grid stand on."""
        return self._stages[self.column], self.lanes[self.row]

    def _form(self, lane: str) -> str:
        return model.form_of(self.context.activity, lane)

    def is_numeric(self, row: int) -> bool:
        """Whether the lane takes numbers, which may have a sign."""
        return self._form(self.lanes[row]) in model.TYPED_LANES

    def place_label(self) -> str:
        """Stage and lane by their names."""
        return self._named(*self.place)

    def _named(self, stage: str, lane: str) -> str:
        first, second = self.context.text(f"stages.{stage}"), self.context.text(f"lanes.{lane}")
        return self.desk.workshop.words("list.pair", first=first, second=second)

    # -- showing -------------------------------------------------------------------------------

    def show_words(self) -> None:
        """The names of stages and lanes."""
        words, context = self.desk.workshop.words, self.context
        row, column = self.row, self.column
        stages = [context.text(f"stages.{stage}") for stage in self._stages]
        lanes = [context.text(f"lanes.{lane}") for lane in self.lanes]
        self.grid.cells.show_names(stages, lanes, words)
        self.grid.setAccessibleName(words("editors.journey.grid"))
        self.grid.go(row, column)
        self.show_place()

    def show_place(self) -> None:
        """Line, lane and hint follow the cell."""
        words, context = self.desk.workshop.words, self.context
        stage, lane = self.place
        form = self._form(lane)
        label = context.text(f"stages.{stage}")
        invitation = words(f"editors.journey.type.{form}", stage=label)
        here = Place(f"{stage}/{lane}", self.place_label())
        self.capture.show_words(words, [here], invitation)
        name = context.text(f"lanes.{lane}")
        lanes = [context.text(f"lanes.{one}") for one in self.lanes]
        said = words("editors.journey.lane", lane=name)
        self.lane.show_lane(lanes, self.row, said, words("editors.journey.lane_tip"))
        hint = words(f"editors.journey.hint.{form}")
        if form == "departments" and self._departments():
            hint = words("editors.journey.hint.known", names=", ".join(self._departments()))
        self.hint.setText(hint)
        self.capture.field.setToolTip(hint)

    def _departments(self) -> list[str]:
        people = self.desk.workshop.people()
        return sorted({person.department for person in people if person.department})

    def reload(self) -> None:
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
            for lane in self.lanes
        }
        self.grid.show_cells([
            [self._cells[stage, lane] for stage in self._stages] for lane in self.lanes
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

    def add(self, texts: Sequence[str], held: bool) -> bool:
        """Add the line's cards or numbers to the cell."""
        stage, lane = self.place
        lines = self._lines(lane, texts)
        notes = [NewNote(f"{stage}/{lane}", line) for line in lines]
        if not self._may_stand(notes):
            return False
        return self._actions.add(f"{stage}/{lane}", lines, held, KIND.add_notes)

    def save_cell(self, row: int, column: int, text: str) -> bool:
        """Let a cell hold the lines that were typed in it."""
        stage, lane = self._stages[column], self.lanes[row]
        lines = self._lines(lane, [line for line in text.splitlines() if line.strip()])
        if any(len(line) > LONGEST for line in lines):
            self.desk.fail(too_long())
            return False
        words = self.desk.workshop.words
        label = words("editors.journey.edit", place=self._named(stage, lane))
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

    def on_emptied(self, row: int, column: int) -> None:
        """Its cards or numbers go."""
        cell = self._cells[self._stages[column], self.lanes[row]]
        if cell.lines and self.save_cell(row, column, ""):
            said = self.desk.workshop.words("editors.journey.emptied", place=self.place_label())
            self.desk.toast(said, undoable=True)

    def _on_dotted(self, row: int, column: int, step: int) -> None:
        """Dots go on a moment: on the first card of the cell."""
        cell, words = self._cells[self._stages[column], self.lanes[row]], self.desk.workshop.words
        if not cell.cards:
            self.desk.toast(words("editors.journey.no_card"))
            return
        having = [card for card in cell.cards if card.votes]
        self._actions.vote(having[0] if having else cell.cards[0], step)

    def _on_note_changed(self, _note: Note) -> None:
        self.reload()


def _decimals(value: float) -> int:
    """A half is said, a whole number is not said to be one."""
    return 0 if value == int(value) else 1
