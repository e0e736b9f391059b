"""Where what is said is typed: the editor of the current activity's kind."""

from __future__ import annotations

from functools import cached_property, partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from workshop_app.console.pane import EVERYTHING, ConsoleDesk, Pane
from workshop_app.console.parts import text_label
from workshop_app.kinds import registry

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from workshop_app.console.look_back_panel import LookBackPanel
    from workshop_app.console.photo_panel import PhotoPanel
    from workshop_app.console.snapshot import Snapshot
    from workshop_app.console.take_over_panel import TakeOverPanel
    from workshop_app.ui.closing_panel import ClosingPanel
    from workshop_app.ui.desk import EditorBase
    from workshop_app.ui.drawer import Drawer


_D = TypeVar("_D", bound="Drawer")


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
        self._buttons: QHBoxLayout | None = None
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

        return self._furnished(ClosingPanel(self.desk))

    @cached_property
    def take_over(self) -> TakeOverPanel:
        """What earlier activities made; made when the pane first reads."""
        from workshop_app.console.take_over_panel import TakeOverPanel

        return self._furnished(TakeOverPanel(self.desk))

    @cached_property
    def look_back(self) -> LookBackPanel:
        """What of earlier sessions is looked at again; made when the pane first reads."""
        from workshop_app.console.look_back_panel import LookBackPanel

        return self._furnished(LookBackPanel(self.desk))

    @cached_property
    def photos(self) -> PhotoPanel:
        """Photos of paper walls; made when the pane first reads."""
        from workshop_app.console.photo_panel import PhotoPanel

        self.setAcceptDrops(True)
        return self._furnished(PhotoPanel(self.desk))

    def _furnished(self, drawer: _D) -> _D:
        """Put a drawer's page over the editor's room, and its button in the row below."""
        if self._buttons is None:
            self._buttons = QHBoxLayout()
            self._buttons.setContentsMargins(0, 0, 0, 4)
            self._buttons.addStretch(1)
            self._column.addLayout(self._buttons)
        drawer.grew.connect(self.grew)
        drawer.opened.connect(partial(self._on_opened, drawer))
        self._column.insertWidget(1, drawer, 1)
        self._buttons.insertWidget(0, drawer.button)
        return drawer

    def _on_opened(self, drawer: Drawer, on: bool) -> None:
        drawers = self._drawers()
        for other in drawers:
            if other is not drawer:
                other.set_open(False)
        self._editors_room.setHidden(any(one.is_open for one in drawers))

    def _drawers(self) -> list[Drawer]:
        """Those that are there: what looks back only in a session that has something behind it."""
        found: list[Drawer] = [self.closing, self.take_over, self.photos]
        return [*found, self.look_back] if "look_back" in self.__dict__ else found

    @property
    def editor(self) -> EditorBase | None:
        """The editor that is shown."""
        shown: QWidget | None = self._stack.currentWidget()
        return None if isinstance(shown, QLabel) else shown  # type: ignore[return-value]

    @property
    def needs_height(self) -> bool:
        """Whether rows are keyed here now, which nothing may cut."""
        editor = self.editor
        return editor is not None and editor.needs_height

    def refresh(self, snapshot: Snapshot, tables: frozenset[str]) -> None:
        """Show the editor of the current activity; the others catch up when they are shown."""
        for activity in self._editors:
            before = self._missed.get(activity)
            everything = not tables or before == EVERYTHING
            self._missed[activity] = EVERYTHING if everything else tables | (before or tables)
        from workshop_app.assembly.closing import phase_closed_by
        from workshop_app.session.review import looks_back

        activity = snapshot.activity.id if snapshot.activity else ""
        self.closing.show_activity(activity, phase_closed_by(snapshot.workshop, snapshot.moment))
        self.take_over.show_activity(activity)
        self.photos.show_activity(activity)
        if "look_back" in self.__dict__ or looks_back(snapshot.workshop):
            self.look_back.show_activity(activity)
        editor = self._editor_of(snapshot)
        if editor is None:
            self._empty.setText(_sentence(snapshot))
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentWidget(editor)
        missed = self._missed.pop(editor.activity, None)
        if missed is not None:
            editor.refresh(missed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures may be dropped anywhere on the capture of an activity."""
        if not self.photos.button.isHidden():
            self.photos.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the pictures that were dropped."""
        self.photos.dropEvent(event)

    def focus_first(self) -> None:
        """The field where the next thing said is typed."""
        editor = self.editor
        opened = [drawer for drawer in self._drawers() if drawer.is_open]
        if opened:
            opened[0].focus_first()
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
