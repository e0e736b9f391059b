"""Where else a session's rows lie: safety copies, copies that a migration kept, what was half made.

The app knows these as the session's own by what is in them: when it was made, and a slot of its
agenda, whose key is random. A copy of the session that somebody works on has the same in it; its
copies are its own, and are known by their folder's name, which says of which file they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import apsw

from workshop_app.errors import UserError
from workshop_app.storage import copies, opening, schema
from workshop_app.storage.duplicate import shrink

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from workshop_app.storage.session_file import SessionFile

_MIGRATED: Final = re.compile(r" \(version \d+(, \d+)?\)$")


def own_copies(
    file: SessionFile, folders: Iterable[Path], known: Iterable[Path] = ()
) -> list[Path]:
    """Every copy that the app made of a session by itself, also under a former name.

    ``folders`` are those in which it keeps copies. Those of another file that is there, beside the
    session or among ``known``, are that one's own.
    """
    found: list[Path] = []
    others = _others(file, known)
    for folder in folders:
        own = copies.folder_of(folder, file.path)
        found += [path for path in sorted(own.glob("*")) if path.is_file()]
        taken = {own, *(copies.folder_of(folder, other) for other in others)}
        rest = sorted(folder.glob(f"*/*{opening.SUFFIX}"))
        found += [path for path in rest if path.parent not in taken and is_of(path, file)]
    kept = [path for path in _beside(file) if _is_migrated(path, file)]
    return found + kept + _half_migrated(file)


def copies_of_others(
    file: SessionFile, folders: Iterable[Path], known: Iterable[Path], keys: Collection[str]
) -> list[tuple[Path, int]]:
    """Other session files, as in `own_copies`, and how many copies of each hold these people."""
    found = []
    for other in _others(file, known):
        held = [
            path for folder in folders for _, path in copies.copies_of(folder, other)
            if _holds(path, keys)
        ]
        if held:
            found.append((other, len(held)))
    return found


def _others(file: SessionFile, known: Iterable[Path]) -> list[Path]:
    """Session files that are there and are not this one, under whatever name."""
    own, beside = file.path.resolve(), _sessions_beside(file)
    found = {path.resolve(): path for path in (*known, *beside) if path.is_file()}
    return [path for real, path in found.items() if real != own]


def _is_migrated(path: Path, file: SessionFile) -> bool:
    """Whether a migration of this file kept ``path``, and not one of another that is there."""
    stem = _MIGRATED.sub("", path.stem)
    if stem == path.stem:
        return False
    return stem == file.path.stem or not path.with_name(f"{stem}{opening.SUFFIX}").is_file()


def _half_migrated(file: SessionFile) -> list[Path]:
    return [
        path for path in sorted(file.path.parent.glob(".*.new"))
        if path.name.startswith(f".{file.path.stem} (version ")
    ]


def remove(file: SessionFile, found: Iterable[Path]) -> None:
    """Write the session anew without what was deleted from it, and destroy ``found``.

    Raises `UserError` when that stops halfway; nothing but traces is gone then.
    """
    try:
        shrink(file.connection)
        for path in found:
            copies.destroy(path)
    except (apsw.Error, OSError) as error:
        raise UserError(
            "The people are off the list, but not every trace of them is gone yet: {reason}.",
            "The results are safe.",
            "Open the session again once that is put right: then the rest is erased.",
            reason=getattr(error, "strerror", None) or error,
        ) from error


def other_files(
    file: SessionFile, known: Iterable[Path], keys: Collection[str]
) -> list[Path]:
    """Files beside the session's, or ``known``, that somebody made of it: copied or restored.

    Also others that have one of these people on their list, such as a pulse.
    """
    return [
        path for path in _others(file, known)
        if (not _is_migrated(path, file) if is_of(path, file) else _holds(path, keys))
    ]


def unread_files(file: SessionFile) -> list[Path]:
    """Files beside the session's that are called like one and cannot be looked into."""
    return [path for path in _sessions_beside(file) if _looked_into(path, file) is None]


def _beside(file: SessionFile) -> Iterator[Path]:
    return (path for path in _sessions_beside(file) if is_of(path, file))


def _sessions_beside(file: SessionFile) -> list[Path]:
    found = sorted(file.path.parent.glob(f"*{opening.SUFFIX}"))
    return [path for path in found if path != file.path and path.is_file()]


def is_of(path: Path, file: SessionFile) -> bool:
    """Whether ``path`` holds the same session at some time; false for what cannot be read."""
    return bool(_looked_into(path, file))


def _looked_into(path: Path, file: SessionFile) -> bool | None:
    """Whether ``path`` holds the same session; ``None`` where it cannot be read."""
    made = file.row("SELECT created_at FROM session")
    slots = {key for (key,) in file.rows("SELECT key FROM slot")}
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            if connection.pragma("application_id") != schema.APPLICATION_ID:
                return False
            if connection.execute("SELECT created_at FROM session").fetchone() != made:
                return False
            return any(key in slots for (key,) in connection.execute("SELECT key FROM slot"))
        finally:
            connection.close()
    except (apsw.Error, UnicodeDecodeError):
        return None


def _holds(path: Path, keys: Collection[str]) -> bool:
    """Whether one of these people is on the list of a session file; false where none can be read.

    Whoever comes along to another session has the key they had.
    """
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            if connection.pragma("application_id") != schema.APPLICATION_ID:
                return False
            return any(key in keys for (key,) in connection.execute("SELECT key FROM person"))
        finally:
            connection.close()
    except (apsw.Error, UnicodeDecodeError):
        return False


def made_beside(file: SessionFile) -> list[Path]:
    """Booklets, exports and folders of them, which begin as the session's file does.

    Also what is half made, such as by an app that was killed: a dot stands before it, and nobody
    sees it. Half a migration is none of these, for `own_copies` has it.
    """
    stem, migrated = file.path.stem, _half_migrated(file)
    return [
        path for path in sorted(file.path.parent.glob("*"))
        if path.name.removeprefix(".").startswith((f"{stem} ", f"{stem}."))
        and path.suffix not in (opening.SUFFIX, f"{opening.SUFFIX}-journal")
        and path not in migrated
    ]
