"""What can be done with a step: inserted, moved, made new, removed; all of it undoable."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from workshop_app.kinds.blueprint import changes, model
from workshop_app.session.notes import NewNote
from workshop_app.ui import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.session.context import Context
    from workshop_app.ui.desk import Desk


class StepMenu(QPushButton):
    """A button with a menu for the step under the keyboard; every entry is a method too."""

    went = Signal(int)
    """Where the step is from now on, counted from 0."""

    def __init__(self, desk: Desk, activity: str) -> None:
        """Without a step until `show_step`."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        self._step = ""
        self._entries = QMenu(self)
        self._entries.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self._entries)
        self.setProperty("look", "small")
        icon.dress(self, "route", desk.theme)

    def show_step(self, step: str, number: int) -> None:
        """Whose menu it is; without a step there is none."""
        words = self._desk.workshop.words
        self._step = step
        self.setText(words("blueprint.menu"))
        self.setAccessibleName(words("blueprint.menu_said", step=number))
        self.setEnabled(bool(step))

    def insert(self, step: str, offset: int) -> None:
        """An empty step before (0) or after (1) this one."""
        place = self._place(step)
        if place is None:
            return
        at = place + offset
        said = self._words("blueprint.edit.step", at)
        action = partial(changes.add_steps, [NewNote("", "")], said, self._context(), at)
        self._do(action, said, at)

    def shift(self, step: str, by: int) -> None:
        """Some places to the right, or with a negative number to the left."""
        place = self._place(step)
        if place is None or not 0 <= place + by < len(self._keys()):
            return
        said = self._words("blueprint.edit.move", place)
        file = self._desk.workshop.file
        action = partial(changes.move_step, file, said, self._activity, step, place + by)
        self._do(action, said, place + by)

    def remove(self, step: str) -> None:
        """Take it away with its cards."""
        place = self._place(step)
        if place is None:
            return
        said = self._words("blueprint.edit.remove", place)
        file = self._desk.workshop.file
        action = partial(changes.remove_step, file, said, self._activity, step)
        if self._do(action, said, place):
            self._desk.toast(said, undoable=True)

    def renew(self, step: str, *, future: bool) -> None:
        """Say that it is new, or there today."""
        place = self._place(step)
        if place is None:
            return
        said = self._words("blueprint.edit.version", place)
        file = self._desk.workshop.file
        self._do(partial(changes.set_version, file, said, step, future=future), said, place)

    def _do(self, action: Callable[[], object], said: str, place: int) -> bool:
        done = self._desk.attempt(action)
        if done:
            self._desk.announce(said)
            self.went.emit(place)
        return done

    def _keys(self) -> list[str]:
        return [key for key, _ in model.read_steps(self._desk.workshop.file, self._activity)]

    def _place(self, step: str) -> int | None:
        keys = self._keys()
        return keys.index(step) if step in keys else None

    def _context(self) -> Context:
        return self._desk.workshop.context(self._activity)

    def _words(self, key: str, place: int) -> str:
        return self._desk.workshop.words(key, step=place + 1)

    def _on_about_to_show(self) -> None:
        words, step = self._desk.workshop.words, self._step
        versions = dict(model.read_steps(self._desk.workshop.file, self._activity))
        future = versions.get(step) == model.FUTURE
        self._entries.clear()
        for key, keys, action in (
            ("before", "Ins", partial(self.insert, step, 0)),
            ("after", "", partial(self.insert, step, 1)),
            ("left", "Alt+Shift+←", partial(self.shift, step, -1)),
            ("right", "Alt+Shift+→", partial(self.shift, step, 1)),
            ("present" if future else "future", "", partial(self.renew, step, future=not future)),
            ("remove", "Shift+Del", partial(self.remove, step)),
        ):
            text = words(f"blueprint.menu.{key}")
            entry = self._entries.addAction(f"{text}\t{keys}" if keys else text)
            entry.triggered.connect(_without_state(action))


def _without_state(action: Callable[[], object]) -> Callable[[bool], object]:
    """An action for a signal that also says whether an entry is ticked."""

    def run(_ticked: bool = False) -> object:
        return action()

    return run
