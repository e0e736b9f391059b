"""Figures as people type them: ``12.500``, ``~80``, ``80%``, ``0,8``, ``€ 250``."""

from __future__ import annotations

from typing import Final, NamedTuple

from workshop_app.errors import UserError
from workshop_app.session.typed import read_number

MOST_NUMBER: Final = 1000
_SAFE: Final = "Your text is still in the field."
_ABOUT: Final = ("~", "≈", "±")


class Typed(NamedTuple):
    """A value in its unit, percentages from 0 to 100; ``estimate`` where a ~ stood before it."""

    value: float | None
    estimate: bool = False


def read_figure(text: str, unit: str, language: str, currency: str = "€") -> Typed:
    """Read a figure for ``count``, ``money``, ``percent``, ``number`` or ``change``.

    A share below 1 without its sign is a fraction: 0.8 is 80%. Raises `UserError` for what is no
    number, is in another unit, or lies outside what its unit allows.
    """
    text = text.strip()
    estimate = text.startswith(_ABOUT)
    text = text.lstrip("".join(_ABOUT)).strip()
    if not text:
        return Typed(None, estimate)
    if unit == "money" and currency:
        text = text.removeprefix(currency).removesuffix(currency).strip()
    wanted = {"percent": "percent", "change": "percent", "money": "euro"}.get(unit, "count")
    value = read_number(text, language, wanted, _NAMES[language].__getitem__)
    if value is None:
        return Typed(None, estimate)
    if unit == "percent" and 0 < value < 1 and not text.endswith("%"):
        value *= 100
    _check(value, unit, text)
    return Typed(round(value, 9), estimate)


_NAMES: Final = {
    "en": {"percent": "%", "euro": "€", "count": "numbers"},
    "nl": {"percent": "%", "euro": "€", "count": "aantallen"},
}


def _check(value: float, unit: str, text: str) -> None:
    if unit == "percent" and not 0 <= value <= 100:
        raise UserError(
            "“{number}” is not a share of a whole.", _SAFE,
            "Write a percentage from 0 to 100.", number=text,
        )
    if unit == "change" and not -100 <= value <= 100:
        raise UserError(
            "“{number}” is more than all of it.", _SAFE,
            "Write a change from −100% to 100%, or 0 to leave it out.", number=text,
        )
    if unit in ("count", "money") and value < 0:
        raise UserError(
            "“{number}” is below nothing.", _SAFE, "Write a number from 0 up.", number=text
        )
    if unit == "number" and abs(value) > MOST_NUMBER:
        raise UserError(
            "“{number}” is too many for one customer.", _SAFE,
            "Write a number up to {most}.", number=text, most=MOST_NUMBER,
        )
