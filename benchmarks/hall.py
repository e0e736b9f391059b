"""One run of the phone server in the app, in a fresh process; prints what it measured.

``python -m benchmarks.hall vote|join file|nothing``: what the phones do, and what stores it.

All is there that is there on the day: session file, console, the stage's window, and the room as
`desktop` opens it. The stage stands where it collects, so it is painted again whenever the windows
hear of ballots. A batch counts as painted when the window has finished painting a picture with as
many full dots as ballots were on disk when the batch was acknowledged.

What this taught: beside an event loop without windows the server looked several times as gentle
as it is, for each text that is drawn and each row that is read lets other threads have the
interpreter and waits to get it back. What helped was to let go of it less often and to hold the
phones up while the windows paint (`lan.pause`), not to read or draw less. Up to 60 ms of a repaint
are `desktop.phones.TELL_EVERY`. A dot a person is what a room of 500 needs; 2,000 voters would
double or triple both the gap and the repaint, so the votes are those of 500 phones that change
their minds, each time in a ballot that replaces the one before.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from benchmarks.crowd import HOST, QUESTION, answer
from workshop_app.assembly import conduct, phones
from workshop_app.assembly.demo import sample_workshop
from workshop_app.console.window import ConsoleWindow
from workshop_app.desktop.phones import Phones
from workshop_app.figures.figure import Circle
from workshop_app.figures.theme import LIGHT
from workshop_app.lan.room import Room
from workshop_app.session import voting
from workshop_app.session.holding import RoundPlan
from workshop_app.session.live import Moment
from workshop_app.session.people import Person, add_people, read_people
from workshop_app.session.phone_room import KeptRoom, keep_room
from workshop_app.stage.screens import ScreenChoice
from workshop_app.stage.window import StageWindow
from workshop_app.storage import Change, rounds
from workshop_app.storage.tally import ballots_in
from workshop_app.ui import theme as themes
from workshop_app.ui.figure_painter import load_fonts
from workshop_app.ui.garbage import Garbage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.lan.asking import Vote
    from workshop_app.method.ways import Outcome
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

CONNECTIONS = 200
PHONES = 500
MINDS = 8
"""How often each phone votes, the first time and changing its mind: a room is no larger."""

ACTIVITY = "see-five-answers"
SIZE = (1920, 1080)
QUIET = 20
"""Ballots cast one by one before the phones vote: what a repaint takes when nothing else is on."""

TICK = 2
"""Milliseconds between two looks at the clock."""

PATIENCE = 2.0
"""Seconds for the last batch to be painted, after the last phone has gone."""


class Seen(NamedTuple):
    """When so many ballots were on disk, or on the stage; seconds of the process's clock."""

    at: float
    ballots: int


class Acknowledged(phones.Polling):
    """Notes when each batch of the room was on disk, as the phones are about to hear."""

    batches: list[Seen]
    keys: set[str]

    def store(self, votes: list[Vote]) -> list[Outcome]:
        """Save them as ever."""
        outcomes = super().store(votes)
        at = time.perf_counter()
        self.keys.update(vote.key for vote in votes)
        self.batches.append(Seen(at, QUIET + len(self.keys)))
        return outcomes


class Nothing(phones.Polling):
    """The same server without a file behind it; the windows are told as if there was one."""

    keys: set[str]

    def store(self, votes: list[Vote]) -> list[Outcome]:
        """Say that all is saved; of a change of mind nobody is told (`rounds.cast_many`)."""
        known = len(self.keys)
        self.keys.update(vote.key for vote in votes)
        if len(self.keys) > known:
            self._workshop.file.announce(Change("", frozenset({"ballot"})))
        return ["saved"] * len(votes)


class Stage(StageWindow):
    """The stage, which notes what it has painted."""

    painted: list[Seen]

    def event(self, event: QEvent) -> bool:
        """Whatever is due is painted within this one event."""
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and self.layers.shown is not None:
            at, items = time.perf_counter(), self.layers.shown.figure.items
            dots = [one for one in items if isinstance(one, Circle) and one.fill is not None]
            self.painted.append(Seen(at, sum(dot.key.startswith("seat:") for dot in dots)))
        return done


class Loop(QObject):
    """Looks at the clock all the time, and ends when the phones have and the stage shows it."""

    def __init__(self, app: QApplication, stage: Stage, batches: Sequence[Seen]) -> None:
        """Begin with `run`."""
        super().__init__()
        self._app, self._stage, self._batches = app, stage, batches
        self._last = self._gone = 0.0
        self.gap = 0.0
        self.memory = 0
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)

    def run(self, crowd: subprocess.Popen[str], orders: dict[str, Any]) -> str:
        """Tell the phones to begin and go round until they have ended; returns what they say."""
        output: list[str] = []

        def talk() -> None:
            output.append(crowd.communicate(json.dumps(orders) + "\n")[0])

        talking = threading.Thread(target=talk)
        talking.start()
        self._crowd = crowd
        self._last = time.perf_counter()
        self._timer.start()
        self._app.exec()
        self._timer.stop()
        talking.join()
        return output[0]

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gap = max(self.gap, now - self._last)
        self._last = now
        self.memory = max(self.memory, resident())
        if self._crowd.poll() is None:
            return
        self._gone = self._gone or now
        is_shown = self._stage.painted[-1].ballots >= self._batches[-1].ballots
        if is_shown or now - self._gone > PATIENCE:
            self._app.quit()


