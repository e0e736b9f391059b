"""A method's folder as a whole: copied, put in place, changed; never half of it."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIXES: Final = (".toml", ".md", ".txt")
"""What belongs to a method: plain text."""

_OLD: Final = ".old-"
_DEEPEST: Final = 3


def texts_of(folder: Path) -> dict[str, bytes]:
    """The method's files by their names below the folder, in order; links are left out."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.suffix in SUFFIXES and len(name.parts) <= _DEEPEST and not hidden:
            linked = path.is_symlink() or not path.is_file()
            if not linked:
                found[name.as_posix()] = path.read_bytes()
    return found


def write_texts(folder: Path, texts: Mapping[str, bytes], *, durable: bool = True) -> None:
    """Write files below a folder that is there already; not ``durable`` = only to be read."""
    for name, data in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())


@contextmanager
def placing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of ``folder`` at the end.

    If anything fails, what was there stays. Raises `UserError` where the disk refuses.
    """
    with checking(folder.parent, folder.name) as fresh:
        yield fresh
        _swap(fresh, folder)


@contextmanager
def checking(home: Path, name: str) -> Iterator[Path]:
    """Give an empty folder of that name, which goes away at the end.

    Raises `UserError` where the disk refuses.
    """
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=".new-", dir=home, ignore_cleanup_errors=True
        ) as room:
            fresh = Path(room) / name
            fresh.mkdir()
            yield fresh
    except OSError as error:
        raise not_written(name, error) from error


def _swap(fresh: Path, folder: Path) -> None:
    old = folder.with_name(f"{_OLD}{folder.name}")
    if old.exists():
        shutil.rmtree(old)
    there = folder.exists()
    if there:
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if there:
            old.rename(folder)
        raise
    if there:
        shutil.rmtree(old, ignore_errors=True)


def put_back(home: Path) -> None:
    """Bring back what a power cut left under its other name."""
    for old in home.glob(f"{_OLD}*"):
        folder = home / old.name.removeprefix(_OLD)
        if not folder.exists():
            with suppress(OSError):
                old.rename(folder)


def not_written(name: str, error: OSError) -> UserError:
    """Why a method could not be written."""
    return UserError(
        "The method “{name}” could not be written: {reason}.",
        "What was there before is unchanged.",
        "Make room on the disk, or choose a folder you can write to.",
        name=name,
        reason=error.strerror or error,
    )


def slug(text: str, joint: str = "-") -> str:
    """An id made of somebody's words; empty where they have no letter of a to z."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return joint.join(re.findall(r"[a-z0-9]+", plain))[:40].strip(joint)


def next_free(wanted: str, taken: set[str], joint: str = "-") -> str:
    """``wanted``, or with the first number behind it that makes it new."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}{joint}{number}" in taken:
        number += 1
    return f"{wanted}{joint}{number}"
