"""From a key in the table of shortcuts to what it does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workshop_app.assembly import conduct
from workshop_app.console.phone_actions import PhoneActions
from workshop_app.console.shortcuts import Shortcut, can_undo_text, is_text_field
from workshop_app.console.stage_actions import StageActions
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from workshop_app.console.body import ConsoleBody
    from workshop_app.console.overlays import Overlays
    from workshop_app.console.pane import ConsoleDesk, Pane
    from workshop_app.storage import HistoryEntry


class _Done(NamedTuple):
    """An edit that was taken back or repeated, and the activities it changed."""

    label: str
    places: frozenset[str]


class Actions:
    """`table` holds something to do for every shortcut that is not a control's own."""

    def __init__(
        self, desk: ConsoleDesk, bar: Pane, body: ConsoleBody, overlays: Overlays
    ) -> None:
        """Act on the session through ``desk``."""
        self._desk = desk
        self._bar = bar
        self._body = body
        self._overlays = overlays
        self.stage = StageActions(desk)
        self.phones = PhoneActions(desk, body, overlays)
        stage, preview = self.stage, body.preview
        self.table: dict[str, Callable[[], None]] = {
            "next": desk.next_step,
            "previous": self.go_back,
            "next_page": preview.next_page,
            "previous_page": preview.previous_page,
            "reveal": stage.reveal,
            "stage": stage.resume,
            "hold": partial(stage.toggle, "hold"),
            "blank": partial(stage.toggle, "blank"),
            "blank_dot": partial(stage.toggle, "blank"),
            "freeze": stage.freeze,
            "explore": stage.explore,
            "swap": stage.swap,
            "pause": stage.pause,
            "more": partial(stage.add_minutes, 1),
            "less": partial(stage.add_minutes, -1),
            "booth": self.open_booth,
            "phones": self.phones.open_sheet,
            "way_in": self.phones.show_way_in,
            "capture": self.focus_capture,
            "undo": self.undo,
            "redo": self.redo,
            "next_pane": partial(self._move_focus, 1),
            "previous_pane": partial(self._move_focus, -1),
            "agenda": overlays.toggle_agenda,
            "sheet": overlays.toggle_sheet,
        }

    def explore(self, event: QKeyEvent) -> bool:
        """Give a key to the explore view on stage, unless it is text for a field here."""
        stage, focus = self._desk.stage, QApplication.focusWidget()
        if stage is None or (is_text_field(focus) and event.key() != Qt.Key.Key_Escape):
            return False
        return stage.explore_key(event)

    def open_booth(self) -> None:
        """The booth of the round that is open now."""
        workshop = self._desk.workshop
        activity = workshop.activity_at(workshop.live().moment)
        round_ = latest(workshop.file, activity.id) if activity else None
        if round_ is None or round_.state != "open":
            self._desk.toast(workshop.words("console.booth.nothing"))
        else:
            self._desk.open_booth(round_.activity)

    def act(self, shortcut: Shortcut, event: QKeyEvent) -> bool:
        """Use a key, unless it is text for the focused field; returns whether it was used."""
        focus = QApplication.focusWidget()
        if is_text_field(focus):
            if not shortcut.typing and not self._dot_blanks(shortcut):
                return False
            if shortcut.action in ("undo", "redo") and can_undo_text(focus):
                return False
        if shortcut.action == "next" and event.isAutoRepeat():
            return True  # a key held down must not answer its own question
        if shortcut.action == "place":
            self.choose_place(event.key() - Qt.Key.Key_1.value)
        else:
            self.table[shortcut.action]()
        return True

    def go_back(self) -> None:
        """Back by one step."""
        moment = conduct.previous(self._desk.workshop)
        if moment is not None:
            self._desk.go(moment)

    def choose_place(self, number: int) -> None:
        """The column, stage or cluster with this number, counted from 0."""
        editor = self._body.capture.editor
        if editor is not None:
            editor.choose_place(number)

    def focus_capture(self) -> None:
        """The keyboard to the capture field."""
        if self._overlays.agenda is not None:
            self._overlays.agenda.close_editor()
        self._body.show_pane(self._body.capture)
        self._body.capture.focus_first()

    def undo(self, count: int = 1) -> None:
        """Take the newest ``count`` edits back."""
        file = self._desk.workshop.file
        done: list[_Done] = []
        for _ in range(count):
            step = self._step(next(iter(file.history.undoable(1)), None), file.undo)
            if step is None:
                return
            done += step
        self._tell("console.undone", done)

    def redo(self) -> None:
        """Do once more what was taken back last."""
        file = self._desk.workshop.file
        done = self._step(file.history.redoable(), file.redo)
        if done is not None:
            self._tell("console.redone", done)

    def _step(
        self, entry: HistoryEntry | None, step: Callable[[], str | None]
    ) -> list[_Done] | None:
        """Undo or redo once; ``None`` when it was refused, which the bar then says."""
        labels: list[str | None] = []
        places = self._desk.workshop.file.history.activities_of(entry) if entry else frozenset()
        if not self._desk.attempt(lambda: labels.append(step())):
            return None
        return [_Done(label, places) for label in labels if label is not None]

    def _tell(self, key: str, done: list[_Done]) -> None:
        """What was done, and where, if that is not what one looks at now."""
        words = self._desk.workshop.words
        elsewhere = self._elsewhere(frozenset().union(*(one.places for one in done)))
        if not done:
            self._desk.toast(words(f"{key}.nothing"))
        elif len(done) == 1:
            label = done[0].label or words("console.undo.nameless")
            said = f"{key}_at" if elsewhere else key
            self._desk.toast(words(said, label=label, place=elsewhere))
        else:
            said = f"{key}.many_at" if elsewhere else f"{key}.many"
            self._desk.toast(words(said, n=len(done), place=elsewhere))

    def _elsewhere(self, places: frozenset[str]) -> str:
        """The names of activities that are not on, and of other phases with their insights."""
        snapshot = self._desk.snapshot()
        method = snapshot.workshop.method
        here = {snapshot.activity.id if snapshot.activity else "", snapshot.phase}
        others = [id_ for id_ in method.activities if id_ in places - here]
        named = [snapshot.title(id_) for id_ in others]
        phases = [phase.id for phase in method.phases if phase.id in places - here]
        return ", ".join(named + [snapshot.text(f"phases.{id_}.name") for id_ in phases])

    def _move_focus(self, by: int) -> None:
        if self._overlays.agenda is not None:
            self._overlays.agenda.move_focus(by)
            return
        if self._overlays.phones is not None:
            return
        order: list[Pane] = [self._bar, *self._body.pane_order()]
        focus = QApplication.focusWidget()
        here = next(
            (
                i
                for i, pane in enumerate(order)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1 if by > 0 else 0,
        )
        target = order[(here + by) % len(order)]
        if target is not self._bar:
            self._body.show_pane(target)
        target.focus_first()

    def _dot_blanks(self, shortcut: Shortcut) -> bool:
        """A remote's “.” blanks while the capture field is focused and empty."""
        editor, focus = self._body.capture.editor, QApplication.focusWidget()
        return (
            shortcut.action == "blank_dot"
            and editor is not None
            and focus is not None
            and editor.isAncestorOf(focus)
            and not editor.is_typing()
        )
