"""What another laptop's session would bring, its conflicts side by side, and the choices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
)

from workshop_app.assembly.merging import shown, told_after
from workshop_app.console.intake_sheet import IntakeSheet, heading, wrapped
from workshop_app.session.merge import BOTH, OURS, THEIRS, plan_merge
from workshop_app.session.merge_apply import merge_in
from workshop_app.session.merge_rounds import TAKEN

if TYPE_CHECKING:
    from workshop_app.assembly.merging import Asked, Shown
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.workshop import Workshop

_MOST_ASKED: Final = 150
"""Differences that are shown; who has more than these will not look through them."""


class MergeSheet(IntakeSheet):
    """Shows the plan; nothing is changed before “Merge”, and then in one step."""

    def __init__(self, console: ConsoleWindow, other: Workshop) -> None:
        """``other`` is in memory; its file is closed with the sheet."""
        words = console.workshop.words
        super().__init__(
            console, words("merge.title"), words("merge.undo_hint"), words("merge.go")
        )
        self._other = other
        self._choices: dict[str, str] = {}
        self._apart: set[str] = set()
        self._later: set[str] = set()
        self.groups: dict[str, QButtonGroup] = {}
        """The choices of each difference by its id."""
        self.matches: dict[str, QCheckBox] = {}
        self.later: dict[str, QCheckBox] = {}
        """Rounds that would be the newest result here, by their activity."""
        self.rounds = QCheckBox(words("merge.rounds"))
        self.rounds.setChecked(True)
        self._fill()
        self.lie()
        (self.take if self.take.isEnabled() else self.cancel).setFocus()

    def take_in(self) -> str:
        """Merge with what was chosen."""
        workshop, words = self._console.workshop, self._console.workshop.words
        label = words("merge.edit", name=self._other.file.path.name)
        rounds, later = self.rounds.isChecked(), self._later
        plan = merge_in(
            workshop, self._other, label, choices=self._choices, apart=self._apart,
            later=later, rounds=rounds,
        )
        told = shown(plan, workshop, self._other)
        said = told_after(told, self._choices, later if rounds else (), words)
        return f"{label}. {' '.join(said)}" if said else label

    def take_away(self) -> None:
        """Go, and forget the other session."""
        super().take_away()
        self._other.file.close()

    # -- showing -------------------------------------------------------------------------

    def _fill(self) -> None:
        workshop = self._console.workshop
        words = workshop.words
        plan = plan_merge(workshop, self._other, self._apart, self._later)
        told = shown(plan, workshop, self._other)
        self.groups.clear()
        rows = QVBoxLayout()
        rows.addWidget(wrapped("meta", words("merge.from", name=self._other.file.path.name)))
        for doubt in told.doubts:
            rows.addWidget(wrapped("warn", doubt))
        self._add_parts(rows, told)
        self.rounds.setVisible(taken := any(one.fate == TAKEN for one in plan.rounds))
        if taken:
            rows.addWidget(self.rounds)
        self._add_later(rows, told)
        self._add_asked(rows, told.asked)
        self._add_matches(rows, told)
        if told.left:
            rows.addWidget(heading(words("merge.stays")))
            for line in told.left:
                rows.addWidget(wrapped("", line))
        self.take.setEnabled(not plan.is_empty)
        self.take.setText(words("merge.go_anyway" if told.doubts else "merge.go"))
        self.show_rows(rows)

    def _add_parts(self, rows: QVBoxLayout, told: Shown) -> None:
        words = self._console.workshop.words
        rows.addWidget(heading(words("merge.comes")))
        if not told.parts:
            rows.addWidget(wrapped("", words("merge.nothing")))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for row, part in enumerate(told.parts):
            grid.addWidget(wrapped("", part.title), row, 0)
            grid.addWidget(wrapped("meta", part.text), row, 1)
        rows.addLayout(grid)

    def _add_later(self, rows: QVBoxLayout, told: Shown) -> None:
        """What stays there unless it is wanted: the room's result is another one with it."""
        if not told.later:
            return
        rows.addWidget(heading(self._console.workshop.words("merge.additional")))
        for activity, text in told.later:
            if activity not in self.later:
                self.later[activity] = box = QCheckBox()
                box.setAccessibleName(text)
                box.toggled.connect(partial(self._on_later_toggled, activity))
            line = QHBoxLayout()
            line.addWidget(self.later[activity], 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(wrapped("", text), 1)
            rows.addLayout(line)

    def _add_matches(self, rows: QVBoxLayout, told: Shown) -> None:
        known = dict(told.matches)
        if not (known or self.matches):
            return
        rows.addWidget(heading(self._console.workshop.words("merge.people_asked")))
        for key, text in known.items():
            if key not in self.matches:
                self.matches[key] = box = QCheckBox(text)
                box.setChecked(True)
                box.toggled.connect(partial(self._on_match_toggled, key))
        for box in self.matches.values():
            rows.addWidget(box)

    def _add_asked(self, rows: QVBoxLayout, asked: tuple[Asked, ...]) -> None:
        words = self._console.workshop.words
        if not asked:
            return
        rows.addWidget(heading(f"{words('merge.asks')} ({len(asked)})"))
        for one in asked[:_MOST_ASKED]:
            rows.addWidget(self._difference(one))
        if len(asked) > _MOST_ASKED:
            rows.addWidget(wrapped("meta", words("merge.more", n=len(asked) - _MOST_ASKED)))

    def _difference(self, one: Asked) -> QFrame:
        """Both sides beside one another, each below its choice."""
        words = self._console.workshop.words
        frame = QFrame()
        frame.setProperty("look", "sunken")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(wrapped("meta", f"{one.title} · {one.why}" if one.title else one.why))
        self.groups[one.id] = group = QButtonGroup(frame)
        line = QHBoxLayout()
        line.setSpacing(16)
        chosen = self._choices.get(one.id, one.default)
        sides = {OURS: (words("merge.ours"), one.ours), THEIRS: (words("merge.theirs"), one.theirs)}
        for choice, (where, text) in sides.items():
            side = QVBoxLayout()
            side.setSpacing(0)
            side.addWidget(self._choice(group, one, choice, where, f"{where}. {text}", chosen))
            said = wrapped("", text)
            said.setContentsMargins(19, 0, 0, 0)
            side.addWidget(said, 1)
            line.addLayout(side, 4)
        if BOTH in one.choices:
            both = words("merge.choice.both")
            side = QVBoxLayout()
            side.addWidget(self._choice(group, one, BOTH, both.capitalize(), both, chosen))
            side.addStretch(1)
            line.addLayout(side, 1)
        column.addLayout(line)
        return frame

    def _choice(
        self, group: QButtonGroup, one: Asked, choice: str, text: str, said: str, chosen: str
    ) -> QRadioButton:
        button = QRadioButton(text)
        button.setAccessibleName(f"{one.title}. {one.why}. {said}")
        button.setChecked(choice == chosen)
        button.toggled.connect(partial(self._on_chosen, one.id, choice))
        group.addButton(button)
        return button

    # -- choosing ------------------------------------------------------------------------

    def _on_chosen(self, id_: str, choice: str, on: bool) -> None:
        if on:
            self._choices[id_] = choice

    def _on_match_toggled(self, key: str, same: bool) -> None:
        """What comes in is another thing when they are somebody else."""
        (self._apart.discard if same else self._apart.add)(key)
        self._show_anew(self.matches[key])

    def _on_later_toggled(self, activity: str, wanted: bool) -> None:
        """The newest result is theirs, or stays ours."""
        (self._later.add if wanted else self._later.discard)(activity)
        self._show_anew(self.later[activity])

    def _show_anew(self, pressed: QCheckBox) -> None:
        for kept in (self.rounds, *self.matches.values(), *self.later.values()):
            kept.setParent(self.card)
        at = self.area.verticalScrollBar().value()
        self._fill()
        self.area.verticalScrollBar().setValue(at)
        pressed.setFocus()
