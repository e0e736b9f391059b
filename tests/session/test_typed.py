"""Days, numbers and choices as people type them, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from workshop_app.errors import UserError
from workshop_app.session.typed import read_choice, read_day, read_number

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("31-12", date(2026, 12, 31)),
        ("31/12/27", date(2027, 12, 31)),
        ("31.12.2027", date(2027, 12, 31)),
        ("31 Dec", date(2026, 12, 31)),
        ("1 mrt", date(2027, 3, 1)),
        ("1 maart 2026", date(2026, 3, 1)),
        ("5may", date(2026, 5, 5)),
        ("3 augustus", date(2026, 8, 3)),
        ("4-3", TODAY),
        ("3-3", date(2027, 3, 3)),
        ("29-2", date(2028, 2, 29)),
        ("+14", date(2026, 3, 18)),
        ("+ 14 dagen", date(2026, 3, 18)),
        ("+2w", date(2026, 3, 18)),
        ("+0", TODAY),
        ("", None),
        ("  ", None),
    ],
)
def test_a_day_is_understood(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


def test_without_a_year_the_past_can_be_meant() -> None:
    assert read_day("31-12", TODAY, past=True) == date(2025, 12, 31)
    assert read_day("4-3", TODAY, past=True) == TODAY
    assert read_day("29 feb", TODAY, past=True) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["tomorrow", "31-13", "30 feb", "2026-02-30", "12", "+2y", "5 ma x", "5 abc"]
)
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(UserError, match="is not a date"):
        read_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("12,5", "nl", 12.5),
        ("12.5", "nl", 12.5),
        ("12,5", "en", 12.5),
        ("12.5", "en", 12.5),
        ("1.500", "nl", 1500),
        ("1,500", "en", 1500),
        ("1.500", "en", 1.5),
        ("1,500", "nl", 1.5),
        ("1.234.567,8", "nl", 1234567.8),
        ("1,234,567.8", "en", 1234567.8),
        ("1 234 567", "en", 1234567),
        ("−30", "nl", -30),
        ("-30", "en", -30),
        ("+30", "en", 30),
        (",5", "nl", 0.5),
        ("0", "en", 0),
        ("", "en", None),
    ],
)
def test_a_number_is_understood(text: str, language: str, value: float | None) -> None:
    assert read_number(text, language) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [("30 %", "percent"), ("30procent", "percent"), ("€ 30", "euro"), ("30 euro", "euro"),
     ("30 punten", "points"), ("30 points", "points"), ("30", "euro"), ("30", "count")],
)  # fmt: skip
def test_a_unit_may_stand_beside_it(text: str, unit: str) -> None:
    assert read_number(text, "nl", unit) == 30


def test_another_unit_is_said() -> None:
    with pytest.raises(UserError, match="counted in points") as caught:
        read_number("30%", "en", "points", str)
    assert "change the row’s unit" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["abc", "1,2,3", "12..5", "1.2.3,4", "%", "--3", "12e5", "9" * 14, "nan"]
)
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(UserError, match="is not a number"):
        read_number(text, "en")


def test_a_choice_is_found_by_its_beginning() -> None:
    options = {"days30": "30 days", "days90": "90 days", "year1": "1 year", "y": "3–5 years"}
    assert read_choice("30", options) == "days30"
    assert read_choice(" 1 YEAR ", options) == "year1"
    assert read_choice("y", options) == "y"
    for text in ("x", "da"):
        with pytest.raises(UserError, match="30 days, 90 days"):
            read_choice(text, options)
