"""Days for calendars: whole, without a zone, and known again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from workshop_app.export.dates import Day, months_later, write_days

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


def events(path: Path, *days: Day, sequence: int = 1) -> list[Any]:
    write_days(days, path, "The day", NOW, sequence)
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_a_day_is_a_whole_day_without_a_zone(tmp_path: Path) -> None:
    path = tmp_path / "out.ics"
    (event,) = events(path, Day("k@x", date(2026, 3, 31), "Due: x, y; z", "Owner: a\nWhy"))
    assert event["dtstart"].dt == date(2026, 3, 31)
    assert event["dtend"].dt == date(2026, 4, 1)
    assert (event["summary"], event["description"]) == ("Due: x, y; z", "Owner: a\nWhy")
    assert b"TZID" not in path.read_bytes()
    assert event["transp"] == "TRANSPARENT"


def test_a_later_file_updates_the_same_entry(tmp_path: Path) -> None:
    path = tmp_path / "out.ics"
    (before,) = events(path, Day("k@x", date(2026, 3, 31), "Due"), sequence=5)
    (after,) = events(path, Day("k@x", date(2026, 4, 2), "Due", off=True), sequence=9)
    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")


def test_a_line_break_cannot_add_a_property(tmp_path: Path) -> None:
    (event,) = events(tmp_path / "out.ics", Day("k@x", date(2026, 3, 31), "a\r\nATTACH:http://x"))
    assert "attach" not in event


@pytest.mark.parametrize(
    ("months", "wanted"),
    [
        (1, date(2026, 2, 28)),
        (3, date(2026, 4, 30)),
        (12, date(2027, 1, 31)),
        (25, date(2028, 2, 29)),
    ],
)
def test_months_on_is_the_same_day_or_the_last(months: int, wanted: date) -> None:
    assert months_later(date(2026, 1, 31), months) == wanted
