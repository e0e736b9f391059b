"""Levels as people write them: 3, L3, “team lead”, “teamleider”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workshop_app.session.csv_file import folded

if TYPE_CHECKING:
    from workshop_app.method.model import Method

_NUMBER: Final = re.compile(r"(?:l|level|niveau)?\s*(\d+)\s*(?:[-–—:=.,(]\D*)?", re.IGNORECASE)

_WORDS: Final = {
    1: ("shop floor", "shopfloor", "front line", "frontline", "front-line", "front office",
        "werkvloer", "frontlinie", "uitvoerend", "uitvoering", "operationeel", "operational"),
    2: ("specialist", "support", "staff", "specialist/support", "specialist or support",
        "staf", "ondersteuning", "ondersteunend", "stafmedewerker", "specialist of staf",
        "specialist/staf", "expert", "professional"),
    3: ("team lead", "teamlead", "team leader", "team manager", "middle manager",
        "middle management", "team or middle manager", "supervisor", "teamleider",
        "teamleidster", "teammanager", "middenmanager", "middenmanagement", "middenkader",
        "teamleider of middenmanager"),
    4: ("senior manager", "senior management", "higher management",
        "hoger management", "hogere manager", "senior leidinggevende"),
    5: ("board", "executive", "director", "directors", "board of directors", "c-level",
        "ceo", "directie", "bestuur", "directeur", "bestuurder", "directielid",
        "directie of bestuur", "directie/bestuur"),
}
"""What METHOD calls the levels in both languages, and what organisations do."""

_LEVELS: Final = {word: level for level, words in _WORDS.items() for word in words}


def level_of(text: str, method: Method) -> int | None:
    """The level that a text names, by number or in words; ``None`` for anything else."""
    match = _NUMBER.fullmatch(text.strip())
    level = int(match[1]) if match else _named(method).get(folded(text))
    return level if level in method.levels else None


def level_names(method: Method, language: str = "") -> str:
    """Which number is which level: “1 = Shop floor, 2 = …”; empty where a method has no words."""
    spoken = language if language in method.languages else method.languages[0]
    words = ((level, f"levels.{level}") for level in method.levels)
    return ", ".join(
        f"{level} = {method.text(key, spoken)}" for level, key in words if method.has(key, spoken)
    )


def _named(method: Method) -> dict[str, int]:
    """The levels by their usual names and by the method's own, which go before them."""
    found = dict(_LEVELS)
    for language in method.languages:
        for level in method.levels:
            key = f"levels.{level}"
            if method.has(key, language):
                found[folded(method.text(key, language))] = level
    return found
