"""How this facilitator's booklets are printed, whether they lie in a folder or leave by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from workshop_app.session.preferences import Preferences

PAPERS: Final = ("a4", "letter")
_PAPER, _UNREACHED = "booklets.paper", "booklets.unreached"
_LEFT_OUT: Final = "no"


class PrintChoices(NamedTuple):
    """The paper, and whether what the day did not come to is listed."""

    paper: str = PAPERS[0]
    unreached: bool = True


def read_print_choices(preferences: Preferences) -> PrintChoices:
    """What was chosen; what the app would not write counts as not chosen."""
    paper = preferences.read(_PAPER)
    return PrintChoices(
        paper if paper in PAPERS else PAPERS[0], preferences.read(_UNREACHED) != _LEFT_OUT
    )


def write_print_choices(preferences: Preferences, choices: PrintChoices) -> None:
    """Keep them for every session. Raises `UserError` when the settings cannot be written."""
    preferences.write(_PAPER, choices.paper)
    preferences.write(_UNREACHED, "" if choices.unreached else _LEFT_OUT)
