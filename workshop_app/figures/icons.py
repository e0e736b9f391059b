"""Lucide icons as strokes of the figure, so that they stay vectors on paper too."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from workshop_app import paths
from workshop_app.figures.figure import Command, Path, Stroke

BOX = 24.0
"""Icons are drawn in a square of this many units, with a stroke of 2."""


@lru_cache(maxsize=1)
def _icons() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((paths.made() / "icons.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=128)
def _outline(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple(
        (command[0], tuple(command[1:])) for part in _icons()[name] for command in part
    )


def icon(name: str, x: float, y: float, size: float, token: str, *, width: float = 2.0) -> Path:
    """An icon in the square of ``size`` u whose top left corner is ``x, y``.

    ``width`` is the stroke in the icon's own 24-unit box. `KeyError` for an unknown name.
    """
    scale = size / BOX
    commands: list[Command] = []
    for letter, numbers in _outline(name):
        points = tuple(
            (x + numbers[i] * scale, y + numbers[i + 1] * scale) for i in range(0, len(numbers), 2)
        )
        commands.append((letter, points))
    return Path(tuple(commands), stroke=Stroke(token, width * scale))
