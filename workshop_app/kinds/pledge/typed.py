"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date

from workshop_app.errors import UserError

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{2}|\d{4}))?")


def read_date(text: str, today: date) -> date | None:
    """``2026-09-30``, ``30/9/2026``, ``30-9`` or ``30.9.26``; ``None`` for nothing.

    Without a year the next such day is meant. Raises `UserError` for what is no date, and
    for a day before ``today``.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _read(text, today)
    if found is None:
        raise UserError(
            "“{date}” is not a date.",
            "Your text is still in the field.",
            "Write it as day/month/year, such as 30/9/2026.",
            date=text,
        )
    if found < today:
        raise UserError(
            "{date} is in the past.",
            "Your text is still in the field.",
            "Choose a day to look back on the pledge.",
            date=found.isoformat(),
        )
    return found


def _read(text: str, today: date) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if match[3] is not None:
        year = int(match[3])
        return _day(year + 2000 if year < 100 else year, month, day)
    this_year = _day(today.year, month, day)
    if this_year is None or this_year >= today:
        return this_year
    return _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
