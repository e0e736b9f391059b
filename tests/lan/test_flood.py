"""PROMISES 30: slow clients, large bodies and a flood, while fifty people vote."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.lan.crowd import BALLOTS_EACH
from tests.lan.hall import Hall, hall_in
from workshop_app.ui.garbage import keep_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workshop_app.lan.asking import Vote
    from workshop_app.method.ways import Outcome

pytestmark = [pytest.mark.lan, pytest.mark.slow]

ROOT = Path(__file__).parent.parent.parent
VOTERS = 50
SLOW = 200
PATIENCE = 1.0
MOST_MEMORY = 100 * 1024**2
LONGEST_STALL = 0.1
LONGEST_ANSWER = 1.0


class Ticks:
    """The console's loop, as far as the server can hold it up: it wakes and takes the GIL.

    Time in which this process did not run at all is not the server's: other tests run beside it.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self.memory = 0
        self._never = threading.Event()

    def until(self, done: Callable[[], bool]) -> None:
        before, ran_before = time.perf_counter(), time.process_time()
        while not done():
            self._never.wait(0.01)
            now, ran = time.perf_counter(), time.process_time()
            self.longest = max(self.longest, min(now - before, ran - ran_before) - 0.01)
            before, ran_before = now, ran
            self.memory = max(self.memory, resident())


def resident() -> int:
    """The memory that this process has now; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 if statm.exists() else 0


def _process(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.lan.crowd", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def _end(process: subprocess.Popen[str]) -> Any:
    output, _ = process.communicate()
    assert process.returncode == 0
    return json.loads(output)


def _begin(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("begin\n")
        process.stdin.flush()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with hall_in(tmp_path / "hall.workshop", patience=PATIENCE) as hall:
        yield hall


def test_fifty_people_vote_while_hundreds_attack(hall: Hall) -> None:
    keep_all()  # As the app does when the room opens.
    cookies = [hall.room.admit() for _ in range(VOTERS)]
    ticks, before = Ticks(), resident()
    attackers = _process("attack", hall.port, 4, SLOW, 10)
    voters = _process("vote", hall.port, hall.token, BALLOTS_EACH, *cookies)
    _begin(attackers, voters)
    ticks.until(lambda: attackers.poll() is not None and voters.poll() is not None)
    voted, attacked = _end(voters), _end(attackers)
    assert voted["saved"] == VOTERS * BALLOTS_EACH
    assert voted["p95"] <= LONGEST_ANSWER
    assert ticks.memory - before <= MOST_MEMORY
    assert ticks.longest <= LONGEST_STALL
    assert attacked["dropped"] == SLOW, "slow clients stay"
    assert attacked["sent"] > 100, "the attack is too weak to show anything"
    assert hall.server.garbage
    assert hall.close_round().round.returned == VOTERS


def test_the_check_sees_a_server_that_waits_for_ever(tmp_path: Path) -> None:
    """The control: with all the patience in the world no slow client is dropped."""
    with hall_in(tmp_path / "patient.workshop", patience=1000) as hall:
        attackers = _process("attack", hall.port, 2 * PATIENCE, SLOW, 0)
        _begin(attackers)
        assert _end(attackers)["dropped"] == 0


def test_the_check_sees_a_store_that_takes_its_time(tmp_path: Path) -> None:
    """The control for answers."""
    never, halls = threading.Event(), list[Hall]()

    def store(votes: list[Vote]) -> list[Outcome]:
        never.wait(1.5 * LONGEST_ANSWER)
        return halls[0].store(votes)

    with hall_in(tmp_path / "slow.workshop", store) as hall:
        halls.append(hall)
        voters = _process("vote", hall.port, hall.token, 1, hall.room.admit())
        _begin(voters)
        assert _end(voters)["p95"] > LONGEST_ANSWER


def test_the_check_sees_who_holds_the_console_up_and_fills_the_memory() -> None:
    """The control for stalls and memory: one long piece of work that lets nobody else in."""
    kept: list[object] = []

    def work() -> None:
        kept.append(b"x" * (2 * MOST_MEMORY))
        sorted([random.random() for _ in range(2_000_000)])

    ticks, before = Ticks(), resident()
    worker = threading.Thread(target=work)
    worker.start()
    ticks.until(lambda: not worker.is_alive())
    worker.join()
    assert ticks.longest > LONGEST_STALL
    assert not before or ticks.memory - before > MOST_MEMORY
