"""What a list of notes or actions would bring, and which of its lines stay out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from workshop_app.assembly.importing import read_list, remarks, take_in, takers
from workshop_app.console.intake_sheet import IntakeSheet, heading, wrapped
from workshop_app.console.parts import text_label
from workshop_app.errors import UserError
from workshop_app.ui.theme import TARGET

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.assembly.importing import Found, Section
    from workshop_app.console.window import ConsoleWindow
    from workshop_app.session.workshop import Workshop

_MOST_ROWS: Final = 60
"""Rows of an activity that are shown; the others are counted."""

_MOST_FAULTS: Final = 40

_SHARES: Final = (2, 5, 4)
"""Of the width for the place, the text and the rest; a column that says nothing takes none."""


class ImportSheet(IntakeSheet):
    """Shows the rows; nothing is saved before “Import”, and then in one step."""

    def __init__(self, console: ConsoleWindow, path: Path) -> None:
        """Read the file; where it names no activity, the one that is on takes it.

        Raises `UserError` for what is no list.
        """
        words = console.workshop.words
        into, found = _understood(console.workshop, path)
        super().__init__(
            console, words("intake.title"), words("intake.hint"), words("intake.take_none")
        )
        self._path = path
        self.found: Found | None = found
        self.into = QComboBox()
        self.into.setAccessibleName(words("intake.into"))
        self.into.setMinimumHeight(TARGET)
        self.again = QCheckBox(words("intake.again"))
        self._fill_choices()
        self.into.setCurrentIndex(self.into.findData(into))
        self._fill()
        self.into.activated.connect(self._on_into_chosen)
        self.again.clicked.connect(self._on_again_clicked)
        self.lie()
        (self.take if self.take.isEnabled() else self.into).setFocus()

    def take_in(self) -> str:
        """Save what is shown."""
        workshop, found = self._console.workshop, self.found
        if found is None:
            return ""
        label = workshop.words("intake.edit", n=found.n, name=found.name)
        take_in(workshop, found, label)
        return label

    # -- where to ------------------------------------------------------------------------

    def _fill_choices(self) -> None:
        workshop = self._console.workshop
        self.into.addItem(workshop.words("intake.named"), "")
        for activity in takers(workshop):
            self.into.addItem(workshop.context(activity).text("title"), activity)

    def _on_into_chosen(self) -> None:
        """The same list for another activity."""
        self._show_anew(self.into)

    def _on_again_clicked(self) -> None:
        """With what is here already, or without."""
        self._show_anew(self.again)

    def _show_anew(self, pressed: QWidget) -> None:
        """Read and show the list again; the keyboard stays where it was, if that still stands."""
        self.found = None
        self._console.attempt(self._read_anew)
        for kept in (self.into, self.again):
            kept.setParent(self.card)
        self._fill()
        stays = pressed if pressed is self.into or self._has_here() else self.into
        stays.show()
        stays.setFocus()

    def _has_here(self) -> bool:
        return self.found is not None and bool(self.found.here)

    def _read_anew(self) -> None:
        self.found = read_list(
            self._console.workshop, self._path, self.into.currentData(),
            again=self.again.isChecked(),
        )

    # -- showing -------------------------------------------------------------------------

    def _fill(self) -> None:
        words, found = self._console.workshop.words, self.found
        rows = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(text_label("", words("intake.into")))
        line.addWidget(self.into)
        line.addWidget(text_label("meta", self._path.name), 1)
        rows.addLayout(line)
        n = found.n if found is not None else 0
        self.take.setEnabled(bool(n))
        self.take.setText(words("intake.take", n=n) if n else words("intake.take_none"))
        if found is not None:
            self._add_faults(rows, found)
            rows.addWidget(self.again)
            self.again.setVisible(bool(found.here))
            for remark in remarks(found, words):
                rows.addWidget(wrapped("meta", remark))
            for section in found.sections:
                self._add_section(rows, section)
        self.show_rows(rows)

    def _add_faults(self, rows: QVBoxLayout, found: Found) -> None:
        words, n = self._console.workshop.words, len(found.faults)
        if not n:
            return
        rows.addWidget(heading(words("intake.faults", n=n)))
        for fault in found.faults[:_MOST_FAULTS]:
            rows.addWidget(wrapped("warn", fault))
        if n > _MOST_FAULTS:
            rows.addWidget(wrapped("meta", words("intake.more", n=n - _MOST_FAULTS)))

    def _add_section(self, rows: QVBoxLayout, section: Section) -> None:
        words, shown = self._console.workshop.words, section.rows.shown
        rows.addWidget(
            heading(words("intake.section", activity=section.title, n=len(shown)))
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for at, row in enumerate(shown[:_MOST_ROWS]):
            for column, (look, text) in enumerate(
                (("meta", row.place), ("", row.text), ("meta", row.more))
            ):
                if text:
                    grid.addWidget(wrapped(look, text), at, column)
                    grid.setColumnStretch(column, _SHARES[column])
        rows.addLayout(grid)
        if len(shown) > _MOST_ROWS:
            rows.addWidget(wrapped("meta", words("intake.more", n=len(shown) - _MOST_ROWS)))


def _understood(workshop: Workshop, path: Path) -> tuple[str, Found]:
    """Where a list goes, empty where it says so itself, and what it has."""
    try:
        return "", read_list(workshop, path)
    except UserError:
        every, on = takers(workshop), workshop.activity_at(workshop.live().moment)
        into = on.id if on is not None and on.id in every else every[0]
        return into, read_list(workshop, path, into)
