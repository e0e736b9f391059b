"""This user's settings: a small JSON file, read once, written whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from workshop_app import atomic, paths

if TYPE_CHECKING:
    from pathlib import Path


class Preferences:
    """Named texts that outlive the app; a damaged file counts as empty and is replaced."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the settings at ``path``, by default the user's own."""
        self._path = path or paths.settings_folder() / "settings.json"
        self._values: dict[str, str] = {}
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(found, dict):
            self._values = {str(k): v for k, v in found.items() if isinstance(v, str)}

    def read(self, name: str) -> str:
        """The value; empty when nothing was chosen."""
        return self._values.get(name, "")

    def write(self, name: str, value: str) -> None:
        """Keep a value. Raises `UserError` when the settings cannot be written."""
        if self._values.get(name, "") == value:
            return
        self._values[name] = value
        text = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
        atomic.write_bytes(self._path, text.encode("utf-8"))
