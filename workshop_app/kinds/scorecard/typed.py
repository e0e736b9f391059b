"""A field of the scorecard as it is typed on the console, and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workshop_app.errors import UserError
from workshop_app.kinds.scorecard.model import BETTER, UNITS, Actual, row_name
from workshop_app.session.notes import one_line
from workshop_app.session.owners import called, stored_owner, typed_owner
from workshop_app.session.typed import read_choice, read_day, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workshop_app.kinds.scorecard.model import Score
    from workshop_app.session.context import Context
    from workshop_app.session.people import Person
    from workshop_app.words import Words

FIELDS: Final = ("name", "unit", "better", "baseline", "target", "actual", "horizon", "owner")
NUMBERS: Final = ("baseline", "target")
_MOST_DECIMALS: Final = 4
_GROUPED: Final = 10_000


def number_text(value: float | None, words: Words) -> str:
    """A number with as many decimals as it has, and thousands apart; empty for none."""
    if value is None:
        return ""
    digits = f"{value:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".")
    decimal = words("number.decimal")
    whole, sign, rest = words.number(value, len(digits.partition(".")[2])).partition(decimal)
    if abs(value) >= _GROUPED:
        minus = whole[: whole.startswith("−")]
        grouped = f"{int(whole.removeprefix('−')):,}"
        whole = minus + grouped.replace(",", "." if decimal == "," else ",")
    return f"{whole}{sign}{rest}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads and writes fields in the session's language, with its people."""

    context: Context
    people: Sequence[Person]

    def changed(self, score: Score, field: str, text: str) -> Score:
        """The row with a typed field, all but ``actual``; raises `UserError` if it cannot be."""
        if field in NUMBERS:
            value = self._number(text, score.unit)
            return (
                replace(score, baseline=value) if field == "baseline"
                else replace(score, target=value)
            )
        if field == "unit":
            unit = read_choice(text, self.units()) if text.strip() else score.unit
            return replace(score, unit=unit)
        if field == "better":
            better = read_choice(text, self.directions()) if text.strip() else score.better
            return replace(score, better=better)
        if field == "horizon":
            horizon = read_choice(text, self.horizons()) if text.strip() else ""
            return replace(score, horizon=horizon)
        if field == "owner":
            return replace(score, owner=stored_owner(text, self.people))
        name = one_line(text)
        same = score.row and name == row_name(score.row, "", self.context)
        return replace(score, name="" if same else name)

    def actuals(self, score: Score, text: str) -> tuple[Actual, ...]:
        """``42`` today, ``42 1-6`` that day, several with semicolons between them."""
        today = self.context.info.date
        found = []
        for part in text.split(";"):
            if not part.strip():
                continue
            number, day = _split(part.strip(), today)
            value = self._number(number, score.unit)
            on = read_day(day, today, past=True) or today
            if value is not None:
                found.append(Actual(on, value))
        return tuple(sorted(found, key=lambda actual: actual.day))

    def actuals_text(self, actuals: Sequence[Actual]) -> str:
        """The whole series as it is typed."""
        words = self.context.words
        return "; ".join(
            f"{number_text(one.value, words)} {one.day.day}-{one.day.month}-{one.day.year}"
            for one in actuals
        )

    def text(self, score: Score, field: str) -> str:
        """What a cell says and opens with, all but ``actual``."""
        if field == "name":
            return row_name(score.row, score.name, self.context)
        if field in NUMBERS:
            return number_text(getattr(score, field), self.context.words)
        if field == "owner":
            return typed_owner(score.owner, self.people)
        stored = str(getattr(score, field))
        options = {"unit": self.units, "better": self.directions, "horizon": self.horizons}
        return options[field]().get(stored, stored)

    def known(self, field: str) -> list[str]:
        """What a field is most likely to be."""
        if field == "owner":
            departments = {one.department for one in self.people if one.department}
            return [*called(self.people).values(), *sorted(departments)]
        options = {"unit": self.units, "better": self.directions, "horizon": self.horizons}
        return list(options[field]().values()) if field in options else []

    def units(self) -> dict[str, str]:
        """Every unit with its word."""
        return {one: self.context.words(f"scorecard.unit.{one}") for one in UNITS}

    def directions(self) -> dict[str, str]:
        """Up and down with their words."""
        return {one: self.context.words(f"scorecard.better.{one}") for one in BETTER}

    def horizons(self) -> dict[str, str]:
        """The method's horizons with their words."""
        parts = self.context.activity.list("horizons")
        return {part.id: self.context.text(f"horizons.{part.id}") for part in parts}

    def _number(self, text: str, unit: str) -> float | None:
        return read_number(text, self.context.words.language, unit, self.units().__getitem__)



def _split(part: str, today: date) -> tuple[str, str]:
    """A figure and the day behind it, if there is one: “€ 1.500 31-12-2026”."""
    words = part.split()
    for place in range(1, len(words)):
        day = " ".join(words[place:])
        try:
            read_day(day, today, past=True)
        except UserError:
            continue
        if any(sign.isdigit() for sign in "".join(words[:place])):
            return " ".join(words[:place]), day
    last = words[-1]
    meant = len(words) > 1 and last[0].isdigit() and any(sign in last for sign in "-/")
    return (" ".join(words[:-1]), last) if meant else (part, "")
