"""Reads one text file of a method and knows on which line everything in it stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from workshop_app.method.lines import line_index

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.method.faults import FaultList

LARGEST_FILE = 256 * 1024
"""Bytes; several times what all the words of a method take in one language."""

# tomllib's memory grows with the square of a key's parts: 60 kB of dots would fill a laptop.
_LONG_KEY = re.compile(
    r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){9}"""
)
_PLACE = re.compile(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$")


class TomlFile:
    """A file's values and lines; a `broken` one has no values and has been reported."""

    def __init__(self, name: str, text: str, values: dict[str, Any], *, broken: bool) -> None:
        """Use `read_toml`."""
        self.name = name
        self.values = values
        self.broken = broken
        self._text = text

    def line(self, path: tuple[str | int, ...]) -> int:
        """Give the line of a path, or of the nearest thing around it; from 1."""
        while path:
            if (line := self._lines.get(path)) is not None:
                return line
            path = path[:-1]
        return 1

    @cached_property
    def _lines(self) -> dict[tuple[str | int, ...], int]:
        return line_index(self._text)


def read_toml(folder: Path, path: Path, faults: FaultList) -> TomlFile:
    """Read a file below a method's folder, noting whatever makes it unreadable."""
    name = path.relative_to(folder).as_posix()
    broken = TomlFile(name, "", {}, broken=True)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        faults.add(name, 1, "the file cannot be read: {reason}", reason=error.strerror or error)
        return broken
    if len(raw) > LARGEST_FILE:
        faults.add(name, 1, "the file is larger than {most} bytes", most=LARGEST_FILE)
        return broken
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(name, line, "the file is not saved as UTF-8; choose that in your editor")
        return broken
    return _parsed(name, text, faults) or broken


def _parsed(name: str, text: str, faults: FaultList) -> TomlFile | None:
    import tomllib

    if long := _LONG_KEY.search(text):
        faults.add(name, text.count("\n", 0, long.start()) + 1, "a key has too many parts")
        return None
    try:
        file = TomlFile(name, text, tomllib.loads(text), broken=False)
        file.line(("",))  # so that nothing later can fail on depth
    except RecursionError:
        faults.add(name, 1, "the file nests values too deeply")
    except ValueError as error:
        decodable = isinstance(error, tomllib.TOMLDecodeError)
        reason = str(error) if decodable else "a number is too long"
        line = 1
        if place := _PLACE.search(reason):
            reason = reason[: place.start()]
            line = int(place[1]) if place[1] else text.rstrip("\n").count("\n") + 1
        faults.add(name, line, "this is not valid TOML: {reason}", reason=reason)
    else:
        return file
    return None
