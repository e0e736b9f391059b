"""Collects everything that is wrong with a method, so that it can be mended in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop_app.errors import Errors, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_FAULTS = 500
"""More than anybody mends at once; a hostile file could hold millions."""

_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend; `file` is relative to the method's folder, `line` counts from 1.

    The English `template` is also the key of its translation, as in `UserError`, which `error`
    makes of it.
    """

    file: str
    line: int
    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    near: tuple[str, ...] = ()

    @property
    def error(self) -> UserError:
        """What is wrong, with what may have been meant, to be said in any language."""
        fault = UserError(self.template, "", "", **self.fields)
        if not self.near:
            return fault
        faults, near = Errors((fault,)), named(self.near)
        return UserError("{fault}. Did you mean {near}?", fault=faults, near=near)

    @property
    def placed(self) -> UserError:
        """The same after its file and line."""
        fault = Errors((self.error,))
        return UserError("{file}:{line}: {fault}", file=self.file, line=self.line, fault=fault)

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.error.sentence

    def __str__(self) -> str:
        return self.placed.sentence


class MethodError(UserError):
    """A method that cannot be used, with every fault in it."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        """Take the folder's name and its faults, in any order."""
        unique = {(fault.file, fault.line, fault.message): fault for fault in faults}
        self.faults = tuple(unique[key] for key in sorted(unique))
        super().__init__(
            "The method “{name}” cannot be used: places to mend: {count}.",
            "Nothing was loaded and nothing was changed.",
            "Mend the lines in the report, then load the method again.",
            name=name,
            count=len(self.faults),
        )

    @property
    def report(self) -> UserError:
        """All faults, one a line, by file and line, to be said in any language."""
        return UserError(
            "{faults}\nPlaces to mend: {count}.",
            "Nothing was changed.",
            faults=Errors(fault.placed for fault in self.faults),
            count=len(self.faults),
        )


class TooManyFaultsError(Exception):
    """Ends a check of more than anybody will ever read."""


class FaultList:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(
        self, file: str, line: int, template: str, /, near: Iterable[str] = (), **fields: object
    ) -> None:
        """Note a fault.

        Raises:
            TooManyFaultsError: at the 500th.
        """
        short = {
            name: value if isinstance(value, int) else shortened(str(value))
            for name, value in fields.items()
        }
        self.found.append(Fault(file, line, template, short, tuple(near)))
        if len(self.found) >= MOST_FAULTS:
            raise TooManyFaultsError


def shortened(text: str) -> str:
    """Keep a quotation from a file fit for one line of a report."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_WORD * 4 else f"{text[:_LONGEST_WORD]}…"


def near(word: str, options: Iterable[object]) -> tuple[str, ...]:
    """Give the at most two options that may have been meant."""
    if len(word) > _LONGEST_WORD:
        return ()
    from difflib import get_close_matches

    return tuple(get_close_matches(word, [str(option) for option in options], n=2))


def named(options: Iterable[object]) -> str:
    """List options for a sentence in any language: “a”, “b”, “c”."""
    return ", ".join(f"“{option}”" for option in options)
