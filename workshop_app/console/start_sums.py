"""What a chosen agenda adds up to, in the words of the start window. No Qt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop_app.console.start_reading import later
from workshop_app.session.workshop import planned_slots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from workshop_app.method.model import Method
    from workshop_app.words import Words


class Sums(NamedTuple):
    """How many activities and minutes, on how many days, and the minutes of the last one."""

    activities: int = 0
    minutes: int = 0
    days: int = 1
    last: int = 0


def add_up(method: Method, agenda: str, extra: Sequence[str]) -> Sums:
    """An agenda of the method with activities added to it."""
    slots = planned_slots(method, agenda, extra)
    days = max((day for *_, day in slots), default=1)
    minutes = sum(length for _, length, _ in slots)
    last = sum(length for _, length, day in slots if day == days)
    return Sums(len(slots), minutes, days, last)


def end_in_words(words: Words, sums: Sums, starts: time, day: date | None) -> str:
    """When it ends: the time, and the day where that is not the first."""
    if not sums.minutes:
        return ""
    end = f"{later(starts, sums.last):%H:%M}"
    if sums.days == 1:
        return words("start.ends", time=end)
    if day is None:
        return words("start.ends_day", n=sums.days, time=end)
    weekday = (day + timedelta(days=sums.days - 1)).weekday()
    return words("start.ends_on", day=words(f"start.weekday.{weekday}"), time=end)


def sums_in_words(words: Words, sums: Sums) -> str:
    """How much there is to do."""
    if not sums.activities:
        return ""
    said = words("start.summary", n=sums.activities, minutes=sums.minutes)
    return said if sums.days == 1 else words("start.over_days", summary=said, n=sums.days)
