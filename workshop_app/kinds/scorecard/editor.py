"""The console's capture of a scorecard: choose rows, then type their figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QMenu, QPushButton, QWidget

from workshop_app.kinds.scorecard import model
from workshop_app.kinds.scorecard.model import row_name
from workshop_app.kinds.scorecard.typed import FIELDS, Reader
from workshop_app.session.csv_file import folded
from workshop_app.session.notes import LONGEST, one_line
from workshop_app.ui import icon
from workshop_app.ui.field_editor import FieldEditor, shortened
from workshop_app.ui.field_table import Field, FieldCell, FieldRow
from workshop_app.ui.note_actions import too_long
from workshop_app.ui.note_capture import CaptureField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_app.kinds.scorecard.model import Actual, Score, ScoreLine
    from workshop_app.method.model import Part
    from workshop_app.ui.desk import Desk

_WIDTHS = {"name": 210, "unit": 84, "better": 112, "baseline": 84, "target": 84,
           "actual": 120, "horizon": 92, "owner": 140}


class Editor(FieldEditor):
    """The method's rows from a menu or by their first letters; own rows by their name."""

    tables = frozenset({"score", "score_actual", "person", "session"})

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._scores: list[Score] = []
        self._actuals: dict[str, tuple[Actual, ...]] = {}
        self.list.added_to = frozenset({"actual"})
        self.line = CaptureField()
        self.line.submitted.connect(self._on_submitted)
        self.line.pasted.connect(self._on_submitted)
        self.line.left_below.connect(self.go_below)
        self.add = QPushButton()
        self.add.setMinimumHeight(44)
        self.add.setProperty("phase", self.context.activity.phase)
        self.add.clicked.connect(self._on_submitted)
        icon.dress(self.add, "plus", desk.theme, "on_phase")
        self.choose = QPushButton()
        self.choose.setMinimumHeight(44)
        self.menu = QMenu(self.choose)
        self.menu.aboutToShow.connect(self._on_about_to_show)
        self.menu.triggered.connect(self._on_triggered)
        self.choose.setMenu(self.menu)
        icon.dress(self.choose, "list-checks", desk.theme)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.add)
        row.addWidget(self.choose)
        self.lay_out(top)

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line to choose a row."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether the line has text or a cell is open."""
        return bool(self.line.text()) or self.list.is_editing

    # -- words ---------------------------------------------------------------------------------

    def show_words(self) -> None:
        """The line, the menu and the keys."""
        words = self.desk.workshop.words
        self.line.setPlaceholderText(words("scorecard.type"))
        self.line.setAccessibleName(words("scorecard.type"))
        self.add.setText(words("editors.capture.add"))
        self.add.setAccessibleName(words("scorecard.add"))
        self.choose.setText(words("scorecard.choose"))
        self.choose.setAccessibleName(words("scorecard.choose_said"))
        self.list.setAccessibleName(words("scorecard.list"))
        self.empty.setText(words("scorecard.none"))
        self.hints.show_hints([
            ("Enter", words("scorecard.hint.next")),
            ("42 31-12", words("scorecard.hint.actual")),
            ("Del", words("scorecard.hint.delete")),
        ])
        names = [self._name_of(part) for part in self._parts()]
        completer = QCompleter(names, self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)

    def fields(self) -> Sequence[Field]:
        """What is known of a row."""
        words = self.desk.workshop.words
        return [
            Field(one, words(f"scorecard.field.{one}"), _WIDTHS[one], one in ("name", "actual"))
            for one in FIELDS
        ]

    # -- rows ----------------------------------------------------------------------------------

    def rows(self) -> Sequence[FieldRow]:
        """The chosen rows."""
        file = self.desk.workshop.file
        self._scores = model.read_scores(file, self.activity)
        self._actuals = model.read_actuals(file, self.activity)
        reader = self._reader()
        lines = {line.key: line for line in model.read_results(self.context).lines}
        return [
            FieldRow(
                score.key,
                reader.text(score, "name"),
                tuple(self._cell(score, field, reader, lines[score.key]) for field in FIELDS),
            )
            for score in self._scores
        ]

    def _cell(self, score: Score, field: str, reader: Reader, line: ScoreLine) -> FieldCell:
        if field == "actual":
            series = self._actuals.get(score.key, ())
            shown = reader.actuals_text(series[-1:]).replace(" ", " · ")
            return FieldCell(shown, reader.actuals_text(series))
        text = reader.text(score, field)
        if field == "name" and line.heartbeat:
            hint = self.desk.workshop.words("scorecard.heartbeat")
            return FieldCell(text, text, "heart-pulse", "act", hint)
        if field == "target" and line.target is not None and line.baseline is not None:
            wrong = (line.target < line.baseline) == (line.better == "up")
            if wrong or line.target == line.baseline:
                hint = self._target_hint(line)
                return FieldCell(text, text, "triangle-alert", "warn", hint)
        return FieldCell(text, text)

    def _target_hint(self, line: ScoreLine) -> str:
        words = self.desk.workshop.words
        if line.target == line.baseline:
            return words("scorecard.hint.equal")
        return words(f"scorecard.hint.wrong_way.{line.better}")

    def remark(self, key: str, field: str) -> str:
        """About the cell, else how many rows there are and of what kind."""
        words = self.desk.workshop.words
        model_ = self.list.table
        for row in model_.rows:
            for one, cell in zip(model_.fields, row.cells, strict=True):
                if (row.key, one.id) == (key, field) and cell.hint and field != "name":
                    return cell.hint
        if len(self._scores) > model.FEW:
            return words("scorecard.hint.many", n=len(self._scores))
        effects = {line.effect for line in model.read_results(self.context).lines}
        if len(self._scores) > 2 and len(effects & set(model.EFFECTS)) == 1:
            return words("scorecard.hint.mix")
        return ""

    def known(self, key: str, field: str) -> Sequence[str]:
        """Units, directions, horizons and people to choose from."""
        return self._reader().known(field)

    def save(self, key: str, field: str, text: str) -> Callable[[], object] | None:
        """One field of one row."""
        score = next((one for one in self._scores if one.key == key), None)
        if score is None:
            return None
        reader, file = self._reader(), self.desk.workshop.file
        name = shortened(reader.text(score, "name"))
        said = self.desk.workshop.words("scorecard.changed", name=name)
        if field == "actual":
            actuals = reader.actuals(score, text)
            if actuals == self._actuals.get(key, ()):
                return None
            return partial(model.put_actuals, file, said, key, actuals)
        after = reader.changed(score, field, text)
        return None if after == score else partial(model.change_score, file, said, after)

    def removal(self, key: str, field: str) -> tuple[str, Callable[[], object]] | None:
        """On its name the row goes, elsewhere the value."""
        if field != "name":
            return None
        names = [row.name for row in self.list.table.rows if row.key == key]
        said = self.desk.workshop.words("scorecard.removed", name=shortened("".join(names)))
        return said, partial(model.remove_scores, self.desk.workshop.file, said, [key])

    # -- inside --------------------------------------------------------------------------------

    def _reader(self) -> Reader:
        return Reader(self.context, self.desk.workshop.people())

    def _parts(self) -> tuple[Part, ...]:
        return self.context.activity.list("rows")

    def _name_of(self, part: Part) -> str:
        return row_name(part.id, "", self.context)

    def _on_submitted(self, _held: bool = False) -> None:
        """Choose what was typed; the line clears only when that worked."""
        lines = [one_line(text) for text in self.line.lines]
        if any(len(text) > LONGEST for text in lines):
            self.desk.fail(too_long())
            return
        known = {folded(self._name_of(part)): part for part in self._parts()}
        wanted = [
            model.score_of(known[folded(text)]) if folded(text) in known else model.Score(name=text)
            for text in lines
        ]
        if wanted and self._take(wanted):
            self.line.setText("")

    def _take(self, wanted: Sequence[Score]) -> bool:
        """Put rows on the card, each of the method's once; the keyboard stays in the line."""
        there = {score.row for score in self._scores if score.row}
        fresh = [score for score in wanted if score.row not in there]
        if not fresh:
            self.list.go(*self._place_of(wanted[0]))
            return True
        words, file = self.desk.workshop.words, self.desk.workshop.file
        name = shortened(row_name(fresh[0].row, fresh[0].name, self.context))
        said = words("scorecard.added", n=len(fresh), name=name)
        done = self.desk.attempt(
            partial(model.add_scores, file, said, self.activity, fresh)
        )
        if done:
            self.reload()
            self.list.go(self._scores[-len(fresh)].key, "baseline")
            self.desk.announce(said)
        return done

    def _place_of(self, wanted: Score) -> tuple[str, str]:
        keys = [score.key for score in self._scores if score.row == wanted.row]
        return "".join(keys[:1]), "baseline"

    def _on_about_to_show(self) -> None:
        """Every row of the method, ticked where it is on the card."""
        self.menu.clear()
        there = {score.row: score.key for score in self._scores if score.row}
        for part in self._parts():
            entry = QAction(self._name_of(part).replace("&", "&&"), self.menu)
            entry.setCheckable(True)
            entry.setChecked(part.id in there)
            entry.setData(part.id)
            self.menu.addAction(entry)

    def _on_triggered(self, entry: QAction) -> None:
        """Put a row on the card, or take it off."""
        part = next(part for part in self._parts() if part.id == entry.data())
        if entry.isChecked():
            self._take([model.score_of(part)])
            return
        key, _ = self._place_of(model.score_of(part))
        self._on_emptied(key, "name")
