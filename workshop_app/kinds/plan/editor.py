"""The console's capture of a plan: a line for the next action, and every field of each."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from workshop_app.kinds.plan import KIND, model
from workshop_app.kinds.plan.hints import hints_of, plan_hints
from workshop_app.kinds.plan.typed import Reader, column_of
from workshop_app.session.notes import LONGEST, NewNote, one_line
from workshop_app.session.review import NOT_YET, OF_ACTION, came_along, read_reviews
from workshop_app.ui.field_editor import FieldEditor, shortened
from workshop_app.ui.field_table import Field, FieldCell, FieldRow
from workshop_app.ui.note_actions import too_long
from workshop_app.ui.note_capture import NoteCapture

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from workshop_app.kinds.plan.hints import Hint
    from workshop_app.kinds.plan.model import Action
    from workshop_app.session.review import Review
    from workshop_app.ui.desk import Desk

_WIDTHS = {"review": 170, "start": 96, "due": 112, "horizon": 96, "status": 96, "owner": 150,
           "partner": 150, "action": 220}
_REVIEW = "review"
_SENTENCES = ("action", "outcome", "moment", "measure", "help", "answer")
_SHAPES = {"open": ("circle", "ink2"), "busy": ("circle-dot", "act"),
           "done": ("circle-check", "ok"), "stopped": ("square", "ink2")}
_QUIET = ("no_partner", "unnamed", "no_answer")
"""Hints that are said, but do not mark the cell."""


class Editor(FieldEditor):
    """Actions by the line, then field by field."""

    tables = frozenset({"action", "person", "session", "review"})

    def __init__(self, desk: Desk, activity: str, parent: QWidget | None = None) -> None:
        """Build it for one activity."""
        super().__init__(desk, activity, parent)
        self._actions: list[Action] = []
        self._hints: dict[str, tuple[Hint, ...]] = {}
        self._whole: Sequence[Hint] = ()
        self._reviews: dict[str, Review] = {}
        phase = self.context.activity.phase
        self.capture = NoteCapture(self._theme, self._add, phase)
        self.capture.place_chosen.connect(self.choose_place)
        self.capture.left_below.connect(self.go_below)
        self.lay_out(self.capture)

    # -- what the console asks -----------------------------------------------------------------

    def focus_capture(self) -> None:
        """The line for the next action."""
        self.capture.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_typing(self) -> bool:
        """Whether the line has text or a cell is open."""
        return self.capture.is_typing() or self.list.is_editing

    def choose_place(self, index: int) -> None:
        """Ctrl+1…4: the horizon of the next action, or of the row the keyboard is on."""
        horizons = list(self._reader().horizons().values())
        key, _ = self.list.current
        if self.list.hasFocus() and key and index < len(horizons):
            self._on_saved(key, "horizon", horizons[index])
        elif self.capture.choose(index, self.desk.workshop.words):
            self.focus_capture()

    # -- words ---------------------------------------------------------------------------------

    def show_words(self) -> None:
        """Horizons, the line, and the keys."""
        words = self.desk.workshop.words
        places = KIND.places(self.context)
        self.capture.show_words(words, places, words("plan.type"))
        self.list.setAccessibleName(words("plan.list"))
        self.empty.setText(words("plan.none"))
        looks_back = came_along(self.desk.workshop.file, self.activity)
        verdicts = [(f"1…{len(OF_ACTION)}", words("review.keys.action"))] if looks_back else []
        self.hints.show_hints([
            *verdicts,
            ("Enter", words("plan.hint.next")),
            (f"Ctrl+1…{len(places)}", words("plan.hint.horizon")),
            ("31-12  +14", words("plan.hint.date")),
            ("Del", words("plan.hint.delete")),
        ])

    def fields(self) -> Sequence[Field]:
        """What the method asks, in its order; beside the action what became of it before."""
        found = [
            Field(
                part.id,
                self.context.text(f"fields.{part.id}"),
                _WIDTHS.get(part.id, 170),
                part.id in _SENTENCES,
            )
            for part in self.context.activity.list("fields")
        ]
        if came_along(self.desk.workshop.file, self.activity):
            title = self.desk.workshop.words("review.head")
            found.insert(1, Field(_REVIEW, title, _WIDTHS[_REVIEW]))
            self.list.at_once = {_REVIEW: [*self._reader().verdicts().values()]}
        return found

    # -- rows ----------------------------------------------------------------------------------

    def rows(self) -> Sequence[FieldRow]:
        """Every action; what is missing or unusual is marked."""
        workshop = self.desk.workshop
        self._actions = model.read_actions(workshop.file, self.activity)
        results = model.read_results(self.context)
        self._reviews = read_reviews(workshop.file, self.activity)
        people = {person.key: person for person in workshop.people()}
        self._hints = {one.key: hints_of(one, results, people) for one in results.actions}
        self._whole = plan_hints(results)
        reader = self._reader()
        ids = [field.id for field in self.list.table.fields]
        return [
            FieldRow(
                action.key,
                action.title,
                tuple(self._cell(action, field, reader) for field in ids),
                action.status in ("done", "stopped"),
            )
            for action in self._actions
        ]

    def _judged(self, action: Action, reader: Reader) -> FieldCell:
        """What became of an action that came along; a new one has nothing to look at."""
        review = self._reviews.get(action.key)
        if review is None:
            return FieldCell()
        if not review.verdict:
            said = self.desk.workshop.words("review.open")
            return FieldCell(said, "", review.icon, "ink2")
        said = reader.verdicts()[review.verdict]
        return FieldCell(said, said, review.icon, review.token)

    def _cell(self, action: Action, field: str, reader: Reader) -> FieldCell:
        if field == _REVIEW:
            return self._judged(action, reader)
        text = reader.text(action, field)
        mark, token = _SHAPES[action.status] if field == "status" else ("", "")
        said = [
            self._said(hint) for hint in self._hints[action.key]
            if hint.field == field and hint.says not in _QUIET
        ]
        if said:
            mark, token = "triangle-alert", "warn"
        return FieldCell(text, text, mark, token, " ".join(said))

    def remark(self, key: str, field: str) -> str:
        """About the field, else the action, else the whole plan."""
        hints = sorted(self._hints.get(key, ()), key=lambda hint: hint.field != field)
        return " ".join(self._said(hint) for hint in (*hints, *self._whole)[:1])

    def _said(self, hint: Hint) -> str:
        return self.desk.workshop.words(f"plan.hint.{hint.says}", n=hint.amount)

    def known(self, key: str, field: str) -> Sequence[str]:
        """People, horizons and statuses to choose from."""
        return self._reader().known(field)

    def save(self, key: str, field: str, text: str) -> Callable[[], object] | None:
        """One field of one action; the status of one that came along says what became of it."""
        action = self._action(key)
        if action is not None and key in self._reviews and field in (_REVIEW, "status"):
            return self._judging(action, field, text)
        if field == _REVIEW:
            return None
        value = self._reader().value(field, text)
        column = column_of(field)
        if action is None or getattr(action, column) == value:
            return None
        words, file = self.desk.workshop.words, self.desk.workshop.file
        said = words("plan.changed", name=shortened(action.title))
        return partial(model.change_action, file, said, replace(action, **{column: value}))

    def removal(self, key: str, field: str) -> tuple[str, Callable[[], object]] | None:
        """On its words the action goes, elsewhere the value."""
        action = self._action(key)
        if field != "action" or action is None:
            return None
        words, file = self.desk.workshop.words, self.desk.workshop.file
        said = words("plan.removed", name=shortened(action.title))
        return said, partial(model.remove_action, file, said, key)

    # -- inside --------------------------------------------------------------------------------

    def _judging(self, action: Action, field: str, text: str) -> Callable[[], object] | None:
        """Save what became of an action; the keyboard goes on to the next one, or to its day."""
        verdict = self._reader().verdict(field, text)
        if verdict == self._reviews[action.key].verdict:
            return None
        words, file = self.desk.workshop.words, self.desk.workshop.file
        name = shortened(action.title)
        said = words("review.reopened", name=name)
        if verdict:
            told = words(f"review.action.{verdict}")
            said = words("review.said", name=name, verdict=told)
        return partial(model.judge_action, file, said, self.activity, action, verdict)

    def _on_saved(self, key: str, field: str, text: str) -> bool:
        done = super()._on_saved(key, field, text)
        if done and field == _REVIEW and not self.list.is_editing:
            self._go_on(key)
        return done

    def _go_on(self, key: str) -> None:
        """What is not done needs a new day; else the next one that came along is looked at."""
        review = self._reviews.get(key)
        if review is not None and review.verdict == NOT_YET:
            self.list.go(key, "due")
            return
        keys = [action.key for action in self._actions]
        later = [one for one in keys[keys.index(key) + 1 :] if one in self._reviews]
        if review is not None and review.verdict and later:
            self.list.go(later[0], _REVIEW)

    def _reader(self) -> Reader:
        return Reader(self.context, self.desk.workshop.people())

    def _action(self, key: str) -> Action | None:
        return next((action for action in self._actions if action.key == key), None)

    def _add(self, texts: Sequence[str], _held: bool) -> bool:
        """Add actions, each to the chosen horizon."""
        if any(len(one_line(text)) > LONGEST for text in texts):
            self.desk.fail(too_long())
            return False
        words = self.desk.workshop.words
        said = words("plan.added", n=len(texts), name=shortened(texts[0]))
        notes = [NewNote(self.capture.place, text) for text in texts]
        done = self.desk.attempt(partial(KIND.add_notes, notes, said, self.context))
        if done:
            self.reload()
            self.list.go(self._actions[-1].key, "owner")
            self.desk.announce(said)
        return done
