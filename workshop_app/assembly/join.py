"""The way in for phones on the stage: a whole card on a key, a corner while phones vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.figures.figure import Figure
from workshop_app.figures.join_card import JoinWords, cornered, join_card
from workshop_app.method.ways import ways_of
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Point
    from workshop_app.session.door import Door
    from workshop_app.session.workshop import Workshop
    from workshop_app.words import Words


def card(
    door: Door, words: Words, phase: str, stage_width: float, scale: float
) -> Figure:
    """The whole stage: how to get in, and what a shared network can and cannot hide."""
    said = JoinWords(
        words("join.title"),
        (words("join.wifi"), words("join.scan")),
        words("join.code"),
        words("join.hides"),
        words("join.shows"),
    )
    return join_card(
        door.url, door.address, door.code, said, phase=phase, stage_width=stage_width, scale=scale
    )


def corner(
    workshop: Workshop, activity: str, canvas: Canvas, at: Point
) -> tuple[Figure, Canvas]:
    """The way in beside a picture ``at`` its place while phones vote, and the room it leaves."""
    door = workshop.door
    if door is None or not _phones_vote(workshop, activity):
        return Figure(canvas.width, canvas.height), canvas
    words = workshop.words("join.corner")
    return cornered(door.url, door.address, door.code, words, canvas, at)


def _phones_vote(workshop: Workshop, activity: str) -> bool:
    round_ = latest(workshop.file, activity)
    return round_ is not None and round_.state == "open" and "phones" in ways_of(round_.mode)
