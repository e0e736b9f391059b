"""Reads one TOML table key by key and notes what does not fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from workshop_app.method.faults import named, near
from workshop_app.method.model import SettingShape

if TYPE_CHECKING:
    from workshop_app.method.faults import FaultList
    from workshop_app.method.lines import Path
    from workshop_app.method.toml_file import TomlFile

Vocabulary = Mapping[str, Collection[str] | None]
"""What references may name; `None` where that could not be read, so that all may pass."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_LARGEST = 1_000_000_000
_WRONG_ONE = {
    "text": "“{key}” must be a text in quotes",
    "whole": "“{key}” must be a whole number",
    "number": "“{key}” must be a number",
    "truth": "“{key}” must be true or false",
}
_WRONG_MANY = {
    "text": "“{key}” must be a list of texts in quotes",
    "whole": "“{key}” must be a list of whole numbers",
    "number": "“{key}” must be a list of numbers",
    "truth": "“{key}” must be a list of true and false",
}


class Table:
    """One table; whatever is never asked for is an unknown key."""

    def __init__(
        self, file: TomlFile, path: Path, values: Mapping[str, Any], faults: FaultList
    ) -> None:
        """Stand on a table of a file."""
        self.file = file
        self.path = path
        self.faults = faults
        self._values = values
        self._asked: list[str] = []

    def fault(
        self, template: str, /, *path: str | int, near: Collection[str] = (), **fields: object
    ) -> None:
        """Note a fault at a path below this table."""
        line = self.file.line((*self.path, *path))
        self.faults.add(self.file.name, line, template, near, **fields)

    def has(self, key: str) -> bool:
        """Tell whether the key is there at all."""
        return key in self._values

    def value(self, key: str, shape: SettingShape, vocabulary: Vocabulary | None = None) -> Any:
        """Give a value of the right shape (lists as tuples); `None` where there is none."""
        self._asked.append(key)
        if key not in self._values:
            if shape.required:
                self.fault("“{key}” is missing", key=key)
            return None
        value = self._values[key]
        if not shape.many:
            return value if self._fits(key, (key,), value, shape, vocabulary) else None
        if not isinstance(value, list):
            self.fault(_WRONG_MANY[shape.type], key, key=key)
            return None
        fitting = [
            self._fits(key, (key, place), entry, shape, vocabulary)
            for place, entry in enumerate(value)
        ]
        return tuple(value) if all(fitting) else None

    def text(self, key: str, *, required: bool = False) -> str:
        """Give a text; "" where there is none."""
        found: str | None = self.value(key, SettingShape("text", required))
        return found or ""

    def texts(
        self, key: str, refers: str = "", vocabulary: Vocabulary | None = None
    ) -> tuple[str, ...]:
        """Give a list of texts; empty where there is none."""
        found: tuple[str, ...] | None = self.value(
            key, SettingShape(refers=refers, many=True), vocabulary
        )
        return found or ()

    def ids(self, key: str) -> tuple[str, ...]:
        """Give a list of ids, each well-formed and there once."""
        found = self.texts(key)
        for place, name in enumerate(found):
            self.check_id(name, key, place)
            if name in found[:place]:
                self.fault("“{id}” is used twice", key, place, id=name)
        return found

    def whole(self, key: str, *, required: bool = False) -> int | None:
        """Give a whole number."""
        found: int | None = self.value(key, SettingShape("whole", required))
        return found

    def number(self, key: str) -> float | None:
        """Give a number."""
        found: float | None = self.value(key, SettingShape("number"))
        return None if found is None else float(found)

    def truth(self, key: str) -> bool:
        """Give a yes or no; no where it does not say."""
        return bool(self.value(key, SettingShape("truth")))

    def wholes(self, key: str, *, required: bool = False) -> tuple[int, ...]:
        """Give a list of whole numbers; empty where there is none."""
        found: tuple[int, ...] | None = self.value(key, SettingShape("whole", required, many=True))
        return found or ()

    def table(self, key: str) -> Table:
        """Give a table inside this one; an empty one where there is none."""
        self._asked.append(key)
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            self.fault("“{key}” must be a table", key, key=key)
            value = {}
        return Table(self.file, (*self.path, key), value, self.faults)

    def named_tables(self) -> list[tuple[str, Table]]:
        """Give the tables inside this one under their ids."""
        tables = []
        for key, value in self._values.items():
            self.check_id(key, key)
            table = self.table(key)
            if isinstance(value, dict):
                tables.append((key, table))
        return tables

    def entries(self, key: str, short: str = "") -> list[Table]:
        """Give the tables of a list; a bare text stands for a table with only that `short` key."""
        self._asked.append(key)
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.fault("“{key}” must be a list", key, key=key)
            return []
        tables = []
        for place, entry in enumerate(value):
            inside = {short: entry} if short and isinstance(entry, str) else entry
            if isinstance(inside, dict):
                path = (*self.path, key, place)
                tables.append(Table(self.file, path, inside, self.faults))
            else:
                self.fault("every entry of “{key}” must be a table in braces", key, place, key=key)
        return tables

    def names(self) -> list[str]:
        """Give what is there, in the file's order."""
        return list(self._values)

    def check_id(self, name: str, *path: str | int) -> bool:
        """Note an id that could not be a part of the words' keys."""
        if fits := bool(_ID.fullmatch(name)):
            return fits
        self.fault("“{id}” may hold only a–z, 0–9, - and _, and at most 60 of them", *path, id=name)
        return False

    def finish(self) -> None:
        """Note the keys nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                free = [name for name in self._asked if name not in self._values]
                self.fault("unknown key “{key}”", key, near=near(key, free), key=key)

    def _fits(
        self,
        key: str,
        path: tuple[str | int, ...],
        value: object,
        shape: SettingShape,
        vocabulary: Vocabulary | None,
    ) -> bool:
        if not _is_a(shape.type, value):
            wrong = _WRONG_MANY if shape.many else _WRONG_ONE
            self.fault(wrong[shape.type], *path, key=key)
            return False
        if shape.allowed and value not in shape.allowed:
            self.fault(
                "“{key}” cannot be “{value}”, only one of {allowed}",
                *path,
                near=near(str(value), shape.allowed),
                key=key,
                value=value,
                allowed=named(shape.allowed),
            )
            return False
        known = (vocabulary or {}).get(shape.refers, ())
        if shape.refers and known is not None and str(value) not in known:
            self.fault(
                "“{key}” names “{value}”, which is not among the {among}",
                *path,
                near=near(str(value), known),
                key=key,
                value=value,
                among=shape.refers.removeprefix("method."),
            )
            return False
        return True


def _is_a(wanted: str, value: object) -> bool:
    if wanted == "text":
        return isinstance(value, str) and bool(value.strip())
    if wanted == "truth":
        return isinstance(value, bool)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    if wanted == "whole" and not isinstance(value, int):
        return False
    return abs(value) <= _LARGEST  # neither infinity nor "not a number" is
