"""The two kinds of failure: a sentence for the user, or a bug."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Errors(tuple["UserError", ...]):
    """Several errors as one field of another."""


class UserError(Exception):
    """Something the user can understand and act on: what happened, what is safe, what to do.

    The three texts are templates with ``{fields}``; the English templates are also the
    keys under which a translation is found (see `workshop_app.words.Words.sentence`), so
    write them as literals at the place where the error is raised.
    """

    def __init__(self, what: str, safe: str = "", do: str = "", **fields: object) -> None:
        """Keep the templates and their fields."""
        super().__init__(what, safe, do)
        self.what = what
        self.safe = safe
        self.do = do
        self.fields = fields

    @property
    def templates(self) -> tuple[str, ...]:
        """The parts that are not empty, in reading order."""
        return tuple(part for part in (self.what, self.safe, self.do) if part)

    @property
    def sentence(self) -> str:
        """The English text."""
        return self.said(str)

    def said(
        self, translated: Callable[[str], str], again: Callable[[object], object] | None = None
    ) -> str:
        """The text in another language; ``translated`` gives the template for an English one.

        A field that holds errors is said in the same language, each on a line of its own;
        ``again`` says other fields in it.
        """
        fields = {name: _said(value, translated, again) for name, value in self.fields.items()}
        parts = [translated(part).format(**fields) for part in self.templates]
        return " ".join(parts).replace("\n ", "\n")

    def __reduce__(self) -> tuple[object, ...]:
        """What goes to another process: fields that are neither numbers nor days as text."""
        fields = {name: _plain(value) for name, value in self.fields.items()}
        return _again, (self.what, self.safe, self.do, fields)

    def __str__(self) -> str:
        """The English text, for logs."""
        return self.sentence


def _again(what: str, safe: str, do: str, fields: dict[str, object]) -> UserError:
    return UserError(what, safe, do, **fields)


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | date | Errors) else str(value)


def _said(
    value: object, translated: Callable[[str], str], again: Callable[[object], object] | None
) -> object:
    if not isinstance(value, Errors):
        return again(value) if again else value
    return "\n".join(error.said(translated, again) for error in value)
