"""The language to begin with, and days and times as people type them. No Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.words import LANGUAGES

if TYPE_CHECKING:
    from workshop_app.words import Words

_ISO = re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})")
_NUMBERS = re.compile(r"(?P<d>\d{1,2})[-./ ](?P<m>\d{1,2})(?:[-./ ](?P<y>\d{4}|\d\d))?")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.? (?P<m>[^\W\d]{3,})\.?(?: (?P<y>\d{4}))?")
_MONTH_FIRST = re.compile(r"(?P<m>[^\W\d]{3,})\.? (?P<d>\d{1,2}),?(?: (?P<y>\d{4}))?")
_TIME = re.compile(r"(?P<h>\d{1,2})\s?[:.hu]?\s?(?P<m>\d\d)?\s?(?:(?P<half>[ap])\.?m\.?|h|u|uur)?")
_SAFE = "Nothing was made, and everything you typed is still here."


def first_language(preferred: str, system: list[str]) -> str:
    """The language used last, else the system's if the app has it, else English."""
    if preferred in LANGUAGES:
        return preferred
    spoken = (name.replace("_", "-").split("-")[0].casefold() for name in system[:1])
    return next((name for name in spoken if name in LANGUAGES), "en")


def local_today() -> date:
    """The day on this computer."""
    return datetime.now().astimezone().date()


def local_time() -> time:
    """The time of the day on this computer."""
    return datetime.now().astimezone().time()


def read_day(text: str, words: Words, today: date) -> date:
    """A day such as 3 March 2026, 3-3-2026, 2026-03-03 or 3 mrt; numbers are day first.

    Without a year it is the first such day that is not before ``today``. Raises `UserError`.
    """
    plain = " ".join(text.split()).casefold()
    for pattern in (_ISO, _NUMBERS, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.fullmatch(plain)
        day = _day(found, words, today) if found else None
        if day is not None:
            return day
    raise UserError(
        "“{text}” is no day of the calendar.",
        _SAFE,
        "Type the day such as {example}.",
        text=text.strip(),
        example=words.date(today),
    )


def _day(found: re.Match[str], words: Words, today: date) -> date | None:
    month = _month(found["m"], words)
    if month is None:
        return None
    try:
        if found["y"]:
            year = int(found["y"])
            return date(year + 2000 if year < 100 else year, month, int(found["d"]))
        day = date(today.year, month, int(found["d"]))
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def _month(text: str, words: Words) -> int | None:
    if text.isdecimal():
        return int(text)
    numbers = range(1, 13)
    names = {month: words(f"month.{month}").casefold() for month in numbers}
    begun = [month for month in numbers if names[month].startswith(text)]
    # “mrt” is how Dutch calendars write maart.
    return begun[0] if len(begun) == 1 else 3 if text == "mrt" else None


def read_time(text: str) -> time:
    """A time such as 9, 9:00, 930, 13.30, 9u30 or 9 am. Raises `UserError`."""
    found = _TIME.fullmatch(text.strip().casefold())
    if found:
        hour, minute = int(found["h"]), int(found["m"] or 0)
        if found["half"] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found["half"] == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UserError(
        "“{text}” is no time of the day.",
        _SAFE,
        "Type the time such as 09:00.",
        text=text.strip(),
    )


def next_quarter(now: time) -> time:
    """The quarter of an hour that begins next, on the same day."""
    minutes = now.hour * 60 + now.minute
    quarter = min(-(-minutes // 15) * 15, 23 * 60 + 45)
    return time(quarter // 60, quarter % 60)


def later(start: time, minutes: int) -> time:
    """The time of the day ``minutes`` after ``start``; negative for before."""
    total = (start.hour * 60 + start.minute + minutes) % (24 * 60)
    return time(total // 60, total % 60)
