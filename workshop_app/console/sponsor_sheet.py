"""What the sponsor reads first, in the facilitator's own words; it lies over the console."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from workshop_app.console.parts import push_button, text_label
from workshop_app.console.veil import Veil
from workshop_app.session.brief import DECISIONS, put_decision, put_finding, read_brief
from workshop_app.session.passages import MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.window import ConsoleWindow

_WIDEST: Final = 780
_FIELD_HEIGHT: Final = 62


class SponsorSheet(Veil):
    """Three findings and three decisions; an empty field shows what the app proposes.

    Each is kept, undoable, when the sheet goes.
    """

    def __init__(self, console: ConsoleWindow) -> None:
        """Build it over the console, shown at once."""
        from workshop_app.assembly.sponsor import proposed, proposed_decisions

        super().__init__(console, lambda: console.theme, _WIDEST)
        self._console = console
        workshop, words = console.workshop, console.workshop.words
        self.setAccessibleName(words("sponsor.sheet"))
        self.fields: dict[str, QPlainTextEdit] = {}
        self._rows = QVBoxLayout()
        brief, mine = read_brief(workshop.file), proposed(workshop)
        asked = proposed_decisions(workshop)
        self._rows.addWidget(text_label("strong", words("sponsor.findings")))
        for measure in MEASURES:
            said = words(f"sponsor.sheet.{measure}")
            self._add(measure, said, brief.findings.get(measure, ""), mine[measure])
        self._rows.addWidget(text_label("strong", words("sponsor.decisions")))
        for place in range(DECISIONS):
            said = words("sponsor.sheet.decision", n=place + 1)
            self._add(str(place), said, brief.decisions[place], asked[place])
        self.done = push_button("check", console.theme)
        self.done.setText(words("sponsor.sheet.done"))
        self.done.clicked.connect(self.close_sheet)
        self._kept = {key: field.toPlainText() for key, field in self.fields.items()}
        self._lay_out()
        self.lie()
        self.fields[MEASURES[0]].setFocus()

    def _add(self, key: str, said: str, text: str, proposal: str) -> None:
        label = _wrapped("meta", said)
        field = QPlainTextEdit(text)
        field.setPlaceholderText(proposal)
        field.setAccessibleName(said)
        field.setAccessibleDescription(proposal)
        field.setTabChangesFocus(True)
        field.setFixedHeight(_FIELD_HEIGHT)
        field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        label.setBuddy(field)
        self._rows.addWidget(label)
        self._rows.addWidget(field)
        self.fields[key] = field

    def _lay_out(self) -> None:
        words = self._console.workshop.words
        self.column.addWidget(text_label("heading", words("sponsor.sheet")))
        inside = QWidget()
        inside.setLayout(self._rows)
        self._rows.setSpacing(6)
        self.hold(inside)
        self.column.addWidget(self.area, 1)
        last = QHBoxLayout()
        last.setContentsMargins(0, 0, 12, 0)
        last.setSpacing(8)
        last.addWidget(_wrapped("hint", words("sponsor.sheet.leave")), 1)
        last.addWidget(self.done)
        self.column.addLayout(last)

    def around(self, width: int) -> int:
        """Heading, last line, margins."""
        return 136

    def close_sheet(self) -> None:
        """Keep what was written, and go."""
        if self._console.attempt(self._keep):
            self.take_away()
            self._console.setFocus()

    def _keep(self) -> None:
        for key, change in self._changes():
            text = self.fields[key].toPlainText()
            change(text)
            self._kept[key] = text

    def _changes(self) -> list[tuple[str, Callable[[str], None]]]:
        """How each field that was changed is kept."""
        file, words = self._console.workshop.file, self._console.workshop.words
        label = words("sponsor.sheet.edit")
        ways: dict[str, Callable[[str], None]] = {
            measure: partial(put_finding, file, label, measure) for measure in MEASURES
        }
        ways |= {
            str(place): partial(put_decision, file, label, place) for place in range(DECISIONS)
        }
        return [
            (key, way) for key, way in ways.items()
            if self.fields[key].toPlainText() != self._kept[key]
        ]


def _wrapped(look: str, text: str) -> QLabel:
    label = text_label(look, text)
    label.setWordWrap(True)
    return label
