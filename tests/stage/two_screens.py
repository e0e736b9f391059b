"""Run by test_screens.py in a process of its own: one scenario on two screens.

    python -m tests.stage.two_screens SCENARIO FOLDER

Prints one JSON object. A frame of the stage that lies over the console is counted in
``over``, whatever the scenario.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.stage import rooms
from workshop_app.figures.theme import LIGHT
from workshop_app.stage.screens import ScreenChoice
from workshop_app.stage.window import StageWindow

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECTOR = ("1280/338x720/190+1920+0", "none")


class Unguarded(StageWindow):
    """What must not be: a stage that goes wherever it is put."""

    def _guard(self) -> None:
        pass

    def _on_screen_lost(self) -> None:
        pass


class Watch(QObject):
    """Sees the stage whenever it moves, shows or paints."""

    def __init__(self, stage: QWidget, console: QWidget) -> None:
        super().__init__()
        self.stage, self.console = stage, console
        self.over = 0
        stage.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self.look()
        return False

    def look(self) -> None:
        home = QGuiApplication.screenAt(self.console.frameGeometry().center())
        if home is not None and self.stage.isVisible():
            self.over += self.stage.geometry().intersects(home.geometry())


class Room:
    """A console on one screen, a stage for the other, and what was heard of them."""

    def __init__(self, folder: Path, kind: type[StageWindow] = StageWindow) -> None:
        self.workshop = rooms.make(folder)
        self.console = QWidget()
        self.console.setGeometry(100, 100, 900, 600)
        self.console.show()
        self.file = folder / "screen.json"
        self.choice = ScreenChoice(self.console, self.file)
        self.stage = kind(self.workshop, LIGHT, self.choice, now=partial(_same, rooms.NOW))
        self.watch = Watch(self.stage, self.console)
        self.heard: list[str] = []
        for name in ("screen_lost", "screen_returned"):
            getattr(self.choice, name).connect(partial(self.heard.append, name))
        self.choice.screen_offered.connect(self._on_offered)
        self.wait_for_console()

    def _on_offered(self, key: str, label: str) -> None:
        self.heard.append(f"offered {key}")

    def wait_for_console(self) -> None:
        QTest.qWaitForWindowExposed(self.console)
        QTest.qWaitForWindowActive(self.console, 500)

    def settle(self, milliseconds: int = 250) -> None:
        for _ in range(milliseconds // 10):
            QTest.qWait(10)
            self.watch.look()

    def until(self, what: str) -> None:
        """Wait until the stage's state is ``what``."""
        self.wait(lambda: self.stage.state == what)
        self.settle()

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait up to five seconds."""
        for _ in range(500):
            if done():
                return
            QTest.qWait(10)
            self.watch.look()
        raise TimeoutError(f"{self.where()}, heard {self.heard}")

    def where(self) -> list[Any]:
        screen = QGuiApplication.screenAt(self.stage.geometry().center())
        name = screen.name() if screen is not None and self.stage.isVisible() else ""
        return [self.stage.state, name, self.stage.isFullScreen() and self.stage.isVisible()]


def _same(now: object) -> Any:
    return now


def screen(name: str) -> QScreen:
    return next(one for one in QGuiApplication.screens() if one.name() == name)


def xrandr(*arguments: str) -> None:
    subprocess.run(["xrandr", *arguments], check=True, capture_output=True)


def plug(name: str) -> None:
    xrandr("--setmonitor", name, *PROJECTOR)


def unplug(name: str) -> None:
    xrandr("--delmonitor", name)


def opening(folder: Path) -> dict[str, Any]:
    room = Room(folder)
    room.stage.turn_on()
    room.settle()
    listed = room.choice.connected()
    return {
        "where": room.where(),
        "active": room.stage.isActiveWindow(),
        "listed": listed,
        "label": room.stage.screen_label,
        "over": room.watch.over,
    }


def choosing(folder: Path) -> dict[str, Any]:
    room = Room(folder)
    room.console.move(screen("Projector").geometry().topLeft())
    room.settle()
    room.stage.turn_on()
    other = room.where()
    room.stage.turn_off()
    room.console.move(10, 10)
    room.settle()
    room.choice.choose("Projector")
    again = ScreenChoice(room.console, room.file).wanted()
    assert again is not None
    return {
        "where": other,
        "kept": json.loads(room.file.read_text(encoding="utf-8")),
        "again": again.name(),
        "over": room.watch.over,
    }


def guarding(folder: Path, kind: type[StageWindow] = StageWindow) -> dict[str, Any]:
    room = Room(folder, kind)
    room.stage.turn_on()
    room.settle()
    room.stage.setGeometry(screen("Console").geometry())
    at_once = room.where()
    room.settle()
    return {"at_once": at_once, "over": room.watch.over}


def unguarded(folder: Path) -> dict[str, Any]:
    return guarding(folder, Unguarded)


def dragging(folder: Path) -> dict[str, Any]:
    """The console is dragged over to the projector and back."""
    room = Room(folder)
    room.stage.turn_on()
    room.settle()
    room.console.move(screen("Projector").geometry().topLeft())
    room.until("lost")
    away = room.where()
    room.console.move(10, 10)
    room.until("on")
    return {"away": away, "back": room.where(), "over": room.watch.over}


def swapping(folder: Path) -> dict[str, Any]:
    room = Room(folder)
    room.stage.turn_on()
    room.settle()
    room.stage.swap_screens()
    room.settle(600)
    once = [room.console.screen().name(), *room.where()]
    room.stage.swap_screens()
    room.settle(600)
    return {"once": once, "twice": [room.console.screen().name(), *room.where()]}


def unplugging(folder: Path, kind: type[StageWindow] = StageWindow) -> dict[str, Any]:
    """The projector goes, another one comes, the first one comes back."""
    room = Room(folder, kind)
    rooms.go(room.workshop, "see-customer-story", "question")
    room.stage.turn_on()
    room.until("on")
    shown = room.stage.layers.shown
    seen = [room.where()]
    for change, name, state in (
        (unplug, "Projector", "lost"),
        (plug, "Other", "lost"),
        (unplug, "Other", "lost"),
        (plug, "Projector", "on"),
    ):
        change(name)
        if kind is StageWindow:
            room.until(state)
        room.settle(500)
        seen.append(room.where())
    same = room.stage.layers.shown is shown
    return {"seen": seen, "heard": room.heard, "over": room.watch.over, "same": same}


def unplugging_unguarded(folder: Path) -> dict[str, Any]:
    return unplugging(folder, Unguarded)


def accepting(folder: Path) -> dict[str, Any]:
    """Another projector is offered, and taken."""
    room = Room(folder)
    room.stage.turn_on()
    room.until("on")
    unplug("Projector")
    room.until("lost")
    plug("Other")
    room.wait(lambda: "offered Other" in room.heard)
    room.choice.choose("Other")
    room.until("on")
    where = room.where()
    unplug("Other")
    plug("Projector")
    return {"where": where, "over": room.watch.over}


SCENARIOS = (
    opening,
    choosing,
    guarding,
    unguarded,
    dragging,
    swapping,
    unplugging,
    unplugging_unguarded,
    accepting,
)


def main() -> None:
    app = QApplication([])
    by_name = {scenario.__name__: scenario for scenario in SCENARIOS}
    found = by_name[sys.argv[1]](Path(sys.argv[2]))
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    del app
    import os

    os._exit(0)  # a window server that went first must not turn this into an abort


if __name__ == "__main__":
    main()
