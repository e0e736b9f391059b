"""The menus of the method editor: kinds of activities to add, activities to put in an agenda."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from workshop_app.console.method_rows import titled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop_app.method.model import Method
    from workshop_app.words import Words


def open_kinds(
    button: QWidget,
    method: Method,
    kinds: Iterable[str],
    words: Words,
    chosen: Callable[[str, str], object],
) -> None:
    """Ask for a phase and a kind; an empty phase asks for an agenda."""
    menu = _menu(button)
    for phase in method.phases:
        name = titled(method, f"phases.{phase.id}.name", words)
        inside = menu.addMenu(_plain(name))
        for said, kind in sorted((words(f"{kind}.kind"), kind) for kind in kinds):
            action = inside.addAction(_plain(said))
            action.triggered.connect(partial(_call, chosen, phase.id, kind))
    menu.addSeparator()
    agenda = menu.addAction(words("methods.add.agenda"))
    agenda.triggered.connect(partial(_call, chosen, "", ""))
    menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))


def open_activities(
    button: QWidget, method: Method, words: Words, chosen: Callable[[str], object]
) -> None:
    """Ask for an activity, phase by phase."""
    menu = _menu(button)
    homes: dict[str, QMenu] = {}
    for key, activity in method.activities.items():
        phase = activity.phase
        if phase not in homes:
            named = titled(method, f"phases.{phase}.name", words)
            homes[phase] = menu.addMenu(_plain(named if phase else words("methods.group.rest")))
        action = homes[phase].addAction(_plain(titled(method, f"{key}.title", words)))
        action.triggered.connect(partial(_call, chosen, key))
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def _menu(button: QWidget) -> QMenu:
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _plain(text: str) -> str:
    return text.replace("&", "&&")


def _call(chosen: Callable[..., object], *keys: object) -> None:
    chosen(*(key for key in keys if isinstance(key, str)))
