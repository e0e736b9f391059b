"""The app's own words in one language, its numbers and its dates.

What a method says lives in the method; what the app says lives in
``resources/translations/<language>/*.json`` under flat keys, a file for each part of the
app. A key with the endings ``.one`` and ``.other`` has a singular and a plural, chosen by
its field ``n``. Errors stand in ``errors.json`` under their English templates.
"""

from __future__ import annotations

import json
import math
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop_app import paths
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

LANGUAGES = ("en", "nl")

_HALF_UP = 1e-9


class Words:
    """Everything the app can say in one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        """Use `load` for the app's own languages."""
        self.language = language
        self._texts = texts

    @classmethod
    def load(cls, language: str) -> Words:
        """Read a language; raises `UserError` when the app does not have it."""
        if language not in LANGUAGES:
            raise UserError(
                "The app has no language “{language}”.",
                "Nothing was changed.",
                "Choose one of: {known}.",
                language=language,
                known=", ".join(LANGUAGES),
            )
        texts: dict[str, str] = {}
        for path in sorted((paths.resources() / "translations" / language).glob("*.json")):
            texts |= json.loads(path.read_text(encoding="utf-8"))
        return cls(language, texts)

    def __call__(self, key: str, **fields: object) -> str:
        """The text under ``key`` with its fields filled in; `KeyError` when there is none."""
        text = self._texts.get(key)
        if text is None:
            ending = "one" if fields.get("n") == 1 else "other"
            text = self._texts[f"{key}.{ending}"]
        return text.format(**fields) if fields else text

    def has(self, key: str) -> bool:
        """Whether there is a text under ``key``."""
        return key in self._texts or f"{key}.other" in self._texts

    def sentence(self, error: UserError) -> str:
        """An error in this language."""
        return error.said(lambda part: self._texts.get(part, part))

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A number with this language's decimal sign and a true minus; a dash for ``None``.

        Halves are rounded away from zero, as people do.
        """
        if value is None:
            return "–"
        text = f"{value + math.copysign(_HALF_UP, value):.{decimals}f}"
        if float(text) == 0:
            text = text.lstrip("-")
        return text.replace("-", "−").replace(".", self("number.decimal"))

    def signed(self, value: float, decimals: int = 0) -> str:
        """A number that always shows its sign, except zero."""
        text = self.number(value, decimals)
        return f"+{text}" if value > 0 and text.strip("0,.") else text

    def dates(self, first: date, days: int) -> str:
        """So many days on end, such as 1–2 December 2026 or 30 November – 1 December 2026."""
        last = first + timedelta(days=days - 1)
        if first.year != last.year:
            return f"{self.date(first)} – {self.date(last)}"
        if first.month != last.month:
            return f"{first.day} {self(f'month.{first.month}')} – {self.date(last)}"
        return f"{first.day}–{self.date(last)}" if days > 1 else self.date(first)

    def date(self, day: date) -> str:
        """A date as people write it, such as 3 March 2026."""
        return f"{day.day} {self(f'month.{day.month}')} {day.year}"

    def listing(self, names: list[str]) -> str:
        """“a, b and c”."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self('list.and')} {names[-1]}"
