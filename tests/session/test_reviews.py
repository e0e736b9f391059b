"""When people look back."""

from datetime import date

import pytest

from workshop_app.session.reviews import looks_back, months_after


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 3), 3, date(2026, 6, 3)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 36, date(2029, 12, 1)),
    ],
)
def test_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


def test_the_first_year_is_for_sowing() -> None:
    looks = looks_back(date(2026, 3, 3))
    assert [look.months for look in looks] == [3, 6, 12, 24, 36]
    assert [look.season for look in looks] == ["sowing", "sowing", *["harvest"] * 3]


def test_after_a_pulse_the_first_session_says_which_season_it_is() -> None:
    looks = looks_back(date(2027, 3, 3), date(2026, 3, 3))
    assert looks[0].day == date(2027, 6, 3)
    assert [look.season for look in looks] == [*["harvest"] * 4, ""]
