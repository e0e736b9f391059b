"""Work done by a process of its own, so that the windows go on without a jerk.

Python lets one thread run at a time, and work that never waits lets the windows in for a turn only:
laying out pages in thousands of short calls, pressing a photo in one long one. A process is asked
over a pipe and answers over it. It ends when nobody listens any more, however that came.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

_Came = TypeVar("_Came")

_LOOK: Final = 0.1
"""Seconds between two looks whether anybody still wants it."""


class _GoneError(Exception):
    """The process could not begin, or ended without a word."""


def beside(
    work: Callable[..., _Came], *given: object, told: Callable[[float], None]
) -> _Came:
    """What ``work(*given, tell)`` returns; call it in a thread.

    ``work`` is a function of a module, and what goes in and comes out can be pickled. What it tells
    is passed on to ``told``, the last of it again and again; whatever that raises ends the process
    the next time it tells anything. Where there can be no other process, or somebody ended it, the
    work is done here. Raises `UserError` as the work does.
    """
    try:
        came: _Came = _beside(work, given, told)
    except _GoneError:
        came = work(*given, told)
    return came


def _beside(work: Callable[..., Any], given: tuple[object, ...], told: Callable[..., None]) -> Any:
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    with here:
        process = context.Process(target=_serve, args=(there,), name="beside", daemon=True)
        try:
            with there:
                process.start()
        except OSError as error:
            raise _GoneError from error
        try:
            return _asked(here, (work, given), told)
        finally:
            here.close()  # which ends it, where it is not at its end
            process.join()


def _asked(here: Connection[Any, Any], order: object, told: Callable[[float], None]) -> Any:
    """Say what is wanted, and pass on what the process tells until it is done."""
    done = 0.0
    try:
        here.send(order)
        told(done)
        while True:
            if here.poll(_LOOK):
                about, came = here.recv()
                if about != "told":
                    break
                done = came
            told(done)
    except (EOFError, OSError) as error:
        raise _GoneError from error
    if about == "failed":
        raise came
    return came


def _serve(there: Connection[Any, Any]) -> None:
    """In the process: do what is asked for, as long as somebody listens."""
    _leave_interrupts()
    with there, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work, given = there.recv()
        try:
            there.send(("done", work(*given, lambda done: there.send(("told", done)))))
        except UserError as error:
            there.send(("failed", error))


def _leave_interrupts() -> None:
    """Ctrl+C is for who listens."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def begin_in_pool() -> None:
    """In a process of a pool, which would wait for work for good where somebody killed the app.

    For work that writes nothing: it ends at once then, whatever it does.
    """
    import threading

    _leave_interrupts()
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing
    import os

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
