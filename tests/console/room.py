"""A console on a real session of the built-in method, driven as a facilitator would."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from workshop_app.assembly.conduct import questions
from workshop_app.assembly.methods import built_in_method
from workshop_app.console.outside import ForgetfulPreferences, Screen, StageState
from workshop_app.console.window import ConsoleWindow
from workshop_app.figures.theme import THEMES
from workshop_app.session.live import Moment
from workshop_app.session.people import Person
from workshop_app.session.workshop import Plan, Workshop, create_workshop
from workshop_app.storage import rounds
from workshop_app.storage.tally import latest
from workshop_app.ui import theme as themes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent
    from pytestqt.qtbot import QtBot

    from workshop_app.console.outside import PhoneControl

DAY = date(2026, 3, 3)
PEOPLE = (
    Person("Sofia Lindqvist", department="Service", level=1),
    Person("Jonas Weber", department="Service", level=1),
    Person("Amara Okafor", department="Delivery", level=2),
    Person("Tomás Ruiz", department="IT", level=2),
    Person("Li Wei", department="Finance", level=3),
    Person("Γιώργος Παπαδόπουλος", department="Purchasing", level=3),
    Person("Helena Costa", department="Board", level=5),
    Person("Joop", department="IT"),
)


class Clock:
    """The time as the test wants it."""

    def __init__(self) -> None:
        self.time = datetime.combine(DAY, time(9, 0)).astimezone()

    def __call__(self) -> datetime:
        return self.time

    def forward(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


@dataclass
class PaperStage:
    """A stage that remembers what it was told."""

    kind: str = "off"
    exploring: bool = False
    told: list[str] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def state(self) -> StageState:
        return StageState(self.kind, "Epson EB-L260")

    def screens(self) -> Sequence[Screen]:
        return [Screen("epson", "Epson EB-L260", True), Screen("own", "Built-in", False)]

    def turn_on(self) -> None:
        self._tell("on", "on")

    def turn_off(self) -> None:
        self._tell("off", "off")

    def choose_screen(self, key: str) -> None:
        self._tell(self.kind, f"screen {key}")

    def swap_screens(self) -> None:
        self._tell(self.kind, "swap")

    def explore(self) -> bool:
        self._tell(self.kind, "explore")
        return True

    def explore_key(self, event: QKeyEvent) -> bool:
        if self.exploring:
            self.told.append(f"key {event.key()}")
        return self.exploring

    def open_booth(self, activity: str) -> None:
        self._tell(self.kind, f"booth {activity}")

    def listen(self, listener: Callable[[], None]) -> None:
        self.listeners.append(listener)

    def lose(self) -> None:
        self._tell("lost", "lost")

    def _tell(self, kind: str, what: str) -> None:
        self.kind = kind
        self.told.append(what)
        for listener in self.listeners:
            listener()


@dataclass
class Room:
    """The console with everything around it."""

    window: ConsoleWindow
    workshop: Workshop
    stage: PaperStage
    clock: Clock
    qtbot: QtBot

    def settle(self) -> None:
        """Let every turn of the event loop that is due go by."""
        for _ in range(6):
            QApplication.processEvents()

    def go(self, activity: str, view: str = "", nth: int = 0) -> None:
        """Go to the nth step of an activity that shows ``view``."""
        slot = self.workshop.slot_of(activity)
        assert slot is not None
        steps = self.workshop.method.activities[activity].steps
        places = [i for i, step in enumerate(steps) if view in ("", step.view)]
        self.window.go(Moment(slot.key, places[nth]))
        self.settle()

    def label(self) -> str:
        """What the big button says."""
        return self.window.body.controls.next.text()


def make_workshop(
    folder: Path, *, language: str = "en", people: Sequence[Person] = PEOPLE, name: str = "day"
) -> Workshop:
    plan = Plan(
        "taster-90",
        "Closer to Maria",
        client="Northlight",
        date=DAY,
        language=language,
        starts_at=time(9, 0),
        people=people,
        extra=["see-journey"],
    )
    return create_workshop(folder / f"{name}.workshop", built_in_method(), plan)


def open_room(
    qtbot: QtBot,
    workshop: Workshop,
    *,
    width: int = 1366,
    height: int = 768,
    theme: str = "light",
    preferences: ForgetfulPreferences | None = None,
    phones: PhoneControl | None = None,
) -> Room:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    themes.apply(app, THEMES[theme])
    stage, clock = PaperStage(), Clock()
    window = ConsoleWindow(
        workshop,
        theme=THEMES[theme],
        stage=stage,
        phones=phones,
        preferences=preferences,
        clock=clock,
    )
    qtbot.addWidget(window)
    window.resize(width, height)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    room = Room(window, workshop, stage, clock, qtbot)
    room.settle()
    return room


def vote(workshop: Workshop, activity: str, ballots: int, answer: str = "4") -> None:
    """Cast ballots in the open round of an activity."""
    asked = questions(workshop, workshop.method.activities[activity])
    round_ = latest(workshop.file, activity)
    assert round_ is not None
    for _ in range(ballots):
        given = {question.id: answer for question in asked}
        rounds.cast(workshop.file, round_, asked, given, key=rounds.new_ballot_key())
