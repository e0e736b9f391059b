"""Whose a sheet is, or which group is printed on it: found by number or by first letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.markers import Group


class Names:
    """The groups, or in a named round the people, that a sheet may say."""

    def __init__(self, groups: Sequence[Group]) -> None:
        """They are numbered from 1, in this order."""
        self._groups = {str(number): group for number, group in enumerate(groups, 1)}

    def number(self, key: str) -> str:
        """What is keyed for it; empty where it is not on the list."""
        return next((n for n, group in self._groups.items() if group.key == key), "")

    def found(self, typed: str) -> list[tuple[str, Group]]:
        """Whose number begins like this, else whose name does, each with its number."""
        typed = typed.casefold()
        numbered = [(n, group) for n, group in self._groups.items() if n.startswith(typed)]
        return numbered or [
            (n, group)
            for n, group in self._groups.items()
            if group.label.casefold().startswith(typed)
        ]

    def exact(self, typed: str) -> Group | None:
        """The one that has this whole number, or alone this whole name."""
        if typed in self._groups:
            return self._groups[typed]
        typed = typed.casefold().strip()
        alike = [one for one in self._groups.values() if one.label.casefold() == typed]
        return alike[0] if len(alike) == 1 else None
