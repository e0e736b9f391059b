"""What the facilitator says and does now, what comes after, and the tips. Never on stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workshop_app.console.pane import ConsoleDesk, Pane
from workshop_app.console.parts import Glyph, set_shown, text_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTextEdit

    from workshop_app.console.script_sheet import ScriptWriter
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.figures.theme import Theme
    from workshop_app.method.model import Activity, Step


class ScriptPane(Pane):
    """The current step large, the others below."""

    tables = frozenset({"live", "session", "slot"})
    late = 3

    def __init__(self, desk: ConsoleDesk) -> None:
        """Build heading and sheet."""
        super().__init__(desk)
        self.setProperty("look", "card")
        self._header = QWidget(self)
        self._heading = text_label("heading")
        self._only_you = text_label("hint")
        self._sheet: QTextEdit | None = None
        row = QHBoxLayout(self._header)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._heading)
        row.addStretch(1)
        row.addWidget(Glyph("lock", self._current_theme, "ink3", 14))
        row.addWidget(self._only_you)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 8, 8)
        self._column.setSpacing(8)
        self._column.addWidget(self._header)
        self._column.addStretch(0)

    def set_heading(self, shown: bool) -> None:
        """Whether the pane has its own heading, or a tab names it."""
        set_shown(self._heading, shown)

    def outline(self, snapshot: Snapshot) -> None:
        """The heading above the sheet."""
        self._heading.setText(snapshot.words("console.script"))
        self._only_you.setText(snapshot.words("console.only_you"))

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Write the sheet again."""
        self.outline(snapshot)
        words = snapshot.words
        sheet = self._made()
        sheet.setAccessibleName(words("console.script"))
        from workshop_app.console.script_sheet import ScriptWriter

        writer = ScriptWriter(sheet.document(), self.desk.theme)
        activity, step = snapshot.activity, snapshot.step
        if activity is None:
            key = "console.script.over" if snapshot.is_over else "console.script.before"
            writer.line(words(key), "muted")
        else:
            _write(writer, snapshot, activity, step)
        writer.finish()
        top = sheet.textCursor()
        top.setPosition(0)
        sheet.setTextCursor(top)
        sheet.verticalScrollBar().setValue(0)

    def focus_first(self) -> None:
        """The sheet: arrows and PgDn of the sheet itself move it."""
        if self._sheet is not None:
            self._sheet.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def text(self) -> str:
        """All that is written on the sheet."""
        return self._sheet.toPlainText() if self._sheet is not None else ""

    def _current_theme(self) -> Theme:
        return self.desk.theme

    def _made(self) -> QTextEdit:
        if self._sheet is None:
            # Qt's text classes cost more than the rest of the pane: not before the first paint.
            from workshop_app.console.script_sheet import script_sheet

            sheet = script_sheet(self)
            self._column.insertWidget(1, sheet, 1)
            self._sheet = sheet
            self.grew.emit()
        return self._sheet


def _write(writer: ScriptWriter, snapshot: Snapshot, activity: Activity, step: Step | None) -> None:
    words, place = snapshot.words, snapshot.moment.step
    if step is not None:
        said, note = _said(snapshot, activity, step)
        writer.line(said, "now")
        if note:
            writer.line(note, "later", above=6)
    tips = snapshot.workshop.method.texts(f"{activity.id}.tips", words.language)
    if tips:
        writer.line(words("console.script.tips"), "heading", above=18)
        for tip in tips:
            writer.line(tip, "body", above=4, number="•")
    after = _lines(snapshot, activity, range(place + 1, len(activity.steps)))
    if after:
        writer.line(words("console.script.then"), "heading", above=18)
        for number, text in after:
            writer.line(text, "later", above=4, number=number)
    before = _lines(snapshot, activity, range(place))
    if before:
        writer.line(words("console.script.before_this"), "heading", above=18)
        for number, text in before:
            writer.line(text, "muted", above=4, number=number)


def _said(snapshot: Snapshot, activity: Activity, step: Step) -> tuple[str, str]:
    """The step's text, and for a routine its name with the place in it."""
    own = snapshot.text(step.key(activity.id))
    if step.routine is None:
        return own, ""
    parts = [other for other in activity.steps if other.line == step.line]
    name = snapshot.text(f"routines.{step.routine}.name")
    note = name
    if len(parts) > 1:
        note = snapshot.words(
            "console.script.routine", name=name, part=parts.index(step) + 1, parts=len(parts)
        )
    line = snapshot.text(f"{activity.id}.script.{step.line}")
    return (line, f"{own} ({note})") if line else (own, note)


def _lines(snapshot: Snapshot, activity: Activity, places: range) -> list[tuple[str, str]]:
    """Number and own words of each step, as the strip of steps counts them.

    What the script adds to a routine is said before its first step.
    """
    found = []
    for place in places:
        step = activity.steps[place]
        own = snapshot.text(step.key(activity.id))
        first = place == 0 or activity.steps[place - 1].line != step.line
        added = ""
        if step.routine is not None and first:
            added = snapshot.text(f"{activity.id}.script.{step.line}")
        text = " ".join(filter(None, (added, own)))
        if text:
            found.append((str(place + 1), text))
    return found