def resident() -> int:
    """The memory that this process has now, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def repaints(batches: Sequence[Seen], painted: Sequence[Seen]) -> list[float]:
    """Seconds from each batch's acknowledgement until it was painted; never painted is an hour.

    A batch in which phones only changed their minds leaves the stage as it is.
    """
    found, shown = [], iter(painted)
    now = next(shown)
    for before, batch in pairwise(batches):
        if batch.ballots == before.ballots:
            continue
        while now.ballots < batch.ballots:
            now = next(shown, Seen(batch.at + 3600, batch.ballots))
        found.append(max(now.at - batch.at, 0.0))
    return found


def _collecting(folder: Path) -> tuple[Workshop, Round]:
    """The sample workshop where it collects, its round open for phones, and the room full."""
    workshop = sample_workshop(folder / "hall.workshop")
    there = len(read_people(workshop.file))
    names = [f"Participant {number}" for number in range(there, QUIET + PHONES)]
    add_people(workshop.file, "", [Person(name) for name in names])
    slot, context = workshop.slot_of(ACTIVITY), workshop.context(ACTIVITY)
    assert slot is not None
    steps = [step.view for step in context.activity.steps]
    workshop.go(Moment(slot.key, steps.index("collect")), workshop.info.start)
    voting.choose_plan(context, RoundPlan("phones"))
    return workshop, conduct.open_round(workshop)


def _let_in(workshop: Workshop, count: int) -> tuple[str, list[str]]:
    """The room's secret, and the cookies of as many phones as are in it already."""
    room = Room()
    cookies = [room.admit() for _ in range(count)]
    keep_room(workshop.file, KeptRoom(room.kept(), HOST))
    return room.secret, cookies


def _quiet(app: QApplication, workshop: Workshop, round_: Round, stage: Stage) -> list[float]:
    """Seconds from each ballot's commit until it is painted, one after the other."""
    asked = conduct.questions(workshop, workshop.method.activities[ACTIVITY])
    times: list[float] = []
    for number in range(QUIET):
        key = rounds.new_ballot_key()
        rounds.cast(workshop.file, round_, asked, {QUESTION: "1"}, key=key)
        begin = time.perf_counter()
        while stage.painted[-1].ballots <= number:
            app.processEvents()
        times.append(stage.painted[-1].at - begin)
    return times


def measure(what: str, stored: bool, folder: Path) -> dict[str, Any]:
    """One run; ``lost`` and ``double`` are by what the file holds at the end."""
    app = QApplication([])
    load_fonts()
    Garbage(app)
    themes.apply(app, LIGHT)
    os.environ["WORKSHOP_APP_HOME"] = str(folder)
    workshop, round_ = _collecting(folder)
    secret, cookies = _let_in(workshop, PHONES if what == "vote" else 0)
    control = Phones(workshop)
    console = ConsoleWindow(workshop, theme=LIGHT, phones=control)
    control.attach(console)
    console.show()
    Stage.painted = [Seen(0.0, 0)]
    stage = Stage(workshop, LIGHT, ScreenChoice(console))
    stage.turn_on()
    stage.resize(*SIZE)
    for _ in range(50):
        app.processEvents()
    quiet = _quiet(app, workshop, round_, stage)
    Acknowledged.batches, Acknowledged.keys = [Seen(0.0, QUIET)], set()
    Nothing.keys = set()
    loop = Loop(app, stage, Acknowledged.batches)
    command = [sys.executable, "-m", "benchmarks.crowd", what]
    crowd = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    gc.collect()
    gc.freeze()
    before = resident()
    with patch.object(phones, "Polling", Acknowledged if stored else Nothing):
        control.open(HOST)
    while control.state().kind != "open":
        app.processEvents()
    for _ in range(50):
        app.processEvents()
    port = int(control.state().address.rpartition(":")[2])
    orders: dict[str, Any] = {"port": port, "round_": phones.token_of(round_)}
    if what == "vote":
        orders |= {"connections": CONNECTIONS, "cookies": cookies, "minds": MINDS}
    else:
        orders |= {"phones": PHONES, "secret": secret}
    found = json.loads(loop.run(crowd, orders))
    control.stop()
    heard = _heard(found, workshop, round_)
    stage.layers.stop()
    stage.close()
    console.close()
    workshop.file.close()
    return heard | {
        "gap": loop.gap * 1000,
        "memory": (loop.memory - before) / 1024**2,
        "quiet": quiet,
        "repaints": repaints(Acknowledged.batches, stage.painted),
    }


def _heard(found: dict[str, Any], workshop: Workshop, round_: Round) -> dict[str, float]:
    """What the phones heard, and what of it is in the file."""
    times, saved = sorted(found["times"]) or [0.0], found["saved"]
    asked = "SELECT key, answer FROM ballot WHERE question = ?"
    kept = dict(workshop.file.rows(asked, QUESTION))
    right = sum(kept.get(key) == answer(key, number) for key, number in saved.items())
    return {
        "rate": sum(saved.values()) / found["seconds"],
        "seconds": found["seconds"],
        "p99": times[int(len(times) * 0.99)] * 1000,
        "lost": PHONES - right,
        "double": max(0, ballots_in(workshop.file, round_.key) - QUIET - PHONES),
    }


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as made:
        figures = measure(sys.argv[1], sys.argv[2] == "file", Path(made))
    sys.stdout.write(json.dumps(figures) + "\n")
