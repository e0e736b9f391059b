"""Kills a process at every single write and sync of a file, one after the other.

``python -m tests.crash MODULE:ACTION FILE FOLDER`` runs ``ACTION(path)`` on a fresh copy of
``FILE`` in ``FOLDER`` over and over. The first run is killed (SIGKILL) before its first write
or sync, the second before its second, until one reaches its end. What every run left is in
``FOLDER``, by its number; the last one is whole.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw

if TYPE_CHECKING:
    from collections.abc import Callable


class _Countdown:
    def __init__(self, left: int) -> None:
        self.left = left

    def step(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


class _File(apsw.VFSFile):
    def __init__(self, base: str, name: Any, flags: Any, countdown: _Countdown) -> None:
        super().__init__(base, name, flags)
        self._countdown = countdown

    def xWrite(self, data: Any, offset: int) -> None:
        self._countdown.step()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._countdown.step()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._countdown.step()
        super().xSync(flags)


class _Disk(apsw.VFS):
    """What every connection opens its files with from here on."""

    def __init__(self, countdown: _Countdown) -> None:
        self._base, self._countdown = apsw.vfs_names()[0], countdown
        super().__init__("crash", self._base, makedefault=True)

    def xOpen(self, name: Any, flags: Any) -> _File:
        return _File(self._base, name, flags, self._countdown)


def _killed(action: Callable[[Path], object], path: Path, point: int) -> bool:
    child = os.fork()
    if child == 0:
        _keep = _Disk(_Countdown(point))
        action(path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.WEXITSTATUS(status):
        sys.exit(f"the action failed at point {point}")
    return False


def _main(named: str, file: Path, folder: Path, every: int) -> None:
    module, name = named.split(":")
    action = getattr(import_module(module), name)
    point = 0
    while True:
        path = folder / f"{point:04d}.workshop"
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, path)
        if not _killed(action, path, point):
            return
        point += every


def killed_everywhere(
    action: Callable[[Path], object], file: Path, folder: Path, *, every: int = 1
) -> list[Path]:
    """What is left of ``file`` by each kill, in order; the last one was not killed.

    ``action`` is a function of a test module, by name. One that writes a lot is killed at
    ``every`` so many writes only.
    """
    folder.mkdir()
    named = f"{action.__module__}:{action.__qualname__}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", named, str(file), str(folder), str(every)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert done.returncode == 0, done.stderr
    return sorted(folder.glob("[0-9][0-9][0-9][0-9].workshop"))


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
