"""When people look back: so many months after the workshop, on which day, in which season."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.statistics.follow_up import season

if TYPE_CHECKING:
    from datetime import date

REVIEWS: Final = (3, 6, 12, 24, 36)
"""Months after the workshop (METHOD §9)."""


class Look(NamedTuple):
    """A day to look back on; ``season`` is the key of its word, empty after the harvest."""

    months: int
    day: date
    season: str


def looks_back(held: date, first: date | None = None) -> tuple[Look, ...]:
    """Every review of a workshop that was held on ``held``; seasons are since ``first``."""
    days = ((months, months_after(held, months)) for months in REVIEWS)
    return tuple(Look(months, day, season(first or held, day) or "") for months, day in days)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; in a shorter month its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
