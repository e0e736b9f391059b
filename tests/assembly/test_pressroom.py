"""Booklets printed by a process of their own: told of, stopped, and refused as beside it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.console.room import make_workshop
from workshop_app.assembly.orders import Order, personal_orders
from workshop_app.assembly.pressroom import print_orders
from workshop_app.errors import Errors, UserError
from workshop_app.session.workshop import Workshop
from workshop_app.storage.snapshot import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop_app.storage import SessionFile


_KILLED = """
import os, signal, sys
from pathlib import Path
from workshop_app.assembly.orders import personal_orders
from workshop_app.assembly.pressroom import print_orders
from workshop_app.session.workshop import Workshop
from workshop_app.storage import SessionFile

def die(done):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)

with SessionFile.open(Path(sys.argv[1]), writable=False) as file:
    people = Workshop(file).people()
    print_orders(personal_orders(Path(sys.argv[2]), people) * 5_000, file, die)
"""


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[SessionFile]:
    """A session as it is at one moment."""
    workshop = make_workshop(tmp_path)
    with closing(workshop.file), snapshot(workshop.file) as file:
        yield file


def wanted(copy: SessionFile, folder: Path) -> list[Order]:
    return personal_orders(folder, Workshop(copy).people())


def leave_alone(_done: float) -> None:
    pass


def test_they_are_printed_by_another_process_which_tells_how_far_it_is(
    copy: SessionFile, tmp_path: Path
) -> None:
    told: list[float] = []
    beside: set[int | None] = set()

    def tell(done: float) -> None:
        told.append(done)
        beside.update(one.pid for one in multiprocessing.active_children())

    orders = wanted(copy, tmp_path)
    assert len(orders) > 2
    paths = print_orders(orders, copy, tell)
    assert paths == [order.path for order in orders]
    assert all(PdfReader(path).pages for path in paths)
    assert len(beside) == 1
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert multiprocessing.active_children() == []


class StoppedError(Exception):
    """Nobody wants them any more."""


def test_who_stops_it_waits_for_one_booklet_at_most(copy: SessionFile, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def stop(done: float) -> None:
        if done > 0:
            raise StoppedError

    orders = wanted(copy, folder) * 10
    with pytest.raises(StoppedError):
        print_orders(orders, copy, stop)
    assert multiprocessing.active_children() == []
    left = list(folder.iterdir())
    assert 0 < len(left) <= len(orders)
    assert all(PdfReader(path).pages for path in left)  # whole ones, nothing beside them


def test_what_is_refused_there_is_refused_here(copy: SessionFile, tmp_path: Path) -> None:
    order = Order("personal", tmp_path / "nowhere" / "own.pdf", Workshop(copy).people()[0])
    with pytest.raises(UserError) as refused:
        print_orders([order], copy, leave_alone)
    assert refused.value.what == "{name} could not be written: {reason}."
    assert refused.value.fields["name"] == "own.pdf"


def test_where_somebody_ends_the_process_they_are_printed_here(
    copy: SessionFile, tmp_path: Path
) -> None:
    def end(_done: float) -> None:
        for one in multiprocessing.active_children():
            assert one.pid is not None
            os.kill(one.pid, signal.SIGTERM)

    orders = wanted(copy, tmp_path)
    paths = print_orders(orders, copy, end)
    assert len(paths) == len(orders)
    assert all(PdfReader(path).pages for path in paths)


def test_where_the_app_is_killed_the_process_ends_and_leaves_nothing_half_made(
    tmp_path: Path
) -> None:
    workshop = make_workshop(tmp_path)
    workshop.file.close()
    folder, elsewhere = tmp_path / "out", tmp_path / "temporary"
    folder.mkdir()
    elsewhere.mkdir()
    command = [sys.executable, "-c", _KILLED, str(workshop.file.path), str(folder)]
    environment = {**os.environ, "TMPDIR": str(elsewhere)}
    # Its output ends when the last one that could print has ended.
    app = subprocess.run(command, stdout=subprocess.PIPE, env=environment, timeout=60, check=False)
    assert app.returncode == -signal.SIGKILL
    assert app.stdout == b""
    left = list(folder.iterdir())
    assert left
    assert all(PdfReader(path).pages for path in left)
    assert list(elsewhere.iterdir()) == []


def test_an_error_goes_to_another_process_with_those_in_it() -> None:
    inner = UserError("One", n=1)
    error = UserError("{a} of {b}", "safe", a=2, b=Errors((inner,)))
    came = pickle.loads(pickle.dumps(error))
    assert came.said(str) == error.said(str)
    assert came.fields["a"] == 2
