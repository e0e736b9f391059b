"""What no font has is asked about before anything is printed, wherever the windows print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.console.talking import Asked, TalkingWindow
    from workshop_app.session.unprintable import Unprintable
    from workshop_app.words import Words


def print_when_agreed(window: TalkingWindow, go: Callable[[], object]) -> None:
    """Let ``go`` print: at once where fonts have everything, else when the user wants it so."""
    from workshop_app.session.unprintable import unprintable

    found = unprintable(window.workshop)
    if found:
        window.ask(
            partial(_lacking, found), partial(_on_answered, window, go), takes_keys=True
        )
    else:
        window.attempt(go)


def _lacking(found: tuple[Unprintable, ...], words: Words) -> Asked:
    """What would be printed as a mark, with where it stands."""
    from workshop_app.session.unprintable import in_words

    text = words("unprintable.ask", found=in_words(found, words))
    yes, no = words("unprintable.print"), words("unprintable.not")
    return text, "warn", (("print", yes), ("not", no))


def _on_answered(window: TalkingWindow, go: Callable[[], object], key: str) -> None:
    if key == "print":
        window.attempt(go)
