"""One run of the phone server beside a Qt event loop, in a fresh process; prints what it measured.

``python -m benchmarks.hall vote|join file|nothing``: what the phones do, and what stores it.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from workshop_app.desktop.phones import TELL_EVERY
from workshop_app.lan.asking import Asked, AskedAnswer, AskedQuestion, Outcome, Vote
from workshop_app.lan.room import Room
from workshop_app.lan.server import PhoneServer
from workshop_app.method.question import Answer, Question
from workshop_app.storage import Change, SessionFile, rounds
from workshop_app.storage.tally import ballots_in

if TYPE_CHECKING:
    from workshop_app.storage.tally import Round

CONNECTIONS = 200
VOTES = 2_000
PHONES = 500
TICK = 2
"""Milliseconds between two looks at the clock."""

POINTS = tuple("12345")
LINES = (Question("q1", "", "scale", tuple(Answer(point, "") for point in POINTS)),)
TOKEN = "round"


class Console(QObject):
    """What the app's window does meanwhile: it hears of ballots, counts them and tells phones."""

    waiting = Signal()

    def __init__(self, file: SessionFile, round_: Round, server: PhoneServer) -> None:
        """Listen to the file, and look at the clock all the time."""
        super().__init__()
        self._file, self._round, self._server = file, round_, server
        self.gap = 0.0
        self.memory = 0
        self._last = time.perf_counter()
        self.waiting.connect(self._on_waiting, Qt.ConnectionType.QueuedConnection)
        self._tell = QTimer(self, singleShot=True, interval=TELL_EVERY)
        self._tell.timeout.connect(self._on_tell)
        file.call_when_waiting(self.waiting.emit)
        file.subscribe(self._on_changed)
        timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._on_tick)
        timer.start()

    def watch(self, process: subprocess.Popen[str]) -> None:
        """End the loop when the phones have ended."""
        self._process = process
        self._last = time.perf_counter()

    @Slot()
    def _on_waiting(self) -> None:
        """As the app does: however many batches there were, the windows hear of them together."""
        if not self._tell.isActive():
            self._tell.start()

    @Slot()
    def _on_tell(self) -> None:
        self._file.tell_waiting()

    def _on_changed(self, change: Change) -> None:
        self._server.show_turnout(ballots_in(self._file, self._round.key), PHONES)

    @Slot()
    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.gap = max(self.gap, now - self._last)
        self._last = now
        self.memory = max(self.memory, resident())
        if self._process.poll() is not None:
            QCoreApplication.quit()


def resident() -> int:
    """The memory that this process has now, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


def _asked() -> Asked:
    said = {"en": "How often?", "nl": "Hoe vaak?"}
    answers = tuple(AskedAnswer(point, point, {"en": point, "nl": point}) for point in POINTS)
    return Asked(TOKEN, "open", said, said, said, (AskedQuestion("q1", "scale", said, answers),))


def measure(what: str, stored: bool, folder: Path) -> dict[str, Any]:
    """One run; ``lost`` and ``double`` are by what the file holds at the end."""
    app = QCoreApplication([])
    file = SessionFile.create(folder / "hall.workshop")
    round_ = rounds.open_round(file, "x", LINES, mode="phones")

    def store(votes: list[Vote]) -> list[Outcome]:
        ballots = [(vote.key, vote.seat, vote.group, vote.answers) for vote in votes]
        return list(rounds.cast_many(file, round_, LINES, ballots))

    def nothing(votes: list[Vote]) -> list[Outcome]:
        return ["saved"] * len(votes)

    room = Room()
    server = PhoneServer(room, store if stored else nothing)
    server.show(_asked())
    console = Console(file, round_, server)
    command = [sys.executable, "-m", "benchmarks.crowd", what]
    crowd = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    )
    console.watch(crowd)
    gc.collect()
    before = resident()
    orders: dict[str, Any] = {"port": server.start("127.0.0.1"), "round_": TOKEN}
    if what == "vote":
        cookies = [room.admit() for _ in range(VOTES)]
        orders |= {"connections": CONNECTIONS, "cookies": cookies}
    else:
        orders |= {"phones": PHONES, "secret": room.secret}
    output = _let_in(app, console, crowd, orders)
    server.stop()
    found = json.loads(output)
    times, saved = sorted(found["times"]) or [0.0], found["saved"]
    kept = dict(file.rows("SELECT key, answer FROM ballot WHERE question = 'q1'"))
    ballots = ballots_in(file, round_.key)
    file.close()
    wanted = VOTES if what == "vote" else PHONES
    right = sum(kept.get(key) == str(1 + int(key[:8], 16) % 5) for key in saved)
    return {
        "rate": len(saved) / found["seconds"],
        "seconds": found["seconds"],
        "p99": times[int(len(times) * 0.99)] * 1000,
        "lost": wanted - right,
        "double": max(0, ballots - wanted),
        "gap": console.gap * 1000,
        "memory": (console.memory - before) / 1024**2,
    }


def _let_in(
    app: QCoreApplication, console: Console, crowd: subprocess.Popen[str], orders: dict[str, Any]
) -> str:
    """Tell the phones to begin and run the loop until they have ended."""
    import threading

    output: list[str] = []

    def talk() -> None:
        output.append(crowd.communicate(json.dumps(orders) + "\n")[0])

    talking = threading.Thread(target=talk)
    talking.start()
    console.watch(crowd)
    app.exec()
    talking.join()
    return output[0]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        figures = measure(sys.argv[1], sys.argv[2] == "file", Path(made))
    sys.stdout.write(json.dumps(figures) + "\n")
