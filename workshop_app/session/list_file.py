"""The bytes of a list that somebody made, and their letters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from workshop_app.atomic import name_of
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 20 * 1024 * 1024
"""Bytes a file may have; a workshop's lists are a thousandth of it."""

_WORDS = re.compile(r'[^\s,;"]+')
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0"


def content(path: Path) -> bytes:
    """The bytes of a list; raises `UserError` where it cannot be read."""
    try:
        if path.is_dir():
            raise UserError(
                "{name} is a folder, not a CSV file.", "Nothing was imported.",
                "Choose a file that ends in .csv.", name=name_of(path))
        if path.exists() and not path.is_file():
            raise UserError(
                "{name} is not a CSV file.", "Nothing was imported.",
                "Choose a file that ends in .csv.", name=path.name)
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UserError(
            "The file {path} is not there.", "Nothing was imported.", "Check its name.", path=path
        ) from error
    except OSError as error:
        raise UserError(
            "{name} could not be read: {reason}.", "Nothing was imported.",
            "Check that the drive is there and that you may read the file.",
            name=path.name, reason=error.strerror) from error
    if len(data) > LARGEST:
        raise UserError(
            "{name} is larger than 20 MB.", "Nothing was imported.",
            "Check that it is the right file, or split it.", name=path.name)
    return data


def decoded(path: Path, data: bytes, *, loose: bool) -> tuple[str, str]:
    """The text of a list, and a word to look at where it was read as Windows-1252.

    Raises `UserError` for what is no text for certain; a ``loose`` reading takes Windows-1252.
    """
    if data.startswith(_OLD_SPREADSHEET):
        raise UserError(
            "{name} is a spreadsheet of an old kind.", "Nothing was imported.",
            "Open it and save it as .xlsx.", name=path.name)
    wide = data.startswith(_BYTE_ORDER_MARKS)
    accented = ""
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = _as_windows_wrote(data) if loose and not wide else ""
        if not text:
            line = 1 if wide else data.count(b"\n", 0, error.start) + 1
            raise UserError(
                "{name} is not saved as UTF-8: line {line} cannot be read for certain.",
                "Nothing was imported.", "Save it as “CSV UTF-8” and import it again.",
                name=path.name, line=line) from error
        accented = next((word for word in _WORDS.findall(text) if not word.isascii()), "")
    if "\0" in text:
        raise UserError(
            "{name} is not a text file, or not saved as UTF-8.", "Nothing was imported.",
            "Save it as “CSV UTF-8” and import it again.", name=path.name)
    if not text.strip():
        raise UserError(
            "{name} is empty.", "Nothing was imported.", "Choose another file.", name=path.name)
    return unicodedata.normalize("NFC", text), accented


def _as_windows_wrote(data: bytes) -> str:
    """Windows-1252 as text; empty where it is none, or where a part is UTF-8 all the same."""
    if not data.decode(errors="ignore").isascii():
        return ""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
