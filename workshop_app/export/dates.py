"""Days for people's calendars: whole days, without a time zone, known again at the next import."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop_app import __version__, atomic
from workshop_app.directions import unsigned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Day(NamedTuple):
    """A day that something is due; ``uid`` stays the same, so that a second import updates it.

    ``off`` takes it out of the calendar again.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    off: bool = False


def write_days(days: Sequence[Day], path: Path, name: str, stamp: datetime, sequence: int) -> None:
    """Write a calendar called ``name``; whole or not at all. Raises `UserError`.

    ``stamp`` (in UTC) is when it is written and ``sequence`` a number that grows: by them calendars
    know which of two files is the newer one.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", f"-//Workshop app//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", unsigned(name))
    for one in sorted(days, key=lambda one: (one.day, one.uid)):
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("sequence", sequence)
        event.add("summary", unsigned(one.title))
        if one.text:
            event.add("description", unsigned(one.text))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if one.off else "CONFIRMED")
        calendar.add_component(event)
    atomic.write_bytes(path, calendar.to_ical())


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
