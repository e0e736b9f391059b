"""The preferences of this user, as one table. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from workshop_app.figures.theme import THEMES


class Setting(NamedTuple):
    """A preference of this user: its name, what it may be, and what it is without a choice."""

    name: str
    choices: tuple[str, ...]
    default: str


SETTINGS: tuple[Setting, ...] = (
    Setting("console_theme", tuple(THEMES), "light"),
    Setting("stage_theme", tuple(THEMES), "light"),
    Setting("reduced_motion", ("off", "on"), "off"),
)
"""What `Preferences` holds."""


def default_of(name: str) -> str:
    """What a preference is until it is chosen; `KeyError` for an unknown name."""
    found = {setting.name: setting.default for setting in SETTINGS}
    return found[name]
