"""What is quick to type in a journey, as the longer form that `typed` reads.

Emotions: ``-1 -2 1`` is median, lowest, highest. Friction: ``32`` is severity 3 × frequency 2.
Departments: several after one another with commas, each as short as it is clear.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.kinds.journey.typed import StepValues

_NUMBER = r"([+\-−–]?\d+(?:[.,]\d+)?)"
_EMOTION = re.compile(rf"\s*{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}(?=$|\s)")
_FRICTION = re.compile(r"\s*(\d)\s*(\d)\s*")
_BETWEEN = re.compile(r"\s*[,;/]\s*")


def spelled_out(form: str, text: str, departments: Sequence[str] = ()) -> list[str]:
    """The lines a text stands for in a lane of this form."""
    if form == "emotion":
        return [_EMOTION.sub(r"\1; \2; \3", text, count=1)]
    if form == "friction":
        match = _FRICTION.fullmatch(text)
        return [f"{match[1]}x{match[2]}" if match else text]
    if form == "departments":
        return [_department(name, departments) for name in _BETWEEN.split(text) if name.strip()]
    return [text]


def _department(typed: str, departments: Sequence[str]) -> str:
    """The department that begins like this, if there is just one."""
    begun = typed.strip().casefold()
    found = [name for name in departments if name.casefold().startswith(begun)]
    exact = [name for name in found if name.casefold() == begun]
    known = exact or found
    return known[0] if len(known) == 1 else typed.strip()


def to_type(form: str, values: StepValues) -> str:
    """A stage's numbers as one would type them; empty where there are none."""
    if form == "emotion":
        median, low, high = values.get("emotion"), values.get("low"), values.get("high")
        if median is None:
            return ""
        if low is None or high is None or low == high == median:
            return f"{median:g}"
        return f"{median:g}; {low:g}; {high:g}"
    if form == "friction":
        severity, frequency = values.get("severity"), values.get("frequency")
        return f"{severity}x{frequency}" if severity and frequency else ""
    return ""
