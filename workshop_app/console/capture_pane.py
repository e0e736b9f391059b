"""Where what is said is typed: the editor of the current activity's kind."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from workshop_app.console.pane import EVERYTHING, ConsoleDesk, Pane
from workshop_app.console.parts import text_label
from workshop_app.kinds import registry

if TYPE_CHECKING:
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.ui.closing_panel import ClosingPanel
    from workshop_app.ui.desk import EditorBase


def has_editor(kind: str) -> bool:
    """Whether a kind comes with a capture of its own."""
    return find_spec(f"workshop_app.kinds.{kind}.editor") is not None


class CapturePane(Pane):
    """Editors are made when first needed and kept, one for each activity."""

    tables = EVERYTHING
    late = 4

    def __init__(self, desk: ConsoleDesk) -> None:
        """Start with the sentence that stands where there is nothing to capture."""
        super().__init__(desk)
        self.setProperty("look", "card")
        self._editors_room = QWidget(self)
        self._stack = QStackedLayout(self._editors_room)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._editors_room, 1)
        self._empty = text_label("muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._stack.addWidget(self._empty)
        self._editors: dict[str, EditorBase] = {}
        self._missed: dict[str, frozenset[str]] = {}

    @cached_property
    def closing(self) -> ClosingPanel:
        """What the activity comes to; made when the pane first reads."""
        from workshop_app.ui.closing_panel import ClosingPanel

        made = ClosingPanel(self.desk)
        made.grew.connect(self.grew)
        made.opened.connect(self._editors_room.setHidden)
        self._column.addWidget(made)
        return made

    @property
    def editor(self) -> EditorBase | None:
        """The editor that is shown."""
        shown: QWidget | None = self._stack.currentWidget()
        return None if isinstance(shown, QLabel) else shown  # type: ignore[return-value]

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Show the editor of the current activity; the others catch up when they are shown."""
        for activity in self._editors:
            before = self._missed.get(activity)
            everything = not tables or before == EVERYTHING
            self._missed[activity] = EVERYTHING if everything else tables | (before or tables)
        from workshop_app.assembly.closing import phase_closed_by

        activity = snapshot.activity.id if snapshot.activity else ""
        self.closing.show_activity(activity, phase_closed_by(snapshot.workshop, snapshot.moment))
        editor = self._editor_of(snapshot)
        if editor is None:
            self._empty.setText(_sentence(snapshot))
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(editor)
        missed = self._missed.pop(editor.activity, None)
        if missed is not None:
            editor.refresh(missed)

    def focus_first(self) -> None:
        """The field where the next thing said is typed."""
        editor = self.editor
        if self.closing.is_open:
            self.closing.open()
        elif editor is not None and editor.isVisible():
            editor.focus_capture()

    def _editor_of(self, snapshot: Snapshot) -> EditorBase | None:
        activity = snapshot.activity
        if activity is None:
            return None
        found = self._editors.get(activity.id)
        if found is None and has_editor(activity.kind):
            found = registry.editor(activity.kind)(self.desk, activity.id, self)
            self._editors[activity.id] = found
            self._missed[activity.id] = EVERYTHING
            self._stack.addWidget(found)
            self.grew.emit()
        return found


def _sentence(snapshot: Snapshot) -> str:
    words = snapshot.words
    if snapshot.activity is not None:
        return words("console.capture.nothing")
    if snapshot.is_over:
        return words("console.capture.over")
    if not snapshot.slots:
        return words("console.capture.no_agenda")
    return words("console.capture.before")
