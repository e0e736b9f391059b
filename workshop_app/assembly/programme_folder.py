"""Every session of a folder, read gently: files are never changed, and what is wrong is said.

What has not changed since it was read last comes from `programme_cache`. Many files that were
never read are read by processes of their own, so that the windows go on without a jerk.
"""

from __future__ import annotations

import gc
import os
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.assembly import programme_cache
from workshop_app.assembly.programme import Left, Programme, Session, programme_of
from workshop_app.beside import begin_in_pool
from workshop_app.errors import UserError
from workshop_app.storage.opening import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from workshop_app.assembly.programme_cache import Mark
    from workshop_app.assembly.programme_reading import Read

    Progress = Callable[[int, int], None]
    """Told how many files are done, and of how many; what it raises ends the work."""

_FEW: Final = 8
"""So many files are read here: processes take longer to begin."""

_MOST_WORKERS: Final = 4

_GARBAGE: Final = 50_000
"""Objects after which a process that reads looks for garbage: a file makes little that is any."""


def session_files(folder: Path) -> list[Path]:
    """The session files in a folder and in its own folders, by name.

    Raises `UserError` where the folder cannot be read.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UserError(
            "The folder {folder} cannot be read: {reason}.",
            "Nothing was changed.",
            "Choose a folder with session files.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
    found = [one for one in entries if _is_session(one)]
    for inner in entries:
        try:
            if inner.is_dir() and not inner.name.startswith("."):
                found += [one for one in sorted(inner.iterdir()) if _is_session(one)]
        except OSError:
            continue
    return found


def _is_session(path: Path) -> bool:
    """By its name; what else it is, its reading says."""
    return path.suffix.casefold() == SUFFIX and not path.name.startswith(".")


def read_programme(folder: Path, progress: Progress) -> Programme:
    """Read what there is; a file that cannot be read is left out, with why.

    Raises `UserError` for a folder that cannot be read, and whatever ``progress`` raises.
    """
    try:
        return _read(folder, session_files(folder), progress)
    finally:
        end_readers()


def _read(folder: Path, files: Sequence[Path], progress: Progress) -> Programme:
    sessions: list[Session] = []
    left: list[Left] = []
    unread: list[_Wanted] = []
    done = 0
    progress(done, len(files))
    for path in files:
        mark = programme_cache.Mark.of(path)
        known = _known(path, mark)
        if known is None:
            unread.append(_Wanted(path, mark))
            continue
        _put(path, mark, known, sessions, left)
        done += 1
        progress(done, len(files))
    for wanted, came in _read_all(unread):
        if not isinstance(came, UserError):
            programme_cache.keep(wanted.path, wanted.mark, came.figures)
        _put(wanted.path, wanted.mark, came, sessions, left)
        done += 1
        progress(done, len(files))
    programme_cache.tidy()
    left.sort(key=lambda one: one.path)
    return programme_of(folder, sessions, left)


class _Wanted(NamedTuple):
    path: Path
    mark: Mark | None


def _put(
    path: Path,
    mark: Mark | None,
    came: Read | UserError,
    sessions: list[Session],
    left: list[Left],
) -> None:
    if isinstance(came, UserError):
        left.append(Left(path, came))
    else:
        sessions.append(Session(path, *came, mark.changed if mark else 0))


def _known(path: Path, mark: Mark | None) -> Read | UserError | None:
    """What was read of it before, with its facts as they are; ``None`` where it has to be read."""
    figures = programme_cache.recall(path, mark)
    if figures is None:
        return None
    from workshop_app.assembly.programme_reading import Read, read_facts
    from workshop_app.storage.glance import glanced

    try:
        with glanced(path) as file:
            return Read(read_facts(file), figures)
    except UserError as error:
        return error
    except (ValueError, TypeError, IndexError):
        return None


# -- reading anew ------------------------------------------------------------------------


def _read_all(wanted: Sequence[_Wanted]) -> Iterator[tuple[_Wanted, Read | UserError]]:
    done = 0
    if len(wanted) > _FEW:
        try:
            for one, came in _read_beside(wanted):
                done += 1
                yield one, came
        except BrokenProcessPool:
            pass  # Somebody ended a process: what is left is read here.
    for one in wanted[done:]:
        yield one, _attempt(one.path)


def _read_beside(wanted: Sequence[_Wanted]) -> Iterator[tuple[_Wanted, Read | UserError]]:
    pool = _begun.pop() if _begun else _readers()
    try:
        found = pool.map(_attempt, [one.path for one in wanted], chunksize=2)
        yield from zip(wanted, found, strict=True)
    finally:
        pool.shutdown(cancel_futures=True)


_begun: Final[list[ProcessPoolExecutor]] = []
"""The processes that wait for a folder to be chosen: none, or one pool of them."""


def begin_readers() -> None:
    """Begin the processes that read many files, which takes as long as reading fifty.

    For whoever asks which folder it is to be: they are ready when it is chosen. They end with the
    reading, or with `end_readers`.
    """
    if not _begun:
        pool = _readers()
        for _ in range(_workers()):
            pool.submit(os.getpid)  # Each begins one, for none of the others can be done yet.
        _begun.append(pool)


def end_readers() -> None:
    """End the processes that nobody needs after all."""
    while _begun:
        _begun.pop().shutdown(wait=False)


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _readers() -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(_workers(), mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    from workshop_app.assembly import programme_reading  # noqa: F401  (what the first file needs)
    from workshop_app.kinds import registry

    begin_in_pool()
    gc.set_threshold(_GARBAGE)
    registry.shapes()


def _attempt(path: Path) -> Read | UserError:
    """In whatever process."""
    from workshop_app.assembly.programme_reading import read_session

    try:
        return read_session(path)
    except UserError as error:
        return error
