"""Talk: nothing is asked; what the scribe noted is all there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop_app.method.model import Activity, KindShape
from workshop_app.session.said import read_said

if TYPE_CHECKING:
    from workshop_app.session.context import Context

PLACE = "note"
"""Where the scribe's notes stand."""


def _parts(_activity: Activity) -> tuple[str, ...]:
    """What the scribe wrote."""
    return (PLACE,)


SHAPE = KindShape("talk", views=("title", "question", "content"), parts=_parts)


@dataclass(frozen=True, slots=True)
class TalkResults:
    """What the scribe noted and does not hold back."""

    notes: tuple[str, ...] = ()


def read_results(context: Context) -> TalkResults:
    """Read the scribe's notes."""
    return TalkResults(read_said(context, (PLACE,)).get(PLACE, ()))
