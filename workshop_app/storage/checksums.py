"""A checksum on every page of a session file: a flipped bit is noticed when the page is read.

SQLite's own checks see only what breaks its structure; a changed letter or number is none of
that. The extension that comes with apsw writes and compares the last eight bytes of each page
of files that set so many aside, for every connection of this process.
"""

from __future__ import annotations

from pathlib import Path
from struct import unpack
from typing import Final

import apsw

RESERVED: Final = 8
"""Bytes at the end of each page, which are the checksum."""


def _load() -> None:
    extension = Path(apsw.__file__).parent / "sqlite_extra_binaries" / "cksumvfs"
    connection = apsw.Connection(":memory:")
    connection.enable_load_extension(True)
    connection.load_extension(str(extension))
    connection.close()


_load()


def is_sound(page: bytes) -> bool:
    """Whether a whole page, its checksum included, is as it was written."""
    numbers = unpack(f"<{len(page) // 4}I", page)
    first = second = 0
    for even, odd in zip(numbers[:-2:2], numbers[1:-2:2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return numbers[-2:] == (first, second)
