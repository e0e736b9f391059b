"""Days and times as people type them."""

from __future__ import annotations

from datetime import date, time

import pytest

from workshop_app.console.start_reading import later, read_day, read_time
from workshop_app.errors import UserError
from workshop_app.words import Words

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("4-3-2026", date(2026, 3, 4)),
        ("04/03/26", date(2026, 3, 4)),
        ("4.3.", None),
        ("4-3", date(2026, 3, 4)),
        ("2-3", date(2027, 3, 2)),
        (" 4  March 2026 ", date(2026, 3, 4)),
        ("4 mar", date(2026, 3, 4)),
        ("March 4, 2026", date(2026, 3, 4)),
        ("1 jan", date(2027, 1, 1)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("29 feb 2026", None),
        ("29 feb", None),
        ("31-4-2026", None),
        ("3/13/2026", None),
        ("4 ju", None),
        ("4 x", None),
        ("soon", None),
        ("", None),
        ("99999", None),
    ],
)
def test_a_day(text: str, day: date | None) -> None:
    words = Words.load("en")
    if day is None:
        with pytest.raises(UserError, match="no day of the calendar"):
            read_day(text, words, TODAY)
    else:
        assert read_day(text, words, TODAY) == day


@pytest.mark.parametrize("text", ["4 maart 2026", "4 mrt", "4 maa", "04-03-2026"])
def test_a_day_in_dutch(text: str) -> None:
    assert read_day(text, Words.load("nl"), TODAY) == date(2026, 3, 4)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_day_is_read_as_it_is_written(language: str) -> None:
    words = Words.load(language)
    for month in range(1, 13):
        day = date(2027, month, 28)
        assert read_day(words.date(day), words, TODAY) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("9", time(9)),
        ("09:00", time(9)),
        ("930", time(9, 30)),
        ("1330", time(13, 30)),
        ("13.30", time(13, 30)),
        ("9u30", time(9, 30)),
        ("9h", time(9)),
        ("9 uur", time(9)),
        ("9 am", time(9)),
        ("1:30 p.m.", time(13, 30)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("9:60", None),
        ("nine", None),
        ("", None),
    ],
)
def test_a_time(text: str, moment: time | None) -> None:
    if moment is None:
        with pytest.raises(UserError, match="no time of the day"):
            read_time(text)
    else:
        assert read_time(text) == moment


def test_time_goes_on_over_midnight() -> None:
    assert later(time(9), 90) == time(10, 30)
    assert later(time(23, 30), 45) == time(0, 15)
    assert later(time(0), -15) == time(23, 45)
