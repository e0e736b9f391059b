"""Days and numbers as people type them, in every language of the app."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.session.csv_file import folded
from workshop_app.session.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST: Final = 1e12
"""Beyond this a number is a slip of the keyboard."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{2}|\d{4}))?")
_MONTH_NAMED = re.compile(
    r"(\d{1,2})\.?\s*[-/ ]?\s*([a-z]{3,})\.?(?:\s*[-/ ,]?\s*(\d{2}|\d{4}))?", re.IGNORECASE
)
_LATER = re.compile(r"\+\s*(\d{1,4})\s*([a-z]*)", re.IGNORECASE)
_DAYS: Final = {"": 1, "d": 1, "w": 7}
_MONTHS: Final = (
    ("january", "januari"), ("february", "februari"), ("march", "maart", "mrt"), ("april",),
    ("may", "mei"), ("june", "juni"), ("july", "juli"), ("august", "augustus"), ("september",),
    ("october", "oktober"), ("november",), ("december",),
)  # fmt: skip
_UNITS: Final = {
    "percent": ("%", "procent", "percent"),
    "points": ("points", "point", "punten", "punt", "pt"),
    "euro": ("€", "euro", "eur"),
    "count": (),
}
_FIGURE = re.compile(r"[+-]?(\d[\d.,]*|[.,]\d+)")


def read_day(text: str, today: date, *, past: bool = False) -> date | None:
    """``2026-12-31``, ``31-12``, ``31/12/26``, ``31 Dec`` or ``+14`` (``+2w``); ``None`` = empty.

    Without a year the next such day from ``today`` is meant, or with ``past`` the last one.
    Raises `UserError` for what is no day.
    """
    text = " ".join(text.split())
    if not text:
        return None
    found = _day(text, today, past=past)
    if found is None:
        raise UserError(
            "“{date}” is not a date.",
            "Your text is still in the field.",
            "Write it as day/month/year, such as 30/9/2026.",
            date=text,
        )
    return found


def stored_day(text: str) -> date | None:
    """The day of an ISO date as it is stored; ``None`` = empty. `UserError` for any other text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(
            "“{date}” is not a date.",
            "Nothing was saved.",
            "Write it as year-month-day, such as 2026-09-30.",
            date=text,
        ) from error


def read_line(text: str, most: int) -> str:
    """The text on one line; `UserError` for more than ``most`` characters."""
    flat = one_line(text)
    if len(flat) > most:
        raise UserError(
            "There is room for {most} characters here.",
            "Your text is still in the field.",
            "Make it shorter.",
            most=most,
        )
    return flat


def _day(text: str, today: date, *, past: bool) -> date | None:
    if match := _ISO.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _LATER.fullmatch(text):
        step = _DAYS.get(match[2][:1].lower())
        return today + timedelta(days=int(match[1]) * step) if step else None
    if match := _DAY_FIRST.fullmatch(text):
        return _around(int(match[1]), int(match[2]), match[3], today, past=past)
    if match := _MONTH_NAMED.fullmatch(text):
        month = _month(match[2].lower())
        return _around(int(match[1]), month, match[3], today, past=past) if month else None
    return None


def _month(name: str) -> int:
    """1 to 12 for a name or its beginning; 0 for none."""
    return next(
        (
            number
            for number, names in enumerate(_MONTHS, 1)
            if any(known.startswith(name) for known in names)
        ),
        0,
    )


def _around(day: int, month: int, year: str | None, today: date, *, past: bool) -> date | None:
    if year is not None:
        return _date(int(year) + 2000 if len(year) == 2 else int(year), month, day)
    step = -1 if past else 1
    # A leap day may be years away.
    for years in range(9):
        found = _date(today.year + step * years, month, day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_number(
    text: str, language: str, unit: str = "", said: Callable[[str], str] = str
) -> float | None:
    """``12,5``, ``12.5``, ``−3``, ``€ 1.500`` or ``30 %``; ``None`` for nothing.

    Point and comma both separate decimals; before three digits the one that ``language`` puts
    between thousands does so. ``unit`` is ``percent``, ``points``, ``euro`` or ``count``, and
    ``said`` gives its words. Raises `UserError` for what is no number, and for another unit.
    """
    figure = text.strip().replace("−", "-").replace("–", "-").replace("\u00a0", " ")
    if not figure:
        return None
    figure, other = _without_unit(figure)
    if other and unit and other != unit:
        raise UserError(
            "“{number}” is in another unit than this row, which is counted in {unit}.",
            "Your text is still in the field.",
            "Write the number in that unit, or change the row’s unit first.",
            number=text.strip(),
            unit=said(unit),
        )
    value = _value(re.sub(r"(?<=\d) (?=\d{3}\b)|(?<=[+-]) ", "", figure), language)
    if value is None or abs(value) > LARGEST:
        raise UserError(
            "“{number}” is not a number.",
            "Your text is still in the field.",
            "Write digits only, such as {example}.",
            number=text.strip(),
            example="12,5" if language == "nl" else "12.5",
        )
    return value


def read_choice(text: str, options: Mapping[str, str]) -> str:
    """The one option that is called, or begins, like this; ``options`` gives their words.

    Raises:
        UserError: if none does, or several do.
    """
    begun = folded(text)
    exact = [value for value, name in options.items() if begun in (folded(name), value)]
    begins = [value for value, name in options.items() if folded(name).startswith(begun)]
    found = exact or begins
    if len(found) != 1:
        raise UserError(
            "“{text}” is not one of the choices.",
            "Your text is still in the field.",
            "Type the beginning of one of these: {known}.",
            text=one_line(text),
            known=", ".join(options.values()),
        )
    return found[0]


def _without_unit(figure: str) -> tuple[str, str]:
    folded = figure.casefold()
    for unit, signs in _UNITS.items():
        for sign in signs:
            if folded.endswith(sign):
                return figure[: -len(sign)].strip(), unit
            if folded.startswith(sign):
                return figure[len(sign) :].strip(), unit
    return figure, ""


def _value(figure: str, language: str) -> float | None:
    if _FIGURE.fullmatch(figure) is None:
        return None
    thousands, decimal = (".", ",") if language == "nl" else (",", ".")
    if re.fullmatch(rf"[+-]?\d{{1,3}}(\{thousands}\d{{3}})+(\{decimal}\d+)?", figure):
        figure = figure.replace(thousands, "")
    figure = figure.replace(",", ".")
    return float(figure) if figure.count(".") < 2 else None
