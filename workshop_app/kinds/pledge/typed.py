"""Dates as people type them: the day to look back on a pledge lies ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.session.typed import read_day

if TYPE_CHECKING:
    from datetime import date


def read_date(text: str, today: date) -> date | None:
    """A day as `read_day` reads it; `UserError` also for one before ``today``."""
    found = read_day(text, today)
    if found is not None and found < today:
        raise UserError(
            "{date} is in the past.",
            "Your text is still in the field.",
            "Choose a day to look back on the pledge.",
            date=found.isoformat(),
        )
    return found
