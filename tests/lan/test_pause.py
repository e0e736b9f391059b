"""While the windows are drawn, the server stands still; never for long."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.lan.hall import HERE, Hall, Phone
from workshop_app.lan.pause import Pause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.lan

LONG = 60.0


def waiting(pause: Pause) -> threading.Thread:
    """Somebody who sits it out."""
    thread = threading.Thread(target=pause.sit_out, daemon=True)
    thread.start()
    return thread


def test_nobody_waits_before_a_pause_and_after_it() -> None:
    pause = Pause(LONG)
    pause.sit_out()
    pause.begin()
    pause.end()
    pause.sit_out()


def test_a_pause_is_sat_out() -> None:
    pause = Pause(LONG)
    pause.begin()
    thread = waiting(pause)
    thread.join(0.1)
    assert thread.is_alive()
    pause.end()
    thread.join(LONG)
    assert not thread.is_alive()


def test_a_pause_that_nobody_ends_is_over_by_itself() -> None:
    pause = Pause(0.05)
    pause.begin()
    pause.sit_out()
    pause.sit_out()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    made = Hall(tmp_path / "hall.workshop")
    made.server.stop()
    made.server.pause = Pause(LONG)
    made.server.start(HERE, made.port)
    yield made
    made.close()


def test_a_ballot_is_answered_and_saved_after_the_pause(hall: Hall) -> None:
    phone = Phone(hall.port)
    phone.join(secret=hall.room.secret)
    hall.server.pause.begin()
    with ThreadPoolExecutor(1) as worker:
        answered = worker.submit(phone.vote, hall.token, "a" * 32, "3")
        with pytest.raises(TimeoutError):
            answered.result(0.2)
        assert hall.ballots() == 0
        hall.server.pause.end()
        assert answered.result(LONG).status == 200
    assert hall.ballots() == 1


def test_other_threads_wait_less_for_the_interpreter_while_a_room_is_open(hall: Hall) -> None:
    assert sys.getswitchinterval() == pytest.approx(0.001)
    hall.server.stop()
    assert sys.getswitchinterval() == pytest.approx(0.005)
