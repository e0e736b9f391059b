"""Copies of a session file: complete, checked, and never one per vote.

Each is made with `duplicate`, so a folder of copies never holds half a one.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import opening
from workshop_app.storage.duplicate import duplicate
from workshop_app.storage.tally import COUNT_BALLOTS, ballots_open

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop_app.storage.session_file import SessionFile

EVERY: Final = timedelta(minutes=5)
BALLOTS_BETWEEN: Final = 8
"""During an open secret round a new copy waits for this many more ballots (DESIGN, copies):
one copy for each vote would give every vote away."""

NEWEST: Final = 12
_LONGEST_STEM: Final = 40
_STAMP: Final = "%Y-%m-%d %H%M%S"
_PATTERN: Final = re.compile(r" (\d{4}-\d\d-\d\d \d{6})\.workshop$")


def folder_of(copies: Path, session: Path) -> Path:
    """Where in ``copies`` those of the file ``session`` are: two of one name never meet."""
    place = hashlib.sha256(os.fsencode(session.resolve())).hexdigest()[:8]
    return copies / f"{_stem(session)} {place}"


def _stem(session: Path) -> str:
    return session.stem[:_LONGEST_STEM]


def make_copy(file: SessionFile, copies: Path, now: datetime, *, ballots: bool = True) -> Path:
    """Write a checked copy of the session into its folder in ``copies`` and return its path.

    Without ``ballots`` the copy holds none, whatever rounds are open. Raises `UserError` when
    it cannot be written; nothing half-made is left behind.
    """
    folder = folder_of(copies, file.path)
    target = folder / f"{_stem(file.path)} {now.strftime(_STAMP)}{opening.SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with file.alone():
            duplicate(file.connection, target, ballots=ballots)
    except (apsw.Error, OSError) as error:
        raise UserError(
            "No copy could be made in {folder}: {reason}.",
            "The session itself is safe.",
            "Check that the folder has room and can be written to.",
            folder=copies,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return target


def copies_of(copies: Path, session: Path) -> list[tuple[datetime, Path]]:
    """The copies of one session in ``copies``, newest first, with the time in their names."""
    return _copies_in(folder_of(copies, session))


def copies_called(copies: Path, session: Path) -> list[tuple[datetime, Path]]:
    """The copies of every session with that file name, for one that was moved; newest first."""
    pattern = re.compile(re.escape(_stem(session)) + r" [0-9a-f]{8}")
    folders = [folder for folder in copies.glob("*") if pattern.fullmatch(folder.name)]
    return sorted((copy for folder in folders for copy in _copies_in(folder)), reverse=True)


def _copies_in(folder: Path) -> list[tuple[datetime, Path]]:
    found: list[tuple[datetime, Path]] = []
    for path in folder.glob(f"*{opening.SUFFIX}"):
        match = _PATTERN.search(path.name)
        if match:
            made = datetime.strptime(match.group(1), _STAMP).astimezone()
            found.append((made, path))
    return sorted(found, reverse=True)


def prune(copies: Path, session: Path) -> list[Path]:
    """Keep the newest 12, then one an hour for a day and one a day; returns what was removed."""
    found = copies_of(copies, session)
    keep = {path for _, path in found[:NEWEST]} | set(_thinned(found[NEWEST:]))
    removed = [path for _, path in found if path not in keep]
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


def _ballots_in_copy(path: Path) -> dict[str, int]:
    """How many ballots of each round lie in a copy; none in one that cannot be read."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            return dict(connection.execute(COUNT_BALLOTS))
        finally:
            connection.close()
    except apsw.Error:
        return {}


def destroy(path: Path) -> None:
    """Overwrite a file and remove it, if it is there; raises `OSError`."""
    try:
        with path.open("r+b") as stream:
            stream.write(bytes(path.stat().st_size))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _destroy(path: Path) -> None:
    try:
        destroy(path)
    except OSError as error:
        raise UserError(
            "The copy {path} holds ballots of a closed round and cannot be removed: {reason}.",
            "The session itself is safe.",
            "Remove that copy by hand.",
            path=path,
            reason=error.strerror or error,
        ) from error


class CopyKeeper:
    """Decides when the next copy is due and makes it, also on a second device.

    Two copies of one round may not differ by so few ballots that they give one away, also
    when the app was started again between them; and once a round is closed no copy holds
    its ballots.
    """

    def __init__(self, file: SessionFile, folders: Iterable[Path]) -> None:
        """Keep copies of ``file`` in each of ``folders``: the app's own, perhaps a device."""
        self._file = file
        self._folders = tuple(folders)
        self._made_at: datetime | None = None
        self._kept: dict[Path, dict[str, int]] | None = None

    def due(self, now: datetime, *, at_step: bool = False) -> bool:
        """Whether to copy now: time passed, a step began, or a closed round is to be destroyed."""
        if self._outdated():
            return True
        wanted = at_step or self._made_at is None or now - self._made_at >= EVERY
        return wanted and self._tells_nobody()

    def keep(self, now: datetime) -> list[UserError]:
        """Copy into every folder; one that fails does not stop the others."""
        faults: list[UserError] = []
        ballots = ballots_open(self._file)
        whole = self._tells_nobody()
        for folder in self._folders:
            try:
                made = make_copy(self._file, folder, now, ballots=whole)
                self._copies()[made] = ballots if whole else {}
                self._destroy_outdated(folder)
                for removed in prune(folder, self._file.path):
                    self._copies().pop(removed, None)
            except UserError as fault:
                faults.append(fault)
        self._made_at = now
        return faults

    def _copies(self) -> dict[Path, dict[str, int]]:
        """Each copy with its ballots; looked up once, so that a restart changes no rule."""
        if self._kept is None:
            found = (one for folder in self._folders for one in copies_of(folder, self._file.path))
            self._kept = {path: _ballots_in_copy(path) for _, path in found}
        return self._kept

    def _tells_nobody(self) -> bool:
        """Whether every open round has enough ballots more, or fewer, than any copy of it."""
        for round_, ballots in ballots_open(self._file).items():
            copied = {0, *(held.get(round_, 0) for held in self._copies().values())}
            if any(abs(ballots - before) < BALLOTS_BETWEEN for before in copied):
                return False
        return True

    def _outdated(self) -> list[Path]:
        """The copies with ballots of a round that is open no longer."""
        open_ = self._open_rounds()
        return [path for path, held in self._copies().items() if not open_.issuperset(held)]

    def _open_rounds(self) -> set[str]:
        return {key for (key,) in self._file.rows("SELECT key FROM round WHERE state = 'open'")}

    def _destroy_outdated(self, folder: Path) -> None:
        for path in self._outdated():
            if path.is_relative_to(folder):
                _destroy(path)
                del self._copies()[path]
