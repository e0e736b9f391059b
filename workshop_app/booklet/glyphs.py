"""Texts as they can be printed: a character that no font has would print as nothing.

reportlab sets a missing glyph as a blank without a word, so every text of an edition passes
through here first; what is missing is marked on paper and told to whoever made the booklet.
"""

from __future__ import annotations

import operator
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from workshop_app.directions import KEPT
from workshop_app.figures.figure import Figure, Text
from workshop_app.figures.text import covered

if TYPE_CHECKING:
    from collections.abc import Container

_Whole = TypeVar("_Whole")

MARK = "\ufffd"
"""Stands for a character that cannot be printed; the font has it."""

JOINERS = "\u200c\u200d"
"""What says whether two letters join: Persian and the scripts of India write with them."""

_SILENT = ("Cf", "Cs", "Cc", "Co", "Cn")
"""Categories that show nothing of their own: joiners, directions, halves of pairs."""


class Printer:
    """Makes texts printable and remembers what was ``missing``."""

    def __init__(self) -> None:
        """Nothing is missing yet."""
        self._missing: set[str] = set()
        self._known: dict[str, str] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that were replaced, in the order of their numbers."""
        return tuple(sorted(self._missing))

    def text(self, text: str) -> str:
        """The same text, composed, without control characters, with marks for the missing.

        Signs of order stay: what is set on a page still needs them.
        """
        found = self._known.get(text)
        if found is None:
            found = text if text.isascii() and text.isprintable() else self._printable(text)
            self._known[text] = found
        return found

    def _printable(self, text: str) -> str:
        kept: list[str] = []
        for character in plain(unicodedata.normalize("NFC", text), KEPT):
            if "\ufe00" <= character <= "\ufe0f":
                continue
            if character in JOINERS or character in KEPT or covered(character):
                kept.append(character)
                continue
            self._missing.add(character)
            if unicodedata.category(character) != "Mn":
                kept.append(MARK)
        return "".join(kept)

    def figure(self, figure: Figure) -> Figure:
        """The figure with printable texts."""
        texts = {item.text for item in figure.items if isinstance(item, Text)}
        if all(self.text(text) == text for text in (*texts, figure.title)):
            return figure
        items = tuple(
            item._replace(text=self.text(item.text)) if isinstance(item, Text) else item
            for item in figure.items
        )
        return figure._replace(items=items, title=self.text(figure.title))

    def edition(self, edition: _Whole) -> _Whole:
        """An edition, or whatever else is made of texts, with printable texts throughout."""
        made: _Whole = self._all(edition)
        return made

    def _all(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, float | int):
            return value
        if isinstance(value, Figure):
            return self.figure(value)
        if isinstance(value, tuple):
            parts = tuple(map(self._all, value))
            if all(map(operator.is_, parts, value)):
                return value
            return value._make(parts) if hasattr(value, "_make") else parts
        if is_dataclass(value) and not isinstance(value, type):
            changed = {}
            for entry in fields(value):
                before = getattr(value, entry.name)
                after = self._all(before)
                if after is not before:
                    changed[entry.name] = after
            return replace(value, **changed) if changed else value
        return value


def plain(text: str, kept_signs: Container[str] = ()) -> str:
    """Text without control characters; line breaks stay, tabs become spaces."""
    if text.isprintable():
        return text
    kept: list[str] = []
    for one in text.replace("\r\n", "\n").replace("\r", "\n"):
        if one in kept_signs:
            kept.append(one)
        elif one in JOINERS:
            kept.append(one if kept and _joins(kept[-1]) else "")
        else:
            kept.append(one if one == "\n" else " " if one.isspace() else _spoken(one))
    return "".join(kept)


def _joins(letter: str) -> bool:
    return unicodedata.bidirectional(letter) == "AL" or "\u0900" <= letter <= "\u0dff"


def _spoken(character: str) -> str:
    return "" if unicodedata.category(character) in _SILENT else character
