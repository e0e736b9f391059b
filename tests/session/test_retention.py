"""Until when people are kept: what is proposed, what was chosen, and when somebody is reminded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from workshop_app.session import retention
from workshop_app.session.people import Person, add_people
from workshop_app.session.retention import after

if TYPE_CHECKING:
    from workshop_app.storage import SessionFile


@pytest.mark.parametrize(("day", "months", "expected"), [
    (date(2026, 3, 3), 37, date(2029, 4, 3)),
    (date(2026, 1, 31), 1, date(2026, 2, 28)),
    (date(2024, 1, 31), 1, date(2024, 2, 29)),
    (date(2026, 12, 1), 1, date(2027, 1, 1)),
    (date(2026, 12, 31), 12, date(2027, 12, 31)),
])  # fmt: skip
def test_months_later(day: date, months: int, expected: date) -> None:
    assert after(day, months) == expected


def test_what_is_proposed_is_a_month_after_the_last_pulse(file: SessionFile) -> None:
    last = retention.last_day(file)
    assert retention.keep_until(file) == after(last, 37)
    with file.edit("") as edit:
        edit.run_each("UPDATE slot SET day = 3 WHERE position = ?", [("2",)])
    assert retention.last_day(file) == last + timedelta(days=2)
    assert retention.keep_until(file) == after(last + timedelta(days=2), 37)


def test_a_choice_is_kept_and_can_be_undone(file: SessionFile) -> None:
    proposed = retention.keep_until(file)
    retention.keep_people(file, "longer", date(2031, 1, 2))
    assert retention.keep_until(file) == date(2031, 1, 2)
    retention.keep_people(file, "never", None)
    assert retention.keep_until(file) is None
    assert not retention.is_past(file, date(2999, 1, 1))
    file.undo()
    file.undo()
    assert retention.keep_until(file) == proposed


def test_it_is_past_only_while_somebody_is_there(file: SessionFile) -> None:
    until = retention.keep_until(file)
    assert until is not None
    later = until + timedelta(days=1)
    assert not retention.is_past(file, later), "nobody is there to erase"
    assert retention.kept_until(file) is None
    add_people(file, "", [Person("Ana")])
    assert retention.kept_until(file) == until
    assert not retention.is_past(file, until)
    assert retention.is_past(file, later)
