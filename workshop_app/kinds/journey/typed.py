"""What people type into the lanes of emotion and friction: numbers, then words if they like.

An emotion is its median, ``-1``, with its range behind it: ``-1 (-2..1)`` or ``-1; -2; 1``.
A friction is severity × frequency: ``2x3``. Console, CSV files and tests share this reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypedDict

from workshop_app.errors import UserError

LEAST, MOST = -2, 2
"""The ends of the emotion scale."""

WEIGHTS = 3
"""Severity and frequency run from 1 to this."""

_NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
_EMOTION = re.compile(
    rf"({_NUMBER})"
    rf"(?:\s*\(\s*({_NUMBER})\s*(?:\.\.\.?|…|;|to|tot)\s*({_NUMBER})\s*\)"
    rf"|\s*;\s*({_NUMBER})\s*;\s*({_NUMBER}))?"
    r"(?:$|[\s:,;.]+(?![(+-]?\s*[+-]?\d))"
)
_FRICTION = re.compile(r"(\d+)\s*[xX×*]\s*(\d+)(?:$|[\s:,;.]+)")
_LOOKS_LIKE_A_NUMBER = re.compile(r"[+-]?\d")
_LOOKS_LIKE_A_FRICTION = re.compile(r"\d+\s*[xX×*]\s*\d")
_MINUS = str.maketrans("−–", "--")


class StepValues(TypedDict, total=False):
    """Emotion (median, lowest, highest) and friction of a stage; ``None`` = not given."""

    emotion: float | None
    low: float | None
    high: float | None
    severity: int | None
    frequency: int | None


@dataclass(frozen=True, slots=True)
class Typed:
    """The numbers that were typed, and the words behind them."""

    values: StepValues = field(default_factory=StepValues)
    words: str = ""


def read_typed(form: str, text: str) -> Typed:
    """Read a text for a lane of this form; text without numbers is a note like any other.

    Raises:
        UserError: if it begins with numbers that the lane cannot hold.
    """
    text = text.strip()
    if form == "emotion":
        return _emotion(text)
    if form == "friction":
        return _friction(text)
    return Typed(words=text)


def _emotion(text: str) -> Typed:
    plain = text.translate(_MINUS)
    match = _EMOTION.match(plain)
    if match is None:
        if _LOOKS_LIKE_A_NUMBER.match(plain):
            raise UserError(
                "“{text}” is not an emotion. "
                "Write the median, or the median and its range: -1 (-2..1).", text=text)
        return Typed(words=text)
    median = _number(match[1])
    low, high = (_number(end or match[1]) for end in (match[2] or match[4], match[3] or match[5]))
    check_emotion(median, low, high)
    return Typed(StepValues(emotion=median, low=low, high=high), text[match.end():].strip())


def _friction(text: str) -> Typed:
    match = _FRICTION.match(text)
    if match is None:
        if _LOOKS_LIKE_A_FRICTION.match(text):
            raise UserError(
                "“{text}” is not a friction. Write severity × frequency: 2x3.", text=text)
        return Typed(words=text)
    severity, frequency = int(match[1]), int(match[2])
    check_friction(severity, frequency)
    return Typed(StepValues(severity=severity, frequency=frequency), text[match.end():].strip())


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def check_emotion(emotion: float | None, low: float | None, high: float | None) -> None:
    """Raise `UserError` unless the median lies within its range and both within the scale."""
    given = [value for value in (low, emotion, high) if value is not None]
    if any(not LEAST <= value <= MOST for value in given):
        raise UserError("An emotion runs from −2 to +2.")
    if given != sorted(given):
        raise UserError(
            "The median of an emotion lies within its range. "
            "Write the median, then the lowest and the highest: -1 (-2..1).")


def check_friction(severity: int | None, frequency: int | None) -> None:
    """Raise `UserError` unless both run from 1 to 3."""
    given = [value for value in (severity, frequency) if value is not None]
    if any(not 1 <= value <= WEIGHTS for value in given):
        raise UserError("Severity and frequency run from 1 to 3.")
