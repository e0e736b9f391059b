"""A method as one file: a zip of its plain texts, read as a stranger's."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from workshop_app.atomic import name_of, write_bytes
from workshop_app.errors import UserError
from workshop_app.method.folder import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SUFFIX: Final = ".workshop-method"

MOST_FILES: Final = 500
MOST_BYTES: Final = 5 * 1024 * 1024
"""Unpacked; a whole method in two languages takes a thirtieth of it."""

_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*){0,2}")
_ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def write_archive(path: Path, texts: Mapping[str, bytes]) -> None:
    """Write the file whole or not at all; the same texts always make the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(texts):
            entry = zipfile.ZipInfo(name, _ALWAYS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, texts[name])
    write_bytes(path, stream.getvalue())


def read_archive(path: Path) -> dict[str, bytes]:
    """The texts of a method's file, none of them written anywhere.

    Raises:
        UserError: for what cannot be read, and for what no method holds.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refused(path, "", "too_big")
        with zipfile.ZipFile(path) as archive:
            return _texts(path, archive)
    except OSError as error:
        raise UserError(
            "{name} could not be read: {reason}.",
            "Nothing was imported.",
            "Choose another file.",
            name=name_of(path),
            reason=error.strerror or error,
        ) from error
    except (*_UNREADABLE, ValueError) as error:
        raise UserError(
            "{name} is not a method in one file.",
            "Nothing was imported.",
            "Choose a file that “Export” or “workshop-app method export” has made.",
            name=path.name,
        ) from error


def _texts(path: Path, archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise _refused(path, "", "too_many")
    texts: dict[str, bytes] = {}
    room = MOST_BYTES
    seen: set[str] = set()
    for entry in entries:
        _check(path, entry, seen)
        if entry.is_dir():
            continue
        with archive.open(entry) as stream:
            data = stream.read(room + 1)
        room -= len(data)
        if room < 0:
            raise _refused(path, "", "too_big")
        texts[entry.filename] = data
    return texts


def _check(path: Path, entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.filename.removesuffix("/") if entry.is_dir() else entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not _NAME.fullmatch(name) or name != entry.orig_filename.removesuffix("/"):
        raise _refused(path, name, "name")
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(path, name, "link")
    if name.casefold() in seen:
        raise _refused(path, name, "twice")
    seen.add(name.casefold())
    if not entry.is_dir() and PurePosixPath(name).suffix not in SUFFIXES:
        raise _refused(path, name, "suffix")


def _refused(path: Path, entry: str, why: str) -> UserError:
    """A file that no app of ours has made."""
    safe = "Nothing was imported."
    do = "Choose another file, or ask who made this one."
    about = {"name": path.name, "entry": entry[:80], "most": MOST_FILES}
    about["size"] = f"{MOST_BYTES // (1024 * 1024)} MB"
    if why == "too_big":
        return UserError("{name} holds more than {size}; no method is so large.", safe, do, **about)
    if why == "too_many":
        return UserError("{name} holds more than {most} files.", safe, do, **about)
    if why == "name":
        return UserError("{name} wants to write outside its folder: “{entry}”.", safe, do, **about)
    if why == "link":
        return UserError("{name} holds “{entry}”, which is no plain file.", safe, do, **about)
    if why == "twice":
        return UserError("{name} holds “{entry}” twice.", safe, do, **about)
    return UserError(
        "{name} holds “{entry}”; a method is made of plain text files.", safe, do, **about
    )
