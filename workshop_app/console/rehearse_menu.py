"""The menu that begins a rehearsal: with how many invented people."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from workshop_app.words import Words

SIZES: Final = (6, 12, 16, 24, 40, 100)
"""How many people are offered; the command takes any number."""


def offer_rehearsal(
    menu: QMenu, words: Words, chosen: Callable[[int], None], listed: int = 0
) -> None:
    """Put the choice into ``menu``; ``chosen`` is told how many.

    ``listed`` are the people on the session's list, who are offered as a number too.
    """
    sub = menu.addMenu(words("rehearse.menu"))
    sizes = [(size, words("rehearse.people", n=size)) for size in SIZES]
    if listed and listed not in SIZES:
        sizes.insert(0, (listed, words("rehearse.listed", n=listed)))
    for size, text in sizes:
        action = sub.addAction(text)
        action.setData(size)
        action.triggered.connect(partial(_choose, chosen, size))


def _choose(chosen: Callable[[int], None], size: int, *_checked: bool) -> None:
    chosen(size)
