"""The sessions this user worked on last, kept among the preferences."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from workshop_app.session.info import Info
    from workshop_app.session.preferences import Preferences

MOST: Final = 12
_NAME: Final = "recent_sessions"


@dataclass(frozen=True, slots=True)
class RecentSession:
    """A session as it was when it was open last; the file may be gone by now."""

    path: Path
    title: str
    client: str
    day: date
    keep_until: date | None = None
    """Until when its people are kept; ``None`` for no such day, and for nobody in it."""

    @property
    def is_there(self) -> bool:
        """Whether its file can be found."""
        try:
            return self.path.is_file()
        except OSError:
            return False


class RecentSessions:
    """The newest first; an entry that cannot be read is left out."""

    def __init__(self, preferences: Preferences) -> None:
        """Keep the list in ``preferences``, which others may read and write meanwhile."""
        self._preferences = preferences

    def read(self) -> list[RecentSession]:
        """Every session remembered, whether or not its file is still there."""
        try:
            found = json.loads(self._preferences.read(_NAME) or "[]")
        except ValueError:
            return []
        entries = [_entry(values) for values in found] if isinstance(found, list) else []
        return [entry for entry in entries if entry is not None]

    def remember(self, path: Path, info: Info, keep_until: date | None = None) -> None:
        """Put a session first. Raises `UserError` when the preferences cannot be written."""
        entry = RecentSession(path.absolute(), info.title, info.client, info.date, keep_until)
        others = [other for other in self.read() if other.path != entry.path]
        self.keep([entry, *others])

    def keep(self, entries: list[RecentSession]) -> None:
        """Replace the list. Raises `UserError` when the preferences cannot be written."""
        values = [
            [
                str(entry.path), entry.title, entry.client, entry.day.isoformat(),
                entry.keep_until.isoformat() if entry.keep_until else "",
            ]
            for entry in entries[:MOST]
        ]
        self._preferences.write(_NAME, json.dumps(values, ensure_ascii=False))


def _entry(values: Any) -> RecentSession | None:
    try:
        path, title, client, day, *more = map(str, values)
        until = date.fromisoformat(more[0]) if more and more[0] else None
        return RecentSession(Path(path), title, client, date.fromisoformat(day), until)
    except (TypeError, ValueError):
        return None
