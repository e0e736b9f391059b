"""The matrix of an invented room: themes on it, a few that still wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workshop_app.session.notes import NewNote

if TYPE_CHECKING:
    from workshop_app.session.context import Context
    from workshop_app.session.crowd import Crowd

_PLACED: Final = 8
_WAITING: Final = 2
_TAGGED: Final = 0.2


def rehearse(context: Context, crowd: Crowd) -> tuple[NewNote, ...]:
    """Name themes and place most of them, with dots, sizes and tags where the matrix has them."""
    activity = context.activity
    themes = crowd.sentences(_PLACED + _WAITING, activity.id, about="themes")
    tags = [part.id for part in activity.list("tags")]
    notes = []
    for place, theme in enumerate(themes):
        dice = crowd.dice("matrix", activity.id, place)
        waits = place >= _PLACED
        notes.append(
            NewNote(
                "",
                theme,
                votes=dice.randint(0, 7) if activity.setting("dots") and not waits else None,
                x=None if waits else float(dice.randint(6, 94)),
                y=None if waits else float(dice.randint(6, 94)),
                size=float(dice.randint(4, 30)) if activity.setting("sizes") else None,
                tags=tuple(tag for tag in tags if dice.random() < _TAGGED),
            )
        )
    return tuple(notes)
