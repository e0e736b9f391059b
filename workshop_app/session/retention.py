"""How long a session keeps its people: until a day, after which the facilitator is reminded.

Without a choice it is a month after the last pulse, at 36 months (METHOD §9): until then the people
of this session may be asked again. Nothing is erased by itself.
"""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from workshop_app import storage
from workshop_app.session.holding import settings_of
from workshop_app.session.info import read_info

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile

USUAL: Final = 37
"""Months after the last day: the last pulse, and one more."""

CHOICES: Final = (6, 13, USUAL, 61)
"""Months after the last day that the settings offer."""

LONGER: Final = 12
"""Months from today that one answer to the reminder adds."""

NEVER: Final = "never"
"""What is kept instead of a day: nobody wants to be reminded."""

UNFINISHED: Final = "erasing"
"""The setting that says that people are off the list, but not every trace of them is gone."""

_SETTING: Final = "keep_until"


def after(day: date, months: int) -> date:
    """So many months later, on the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(file: SessionFile) -> date:
    """When the workshop ends."""
    row = file.row("SELECT MAX(day) FROM slot WHERE state <> 'out'")
    return read_info(file).date + timedelta(days=((row[0] if row else None) or 1) - 1)


def keep_until(file: SessionFile) -> date | None:
    """The day until which people are kept; ``None`` for no such day."""
    kept = settings_of(file).get(_SETTING)
    if kept == NEVER:
        return None
    try:
        return date.fromisoformat(str(kept))
    except ValueError:
        return after(last_day(file), USUAL)


def keep_people(file: SessionFile, label: str, until: date | None) -> None:
    """Choose the day, or none; undoable."""
    settings = settings_of(file)
    settings[_SETTING] = until.isoformat() if until else NEVER
    with file.edit(label) as edit:
        edit.run(storage.tables.SessionRow.update(settings=json.dumps(settings)))


def is_unfinished(file: SessionFile) -> bool:
    """Whether erasing was interrupted, so that `session.erasing.finish` has something to do."""
    return UNFINISHED in settings_of(file)


def has_people(file: SessionFile) -> bool:
    """Whether there is anybody to erase."""
    return file.row("SELECT 1 FROM person LIMIT 1") is not None


def kept_until(file: SessionFile) -> date | None:
    """As `keep_until`; ``None`` also where there is nobody to erase."""
    return keep_until(file) if has_people(file) else None


def is_past(file: SessionFile, today: date) -> bool:
    """Whether people are still there after the day until which they are kept."""
    until = kept_until(file)
    return until is not None and today > until
