"""Rituals and loops of earlier sessions, looked at again: how often held, what came of them."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from workshop_app.assembly import looking_back
from workshop_app.errors import UserError
from workshop_app.session.review import OF_LOOP, Review, read_reviews, set_held, set_verdict
from workshop_app.session.typed import read_choice
from workshop_app.ui.capture_parts import label
from workshop_app.ui.drawer import Drawer
from workshop_app.ui.field_editor import shortened
from workshop_app.ui.field_table import Field, FieldCell, FieldRow, FieldTable
from workshop_app.ui.key_hints import KeyHints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop_app.figures.theme import Theme
    from workshop_app.session.review import Subject
    from workshop_app.ui.desk import Desk

_WHAT, _HELD, _BECAME = "what", "held", "became"
_OF: Final = re.compile(r"(\d{1,4})\D+(\d{1,4})")


class _Rows(FieldTable):
    """Enter and Tab save and go to the next row, where that row is answered."""

    steps: ClassVar[Mapping[int, tuple[int, int]]] = {
        Qt.Key.Key_Return: (1, 0), Qt.Key.Key_Enter: (1, 0),
        Qt.Key.Key_Tab: (1, 0), Qt.Key.Key_Backtab: (-1, 0),
    }  # fmt: skip

    def step(self, rows: int, columns: int) -> None:
        """The row before or after, if there is one."""
        at = self.currentIndex().row() + rows
        if 0 <= at < len(self.table.rows):
            row = self.table.rows[at]
            asked = [
                one.id for one, cell in zip(self.table.fields, row.cells, strict=True)
                if cell.text and one.id not in self.fixed
            ]
            self.go(row.key, asked[0])


class LookBackPanel(Drawer):
    """A row for each: “8/10” says how often a ritual was held, a digit what came of a loop."""

    def __init__(self, desk: Desk) -> None:
        """Start closed, for no activity."""
        super().__init__(desk, "rotate-ccw")
        self._activity = ""
        self._subjects: tuple[Subject, ...] = ()
        self._reviews: dict[str, Review] = {}
        self.lead = label("meta", wrap=True)
        self.list = _Rows(self._theme, self._on_saved, self._known)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.fixed = frozenset({_WHAT})
        self.list.emptied.connect(self._on_emptied)
        self.hints = KeyHints(self._theme)
        self.grid.addWidget(self.lead, 0, 0)
        self.grid.addWidget(self.list, 1, 0)
        self.grid.addWidget(self.hints, 2, 0)
        self.grid.setRowStretch(1, 1)

    def show_activity(self, activity: str) -> None:
        """Offer what is looked at again with ``activity``."""
        if activity != self._activity:
            self._activity = activity
            self.set_open(False)
        self.refresh()

    def refresh(self) -> None:
        """Read again what there is, and what was said of it."""
        workshop, words = self.desk.workshop, self.desk.workshop.words
        found = looking_back.subjects(workshop, self._activity) if self._activity else ()
        self._subjects = found
        self._reviews = {}
        for activity in {one.activity for one in found}:
            self._reviews |= read_reviews(workshop.file, activity)
        waiting = sum(not self._cell(one).typed for one in found)
        self.say(words("review.strip", n=waiting), there=bool(found))
        if not found:
            return
        self.lead.setText(words("review.lead"))
        self.list.setAccessibleName(words("review.list"))
        self.list.table.show_fields(self._fields())
        self.list.at_once = {_BECAME: [*self._verdicts().values()]}
        self.list.show_rows([self._row(one) for one in found])
        self.list.share_width()
        self.hints.show_hints(self._keys())

    def focus_first(self) -> None:
        """The first one that nobody has looked at yet."""
        waiting = [one for one in self._subjects if not self._cell(one).typed]
        for one in (*waiting, *self._subjects)[:1]:
            self.list.go(one.key, _field(one))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside --------------------------------------------------------------------------

    def _theme(self) -> Theme:
        return self.desk.theme

    def _kinds(self) -> set[str]:
        return {_field(one) for one in self._subjects}

    def _fields(self) -> Sequence[Field]:
        words, kinds = self.desk.workshop.words, self._kinds()
        found = [Field(_WHAT, words("review.what"), 260, grows=True)]
        if _HELD in kinds:
            found.append(Field(_HELD, words("review.held_head"), 200))
        if _BECAME in kinds:
            found.append(Field(_BECAME, words("review.head"), 190))
        return found

    def _keys(self) -> list[tuple[str, str]]:
        words, kinds = self.desk.workshop.words, self._kinds()
        found = [("8/10", words("review.keys.held"))] if _HELD in kinds else []
        if _BECAME in kinds:
            found.append((f"1…{len(OF_LOOP)}", words("review.keys.loop")))
        return [*found, ("Del", words("review.keys.open"))]

    def _verdicts(self) -> dict[str, str]:
        return {one: self.desk.workshop.words(f"review.loop.{one}") for one in OF_LOOP}

    def _row(self, subject: Subject) -> FieldRow:
        cells = {_WHAT: FieldCell(subject.text), _field(subject): self._cell(subject)}
        fields = [one.id for one in self.list.table.fields]
        return FieldRow(
            subject.key, subject.text, tuple(cells.get(id_, FieldCell()) for id_ in fields)
        )

    def _cell(self, subject: Subject) -> FieldCell:
        words = self.desk.workshop.words
        review = self._reviews.get(subject.key, Review(subject.key))
        if subject.counted and review.planned is not None:
            said = words("review.held_of", held=review.held, planned=review.planned)
            every = review.held == review.planned
            mark, token = ("circle-check", "ok") if every else ("circle-dot", "ink2")
            return FieldCell(said, f"{review.held}/{review.planned}", mark, token)
        if not subject.counted and review.verdict:
            said = self._verdicts()[review.verdict]
            return FieldCell(said, said, review.icon, review.token)
        return FieldCell(words("review.open"), "", "circle", "ink2")

    def _known(self, key: str, field: str) -> Sequence[str]:
        return [*self._verdicts().values()] if field == _BECAME else ()

    def _on_emptied(self, key: str, _field: str) -> None:
        subject = self._subject(key)
        if subject is not None:
            self._on_saved(key, _HELD if subject.counted else _BECAME, "")

    def _on_saved(self, key: str, field: str, text: str) -> bool:
        """Save what was typed and go on to the next row; a fault is said, the line stays open."""
        subject = self._subject(key)
        if subject is None or field != (_HELD if subject.counted else _BECAME):
            return True
        try:
            action = self._saving(subject, text)
        except UserError as error:
            self.desk.fail(error)
            return False
        if not self.desk.attempt(action):
            return False
        self.refresh()
        if text and not self.list.is_editing:
            self.list.step(1, 0)
        return True

    def _saving(self, subject: Subject, text: str) -> Callable[[], object]:
        words, file = self.desk.workshop.words, self.desk.workshop.file
        key, activity, name = subject.key, subject.activity, shortened(subject.text)
        said = words("review.reopened", name=name)
        if subject.counted:
            held, planned = _count(text)
            if planned is not None:
                said = words("review.held", name=name, held=held, planned=planned)
            return partial(set_held, file, said, activity, key, held, planned)
        verdict = read_choice(text, self._verdicts()) if text.strip() else ""
        if verdict:
            told = words(f"review.loop.{verdict}")
            said = words("review.said", name=name, verdict=told)
        return partial(set_verdict, file, said, activity, key, verdict)

    def _subject(self, key: str) -> Subject | None:
        return next((one for one in self._subjects if one.key == key), None)


def _field(subject: Subject) -> str:
    return _HELD if subject.counted else _BECAME


def _count(text: str) -> tuple[int | None, int | None]:
    """“8/10” or “8 of 10”; nothing for nothing. Raises `UserError` for any other text."""
    if not text.strip():
        return None, None
    match = _OF.fullmatch(text.strip())
    if match is None:
        raise UserError(
            "“{text}” does not say how often it was held, of how many times planned.",
            "Your text is still in the field.",
            "Write it as {example}.",
            text=text.strip(),
            example="8/10",
        )
    return int(match[1]), int(match[2])
