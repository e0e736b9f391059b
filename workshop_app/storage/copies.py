"""Copies of a session file: complete, checked, and never one per vote.

A copy is made with ``VACUUM INTO`` under a temporary name, synced, checked and renamed, so
a folder of copies never holds half a one.
"""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening, schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop_app.storage.session_file import SessionFile

EVERY: Final = timedelta(minutes=5)
BALLOTS_BETWEEN: Final = 8
"""During an open secret round a new copy waits for this many more ballots (DESIGN, copies):
one copy for each vote would give every vote away."""

NEWEST: Final = 12
_STAMP: Final = "%Y-%m-%d %H%M%S"
_PATTERN: Final = re.compile(r" (\d{4}-\d\d-\d\d \d{6})\.workshop$")


def make_copy(file: SessionFile, folder: Path, now: datetime) -> Path:
    """Write a checked copy of the session into ``folder`` and return its path.

    Raises `UserError` when it cannot be written; nothing half-made is left behind.
    """
    target = folder / f"{file.path.stem} {now.strftime(_STAMP)}{opening.SUFFIX}"
    partial = folder / f".{target.name}.{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        file.connection.execute("VACUUM INTO ?", (str(partial),))
        _sync(partial)
        _check(partial)
        partial.replace(target)
        _sync(folder)
    except (apsw.Error, OSError) as error:
        if folder.is_dir():
            partial.unlink(missing_ok=True)
        raise UserError(
            "No copy could be made in {folder}: {reason}.",
            "The session itself is safe.",
            "Check that the folder has room and can be written to.",
            folder=folder,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return target


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _check(path: Path) -> None:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        if connection.pragma("application_id") != schema.APPLICATION_ID:
            raise apsw.CorruptError("the copy has lost its application id")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if found is None or found[0] != "ok":
            raise apsw.CorruptError(f"the copy is damaged: {found}")
    finally:
        connection.close()


def copies_of(folder: Path, stem: str) -> list[tuple[datetime, Path]]:
    """The copies of one session in ``folder``, newest first, with the time in their names."""
    found: list[tuple[datetime, Path]] = []
    for path in folder.glob(f"*{opening.SUFFIX}"):
        match = _PATTERN.search(path.name)
        if match and path.name[: match.start()] == stem:
            made = datetime.strptime(match.group(1), _STAMP).astimezone()
            found.append((made, path))
    return sorted(found, reverse=True)


def prune(folder: Path, stem: str) -> list[Path]:
    """Keep the newest 12, then one an hour for a day and one a day; returns what was removed."""
    copies = copies_of(folder, stem)
    keep = {path for _, path in copies[:NEWEST]} | set(_thinned(copies[NEWEST:]))
    removed = [path for _, path in copies if path not in keep]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def _thinned(copies: Iterable[tuple[datetime, Path]]) -> list[Path]:
    kept: dict[str, Path] = {}
    newest: datetime | None = None
    for made, path in copies:
        newest = newest or made
        hourly = newest - made < timedelta(days=1)
        kept.setdefault(made.strftime("%Y-%m-%d %H" if hourly else "%Y-%m-%d"), path)
    return list(kept.values())


class CopyKeeper:
    """Decides when the next copy is due and makes it, also on a second device."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Keep copies in each of ``folders``: the app's own, and perhaps a second device."""
        self._folders = tuple(folders)
        self._made_at: datetime | None = None
        self._ballots = 0

    def due(self, now: datetime, ballots: int, *, at_step: bool = False) -> bool:
        """Whether to copy now; ``ballots`` is the number of ballots in open secret rounds."""
        if ballots and abs(ballots - self._ballots) < BALLOTS_BETWEEN:
            return False
        return at_step or self._made_at is None or now - self._made_at >= EVERY

    def keep(self, file: SessionFile, now: datetime, ballots: int) -> list[UserError]:
        """Copy into every folder; one that fails does not stop the others."""
        faults: list[UserError] = []
        for folder in self._folders:
            try:
                make_copy(file, folder, now)
                prune(folder, file.path.stem)
            except UserError as fault:
                faults.append(fault)
        self._made_at = now
        self._ballots = ballots
        return faults
