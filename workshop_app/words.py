"""The app's own words in one language, its numbers and its dates.

What a method says lives in the method; what the app says lives in
``resources/translations/<language>/*.json`` under flat keys, a file for each part of the
app. A key with the endings ``.one`` and ``.other`` has a singular and a plural, chosen by
its field ``n``. Errors stand in ``errors.json`` under their English templates.
"""

from __future__ import annotations

import json
import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workshop_app import paths
from workshop_app.directions import isolated, joined
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "nl")

ALL_LANGUAGES = "both"
"""Instead of a language: what is printed says everything in all of them."""

OF_METHOD = "method:"
"""How the key of a `Said` begins that stands in the method."""

_HALF_UP = 1e-9


class Said(str):
    """A text that knows what it was made of, so that it can be said again in another language.

    ``key`` stands in the app's words, or with `OF_METHOD` before it in the method's.
    """

    __slots__ = ("fields", "key", "language")
    key: str
    fields: Mapping[str, object]
    language: str

    def __new__(
        cls, text: str, key: str, fields: Mapping[str, object], language: str
    ) -> Said:
        """``text`` is what it came to in ``language``."""
        said = super().__new__(cls, text)
        said.key, said.fields, said.language = key, fields, language
        return said

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        """What a copy is made from."""
        return str(self), self.key, self.fields, self.language


class Words:
    """Everything the app can say in one language."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        """Use `load` for the app's own languages."""
        self.language = language
        self.of_method: Mapping[str, str] = {}
        """What the method of the session says in this language."""
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
        """The text under ``key`` with its fields filled in; `KeyError` when there is none.

        It is a `Said`; fields that are one are said in this language too. None of them changes
        the order of the sentence, whichever way it runs.
        """
        text = self._texts.get(key)
        if text is None:
            ending = "one" if fields.get("n") == 1 else "other"
            text = self._texts[f"{key}.{ending}"]
        if fields:
            text = text.format(**{name: self._field(value) for name, value in fields.items()})
        return Said(text, key, fields, self.language)

    def again(self, value: object) -> object:
        """What was said in another language in this one; anything else as it is."""
        if not isinstance(value, Said) or value.language == self.language:
            return value
        if value.key.startswith(OF_METHOD):
            return self.of_method.get(value.key.removeprefix(OF_METHOD), value)
        try:
            return self(value.key, **value.fields)
        except KeyError:
            # An older or newer app said it.
            return value

    def _field(self, value: object) -> object:
        """What is put into a sentence; a day as people write it."""
        found = self.date(value) if isinstance(value, date) else self.again(value)
        return isolated(found) if isinstance(found, str) else found

    def label(self, text: str) -> str:
        """The label of a change in this language, as far as it is known what it was made of."""
        return str(self.again(text))

    def has(self, key: str) -> bool:
        """Whether there is a text under ``key``."""
        return key in self._texts or f"{key}.other" in self._texts

    def sentence(self, error: UserError) -> str:
        """An error in this language."""
        return error.said(lambda part: self._texts.get(part, part), self._field)

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
        return f"{joined(names[:-1])} {self('list.and')} {isolated(names[-1])}"
